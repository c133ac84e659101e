"""Phases, weeks and taper against the calendar: R-29, R-30 and the length in R-50."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, takewhile
from math import floor

from periodise.checker.microcycle import Microcycle
from periodise.checker.season import Season
from periodise.checker.taper_row import taper_days
from periodise.checker.verdict import allowed_min, broken, count, found_min
from periodise.domain.finding import Finding
from periodise.domain.plan import PhaseKind, WeekKind
from periodise.domain.tolerance import minutes_within

MONDAY_KINDS = frozenset({WeekKind.LOAD, WeekKind.DELOAD, WeekKind.RETURN})
SHORT_KINDS = frozenset({WeekKind.BRIDGE, WeekKind.PARTIAL})
PHASE_ORDER = tuple(PhaseKind)
"""Base, build, taper, race, recovery."""


def check_monday_weeks(season: Season) -> Iterator[Finding]:
    """R-29: training weeks run from Monday to Sunday; only a bridge or a part week is shorter."""
    for week in season.weeks:
        if week.kind in MONDAY_KINDS and not week.full:
            yield broken(
                "R-29",
                week.first,
                f"a {week.kind} week of {count(week.days, 'day')} from here; training weeks run "
                "from Monday to Sunday.",
            )
        elif week.kind in SHORT_KINDS and week.days > season.rule("R-29")["bridge_max_days"]:
            yield broken(
                "R-29",
                week.first,
                f"a {week.kind} week of {count(week.days, 'day')}; "
                f"{season.rule('R-29')['bridge_max_days']} is the most.",
                limit=season.rule("R-29")["bridge_max_days"],
                measured=week.days,
            )


def check_short_weeks_in_place(season: Season) -> Iterator[Finding]:
    """R-29: a part week is the first of the plan, a bridge stands right before the taper."""
    for week in season.weeks:
        in_place = (
            week.first == season.start if week.kind is WeekKind.PARTIAL else week.end == season.taper_start
        )
        if week.kind in SHORT_KINDS and not in_place:
            where = "at the start" if week.kind is WeekKind.PARTIAL else "right before the taper"
            yield broken("R-29", week.first, f"a {week.kind} week here; it belongs {where}.")


def check_short_week_load(season: Season) -> Iterator[Finding]:
    """R-29: bridge and part week hold nine tenths of a load week for their days, a shakedown left out."""
    rule = season.rule("R-29")
    for week in season.weeks:
        if week.kind not in SHORT_KINDS or not week.planned:
            continue
        limit = rule["bridge_ratio"] * _load_before(season, week) * week.days / rule["week_days"]
        if not minutes_within(week.load_efm - week.tests_efm, limit):
            yield broken(
                "R-29",
                week.first,
                f"the {count(week.days, 'day')} from here count {found_min(week.load_efm)} of load; "
                f"{allowed_min(limit)} is nine tenths of a load week for so many days.",
                limit=limit,
                measured=week.load_efm,
            )


def _load_before(season: Season, week: Microcycle) -> float:
    """The highest of the last load weeks; a week of history when there is none."""
    window = season.rule("R-43")["window_load_weeks"]
    done = [one.load_efm for one in season.load_weeks if one.end <= week.first][-window:]
    return max(done, default=season.anchors.load_efm)


def check_last_full_week(season: Season) -> Iterator[Finding]:
    """R-29: the last whole week before the taper is no deload, unless a heavy pack or a unit moved it.

    Nor where a race that came nearer leaves as many load weeks behind as may stand in a row (R-49).
    """
    full = [week for week in season.weeks if week.full and week.end <= season.taper_start]
    if len(full) < 2 or full[-1].kind is not WeekKind.DELOAD or not full[-1].planned:
        return
    shift_share = season.rule("R-49")["shift_pack_share"]
    moved = season.race_pack_kg >= shift_share * season.body_mass_kg
    weeks_back = season.rule("R-49")["load_weeks_default_count"] + 1
    since = full[-1].first - weeks_back * season.rule("R-29")["week_days"]
    after_unit = any(unit.first < full[-1].first and since <= unit.last for unit in season.units)
    in_a_row = sum(1 for _ in takewhile(lambda week: week.kind is WeekKind.LOAD, reversed(full[:-1])))
    due = in_a_row >= season.rule("R-49")["max_load_weeks_count"]
    if not (moved or after_unit or due):
        yield broken(
            "R-29",
            full[-1].first,
            "the last whole week before the taper is a deload; "
            "deloads are counted back so that it is a load week.",
        )


def check_taper_length(season: Season) -> Iterator[Finding]:
    """R-50: the taper lasts the days that distance, experience and runway ask for, to the race's eve."""
    days = season.race_day - season.taper_start
    allowed = taper_days(season)
    if days not in allowed:
        yield broken(
            "R-50",
            season.taper_start,
            f"the taper lasts {count(days, 'day')}; {' or '.join(str(one) for one in allowed)} days "
            "are asked for this race.",
            limit=allowed[0],
            measured=days,
        )


def check_taper_blocks(season: Season) -> Iterator[Finding]:
    """R-29: the taper goes in blocks of seven days that end on the eve of the race."""
    length = season.rule("R-29")["block_days"]
    blocks = season.taper_blocks
    if blocks and blocks[-1].end != season.race_day:
        yield broken(
            "R-29",
            blocks[-1].first,
            "the last taper block does not end on the eve of the race.",
        )
    for index, block in enumerate(blocks):
        cut_by_start = index == 0 and block.first == season.start and block.days < length
        whole_taper = len(blocks) == 1 and block.days in taper_days(season)
        if block.days != length and not cut_by_start and not whole_taper:
            yield broken(
                "R-29",
                block.first,
                f"a taper block of {count(block.days, 'day')}; each lasts {length}.",
                limit=length,
                measured=block.days,
            )


def check_phases(season: Season) -> Iterator[Finding]:
    """R-30: base, build and taper follow each other without a gap and fill the runway to the day."""
    phases = season.plan.phases
    order = [PHASE_ORDER.index(phase.kind) for phase in phases]
    if order != sorted(set(order)):
        yield broken("R-30", season.start, f"the phases do not follow the order {', '.join(PHASE_ORDER)}.")
    for one, other in pairwise(phases):
        if one.end != other.start:
            yield broken(
                "R-30", one.end.toordinal(), f"{one.kind} ends here and {other.kind} begins on {other.start}."
            )
    spans = {phase.kind: phase for phase in phases}
    race = date.fromordinal(season.race_day)
    if not phases or phases[0].start != date.fromordinal(season.start):
        yield broken("R-30", season.start, "the first phase does not begin with the plan.")
    if PhaseKind.RACE not in spans or spans[PhaseKind.RACE].start != race:
        yield broken("R-30", season.race_day, "the phases before the race do not end on its eve.")
    if phases and phases[-1].end.toordinal() != season.end:
        yield broken("R-30", season.end - 1, "the last phase does not end with the plan.")


def check_phase_of_weeks(season: Season) -> Iterator[Finding]:
    """R-30: a week's phase is the one that its dates lie in."""
    for week in season.weeks:
        phase = next(
            (
                one.kind
                for one in season.plan.phases
                if one.start <= week.week.start and week.week.end <= one.end
            ),
            None,
        )
        if phase is not week.phase:
            yield broken(
                "R-30",
                week.first,
                f"this week calls itself {week.phase}; its days lie in {phase or 'two phases'}.",
            )


def check_build_length(season: Season) -> Iterator[Finding]:
    """R-30: the build takes half of what the taper leaves, three to eight weeks of it.

    The days that fill no whole week may stand on either side of its border, so a week either way is
    no fault.
    """
    week_days = season.rule("R-29")["week_days"]
    build = next((phase for phase in season.plan.phases if phase.kind is PhaseKind.BUILD), None)
    days = (build.end - build.start).days if build is not None else 0
    wanted = build_weeks(season)
    if not (wanted - 1) * week_days <= days < (wanted + 1) * week_days:
        yield broken(
            "R-30",
            build.start.toordinal() if build is not None else season.start,
            f"the build lasts {count(days, 'day')}; about {count(wanted, 'week')} of "
            f"{season.runway_weeks} to the race are asked for.",
            limit=wanted * week_days,
            measured=days,
        )


def build_weeks(season: Season) -> int:
    """Weeks of the specific block (R-30)."""
    rule = season.rule("R-30")
    days = season.race_day - season.taper_start
    whole = round(days / int(season.rule("R-29")["week_days"]))
    left = max(0, season.runway_weeks - max(int(rule["taper_min_weeks"]), whole))
    half_up = floor(float(rule["specific_share"]) * left + 0.5)
    least, most = int(rule["specific_min_weeks"]), int(rule["specific_max_weeks"])
    return min(left, max(least, min(half_up, most)))
