"""A calendar view as the bytes of an .ics file (RFC 5545, RFC 7986).

icalendar escapes, folds and ends the lines. The order of properties is the one set here, not the
alphabet's; there is no METHOD, ORGANIZER, ATTENDEE or RRULE, so opening the file invites nobody.
"""

from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vCategory, vDDDTypes, vDuration, vInt, vText

from periodise.render.vtimezone import vtimezone
from periodise.views.calendar_entries import CalendarEntry, CalendarView
from periodise.views.calendar_events import CalendarEvent
from periodise.views.calendar_times import Span, Timed

PRODID = "-//periodise//periodise//EN"
"""Without a version: an upgrade must not change files."""
REFRESH = timedelta(days=1)
"""How often a subscribed calendar may ask again."""


class _Text(vText):
    """TEXT whose every character arrives: icalendar takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPED).encode()


_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
"""RFC 5545 3.3.11. Other line breaks and control characters do not come this far."""


def render_calendar(view: CalendarView) -> bytes:
    """The file: UTF-8, CRLF, lines of at most 75 bytes, the same bytes for the same view."""
    calendar = _head(view)
    for zone in view.zones:
        calendar.add_component(vtimezone(zone))
    for entry in view.entries:
        calendar.add_component(_vevent(entry))
    content: bytes = calendar.to_ical(sorted=False)
    return content


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


def _vevent(entry: CalendarEntry) -> Event:
    """One event. Values come typed: `add` would look their types up a second time, thousands of times."""
    event, vevent, revised = entry.event, Event(), vDDDTypes(entry.revised)
    vevent["UID"] = _Text(entry.uid)
    vevent["DTSTAMP"] = revised
    vevent["LAST-MODIFIED"] = revised
    vevent["SEQUENCE"] = vInt(entry.sequence)
    vevent["DTSTART"] = _when(event.span.start, event.span)
    vevent["DTEND"] = _when(event.span.end, event.span)
    vevent["SUMMARY"] = _Text(event.title)
    if event.description:
        vevent["DESCRIPTION"] = _Text(event.description)
    vevent["CATEGORIES"] = vCategory(list(event.categories))
    if event.location:
        vevent["LOCATION"] = _Text(event.location)
    vevent["STATUS"] = vText("CANCELLED" if event.cancelled else "CONFIRMED")
    vevent["TRANSP"] = vText("OPAQUE" if event.busy else "TRANSPARENT")
    if event.reminder_min is not None:
        vevent.add_component(_alarm(event, event.reminder_min))
    return vevent


def _when(at: date | datetime, span: Span) -> vDDDTypes:
    """A date, or a wall-clock time with its TZID; the rare time in UTC must not have one."""
    value = vDDDTypes(at)
    if isinstance(span, Timed) and span.needs_zone:
        value.params["TZID"] = span.tzid
    return value


def _alarm(event: CalendarEvent, minutes_before: int) -> Alarm:
    """A message before the start; a trigger after it would fire before it in Outlook."""
    alarm = Alarm()
    alarm["ACTION"] = vText("DISPLAY")
    alarm["DESCRIPTION"] = _Text(event.title)
    alarm["TRIGGER"] = vDuration(timedelta(minutes=-minutes_before))
    return alarm
