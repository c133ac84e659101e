"""A season that was lived for six weeks since its exports went out: done, missed, planned anew."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from periodise.domain.history import changed
from periodise.domain.logbook import missed_entries
from periodise.domain.record import PlanRecord
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.metrics.logged_plan import with_log
from periodise.recording import PlanHandle
from periodise.replanning import Asks, ReplanRequest, proposed
from periodise.views.calendar_ledger import with_calendar
from tests.coach.season import RULEBOOK, planned

TODAY = date(2027, 3, 14)
ACCEPTED = ("R-85c", "R-85e")


def noted(record: PlanRecord, entries: tuple[LogEntry, ...], command: str) -> PlanRecord:
    return with_calendar(
        changed(record, with_log(record, entries, rulebook=RULEBOOK), command=command), rulebook=RULEBOOK
    )


@cache
def recorded(reason: MissReason = MissReason.INJURY) -> PlanRecord:
    """One session done longer than planned, one as planned, the week before today missed."""
    record = planned()
    longer = LogEntry(date=date(2027, 2, 2), kind=LogKind.DONE, duration_min=80, rpe=4)
    record = noted(record, (longer,), "done")
    record = noted(record, (LogEntry(date=date(2027, 2, 4), kind=LogKind.DONE),), "done")
    first, last = TODAY - timedelta(6), TODAY - timedelta(1)
    entries = missed_entries(record.plan, first=first, last=last, reason=reason)
    return noted(record, entries, "missed")


@cache
def replanned(reason: MissReason = MissReason.INJURY) -> PlanRecord:
    """The same, planned on from today."""
    return planned_on(recorded(reason))


def planned_on(record: PlanRecord, *, today: date = TODAY, released: tuple[date, ...] = ()) -> PlanRecord:
    nowhere = Path("nowhere")
    request = ReplanRequest(
        PlanHandle(nowhere, today), nowhere, nowhere, accepted=ACCEPTED, released=released, search=False
    )
    asks = Asks(unrecorded=lambda _: False, agree=lambda _: True)
    return proposed(record, request, asks, rulebook=RULEBOOK).new
