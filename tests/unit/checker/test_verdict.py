"""Figures in the words of a runner."""

import pytest

from periodise.checker.reading import Reading, nearest_to_limit
from periodise.checker.verdict import allowed_min, count, found_min, kg, percent


@pytest.mark.parametrize(
    ("minutes", "told"), [(59.2, "60 min"), (119, "119 min"), (120, "2 h"), (125.5, "2 h 06 min")]
)
def test_minutes_that_were_found_are_rounded_up(minutes: float, told: str) -> None:
    assert found_min(minutes) == told


@pytest.mark.parametrize(
    ("minutes", "told"), [(59.8, "59 min"), (132.00000000000003, "2 h 12 min"), (131.9, "2 h 11 min")]
)
def test_minutes_that_are_allowed_are_rounded_down(minutes: float, told: str) -> None:
    assert allowed_min(minutes) == told


def test_masses_and_shares_are_told_without_needless_digits() -> None:
    assert (kg(6.0), kg(3.5), percent(0.125), percent(0.15)) == ("6 kg", "3.5 kg", "12.5 %", "15 %")


def test_counts_speak_english() -> None:
    assert (count(0, "day"), count(1, "day"), count(3, "day")) == ("no days", "1 day", "3 days")


def test_the_worst_reading_is_the_nearest_to_its_own_limit() -> None:
    readings = [Reading(1, 100, 120), Reading(2, 58, 60), Reading(3, 10, 60)]
    assert nearest_to_limit(readings) == Reading(2, 58, 60)


def test_of_a_least_the_worst_reading_is_the_smallest_beside_it() -> None:
    readings = [Reading(1, 3, 1), Reading(2, 1, 1), Reading(3, 2, 1)]
    assert nearest_to_limit(readings, at_least=True) == Reading(2, 1, 1)


def test_without_readings_nothing_is_worst() -> None:
    assert nearest_to_limit([]) is None
