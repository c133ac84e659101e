"""A calendar that came back from Google, Apple and Outlook as they write it: the same events, and no change.

What each keeps, drops and adds is what their users report of them; none of them was run for this.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from periodise.domain.record import PlanRecord
from tests.coach import season
from tests.coach.lived import TODAY, recorded, replanned
from tests.coach.season import exported, merged, planned, sessions_on

Program = Callable[[bytes], bytes]
OURS = {"X-WR-CALNAME", "NAME", "COLOR", "X-APPLE-CALENDAR-COLOR", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}


def google(content: bytes) -> bytes:
    """Times in UTC, its own product id and stamps; categories, colours and alarms gone."""

    def rewritten(event: Any) -> None:
        for name in ("DTSTART", "DTEND"):
            at = event[name].dt
            if isinstance(at, datetime):
                del event[name]
                event.add(name, at.astimezone(UTC))
        _without(event, "CATEGORIES", "COLOR", "URL")
        event.add("CREATED", datetime(2027, 3, 1, 8, tzinfo=UTC))

    return _saved(content, rewritten, prodid="-//Google Inc//Google Calendar 70.9054//EN", zones=False)


def google_as_html(content: bytes) -> bytes:
    """The same once the text was opened in its editor, which makes mark-up of the lines."""

    def rewritten(event: Any) -> None:
        text = str(event["DESCRIPTION"]).replace("&", "&amp;").replace("<", "&lt;")
        del event["DESCRIPTION"]
        event.add("DESCRIPTION", f"<html-blob>{text.replace(chr(10), '<br>')}</html-blob>")

    return _saved(google(content), rewritten, prodid="-//Google Inc//Google Calendar 70.9054//EN")


def apple(content: bytes) -> bytes:
    """Everything kept, with properties and stamps of its own beside it."""

    def rewritten(event: Any) -> None:
        event["X-APPLE-CREATOR-IDENTITY"] = "com.apple.calendar"
        event["X-APPLE-TRAVEL-ADVISORY-BEHAVIOR"] = "AUTOMATIC"
        del event["DTSTAMP"]
        event.add("DTSTAMP", datetime(2027, 3, 2, 9, tzinfo=UTC))

    return _saved(content, rewritten, prodid="-//Apple Inc.//macOS 15.1//EN")


def outlook(content: bytes) -> bytes:
    """SEQUENCE 0 everywhere, zones by names of Windows, each text with a line end more."""

    def rewritten(event: Any) -> None:
        _without(event, "SEQUENCE", "COLOR", "URL", "LAST-MODIFIED")
        event.add("SEQUENCE", 0)
        event["X-MICROSOFT-CDO-BUSYSTATUS"] = "FREE"
        text = str(event["DESCRIPTION"])
        del event["DESCRIPTION"]
        event.add("DESCRIPTION", f"{text}\n")

    saved = _saved(content, rewritten, prodid="-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN")
    return re.sub(rb"(TZID[=:])Europe/London", rb"\1GMT Standard Time", saved)


def _without(event: Any, *names: str) -> None:
    for name in names:
        event.pop(name, None)


def _saved(content: bytes, change: Callable[[Any], None], *, prodid: str, zones: bool = True) -> bytes:
    calendar: Any = Calendar.from_ical(content)
    calendar["PRODID"] = prodid
    _without(calendar, *OURS)
    for event in calendar.walk("VEVENT"):
        change(event)
    if not zones:
        calendar.subcomponents = [one for one in calendar.subcomponents if one.name != "VTIMEZONE"]
    return bytes(calendar.to_ical())


PROGRAMS: Mapping[str, Program] = {
    "google": google,
    "google, opened in its editor": google_as_html,
    "apple": apple,
    "outlook": outlook,
}
SEASONS: Mapping[str, Callable[[], PlanRecord]] = {
    "fresh": planned,
    "recorded": recorded,
    "replanned": replanned,
}


@pytest.mark.parametrize("lived", SEASONS)
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_calendar_that_a_program_only_passed_on_changes_nothing(program: str, lived: str) -> None:
    record = SEASONS[lived]()
    content = PROGRAMS[program](exported(record, "ics"))
    proposal = merged(content, "ics", record, today=TODAY)
    assert (proposal.edits, proposal.remarks) == ((), ())
    assert proposal.plan == record.plan


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_session_that_was_dragged_in_a_program_moves_and_nothing_else_does(program: str) -> None:
    record = replanned()
    day, session, uid = next(
        one for one in season.trained(record) if one[0] > TODAY and record.calendar[one[2]].sequence == 0
    )
    content = season.edited_ics(PROGRAMS[program](exported(record, "ics")), {uid: season.moved_by(1)})
    proposal = merged(content, "ics", record, today=TODAY)
    assert [(edit.kind.value, edit.was != "") for edit in proposal.edits] == [("moved", True)]
    moved_to = proposal.edits[0].day
    assert (moved_to - day).days == 1
    assert session.kind in {one.kind for one in sessions_on(proposal.plan.days, moved_to)}
