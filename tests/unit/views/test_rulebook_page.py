"""The page of the whole rulebook."""

import re

from periodise.store.rulebook_file import load_conflicts, load_explained_rulebook
from periodise.views.rulebook_page import rulebook_page

PAGE = rulebook_page(load_explained_rulebook(), load_conflicts())


def test_every_rule_has_one_heading_in_order():
    assert re.findall(r"^### (\S+) ", PAGE, re.MULTILINE) == list(load_explained_rulebook().rules)


def test_the_page_tells_which_rulebook_it_shows():
    assert f"Version {load_explained_rulebook().version}." in PAGE


def test_a_number_stands_with_value_and_unit():
    assert "| `ramp_hard_ratio` | 1.2 | ratio |" in PAGE


def test_every_conflict_is_a_row_with_its_rules():
    assert re.findall(r"^\| (C\d+) \|", PAGE, re.MULTILINE) == [item.id for item in load_conflicts()]
    assert "| R-63, R-68 |" in PAGE


def test_every_table_row_has_the_cells_of_its_heading():
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {4, 5}
