"""A table before it is drawn: headings and cells in words."""

from typing import NamedTuple


class Column(NamedTuple):
    heading: str
    is_number: bool = False
    """Set to the right, so that figures stand under figures."""


class Table(NamedTuple):
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """A line under the table."""
