"""A coach's page as values: what stands on it, in which order, before it is HTML, paper or a workbook.

One arrangement for all three, so that every figure is the same wherever it is read. A cell carries its
words for the eye and its value for a spreadsheet.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Cell(NamedTuple):
    """A figure or word of a table."""

    text: str
    """As it is read."""
    value: str | float | date | None = None
    """As a spreadsheet counts with it; None: the text."""
    tone: str = ""
    """What it is coloured by: a kind of week, a phase, a verdict."""


class Form(StrEnum):
    """How a spreadsheet shows the values of a column."""

    TEXT = "text"
    DATE = "date"
    WHOLE = "whole"
    TENTH = "tenth"
    CLOCK = "clock"
    """Minutes as hours:minutes."""
    PERCENT = "percent"
    """A share of one."""


class Heading(NamedTuple):
    text: str
    form: Form = Form.TEXT

    @property
    def is_number(self) -> bool:
        """Whether it is set to the right, so that figures stand under figures."""
        return self.form not in (Form.TEXT, Form.DATE)


class PageTable(NamedTuple):
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    """A line under the table."""


class Series(NamedTuple):
    """Bars of one colour."""

    name: str
    values: tuple[float | None, ...]
    """One for each label; None: no bar."""
    pale: tuple[bool, ...]
    """Which of them stand back."""


class Chart(NamedTuple):
    """Bars over the weeks of a season."""

    key: str
    """Names it within its page, in small letters."""
    title: str
    description: str
    """In a sentence, for whoever cannot see it."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]


class Fact(NamedTuple):
    label: str
    text: str


class PhaseBar(NamedTuple):
    """A phase as a piece of a line that is the season."""

    kind: str
    text: str
    days: int


class SessionLine(NamedTuple):
    """A session of a day, ready to be read."""

    kind: str
    start: str
    title: str
    figures: tuple[str, ...]
    """Time, distance, climb, pack, effort, load: those there are."""
    purpose: str
    note: str
    """The coach's words."""
    rules: tuple[str, ...]
    missed: bool = False


class DayLines(NamedTuple):
    date: date
    name: str
    """`Tue 8 Jun`."""
    locked: bool
    sessions: tuple[SessionLine, ...]


class WeekPage(NamedTuple):
    """One week with its days."""

    key: str
    title: str
    kind: str
    phase: str
    note: str
    """Its sums."""
    days: tuple[DayLines, ...]


class Change(NamedTuple):
    """One thing that is not as it was in the revision before."""

    day: str
    text: str


class Source(NamedTuple):
    """A rule that this plan rests on, and where it comes from."""

    rule: str
    title: str
    asks: str
    sources: tuple[str, ...]


class SeasonPage(NamedTuple):
    """Everything a coach is shown, in the order it stands."""

    title: str
    subtitle: str
    lead: str
    """What the race asks, in a sentence."""
    verdict: str
    verdict_tone: str
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    """Risks that were taken, and what is left out."""
    changes_title: str
    changes_lead: str
    """All changes in a sentence or two."""
    changes: tuple[Change, ...]
    phase_bars: tuple[PhaseBar, ...]
    phases: PageTable
    load_chart: Chart
    pack_chart: Chart
    weeks: PageTable
    ladder: PageTable
    form_card: tuple[Fact, ...]
    """How a pack sits and how to move under it, line by line (R-70); none where nothing is carried."""
    week_pages: tuple[WeekPage, ...]
    audit: PageTable
    findings: tuple[Change, ...]
    sources: tuple[Source, ...]
    glosses: tuple[Fact, ...]
    footer: tuple[str, ...]
    paper: str
    """Size to print on: `a4` or `us-letter`."""
    language: str = "en"
