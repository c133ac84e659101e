"""The sheet of days out of a workbook that a spreadsheet saved.

Nothing in it is run: of a formula the value counts that the spreadsheet had worked out, and where there is
none the formula is taken as the text it is.
"""

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

MOST_UNPACKED_BYTES = 64 * 2**20
MOST_PARTS = 500
MOST_TAGS = 800_000
"""Of all parts together. A season of ours has about 60,000; what reads them makes an object of each."""
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
                raise InputRefused([f"{file}: unpacks to too much; 64 MiB; copy the days into a new one"])
            if sum(_tags(archive, part, file) for part in parts) > MOST_TAGS:
                found = f"holds more than {MOST_TAGS} marks of XML"
                raise InputRefused([f"{file}: {found}; the days alone; copy them into a new one"])
    except (BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise _damaged(file) from error


def _tags(archive: ZipFile, part: ZipInfo, file: str) -> int:
    """How many tags a part holds at most; InputRefused for one that could define what tags unfold to."""
    content = archive.read(part)
    if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in UTF-16, too
        raise InputRefused([f"{file}: {part.filename} declares a document type; save it again"])
    return content.count(b"<")


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
