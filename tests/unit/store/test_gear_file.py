"""The catalogue of packs: every figure has a line that it came from, and every other one is unknown."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from periodise.domain.gear import CataloguePack
from periodise.store.gear_file import load_catalogues

FACTS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("gear_facts.toml").read_text(encoding="utf-8")
)["fact"]
PACKS = {pack.name: pack for catalogue in load_catalogues() for pack in catalogue.packs}
NOT_FIGURES = {"pack", "line", "says"}
NOT_TRACED = {"name", "remark"}
"""What it is called, and remarks that no judgement rests on."""


def shown(pack: CataloguePack) -> dict[str, Any]:
    """What the catalogue says of a pack, masses to the gram; what is unknown left out."""
    said = pack.model_dump(exclude_defaults=True, mode="json")
    grams = {name: round(said.pop(name) * 1000) for name in ("mass_kg", "mass_most_kg") if name in said}
    renamed = {name.replace("_kg", "_g"): value for name, value in grams.items()}
    return {name: value for name, value in (said | renamed).items() if name not in NOT_TRACED}


def traced(name: str) -> dict[str, Any]:
    """What the article says of a pack, fact by fact."""
    found = [fact for fact in FACTS if fact["pack"] == name]
    return {key: value for fact in found for key, value in fact.items() if key not in NOT_FIGURES}


@pytest.mark.parametrize("name", PACKS)
def test_every_figure_of_a_pack_has_its_line_and_no_other_figure_is_told(name: str) -> None:
    assert shown(PACKS[name]) == traced(name)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['line']} {fact['pack']}")
def test_a_fact_is_told_of_a_pack_that_is_there_in_words_of_our_own(fact: dict[str, Any]) -> None:
    assert fact["pack"] in PACKS
    assert fact["line"] > 0
    assert len(fact["says"].split()) > 1
    assert set(fact) - NOT_FIGURES


def test_the_eight_products_of_the_article_are_there_one_of_them_in_three_sizes() -> None:
    makers = {"Asics", "Stolt", "Ultimate", "Salomon", "Sundried", "Inov-8"}
    assert {name.split()[0] for name in PACKS} == makers
    assert len({name.rstrip("0123456789 ") if "Fastpack" in name else name for name in PACKS}) == 8


def test_a_catalogue_says_where_it_is_from_and_when_it_was_read() -> None:
    for catalogue in load_catalogues():
        assert catalogue.source
        assert catalogue.read_on == "2026-11-22"


def test_straps_that_the_article_does_not_name_are_unknown_and_not_missing() -> None:
    assert PACKS["Asics Lightweight Running Backpack"].hip_belt is None
    assert [pack for pack in PACKS.values() if pack.hip_belt is False or pack.chest_strap is False] == []
