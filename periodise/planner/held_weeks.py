"""Weeks with days that were held: those that are over, and the one that has begun (R-80)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from periodise.domain.plan import Week, WeekKind
from periodise.domain.session import Session, SessionKind, SessionStatus
from periodise.domain.tolerance import minutes_within
from periodise.planner.build import FilledWeek, filled_week, placed_in
from periodise.planner.carried import carried_kg
from periodise.planner.count_back import Frame
from periodise.planner.day_choices import event_choice
from periodise.planner.easy_weeks import was_easy
from periodise.planner.gaps import is_away_or_returning
from periodise.planner.held_days import ITEMS, ONE_DAY, held_choice, is_paired, is_second, item_of
from periodise.planner.past import Past, on_foot_efm
from periodise.planner.place_sessions import Carry, Item, carried_on
from periodise.planner.recovering import eased, lighter, shorter
from periodise.planner.references import reference
from periodise.planner.season import Season
from periodise.planner.trail import RUN_KINDS, Trail
from periodise.planner.week_target import WeekTarget
from periodise.planner.week_to_come import week_to_come
from periodise.planner.weekly_load import crept_load


def held_week(
    season: Season, past: Past, trail: Trail, frame: Frame, carry: Carry
) -> tuple[FilledWeek, Carry]:
    """A week that is over, with what was held in it."""
    week = past.weeks.get((frame.start, frame.end))
    rules = week.rules if week is not None and week.rules else ("R-84",)
    sessions = {day: past.held_on(day) for day in frame.dates}
    target = WeekTarget(frame=frame, kind=_kind_held(season, frame, week), rules=rules)
    return _in_the_end(season, trail, FilledWeek(target, sessions)), _after(season, past, carry, sessions)


def _in_the_end(season: Season, trail: Trail, week: FilledWeek) -> FilledWeek:
    """A week with days that were held: a deload that was none counts as a load week (R-49)."""
    load = on_foot_efm(one for held in week.sessions.values() for one in held)
    if week.target.kind is not WeekKind.DELOAD or was_easy(season, trail, load_efm=load):
        return week
    return week._replace(target=week.target._replace(kind=WeekKind.LOAD))


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


def begun_week(
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
        lambda target: _rest_of(season, past, seen, _beside_held(season, past, trail, target)),
    )
    begun = FilledWeek(tail.target._replace(frame=frame), {**head, **tail.sessions})
    return _in_the_end(season, trail, begun), after


def _beside_held(season: Season, past: Past, trail: Trail, whole: WeekTarget) -> WeekTarget:
    """A week in which something rose already: nothing else does in what is left of it (R-43)."""
    frame, ref = whole.frame, reference(season, trail, whole.frame)
    held = [one for day in frame.dates if day < past.until for one in past.held_on(day)]
    week = past.weeks.get((frame.start, frame.end))
    if week is not None and "R-63" in week.rules and any(one.pack_mass_kg for one in held):
        return lighter(season, shorter(whole, ref.longest_min), min(whole.load_efm, crept_load(season, ref)))
    longest = max((one.duration_min for one in held if one.kind in RUN_KINDS), default=0.0)
    if minutes_within(longest, ref.longest_min):
        return whole
    most = crept_load(season, ref) + longest - ref.longest_min
    return lighter(season, _without_step(season, trail, whole), min(whole.load_efm, most))


def _without_step(season: Season, trail: Trail, target: WeekTarget) -> WeekTarget:
    """`target` with no pack heavier than before: a walk with what was carried, a run without one."""
    hike, pack = target.hike, target.pack
    if hike is not None and hike.is_step:
        carried = carried_kg(season, trail, target.frame.start)
        hike = hike._replace(mass_kg=carried, is_step=False) if carried else None
    return target._replace(hike=hike, pack=None if pack is not None and pack.is_step else pack)


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
    return lighter(season, left, load if past.may_rise else min(load, before))._replace(
        descent_m=descent,
        strength=max(0, left.strength - strength),
        settled=Counter(ITEMS[session.kind] for session in planned if _is_settled(session, left)),
        standing={day: item_of(past.held_on(day)) for day in tail.dates if day in past.days},
    )


def _is_settled(session: Session, left: WeekTarget) -> bool:
    """Whether a session of the days past takes an item out of the week.

    A missed test of the kit does not, nor does another pack take the test's place.
    """
    if session.kind is SessionKind.SHAKEDOWN:
        return session.status is not SessionStatus.MISSED
    item = ITEMS.get(session.kind)
    return item is not None and not (item is Item.PACK and left.shakedown is not None)
