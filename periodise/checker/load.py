"""How fast runs and weeks grow: R-12, R-40 to R-42, R-44 and R-45."""

from collections.abc import Iterator

from periodise.checker.dated import DatedSession
from periodise.checker.microcycle import Microcycle
from periodise.checker.reading import Reading
from periodise.checker.references import longest_before, ramp_reference
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, count, found_min, missed, noted, percent
from periodise.domain.finding import Finding
from periodise.domain.plan import PhaseKind, WeekKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import minutes_within, within

RAMP_KINDS = frozenset({WeekKind.LOAD, WeekKind.DELOAD})


def check_load_floor(season: Season) -> Iterator[Finding]:
    """R-12: a session counts at least its floor, or a descent under a pack would weigh nothing.

    An easy run counts its minutes (R-10), so a run below them was counted too light.
    """
    for one in season.sessions:
        rule_id, floor_efm = load_floor(season, one)
        if one.planned and not minutes_within(floor_efm, one.session.load_efm):
            yield broken(
                rule_id,
                one.day,
                f"{found_min(one.minutes)} of {one.kind.replace('_', ' ')} are entered as "
                f"{one.session.load_efm:.0f} EFM; they count {floor_efm:.0f} at the least.",
                limit=floor_efm,
                measured=one.session.load_efm,
            )


def load_floor(season: Season, one: DatedSession) -> tuple[str, float]:
    """The least EFM that a session can count, and the rule that says so."""
    rule = season.rule("R-12")
    if one.kind is SessionKind.STRENGTH:
        return "R-12", one.minutes * rule["strength_rpe_ratio"] * rule["strength_share"]
    if one.run:
        return "R-10", one.minutes
    loaded = one.body_share >= rule["loaded_share"]
    return "R-12", one.minutes * rule["floor_loaded_ratio" if loaded else "floor_unloaded_ratio"]


def check_single_run(season: Season) -> Iterator[Finding]:
    """R-40: no run much longer than the longest of the thirty days before it."""
    for run, reading in zip(season.runs, single_run_readings(season), strict=True):
        if run.planned and not minutes_within(reading.measured, reading.limit):
            yield broken(
                "R-40",
                run.day,
                f"this run takes {found_min(reading.measured)}; after the longest run of the last "
                f"{season.rule('R-40')['window_days']} days it may take {allowed_min(reading.limit)}.",
                limit=reading.limit,
                measured=reading.measured,
            )


def single_run_readings(season: Season) -> Iterator[Reading]:
    """Minutes of each run against its cap."""
    return (Reading(run.day, run.minutes, single_run_cap(season, run.day)) for run in season.runs)


def single_run_cap(season: Season, day: int) -> float:
    """Most minutes of a run on a date."""
    rule = season.rule("R-40")
    longest = longest_before(
        season,
        season.runs,
        day=day,
        window_days=rule["window_days"],
        history_min=season.anchors.longest_min,
    )
    short_cap = longest + rule["short_step_min"] if longest < rule["short_below_min"] else 0.0
    return max(float(rule["growth_ratio"]) * longest, short_cap, float(rule["floor_min"]))


def check_hikes(season: Season) -> Iterator[Finding]:
    """R-41: an unloaded hike at most a quarter longer than the longest time on feet of thirty days."""
    rule = season.rule("R-41")
    for hike in season.training:
        if hike.kind is not SessionKind.HIKE or hike.loaded or not hike.planned:
            continue
        longest = longest_before(
            season,
            season.training,
            day=hike.day,
            window_days=rule["window_days"],
            history_min=season.anchors.longest_min,
        )
        limit = rule["growth_ratio"] * longest
        if not minutes_within(hike.minutes, limit):
            yield missed(
                "R-41",
                hike.day,
                f"this hike takes {found_min(hike.minutes)}; {allowed_min(limit)} would follow "
                "from the longest time on feet of the last weeks.",
                limit=limit,
                measured=hike.minutes,
            )


def check_ramp(season: Season) -> Iterator[Finding]:
    """R-42: a week's load against the best recent one; firm at a fifth more, soft at a tenth."""
    rule = season.rule("R-42")
    grades = (
        (rule["ramp_hard_ratio"], broken),
        (rule["ramp_warn_ratio"], missed),
        (rule["ramp_soft_ratio"], noted),
    )
    for week in _ramped_weeks(season):
        best = ramp_reference(season, week)
        for ratio, verdict in grades:
            limit = max(ratio * best, best + rule["ramp_floor_min"])
            if not minutes_within(week.load_efm, limit):
                yield verdict(
                    "R-42",
                    week.first,
                    f"the week from here counts {found_min(week.load_efm)} of load, the best recent week "
                    f"{allowed_min(best)}; {allowed_min(limit)} would be {percent(ratio - 1)} more.",
                    limit=limit,
                    measured=week.load_efm,
                )
                break


def ramp_readings(season: Season) -> Iterator[Reading]:
    """Load of each full week against the hard limit of R-42."""
    rule = season.rule("R-42")
    for week in _ramped_weeks(season):
        best = ramp_reference(season, week)
        limit = max(rule["ramp_hard_ratio"] * best, best + rule["ramp_floor_min"])
        yield Reading(week.first, week.load_efm, limit)


def _ramped_weeks(season: Season) -> Iterator[Microcycle]:
    return (week for week in season.weeks if week.full and week.planned and week.kind in RAMP_KINDS)


def check_long_share(season: Season) -> Iterator[Finding]:
    """R-44: one session's share of the week, told once for each phase by its worst week."""
    readings = tuple(long_share_readings(season))
    for phase in (PhaseKind.BASE, PhaseKind.BUILD):
        over = [
            reading
            for reading in readings
            if season.phase_on(reading.day) is phase and not within(reading.measured, reading.limit)
        ]
        if over:
            worst = max(over, key=lambda reading: reading.measured)
            yield missed(
                "R-44",
                worst.day,
                f"the longest session is {percent(worst.measured)} of this week's load; "
                f"{percent(worst.limit)} is the aim in {phase}, missed in {count(len(over), 'week')}.",
                limit=worst.limit,
                measured=worst.measured,
            )


def long_share_readings(season: Season) -> Iterator[Reading]:
    """The longest session's share of each load week's load; a week with a race or trip has its own shape."""
    rule = season.rule("R-44")
    limits = {PhaseKind.BASE: rule["base_share"], PhaseKind.BUILD: rule["peak_share"]}
    for week in season.load_weeks:
        own_shape = any(one.unit is not None for one in week.sessions)
        if week.planned and week.load_efm > 0 and week.phase in limits and not own_shape:
            largest = max((one.session.load_efm for one in week.sessions if one.training), default=0.0)
            yield Reading(week.first, largest / week.load_efm, limits[week.phase])


def check_longest_ever(season: Season) -> Iterator[Finding]:
    """R-45: no single run or hike above the hours that coaches set for the distance and the level."""
    for one, reading in zip(season.training, absolute_readings(season), strict=True):
        if one.planned and not minutes_within(reading.measured, reading.limit):
            yield missed(
                "R-45",
                one.day,
                f"{found_min(reading.measured)} in one go; {allowed_min(reading.limit)} is the most "
                f"for {'a run before this race at this level' if one.run else 'a day on foot'}.",
                limit=reading.limit,
                measured=reading.measured,
            )


def absolute_readings(season: Season) -> Iterator[Reading]:
    """Minutes of every run and hike against R-45."""
    rule = season.rule("R-45")
    run_cap = float(rule[season.distance_class][season.inputs.athlete.level.value])
    hike_cap = float(rule["hike_max_min"])
    return (Reading(one.day, one.minutes, run_cap if one.run else hike_cap) for one in season.training)
