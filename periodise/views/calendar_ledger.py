"""What calendars have been told: one UID for each day and slot, and a SEQUENCE that rises with its content.

An event never changes its day. A session that moves changes what two events say, which every importer
handles better than an event that moves. Updated when a plan is saved, so that an export changes nothing.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from operator import methodcaller
from typing import NamedTuple
from uuid import UUID, uuid5

from periodise.domain.record import LedgerEntry, PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Session
from periodise.views.calendar_events import CalendarEvent, events_of, tombstone

HIGHEST_SEQUENCE = 2**31 - 1
_LOST_LEDGER_EPOCH = date(2020, 1, 1)


class Key(NamedTuple):
    """Under which UID a day's slot goes."""

    uid: str
    incarnation: int


class Told(NamedTuple):
    """What a plan tells calendars: its events, and the ledger brought up to date with them."""

    events: Mapping[str, CalendarEvent]
    """Those that stand, by UID."""
    ledger: Mapping[str, LedgerEntry]
    """Every UID there ever was, by day and slot."""


@lru_cache(maxsize=1024)
def event_uid(plan_id: UUID, day: date, slot: int, incarnation: int = 1) -> str:
    """UUIDv5 of `YYYY-MM-DD/slot` in the plan's own namespace: no two plans ever meet (RFC 7986 5.3)."""
    suffix = "" if incarnation == 1 else f"/{incarnation}"
    return str(uuid5(plan_id, f"{day.isoformat()}/{slot}{suffix}"))


def standing_key(record: PlanRecord, day: date, slot: int) -> Key:
    """The key of a day's slot now: a cancelled UID never comes back, the next incarnation does."""
    incarnation = 1
    uid = event_uid(record.plan_id, day, slot)
    while (entry := record.calendar.get(uid)) is not None and entry.cancelled:
        incarnation += 1
        uid = event_uid(record.plan_id, day, slot, incarnation)
    return Key(uid, incarnation)


def calendar_told(record: PlanRecord, *, rulebook: Rulebook) -> Told:
    """The ledger after this plan: new events at SEQUENCE 0, changed ones one up, gone ones cancelled.

    Events of days before `record.as_of` that the plan no longer holds are history and stay as they are.
    Applied twice it changes nothing.
    """
    events = events_of(record, rulebook=rulebook)
    keyed = {standing_key(record, event.day, event.slot): event for event in events}
    standing = {key.uid: _entry(key, event, record) for key, event in keyed.items()}
    others = {uid: _gone(entry, record) for uid, entry in record.calendar.items() if uid not in standing}
    entries = sorted((standing | others).items(), key=lambda item: (item[1].day, item[1].slot, item[0]))
    return Told({key.uid: event for key, event in keyed.items()}, dict(entries))


def with_calendar(record: PlanRecord, *, rulebook: Rulebook) -> PlanRecord:
    """`record` as it is saved: ledger up to date, every day and further session with its UID."""
    return with_ledger(record, calendar_told(record, rulebook=rulebook).ledger)


def with_ledger(record: PlanRecord, ledger: Mapping[str, LedgerEntry]) -> PlanRecord:
    """`with_calendar` for a ledger that is made already."""
    current = record.model_copy(update={"calendar": ledger})
    days = tuple(_day_with_uids(day, current) for day in record.plan.days)
    return current.model_copy(update={"plan": record.plan.model_copy(update={"days": days})})


def _entry(key: Key, event: CalendarEvent, record: PlanRecord) -> LedgerEntry:
    known = record.calendar.get(key.uid)
    content = _content_sha256(event)
    if known is not None and known.sha256 == content:
        return known
    if known is not None:
        return revised(known, record).model_copy(update={"sha256": content, "title": event.title})
    return LedgerEntry(
        day=event.day,
        slot=event.slot,
        title=event.title,
        sha256=content,
        sequence=_first_sequence(record),
        revised=_midnight(record.as_of),
        incarnation=key.incarnation,
    )


def _gone(entry: LedgerEntry, record: PlanRecord) -> LedgerEntry:
    """An event the plan no longer holds: cancelled, unless its day is past."""
    if entry.day < record.as_of:
        return entry
    content = _content_sha256(tombstone_of(entry, record))
    if entry.cancelled and entry.sha256 == content:
        return entry
    return revised(entry, record).model_copy(update={"sha256": content, "cancelled": True})


def revised(entry: LedgerEntry, record: PlanRecord) -> LedgerEntry:
    """`entry` one revision up, as of the record's day; neither number nor day ever goes back."""
    sequence = min(entry.sequence + 1, HIGHEST_SEQUENCE)
    when = max(entry.revised, _midnight(record.as_of))
    return entry.model_copy(update={"sequence": sequence, "revised": when})


def tombstone_of(entry: LedgerEntry, record: PlanRecord) -> CalendarEvent:
    """The cancelled event that a ledger entry stands for."""
    private = record.inputs.calendar.private
    return tombstone(day=entry.day, slot=entry.slot, title=entry.title, private=private)


def _content_sha256(event: CalendarEvent) -> str:
    """Hash of everything an export shows of an event."""
    return sha256(_IN_ORDER.encode(event).encode()).hexdigest()


_IN_ORDER = JSONEncoder(default=methodcaller("isoformat"))
"""An event or span as the list of what it holds, dates and times as text."""


def _first_sequence(record: PlanRecord) -> int:
    """0; in a revised plan whose ledger was lost, a number surely higher than any sent before."""
    lost = record.revision > 0 and not record.calendar
    return (record.as_of - _LOST_LEDGER_EPOCH).days if lost else 0


def _midnight(day: date) -> datetime:
    """The time at which a revision of `day` is said to have been made: never the clock's."""
    return datetime.combine(day, time(), tzinfo=UTC)


def _day_with_uids(day: Day, record: PlanRecord) -> Day:
    first = day.sessions[0].slot if day.sessions else 1
    uid = standing_key(record, day.date, first).uid
    entry = record.calendar.get(uid)
    sessions = tuple(_session_with_uid(session, day.date, record) for session in day.sessions)
    changes = {"uid": uid, "sequence": entry.sequence if entry else 0, "sessions": sessions}
    return day.model_copy(update=changes)


def _session_with_uid(session: Session, day: date, record: PlanRecord) -> Session:
    if session.slot == 1:
        return session
    return session.model_copy(update={"uid": standing_key(record, day, session.slot).uid})
