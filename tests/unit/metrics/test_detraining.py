"""What days off cost, and how the load comes back."""

import json
from pathlib import Path
from typing import Any

import pytest

from periodise.metrics.detraining import fitness_ratio, return_days, return_share
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
FVDOT = json.loads(Path(__file__).with_name("cost_vectors.json").read_text(encoding="utf-8"))[
    "planning_vectors"
]["daniels_fvdot"]["rows"]


@pytest.mark.parametrize("row", FVDOT, ids=lambda row: f"{row['days']} days")
def test_fitness_falls_as_the_printed_table_says(row: dict[str, Any]) -> None:
    assert fitness_ratio(row["days"], RULEBOOK) == pytest.approx(row["no_xt"], abs=0.001)


def test_the_rulebook_holds_both_columns_of_the_table() -> None:
    held = [
        (row["days"], row["rest_ratio"], row["cross_trained_ratio"]) for row in RULEBOOK["R-80"]["fvdot_rows"]
    ]
    assert held == [(row["days"], row["no_xt"], row["xt"]) for row in FVDOT]


@pytest.mark.parametrize(("days_lost", "ratio"), [(0, 1.0), (3, 1.0), (5, 1.0), (400, 0.8)])
def test_a_few_days_cost_nothing_and_no_break_costs_everything(days_lost: int, ratio: float) -> None:
    assert fitness_ratio(days_lost, RULEBOOK) == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("days_lost", "shares"),
    [
        (2, []),
        (5, []),
        (6, [0.50] * 3 + [0.75] * 3),
        (7, [0.50] * 4 + [0.75] * 3),
        (14, [0.50] * 7 + [0.75] * 7),
        (28, [0.50] * 14 + [0.75] * 14),
        (30, [0.33] * 10 + [0.50] * 10 + [0.75] * 10),
        (60, [0.33] * 21 + [0.50] * 21 + [0.70] * 21 + [0.85] * 21 + [1.00] * 21),
    ],
)
def test_load_comes_back_in_parts(days_lost: int, shares: list[float]) -> None:
    assert return_days(days_lost, RULEBOOK) == len(shares)
    assert [return_share(days_lost, day, RULEBOOK) for day in range(len(shares))] == shares


@pytest.mark.parametrize("days_lost", [1, 6, 20, 40, 100, 20_000])
def test_after_the_block_the_load_is_whole(days_lost: int) -> None:
    assert return_share(days_lost, return_days(days_lost, RULEBOOK), RULEBOOK) == 1.0
