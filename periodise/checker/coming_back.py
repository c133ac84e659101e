"""R-80: load and pack after time off come back in a block, and nothing is made up."""

from collections.abc import Iterator
from statistics import fmean

from periodise.checker.absence import Comeback
from periodise.checker.microcycle import Microcycle
from periodise.checker.pack_entry import first_pack_kg
from periodise.checker.reading import Reading
from periodise.checker.references import heaviest_before, load_before
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, count, found_min, kg
from periodise.domain.finding import Finding
from periodise.domain.plan import PhaseKind, WeekKind
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
    """In a return block the pack is one or two steps lighter, back at the start after four weeks.

    In base a week or two off cost no step; there the block's easier load is all that is asked.
    """
    for run in season.loaded_runs:
        back = season.comeback_on(run.day)
        if back is None or run.day >= back.block_end or not run.planned:
            continue
        limit = _return_pack_kg(season, back, season.phase_on(run.day))
        if limit and not mass_within(run.pack_kg, limit):
            yield broken(
                "R-80",
                run.day,
                f"a run with {kg(run.pack_kg)} while coming back from "
                f"{count(back.absence.days_lost, 'day')} off; "
                f"{kg(limit)} is the most until the block is over.",
                limit=limit,
                measured=run.pack_kg,
            )


def _return_pack_kg(season: Season, back: Comeback, phase: PhaseKind | None) -> float:
    lost = back.absence.days_lost
    carried = heaviest_before(season, season.loaded_runs, back.absence.first)
    start = first_pack_kg(season)
    if lost >= season.rule("R-80")["pack_restart_days"]:
        return start
    steps: int = return_row(lost, season.rulebook)["pack_steps_down_count"]
    if phase is PhaseKind.BASE and steps == 1:
        return carried
    step_kg: float = season.rule("R-63")["step_max_kg"]
    return max(start, carried - steps * step_kg)
