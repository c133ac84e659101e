"""A season that was planned, its exports, and what coaches' programs do to them."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from icalendar import Calendar
from openpyxl import load_workbook

from periodise.checker.check import check_plan
from periodise.coach.event_reading import read_calendar
from periodise.coach.proposal import Proposal, proposed
from periodise.coach.table_reading import read_table
from periodise.domain.coach_file import CoachTable
from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import Day, Session, SessionKind
from periodise.exports import EXPORTS, Exported, ExportRequest
from periodise.planner.build import build_plan
from periodise.store.athlete_file import read_athlete_file
from periodise.store.coach_file import READERS
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_ledger import with_calendar
from periodise.views.privacy import private_record
from tests.small_season import PLAN_ID

PROJECT = Path(__file__).parents[2]
RULEBOOK = load_rulebook()
Change = Callable[[Any], None]


@cache
def planned(name: str = "lakeland-50") -> PlanRecord:
    """The plan of an example, as it is saved."""
    inputs, digest = read_athlete_file(PROJECT / "examples" / f"{name}.toml")
    assert inputs.plan.start is not None
    plan = build_plan(inputs, as_of=inputs.plan.start, rulebook=RULEBOOK)
    record = PlanRecord(
        plan_id=PLAN_ID,
        as_of=inputs.plan.start,
        rulebook_version=RULEBOOK.version,
        inputs=inputs,
        inputs_sha256=digest,
        plan=replace(plan, findings=check_plan(plan, inputs, rulebook=RULEBOOK)),
    )
    return with_calendar(record, rulebook=RULEBOOK)


@cache
def sent(name: str, form: str) -> bytes:
    """The export of an example's plan, made once."""
    return exported(planned(name), form)


def exported(record: PlanRecord, form: str, *, private: bool = False) -> bytes:
    """An export as `periodise export` makes it."""
    shown = private_record(record) if private else record
    return EXPORTS[form](Exported(shown, None, ExportRequest(form, private=private)))


def merged(content: bytes, form: str, record: PlanRecord, *, today: date | None = None) -> Proposal:
    """What a file that came back changes."""
    file = READERS[f".{form}"](content, f"coach.{form}")
    if isinstance(file, CoachTable):
        reading = read_table(file, record)
    else:
        reading = read_calendar(file, record, rulebook=RULEBOOK)
    return proposed(reading, record, rulebook=RULEBOOK, today=today or record.as_of)


def taken_over(record: PlanRecord, proposal: Proposal) -> PlanRecord:
    """The record after a yes."""
    changes = {"plan": proposal.plan, "revision": record.revision + 1}
    return with_calendar(record.model_copy(update=changes), rulebook=RULEBOOK)


def sessions_on(plan_days: tuple[Day, ...], day: date) -> tuple[Session, ...]:
    return next(each.sessions for each in plan_days if each.date == day)


def trained(record: PlanRecord) -> list[tuple[date, Session, str]]:
    """Every session that a coach may change, with its day and UID."""
    fixed = {SessionKind.REST, SessionKind.RACE}
    return [
        (day.date, session, day.uid if session.slot == 1 else session.uid or "")
        for day in record.plan.days
        for session in day.sessions
        if session.kind not in fixed
    ]


# Tables, as a spreadsheet program edits and saves them


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def csv_of(rows: list[dict[str, str]], *, delimiter: str = ",") -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def edited_csv(content: bytes, uid: str, cells: Mapping[str, str]) -> bytes:
    """One row with other cells, the rest as it was."""
    rows = rows_of(content)
    for row in rows:
        if row["uid"] == uid:
            row.update(cells)
    return csv_of(rows)


def without_row(content: bytes, uid: str) -> bytes:
    return csv_of([row for row in rows_of(content) if row["uid"] != uid])


def edited_xlsx(content: bytes, changes: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Rows of the sheet of days, by UID, with other cells, saved by another program than wrote it."""
    book = load_workbook(BytesIO(content))
    sheet = book["Days"]
    column = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for name, value in changes.get(sheet.cell(row, column["uid"]).value, {}).items():
            cell = sheet.cell(row, column[name])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # as typed into a cell that is formatted as text
    return _saved(book)


def without_sheet_row(content: bytes, uid: str) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet = book["Days"]
    column = next(cell.column for cell in sheet[1] if cell.value == "uid")
    sheet.delete_rows(
        next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value == uid)
    )
    return _saved(book)


def _saved(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


# Calendars, as a calendar program edits and exports them


def edited_ics(content: bytes, changes: Mapping[str, Change]) -> bytes:
    """Events, by UID, changed; everything written anew by another library."""
    calendar: Any = Calendar.from_ical(content)
    for event in calendar.walk("VEVENT"):
        changes.get(str(event["UID"]), lambda event: None)(event)
    return bytes(calendar.to_ical())


def without_event(content: bytes, uid: str) -> bytes:
    calendar: Any = Calendar.from_ical(content)
    calendar.subcomponents = [one for one in calendar.subcomponents if one.get("UID") != uid]
    return bytes(calendar.to_ical())


def moved_by(days: int) -> Change:
    """Dragged to another day, at the same time."""

    def change(event: Any) -> None:
        for name in ("DTSTART", "DTEND"):
            event[name].dt = event[name].dt + timedelta(days=days)

    return change


def stretched_to(minutes: int) -> Change:
    """Pulled longer or shorter at its end, saved in UTC as Google does."""

    def change(event: Any) -> None:
        begins: datetime = event["DTSTART"].dt.astimezone(UTC)
        for name, at in (("DTSTART", begins), ("DTEND", begins + timedelta(minutes=minutes))):
            del event[name]
            event.add(name, at)

    return change


def titled(title: str) -> Change:
    def change(event: Any) -> None:
        event["SUMMARY"] = title

    return change


def retitled(*, distance_km: float) -> Change:
    """The distance in the title written over, the rest of it left."""

    def change(event: Any) -> None:
        event["SUMMARY"] = re.sub(r"\d+(\.\d+)? km", f"{distance_km} km", str(event["SUMMARY"]))

    return change


def noted(note: str) -> Change:
    """A line more at the end of its text, as HTML, which some programs make of it."""

    def change(event: Any) -> None:
        text = str(event["DESCRIPTION"]).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        del event["DESCRIPTION"]
        written = note.replace("&", "&amp;").replace("<", "&lt;")
        event.add("DESCRIPTION", f"<p>{text}</p><br>{written}")

    return change
