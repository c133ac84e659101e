"""Rows as CSV (RFC 4180), safe to open in a spreadsheet.

A byte order mark stands in front: without it Excel takes UTF-8 for the letters of another age.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from io import StringIO

from periodise.domain.formula import harmless

Cell = str | int | float


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A heading line and the rows, in UTF-8 with CRLF. Text is made harmless; numbers stay numbers."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return BOM_UTF8 + text.getvalue().encode()


def _harmless(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell
