"""The forms for a coach: the same figures in each, nothing loaded, nothing run, the same bytes each time."""

import csv
import json
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import Carrier
from periodise.exports import coach_page
from periodise.render.charts import chart_svg
from periodise.render.html_page import html_bytes
from periodise.render.pdf import _document, pdf_bytes
from periodise.views.changes import changes_since, changes_told
from periodise.views.form_card import form_card
from periodise.views.season import sessions_of
from tests.coach import season
from tests.coach.season import exported, merged, planned, sent, taken_over, trained

EXAMPLES = ["lakeland-50", "western-states-100", "ccc"]
FORMS = ["html", "pdf", "xlsx", "csv"]


class Page(HTMLParser):
    """Tags, what they lead to, and the words between them."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name in ("href", "src", "action", "data", "xlink:href", "poster") and not (
                value or ""
            ).startswith("#"):
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_loads_nothing_and_runs_nothing(name: str) -> None:
    content = exported(planned(name), "html")
    page = Page(content)
    assert (page.addresses, page.handlers) == ([], [])
    assert page.tags["script"] + page.tags["link"] + page.tags["img"] + page.tags["iframe"] == 0
    assert b"url(" not in content
    assert b"@import" not in content
    assert re.findall(rb"https?://(?!www\.w3\.org/2000/svg)", content) == []
    assert b"default-src 'none'" in content


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_of_a_season_is_small_enough_for_a_message(name: str) -> None:
    assert len(exported(planned(name), "html")) <= 200_000


@pytest.mark.parametrize("form", FORMS)
def test_the_same_plan_gives_the_same_bytes(form: str) -> None:
    assert exported(planned(), form) == exported(planned(), form)


@pytest.mark.parametrize("form", FORMS)
def test_the_bytes_hang_on_neither_hash_nor_zone_nor_language(form: str, tmp_path: Path) -> None:
    from periodise.store.plan_file import write_plan_file

    write_plan_file(tmp_path / "s.plan.json", planned())
    made = {
        subprocess.run(
            [sys.executable, "-m", "periodise", "export", "s.plan.json", "--to", form, "-o", "-"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(season.PROJECT), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, language in (("0", "UTC", "C.UTF-8"), ("7", "Pacific/Kiritimati", "C"))
    }
    assert len(made) == 1


# P-13: every session once, with the same figures


Figures = tuple[str, float, float, float, float]


def of_plan(record: PlanRecord) -> list[Figures]:
    return [
        (
            day.isoformat(),
            one.duration_min,
            round(one.distance_km, 3),
            round(one.pack_mass_kg, 3),
            round(one.load_efm, 1),
        )
        for day, one in sessions_of(record.plan)
    ]


NAMES = ("date", "duration_min", "distance_km", "pack_mass_kg", "load_efm")


@pytest.mark.parametrize("name", EXAMPLES)
def test_table_workbook_and_document_have_every_session_once_with_the_same_figures(name: str) -> None:
    record = planned(name)
    table = csv.DictReader(StringIO(exported(record, "csv").decode("utf-8-sig")))
    from_table = [(row["date"], *(float(row[name]) for name in NAMES[1:])) for row in table]
    sheet: Any = load_workbook(BytesIO(exported(record, "xlsx")))["Days"]
    headings, *rows = sheet.iter_rows(values_only=True)
    at = [headings.index(name) for name in NAMES]
    from_sheet = [(row[at[0]].date().isoformat(), *(float(row[column]) for column in at[1:])) for row in rows]
    days = json.loads(exported(record, "json"))["days"]
    from_document = [
        (day["date"], *(float(session[name]) for name in NAMES[1:]))
        for day in days
        for session in day["sessions"]
    ]
    assert from_table == from_sheet == from_document
    assert [(day, *map(float, rest[:3])) for day, *rest in from_table] == [one[:4] for one in of_plan(record)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_and_paper_hold_the_words_of_one_arrangement(name: str) -> None:
    record = planned(name)
    page = coach_page(record)
    shown = " ".join(" ".join(Page(html_bytes(page)).words).split())
    paper = _document(page)
    figures = [line.figures for week in page.week_pages for day in week.days for line in day.sessions]
    assert len(figures) == len(of_plan(record))
    for line in figures:
        assert " ".join(line) in shown
    assert [
        one["figures"] for week in paper["weeks"] for day in week["days"] for one in day["sessions"]
    ] == figures


def test_weeks_in_the_workbook_count_what_the_page_shows() -> None:
    page = coach_page(planned())
    rows = list(
        load_workbook(BytesIO(sent("lakeland-50", "xlsx")))["Weeks"].iter_rows(min_row=2, values_only=True)
    )
    for cells, row in zip(page.weeks.rows, rows, strict=False):
        assert cells[0].text == row[0].date().isoformat()
        assert cells[4].text == f"{row[4]:.0f}"
        hours = row[5] if isinstance(row[5], (int, float)) else row[5].total_seconds() / 86400
        minutes = round(hours * 1440)
        assert cells[5].text == f"{minutes // 60}:{minutes % 60:02d}"


def test_bars_of_the_chart_stand_as_high_as_the_weeks_count() -> None:
    chart = coach_page(planned()).load_chart
    heights = [float(one) for one in re.findall(r'height="([0-9.]+)" class="(?:bar|pale)"', chart_svg(chart))]
    values = [value for series in chart.series for value in series.values]
    top = max(values)
    assert len(heights) == len(values)
    for height, value in zip(heights, values, strict=True):
        assert height / max(heights) == pytest.approx(value / top, abs=0.01)


# P-15: words never become structure


NASTY = [
    "<script>alert(1)</script>",
    '"onload="x',
    "</title></svg><img src=x>",
    "=1+1",
    "@SUM(A1)",
    '#eval("1")',
    '$x^2$ #read("/etc/passwd")',
    "javascript:alert(1)",
    "Zoë, 走る, \u05d0\u05d1",
    "&lt;b&gt; &amp; {{ 7*7 }} {% raw %}",
]


def named(text: str) -> PlanRecord:
    """A season in which a name, a title, a reason and a note all are `text`."""
    record = planned()
    words = {"title": text, "purpose": text, "note": text}
    days = tuple(
        day.with_sessions(tuple(one.model_copy(update=words) for one in day.sessions)) if index == 5 else day
        for index, day in enumerate(record.plan.days)
    )
    inputs = record.inputs
    return record.model_copy(
        update={
            "plan": record.plan.model_copy(update={"days": days}),
            "inputs": inputs.model_copy(
                update={
                    "race": inputs.race.model_copy(update={"name": text}),
                    "athlete": inputs.athlete.model_copy(update={"name": text}),
                }
            ),
        }
    )


@pytest.mark.parametrize("text", NASTY)
def test_a_name_changes_no_tag_of_the_page_and_is_read_as_it_was_written(text: str) -> None:
    plain, nasty = (Page(exported(named(words), "html")) for words in ("x", text))
    assert nasty.tags == plain.tags
    assert nasty.addresses == nasty.handlers == []
    assert text in " ".join(nasty.words)


@pytest.mark.parametrize("text", NASTY)
def test_a_name_is_text_in_every_cell_and_on_paper(text: str) -> None:
    sheet: Any = load_workbook(BytesIO(exported(named(text), "xlsx")))
    cells = [cell for each in sheet.worksheets for row in each.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == text for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)
    assert exported(named(text), "pdf").startswith(b"%PDF-")


@settings(max_examples=5)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_any_words_at_all_can_be_set_on_paper(text: str) -> None:
    assert pdf_bytes(coach_page(named(text)), as_of=date(2027, 2, 1)).startswith(b"%PDF-")


# What changed


def test_a_page_of_a_later_revision_says_what_changed_and_by_whom() -> None:
    record = planned()
    day, _, uid = next(one for one in trained(record) if one[1].kind == "easy_run")
    proposal = merged(
        season.edited_csv(sent("lakeland-50", "csv"), uid, {"duration_min": "30"}), "csv", record
    )
    edits = tuple(replace(edit, revision=1) for edit in proposal.edits)
    after = taken_over(record, proposal).model_copy(update={"edits": edits})
    (change,) = changes_since(record, after)
    assert "59 min" in change.text
    assert "30 min" in change.text
    assert change.text.endswith("shorter (coach)")
    assert f"Locked: {change.day}." in changes_told(record, after)
    words = " ".join(Page(html_bytes(coach_page(after, before=record))).words)
    assert "What changed in revision 1" in words
    assert change.day in words
    assert coach_page(record).changes_title == ""
    assert [pinned.date for pinned in after.plan.pinned_days] == [day]


def test_paper_holds_a_season_of_24_weeks_in_under_8_pages() -> None:
    (pages,) = re.findall(rb"/Type/Pages/Count (\d+)", exported(planned(), "pdf"))
    assert int(pages) < 8


def test_a_workbook_says_nothing_of_the_clock() -> None:
    with ZipFile(BytesIO(sent("lakeland-50", "xlsx"))) as book:
        core = book.read("docProps/core.xml").decode()
    assert "2027-02-01T00:00:00Z" in core
    assert time.strftime("%Y-%m-%d") not in core


def test_the_page_holds_the_whole_form_card_where_packs_are_carried() -> None:
    words = " ".join(" ".join(Page(exported(planned("ccc"), "html")).words).split())
    card = form_card(Carrier.PACK)
    assert all(line in words for line in (*card.fit, *card.form, card.stop))
