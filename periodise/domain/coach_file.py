"""A coach's file as it was read: cells or events, not yet understood."""

from datetime import date, datetime
from typing import NamedTuple


class TableLine(NamedTuple):
    """A row with the number that an editor or a spreadsheet shows beside it."""

    line: int
    cells: tuple[str, ...]


class CoachTable(NamedTuple):
    """The rows of a table under its headings, every cell as text."""

    file: str
    headings: tuple[str, ...]
    lines: tuple[TableLine, ...]
    """Rows with nothing in them left out."""


class CoachEvent(NamedTuple):
    """An event of a calendar, as far as a training plan may hold it."""

    uid: str
    title: str
    text: str
    begins: date | datetime
    """A date for a whole day; a time without a zone is one by the clocks there."""
    ends: date | datetime | None
    sequence: int
    cancelled: bool
    repeats: bool
    guests: bool
    """Whether it holds guests, attachments or an alarm that does more than show itself: none is taken."""


class CoachCalendar(NamedTuple):
    file: str
    events: tuple[CoachEvent, ...]
    unreadable: tuple[str, ...] = ()
    """UIDs of events that could not be read: they are there, and nobody took them away."""


CoachFile = CoachTable | CoachCalendar
