"""The rulebook is whole: every rule recorded, every number with its unit, every claim with its source."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from math import floor
from typing import Any

import pytest

from periodise.domain import tolerance
from periodise.domain.rulebook import Rule
from periodise.store.rulebook_file import SECTION_FILES, load_conflicts, load_explained_rulebook
from periodise.views.rule_numbers import NO_LIMIT, unit_of

RULEBOOK = load_explained_rulebook()

SPANS = ((1, 6), (10, 14), (20, 24), (28, 33), (40, 55), (60, 77), (80, 85), (90, 94))
EVERY_ID = {"A0", "R-64b"} | {f"R-{number:02d}" for low, high in SPANS for number in range(low, high + 1)}

PARTS = {
    "load",
    "gate",
    "calendar",
    "volume",
    "pack",
    "taper",
    "placement",
    "replan",
    "display",
    "text",
}

every_rule = pytest.mark.parametrize("rule", RULEBOOK.rules.values(), ids=lambda rule: rule.id)


def numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every number below `value` with the names that lead to it."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from numbers(item, (*path, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from numbers(item, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value


def tables(rule: Rule) -> Iterator[tuple[str, tuple[Mapping[str, Any], ...]]]:
    for name, value in rule.values.items():
        if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            yield name, value


def test_every_rule_has_its_record():
    assert set(RULEBOOK.rules) == EVERY_ID


def test_numbers_and_words_tell_of_the_same_rules_in_the_same_order():
    assert list(RULEBOOK.values) == list(RULEBOOK.rules)


@pytest.mark.parametrize("name", SECTION_FILES)
def test_numbers_stand_under_the_title_of_their_rule(name: str):
    text = files("periodise.rulebook").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    for rule_id, remark in re.findall(r"^\[([^].]+)\](.*)$", text, re.MULTILINE):
        assert remark == f" # {RULEBOOK.rules[rule_id].title}"


def test_every_conflict_has_its_record():
    assert [conflict.id for conflict in load_conflicts()] == [f"C{number}" for number in range(1, 20)]


@every_rule
def test_every_number_has_a_unit(rule: Rule):
    for path, _ in numbers(rule.values):
        assert any(unit_of(name, rule.units) for name in path), ".".join(path)


@every_rule
def test_a_unit_is_told_only_for_a_number_that_is_there(rule: Rule):
    assert set(rule.units) <= {name for path, _ in numbers(rule.values) for name in path}


@every_rule
def test_every_name_is_in_snake_case(rule: Rule):
    names = {name for path, _ in numbers(rule.values) for name in path} | set(rule.values)
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name)] == []


@every_rule
def test_every_rule_says_what_it_asks(rule: Rule):
    assert rule.title.strip()
    assert len(rule.statement.split()) >= 7


@every_rule
def test_every_rule_says_how_binding_it_is_and_where_it_stands(rule: Rule):
    assert rule.force in {"hard", "soft", "hard and soft"}
    assert rule.status.startswith(("in force", "later: "))
    assert rule.applies_to
    assert set(rule.applies_to) <= PARTS


@every_rule
def test_every_rule_names_its_evidence(rule: Rule):
    assert re.fullmatch(r"[A-D](/[A-D])?( on [A-D](/[A-D])?)?", rule.confidence)
    assert rule.source
    assert all(source.strip() for source in rule.source)


@every_rule
def test_what_is_only_ours_says_so(rule: Rule):
    if rule.confidence == "D":
        assert any("engineering choice" in source for source in rule.source)


@every_rule
def test_shares_are_fractions_and_not_per_cent(rule: Rule):
    for path, number in numbers(rule.values):
        if path[-1].endswith(("share", "shares")):
            assert 0 <= number <= 1, ".".join(path)


@every_rule
def test_a_lower_end_is_not_above_its_upper_end(rule: Rule):
    for row in (rule.values, *(row for _, rows in tables(rule) for row in rows)):
        uppers = {name: name.replace("low_", "high_") for name in row if "low_" in name}
        pairs = [(row[low], row[high]) for low, high in uppers.items() if high in row]
        assert all(low <= high for low, high in pairs), row


@every_rule
def test_a_table_by_size_ends_open_and_climbs(rule: Rule):
    for name, rows in tables(rule):
        ends = [row[key] for row in rows for key in row if key in ("max_km", "max_days")]
        assert ends == sorted(set(ends)), name
        assert not ends or ends[-1] == NO_LIMIT, name


def test_every_rule_that_is_referred_to_exists():
    for rule in RULEBOOK.rules.values():
        text = " ".join((rule.statement, rule.amended or "", rule.status, str(dict(rule.values))))
        assert set(re.findall(r"R-\d\d\d*b?", text)) <= EVERY_ID, rule.id
    for conflict in load_conflicts():
        assert conflict.rules
        assert set(conflict.rules) <= EVERY_ID, conflict.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("A0", "loaded_share"), ("R-12", "loaded_share")),
        (("A0", "loaded_share"), ("R-61", "start_share")),
        (("A0", "loaded_share"), ("R-70", "straps_from_share")),
        (("A0", "p1_max_share"), ("R-62", "ceiling_share")),
        (("A0", "p1_max_share"), ("R-52", "walked_above_share")),
        (("A0", "p1_max_share"), ("R-77", "walked_above_share")),
        (("A0", "p1_max_share"), ("R-85", "run_only_max_share")),
        (("A0", "rolling_window_days"), ("R-48", "window_days")),
        (("A0", "gap_48_h_days"), ("R-48", "demanding_gap_days")),
        (("A0", "gap_72_h_days"), ("R-72", "demanding_gap_descent_days")),
        (("R-01", "walk_max_m_per_s"), ("R-77", "walk_max_m_per_s")),
        (("R-30", "taper_only_below_weeks"), ("R-85", "taper_only_weeks")),
        (("R-42", "window_weeks"), ("R-43", "window_load_weeks")),
    ],
    ids=str,
)
def test_a_number_that_two_rules_tell_is_the_same_in_both(one: tuple[str, str], other: tuple[str, str]):
    assert RULEBOOK[one[0]][one[1]] == RULEBOOK[other[0]][other[1]]


def test_the_shared_tolerance_is_that_of_the_definitions():
    rule = RULEBOOK["A0"]
    assert rule["tolerance_ratio"] == tolerance.RELATIVE
    assert rule["tolerance_kg"] == tolerance.MASS_KG
    assert rule["tolerance_min"] == tolerance.DURATION_MIN


def test_the_distance_classes_bound_the_tables():
    ends = {RULEBOOK["A0"]["short_max_km"], RULEBOOK["A0"]["middle_max_km"]}
    for rule_id, name in (
        ("R-32", "peak_ke"),
        ("R-32", "longest_share"),
        ("R-32", "hold_weeks"),
        ("R-33", "fade"),
    ):
        assert ends <= {row["max_km"] for row in RULEBOOK[rule_id][name]}


def test_every_row_of_the_allocation_is_what_its_arithmetic_gives():
    rule = RULEBOOK["R-30"]
    for row in rule["allocation"]:
        left = row["runway_weeks"] - row["taper_weeks"]
        half = floor(rule["specific_share"] * left + 0.5)
        specific = min(left, max(rule["specific_min_weeks"], min(half, rule["specific_max_weeks"])))
        assert (row["specific_weeks"], row["base_weeks"]) == (specific, left - specific)


def test_the_fitness_kept_follows_its_formula():
    rule = RULEBOOK["R-80"]
    for row in rule["fvdot_rows"]:
        lost = rule["fvdot_per_day"] * (row["days"] - rule["fvdot_free_days"])
        assert row["rest_ratio"] == pytest.approx(max(rule["fvdot_floor"], 1 - lost), abs=0.0011)


def test_every_taper_has_a_share_for_each_of_its_blocks():
    block_days = RULEBOOK["R-29"]["block_days"]
    rows = list(RULEBOOK["R-50"].values())
    rows += [row["long_variant"] for row in rows if "long_variant" in row]
    assert [row for row in rows if len(row["shares"]) * block_days != row["days"]] == []
    assert [row for row in rows if list(row["shares"]) != sorted(row["shares"], reverse=True)] == []
