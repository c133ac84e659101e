"""A week to come of a season that goes on: filled as ever, and never with more than it held so far (R-80)."""

from datetime import date

from periodise.domain.dates import dates
from periodise.domain.plan import Week, WeekKind
from periodise.domain.session import SessionKind
from periodise.planner.build import FilledWeek, filled_week
from periodise.planner.count_back import Frame
from periodise.planner.held_days import item_of
from periodise.planner.past import Past, on_foot_efm
from periodise.planner.place_sessions import Carry
from periodise.planner.recovering import eased, lighter, shorter
from periodise.planner.season import Season
from periodise.planner.trail import RUN_KINDS, Trail
from periodise.planner.week_target import WeekTarget


def week_to_come(
    season: Season, past: Past, trail: Trail, frame: Frame, carry: Carry
) -> tuple[FilledWeek, Carry]:
    """A week filled as ever, and filled again with less where that would be more than it was so far."""

    def bounded(target: WeekTarget) -> WeekTarget:
        return _bounded(season, past, trail, target)

    week = filled_week(season, trail, frame, carry, bounded)
    if past.may_rise or not _is_above(season, past, week[0]):
        return week
    return filled_week(season, trail, frame, carry, lambda target: _not_above(season, past, bounded(target)))


def _is_above(season: Season, past: Past, week: FilledWeek) -> bool:
    """Whether a filled week holds more, or a longer run, or more strength than the same week so far."""
    before = _bound_of(season, past, week.target)
    if before is None:
        return False
    sessions = [session for day in week.sessions.values() for session in day]
    longest = max((one.duration_min for one in sessions if one.kind in RUN_KINDS), default=0.0)
    load = round(sum(one.load_efm for one in sessions), 1)
    return load > before.load_efm or longest > _longest_so_far(past, week.target.frame.end)


def _longest_so_far(past: Past, end: date) -> float:
    """Longest run of the plan so far up to a date: weeks may change places, the curve is not passed."""
    return max((week.longest_min for week in past.weeks.values() if week.end <= end), default=0.0)


def _bound_of(season: Season, past: Past, target: WeekTarget) -> Week | None:
    """The week whose load and longest run a week may not pass: itself as it was so far.

    Where a return block was the easy week in a deload's stead, the season goes on at the level that was
    held before: the deload is taken later, and no load week is made up for (R-49, R-80).
    """
    weeks = past.weeks
    so_far = weeks.get((target.frame.start, target.frame.end))
    if so_far is None or so_far.kind is not WeekKind.DELOAD or target.kind is not WeekKind.LOAD:
        return so_far
    before = [week for week in weeks.values() if week.kind is WeekKind.LOAD and week.end <= so_far.start]
    recent = before[-season.rulebook["R-43"]["window_load_weeks"] :]
    return max((so_far, *recent), key=lambda week: week.load_efm)


def _bounded(season: Season, past: Past, trail: Trail, target: WeekTarget) -> WeekTarget:
    """A week to come: eased after illness and injury, and on its days so far where it can be."""
    standing = {day: item_of(past.held_on(day)) for day in target.frame.dates if day in past.days}
    if target.longest_min and _has_long_run(past, target.frame) and not season.walked:
        target = target._replace(hike=None)  # the walks of other weeks came between the long runs on purpose
    return eased(season, trail, target, past)._replace(standing=standing)


def _has_long_run(past: Past, frame: Frame) -> bool:
    """Whether the long day of a week was a long run so far."""
    held = (one for day in frame.dates for one in past.held_on(day))
    return any(one.kind is SessionKind.LONG_RUN for one in held)


def _not_above(season: Season, past: Past, target: WeekTarget) -> WeekTarget:
    """At most the load, the longest run and the strength that the same week had so far (R-80)."""
    bound = _bound_of(season, past, target)
    assert bound is not None
    most = on_foot_efm(one for day in dates(bound.start, bound.end) for one in past.held_on(day))
    held = [one for day in target.frame.dates for one in past.held_on(day)]
    strength = sum(session.kind is SessionKind.STRENGTH for session in held)
    less = lighter(season, shorter(target, _longest_so_far(past, target.frame.end)), most)
    return less._replace(strength=min(target.strength, strength))
