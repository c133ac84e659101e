"""Other programs see in our files what we put there."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind
from periodise.render.ics import render_calendar
from periodise.render.vtimezone import offset_changes
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_entries import CalendarEntry, CalendarView, ZoneSpan, calendar_view
from periodise.views.calendar_events import CalendarEvent
from periodise.views.calendar_ledger import event_uid, with_calendar
from periodise.views.calendar_times import Span, Timed, timed
from tests.calendar.reading import NAMES, Seen
from tests.calendar.sample_plan import (
    PLAN_ID,
    RACE_DAY,
    record_of,
    season,
    session,
    with_day,
    with_days_until,
)

Read = Callable[[str, bytes], list[Seen]]

NASTY = "Zoë's, “100”; C:\\new & <b>big</b> 🏔️👩🏽‍🚀🇳🇿 محمد שלום ทดสอบ e\u0301"
AUTUMN = season(date(2026, 8, 3))
SUMMER = season(date(2027, 4, 26), weeks=29)


def staged_record() -> PlanRecord:
    """The sample season with a race of two days: one event over both, and one of the second day."""
    stages = [{"distance": "60 km", "ascent": "3600 m"}, {"distance": "40 km", "ascent": "2000 m"}]
    record = record_of({"race": {"kind": "stage-race", "stage": stages}})
    second = session(SessionKind.RACE, minutes=400, distance_km=40, ascent_m=2000, rpe=8, pack_mass_kg=6)
    return with_day(record, RACE_DAY + timedelta(days=1), second)


RECORDS: dict[str, PlanRecord] = {
    "timed, two zones": record_of(),
    "all-day, imperial": record_of({"calendar": {"timed": False}, "plan": {"units": "imperial"}}),
    "reminders, busy": record_of({"calendar": {"reminder": "12 h", "busy": True}}),
    "names of every script": record_of({"race": {"name": NASTY}, "calendar": {"name": NASTY}}),
    "southern, clocks change by half an hour": record_of(
        {"week": {"timezone": "Australia/Lord_Howe"}, "race": {"date": AUTUMN[-2].date}}, days=AUTUMN
    ),
    "a European season that ends in winter": record_of(
        {"week": {"timezone": "Europe/Paris"}, "race": {"date": SUMMER[-2].date}}, days=SUMMER
    ),
    "a backslash before an N": record_of({"race": {"name": "C:\\New"}}),
    "private, no rest days": record_of({"calendar": {"private": True, "rest_days": False}}),
}

RECORDS["a race in stages"] = staged_record()

KHAL_READS = ("timed, two zones", "names of every script")
"""It takes seconds a file, and of a backslash before an N it makes a line break."""
CASES = [(kind, name) for kind in RECORDS for name in NAMES if name != "khal" or kind in KHAL_READS]


def expected(view: CalendarView) -> list[Seen]:
    """What a reader should see, by UID."""
    return sorted((expected_event(entry) for entry in view.entries), key=lambda seen: str(seen["uid"]))


def expected_event(entry: CalendarEntry) -> Seen:
    event = entry.event
    return {
        "uid": entry.uid,
        "start": shown(event.span, event.span.start),
        "end": shown(event.span, event.span.end),
        "summary": event.title,
        "description": event.description,
        "status": "CANCELLED" if event.cancelled else "CONFIRMED",
        "sequence": entry.sequence,
    }


def shown(span: Span, at: date) -> str:
    """A date as it is, a wall-clock time as its instant in UTC."""
    if not isinstance(span, Timed) or not isinstance(at, datetime):
        return at.isoformat()
    zoned = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(span.tzid))
    return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def agree(seen: list[Seen], wanted: list[Seen]) -> None:
    """Every field that the reader tells is the one wanted."""
    assert [event["uid"] for event in seen] == [event["uid"] for event in wanted]
    for event, want in zip(seen, wanted, strict=True):
        assert {key: tidy(value) for key, value in event.items()} == {key: tidy(want[key]) for key in event}


def tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


@pytest.mark.parametrize(("kind", "reader"), CASES)
def test_a_reader_sees_every_session_as_it_was_written(kind: str, reader: str, read: Read) -> None:
    view = calendar_view(RECORDS[kind], rulebook=load_rulebook())
    assert len(view.entries) >= 140
    agree(read(reader, render_calendar(view)), expected(view))


@pytest.mark.parametrize("reader", NAMES)
@pytest.mark.parametrize("output", ["update", "remove"])
def test_a_reader_sees_that_sessions_are_off(output: str, reader: str, read: Read) -> None:
    rulebook = load_rulebook()
    told = with_calendar(record_of(), rulebook=rulebook)
    shorter = with_days_until(told, date(2027, 5, 10)).model_copy(update={"as_of": date(2027, 3, 1)})
    view = calendar_view(shorter, rulebook=rulebook, **{output: True})
    seen = read(reader, render_calendar(view))
    assert any(event["status"] == "CANCELLED" for event in seen)
    agree(seen, expected(view))


ZONES = (
    *sorted(zone for zone in available_timezones() if "/" in zone)[::12],
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)


def starts_around_changes(tzid: str) -> list[datetime]:
    """An instant a fortnight, and some close to every change of offset in a year and a half."""
    begin, end = datetime(2026, 9, 1, 5, tzinfo=UTC), datetime(2028, 4, 1, tzinfo=UTC)
    changes = list(offset_changes(ZoneInfo(tzid), begin, end))
    near = (-1500, -61, -31, 0, 29, 59, 61, 1500)
    return [begin + timedelta(days=14 * n, hours=7 * n) for n in range(40)] + [
        change + timedelta(minutes=minutes) for change in changes for minutes in near
    ]


def calendar_of_instants(instants: dict[str, tuple[str, datetime]]) -> CalendarView:
    entries = tuple(
        CalendarEntry(
            uid=uid,
            sequence=0,
            revised=datetime(2026, 9, 1, tzinfo=UTC),
            event=CalendarEvent(at.date(), 1, timed(at, minutes=150, tzid=tzid), "Run"),
        )
        for uid, (tzid, at) in instants.items()
    )
    spans = [ZoneSpan(tzid, date(2026, 9, 1), date(2028, 4, 1)) for tzid in sorted(set(ZONES))]
    return CalendarView("Zones", "Every zone.", "UTC", "seagreen", "#2E8B57", tuple(spans), entries)


@pytest.mark.parametrize("reader", ["libical", "ical.js"])
def test_a_session_starts_at_the_same_instant_in_every_zone(reader: str, read: Read) -> None:
    instants = {
        event_uid(PLAN_ID, at.date(), number): (tzid, at)
        for number, (tzid, at) in enumerate(
            (tzid, at) for tzid in sorted(set(ZONES)) for at in starts_around_changes(tzid)
        )
    }
    seen = {
        str(event["uid"]): event for event in read(reader, render_calendar(calendar_of_instants(instants)))
    }
    wrong = [
        (tzid, at.isoformat(), seen[uid]["start"], seen[uid]["end"])
        for uid, (tzid, at) in instants.items()
        if seen[uid]["start"] != f"{at:%Y-%m-%dT%H:%M:%SZ}"
        or seen[uid]["end"] != f"{at + timedelta(minutes=150):%Y-%m-%dT%H:%M:%SZ}"
    ]
    assert len(instants) > 2000
    assert wrong == []
