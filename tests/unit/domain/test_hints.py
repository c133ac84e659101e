"""Figures that are allowed and look as if another unit had been meant."""

import tomllib
from datetime import date
from typing import Any

import pytest

from periodise.domain.hints import athlete_file_warnings, start_warnings
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import validated


def hints(table: str, key: str, value: str) -> tuple[str, ...]:
    values: Any = tomllib.loads(EXAMPLE)
    values[table][key] = value
    return athlete_file_warnings(validated(values))


def test_f29_154_kg_were_perhaps_pounds() -> None:
    [hint] = hints("athlete", "body_mass", "154 kg")
    assert "154 lb is 69.9 kg" in hint
    assert 'body_mass = "154 lb"' in hint


def test_f29_a_pack_of_a_third_of_the_body_was_perhaps_pounds() -> None:
    [hint] = hints("race", "pack_mass", "25 kg")
    assert hint.startswith("race.pack_mass:")
    assert 'pack_mass = "25 lb"' in hint


def test_f39_18000_m_in_100_km_were_perhaps_feet() -> None:
    [hint] = hints("race", "ascent", "18000 m")
    assert "18000 ft is 5486 m" in hint


def test_f39_an_easy_pace_of_a_racer_was_perhaps_something_else() -> None:
    [hint] = hints("athlete", "easy_pace", "2:50 /km")
    assert hint.startswith("athlete.easy_pace: 2:50 /km, which is 4:34 /mi")


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("athlete", "body_mass", "300 lb"),
        ("athlete", "body_mass", "22 st 2 lb"),
        ("race", "pack_mass", "50 lb"),
        ("race", "ascent", "40001 ft"),
    ],
)
def test_who_wrote_pounds_or_feet_is_not_asked_whether_they_were_meant(
    table: str, key: str, value: str
) -> None:
    assert hints(table, key, value) == ()


def test_a_start_in_the_past_is_told_with_what_becomes_of_its_days() -> None:
    inputs = validated(tomllib.loads(EXAMPLE))
    assert start_warnings(inputs, date(2026, 12, 7)) == ()
    [told] = start_warnings(inputs, date(2026, 12, 10))
    assert told.startswith("plan.start: 2026-12-07 was 3 days ago;")


@pytest.mark.parametrize(("key", "value"), [("body_mass", "130 kg"), ("easy_pace", "3:00 /km")])
def test_a_figure_at_the_border_is_taken_as_it_is(key: str, value: str) -> None:
    assert hints("athlete", key, value) == ()


def test_f06_a_race_on_a_weekday_without_time_stays_and_is_told() -> None:
    values: Any = tomllib.loads(EXAMPLE)
    values["race"]["date"] = date(2027, 6, 18)
    values["week"]["friday"] = {"available": "0 min"}
    [hint] = athlete_file_warnings(validated(values))
    assert (
        hint == "race.date: 2027-06-18 is a Friday, for which [week] has no time; the race stays on its day"
    )
