"""Every change of a plan of record remembers what it replaced, so that it can be taken back.

Only what differs is kept: a season of daily records stays small. Calendar UIDs and revisions are left out
of the comparison, for they belong to the ledger, which never goes back.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta

from periodise.domain.dates import dates
from periodise.domain.plan import Plan, Week
from periodise.domain.record import Before, PlanRecord
from periodise.domain.session import Day, SessionKind
from periodise.domain.training_log import LogEntry

SIMPLE = ("inputs", "inputs_sha256", "rulebook_version", "accepted")
"""Fields of a record that are kept whole when they change."""
OF_PLAN = ("phases", "findings", "predicted_time_min")
"""The same of its plan."""


def changed(old: PlanRecord, new: PlanRecord, *, command: str) -> PlanRecord:
    """`new` as the revision after `old`, with what it replaced."""
    before = Before(
        command=command,
        as_of=old.as_of,
        start=old.plan.start,
        end=_end(old.plan),
        days=_other_days(old.plan, new.plan),
        weeks=tuple(week for week in old.plan.weeks if week not in set(new.plan.weeks)),
        logged=tuple(sorted(logged := _logged(old.log, new.log))),
        log=tuple(entry for entry in old.log if entry.date in logged),
        edits_count=len(old.edits) if old.edits != new.edits else None,
        **{name: getattr(old, name) for name in SIMPLE if getattr(old, name) != getattr(new, name)},
        **{
            name: getattr(old.plan, name)
            for name in OF_PLAN
            if getattr(old.plan, name) != getattr(new.plan, name)
        },
    )
    return new.model_copy(update={"revision": old.revision + 1, "history": (*old.history, before)})


def taken_back(record: PlanRecord) -> PlanRecord:
    """`record` as it was before its last change, in a revision of its own; the calendar ledger stays."""
    *rest, before = record.history
    log = tuple(entry for entry in record.log if entry.date not in before.logged)
    log = tuple(sorted((*log, *before.log), key=in_order))
    logged = {entry.date for entry in log}
    simple = {name: getattr(before, name) for name in SIMPLE if getattr(before, name) is not None}
    return record.model_copy(
        update={
            **simple,
            "as_of": before.as_of,
            "plan": _plan(record.plan, before),
            "log": log,
            "edits": record.edits[: before.edits_count],
            "as_planned": tuple(day for day in record.as_planned if day.date in logged),
            "revision": record.revision + 1,
            "history": tuple(rest),
        }
    )


def states_before(record: PlanRecord, commands: Container[str]) -> Iterator[PlanRecord]:
    """`record` as it was before each change by `commands`, newest first; last as it was first made."""
    while record.history:
        command = record.history[-1].command
        record = taken_back(record)
        if command in commands or not record.history:
            yield record


def grown_days(record: PlanRecord) -> frozenset[date]:
    """Days that at some time held fewer sessions than now."""
    now = {day.date: _trained(day) for day in record.plan.days}
    return frozenset(
        day.date
        for before in record.history
        for day in before.days
        if day.date in now and _trained(day) < now[day.date]
    )


def _trained(day: Day) -> int:
    return sum(session.kind is not SessionKind.REST for session in day.sessions)


def in_order(entry: LogEntry) -> tuple[date, int]:
    """By date and slot, the order of a log."""
    return entry.date, entry.slot


def bare(day: Day) -> Day:
    """`day` without what the calendar ledger says of it."""
    sessions = tuple(session.model_copy(update={"uid": None}) for session in day.sessions)
    return day.model_copy(update={"uid": "", "sequence": 0, "sessions": sessions})


def _end(plan: Plan) -> date:
    return plan.days[-1].date + timedelta(1)


def _other_days(old: Plan, new: Plan) -> tuple[Day, ...]:
    standing = {day.date: bare(day) for day in new.days}
    return tuple(bare(day) for day in old.days if standing.get(day.date) != bare(day))


def _logged(old: Iterable[LogEntry], new: Iterable[LogEntry]) -> set[date]:
    return {entry.date for entry in set(old) ^ set(new)}


def _plan(now: Plan, before: Before) -> Plan:
    changes = {name: getattr(before, name) for name in OF_PLAN if getattr(before, name) is not None}
    days = {day.date: day for day in (*now.days, *before.days)}
    held = tuple(days[day] for day in dates(before.start, before.end))
    return now.model_copy(update={**changes, "days": held, "weeks": _weeks(now.weeks, before)})


def _weeks(now: Iterable[Week], before: Before) -> tuple[Week, ...]:
    """The weeks before: those that were otherwise, and of today's the ones that none of them overlaps."""
    kept = [
        week
        for week in now
        if before.start <= week.start
        and week.end <= before.end
        and not any(week.start < other.end and other.start < week.end for other in before.weeks)
    ]
    return tuple(sorted((*kept, *before.weeks), key=lambda week: week.start))
