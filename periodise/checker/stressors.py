"""R-43: one thing is raised in a load week, nothing in an easy one."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from periodise.checker.microcycle import EASY_KINDS, Microcycle, microcycle
from periodise.checker.reading import Reading
from periodise.checker.references import WeekReference, heaviest_before, week_reference
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, found_min, kg
from periodise.domain.finding import Finding
from periodise.domain.plan import WeekKind
from periodise.domain.tolerance import mass_within, minutes_within, within


class Raise(NamedTuple):
    """A stressor that went up, in words."""

    stressor: str
    """load, longest, descent or pack."""
    told: str


def check_one_stressor(season: Season) -> Iterator[Finding]:
    """At most one raise in a load week; with a pack step the longest run stays where it is.

    What was done was done: a week is judged by what its days to come add.
    """
    allowed = season.rule("R-43")["raises_per_week_count"]
    for week in _judged(season):
        raises = raises_of(season, week)
        if not raises or _adds_nothing(season, week):
            continue
        if len(raises) > allowed:
            yield broken(
                "R-43",
                week.first,
                f"in the week from here {_listed(raises)} go up together; raise one of them "
                "and leave the others for another week.",
                limit=allowed,
                measured=len(raises),
            )
        elif any(one.stressor == "pack" for one in raises):
            yield from _longest_with_step(season, week)


def _longest_with_step(season: Season, week: Microcycle) -> Iterator[Finding]:
    limit = max(week_reference(season, week).longest_min, season.rule("R-40")["floor_min"])
    if not minutes_within(week.longest_min, limit):
        yield broken(
            "R-43",
            week.first,
            f"the pack gets heavier this week and the longest run grows to {found_min(week.longest_min)}; "
            f"in a week with a heavier pack it stays at {allowed_min(limit)} or less.",
            limit=limit,
            measured=week.longest_min,
        )


def check_easy_weeks(season: Season) -> Iterator[Finding]:
    """Deload, taper, bridge, return and part weeks raise nothing (R-43; the part week by R-29).

    A week that has begun may become one: what it raised by then was done.
    """
    for week in season.weeks:
        if week.kind not in EASY_KINDS or not week.planned:
            continue
        raises = _raised_anew(season, week)
        if raises:
            yield broken(
                "R-29" if week.kind is WeekKind.PARTIAL else "R-43",
                week.first,
                f"{_listed(raises)} goes up in a {week.kind} week; such a week raises nothing.",
                limit=0,
                measured=len(raises),
            )


def raise_readings(season: Season) -> Iterator[Reading]:
    """How many things each load week raises, against one."""
    allowed = float(season.rule("R-43")["raises_per_week_count"])
    return (Reading(week.first, len(raises_of(season, week)), allowed) for week in _judged(season))


def raises_of(season: Season, week: Microcycle) -> tuple[Raise, ...]:
    """What goes up in a week against the highest of the recent load weeks."""
    rule = season.rule("R-43")
    best = week_reference(season, week)
    found = (
        _volume(week, best, rule),
        _longest(week, best, rule, floor_min=season.rule("R-40")["floor_min"]),
        _descent(week, best, rule),
        _pack(season, week),
    )
    return tuple(one for one in found if one is not None)


def _volume(week: Microcycle, best: WeekReference, rule: Mapping[str, Any]) -> Raise | None:
    """Load, less the minutes by which the longest run grew."""
    load = week.load_efm - max(0.0, week.longest_min - best.longest_min)
    limit = max(rule["volume_ratio"] * best.load_efm, best.load_efm + rule["volume_min"])
    if minutes_within(load, limit):
        return None
    return Raise("load", f"the load ({found_min(load)} after {allowed_min(best.load_efm)})")


def _longest(
    week: Microcycle, best: WeekReference, rule: Mapping[str, Any], *, floor_min: float
) -> Raise | None:
    """The longest run, unless it is one of the half hours that R-40 always allows."""
    grown = max(rule["longest_ratio"] * best.longest_min, best.longest_min + rule["longest_min"])
    limit = max(grown, floor_min)
    if minutes_within(week.longest_min, limit):
        return None
    told = f"the longest run ({found_min(week.longest_min)} after {allowed_min(best.longest_min)})"
    return Raise("longest", told)


def _descent(week: Microcycle, best: WeekReference, rule: Mapping[str, Any]) -> Raise | None:
    limit = max(rule["descent_ratio"] * best.descent_m, best.descent_m + rule["descent_m"])
    if within(week.descent_m, limit):
        return None
    return Raise("descent", f"the descent ({week.descent_m:.0f} m after {best.descent_m:.0f} m)")


def _pack(season: Season, week: Microcycle) -> Raise | None:
    """A pack heavier than ever before: run with, or walked with beyond what was run with."""
    run_kg = heaviest_before(season, season.loaded_runs, week.first)
    walk_kg = max(run_kg, season.loaded_walks.heaviest_kg(week.first))
    for carried, before in ((week.runs_kg, run_kg), (week.walks_kg, max(walk_kg, week.runs_kg))):
        if not mass_within(carried, before):
            return Raise("pack", f"the pack ({kg(carried)} after {kg(before)})")
    return None


def _judged(season: Season) -> Iterator[Microcycle]:
    return (week for week in season.load_weeks if week.planned)


def _raised_anew(season: Season, week: Microcycle) -> tuple[Raise, ...]:
    """What goes up in a week, less what went up as far in what was done of it."""
    raises = raises_of(season, week)
    done = raises_of(season, _done_of(week)) if raises else ()
    return tuple(one for one in raises if one not in done)


def _adds_nothing(season: Season, week: Microcycle) -> bool:
    """Whether all that goes up in a week went up in what was done of it, its longest run included."""
    return week.longest_min == _done_of(week).longest_min and not _raised_anew(season, week)


def _done_of(week: Microcycle) -> Microcycle:
    """The week with nothing but what was done in it, and the test of kit that R-52 asks for all the same."""
    return microcycle(week.week, (one for one in week.sessions if not one.planned or one.test_of_kit))


def _listed(raises: tuple[Raise, ...]) -> str:
    told = [one.told for one in raises]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
