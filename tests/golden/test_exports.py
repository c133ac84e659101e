"""Whole outputs of one small plan, byte for byte. Read a change of them before you keep it."""

from collections.abc import Callable

from periodise.render.csv_table import csv_bytes
from periodise.render.json_document import json_bytes
from periodise.render.terminal import table_text
from periodise.store.plan_file import plan_bytes
from periodise.store.rulebook_file import load_rulebook
from periodise.views.plan_json import plan_document
from periodise.views.session_rows import COLUMNS, session_rows
from periodise.views.summary import summary_text
from periodise.views.week_table import days_table, season_table
from tests.small_season import RECORD

Golden = Callable[[str, bytes], None]


def test_the_plan_of_record_is_written_as_before(golden: Golden) -> None:
    golden("small-season.plan.json", plan_bytes(RECORD))


def test_the_plan_as_json_is_written_as_before(golden: Golden) -> None:
    golden("small-season.json", json_bytes(plan_document(RECORD)))


def test_the_plan_as_a_table_is_written_as_before(golden: Golden) -> None:
    golden("small-season.csv", csv_bytes(COLUMNS, session_rows(RECORD)))


def test_the_terminal_shows_the_plan_as_before(golden: Golden) -> None:
    week = days_table(RECORD, RECORD.plan.weeks[0])
    pages = [
        summary_text(RECORD, rulebook=load_rulebook(), calendar_name="small-season.ics"),
        table_text(season_table(RECORD)),
        table_text(week),
    ]
    golden("small-season.txt", "\n".join(pages).encode())
