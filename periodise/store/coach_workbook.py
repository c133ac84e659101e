"""The sheet of days out of a workbook that a spreadsheet saved.

Nothing in it is run: of a formula the value counts that the spreadsheet had worked out, and where there is
none the formula is taken as the text it is.
"""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from periodise.domain.coach_file import CoachTable, TableLine
from periodise.errors import InputRefused

MOST_UNPACKED_BYTES = 64 * 2**20
MOST_PARTS = 500
MOST_COLUMNS = 200
NEEDED = {"date", "kind"}
"""What the headings of the sheet of days hold."""
HEADINGS_WITHIN = 20


def workbook_table(contents: bytes, *, file: str, most_rows: int) -> CoachTable:
    """The rows of the sheet whose headings are ours; InputRefused where there is none."""
    _refuse_bombs(contents, file)
    try:
        return _days(contents, file, most_rows)
    except InputRefused:
        raise
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
    ) as error:
        raise InputRefused([f"{file}: is damaged or no workbook; .xlsx; save it again"]) from error


def _refuse_bombs(contents: bytes, file: str) -> None:
    """A workbook is a ZIP of XML: neither may unfold into something huge."""
    try:
        with ZipFile(BytesIO(contents)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise InputRefused([f"{file}: unpacks to too much; 64 MiB; copy the days into a new one"])
            for part in parts:
                if b"<!DOCTYPE" in archive.open(part).read(MOST_UNPACKED_BYTES)[:4096]:
                    raise InputRefused([f"{file}: {part.filename} declares a document type; save it again"])
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise InputRefused([f"{file}: is damaged or no workbook; .xlsx; save it again"]) from error


def _days(contents: bytes, file: str, most_rows: int) -> CoachTable:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts it does not know, which concern nobody here
        values = load_workbook(BytesIO(contents), data_only=True, keep_links=False)
        formulas = load_workbook(BytesIO(contents), keep_links=False)
    for sheet in values.worksheets:
        lines = list(_lines(sheet, formulas[sheet.title], most_rows))
        for at, line in enumerate(lines[:HEADINGS_WITHIN]):
            if {cell.strip().lower() for cell in line.cells} >= NEEDED:
                headings = tuple(cell.strip() for cell in line.cells)
                return CoachTable(file, headings, tuple(lines[at + 1 :]))
    raise InputRefused(
        [f"{file}: no sheet has the headings date and kind; those of an export; export it again"]
    )


def _lines(sheet: Any, formulas: Any, most_rows: int) -> Iterator[TableLine]:
    within = {"max_row": min(sheet.max_row, most_rows), "max_col": min(sheet.max_column, MOST_COLUMNS)}
    pairs = zip(sheet.iter_rows(**within), formulas.iter_rows(**within), strict=True)
    for number, (row, again) in enumerate(pairs, start=1):
        cells = tuple(_text(cell.value, same.value) for cell, same in zip(row, again, strict=True))
        if any(cell.strip() for cell in cells):
            yield TableLine(number, cells)


def _text(value: Any, formula: Any) -> str:
    """A cell as a CSV would have it."""
    if value is None:
        return "" if formula is None else str(formula)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 60:g}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
