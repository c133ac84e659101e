"""A calendar view as the bytes of an .ics file (RFC 5545, RFC 7986).

icalendar makes and folds every line, and writes every value but text. The order of properties is the one
set here, not the alphabet's; there is no METHOD, ORGANIZER, ATTENDEE or RRULE, so opening the file invites
nobody. Events are written line by line: most lines of a plan stand there many times, and are made once.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Calendar
from icalendar.parser import Contentline
from icalendar.prop import vCategory, vDate, vDatetime, vDuration, vInt, vText

from periodise.render.vtimezone import vtimezone
from periodise.views.calendar_entries import CalendarEntry, CalendarView
from periodise.views.calendar_events import CalendarEvent
from periodise.views.calendar_times import Span, Timed

PRODID = "-//periodise//periodise//EN"
"""Without a version: an upgrade must not change files."""
REFRESH = timedelta(days=1)
"""How often a subscribed calendar may ask again."""
FOLDED_FROM_BYTES = 75
"""From this length on icalendar breaks a line."""


class _Text(vText):
    """TEXT whose every character arrives: icalendar takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        # RFC 5545 3.3.11. Other line breaks and control characters do not come this far.
        backslashed = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return backslashed.replace("\n", "\\n").encode()


class _Line(Contentline):
    """A content line; icalendar looks for a place to fold it in long ones only."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        content = self.encode()
        if len(content) < FOLDED_FROM_BYTES:
            return content
        folded: bytes = super().to_ical()  # type: ignore[no-untyped-call]
        return folded


def render_calendar(view: CalendarView) -> bytes:
    """The file: UTF-8, CRLF, lines of at most 75 bytes, the same bytes for the same view."""
    calendar = _head(view)
    for zone in view.zones:
        calendar.add_component(vtimezone(zone))
    *opening, end, _empty = calendar.content_lines(sorted=False)
    lines = [line.to_ical() for line in opening]
    for entry in view.entries:
        lines.extend(_vevent(entry))
    return b"\r\n".join([*lines, end.to_ical(), b""])


def _head(view: CalendarView) -> Calendar:
    calendar = Calendar()
    calendar["VERSION"] = vText("2.0")
    calendar["PRODID"] = vText(PRODID)
    calendar["CALSCALE"] = vText("GREGORIAN")
    calendar["NAME"] = _Text(view.name)
    # Typed as text by hand: icalendar takes what begins with X- as it is, commas and all.
    calendar["X-WR-CALNAME"] = _Text(view.name)
    calendar["X-WR-CALDESC"] = _Text(view.description)
    if view.timezone is not None:
        calendar["X-WR-TIMEZONE"] = vText(view.timezone)
    calendar["COLOR"] = vText(view.colour)
    calendar["X-APPLE-CALENDAR-COLOR"] = vText(view.colour_hex)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return calendar


def _vevent(entry: CalendarEntry) -> Iterator[bytes]:
    """The lines of one event."""
    event = entry.event
    tzid = _tzid(event.span)
    yield _text("BEGIN", "VEVENT")
    yield _line("UID", _Text(entry.uid))
    yield _stamp("DTSTAMP", entry.revised)
    yield _stamp("LAST-MODIFIED", entry.revised)
    yield _number("SEQUENCE", entry.sequence)
    yield _when("DTSTART", event.span.start, tzid)
    yield _when("DTEND", event.span.end, tzid)
    yield _text("SUMMARY", event.title)
    if event.description:
        yield _text("DESCRIPTION", event.description)
    yield _categories(event.categories)
    if event.location:
        yield _text("LOCATION", event.location)
    yield _text("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    yield _text("TRANSP", "OPAQUE" if event.busy else "TRANSPARENT")
    if event.reminder_min is not None:
        yield from _valarm(event, event.reminder_min)
    yield _text("END", "VEVENT")


def _valarm(event: CalendarEvent, minutes_before: int) -> Iterator[bytes]:
    """A message before the start; a trigger after it would fire before it in Outlook."""
    yield _text("BEGIN", "VALARM")
    yield _text("ACTION", "DISPLAY")
    yield _text("DESCRIPTION", event.title)
    yield _line("TRIGGER", vDuration(timedelta(minutes=-minutes_before)))
    yield _text("END", "VALARM")


def _line(name: str, value: Any) -> bytes:
    """One property as icalendar writes it; `value` is one of its types."""
    line: bytes = _Line.from_parts(name, value.params, value).to_ical()
    return line


def _tzid(span: Span) -> str | None:
    """The zone to read a span's times in; whole days have none, nor must the rare times in UTC."""
    return span.tzid if isinstance(span, Timed) and span.needs_zone else None


def _when(name: str, at: date | datetime, tzid: str | None) -> bytes:
    """A date, a wall-clock time of a zone, or a time in UTC."""
    if not isinstance(at, datetime):
        return _line(name, vDate(at, {"VALUE": "DATE"}))
    value = vDatetime(at)
    if tzid is not None:
        value.params["TZID"] = tzid
    return _line(name, value)


@lru_cache(maxsize=2048)
def _text(name: str, text: str) -> bytes:
    return _line(name, _Text(text))


@lru_cache(maxsize=64)
def _categories(names: tuple[str, ...]) -> bytes:
    return _line("CATEGORIES", vCategory(list(names)))


@lru_cache(maxsize=64)
def _stamp(name: str, at: datetime) -> bytes:
    return _line(name, vDatetime(at))


@lru_cache(maxsize=64)
def _number(name: str, number: int) -> bytes:
    return _line(name, vInt(number))
