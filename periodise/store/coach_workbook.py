"""The sheet of days out of a workbook that a spreadsheet saved.

Nothing in it is run: of a formula the value counts that the spreadsheet had worked out, and where there is
none the formula is taken as the text it is.
"""

import re
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook

from periodise.domain.coach_file import CoachTable, TableLine
from periodise.errors import InputRefused

MOST_UNPACKED_BYTES = 16 * 2**20
MOST_PARTS = 500
CELL_TAG = re.compile(rb"</?(?:[a-z]+:)?(?:row|c|v|f|is|si|t)\b")
MOST_CELL_TAGS = 600_000
"""Of rows, cells and their texts, in all sheets; a season of five years has just over half as many."""
MOST_OTHER_TAGS = 60_000
"""Of styles, names, drawings and the like: openpyxl makes an object of each. A season of ours has 3,000."""
SHEET_TAG = re.compile(rb"<(?:[a-z]+:)?sheet\s")
MOST_SHEETS = 100
LONG_TAG = re.compile(rb"<[^<>]{32768}")
"""A tag that holds a list without end."""
MOST_COLUMNS = 200
NEEDED = {"date", "kind"}
"""What the headings of the sheet of days hold."""
HEADINGS_WITHIN = 20


def workbook_table(contents: bytes, *, file: str, most_rows: int) -> CoachTable:
    """The rows of the sheet whose headings are ours; InputRefused where there is none."""
    _refuse_bombs(contents, file)
    try:
        return _days(contents, file, most_rows)
    except (InputRefused, MemoryError):
        raise
    except Exception as error:  # whatever its reader stumbles over, the file is not one we can read
        raise _damaged(file) from error


def _damaged(file: str) -> InputRefused:
    return InputRefused([f"{file}: is damaged or no workbook; .xlsx; save it again"])


def _refuse_bombs(contents: bytes, file: str) -> None:
    """A workbook is a ZIP of XML: neither may unfold into something huge."""
    try:
        with ZipFile(BytesIO(contents)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise InputRefused([f"{file}: unpacks to too much; 16 MiB; copy the days into a new one"])
            cell_tags, tags = map(sum, zip(*(_tags(archive, part, file) for part in parts), strict=True))
            if cell_tags > MOST_CELL_TAGS or tags - cell_tags > MOST_OTHER_TAGS:
                found = "holds far more cells, styles or names than a season"
                raise InputRefused([f"{file}: {found}; the days alone; copy them into a new one"])
    except (BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise _damaged(file) from error


def _tags(archive: ZipFile, part: ZipInfo, file: str) -> tuple[int, int]:
    """How many tags a part holds, of cells and at all; InputRefused for a part whose tags unfold further."""
    content = archive.read(part)
    if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in UTF-16, too
        raise InputRefused([f"{file}: {part.filename} declares a document type; save it again"])
    if len(SHEET_TAG.findall(content)) > MOST_SHEETS:
        raise InputRefused([f"{file}: has more than {MOST_SHEETS} sheets; copy the days into a new one"])
    if LONG_TAG.search(content):
        raise InputRefused([f"{file}: {part.filename} holds a tag of more than 32 KiB; save it again"])
    return sum(1 for _ in CELL_TAG.finditer(content)), content.count(b"<")


def _days(contents: bytes, file: str, most_rows: int) -> CoachTable:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts it does not know, which concern nobody here
        values = load_workbook(BytesIO(contents), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(BytesIO(contents), read_only=True, keep_links=False)
        for sheet in values.worksheets:
            lines = list(_lines(sheet, formulas[sheet.title], most_rows))
            for at, line in enumerate(lines[:HEADINGS_WITHIN]):
                if {cell.strip().lower() for cell in line.cells} >= NEEDED:
                    headings = _without_end(tuple(cell.strip() for cell in line.cells))
                    return CoachTable(file, headings, tuple(lines[at + 1 :]))
    raise InputRefused(
        [f"{file}: no sheet has the headings date and kind; those of an export; export it again"]
    )


def _lines(sheet: Any, formulas: Any, most_rows: int) -> Iterator[TableLine]:
    """Read from the file row by row: a size that a sheet claims, or cells it merges, cost nothing."""
    within = {"max_row": most_rows, "max_col": MOST_COLUMNS, "values_only": True}
    pairs = zip(sheet.iter_rows(**within), formulas.iter_rows(**within), strict=True)
    for number, (row, again) in enumerate(pairs, start=1):
        if any(value is not None for value in again):
            cells = tuple(_text(value, formula) for value, formula in zip(row, again, strict=True))
            yield TableLine(number, cells)


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells behind its last full one."""
    return cells[: max((at for at, cell in enumerate(cells, start=1) if cell), default=0)]


def _text(value: Any, formula: Any) -> str:
    """A cell as a CSV would have it."""
    if value is None:
        return formula if isinstance(formula, str) else ""
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
