"""The plan of record: a plan, what it was made from, and what calendars were told of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pydantic import Field

from periodise.domain.bounds import PlanDate
from periodise.domain.coach_edit import CoachEdit
from periodise.domain.inputs import Inputs
from periodise.domain.noun import Noun
from periodise.domain.plan import Plan
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
    edits: tuple[CoachEdit, ...] = ()
    """What a coach changed, in the order it was taken over."""
    calendar: Mapping[str, LedgerEntry] = {}
    """By UID."""
