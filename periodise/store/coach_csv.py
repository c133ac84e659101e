"""A table as a spreadsheet saved it: commas, semicolons or tabs, in UTF-8 or what Excel writes instead."""

import csv
from collections.abc import Iterator
from io import StringIO

from periodise.domain.coach_file import CoachTable, TableLine
from periodise.domain.formula import as_written
from periodise.errors import InputRefused
from periodise.store.utf8 import decoded

DELIMITERS = (",", ";", "\t")
MOST_CELL_CHARACTERS = 20_000
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def csv_table(contents: bytes, *, file: str, most_rows: int) -> CoachTable:
    """The rows under the first line; InputRefused with the line for what is no table."""
    text = _text(contents, file)
    heading = text.lstrip("\n").partition("\n")[0]
    # By the headings alone: what stands in a note must not decide it.
    delimiter = max(DELIMITERS, key=heading.count)
    lines = list(_lines(text, delimiter, file, most_rows))
    if not lines:
        raise InputRefused([f"{file}:1: file: it holds no line; headings and rows; export it again"])
    headings, *rows = lines
    return CoachTable(file, tuple(cell.strip() for cell in headings.cells), tuple(rows))


def _text(contents: bytes, file: str) -> str:
    """Excel's "Unicode text" is UTF-16, and its plain CSV the letters of a European Windows."""
    if contents.startswith(UTF16_MARKS):
        return contents.decode("utf-16", errors="replace").replace("\r\n", "\n")
    try:
        return decoded(contents, file=file)
    except InputRefused:
        if b"\0" in contents:
            raise
        return contents.decode("cp1252", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, delimiter: str, file: str, most_rows: int) -> Iterator[TableLine]:
    csv.field_size_limit(MOST_CELL_CHARACTERS)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for number, row in enumerate(rows):
            if number > most_rows:
                raise InputRefused([f"{file}:{begins}: file: more than {most_rows} rows; cut it down"])
            if any(cell.strip() for cell in row):
                yield TableLine(begins, tuple(as_written(cell) for cell in row))
            begins = rows.line_num + 1
    except csv.Error as error:
        raise InputRefused(
            [f"{file}:{begins}: file: is no table from here on ({error}); save it anew"]
        ) from error
