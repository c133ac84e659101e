"""Plan on from the middle of a season: the same pipeline, with what is past pinned to what was done.

Weeks that are over hold what was held. In the week that has begun what was missed is dropped, never moved
(R-80), and only its days to come are filled. Later weeks are filled as ever, looking back on what was
really done, and never hold more than they did unless the goal or the athlete's week changed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from periodise.domain.history import bare
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan, Week, WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Session, SessionKind, SessionStatus
from periodise.errors import NoSafePlan
from periodise.metrics.marks import marked
from periodise.planner.anew import Anew
from periodise.planner.build import (
    FilledWeek,
    filled_season,
    filled_week,
    not_accepted,
    placed_in,
    plan_of,
)
from periodise.planner.count_back import Frame
from periodise.planner.day_choices import event_choice
from periodise.planner.easy_weeks import was_easy
from periodise.planner.feasibility import closed_gates
from periodise.planner.gaps import is_away_or_returning
from periodise.planner.held_days import ITEMS, ONE_DAY, held_choice, is_paired, is_second, item_of
from periodise.planner.nearest_goal import nearest_goals
from periodise.planner.past import Past, on_foot_efm
from periodise.planner.place_sessions import Carry, carried_on
from periodise.planner.recovering import eased, lighter
from periodise.planner.season import Season
from periodise.planner.trail import RUN_KINDS, WALKS, Trail
from periodise.planner.week_target import WeekTarget
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
            return _held_week(season, past, trail, frame, carry)
        if frame.kind is WeekKind.RACE:
            return filled_week(season, trail, frame, carry)
        if frame.start >= past.until:
            return week_to_come(season, past, trail, frame, carry)
        return _begun_week(season, past, trail, frame, carry)

    return fill


def _held_week(
    season: Season, past: Past, trail: Trail, frame: Frame, carry: Carry
) -> tuple[FilledWeek, Carry]:
    """A week that is over, with what was held in it."""
    week = past.weeks.get((frame.start, frame.end))
    rules = week.rules if week is not None and week.rules else ("R-84",)
    sessions = {day: past.held_on(day) for day in frame.dates}
    kind = _kind_held(season, frame, week)
    load = on_foot_efm(one for held in sessions.values() for one in held)
    if kind is WeekKind.DELOAD and not was_easy(season, trail, load_efm=load):
        kind = WeekKind.LOAD
    target = WeekTarget(frame=frame, kind=kind, rules=rules)
    return FilledWeek(target, sessions), _after(season, past, carry, sessions)


TRAINING = (WeekKind.LOAD, WeekKind.DELOAD, WeekKind.RETURN)


def _kind_held(season: Season, frame: Frame, week: Week | None) -> WeekKind:
    """What a week that is over was: a return week where days were lost, else what it was planned as."""
    if frame.kind not in (WeekKind.LOAD, WeekKind.DELOAD):
        return frame.kind
    if any(is_away_or_returning(day, season.gaps) for day in frame.dates):
        return WeekKind.RETURN
    return week.kind if week is not None and week.kind in TRAINING else frame.kind


def _after(season: Season, past: Past, carry: Carry, sessions: dict[date, tuple[Session, ...]]) -> Carry:
    """What held days leave behind for the rules that look back."""
    eve = min(sessions) - ONE_DAY
    pairs = {day for day, held in {eve: past.held_on(eve), **sessions}.items() if is_paired(held)}
    choices = [
        event_choice(season, day)
        if day in season.unit_dates
        else held_choice(season, held, second=is_second(day, pairs))
        for day, held in sessions.items()
    ]
    return carried_on(carry, choices, [bool(held) for held in sessions.values()])


def _begun_week(
    season: Season, past: Past, trail: Trail, frame: Frame, carry: Carry
) -> tuple[FilledWeek, Carry]:
    """A week that has begun: its first days as they were, the others filled with what is left of it."""
    head = {day: past.held_on(day) for day in frame.dates if day < past.until}
    whole, after = week_to_come(season, past, trail, frame, carry)
    if all(_same(whole.sessions[day], head[day]) for day in head):
        return FilledWeek(whole.target, {**whole.sessions, **head}), after
    seen = trail.with_week(placed_in(season, FilledWeek(whole.target, head)), None)
    tail, after = filled_week(
        season,
        seen,
        frame,
        _after(season, past, carry, _with_long_run(season, head)),
        lambda target: _rest_of(season, past, seen, target),
    )
    target = tail.target._replace(frame=frame)
    return FilledWeek(target, {**head, **tail.sessions}), after


def _with_long_run(season: Season, head: dict[date, tuple[Session, ...]]) -> dict[date, tuple[Session, ...]]:
    """Days held with their longest run as the week's long run, for those to come may be shorter (A0)."""
    runs = [one for held in head.values() for one in held if one.kind in RUN_KINDS]
    longest = max((one.duration_min for one in runs), default=0.0)
    if longest < season.rulebook["A0"]["long_run_min"]:
        return head
    long = {id(one) for one in runs if one.duration_min == longest}
    return {
        day: tuple(one.model_copy(update={"demanding": True}) if id(one) in long else one for one in held)
        for day, held in head.items()
    }


def _same(filled: Sequence[Session], held: Sequence[Session]) -> bool:
    """Whether a day came out as it was held, its status and UID aside."""
    return [_bare_session(one) for one in filled] == [_bare_session(one) for one in held]


def _bare_session(session: Session) -> Session:
    return session.model_copy(update={"uid": None, "status": SessionStatus.PLANNED})


def _rest_of(season: Season, past: Past, trail: Trail, whole: WeekTarget) -> WeekTarget:
    """What is left of a week that has begun: less what was held, and nothing of what was missed."""
    frame = whole.frame
    head = [day for day in frame.dates if day < past.until]
    tail = frame._replace(start=past.until)
    planned = [session for day in head if day in past.days for session in past.days[day].sessions]
    held = [session for day in head for session in past.held_on(day)]
    before = on_foot_efm(session for day in tail.dates for session in past.held_on(day))
    strength = sum(session.kind is SessionKind.STRENGTH for session in planned)
    left = eased(season, trail, whole._replace(frame=tail), past)
    load = max(0.0, left.load_efm - on_foot_efm(held))
    descent = max(0.0, left.descent_m - sum(session.descent_m for session in held))
    settled = Counter(ITEMS[session.kind] for session in planned if _is_settled(session))
    return lighter(season, left, load if past.may_rise else min(load, before))._replace(
        descent_m=descent,
        strength=max(0, left.strength - strength),
        settled=settled,
        standing={day: item_of(past.held_on(day)) for day in tail.dates if day in past.days},
    )


def _is_settled(session: Session) -> bool:
    """Whether a session of the days past takes an item out of the week; a missed test of the kit does not."""
    again = session.kind is SessionKind.SHAKEDOWN and session.status is SessionStatus.MISSED
    return session.kind in ITEMS and not again


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
