"""What an athlete's last weeks amount to."""

from datetime import date
from typing import Any

import pytest

from periodise.domain.athlete import Athlete, History
from periodise.domain.inputs import Inputs
from periodise.domain.race import Race, RaceKind
from periodise.domain.week import TrainingWeek
from periodise.metrics.cost import minetti2002_run
from periodise.metrics.history import longest_loaded_min, longest_run_min, weekly_descent_m, weekly_load_efm
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
CLIMB = minetti2002_run(0.1) / minetti2002_run(0) - 1
"""Extra flat kilometres of 100 m climbed; a descent runs as the flat does."""


def athlete_with(**history: Any) -> Inputs:
    usual = {"weekly_distance_km": 40.0, "runs_per_week": 4, "weeks_consistent": 20, "longest_run_km": 15.0}
    return Inputs(
        athlete=Athlete(name="A", body_mass_kg=70.0, easy_pace_s_per_km=360.0),
        history=History(**{**usual, **history}),
        race=Race(
            name="R",
            date=date(2027, 6, 5),
            kind=RaceKind.ULTRA,
            distance_km=50.0,
            ascent_m=0.0,
            pack_mass_kg=3.0,
        ),
        week=TrainingWeek(timezone="Europe/Berlin"),
    )


def test_a_usual_week_is_its_minutes_with_the_usual_climb() -> None:
    climbed_km = 40 * RULEBOOK["R-10"]["ascent_default_m_per_km"] / 100
    assert weekly_load_efm(athlete_with(), RULEBOOK) == pytest.approx(6 * (40 + climbed_km * CLIMB))


def test_a_flat_week_is_pace_times_distance() -> None:
    assert weekly_load_efm(athlete_with(weekly_ascent_m=0.0), RULEBOOK) == pytest.approx(240)


def test_a_hilly_week_weighs_more_than_a_flat_one() -> None:
    assert weekly_load_efm(athlete_with(weekly_ascent_m=1200.0), RULEBOOK) == pytest.approx(
        6 * (40 + 12 * CLIMB)
    )


def test_strength_stands_outside_the_weekly_load() -> None:
    strong = athlete_with(strength_per_week=3)
    assert weekly_load_efm(strong, RULEBOOK) == weekly_load_efm(athlete_with(), RULEBOOK)


def test_the_longest_run_climbs_like_the_rest_of_the_week() -> None:
    assert longest_run_min(athlete_with(weekly_ascent_m=400.0), RULEBOOK) == pytest.approx(
        6 * (15 + 1.5 * CLIMB)
    )


def test_the_longest_pack_run_takes_the_time_its_pack_makes_it_take() -> None:
    loaded = athlete_with(weekly_ascent_m=0.0, longest_loaded_km=9.0, pack_mass_kg=7.0)
    assert longest_loaded_min(loaded, RULEBOOK) == pytest.approx(60)


def test_a_pack_too_heavy_to_run_with_was_walked() -> None:
    walked = athlete_with(weekly_ascent_m=0.0, longest_loaded_km=9.0, pack_mass_kg=14.0)
    assert longest_loaded_min(walked, RULEBOOK) > 100


def test_never_loaded_is_no_minutes() -> None:
    assert longest_loaded_min(athlete_with(), RULEBOOK) == 0


@pytest.mark.parametrize(
    ("stated", "metres"), [({}, 600), ({"weekly_ascent_m": 800.0}, 800), ({"weekly_descent_m": 900.0}, 900)]
)
def test_descent_is_as_stated_or_as_the_climb(stated: dict[str, float], metres: float) -> None:
    assert weekly_descent_m(athlete_with(**stated), RULEBOOK) == pytest.approx(metres)


def test_a_week_without_running_weighs_nothing() -> None:
    assert weekly_load_efm(athlete_with(weekly_distance_km=0.0, weekly_ascent_m=500.0), RULEBOOK) == 0
