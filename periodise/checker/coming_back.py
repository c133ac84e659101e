"""R-80: load and pack after time off come back in a block, and nothing is made up."""

from collections.abc import Iterator
from statistics import fmean

from periodise.checker.absence import LOST, Absence, Comeback
from periodise.checker.dated import DatedSession, Track
from periodise.checker.microcycle import Microcycle
from periodise.checker.pack_entry import first_pack_kg
from periodise.checker.pack_steps import run_step_kg, walk_step_kg
from periodise.checker.reading import Reading
from periodise.checker.references import heaviest_before, load_before
from periodise.checker.season import BACK_TO_BACK, Season
from periodise.checker.taper_row import taper_shares
from periodise.checker.verdict import allowed_min, broken, count, found_min, kg
from periodise.domain.finding import Finding
from periodise.domain.plan import PhaseKind, WeekKind
from periodise.domain.session import Session, SessionKind
from periodise.domain.tolerance import mass_within, minutes_within
from periodise.metrics.detraining import return_row

TRAINING_KINDS = frozenset({WeekKind.LOAD, WeekKind.DELOAD, WeekKind.RETURN})


def check_return_load(season: Season) -> Iterator[Finding]:
    """A full week in a return block holds at most the block's share of what was done before."""
    for week, back in _return_weeks(season):
        limit = _return_limit(season, week, back)
        if week.planned and not minutes_within(week.load_efm, limit):
            yield broken(
                "R-80",
                week.first,
                f"this week counts {found_min(week.load_efm)} of load, so soon after "
                f"{count(back.absence.days_lost, 'day')} off; {allowed_min(limit)} is the most.",
                limit=limit,
                measured=week.load_efm,
            )


def return_readings(season: Season) -> Iterator[Reading]:
    """Load of every full week that a return block touches, against its share."""
    for week, back in _return_weeks(season):
        yield Reading(week.first, week.load_efm, _return_limit(season, week, back))


def _return_weeks(season: Season) -> Iterator[tuple[Microcycle, Comeback]]:
    for week in season.weeks:
        if week.full and week.kind in TRAINING_KINDS:
            back = next(
                (
                    one
                    for one in reversed(season.comebacks)
                    if one.absence.end < week.end and week.first < one.block_end
                ),
                None,
            )
            if back is not None:
                yield week, back


def _return_limit(season: Season, week: Microcycle, back: Comeback) -> float:
    """Best load before × fitness kept × the mean share of the week's days that are not lost."""
    shares = [back.share_on(day) for day in range(week.first, week.end) if day not in season.days_away]
    return load_before(season, back) * back.kept * (fmean(shares) if shares else 0.0)


def check_return_pack(season: Season) -> Iterator[Finding]:
    """After time off the pack is one or two steps lighter, back at the first after four weeks.

    So is every pack of the return block, and the first after it. From there each is at most a step above
    those since: what was carried before is no raise (R-43), but after four weeks R-63 begins again. In base
    a week or two off cost no step.
    """
    for one in season.loaded_runs:
        yield from _too_heavy(season, one, season.loaded_runs, step_kg=run_step_kg(season))
    for one in season.loaded_walks:
        yield from _too_heavy(season, one, season.loaded, step_kg=walk_step_kg(season))


def _too_heavy(season: Season, one: DatedSession, packs: Track, *, step_kg: float) -> Iterator[Finding]:
    back = next((gap for gap in reversed(season.comebacks) if gap.absence.end <= one.day), None)
    if back is None or not one.planned:
        return
    set_back = _set_back_kg(season, back, packs, step_kg=step_kg)
    limit = _climbed_kg(season, back, one, set_back, step_kg=step_kg)
    if limit and not mass_within(one.pack_kg, limit):
        yield broken(
            "R-80",
            one.day,
            f"a {'run' if one.run else 'walk'} with {kg(one.pack_kg)} after "
            f"{count(back.absence.days_lost, 'day')} off; {kg(limit)} is the most, "
            "and the way up goes by steps again.",
            limit=limit,
            measured=one.pack_kg,
        )


def _set_back_kg(season: Season, back: Comeback, packs: Track, *, step_kg: float) -> float:
    """What a pack goes back to after time off; 0 where it stays what it was."""
    lost, start = back.absence.days_lost, first_pack_kg(season)
    if lost >= season.rule("R-80")["pack_restart_days"]:
        return start
    steps: int = return_row(lost, season.rulebook)["pack_steps_down_count"]
    if steps == 1 and season.phase_on(back.absence.first) is PhaseKind.BASE:
        return 0.0
    return max(start, heaviest_before(season, packs, back.absence.first) - steps * step_kg)


def _climbed_kg(
    season: Season, back: Comeback, one: DatedSession, set_back: float, *, step_kg: float
) -> float:
    """The most that may be carried on a day after time off; 0 where nothing was taken off the pack."""
    if not set_back or one.day < back.block_end:
        return set_back
    wait = 0 if one.run else season.rule("R-68")["step_window_days"] - 1
    earned = _carried_since(season, back, one, end=one.day - wait)
    since = _carried_since(season, back, one, end=one.day)
    return max((set_back, *since, *(mass + step_kg for mass in earned)))


def _carried_since(season: Season, back: Comeback, one: DatedSession, *, end: int) -> list[float]:
    """Packs since the first day back: of runs for a run, of all training for a walk."""
    packs = season.loaded_runs if one.run else season.loaded
    return [other.pack_kg for other in packs.between(back.absence.end, end) if not other.test_of_kit]


def check_return_taper(season: Season) -> Iterator[Finding]:
    """In the taper, and in the bridge before it, a return block keeps its share of their own numbers."""
    shares = dict(zip((block.first for block in season.taper_blocks), taper_shares(season), strict=False))
    for week in season.weeks:
        back = next((one for one in reversed(season.comebacks) if _touches(one, week)), None)
        own = _own_share(season, week, shares)
        if back is None or not week.planned or not own:
            continue
        days = [back.share_on(day) for day in range(week.first, week.end) if day not in season.days_away]
        limit = own * season.peak_load_efm * (fmean(days) if days else 0.0)
        if not minutes_within(week.load_efm - week.tests_efm, limit):
            yield broken(
                "R-80",
                week.first,
                f"the {count(week.days, 'day')} from here count {found_min(week.load_efm)} of load, so soon "
                f"after {count(back.absence.days_lost, 'day')} off; {allowed_min(limit)} is the most.",
                limit=limit,
                measured=week.load_efm,
            )


def _touches(back: Comeback, week: Microcycle) -> bool:
    return back.absence.end < week.end and week.first < back.block_end


def _own_share(season: Season, week: Microcycle, shares: dict[int, float]) -> float:
    """Share of the highest load week that a taper block or a bridge may hold by itself; 0 for others."""
    if week.kind is WeekKind.TAPER:
        return shares.get(week.first, 0.0)
    rule = season.rule("R-29")
    ratio: float = rule["bridge_ratio"] * week.days / rule["week_days"]
    return ratio if week.kind is WeekKind.BRIDGE else 0.0


def check_quiet_week(season: Season) -> Iterator[Finding]:
    """After three to five days lost in build nothing heavy and no back-to-back for a week."""
    days = season.rule("R-80")["no_heavy_days"]
    for absence in _short_absences(season):
        for one in season.sessions.between(absence.end, absence.end + days):
            pair = BACK_TO_BACK in one.session.rules
            if one.planned and one.unit is None and (pair or (one.heavy and not one.test_of_kit)):
                yield broken(
                    "R-80",
                    one.day,
                    f"a {'back-to-back' if pair else 'heavy session'} "
                    f"{count(one.day - absence.end + 1, 'day')} "
                    f"after {count(absence.days_lost, 'lost day')}; "
                    f"{days} days without one come first.",
                    limit=days,
                    measured=one.day - absence.end,
                )


def _short_absences(season: Season) -> Iterator[Absence]:
    """Missed spans of the second row of R-80's table that began in build."""
    rows = season.rule("R-80")["rows"]
    for absence in season.absences_missed:
        fits = rows[0]["max_days"] < absence.days_lost <= rows[1]["max_days"]
        if fits and season.phase_on(absence.first) is PhaseKind.BUILD:
            yield absence


def check_repeated_week(season: Season) -> Iterator[Finding]:
    """After two key sessions lost in build the next load week is no more than the lost one was to be."""
    for absence in _short_absences(season):
        lost = _sessions(season, absence.first, absence.end)
        keys = sum(one.kind not in EASY_KINDS and one.status in LOST for one in lost)
        if keys < season.rule("R-80")["repeat_week_missed_key_count"]:
            continue
        before = next(week for week in season.weeks if week.first <= absence.first < week.end)
        planned = _sessions(season, before.first, before.end)
        limit = sum(one.load_efm for one in planned if one.kind is not SessionKind.STRENGTH)
        for week in season.load_weeks:
            follows = absence.end <= week.first < absence.end + week.days
            if follows and week.planned and not minutes_within(week.load_efm, limit):
                yield broken(
                    "R-80",
                    week.first,
                    f"this week counts {found_min(week.load_efm)} of load; after {keys} key sessions lost "
                    f"the week before is done again, with {allowed_min(limit)} at the most.",
                    limit=limit,
                    measured=week.load_efm,
                )


EASY_KINDS = frozenset({SessionKind.EASY_RUN, SessionKind.RECOVERY, SessionKind.STRENGTH, SessionKind.REST})
"""What is no key session."""


def _sessions(season: Season, first: int, end: int) -> list[Session]:
    """Everything planned on these days, missed or not."""
    days = (day for day in season.plan.days if first <= day.date.toordinal() < end)
    return [one for day in days for one in day.sessions]
