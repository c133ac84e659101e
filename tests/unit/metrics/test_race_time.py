"""Race times and their band."""

import pytest

from periodise.domain.athlete import Athlete
from periodise.domain.race import Stage, Terrain
from periodise.errors import OutOfRange
from periodise.metrics.race_time import band, distance_class, predicted_time_min, row_for, stages_time_min
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
ATHLETE = Athlete(name="A", body_mass_kg=70.0, easy_pace_s_per_km=390.0)


def minutes(
    distance_km: float, *, ascent_m: float = 0, terrain: Terrain = Terrain.ROAD, pack: float = 0
) -> float:
    return predicted_time_min(
        distance_km=distance_km,
        ascent_m=ascent_m,
        terrain=terrain,
        pack_mass_kg=pack,
        athlete=ATHLETE,
        rulebook=RULEBOOK,
    )


def test_fifty_flat_kilometres_are_the_easy_pace_and_the_stops() -> None:
    assert minutes(50) == pytest.approx(50 * 6.5 + 12)


def test_a_hilly_hundred_with_a_pack_takes_a_day() -> None:
    """156 km-effort at 9.23/1.12 an hour, faded to 0.87, less 6/70 of speed, 35 min of stops."""
    expected = 156 / (60 / 6.5 / 1.12 * 0.87) / (1 - 6 / 70) * 60 + 35
    assert minutes(100, ascent_m=5600, terrain=Terrain.MODERATE, pack=6) == pytest.approx(expected)
    assert 1400 <= expected <= 1470


def test_longer_races_fade_more() -> None:
    paces = [minutes(distance) / distance for distance in (50, 80, 100, 160)]
    assert paces == sorted(paces)


@pytest.mark.parametrize("distance_km", [60, 61, 85, 86, 130, 131])
def test_a_table_row_holds_up_to_and_with_its_last_kilometre(distance_km: float) -> None:
    row = row_for(RULEBOOK["R-33"]["fade"], distance_km)
    assert row["max_km"] == min(limit for limit in (60, 85, 130, 9999) if distance_km <= limit)


def test_beyond_every_row_the_last_one_holds() -> None:
    assert row_for([{"max_km": 60}, {"max_km": 30}], 100) == {"max_km": 60}


@pytest.mark.parametrize(
    ("distance_km", "expected"),
    [(42, "short"), (60, "short"), (61, "middle"), (130, "middle"), (131, "long")],
)
def test_races_fall_into_three_classes(distance_km: float, expected: str) -> None:
    assert distance_class(distance_km, RULEBOOK) == expected


def test_a_stage_race_is_the_sum_of_its_days() -> None:
    stages = (
        Stage(distance_km=40.0, ascent_m=500.0),
        Stage(distance_km=30.0, ascent_m=0.0, pack_mass_kg=5.0),
    )
    found = stages_time_min(
        stages, terrain=Terrain.SMOOTH, pack_mass_kg=9, athlete=ATHLETE, rulebook=RULEBOOK
    )
    days = (
        minutes(40, ascent_m=500, terrain=Terrain.SMOOTH, pack=9),
        minutes(30, terrain=Terrain.SMOOTH, pack=5),
    )
    assert found == pytest.approx(sum(days))


def test_a_time_is_shown_twenty_percent_either_side() -> None:
    assert band(100, RULEBOOK) == pytest.approx((80, 120))


def test_a_pack_as_heavy_as_its_carrier_has_no_race_time() -> None:
    with pytest.raises(OutOfRange, match=r"pack mass / body mass: 1 is outside 0 to 0\.95"):
        minutes(50, pack=70)
