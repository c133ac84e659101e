"""R-64: how long a loaded run may be, and that mass and duration never grow together."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from periodise.checker.dated import DatedSession
from periodise.checker.reading import Reading
from periodise.checker.references import longest_before
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, count, found_min, kg
from periodise.domain.finding import Finding
from periodise.domain.tolerance import mass_within, minutes_within


class LoadedRun(NamedTuple):
    """A loaded run with what it may last and why."""

    run: DatedSession
    reference_min: float
    """Longest loaded run of 42 days; 0 for the first, or the first in so long."""
    limit_min: float
    why: str

    @property
    def grows(self) -> bool:
        """Whether it is longer than any of 42 days."""
        return self.reference_min > 0 and not minutes_within(self.run.minutes, self.reference_min)


def judged_runs(season: Season) -> tuple[LoadedRun, ...]:
    """Every loaded run with its limit."""
    judged: list[LoadedRun] = []
    level_kg, at_level = season.anchors.pack_kg, _growth_from(season)
    for run in season.loaded_runs:
        if not mass_within(run.pack_kg, level_kg):
            level_kg, at_level = run.pack_kg, 0
        at_mass = abs(run.pack_kg - level_kg) <= season.rule("R-63")["mass_match_kg"]
        at_level += at_mass
        judged.append(_judged(season, run, nth=at_level if at_mass else _growth_from(season)))
    return tuple(judged)


def _growth_from(season: Season) -> int:
    """The session at a mass from which runs may grow again."""
    nth: int = season.rule("R-64")["growth_from_session_count"]
    return nth


def _judged(season: Season, run: DatedSession, *, nth: int) -> LoadedRun:
    rule = season.rule("R-64")
    reference = longest_before(
        season,
        season.loaded_runs,
        day=run.day,
        window_days=rule["window_days"],
        history_min=season.anchors.loaded_min if season.anchors.pack_kg else 0.0,
    )
    if not reference:
        return LoadedRun(
            run, 0.0, _first_limit(season, run), "the first with a pack, or the first in six weeks"
        )
    if nth == 1:
        limit = max(rule["new_mass_first_ratio"] * reference, rule["floor_min"])
        return LoadedRun(run, reference, limit, f"the first with {kg(run.pack_kg)}")
    if nth < _growth_from(season):
        limit = max(rule["new_mass_second_ratio"] * reference, rule["floor_min"])
        return LoadedRun(run, reference, limit, f"the second with {kg(run.pack_kg)}")
    return LoadedRun(run, reference, _grown(season, reference), "after the longest of the last six weeks")


def _first_limit(season: Season, run: DatedSession) -> float:
    """25 minutes, or half of the last that is known from longer ago."""
    rule = season.rule("R-64")
    known = max(season.loaded_runs.longest_min(season.start, run.day), season.anchors.loaded_min)
    return max(float(rule["first_min"]), float(rule["first_known_share"]) * known)


def _grown(season: Season, reference: float) -> float:
    rule = season.rule("R-64")
    step = rule["short_step_novice_min" if season.novice else "short_step_min"]
    short = reference + step if reference < rule["short_below_min"] else 0.0
    return max(float(rule["growth_ratio"]) * reference, short)


def check_loaded_run(season: Season) -> Iterator[Finding]:
    """R-64: no loaded run beyond what the last six weeks of them, and a new mass, allow."""
    for one in judged_runs(season):
        if one.run.planned and not minutes_within(one.run.minutes, one.limit_min):
            yield broken(
                "R-64",
                one.run.day,
                f"a run of {found_min(one.run.minutes)} with {kg(one.run.pack_kg)}; as {one.why} "
                f"it may take {allowed_min(one.limit_min)}.",
                limit=one.limit_min,
                measured=one.run.minutes,
            )


def loaded_run_readings(season: Season) -> Iterator[Reading]:
    """Minutes of every loaded run against its limit."""
    return (Reading(one.run.day, one.run.minutes, one.limit_min) for one in judged_runs(season))


def check_increase_gap(season: Season) -> Iterator[Finding]:
    """R-64: loaded runs grow once in seven days at most."""
    gap = season.rule("R-64")["increase_gap_days"]
    grown = [one for one in judged_runs(season) if one.grows]
    for one, other in pairwise(grown):
        apart = other.run.day - one.run.day
        if apart < gap and other.run.planned:
            yield broken(
                "R-64",
                other.run.day,
                f"loaded runs grow again, to {found_min(other.run.minutes)}, "
                f"{count(apart, 'day')} after the last time; {gap} days is the least.",
                limit=gap,
                measured=apart,
            )
