"""A coach's page on paper: weeks as a grid, set by typst from the same arrangement as the HTML page."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import typst

from periodise.render.charts import chart_svg
from periodise.views.page import Chart, PageTable, SeasonPage, WeekPage

STYLE = """
text { font-family: "Libertinus Serif"; fill: #000; font-size: 15px; }
.legends text { font-size: 14px; }
.background { fill: none; } .axis path { stroke: #ccc; fill: none; } .axis.x path { stroke: none; }
.axis.y text { text-anchor: end; } .axis.x text { text-anchor: middle; }
.color-0 { fill: #2a7f62; } .color-1 { fill: #c26a1a; } .pale { fill-opacity: 0.5; }
"""
LATIN_TO_CYRILLIC = 0x590
GENERAL_PUNCTUATION = range(0x2000, 0x2200)
"""What the fonts inside typst can show. Other scripts are set in fonts of the machine, where it has them."""


def pdf_bytes(page: SeasonPage, *, as_of: date) -> bytes:
    """The paper; `as_of` is the day it says it was made on."""
    return _typeset(page, as_of=as_of, form="pdf")


def first_page_png(page: SeasonPage, *, as_of: date, ppi: int) -> bytes:
    """A picture of the first page."""
    pages = _typeset(page, as_of=as_of, form="png", ppi=ppi)
    return pages[0] if isinstance(pages, list) else pages


def _typeset(page: SeasonPage, *, as_of: date, form: Literal["pdf", "png"], ppi: float | None = None) -> Any:
    content = json.dumps(_document(page), ensure_ascii=False)
    return typst.compile(
        _template(),
        format=form,
        ppi=ppi,
        sys_inputs={"page": content},
        ignore_system_fonts=all(map(_is_built_in, set(content))),
        timestamp=datetime.combine(as_of, time(), tzinfo=UTC),
    )


@cache
def _template() -> bytes:
    return files("periodise.render").joinpath("templates", "season.typ").read_bytes()


def _is_built_in(character: str) -> bool:
    code = ord(character)
    return code < LATIN_TO_CYRILLIC or code in GENERAL_PUNCTUATION


def _document(page: SeasonPage) -> dict[str, Any]:
    """The page as the template reads it."""
    return {
        "paper": page.paper,
        "title": page.title,
        "subtitle": page.subtitle,
        "lead": page.lead,
        "verdict": page.verdict,
        "verdict_tone": page.verdict_tone,
        "warnings": page.warnings,
        "facts": [fact._asdict() for fact in page.facts],
        "phase_bars": [bar._asdict() for bar in page.phase_bars],
        "days": sum(bar.days for bar in page.phase_bars),
        "phases": _table(page.phases),
        "ladder": _table(page.ladder),
        "charts": [_chart(chart) for chart in (page.load_chart, page.pack_chart)],
        "changes_title": page.changes_title,
        "changes_lead": page.changes_lead,
        "changes": [change._asdict() for change in page.changes],
        "weeks": [_week(week) for week in page.week_pages],
        "audit": _table(page.audit),
        "findings": [finding._asdict() for finding in page.findings],
        "glosses": [word._asdict() for word in page.glosses],
        "footer": page.footer,
    }


def _table(table: PageTable) -> dict[str, Any]:
    return {
        "headings": [{"text": one.text, "number": one.is_number} for one in table.headings],
        "rows": [[{"text": cell.text, "tone": cell.tone} for cell in row] for row in table.rows],
        "note": table.note,
    }


def _chart(chart: Chart) -> dict[str, str]:
    return {"title": chart.title, "svg": chart_svg(chart, style=STYLE), "description": chart.description}


def _week(week: WeekPage) -> dict[str, Any]:
    days = [
        {"name": day.name, "locked": day.locked, "sessions": [one._asdict() for one in day.sessions]}
        for day in week.days
    ]
    return {**week._asdict(), "days": days}
