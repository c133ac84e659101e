"""Reading the rulebook that is shipped."""

from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from periodise.store.rulebook_file import (
    SECTION_FILES,
    load_conflicts,
    load_explained_rulebook,
    load_rulebook,
)


def toml_names(folder: Traversable) -> set[str]:
    return {entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")}


def test_a_number_is_found_by_rule_and_name():
    assert load_rulebook()["R-63"]["step_max_kg"] == 1.0


def test_a_rule_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        load_rulebook()["R-99"]


def test_the_rulebook_is_read_once():
    assert load_rulebook() is load_rulebook()


def test_the_rulebook_has_a_version_of_its_own():
    assert load_rulebook().version == "2026.11"


def test_no_number_can_be_changed_by_a_reader():
    rulebook = load_rulebook()
    with pytest.raises(TypeError):
        rulebook["R-42"]["ramp_hard_ratio"] = 2
    with pytest.raises(TypeError):
        rulebook["R-45"]["short"]["novice"] = 900
    with pytest.raises(TypeError):
        rulebook["R-32"]["peak_ke"][0]["ratio"] = 9
    with pytest.raises(TypeError):
        rulebook.values["R-42"] = {}


def test_every_file_of_the_rulebook_is_read():
    folder = files("periodise.rulebook")
    assert toml_names(folder) == {*SECTION_FILES, "version"}
    assert toml_names(folder.joinpath("text")) == {*SECTION_FILES, "conflicts"}


def test_an_explained_rulebook_holds_the_same_numbers():
    explained = load_explained_rulebook()
    assert explained["R-63"] is load_rulebook()["R-63"]
    assert explained.rules["R-63"].values is explained["R-63"]


def test_a_rule_without_numbers_is_explained_all_the_same():
    assert load_explained_rulebook().rules["R-94"].values == {}


def test_a_statement_is_one_flow_of_words():
    assert "\n" not in load_explained_rulebook().rules["R-63"].statement


def test_a_table_keeps_the_order_of_its_rows():
    ends = [row["max_km"] for row in load_rulebook()["R-33"]["fade"]]
    assert ends == [60, 85, 130, 9999]


def test_conflicts_come_with_the_rules_that_settle_them():
    first = load_conflicts()[0]
    assert (first.id, first.rules) == ("C1", ("R-65", "R-66"))
