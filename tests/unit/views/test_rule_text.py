"""A rule as it is read on a terminal."""

import pytest

from periodise.domain.rulebook import ExplainedRulebook, Rule
from periodise.store.rulebook_file import load_explained_rulebook
from periodise.views.rule_text import rule_list_text, rule_text

RULE = Rule(
    id="R-07",
    title="Shoes",
    statement="Change shoes\nbefore they are worn.",
    force="soft",
    confidence="D",
    section="Feet",
    applies_to=("text",),
    source=("engineering choice",),
    status="later: shoes",
    values={
        "shoe_life_km": 700,
        "pairs": {"road": 2, "trail": 1},
        "wear": ({"max_km": 300, "ratio": 0.5}, {"max_km": 9999, "ratio": 1.0}),
    },
    units={"pairs": "pairs of shoes"},
)


def test_a_rule_shows_each_number_with_its_unit():
    text = rule_text(RULE)
    assert "  shoe_life_km                     700 km\n" in text
    assert "  pairs                            road 2, trail 1 pairs of shoes\n" in text


def test_a_table_takes_a_line_a_row_and_its_last_row_is_open():
    text = rule_text(RULE)
    assert "  wear                             max_km 300, ratio 0.5\n" in text
    assert " " * 35 + "max_km any, ratio 1.0\n" in text


def test_a_statement_is_read_in_one_flow():
    assert "Change shoes before they are worn." in rule_text(RULE)


def test_a_rule_ends_with_its_sources():
    assert rule_text(RULE).endswith("Sources\n- engineering choice\n")


def test_a_rule_without_numbers_has_no_heading_for_them():
    assert "Numbers" not in rule_text(load_explained_rulebook().rules["R-94"])


def test_the_list_marks_what_is_still_to_come():
    listed = rule_list_text(ExplainedRulebook(version="1", values={}, rules={"R-07": RULE}))
    assert listed.splitlines() == ["Feet", f"  R-07  {'Shoes':52}{'soft':14}later"]


def test_the_list_has_a_line_for_every_rule():
    lines = rule_list_text(load_explained_rulebook()).splitlines()
    ids = [line.split()[0] for line in lines if line.startswith("  ")]
    assert ids == list(load_explained_rulebook().rules)


@pytest.mark.parametrize("rule", load_explained_rulebook().rules.values(), ids=lambda rule: rule.id)
def test_a_rule_fits_in_eighty_columns(rule: Rule):
    assert [line for line in rule_text(rule).splitlines() if len(line) > 80] == []


def test_the_list_fits_in_eighty_columns():
    assert max(map(len, rule_list_text(load_explained_rulebook()).splitlines())) <= 80
