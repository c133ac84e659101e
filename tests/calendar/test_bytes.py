"""The bytes of a calendar file: what no reader reports and every one relies on."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentline, Contentlines

from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind
from tests.calendar.sample_plan import RACE_DAY, START, calendar_of, record_of, session, with_day

CALENDAR_ORDER = """
VERSION PRODID CALSCALE NAME X-WR-CALNAME X-WR-CALDESC X-WR-TIMEZONE COLOR X-APPLE-CALENDAR-COLOR
REFRESH-INTERVAL X-PUBLISHED-TTL
"""
EVENT_ORDER = """
UID DTSTAMP LAST-MODIFIED SEQUENCE DTSTART DTEND SUMMARY DESCRIPTION CATEGORIES LOCATION STATUS TRANSP
"""
NEVER = ("METHOD", "ORGANIZER", "ATTENDEE", "RRULE", "ATTACH", "X-ALT-DESC", "COMMENT", "CLASS")

EMOJI = "🏔️👩🏽‍🚀 " * 12
TIMED = record_of({"calendar": {"reminder": "45 min", "name": EMOJI}})
ALL_DAY = record_of({"calendar": {"timed": False, "reminder": "45 min"}})


def lines(content: bytes) -> list[str]:
    """The lines of a file, unfolded."""
    return content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def components(content: bytes, name: str) -> list[list[str]]:
    """The property lines of every component of that name, those of its parts left out."""
    found: list[list[str]] = []
    path: list[str] = []
    for line in lines(content):
        key, _, value = line.partition(":")
        if key == "BEGIN":
            path.append(value)
            found += [[]] if value == name else []
        elif key == "END":
            path.pop()
        elif path[-1] == name:
            found[-1].append(line)
    return found


def names(properties: list[str]) -> list[str]:
    return [re.split("[;:]", line, maxsplit=1)[0] for line in properties]


@pytest.mark.parametrize("record", [TIMED, ALL_DAY], ids=["timed", "all-day"])
def test_every_line_ends_in_crlf_and_holds_at_most_75_bytes(record: PlanRecord) -> None:
    content = calendar_of(record)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert not content.startswith(b"\xef\xbb\xbf")


def test_no_line_is_folded_inside_a_character() -> None:
    for line in calendar_of(TIMED).split(b"\r\n"):
        line.decode("utf-8")


def test_lines_are_folded_where_icalendar_folds_them() -> None:
    record = record_of()
    for letters, day in zip(range(55, 80), record.plan.days[7:], strict=False):
        coached = session(SessionKind.LONG_RUN, minutes=90, title="x" * letters)
        record = with_day(record, day.date, coached)
    content = calendar_of(record)
    assert Contentlines([*map(Contentline, lines(content)), ""]).to_ical() == content


def test_a_24_week_plan_stays_far_below_a_megabyte() -> None:
    assert len(calendar_of(TIMED)) < 250_000


def test_the_calendars_properties_stand_in_the_order_of_the_profile() -> None:
    (head,) = components(calendar_of(TIMED), "VCALENDAR")
    assert names(head) == CALENDAR_ORDER.split()
    assert "PRODID:-//periodise//periodise//EN" in head
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in head
    assert "X-PUBLISHED-TTL:P1D" in head
    assert "X-APPLE-CALENDAR-COLOR:#2E8B57" in head


def test_an_events_properties_stand_in_the_order_of_the_profile() -> None:
    events = components(calendar_of(TIMED), "VEVENT")
    for event in events:
        assert names(event) == [name for name in EVENT_ORDER.split() if name in names(event)]
        assert set(EVENT_ORDER.split()) - set(names(event)) <= {"LOCATION"}
    assert sum("LOCATION" in names(event) for event in events) == 1


def test_the_file_invites_nobody_and_repeats_nothing() -> None:
    for line in lines(calendar_of(TIMED)):
        assert not line.startswith(NEVER)


def test_all_day_events_name_no_zone_and_end_the_day_after() -> None:
    content = calendar_of(ALL_DAY)
    assert components(content, "VTIMEZONE") == []
    assert b"X-WR-TIMEZONE" not in content
    (first, *_) = components(content, "VEVENT")
    assert "DTSTART;VALUE=DATE:20261207" in first
    assert "DTEND;VALUE=DATE:20261208" in first


def test_every_zone_is_described_once() -> None:
    zones = components(calendar_of(TIMED), "VTIMEZONE")
    assert [zone[0] for zone in zones] == ["TZID:Europe/London", "TZID:Europe/Paris"]


def test_an_offset_changes_at_the_time_shown_before_the_change() -> None:
    content = calendar_of(record_of({"race": {"timezone": "Europe/London"}}))
    daylight, *_ = components(content, "DAYLIGHT")
    assert daylight == [
        "DTSTART:20250330T010000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
        "RDATE:20250330T010000",
        "RDATE:20270328T010000",
    ]


@pytest.mark.parametrize(
    ("record", "trigger"), [(TIMED, "TRIGGER:-PT45M"), (ALL_DAY, "TRIGGER:-PT6H")], ids=["timed", "all-day"]
)
def test_a_reminder_rings_before_the_session_or_the_evening_before_its_day(
    record: PlanRecord, trigger: str
) -> None:
    alarms = components(calendar_of(record), "VALARM")
    rests = sum("SUMMARY:Rest" in event for event in components(calendar_of(record), "VEVENT"))
    assert len(alarms) == len(components(calendar_of(record), "VEVENT")) - rests
    assert trigger in alarms[0]
    assert all(line.startswith("TRIGGER:-PT") for alarm in alarms for line in alarm if "TRIGGER" in line)


def test_no_reminder_unless_asked_for() -> None:
    assert b"VALARM" not in calendar_of(record_of())


def test_busy_blocks_timed_sessions_and_no_others() -> None:
    for event in components(calendar_of(record_of({"calendar": {"busy": True}})), "VEVENT"):
        timed = any(line.startswith("DTSTART;TZID=") for line in event)
        assert ("TRANSP:OPAQUE" if timed else "TRANSP:TRANSPARENT") in event


def test_events_stand_in_the_order_of_their_start() -> None:
    starts = [
        line.partition(":")[2].ljust(15, " ")
        for event in components(calendar_of(TIMED), "VEVENT")
        for line in event
        if line.startswith("DTSTART")
    ]
    assert starts == sorted(starts)


def test_no_uid_stands_twice() -> None:
    uids = Counter(event[0] for event in components(calendar_of(TIMED), "VEVENT"))
    assert max(uids.values()) == 1


# -- the same plan gives the same bytes anywhere ------------------------------------------------------

PROGRAM = """
import sys
from periodise.domain.record import PlanRecord
from periodise.render.ics import render_calendar
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_entries import calendar_view
record = PlanRecord.model_validate_json(sys.stdin.buffer.read())
sys.stdout.buffer.write(render_calendar(calendar_view(record, rulebook=load_rulebook())))
"""
ELSEWHERE = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
)


@pytest.mark.parametrize("changes", ELSEWHERE, ids=lambda changes: changes["TZ"])
def test_the_same_plan_gives_the_same_bytes_on_another_machine(changes: dict[str, str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=TIMED.model_dump_json().encode(),
        env={"PATH": os.environ["PATH"], **changes},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert answer.stdout == calendar_of(TIMED)


# -- text never becomes structure ---------------------------------------------------------------------


def structure(content: bytes) -> Counter[str]:
    """How often each property and component stands in a file."""
    return Counter(re.split("[;:]", line, maxsplit=1)[0] for line in lines(content) if line)


def record_saying(text: str) -> PlanRecord:
    """A plan of one week in which every text is `text`, past the checks that an athlete file goes through."""
    record = record_of()
    days = tuple(day for day in record.plan.days if day.date < START.replace(day=14) or day.date == RACE_DAY)
    record = record.model_copy(update={"plan": record.plan.model_copy(update={"days": days})})
    named = record.inputs.race.model_copy(update={"name": text})
    calendar = record.inputs.calendar.model_copy(update={"name": text})
    inputs = record.inputs.model_copy(update={"race": named, "calendar": calendar})
    coached = session(SessionKind.LONG_RUN, minutes=90, title=text, purpose=text)
    return with_day(record.model_copy(update={"inputs": inputs, "accepted": (text,)}), START, coached)


PLAIN = structure(calendar_of(record_saying("x")))


@settings(max_examples=40)
@given(st.text(max_size=300).map(lambda text: f"x{text}"))
@example("x\r\nATTENDEE:y")
@example("lone\rcarriage\nreturn\x85next\u2028line\u2029paragraph\x0bvertical\x0cform")
@example("null \x00\x07\x1b[31m\x7f\x9b")
@example("END:VEVENT\r\nEND:VCALENDAR\r\n")
@example('";:,\\\\;\\,\\n"')
@example("half \ud800 a character")
@example("🏔️👩🏽‍🚀" * 40)
@example("\u202egnp.exe\u2066")
def test_no_text_changes_the_structure_of_a_calendar(text: str) -> None:
    content = calendar_of(record_saying(text))
    assert structure(content) == PLAIN
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
