"""Numbers with their units, as a runner reads them."""

import pytest

from periodise.domain import measures
from periodise.domain.inputs import Units

METRIC, IMPERIAL = Units.METRIC, Units.IMPERIAL


@pytest.mark.parametrize(
    ("km", "units", "text"),
    [
        (8, METRIC, "8 km"),
        (8.54, METRIC, "8.5 km"),
        (8.55, METRIC, "8.6 km"),
        (24.3, METRIC, "24.3 km"),
        (0, METRIC, "0 km"),
        (1.609344, IMPERIAL, "1 mi"),
        (8, IMPERIAL, "5 mi"),
        (100, IMPERIAL, "62.1 mi"),
    ],
)
def test_a_distance_has_one_decimal_at_most(km: float, units: Units, text: str) -> None:
    assert measures.distance(km, units=units) == text


@pytest.mark.parametrize(
    ("km", "units", "text"),
    [(7.7, METRIC, "7.7 km"), (24.3, METRIC, "24 km"), (24.5, METRIC, "25 km"), (24.3, IMPERIAL, "15 mi")],
)
def test_a_long_distance_in_a_title_is_whole(km: float, units: Units, text: str) -> None:
    assert measures.rough_distance(km, units=units) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (50, "50 min"),
        (59.6, "1 h"),
        (60, "1 h"),
        (80, "1 h 20 min"),
        (1560, "26 h"),
        (90.5, "1 h 31 min"),
    ],
)
def test_a_duration_is_told_in_hours_and_minutes(minutes: float, text: str) -> None:
    assert measures.duration(minutes) == text


@pytest.mark.parametrize(
    ("kg", "units", "text"),
    [(4, METRIC, "4 kg"), (3.5, METRIC, "3.5 kg"), (4, IMPERIAL, "8.8 lb"), (0.45359237, IMPERIAL, "1 lb")],
)
def test_a_pack_is_weighed_to_a_tenth(kg: float, units: Units, text: str) -> None:
    assert measures.mass(kg, units=units) == text


@pytest.mark.parametrize(
    ("metres", "units", "text"),
    [(120, METRIC, "120 m"), (120, IMPERIAL, "390 ft"), (304.8, IMPERIAL, "1000 ft")],
)
def test_climb_is_told_as_a_map_does(metres: float, units: Units, text: str) -> None:
    assert measures.climb(metres, units=units) == text


@pytest.mark.parametrize(
    ("s_per_km", "units", "text"),
    [(390, METRIC, "6:30 /km"), (390, IMPERIAL, "10:28 /mi"), (359.6, METRIC, "6:00 /km")],
)
def test_a_pace_is_minutes_and_seconds(s_per_km: float, units: Units, text: str) -> None:
    assert measures.pace(s_per_km, units=units) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.05, "5 %"), (0.0571, "5.7 %"), (0.15, "15 %"), (0.1286, "13 %")]
)
def test_a_share_is_told_in_per_cent(share: float, text: str) -> None:
    assert measures.percent(share) == text
