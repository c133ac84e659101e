"""Small files that unfold into something huge (F-111, F-114, F-116, F-117): refused before they do.

Each of these took more than ten seconds or half a gibibyte once, or could.
"""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from periodise.coach.own_plan import own_plan
from periodise.domain.coach_file import CoachTable
from periodise.errors import InputRefused
from periodise.store.coach_file import READERS
from tests.coach.season import RULEBOOK, merged, planned, sent

LAUGHS = b"<!DOCTYPE a [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


@cache
def parts() -> dict[str, bytes]:
    """What is in the workbook of an example's plan."""
    with ZipFile(BytesIO(sent("lakeland-50", "xlsx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def days_part() -> str:
    """The name of the sheet of days."""
    return max(
        (name for name in parts() if "worksheets/" in name), key=lambda name: parts()[name].count(b"<row")
    )


def workbook(changes: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in {**parts(), **changes}.items():
            archive.writestr(name, part)
    return content.getvalue()


def days_with(before: bytes, more: bytes) -> bytes:
    """The workbook with `more` put before a tag of its sheet of days."""
    sheet = parts()[days_part()]
    assert before in sheet
    return workbook({days_part(): sheet.replace(before, more + before, 1)})


def part_with(name: str, before: bytes, more: bytes) -> bytes:
    assert before in parts()[name]
    return workbook({name: parts()[name].replace(before, more + before, 1)})


END = b"</sheetData>"
TOO_MUCH = {
    "a million cells": (lambda: days_with(END, b"<row>" + b"<c><v>1</v></c>" * 400_000 + b"</row>"), "cells"),
    "rows without end": (lambda: days_with(END, b"<row/>" * 800_000), "cells"),
    "shared texts": (
        lambda: workbook({"xl/sharedStrings.xml": b"<sst>" + b"<si><t/></si>" * 300_000}),
        "cells",
    ),
    "fonts": (lambda: part_with("xl/styles.xml", b"</fonts>", b"<font/>" * 100_000), "styles"),
    "names": (lambda: part_with("xl/workbook.xml", b"</workbook>", b"<definedName/>" * 100_000), "names"),
    "sheets": (lambda: part_with("xl/workbook.xml", b"</sheets>", b'<sheet name="s"/>' * 50_000), "sheets"),
    "places of a format": (
        lambda: days_with(b"</worksheet>", b'<conditionalFormatting sqref="' + b"A1 " * 500_000 + b'"/>'),
        "32 KiB",
    ),
    "attributes": (
        lambda: days_with(b"<sheetData>", b"<x " + b" ".join(b'a%d=""' % n for n in range(9000)) + b"/>"),
        "32 KiB",
    ),
    "zeros": (lambda: workbook({"xl/media/x.bin": b"\0" * (17 * 2**20)}), "unpacks to too much"),
    "laughs": (lambda: workbook({days_part(): LAUGHS + b"]><a>&j;</a>"}), "document type"),
    "laughs behind a remark": (
        lambda: workbook({days_part(): b"<!--" + b"x" * 9000 + b"-->" + LAUGHS + b"]><a>&j;</a>"}),
        "document type",
    ),
    "laughs in UTF-16": (
        lambda: workbook({days_part(): (LAUGHS + b"]><a>&j;</a>").decode().encode("utf-16")}),
        "document type",
    ),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_workbook_that_unfolds_is_refused_before_it_does(name: str) -> None:
    made, said = TOO_MUCH[name]
    with pytest.raises(InputRefused, match=said):
        READERS[".xlsx"](made(), "coach.xlsx")


HARMLESS = {
    "cells merged to the end": lambda: days_with(
        b"<pageMargins", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "a link from every cell": lambda: days_with(
        b"<pageMargins", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_workbook_that_claims_much_and_holds_little_is_read(name: str) -> None:
    assert merged(HARMLESS[name](), "xlsx", planned()).edits == ()


@pytest.mark.parametrize("at", range(2000, 40_000, 2500))
def test_a_workbook_with_a_bit_turned_is_read_or_refused(at: int) -> None:
    content = bytearray(sent("lakeland-50", "xlsx"))
    content[at % len(content)] ^= 16
    try:
        READERS[".xlsx"](bytes(content), "coach.xlsx")
    except InputRefused as refused:
        assert "coach.xlsx: " in str(refused)


EVENT = "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270101T080000Z\r\n{}END:VEVENT\r\n"
ZONE = "BEGIN:VTIMEZONE\r\nTZID:Z{}\r\nEND:VTIMEZONE\r\n"
BULKY = {
    "properties": (EVENT.format("X:1\r\n" * 200_000), "200006 lines"),
    "alarms": (EVENT.format("BEGIN:VALARM\r\nEND:VALARM\r\n" * 60_000), "120006 lines"),
    "parts in parts": ("BEGIN:A\r\n" * 300_000, "300002 lines"),
    "time zones": ("".join(map(ZONE.format, range(30_000))), "30000 time zones"),
    "events in small letters": (EVENT.format("").lower() * 3000, "3000 events"),
}


@pytest.mark.parametrize("name", BULKY)
def test_a_calendar_of_too_many_parts_is_refused_by_their_number(name: str) -> None:
    body, said = BULKY[name]
    content = f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n".encode()
    with pytest.raises(InputRefused, match=said):
        READERS[".ics"](content, "coach.ics")


def test_a_row_that_ends_early_is_told_like_one_with_empty_cells() -> None:
    content = b"date,kind,duration_min,phase,week\n2027-01-01,easy_run,30\n"
    table = READERS[".csv"](content, "coach.csv")
    assert isinstance(table, CoachTable)
    with pytest.raises(InputRefused, match="phase, week: are empty"):
        own_plan(table, planned().inputs, rulebook=RULEBOOK)


def test_a_row_that_ends_before_its_date_is_told_like_one_without() -> None:
    heading, *lines = sent("lakeland-50", "csv").decode("utf-8-sig").splitlines()
    moved = [",".join([*line.split(",")[1:], line.split(",")[0]]) for line in (heading, *lines[:3])]
    content = "\r\n".join([*moved, "Mon,1"]).encode()
    with pytest.raises(InputRefused, match=r"coach\.csv:5: date: is empty"):
        merged(content, "csv", planned())


def test_a_table_that_was_marked_as_utf8_twice_changes_nothing() -> None:
    content = sent("lakeland-50", "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert merged(b"\xef\xbb\xbf" + content, "csv", planned()).edits == ()
