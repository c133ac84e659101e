"""A season as a workbook: a coach filters, sorts and changes it, and sends it back.

Text is written as text, so nothing in it is ever run or becomes a link. The day it is said to be made on is
the plan's, so that the same plan gives the same bytes.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from periodise.views.page import Cell, Chart, Form, PageTable, SeasonPage
from periodise.views.session_rows import SessionSheet

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MIN_PER_DAY = 1440
NUMBER_FORMATS = {
    Form.DATE: "yyyy-mm-dd",
    Form.WHOLE: "0",
    Form.TENTH: "0.0",
    Form.CLOCK: "[h]:mm",
    Form.PERCENT: "0.0%",
}
TONES = {
    "base": "#2F6F9F",
    "build": "#1D6B52",
    "taper": "#8A5A00",
    "race": "#B3261E",
    "recovery": "#6A4C93",
    "pass": "#1D6B52",
    "warn": "#855800",
    "waived": "#855800",
    "broken": "#B3261E",
}
BARS = ("#2A7F62", "#C26A1A")
KIND_COLOURS = {
    "rest": "#F2F2F0",
    "long_run": "#DDEBF5",
    "pack_run": "#DFF2E8",
    "pack_walk": "#DFF2E8",
    "backpacking_day": "#DFF2E8",
    "hill_run": "#FBEBD3",
    "tempo_run": "#FBEBD3",
    "race": "#F9DAD7",
}
WIDTHS = {"date": 11, "title": 32, "purpose": 60, "note": 40, "uid": 38, "rules": 26, "kind": 16}
MOST_WIDTH = 70
LINE_HEIGHT = 15
HOW_TO_CHANGE = (
    "How to change this plan: on the sheet Days, change what stands under a green heading: move a session by "
    "its date, change minutes, kilometres, pack or kind, write a title or a note, delete a row, or add one "
    "without a uid. Write yes under locked to keep a day as it is."
)
HOW_TO_SEND = (
    "Then save and send the file back. `periodise merge PLAN.json FILE.xlsx` shows what you changed, with "
    "the rule that it breaks, if any, before it is taken over."
)


class Formats(NamedTuple):
    """The few looks that cells have."""

    book: Workbook
    title: Format
    heading: Format
    green: Format
    wrapped: Format
    by_form: Mapping[Form, Format]
    by_tone: Mapping[str, Format]


def xlsx_bytes(page: SeasonPage, sheet: SessionSheet, *, as_of: date) -> bytes:
    """The workbook; `as_of` is the day it says it was made on."""
    content = BytesIO()
    book = Workbook(content, OPTIONS)
    made = datetime.combine(as_of, time(), tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": page.title, "author": "periodise", "created": made})
    looks = _formats(book)
    _overview(book.add_worksheet("Plan"), page, looks)
    _days(book.add_worksheet("Days"), sheet, looks)
    weeks = book.add_worksheet("Weeks")
    _table(weeks, page.weeks, looks)
    _charts(book, weeks, page)
    _table(book.add_worksheet("Pack"), page.ladder, looks)
    _table(book.add_worksheet("Rules"), page.audit, looks)
    _sources(book.add_worksheet("Sources"), page, looks)
    for each in book.worksheets():
        each.set_landscape()
        each.fit_to_pages(1, 0)
        each.repeat_rows(0)
    book.close()
    return content.getvalue()


def _formats(book: Workbook) -> Formats:
    heading = {"bold": True, "bottom": 1, "bg_color": "#E9ECEA", "text_wrap": True, "valign": "top"}
    return Formats(
        book=book,
        title=book.add_format({"bold": True, "font_size": 16}),
        heading=book.add_format(heading),
        green=book.add_format({**heading, "bg_color": "#CDE8DB"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        by_form={
            form: book.add_format({"num_format": shown, "align": "left" if form is Form.DATE else "right"})
            for form, shown in NUMBER_FORMATS.items()
        },
        by_tone={tone: book.add_format({"font_color": colour}) for tone, colour in TONES.items()},
    )


def _overview(sheet: Worksheet, page: SeasonPage, looks: Formats) -> None:
    """Race, verdict, figures, phases, what changed, what the judge found."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, page.title, looks.title)
    rows: list[tuple[str, str]] = [
        ("", page.subtitle),
        ("", page.lead),
        ("", page.verdict),
        *(("", warning) for warning in page.warnings),
        *((fact.label, fact.text) for fact in page.facts),
        ("", ""),
        *((row[0].text.capitalize(), f"{row[2].text} from {row[1].text}") for row in page.phases.rows),
        ("", ""),
        *([(page.changes_title, page.changes_lead)] if page.changes_title else []),
        *((change.day, change.text) for change in page.changes),
        ("", ""),
        *((finding.day, finding.text) for finding in page.findings),
        ("", ""),
        *(("", line) for line in (HOW_TO_CHANGE, HOW_TO_SEND, *page.footer)),
    ]
    for at, row in enumerate(rows, start=1):
        _wrapped(sheet, at, row, widths=(34, 90), looks=looks)


def _wrapped(
    sheet: Worksheet, at: int, texts: tuple[str, ...], *, widths: tuple[int, ...], looks: Formats
) -> None:
    """A row of text, as high as its longest cell needs: not every spreadsheet sees to that itself."""
    lines = max(ceil(len(text) / width) for text, width in zip(texts, widths, strict=True))
    sheet.set_row(at, LINE_HEIGHT * max(lines, 1))
    for column, text in enumerate(texts):
        sheet.write_string(at, column, text, looks.wrapped)


def _table(sheet: Worksheet, table: PageTable, looks: Formats) -> None:
    """Headings that stay in sight, a filter, and values a spreadsheet can count with."""
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading.text, looks.heading)
        texts = [len(row[column].text) for row in table.rows]
        sheet.set_column(column, column, min(max([len(heading.text), *texts]) + 3, MOST_WIDTH))
    for at, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _cell(sheet, (at, column), cell, table.headings[column].form, looks)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    sheet.freeze_panes(1, 1)
    if table.note:
        sheet.write_string(len(table.rows) + 2, 0, table.note)


def _cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, form: Form, looks: Formats) -> None:
    value = cell.text if cell.value is None else cell.value
    if isinstance(value, date):
        sheet.write_datetime(*at, datetime.combine(value, time()), looks.by_form[Form.DATE])
    elif isinstance(value, str):
        sheet.write_string(*at, value, looks.by_tone.get(cell.tone))
    else:
        counted = value / MIN_PER_DAY if form is Form.CLOCK else value
        sheet.write_number(*at, counted, looks.by_form.get(form))


def _days(sheet: Worksheet, view: SessionSheet, looks: Formats) -> None:
    """A row a session, green headings over what may be changed, the colours of the kinds."""
    last = len(view.rows)
    for column, name in enumerate(view.columns):
        sheet.write_string(0, column, name, looks.green if name in view.editable else looks.heading)
        sheet.set_column(column, column, WIDTHS.get(name, max(len(name) + 1, 8)))
        if name in view.choices:
            choice: dict[str, Any] = {"validate": "list", "source": list(view.choices[name])}
            sheet.data_validation(1, column, last + 200, column, {**choice, "error_type": "warning"})
    for at, row in enumerate(view.rows, start=1):
        for column, (name, value) in enumerate(zip(view.columns, row, strict=True)):
            _session_cell(sheet, (at, column), name, value, looks)
    sheet.autofilter(0, 0, last, len(view.columns) - 1)
    sheet.freeze_panes(1, 2)
    _coloured(sheet, view, looks)


def _session_cell(
    sheet: Worksheet, at: tuple[int, int], name: str, value: str | float, looks: Formats
) -> None:
    if name == "date":
        day = datetime.combine(date.fromisoformat(str(value)), time())
        sheet.write_datetime(*at, day, looks.by_form[Form.DATE])
    elif isinstance(value, str):
        sheet.write_string(*at, value)
    else:
        sheet.write_number(*at, value)


def _coloured(sheet: Worksheet, view: SessionSheet, looks: Formats) -> None:
    """Rows by their kind, also after an edit; a bar in each load; locked days in bold."""
    last, width = max(len(view.rows), 1), len(view.columns) - 1
    kind, lock = (f"${_letter(view.columns.index(name))}2" for name in ("kind", "locked"))
    for name, colour in KIND_COLOURS.items():
        look = looks.book.add_format({"bg_color": colour})
        rule = {"type": "formula", "criteria": f'={kind}="{name}"', "format": look}
        sheet.conditional_format(1, 0, last + 200, width, rule)
    bold = looks.book.add_format({"bold": True})
    locked = {"type": "formula", "criteria": f'={lock}="yes"', "format": bold}
    sheet.conditional_format(1, 0, last + 200, width, locked)
    load = view.columns.index("load_efm")
    sheet.conditional_format(1, load, last, load, {"type": "data_bar", "bar_color": BARS[0]})


def _letter(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    head, last = divmod(column, 26)
    return f"{_letter(head - 1) if head else ''}{chr(ord('A') + last)}"


def _charts(book: Workbook, weeks: Worksheet, page: SeasonPage) -> None:
    """Both charts beside the weeks, drawn by the spreadsheet from figures on a sheet of their own."""
    figures = book.add_worksheet("Charts")
    column = 0
    for place, chart in zip(("M2", "M20"), (page.load_chart, page.pack_chart), strict=True):
        _figures(figures, chart, column)
        weeks.insert_chart(place, _bars(book, chart, column), {"description": chart.description})
        column += len(chart.series) + 2


def _figures(sheet: Worksheet, chart: Chart, column: int) -> None:
    sheet.write_column(1, column, chart.labels)
    for number, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column + number, series.name)
        for at, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(at, column + number, value)


def _bars(book: Workbook, chart: Chart, column: int) -> Any:
    drawn: Any = book.add_chart({"type": "column"})
    last = len(chart.labels)
    for number, _ in enumerate(chart.series, start=1):
        drawn.add_series(
            {
                "name": ["Charts", 0, column + number],
                "categories": ["Charts", 1, column, last, column],
                "values": ["Charts", 1, column + number, last, column + number],
                "fill": {"color": BARS[number - 1]},
                "gap": 40,
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": 760, "height": 340})
    return drawn


def _sources(sheet: Worksheet, page: SeasonPage, looks: Formats) -> None:
    widths = (8, 36, 80, 70)
    for column, (name, width) in enumerate(zip(("Rule", "Title", "Asks", "Sources"), widths, strict=True)):
        sheet.write_string(0, column, name, looks.heading)
        sheet.set_column(column, column, width)
    for at, source in enumerate(page.sources, start=1):
        texts = (source.rule, source.title, source.asks, "; ".join(source.sources))
        _wrapped(sheet, at, texts, widths=widths, looks=looks)
    sheet.freeze_panes(1, 1)
