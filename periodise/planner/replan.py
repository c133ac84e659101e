"""Plan on from the middle of a season: the same pipeline, with what is past pinned to what was done.

Weeks that are over hold what was held. In the week that has begun what was missed is dropped, never moved
(R-80), and only its days to come are filled. Later weeks are filled as ever, looking back on what was
really done, and never hold more than they did unless the goal or the athlete's week changed.
"""

from collections.abc import Callable, Sequence

from periodise.domain.history import bare
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan, WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, SessionKind
from periodise.errors import NoSafePlan
from periodise.metrics.marks import marked
from periodise.planner.anew import Anew
from periodise.planner.build import (
    FilledWeek,
    filled_season,
    filled_week,
    not_accepted,
    plan_of,
)
from periodise.planner.count_back import Frame
from periodise.planner.feasibility import closed_gates
from periodise.planner.held_weeks import begun_week, held_week
from periodise.planner.nearest_goal import nearest_goals
from periodise.planner.past import Past
from periodise.planner.place_sessions import Carry
from periodise.planner.season import Season
from periodise.planner.trail import RUN_KINDS, WALKS, Trail
from periodise.planner.week_to_come import week_to_come


def replan(
    inputs: Inputs,
    past: Past,
    *,
    rulebook: Rulebook,
    accepted: Sequence[str] = (),
    search: bool = True,
) -> Plan:
    """The plan from `past.until` on; `NoSafePlan` when a gate closed and was not accepted.

    Days before it are as they were. `search` looks for the nearest safe goals when the goal is refused. This
    is the season made anew; which of its days the command takes is decided in `least_change`.
    """
    anew = planned_anew(inputs, past, rulebook=rulebook, accepted=accepted)
    if anew.shut:
        raise refusal(anew, inputs, past, rulebook=rulebook, accepted=accepted, search=search)
    return anew.plan


def planned_anew(inputs: Inputs, past: Past, *, rulebook: Rulebook, accepted: Sequence[str] = ()) -> Anew:
    """The plan from `past.until` on, whatever the gate says of it."""
    season = season_with(inputs, past, rulebook=rulebook)
    weeks, trail = filled_season(season, _filler(past))
    shut = not_accepted(closed_gates(season, trail), accepted)
    return Anew(
        _pinned(plan_of(season, weeks), past, season),
        shut,
        long_min=rulebook["R-85"]["closed_ratio"] * season.needed_longest_min,
        long_kinds=(RUN_KINDS | WALKS if season.walked else RUN_KINDS) - {SessionKind.OTHER_RACE},
    )


def refusal(
    anew: Anew,
    inputs: Inputs,
    past: Past,
    *,
    rulebook: Rulebook,
    accepted: Sequence[str] = (),
    search: bool = True,
) -> NoSafePlan:
    """Why the goal is not safe from here, and with `search` the nearest goals that are."""
    is_open = _opener(past, rulebook, accepted)
    return NoSafePlan(anew.shut, nearest_goals(inputs, is_open=is_open, gates=anew.shut) if search else ())


def season_with(inputs: Inputs, past: Past, *, rulebook: Rulebook) -> Season:
    """The season from the plan's first day, the days that were lost counted as days away."""
    return Season(past.as_lived(inputs), rulebook, past.plan.start, past)


def _opener(past: Past, rulebook: Rulebook, accepted: Sequence[str]) -> Callable[[Inputs], bool]:
    """A question for the search of nearest goals: would this goal be planned from here?"""
    free = Past(past.plan, past.until, past.log, may_rise=True)

    def is_open(inputs: Inputs) -> bool:
        season = season_with(inputs, free, rulebook=rulebook)
        _, trail = filled_season(season, _filler(free))
        return not not_accepted(closed_gates(season, trail), accepted)

    return is_open


def _filler(
    past: Past,
) -> Callable[[Season, Trail, Frame, Carry], tuple[FilledWeek, Carry]]:
    """How each frame is filled: pinned, half pinned, or as ever."""

    def fill(season: Season, trail: Trail, frame: Frame, carry: Carry) -> tuple[FilledWeek, Carry]:
        if frame.end <= past.until:
            return held_week(season, past, trail, frame, carry)
        if frame.kind is WeekKind.RACE:
            return filled_week(season, trail, frame, carry)
        if frame.start >= past.until:
            return week_to_come(season, past, trail, frame, carry)
        return begun_week(season, past, trail, frame, carry)

    return fill


def _pinned(plan: Plan, past: Past, season: Season) -> Plan:
    """`plan` with the days before `past.until` as they stood, to the last mark.

    So do locked days. In a week with days that stand already one of them may hold the long run.
    """
    locked = season.locked
    days = tuple(past.days[day.date] if day.date in locked else day for day in plan.days)
    for week in plan.weeks:
        if week.start < past.until < week.end or any(week.start <= day < week.end for day in locked):
            days = marked(days, week, season.rulebook)
    days = tuple(past.days.get(day.date, day) if day.date < past.until else _kept(day, past) for day in days)
    return plan.model_copy(update={"days": days})


def _kept(day: Day, past: Past) -> Day:
    """A day to come; the very same as before when nothing of it changed."""
    before = past.days.get(day.date)
    return before if before is not None and bare(before) == bare(day) else day
