"""What a coach wrote on days of races and trips: the days stay the athlete file's, his words stay on them."""

from collections.abc import Iterable
from datetime import date

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Session, SessionKind
from periodise.metrics.occasions import unit_dates
from periodise.metrics.week_sums import summed

OF_THE_FILE = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE, SessionKind.TRIP_DAY})
"""What stands where the athlete file has it, lock or no lock."""


def with_words(plan: Plan, so_far: Plan, inputs: Inputs, *, since: date, rulebook: Rulebook) -> Plan:
    """`plan` with what a coach wrote on and added to locked races and trip days of the plan so far."""
    locked = {day.date: day for day in so_far.pinned_days if day.date >= since}
    days = tuple(_with_words(day, locked.get(day.date)) for day in plan.days)
    touched = {day.date for day, before in zip(days, plan.days, strict=True) if day is not before}
    units = unit_dates(inputs, start=plan.start, rulebook=rulebook)
    weeks = tuple(
        summed(week, days, unit_dates=units) if any(week.start <= day < week.end for day in touched) else week
        for week in plan.weeks
    )
    return plan.model_copy(update={"days": days, "weeks": weeks}) if touched else plan


def _with_words(day: Day, locked: Day | None) -> Day:
    """The same day where it is not locked, or where its race or trip is there no more."""
    if locked is None or day == locked:
        return day
    written = {one.kind: one for one in locked.sessions if one.kind in OF_THE_FILE}
    if not any(one.kind in written for one in day.sessions):
        return day
    announced = [_worded(one, written.get(one.kind)) for one in day.sessions if one.kind in OF_THE_FILE]
    added = [
        one for one in locked.sessions if one.kind not in OF_THE_FILE and one.kind is not SessionKind.REST
    ]
    return day.model_copy(update={"locked": True, "sessions": _numbered([*announced, *added])})


def _worded(session: Session, before: Session | None) -> Session:
    if before is None:
        return session
    return session.model_copy(update={name: getattr(before, name) for name in ("title", "purpose", "note")})


def _numbered(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(
        one if one.slot == slot else one.model_copy(update={"slot": slot})
        for slot, one in enumerate(sessions, start=1)
    )
