"""Text that people type (F-36 to F-56): shown as it is, never obeyed.

Structure is what must not depend on text (P-15): properties and components of a calendar, rows and columns of
a table, keys of a document, lines and control characters of a page on the terminal. The whole is run once
more with asserts off (F-43).
"""

import csv
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from periodise.cli.commands import periodise
from periodise.cli.diff import comparison_page
from periodise.cli.speech import shown
from periodise.coach.verdicts import Judged, JudgedEdit
from periodise.coach.words import proposal_text
from periodise.domain.coach_edit import CoachEdit, EditKind
from periodise.domain.plan import Plan
from periodise.domain.record import PlanRecord
from periodise.exports import EXPORTS, Exported, ExportRequest
from periodise.render.terminal import table_text
from periodise.store.rulebook_file import load_explained_rulebook, load_rulebook
from periodise.views.calendar_ledger import with_calendar
from periodise.views.change_list import change_list, markdown_text
from periodise.views.explanation import day_explanation
from periodise.views.log_text import recorded_text
from periodise.views.summary import summary_text
from periodise.views.week_table import days_table, season_table
from tests.cli.conftest import environment
from tests.coach.season import exported, merged, taken_over
from tests.faults.planning import Changes, planned
from tests.small_season import RECORD

NAMES = [
    ("F-40 scripts and pictures", "Æsa 🏔️ محمد אבי สมชาย 走る"),
    ("F-40 joined pictures", "👩🏽‍🚀 à la montagne"),
    ("F-49 a word that means nothing", "null"),
    ("F-50 a web page", '<script>alert(1)</script>" onload=x </title>'),
    ("F-51 a formula", "=HYPERLINK(1)+@SUM(A1)"),
    ("F-52 marks for the terminal", r"[bold red]x[/] \x1b[31m \u001b"),
    ("F-53 a path", "../../etc/passwd"),
    ("F-53 a device", "CON"),
    ("F-53 an option", "-rf"),
    ("F-53 as long as a name may be", "é" * 200),
    ("F-54 a link", "https://example.org/?a=1&b=2"),
    ("F-56 an invitation", "ATTENDEE:mailto:x@example.org"),
    ("F-41 an escape that is none", r"x\r\nATTENDEE:y\, \;"),
]
FILES = {"a.toml", "a.plan.json", "a.ics"}


def named(name: str) -> Changes:
    literal = f"'{name}'"
    return {"name = ": f"name = {literal}", 'name = "Chuckanut': f"name = {literal}"}


@pytest.mark.parametrize("name", [row[1] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_name_is_shown_as_it_was_typed_and_makes_no_file_of_its_own(tmp_path: Path, name: str) -> None:
    made = planned(tmp_path, named(name))
    assert made.code == 0, made.err
    assert made.names == FILES
    document = json.loads(made.shown("export", "--to", "json"))
    assert document["race"]["name"] == name
    calendar = (tmp_path / "a.ics").read_bytes().replace(b"\r\n ", b"").decode()
    assert Counter(re.findall("(?m)^[A-Z-]+", calendar)) == calendar_names()
    assert "".join(name.split()) in "".join(made.out.split())


@cache
def calendar_names() -> Counter[str]:
    """How often each property stands in the calendar of the example as it is."""
    with TemporaryDirectory() as folder:
        planned(Path(folder), {})
        calendar = (Path(folder) / "a.ics").read_bytes().replace(b"\r\n ", b"").decode()
    return Counter(re.findall("(?m)^[A-Z-]+", calendar))


# -- any text, in every field, past the checks of an athlete file --------------------------------------


def record_saying(text: str) -> PlanRecord:
    """A plan in which every text that somebody else may have written is `text`."""
    said = {"title": text, "purpose": text, "note": text}
    days = tuple(
        day.with_sessions(tuple(one.model_copy(update=said) for one in day.sessions))
        for day in RECORD.plan.days
    )
    edit = CoachEdit(
        kind=EditKind.CHANGED, day=days[1].date, session=text, field="title", was=text, now=text, revision=1
    )
    plan: Plan = RECORD.plan.model_copy(update={"days": days})
    race = RECORD.inputs.race.model_copy(update={"name": text})
    athlete = RECORD.inputs.athlete.model_copy(update={"name": text})
    calendar = RECORD.inputs.calendar.model_copy(update={"name": text})
    changes = {"race": race, "athlete": athlete, "calendar": calendar}
    inputs = RECORD.inputs.model_copy(update=changes)
    record = RECORD.model_copy(update={"plan": plan, "inputs": inputs, "edits": (edit,)})
    return with_calendar(record, rulebook=load_rulebook())


def structure(record: PlanRecord) -> dict[str, Any]:
    """All that must not depend on text, form by form."""
    made = {form: EXPORTS[form](Exported(record, None, ExportRequest(form))) for form in STRUCTURE}
    return {form: STRUCTURE[form](content) for form, content in made.items()} | {
        "markdown": _of_markdown(shown(markdown_text(change_list(record, longer(record)))))
    }


def longer(record: PlanRecord) -> PlanRecord:
    """The plan with ten minutes more in every session: `diff` names them all."""
    days = tuple(
        day.with_sessions(
            tuple(one.model_copy(update={"duration_min": one.duration_min + 10}) for one in day.sessions)
        )
        for day in record.plan.days
    )
    return record.model_copy(update={"plan": record.plan.model_copy(update={"days": days})})


def _of_markdown(page: str) -> list[list[str]]:
    """Line by line what means something in Markdown and is not written as itself."""
    return [re.findall(r"[|`*_<>#~!]|\[|\]", re.sub(r"\\.", "", line)) for line in page.splitlines()]


def _of_calendar(content: bytes) -> Counter[str]:
    return Counter(re.findall("(?m)^[A-Z-]+", content.replace(b"\r\n ", b"").decode()))


def _of_document(content: bytes) -> Any:
    return _keys(json.loads(content))


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else None


def _of_table(content: bytes) -> list[int]:
    return [len(row) for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))]


class _Tags(HTMLParser):
    """Counts what a browser would build."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1


def _of_page(content: bytes) -> Counter[str]:
    """Elements outside of charts, whose labels break into as many lines as they are long."""
    tags = _Tags()
    tags.feed(re.sub(r"(?s)<svg.*?</svg>", "", content.decode()))
    return tags.seen


def _of_workbook(content: bytes) -> dict[str, Any]:
    sheets = load_workbook(BytesIO(content)).worksheets
    sizes = {sheet.title: (sheet.max_row, sheet.max_column) for sheet in sheets}
    cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return {"sizes": sizes, "formulas": sum(cell.data_type == "f" for cell in cells)}


STRUCTURE = {
    "ics": _of_calendar,
    "json": _of_document,
    "csv": _of_table,
    "html": _of_page,
    "xlsx": _of_workbook,
}
"""A new form of export is one line more."""


def test_every_form_but_paper_is_looked_at() -> None:
    assert set(EXPORTS) == {*STRUCTURE, "pdf"}


PLAIN = structure(record_saying("x"))
NASTY = [
    "x\r\nATTENDEE:y",
    "lone\rcarriage\nreturn\x85next\u2028line\u2029paragraph\x0bvertical\x0cform",
    "null \x00\x07\x1b[31m\x7f\x9b",
    "END:VEVENT\r\nEND:VCALENDAR\r\n",
    '";:,\\\\;\\,\\n"',
    "</td><script>alert(1)</script>",
    "=1+1\t\r\n'\"",
    "[bold]x[/bold] [/]",
    "\u202egnp.exe\u2066",
    "🏔️👩🏽‍🚀" * 40,
]


def check_structure(text: str) -> None:
    """Nothing but the words themselves changes with `text`, and no terminal is steered by it."""
    record = record_saying(text)
    found = structure(record)
    if found != PLAIN:
        changed = [form for form in PLAIN if found[form] != PLAIN[form]]
        raise AssertionError(f"{text!r} changed the structure of {changed}")
    for page in pages(record):
        if controls := {one for one in page if unicodedata.category(one) == "Cc"} - {"\n"}:
            raise AssertionError(f"{text!r} put {controls} on the terminal")


def pages(record: PlanRecord) -> list[str]:
    """What commands print of a plan, as it reaches the terminal."""
    rulebook, day = load_explained_rulebook(), record.plan.days[1].date
    return [
        table_text(season_table(record)),
        table_text(days_table(record, record.plan.weeks[0])),
        shown(summary_text(record, rulebook=load_rulebook())),
        shown(day_explanation(record, record.plan.days[1], rulebook=rulebook)),
        comparison_page(record, longer(record)),
        shown(recorded_text(record, first=day, last=day, plan_name=record.inputs.race.name)),
        shown(proposal_text(Judged(tuple(JudgedEdit(one, ()) for one in record.edits), ()))),
    ]


def check_coachs_text(text: str) -> None:
    """The same for what a coach typed into his table, all the way from the file to what is made of it."""
    kept = with_calendar(RECORD, rulebook=load_rulebook())
    proposal = merged(table_saying(text, exported(kept, "csv")), "csv", kept)
    if not proposal.edits:
        raise AssertionError(f"{text!r} was not taken")
    judged = Judged(tuple(JudgedEdit(one, ()) for one in proposal.edits), ())
    page = shown(proposal_text(judged, remarks=proposal.remarks))
    if controls := {one for one in page if unicodedata.category(one) == "Cc"} - {"\n"}:
        raise AssertionError(f"{text!r} put {controls} on the terminal")
    record = taken_over(kept, proposal).model_copy(update={"edits": proposal.edits})
    made = exported(record, "ics")
    if _of_calendar(made) != _of_calendar(exported(kept, "ics")):
        raise AssertionError(f"{text!r} changed the structure of the calendar")
    if set(_of_table(exported(record, "csv"))) != set(_of_table(exported(kept, "csv"))):
        raise AssertionError(f"{text!r} changed the structure of the table")


def table_saying(text: str, table: bytes) -> bytes:
    """A table of ours in which titles, reasons and notes are `text`."""
    heading, *rows = csv.reader(StringIO(table.decode("utf-8-sig"), newline=""))
    said = {"title", "purpose", "note"}
    changed = StringIO(newline="")
    csv.writer(changed).writerows(
        [
            heading,
            *(
                [text if name in said else cell for name, cell in zip(heading, row, strict=True)]
                for row in rows
            ),
        ]
    )
    return changed.getvalue().encode()


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_coachs_text_that_was_made_to_do_harm_does_none(text: str) -> None:
    check_coachs_text(text)


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(lambda text: f"x{text}"))
@example(NASTY[0])
def test_no_text_changes_the_structure_of_any_output(text: str) -> None:
    check_structure(text)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_that_was_made_to_do_harm_does_none(text: str) -> None:
    check_structure(text)


def test_f43_the_same_holds_with_asserts_off(tmp_path: Path) -> None:
    program = (
        "from tests.faults.test_text import NASTY, check_coachs_text, check_structure\n"
        "assert False, 'asserts are off'\n"
        "for text in NASTY: check_structure(text); check_coachs_text(text)\n"
        "print(len(NASTY))"
    )
    done = subprocess.run(
        [sys.executable, "-O", "-c", program],
        cwd=Path(__file__).parents[2],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.returncode) == (f"{len(NASTY)}\n", 0), done.stderr


REFUSED_FORMATS = [
    ("F-36 YAML with times", "a.yaml", "race:\n  start: 18:30\n  pace: 4:30\n", "stands where = belongs"),
    ("F-37 YAML with words", "a.yaml", "week:\n  hills: no\n  days: 010\n", "stands where = belongs"),
    ("F-66 YAML with anchors", "a.yaml", "a: &a [x]\nb: *a\n<<: *a\n", "stands where = belongs"),
    ("F-66 two documents", "a.toml", "---\na: 1\n---\nb: 2\n", "cannot be read"),
    ("F-68 JSON by another name", "a.yaml", '{"athlete": {"name": "x"}}', "cannot be read"),
    ("F-68 JSON without a name", "athlete", '{"athlete": {"name": "x"}}', "cannot be read"),
]


@pytest.mark.parametrize(
    ("file", "text", "said"), [row[1:] for row in REFUSED_FORMATS], ids=[row[0] for row in REFUSED_FORMATS]
)
def test_an_athlete_file_is_toml_whatever_it_is_called(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    (tmp_path / file).write_text(text)
    ended = CliRunner().invoke(periodise, ["plan", str(tmp_path / file)])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == [file]
