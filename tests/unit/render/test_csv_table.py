"""A table that is safe to open in a spreadsheet."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from periodise.domain.formula import as_written
from periodise.render.csv_table import csv_bytes


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1", "'=1"]
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert read_back(csv_bytes(["title"], [[cell]])) == [["title"], [f"'{cell}"]]


@pytest.mark.parametrize(("cell", "text"), [(-3, "-3"), (-0.5, "-0.5"), (0, "0"), (8.25, "8.25")])
def test_numbers_stay_numbers_negative_ones_too(cell: float, text: str) -> None:
    assert csv_bytes(["weeks_to_race"], [[cell]]).endswith(f"weeks_to_race\r\n{text}\r\n".encode())


def test_names_of_all_scripts_come_through_behind_the_mark_that_excel_needs() -> None:
    assert csv_bytes(["name"], [["Zoë, 走る"]]) == '\ufeffname\r\n"Zoë, 走る"\r\n'.encode()


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3)))
def test_no_text_changes_how_many_rows_and_columns_there_are(rows: list[list[str]]) -> None:
    back = read_back(csv_bytes(["a", "b", "c"], rows))
    assert [len(row) for row in back] == [3] * (len(rows) + 1)
    assert [[as_written(cell) for cell in row] for row in back[1:]] == rows
