"""Taper, hours and back-to-backs by the kind of the goal."""

from datetime import date
from typing import Any

import pytest

from periodise.checker.back_to_back import pairs_of
from periodise.checker.descent import descent_days, descent_gap_readings, has_hills
from periodise.checker.gate_hours import longest_needed_min, longest_reached_min
from periodise.checker.season import Season
from periodise.checker.taper_row import taper_days, taper_shares
from periodise.checker.weather import heat_readings, heat_span
from periodise.domain.finding import Severity
from tests.unit.checker.seasons import a_plan, a_season, judged, rulebook


def _stages(number: int, distance_km: float = 10) -> dict[str, Any]:
    stage = {"distance_km": distance_km, "ascent_m": 0}
    return {"distance_km": number * distance_km, "stages": [stage] * number}


def _season(kind: str, number: int = 0, **changes: Any) -> Season:
    race = {"kind": kind, **(_stages(number) if number else {})}
    return a_season(inputs={"race": race}, **changes)


@pytest.mark.parametrize(
    ("kind", "number", "days"),
    [
        ("ultra", 0, (14,)),
        ("ruck", 0, (14,)),
        ("stage-race", 2, (14,)),
        ("stage-race", 6, (14,)),
        ("fastpack", 1, (14, 7, 8, 9, 10)),
        ("fastpack", 2, (7, 8, 9, 10)),
        ("fastpack", 3, (7, 8, 9, 10)),
        ("fastpack", 4, (14,)),
    ],
)
def test_the_taper_lasts_what_the_kind_asks(kind: str, number: int, days: tuple[int, ...]) -> None:
    assert taper_days(_season(kind, number)) == days


def test_any_kind_tapers_a_week_on_a_short_runway() -> None:
    assert taper_days(a_season(inputs={"race": {"kind": "ruck", "date": date(2027, 2, 1)}})) == (7,)


def test_a_ruck_keeps_six_tenths_and_four_tenths() -> None:
    assert taper_shares(_season("ruck")) == (0.60, 0.40)
    assert taper_shares(_season("ultra")) == (0.65, 0.40)


def _longest_stage_min(season: Season) -> float:
    return max(day.time_min for day in season.race_days)


def test_a_stage_race_needs_a_share_of_its_longest_day() -> None:
    season = a_season(inputs={"race": {"kind": "stage-race", **_stages(3, 43)}})
    assert longest_needed_min(season) == pytest.approx(0.55 * _longest_stage_min(season))


def test_a_route_counts_hours_of_walking_too() -> None:
    hike = "2027-01-16 hike 150 min"
    assert longest_reached_min(_season("fastpack", 3, days=hike)) == 150
    assert longest_reached_min(_season("stage-race", 3, days=hike)) == 120


def test_only_hours_under_a_pack_prepare_for_a_ruck() -> None:
    season = _season("ruck", days="2027-01-14 pack_walk 60 min 3.5 kg")
    assert longest_reached_min(season) == 60


def test_hours_before_a_race_too_heavy_to_run_are_capped_as_a_run_is() -> None:
    season = a_season(inputs={"race": {"pack_mass_kg": 14, "distance_km": 400, "ascent_m": 9000}})
    assert longest_needed_min(season) == rulebook()["R-45"]["long"]["intermediate"]


def test_a_shakedown_is_no_ruck() -> None:
    season = a_season("new_to_packs", inputs={"race": {"kind": "ruck"}})
    assert longest_reached_min(season) == 0


PAIR = "2027-01-16 long_run 80 min by R-46\n2027-01-17 long_run 45 min by R-46"


def test_two_named_long_days_in_a_row_are_one_back_to_back() -> None:
    (pair,) = pairs_of(a_season(days=PAIR))
    assert (pair.first.minutes, pair.second.minutes) == (80, 45)


def test_the_name_alone_makes_no_back_to_back_of_tempo() -> None:
    assert pairs_of(a_season(days=PAIR.replace("long_run 45", "tempo_run 45"))) == ()


def test_a_named_day_without_its_other_is_none() -> None:
    assert pairs_of(a_season(days="2027-01-16 long_run 80 min by R-46")) == ()


def test_a_long_flat_descent_is_not_one_that_trains() -> None:
    flat = a_season(days="2027-01-16 long_run 120 min 30 km 300 m")
    steep = a_season(days="2027-01-16 long_run 120 min 10 km 300 m")
    assert descent_days(flat) == ()
    assert descent_days(steep) == (date(2027, 1, 16).toordinal(),)


def test_the_heat_is_met_from_three_weeks_to_eight_days_before_the_race() -> None:
    span = heat_span(a_season())
    assert (date.fromordinal(span[0]), date.fromordinal(span[-1])) == (date(2027, 2, 15), date(2027, 2, 28))


def test_no_more_days_in_the_heat_are_asked_for_than_there_are() -> None:
    week = {"available_min": 0}
    busy = dict.fromkeys(("monday", "wednesday", "friday", "saturday", "sunday"), week)
    (reading,) = heat_readings(a_season(inputs={"race": {"hot": True}, "week": busy}))
    assert (reading.measured, reading.limit) == (0, 4)


def _ruck_with_two_walks(second_kg: float, kind: str = "ruck") -> list[str]:
    history = {"longest_loaded_km": 8, "pack_mass_kg": 10}
    days = f"2027-01-12 pack_walk 45 min {second_kg} kg\n2027-01-14 pack_walk 60 min 10 kg"
    inputs = {"history": history, "race": {"kind": kind, "pack_mass_kg": 12}}
    findings = judged(*a_plan("new_to_packs", inputs=inputs, days=days))
    return [one.message for one in findings if one.rule == "R-77" and one.severity is Severity.WARNING]


def test_the_second_ruck_of_a_week_carries_three_quarters_of_the_race_pack_at_most() -> None:
    assert len(_ruck_with_two_walks(9)) == 1
    (_, heavy) = _ruck_with_two_walks(9.5)
    assert "9.5 kg; 9 kg is 75 %" in heavy


def test_a_second_walk_with_a_pack_is_no_extra_ruck_before_an_ultra() -> None:
    assert _ruck_with_two_walks(9.5, kind="ultra") == []


@pytest.mark.parametrize(("start", "told"), [(date(2026, 11, 16), False), (date(2026, 11, 23), True)])
def test_the_ninth_week_is_early_enough_for_two_long_days(start: date, told: bool) -> None:
    plan, inputs = a_plan(days=PAIR, inputs={"plan": {"start": start}})
    early = [one for one in judged(plan, inputs) if one.rule == "R-46" and "come first" in one.message]
    assert bool(early) is told


@pytest.mark.parametrize(
    ("on", "told"), [("2027-02-14", True), ("2027-02-15", False), ("2027-02-22", False), ("2027-02-23", True)]
)
def test_the_last_descent_lies_two_to_three_weeks_before_a_hilly_race(on: str, told: bool) -> None:
    days = f"{on} easy_run 60 min 5 km 400 m"
    findings = judged(*a_plan(days=days, inputs={"race": {"ascent_m": 600}}))
    missing = [one for one in findings if one.rule == "R-47" and "it would protect" in one.message]
    assert bool(missing) is told


def test_the_longest_time_without_descent_is_the_one_that_is_told() -> None:
    days = "2027-01-30 long_run 120 min 10 km 300 m"
    inputs = {"race": {"ascent_m": 600}, "plan": {"start": date(2026, 9, 7)}}
    readings = list(descent_gap_readings(a_season(days=days, inputs=inputs)))
    told = [one for one in judged(*a_plan(days=days, inputs=inputs)) if one.measured == 33]
    assert [reading.measured for reading in readings] == [33, 16]
    assert [one.rule for one in told] == ["R-47"]


def test_hills_on_a_day_without_time_are_none() -> None:
    week = {"hills": False, "wednesday": {"available_min": 0, "hills": True}}
    assert not has_hills(a_season(inputs={"week": week}))
    assert has_hills(
        a_season(inputs={"week": {"hills": False, "tuesday": {"available_min": 60, "hills": True}}})
    )


def test_the_height_from_which_it_tells_is_not_told_itself() -> None:
    heights = (300, 301)
    told = [judged(*a_plan(inputs={"race": {"altitude_m": height}})) for height in heights]
    assert [any(one.rule == "R-92" for one in findings) for findings in told] == [False, True]


def test_five_weeks_are_short_and_six_are_not() -> None:
    assert taper_days(_season("ruck", days="")) == (14,)
    six_weeks = a_season(inputs={"race": {"kind": "ruck", "date": date(2027, 2, 15)}})
    assert (six_weeks.runway_weeks, taper_days(six_weeks)) == (6, (14,))


def test_a_distance_that_was_raced_before_is_not_new() -> None:
    raced = a_season(inputs={"race": {"distance_km": 80}, "history": {"longest_event_km": 80}})
    assert taper_days(raced) == (14, 21)
