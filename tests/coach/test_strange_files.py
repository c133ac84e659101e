"""Files that coaches' programs make of ours, and files that are not ours at all."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from periodise.coach.proposal import Proposal
from periodise.domain.coach_edit import EditKind
from periodise.domain.record import PlanRecord
from periodise.errors import InputRefused
from periodise.store.coach_file import READERS
from periodise.views.wording import day_text
from tests.coach import season
from tests.coach.season import csv_of, merged, planned, rows_of, sent, sessions_on, taken_over, trained

NAME = "lakeland-50"


def refusal(content: bytes, form: str, record: PlanRecord | None = None) -> str:
    with pytest.raises(InputRefused) as refused:
        merged(content, form, record or planned())
    return str(refused.value)


def first(kind: str = "easy_run") -> tuple[date, Any, str]:
    return next(one for one in trained(planned()) if one[1].kind == kind)


def as_saved(rows: list[dict[str, str]], order: str) -> list[dict[str, str]]:
    """What Excel makes of our dates and times when it saves a CSV it has opened."""
    spelled = {"dmy": "{d:02d}/{m:02d}/{y}", "mdy": "{m}/{d}/{y}", "ger": "{d:02d}.{m:02d}.{y}"}[order]
    saved = []
    for row in rows:
        y, m, d = map(int, row["date"].split("-"))
        saved.append({**row, "date": spelled.format(y=y, m=m, d=d), "start": row["start"].lstrip("0")})
    return saved


@pytest.mark.parametrize("order", ["dmy", "mdy", "ger"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_excel_saved_in_its_own_spelling_changes_nothing(order: str, delimiter: str) -> None:
    rows = as_saved(rows_of(sent(NAME, "csv")), order)
    if delimiter == ";":
        figures = ("distance_km", "pack_mass_kg", "load_efm")
        rows = [{**row, **{name: row[name].replace(".", ",") for name in figures}} for row in rows]
    assert merged(csv_of(rows, delimiter=delimiter), "csv", planned()).edits == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_every_encoding_that_spreadsheets_write(encoding: str) -> None:
    text = sent(NAME, "csv").decode("utf-8-sig")
    assert merged(text.encode(encoding), "csv", planned()).edits == ()


def test_dates_that_could_be_read_two_ways_are_refused_with_a_line() -> None:
    rows = [{**row, "weekday": ""} for row in as_saved(rows_of(sent(NAME, "csv")), "mdy")]
    few = [row for row in rows if int(row["date"].split("/")[1]) < 13]
    assert "cannot be read as a date" in refusal(csv_of(few), "csv")


def test_rows_in_another_order_and_columns_left_out_change_nothing() -> None:
    rows = [
        {name: row[name] for name in ("uid", "kind", "duration_min", "date", "as_sent")}
        for row in reversed(rows_of(sent(NAME, "csv")))
    ]
    assert merged(csv_of(rows), "csv", planned()).edits == ()


def test_a_few_weeks_alone_leave_the_others_alone() -> None:
    rows = [row for row in rows_of(sent(NAME, "csv")) if "2027-03-01" <= row["date"] < "2027-03-29"]
    assert merged(csv_of(rows), "csv", planned()).edits == ()


def test_what_cannot_be_understood_is_kept_as_a_note_and_run_by_nobody() -> None:
    day, _, uid = first()
    cells = {"duration_min": "90-120, see how you feel", "pack_mass_kg": "=1+1"}
    rows = rows_of(season.edited_csv(sent(NAME, "csv"), uid, cells))
    rows = [{**row, "Comment": "<script>alert(1)</script>" if row["uid"] == uid else ""} for row in rows]
    proposal = merged(csv_of(rows), "csv", planned())
    (session, *_) = sessions_on(proposal.plan.days, day)
    assert session.note.count("; ") == 2
    for kept in ("duration_min: 90-120, see how you feel", "pack_mass_kg: =1+1", "Comment: <script>"):
        assert kept in session.note
    assert session.duration_min == first()[1].duration_min


def test_a_row_without_a_uid_is_a_new_session() -> None:
    rows = rows_of(sent(NAME, "csv"))
    new = dict.fromkeys(rows[0], "") | {"date": "2027-02-05", "kind": "hike", "duration_min": "60"}
    proposal = merged(csv_of([*rows, new]), "csv", planned())
    assert [(edit.kind, edit.day) for edit in proposal.edits] == [(EditKind.ADDED, date(2027, 2, 5))]
    (session,) = sessions_on(proposal.plan.days, date(2027, 2, 5))
    assert (session.kind, session.duration_min, session.load_efm > 0) == ("hike", 60, True)


def test_a_lock_alone_changes_no_session_and_can_be_taken_off_again() -> None:
    record = planned()
    day, _, uid = first()
    proposal = merged(season.edited_csv(sent(NAME, "csv"), uid, {"locked": "yes"}), "csv", record)
    assert [edit.kind for edit in proposal.edits] == [EditKind.LOCKED]
    after = taken_over(record, proposal)
    assert [pinned.date for pinned in after.plan.pinned_days] == [day]
    free = season.edited_csv(season.exported(after, "csv"), uid, {"locked": "no"})
    proposal = merged(free, "csv", after)
    assert [edit.kind for edit in proposal.edits] == [EditKind.UNLOCKED]
    assert proposal.plan.pinned_days == ()


@pytest.mark.parametrize("form", ["csv", "xlsx", "ics"])
def test_days_that_are_past_stay_as_they_are(form: str) -> None:
    day, _, uid = first()
    proposal = _without(form, uid, today=day + timedelta(1))
    assert proposal.edits == ()
    if form == "csv":
        edited = season.edited_csv(sent(NAME, "csv"), uid, {"duration_min": "5"})
        assert (
            "the past is not rewritten"
            in merged(edited, "csv", planned(), today=day + timedelta(1)).remarks[0]
        )


def _without(form: str, uid: str, *, today: date) -> Proposal:
    drop = {"csv": season.without_row, "xlsx": season.without_sheet_row, "ics": season.without_event}[form]
    return merged(drop(sent(NAME, form), uid), form, planned(), today=today)


def test_the_race_is_moved_in_the_athlete_file_and_nowhere_else() -> None:
    record = planned()
    race = record.inputs.race.date
    uid = next(day.uid for day in record.plan.days if day.date == race)
    for content, form in (
        (season.edited_csv(sent(NAME, "csv"), uid, {"date": str(race + timedelta(7))}), "csv"),
        (season.edited_ics(sent(NAME, "ics"), {uid: season.moved_by(7)}), "ics"),
        (season.without_row(sent(NAME, "csv"), uid), "csv"),
    ):
        assert merged(content, form, record).plan == record.plan


# A plan that has changed since the file was made


def replanned() -> tuple[PlanRecord, date, str]:
    """A later revision in which one day is another, that day, and its UID."""
    day, _, uid = first()
    shorter = season.edited_csv(sent(NAME, "csv"), uid, {"duration_min": "20"})
    return taken_over(planned(), merged(shorter, "csv", planned())), day, uid


def test_an_older_file_does_not_bring_old_days_back() -> None:
    record, _, uid = replanned()
    other = next(one for one in trained(record) if one[2] != uid and one[1].kind == "long_run")
    edited = season.edited_csv(sent(NAME, "csv"), other[2], {"duration_min": "100"})
    proposal = merged(edited, "csv", record)
    assert [(edit.kind, edit.day) for edit in proposal.edits] == [(EditKind.CHANGED, other[0])]


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_a_change_to_a_day_that_changed_since_is_said_and_not_taken(form: str) -> None:
    record, day, uid = replanned()
    edited = (
        season.edited_csv(sent(NAME, "csv"), uid, {"duration_min": "77"})
        if form == "csv"
        else season.edited_ics(sent(NAME, "ics"), {uid: season.stretched_to(77)})
    )
    proposal = merged(edited, form, record)
    assert proposal.edits == ()
    assert "the plan has changed since this file was made" in proposal.remarks[0]
    assert sessions_on(proposal.plan.days, day)[0].duration_min == 20


# Files that say nothing, and files that are not ours (F-115 to F-120)


def calendar_with(*lines: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//elsewhere//EN"]
    return "\r\n".join([*head, *lines, "END:VCALENDAR", ""]).encode()


DENTIST = ("BEGIN:VEVENT", "UID:d-1", "DTSTART:20270305T090000Z", "SUMMARY:Dentist ZEBRA", "END:VEVENT")


@pytest.mark.parametrize(
    ("content", "form", "told"),
    [
        (calendar_with(), "ics", "holds no event"),
        (calendar_with(*DENTIST), "ics", "none of its 1 events is one of this plan's"),
        (b"date,kind,uid\r\n", "csv", "holds no row"),
        (b"a,b\r\n1,2\r\n", "csv", "has no column date, kind or uid"),
        (b"date,kind,uid\r\n2027-03-01,easy_run,nobody\r\n", "csv", "none of its uids is of this plan"),
        (b"PK\x03\x04 no zip", "xlsx", "is damaged or no workbook"),
        (b"\x00\x01\x02", "ics", "is no calendar"),
    ],
)
def test_an_empty_or_foreign_file_never_takes_anything_away(content: bytes, form: str, told: str) -> None:
    assert told in refusal(content, form)


def test_a_file_of_another_plan_is_refused() -> None:
    assert "none of its uids" in refusal(sent(NAME, "csv"), "csv", _of_another_plan())
    assert "none of its" in refusal(sent(NAME, "ics"), "ics", _of_another_plan())


def _of_another_plan() -> PlanRecord:
    from uuid import UUID

    from periodise.views.calendar_ledger import with_calendar

    other = planned().model_copy(update={"plan_id": UUID(int=4), "calendar": {}})
    return with_calendar(other, rulebook=season.RULEBOOK)


def test_somebody_elses_events_are_counted_and_never_named() -> None:
    content = sent(NAME, "ics").replace(
        b"END:VCALENDAR", "\r\n".join(DENTIST).encode() + b"\r\nEND:VCALENDAR"
    )
    file = READERS[".ics"](content, "coach.ics")
    from periodise.coach.event_reading import read_calendar
    from periodise.domain.coach_file import CoachCalendar

    assert isinstance(file, CoachCalendar)
    reading = read_calendar(file, planned(), rulebook=season.RULEBOOK)
    assert reading.foreign == 1
    assert "ZEBRA" not in str(reading)


def test_an_event_that_is_called_like_a_session_is_a_new_session() -> None:
    event = (
        "BEGIN:VEVENT",
        "UID:made-by-google",
        "DTSTART:20270205T180000Z",
        "DTEND:20270205T184500Z",
        "SUMMARY:Easy run 7 km",
        "END:VEVENT",
    )
    content = sent(NAME, "ics").replace(b"END:VCALENDAR", "\r\n".join(event).encode() + b"\r\nEND:VCALENDAR")
    proposal = merged(content, "ics", planned())
    assert [edit.kind for edit in proposal.edits] == [EditKind.ADDED]
    (session,) = sessions_on(proposal.plan.days, date(2027, 2, 5))
    assert (session.distance_km, session.duration_min, session.start) == (7, 45, "18:00")


@pytest.mark.parametrize("line", ["RRULE:FREQ=SECONDLY;COUNT=1000000000", "RDATE:20270301T000000Z"])
def test_an_event_that_repeats_is_refused_and_never_unfolded(line: str) -> None:
    _, _, uid = first()
    content = sent(NAME, "ics").replace(f"UID:{uid}".encode(), f"UID:{uid}\r\n{line}".encode())
    assert "repeats" in refusal(content, "ics")


def test_a_calendar_of_thousands_of_events_is_refused_by_its_number() -> None:
    event = "BEGIN:VEVENT\r\nUID:u{}\r\nDTSTART:20270101T080000Z\r\nEND:VEVENT\r\n"
    events = "".join(event.format(number) for number in range(50_000))
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()
    assert "50000 events" in refusal(content, "ics")


def test_one_uid_in_two_rows_or_events_is_refused() -> None:
    rows = rows_of(sent(NAME, "csv"))
    assert "stands in more than one row" in refusal(csv_of([*rows, rows[1]]), "csv")
    text = sent(NAME, "ics").decode()
    event = "BEGIN:VEVENT" + text.split("BEGIN:VEVENT")[2]
    twice = text.replace("END:VCALENDAR", f"{event}END:VCALENDAR") if "END:VCALENDAR" not in event else text
    assert "stands there twice" in refusal(twice.encode(), "ics")


def _retitled(title: str) -> tuple[bytes, date]:
    """The calendar as exported with a new title on its first easy run, and the day of that run."""
    day, _, uid = first()
    head, tail = sent(NAME, "ics").decode().split(f"UID:{uid}")
    before, after = tail.split("SUMMARY:", 1)
    return f"{head}UID:{uid}{before}SUMMARY:{title}\r\n{after.partition(chr(10))[2]}".encode(), day


def test_a_title_that_asks_for_more_than_anybody_carries_is_only_a_title() -> None:
    content, day = _retitled("Easy run 5 km · 355 kg")
    (session, *_) = sessions_on(merged(content, "ics", planned()).plan.days, day)
    assert (session.title, session.pack_mass_kg) == ("Easy run 5 km · 355 kg", 0)


def test_an_event_stretched_beyond_any_session_is_refused_by_its_length() -> None:
    _, _, uid = first()
    head, tail = sent(NAME, "ics").decode().split(f"UID:{uid}")
    before, after = tail.split("DTEND", 1)
    content = f"{head}UID:{uid}{before}DTEND:20280101T000000Z\r\n{after.partition(chr(10))[2]}"
    assert "10000 is the most of a session; shorten it" in refusal(content.encode(), "ics")


@pytest.mark.parametrize("start", ["DTSTART:202702", "DTSTART:soon", "SUMMARY:no start at all"])
def test_an_event_whose_start_cannot_be_read_is_refused_and_not_taken_for_deleted(start: str) -> None:
    day, _, uid = first()
    head, tail = sent(NAME, "ics").decode().split(f"UID:{uid}")
    before, after = tail.split("DTSTART", 1)
    content = f"{head}UID:{uid}{before}{start}{chr(13)}{chr(10)}{after.partition(chr(10))[2]}"
    assert f"the event of {day_text(day)} cannot be read" in refusal(content.encode(), "ics")


def test_guests_alarms_and_attachments_are_left_outside() -> None:
    _, _, uid = first()
    guests = "ORGANIZER:mailto:a@b.c\r\nATTENDEE:mailto:d@e.f\r\nATTACH:file:///etc/passwd"
    content = sent(NAME, "ics").replace(f"UID:{uid}".encode(), f"UID:{uid}\r\n{guests}".encode())
    proposal = merged(content, "ics", planned())
    assert proposal.edits == ()
    assert proposal.remarks == ("1 event: guests, attachments and alarms in them are not taken.",)


def test_a_formula_that_was_never_worked_out_is_kept_as_the_text_it_is() -> None:
    day, _, uid = first()
    book = load_workbook(BytesIO(sent(NAME, "xlsx")))
    column = {cell.value: cell.column for cell in book["Days"][1]}
    row = next(row for row in book["Days"].iter_rows(min_row=2) if row[column["uid"] - 1].value == uid)
    row[column["duration_min"] - 1].value = '=HYPERLINK("http://elsewhere")'
    content = BytesIO()
    book.save(content)
    (session, *_) = sessions_on(merged(content.getvalue(), "xlsx", planned()).plan.days, day)
    assert session.note == 'duration_min: =HYPERLINK("http://elsewhere")'


def test_a_workbook_that_declares_a_document_type_or_unpacks_to_too_much_is_refused() -> None:
    def workbook(part: bytes) -> bytes:
        content = BytesIO()
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", part)
        return content.getvalue()

    assert "document type" in refusal(workbook(b"<?xml version='1.0'?><!DOCTYPE lolz []><a/>"), "xlsx")
    assert "unpacks to too much" in refusal(workbook(b"0" * (17 * 2**20)), "xlsx")


@given(st.binary(max_size=300), st.sampled_from([".csv", ".ics", ".xlsx"]))
def test_no_bytes_give_anything_but_a_refusal_or_a_file(content: bytes, form: str) -> None:
    try:
        merged(content, form.removeprefix("."), planned())
    except InputRefused as refused:
        assert str(refused)


@given(st.data())
def test_a_damaged_export_gives_a_refusal_or_a_proposal(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["csv", "ics"]))
    content = bytearray(sent(NAME, form))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        merged(bytes(content), form, planned())
    except InputRefused as refused:
        assert str(refused)
