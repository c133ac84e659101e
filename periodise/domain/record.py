"""The plan of record: a plan, what it was made from, and what calendars were told of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pydantic import Field

from periodise.domain.bounds import PlanDate
from periodise.domain.coach_edit import CoachEdit
from periodise.domain.finding import Finding
from periodise.domain.inputs import Inputs
from periodise.domain.noun import Noun
from periodise.domain.plan import Phase, Plan, Week
from periodise.domain.session import Day
from periodise.domain.training_log import LogEntry


class LedgerEntry(Noun):
    """What was last exported under one calendar UID."""

    day: PlanDate
    """The event's day, which never changes."""
    slot: int = Field(1, ge=1)
    """Which session of that day."""
    title: str = ""
    """As last exported: a cancelled event has no session any more to make it from."""
    sha256: str
    """Hash of the exported properties, less DTSTAMP, LAST-MODIFIED and SEQUENCE."""
    sequence: int = Field(0, ge=0, le=2**31 - 1)
    revised: datetime
    """UTC time of this event's last revision."""
    cancelled: bool = False
    incarnation: int = Field(1, ge=1)
    """How often this day and slot have had an event; one more after each cancellation."""


class Before(Noun):
    """What one change of the plan replaced: enough to take it back, and no more. None: as it is now."""

    command: str
    """What made the change: `done`, `missed`, `replan`, `merge` or `repair`."""
    as_of: PlanDate
    start: PlanDate
    """First day of the plan before the change."""
    end: PlanDate
    """First day after it."""
    days: tuple[Day, ...] = ()
    """Days that were otherwise, or are no more."""
    weeks: tuple[Week, ...] = ()
    """Weeks that were otherwise."""
    phases: tuple[Phase, ...] | None = None
    findings: tuple[Finding, ...] | None = None
    predicted_time_min: float | None = None
    inputs: Inputs | None = None
    inputs_sha256: str | None = None
    rulebook_version: str | None = None
    accepted: tuple[str, ...] | None = None
    logged: tuple[PlanDate, ...] = ()
    """Days of which something was recorded."""
    log: tuple[LogEntry, ...] = ()
    """What the log said of those days before."""
    edits_count: int | None = Field(None, ge=0)
    """How many changes of a coach were in the plan before."""


class PlanRecord(Noun):
    """What PLAN.json holds. Every export is made from it and from nothing else."""

    plan_id: UUID
    revision: int = Field(0, ge=0)
    as_of: PlanDate
    """The day it was made or last regenerated for."""
    rulebook_version: str
    inputs: Inputs
    inputs_sha256: str
    """Hash of the athlete file's bytes, so that `check` can say when it has changed since."""
    accepted: tuple[str, ...] = ()
    """Gates opened by `--accept`."""
    plan: Plan
    log: tuple[LogEntry, ...] = ()
    """What was recorded, by date and slot."""
    as_planned: tuple[Day, ...] = ()
    """The days of the log as they were planned, by date."""
    edits: tuple[CoachEdit, ...] = ()
    """What a coach changed, in the order it was taken over."""
    calendar: Mapping[str, LedgerEntry] = {}
    """By UID."""
    history: tuple[Before, ...] = ()
    """What each change replaced, oldest first; `undo` takes the last."""
