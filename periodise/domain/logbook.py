"""Entries of the log, as a set: the same entry twice is one, a later word on a session replaces the first."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from periodise.domain.history import in_order
from periodise.domain.plan import Plan
from periodise.domain.session import SessionKind, SessionStatus
from periodise.domain.training_log import LogEntry, LogKind, MissReason


def with_entries(log: Iterable[LogEntry], entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """`log` with `entries`, each in the place of what was said of its session before."""
    by_session = {in_order(entry): entry for entry in (*log, *entries)}
    return tuple(by_session[key] for key in sorted(by_session))


def entries_of(log: Iterable[LogEntry], day: date) -> tuple[LogEntry, ...]:
    """What the log says of one day."""
    return tuple(entry for entry in log if entry.date == day)


def missed_entries(plan: Plan, *, first: date, last: date, reason: MissReason) -> tuple[LogEntry, ...]:
    """An entry for every session of the dates from `first` to `last`, rest days included.

    In a span of several days what was recorded as done stays done; one day by itself is a correction.
    """
    return tuple(
        LogEntry(date=day.date, slot=session.slot, kind=LogKind.MISSED, reason=reason)
        for day in plan.days
        if first <= day.date <= last
        for session in day.sessions
        if first == last or session.status is not SessionStatus.DONE
    )


def unrecorded(plan: Plan, *, first: date, before: date) -> tuple[tuple[date, int], ...]:
    """Date and slot of every session from `first` on and before `before` of which nothing is recorded."""
    return tuple(
        (day.date, session.slot)
        for day in plan.days
        if first <= day.date < before
        for session in day.sessions
        if session.status is SessionStatus.PLANNED and session.kind is not SessionKind.REST
    )


def first_open_day(as_of: date, *, recorded: Sequence[date]) -> date:
    """The first date that may change: `as_of`, or the day after when something is recorded of that day."""
    return as_of + timedelta(1) if as_of in recorded else as_of
