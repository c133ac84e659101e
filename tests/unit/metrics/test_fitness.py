"""CTL, ATL, TSB, ramps, monotony and strain."""

import json
from math import exp
from pathlib import Path
from typing import Any

import pytest

from periodise.metrics.fitness import (
    FitnessDay,
    WeekStrain,
    fitness_series,
    is_fresh_for_race,
    is_monotonous,
    is_ramp_steep,
    needs_recovery,
    week_strain,
    weekly_ramps,
)
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
KNOWN = json.loads(Path(__file__).with_name("cost_vectors.json").read_text(encoding="utf-8"))[
    "planning_vectors"
]


@pytest.mark.parametrize(
    "vector", KNOWN["ewma"]["vectors"], ids=lambda v: f"{v['tau']} d, day {v['days']} computed"
)
def test_a_steady_load_is_approached_by_the_time_constant(vector: dict[str, Any]) -> None:
    last = fitness_series([vector["load"]] * vector["days"], RULEBOOK)[-1]
    found = {42: last.ctl, 7: last.atl}[vector["tau"]]
    assert found == pytest.approx(vector["value"], abs=0.0001)


def test_form_is_yesterdays_difference() -> None:
    first, second = fitness_series([60, 60], RULEBOOK)
    assert first.tsb == 0
    assert second.tsb == pytest.approx(first.ctl - first.atl)


def test_a_fortnight_of_tapering_to_thirty_percent_brings_form() -> None:
    taper = [60 * 0.3 ** ((day + 1) / 14) for day in range(14)]
    last = fitness_series([*taper, 0], RULEBOOK, ctl=60, atl=60)[-1]
    assert last.tsb == pytest.approx(19, abs=2)
    assert is_fresh_for_race(last, RULEBOOK)


def test_form_out_of_the_band_is_not_fresh() -> None:
    assert not is_fresh_for_race(FitnessDay(60, 60, 0), RULEBOOK)
    assert not is_fresh_for_race(FitnessDay(60, 20, 40), RULEBOOK)


def test_a_ramp_is_what_seven_days_added() -> None:
    series = fitness_series([60] * 15, RULEBOOK)
    ramps = weekly_ramps(series)
    assert len(ramps) == 8
    assert ramps[0] == pytest.approx(series[7].ctl - series[0].ctl)


def test_a_steep_ramp_is_warned_of() -> None:
    limit = RULEBOOK["R-21"]["warn_efm"]
    assert is_ramp_steep(limit + 0.1, RULEBOOK)
    assert not is_ramp_steep(limit, RULEBOOK)


def test_deep_fatigue_asks_for_a_recovery_week() -> None:
    assert needs_recovery(FitnessDay(60, 100, -40), RULEBOOK)
    assert not needs_recovery(FitnessDay(60, 90, -30), RULEBOOK)


def test_monotony_and_strain_of_a_varied_week() -> None:
    vector = KNOWN["foster_monotony"]["vectors"][0]
    week = week_strain(vector["loads"], RULEBOOK)
    assert week.monotony == pytest.approx(vector["monotony"], abs=0.0001)
    assert week.strain == pytest.approx(vector["strain"], abs=0.01)
    assert not is_monotonous(week, RULEBOOK)


def test_seven_equal_days_are_as_monotonous_as_it_gets() -> None:
    week = week_strain(KNOWN["foster_monotony"]["vectors"][1]["loads"], RULEBOOK)
    assert week == WeekStrain(10, 4200)
    assert is_monotonous(week, RULEBOOK)


def test_nearly_equal_days_are_capped_too() -> None:
    assert week_strain([60, 60, 60, 60, 60, 60, 60.001], RULEBOOK).monotony == 10


def test_a_week_off_has_no_strain() -> None:
    assert week_strain([0] * 7, RULEBOOK) == (0, 0)


def test_fatigue_fades_seven_days_to_a_third() -> None:
    assert fitness_series([0] * 7, RULEBOOK, atl=100)[-1].atl == pytest.approx(100 * exp(-1))
