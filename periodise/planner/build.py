"""Make a plan: count back, then week after week load, pack and place, then ask the gate."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from periodise.domain.finding import ClosedGate
from periodise.domain.inputs import Inputs
from periodise.domain.plan import LeftOut, Plan, Week, WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Intensity, Session, SessionKind
from periodise.errors import NoSafePlan
from periodise.metrics.pack_class import is_loaded
from periodise.planner.count_back import Frame
from periodise.planner.feasibility import closed_gates
from periodise.planner.fill_week import fill_week
from periodise.planner.left_out import left_out
from periodise.planner.locked import beside_locked, is_spoilt
from periodise.planner.nearest_goal import nearest_goals
from periodise.planner.pack_sessions import pack_run, shakedown
from periodise.planner.place_sessions import RESTED, Carry, Choice, Item, carried_on, place_sessions
from periodise.planner.references import longest_allowed_on
from periodise.planner.season import Season
from periodise.planner.trail import ON_FOOT, RUN_KINDS, Placed, Trail, WeekDone, history_weeks
from periodise.planner.unit_sessions import race_session, unit_session
from periodise.planner.week_kind import week_target
from periodise.planner.week_problem import staying, week_problem
from periodise.planner.week_target import WeekTarget

KEPT_WEEKS = (WeekKind.LOAD, WeekKind.DELOAD, WeekKind.RETURN, WeekKind.TAPER)
"""Weeks whose sums later weeks are measured against."""


class FilledWeek(NamedTuple):
    """A frame with its sessions by date."""

    target: WeekTarget
    sessions: Mapping[date, tuple[Session, ...]]
    left_out: tuple[LeftOut, ...] = ()


def build_plan(
    inputs: Inputs, *, as_of: date, rulebook: Rulebook, accepted: Sequence[str] = (), search: bool = True
) -> Plan:
    """The plan for `inputs`, made on `as_of`; `NoSafePlan` with every closed gate that was not accepted.

    `search` looks for the nearest safe goals when the goal is refused: it plans some dozens of seasons.
    """
    season = season_of(inputs, as_of=as_of, rulebook=rulebook)
    weeks, trail = filled_season(season)
    shut = not_accepted(closed_gates(season, trail), accepted)
    if not shut:
        return plan_of(season, weeks)
    is_open = _opener(as_of, rulebook, accepted)
    raise NoSafePlan(shut, nearest_goals(inputs, is_open=is_open, gates=shut) if search else ())


def not_accepted(gates: Sequence[ClosedGate], accepted: Sequence[str]) -> tuple[ClosedGate, ...]:
    return tuple(gate for gate in gates if not (gate.acceptable and gate.gate in accepted))


def _opener(as_of: date, rulebook: Rulebook, accepted: Sequence[str]) -> Callable[[Inputs], bool]:
    """A question for the search of nearest goals: would this file be planned?"""

    def is_open(inputs: Inputs) -> bool:
        season = season_of(inputs, as_of=as_of, rulebook=rulebook)
        return not not_accepted(closed_gates(season, filled_season(season)[1]), accepted)

    return is_open


def season_of(inputs: Inputs, *, as_of: date, rulebook: Rulebook) -> Season:
    """The season from the file's start, or from the next Monday, or from today when that is too late."""
    start = inputs.plan.start
    if start is None:
        monday = as_of + timedelta(7 - as_of.weekday())
        start = monday if monday < inputs.race.date else as_of
    return Season(inputs, rulebook, start)


def filled_season(season: Season, fill: "Fill | None" = None) -> tuple[tuple[FilledWeek, ...], Trail]:
    """Every frame filled in order, each looking back on the ones before it."""
    trail, carry, filled = _history(season), Carry(), []
    for frame in season.macrocycle.frames:
        week, carry = (fill or filled_week)(season, trail, frame, carry)
        filled.append(week)
        trail = trail.with_week(placed_in(season, week), _done(season, week))
    return tuple(filled), trail


def _history(season: Season) -> Trail:
    """What was done before the plan, as A0 dates it."""
    past, eve = season.inputs.history, season.start - timedelta(1)
    run = Session(kind=SessionKind.LONG_RUN, duration_min=season.longest_run_min)
    placed = [Placed(eve, run, loaded=False)] if past.longest_run_km else []
    if past.pack_mass_kg:
        minutes = min(season.longest_loaded_min, season.longest_run_min)
        pack = Session(kind=SessionKind.PACK_RUN, duration_min=minutes, pack_mass_kg=past.pack_mass_kg)
        placed.append(Placed(eve, pack, loaded=True))
    weeks = history_weeks(
        season.start,
        load_efm=season.weekly_load_efm,
        longest_min=season.longest_run_min,
        descent_m=season.weekly_descent_m,
        runs=max(1, past.runs_per_week),
        count=season.rulebook["A0"]["history_weeks"],
    )
    return Trail(tuple(placed), weeks)


Fill = Callable[[Season, Trail, Frame, Carry], tuple[FilledWeek, Carry]]
"""How a frame gets its sessions."""
Ease = Callable[[WeekTarget], WeekTarget]
"""What else bounds a week: never more than the target it is given."""


def filled_week(
    season: Season, trail: Trail, frame: Frame, carry: Carry, ease: Ease = lambda target: target
) -> tuple[FilledWeek, Carry]:
    """A frame with the sessions that its target asks for, on the days that keep the rules."""
    if frame.kind is WeekKind.RACE:
        days = {day.date: (race_session(season, day),) for day in season.race_days}
        return FilledWeek(WeekTarget(frame, WeekKind.RACE), days), Carry(rest_mask=0)
    allowed = {day: longest_allowed_on(season, trail, day) for day in frame.dates}
    wanted = _with_shakedown(season, trail, week_target(season, trail, frame))
    eased = beside_locked(season, trail, ease(wanted._replace(run_allowed_min=allowed)))
    target, choices = _fitted(season, trail, eased, carry)
    sessions = fill_week(season, trail, target, choices) | _standing_days(season, target.frame)
    extra = [bool(sessions[day]) for day in target.frame.dates]
    missing = left_out(season, trail, eased, choices, carry)
    if is_spoilt(season, trail, target, sessions):
        target = target._replace(kind=WeekKind.LOAD)
    # A run that the week's load left no minutes for is a day of rest to the days after it.
    held = [choice if trained else RESTED for choice, trained in zip(choices, extra, strict=True)]
    return FilledWeek(target, sessions, missing), carried_on(carry, held, extra)


def _standing_days(season: Season, frame: Frame) -> dict[date, tuple[Session, ...]]:
    """Races, trip days and locked days of a frame, each on its date."""
    units = {
        day: (unit_session(season, season.unit_dates[day]),)
        for day in frame.dates
        if day in season.unit_dates
    }
    return units | {day: season.locked[day] for day in frame.dates if day in season.locked}


def _fitted(
    season: Season, trail: Trail, target: WeekTarget, carry: Carry
) -> tuple[WeekTarget, tuple[Choice, ...]]:
    """The best filling, and the target without what it has no day for."""
    choices = _placed_choices(season, trail, target, carry)
    placed = {choice.item for choice in choices if not choice.locked}
    if target.pack and target.pack.is_step and Item.PACK not in placed:
        held = pack_run(season, trail, target.frame, may_step=False)
        return _fitted(season, trail, target._replace(pack=held), carry)
    if target.second_min and Item.SECOND not in placed:
        return _fitted(season, trail, target._replace(second_min=0.0, longest_min=target.alone_min), carry)
    settled = Item.BIG in placed or Item.BIG in target.settled or Item.BIG in target.locked
    if not settled and target.hike and target.longest_min:
        return _fitted(season, trail, target._replace(hike=None), carry)
    if not settled and (target.hike or target.longest_min):
        # Nothing else may grow into the long run that found no day.
        return _fitted(season, trail, target._replace(longest_min=0.0, hike=None), carry)
    return target, choices


def _with_shakedown(season: Season, trail: Trail, target: WeekTarget) -> WeekTarget:
    """The target with the week's shakedown, the long run leaving room for it and for the other runs."""
    shaken = shakedown(season, trail, target.frame)
    if shaken is None:
        return target
    others = shaken.duration_min + season.rulebook["R-51"]["shortest_run_min"] * max(0, target.runs - 2)
    longest = max(0.0, min(target.longest_min, target.load_efm - others))
    return target._replace(shakedown=shaken, longest_min=longest)


def _placed_choices(season: Season, trail: Trail, target: WeekTarget, carry: Carry) -> tuple[Choice, ...]:
    """The best filling; what finds no day in it leaves its place to an easy run."""
    problem = staying(week_problem(season, trail, target, carry), target, points=season.rulebook["R-76"])
    days = target.frame.days
    choices = place_sessions(problem).choices[:days]
    placed = Counter(choice.item for choice in choices if not choice.locked)
    homeless = [
        item for item, count in problem.wanted.items() if placed[item] < count and item is not Item.EASY
    ]
    if not homeless:
        return choices
    easy = problem.wanted[Item.EASY] + len(homeless)
    wanted = dict(problem.wanted) | dict.fromkeys(homeless, 0) | {Item.EASY: easy}
    return place_sessions(problem._replace(wanted=wanted)).choices[:days]


def placed_in(season: Season, week: FilledWeek) -> tuple[Placed, ...]:
    body = season.inputs.athlete.body_mass_kg
    return tuple(
        Placed(day, session, is_loaded(session, body, season.rulebook))
        for day, sessions in week.sessions.items()
        for session in sessions
        if session.kind in ON_FOOT or session.kind is SessionKind.SHAKEDOWN
        if day not in season.unit_dates
    )


def _done(season: Season, week: FilledWeek) -> WeekDone | None:
    if week.target.kind not in KEPT_WEEKS:
        return None
    sessions = [
        session
        for day, held in week.sessions.items()
        for session in held
        if session.kind in ON_FOOT and day not in season.unit_dates
    ]
    shaken = [s for day in week.sessions.values() for s in day if s.kind is SessionKind.SHAKEDOWN]
    return WeekDone(
        start=week.target.frame.start,
        kind=week.target.kind,
        load_efm=sum(session.load_efm for session in (*sessions, *shaken)),
        longest_min=max((s.duration_min for s in sessions if s.kind in RUN_KINDS), default=0.0),
        descent_m=sum(session.descent_m for session in (*sessions, *shaken)),
        outings=len(sessions) + len(shaken),
        runs=sum(session.kind in RUN_KINDS for session in sessions),
        whole_efm=sum(
            session.load_efm
            for held in week.sessions.values()
            for session in held
            if session.kind is not SessionKind.STRENGTH
        ),
    )


def plan_of(season: Season, weeks: Sequence[FilledWeek]) -> Plan:
    return Plan(
        phases=season.macrocycle.phases,
        weeks=tuple(_week(season, week) for week in weeks),
        days=tuple(
            Day(date=day, sessions=sessions or (_rest(season, day),))
            for week in weeks
            for day, sessions in week.sessions.items()
        ),
        predicted_time_min=float(sum(round(day.time_min) for day in season.race_days)),
    )


def _rest(season: Season, day: date) -> Session:
    racing = season.macrocycle.race_date < day <= season.last_race_date
    rule = "R-28" if racing else "R-80" if day in season.away_dates else "R-48"
    return Session(kind=SessionKind.REST, intensity=Intensity.REST, rules=(rule,))


def _week(season: Season, week: FilledWeek) -> Week:
    frame = week.target.frame
    runs = [
        session.duration_min
        for day, held in week.sessions.items()
        for session in held
        if session.kind in RUN_KINDS and day not in season.unit_dates
    ]
    sessions = [session for day in week.sessions.values() for session in day]
    on_foot = [session for session in sessions if session.kind is not SessionKind.STRENGTH]
    packed = [s.pack_mass_kg for s in sessions if s.kind is not SessionKind.RACE]
    return Week(
        start=frame.start,
        end=frame.end,
        kind=week.target.kind,
        weeks_to_race=frame.weeks_to_race,
        phase=frame.phase,
        deload=week.target.kind is WeekKind.DELOAD,
        load_efm=round(sum(session.load_efm for session in sessions), 1),
        distance_km=round(sum(session.distance_km for session in on_foot), 1),
        ascent_m=sum(session.ascent_m for session in on_foot),
        minutes=sum(session.duration_min for session in on_foot),
        longest_min=max(runs, default=0.0),
        descent_m=sum(session.descent_m for session in on_foot),
        loaded_kg_km=round(sum(s.pack_mass_kg * s.distance_km for s in on_foot), 1),
        heavy=sum(session.heavy for session in sessions),
        pack_step_kg=max(packed, default=0.0),
        rules=week.target.rules,
        left_out=week.left_out,
    )
