"""Events out of a calendar that another program saved. Guests, alarms and attachments stay outside."""

import re
from datetime import date, datetime
from typing import Any

from icalendar import Calendar

from periodise.domain.coach_file import CoachCalendar, CoachEvent
from periodise.errors import InputRefused

MOST = (
    (re.compile(rb"(?mi)^BEGIN:VEVENT\s*$"), 2000, "events"),
    (re.compile(rb"(?mi)^BEGIN:VTIMEZONE\s*$"), 200, "time zones"),
    (re.compile(rb"(?m)^[^ \t\r\n]"), 100_000, "lines"),
)
"""How much there may be of each. An event of ours has about 20 lines, continued ones not counted."""
INVITING = ("ORGANIZER", "ATTENDEE", "ATTACH")
"""What would send mail or open a file, were it handed on."""


def calendar_events(contents: bytes, *, file: str) -> CoachCalendar:
    """Every event; InputRefused for what is no calendar, and for more events than a plan ever has."""
    _refuse_bulk(contents, file)
    found = _parsed(contents, file).walk("VEVENT")
    if not found:
        raise InputRefused([f"{file}: holds no event, and an empty file takes nothing away; export it again"])
    read = [(component, _event(component)) for component in found]
    return CoachCalendar(
        file,
        tuple(event for _, event in read if event is not None),
        tuple(str(component.get("UID", "")) for component, event in read if event is None),
    )


def _refuse_bulk(contents: bytes, file: str) -> None:
    """Counted before anything is parsed, which takes many times as long (F-117)."""
    for part, most, what in MOST:
        if (found := sum(1 for _ in part.finditer(contents))) > most:
            raise InputRefused([f"{file}: holds {found} {what}; at most {most}; export this calendar alone"])


def _parsed(contents: bytes, file: str) -> Any:
    try:
        return Calendar.from_ical(contents)
    except Exception as error:  # whatever its parser stumbles over, the file is not one we can read
        raise InputRefused([f"{file}: is no calendar that can be read; .ics; export it again"]) from error


def _event(component: Any) -> CoachEvent | None:
    """One event; None for one that cannot be read, without a day to begin on for example."""
    try:
        begins = component["DTSTART"].dt
        if not isinstance(begins, date):  # `202702` is read as a time of day
            return None
        ends = component.decoded("DTEND", None)
        if ends is None and "DURATION" in component:
            ends = begins + component.decoded("DURATION")
        return CoachEvent(
            uid=str(component.get("UID", "")),
            title=str(component.get("SUMMARY", "")),
            text=str(component.get("DESCRIPTION", "")),
            begins=begins,
            ends=ends if isinstance(ends, date | datetime) else None,
            sequence=int(component.get("SEQUENCE", 0)),
            cancelled=str(component.get("STATUS", "")).upper() in ("CANCELLED", "CANCELED"),
            repeats=any(name in component for name in ("RRULE", "RDATE", "RECURRENCE-ID")),
            guests=_has_guests(component),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _has_guests(component: Any) -> bool:
    alarms = (str(alarm.get("ACTION", "")).upper() for alarm in component.walk("VALARM"))
    return any(name in component for name in INVITING) or any(action != "DISPLAY" for action in alarms)
