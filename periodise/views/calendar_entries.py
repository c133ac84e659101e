"""The calendar as it is exported: the plan, the plan with its cancelled events, or the plan taken away."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from periodise.domain.colours import CSS3_COLOURS
from periodise.domain.measures import distance
from periodise.domain.record import LedgerEntry, PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.views.calendar_events import CalendarEvent
from periodise.views.calendar_ledger import Told, calendar_told, revised, tombstone_of
from periodise.views.calendar_times import Timed, sort_key
from periodise.views.plain_text import cleaned_line


class CalendarEntry(NamedTuple):
    """One event with its identity and revision."""

    uid: str
    sequence: int
    revised: datetime
    """UTC; DTSTAMP and LAST-MODIFIED are both this."""
    event: CalendarEvent


class ZoneSpan(NamedTuple):
    """A time zone and the first and last date it is needed for."""

    tzid: str
    first: date
    last: date


class CalendarView(NamedTuple):
    """A calendar file as values. The same plan and ledger give the same view."""

    name: str
    description: str
    timezone: str | None
    """The athlete's zone; None when every event is all-day."""
    colour: str
    colour_hex: str
    zones: tuple[ZoneSpan, ...]
    """One for each zone of a timed event, by name."""
    entries: tuple[CalendarEntry, ...]
    """By start, then UID."""


def calendar_view(
    record: PlanRecord, *, rulebook: Rulebook, update: bool = False, remove: bool = False
) -> CalendarView:
    """What holds now; with `remove` every event cancelled.

    With `update` cancelled events as well, until their day is past, and beyond it where another event took
    their place: whoever left an update out has both otherwise.
    """
    # The ledger is brought up to date here too: a plan saved by an older version may be worded anew.
    return view_of(calendar_told(record, rulebook=rulebook), record, update=update, remove=remove)


def view_of(
    calendar: Told, record: PlanRecord, *, update: bool = False, remove: bool = False
) -> CalendarView:
    """`calendar_view` for what is told already."""
    entries = _removed(calendar, record) if remove else _held(calendar, record, update=update)
    ordered = tuple(sorted(entries, key=lambda entry: (sort_key(entry.event.span), entry.uid)))
    zones = _zones(ordered)
    return CalendarView(
        name=_name(record),
        description=_description(record),
        timezone=record.inputs.week.timezone if any(map(_is_timed, ordered)) else None,
        colour=record.inputs.calendar.colour,
        colour_hex=CSS3_COLOURS[record.inputs.calendar.colour],
        zones=zones,
        entries=ordered,
    )


def _held(calendar: Told, record: PlanRecord, *, update: bool) -> Iterator[CalendarEntry]:
    for uid, event in calendar.events.items():
        entry = calendar.ledger[uid]
        yield CalendarEntry(uid, entry.sequence, entry.revised, event)
    if update:
        held = {(entry.day, entry.slot) for entry in calendar.ledger.values() if not entry.cancelled}
        yield from (
            _cancelled(uid, entry, record)
            for uid, entry in calendar.ledger.items()
            if entry.cancelled and (entry.day >= record.as_of or (entry.day, entry.slot) in held)
        )


def _cancelled(uid: str, entry: LedgerEntry, record: PlanRecord) -> CalendarEntry:
    return CalendarEntry(uid, entry.sequence, entry.revised, tombstone_of(entry, record))


def _removed(calendar: Told, record: PlanRecord) -> Iterator[CalendarEntry]:
    """Every UID that was ever exported, cancelled: one revision up, unless it was cancelled before."""
    for uid, entry in calendar.ledger.items():
        yield _cancelled(uid, entry if entry.cancelled else revised(entry, record), record)


def _zones(entries: Iterable[CalendarEntry]) -> tuple[ZoneSpan, ...]:
    days: dict[str, list[date]] = {}
    for span in (entry.event.span for entry in entries):
        if isinstance(span, Timed) and span.needs_zone:
            days.setdefault(span.tzid, []).extend((span.start.date(), span.end.date()))
    return tuple(ZoneSpan(tzid, min(days[tzid]), max(days[tzid])) for tzid in sorted(days))


def _is_timed(entry: CalendarEntry) -> bool:
    return isinstance(entry.event.span, Timed)


def _name(record: PlanRecord) -> str:
    inputs = record.inputs
    default = "Training" if inputs.calendar.private else f"{inputs.race.name} training"
    return cleaned_line(inputs.calendar.name or default)


def _description(record: PlanRecord) -> str:
    """One line: what for, how to get the next version, and once a plan that this is no medical advice."""
    goal = "A training plan." if record.inputs.calendar.private else _goal(record)
    return cleaned_line(f"{goal} Next version: periodise export --to ics --update. Not medical advice.")


def _goal(record: PlanRecord) -> str:
    race = record.inputs.race
    far = distance(race.distance_km, units=record.inputs.plan.units)
    waived = f" Accepted against the rules: {', '.join(record.accepted)}." if record.accepted else ""
    return f"{race.name}, {far}, on {race.date.isoformat()}.{waived}"
