"""Which kind of week a frame becomes, by the days around it (R-28, R-49, R-80)."""

from datetime import timedelta
from itertools import takewhile

from periodise.domain.plan import WeekKind
from periodise.metrics.occasions import Occasion
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.easy_weeks import TARGETS, deload_is_spent, deload_was_spoilt
from periodise.planner.gaps import is_away_or_returning
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.unit_sessions import unit_day_efm
from periodise.planner.week_target import WeekTarget
from periodise.planner.weekly_load import load_week


def week_target(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """The target of a frame; a full week with a day of a gap or its return block is a return week (R-80)."""
    if frame.kind not in (WeekKind.LOAD, WeekKind.DELOAD):
        return TARGETS[frame.kind](season, trail, frame)
    if _must_be_easy(season, trail, frame):
        share = season.rulebook["R-49"]["deload_ratio"]
        return TARGETS[WeekKind.DELOAD](season, trail, frame._replace(kind=WeekKind.DELOAD, share=share))
    if any(is_away_or_returning(day, season.gaps) for day in frame.dates):
        return TARGETS[WeekKind.RETURN](season, trail, frame)
    rested = trail.weeks[-1].kind in (WeekKind.RETURN, WeekKind.DELOAD)
    if frame.kind is WeekKind.LOAD or rested or deload_is_spent(season, trail, frame):
        return load_week(season, trail, frame)
    return TARGETS[frame.kind](season, trail, frame)


def _must_be_easy(season: Season, trail: Trail, frame: Frame) -> bool:
    """After a big race or trip, a deload that a trip took, and the most load weeks in a row (R-28, R-49)."""
    load = list(takewhile(lambda week: week.kind is WeekKind.LOAD, reversed(trail.weeks)))
    planned = [week for week in load if week.start >= season.start]
    most = season.rulebook["R-49"]["max_load_weeks_count"]
    return (
        _follows_a_big_unit(season, trail, frame)
        or deload_was_spoilt(season, trail)
        or len(planned) >= most
        or _overdue(season, frame, streak=len(planned))
        or (bool(planned) and _took_a_deload(season, frame))
    )


def _overdue(season: Season, frame: Frame, *, streak: int) -> bool:
    """Whether more load weeks in a row lie ahead than may follow those held, and enough were held for one.

    The deloads of a season that goes on are counted back anew when its race moves.
    """
    rule, frames = season.rulebook["R-49"], season.macrocycle.frames
    ahead = takewhile(
        lambda item: item.kind is WeekKind.LOAD, (one for one in frames if one.start >= frame.start)
    )
    enough = streak >= rule["load_weeks_default_count"]
    return season.past is not None and enough and streak + len(list(ahead)) > rule["max_load_weeks_count"]


def _took_a_deload(season: Season, frame: Frame) -> bool:
    """Whether the week before was a deload by the calendar and a race or trip stood in it."""
    before = next((item for item in season.macrocycle.frames if item.end == frame.start), frame)
    return before.kind is WeekKind.DELOAD and any(day in season.unit_dates for day in before.dates)


def _follows_a_big_unit(season: Season, trail: Trail, frame: Frame) -> bool:
    """Whether a race or trip of the week before outweighs the last load week (R-28)."""
    week_before = range(frame.start.toordinal() - DAYS_PER_WEEK, frame.start.toordinal())
    ended = {unit for unit in season.unit_dates.values() if unit.last.toordinal() in week_before}
    ratio = season.rulebook["R-28"]["easy_week_trigger_ratio"]
    return any(
        sum(unit_day_efm(season, day) for day in unit.dates) > ratio * _last_load_efm(trail, unit)
        for unit in ended
    )


def _last_load_efm(trail: Trail, unit: Occasion) -> float:
    """Load of the last load week that was over before a unit."""
    weeks = [
        week
        for week in trail.weeks
        if week.kind is WeekKind.LOAD and week.start + timedelta(DAYS_PER_WEEK) <= unit.first
    ]
    return weeks[-1].load_efm if weeks else trail.weeks[0].load_efm
