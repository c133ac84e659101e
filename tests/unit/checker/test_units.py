"""Races and trips: what is one unit, what is training, and what the athlete file alone has to answer for."""

from datetime import date
from typing import Any

import pytest

from periodise.checker.dated import Unit
from periodise.checker.pack_steps import closeness_reading
from periodise.checker.unit_size import announced, day_min
from periodise.domain.finding import Finding, Severity
from periodise.domain.session import SessionKind
from tests.unit.checker.seasons import a_plan, a_season, hard, judged

SPRING = {"name": "A spring race", "date": date(2027, 1, 16), "distance_km": 30, "priority": "B"}
STAGES = [{"distance_km": 15, "ascent_m": 0}] * 2
IN_STAGES = {"kind": "stage-race", "distance_km": 30, "stages": STAGES}


def _on(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _a_trip(start: str, end: str, **figures: float) -> dict[str, Any]:
    figures = {"distance_per_day_km": 12, "pack_mass_kg": 3.5} | figures
    return {"name": "A round", "start": date.fromisoformat(start), "end": date.fromisoformat(end), **figures}


def _kinds(units: tuple[Unit, ...]) -> list[SessionKind]:
    return [unit.kind for unit in units]


def test_a_b_race_is_a_unit_and_a_c_race_is_none() -> None:
    races = [SPRING, {**SPRING, "name": "A valley race", "date": date(2027, 1, 23), "priority": "C"}]
    season = a_season(inputs={"other_race": races})
    assert _kinds(season.units) == ["other_race", "race"]


def test_a_b_race_within_thirteen_days_of_the_goal_is_training() -> None:
    late = {**SPRING, "date": date(2027, 2, 23)}
    assert _kinds(a_season(inputs={"other_race": [late]}).units) == ["race"]
    earlier = {**SPRING, "date": date(2027, 2, 22)}
    assert _kinds(a_season(inputs={"other_race": [earlier]}).units) == ["other_race", "race"]


def test_a_race_in_stages_is_one_unit_to_its_last_day() -> None:
    goal = a_season(inputs={"race": IN_STAGES}).units[-1]
    assert (goal.first, goal.last) == (_on("2027-03-08"), _on("2027-03-09"))


def test_a_race_that_goes_on_the_next_day_is_one_unit() -> None:
    goal = a_season(days="2027-03-09 race 60 min 10 km 2 kg").units[-1]
    assert goal.last == _on("2027-03-09")


def test_a_race_day_a_week_after_the_race_is_no_part_of_it() -> None:
    plan, inputs = a_plan(days="2027-03-14 race 60 min 10 km 2 kg")
    assert "structure" in hard(judged(plan, inputs))


def test_a_race_in_training_is_demanding_when_it_is_hard_or_the_long_run() -> None:
    race = [{**SPRING, "priority": "C"}]
    easy = a_season(inputs={"other_race": race}, days="2027-01-16 other_race 80 min")
    firm = a_season(inputs={"other_race": race}, days="2027-01-16 other_race 80 min moderate")
    long = a_season(inputs={"other_race": race}, days="2027-01-16 other_race 100 min")
    day = _on("2027-01-16")
    assert [len(season.demanding.between(day, day + 1)) for season in (easy, firm, long)] == [0, 1, 1]


def test_a_race_in_training_counts_its_minutes_as_any_run() -> None:
    race = [{**SPRING, "priority": "C"}]
    assert hard(judged(*a_plan(inputs={"other_race": race}, days="2027-01-16 other_race 80 min 40 efm"))) == [
        "R-10"
    ]


RACE_AFTER_TRIP = """
2027-01-12 easy_run 40 min
2027-01-14 rest
2027-01-15 trip_day 250 min 3.5 kg 125 efm
2027-01-16 other_race 240 min hard
2027-01-17 rest
"""


def _race_after_trip() -> tuple[Finding, ...]:
    inputs = {"other_race": [SPRING], "trip": [_a_trip("2027-01-15", "2027-01-15", distance_per_day_km=20)]}
    return judged(*a_plan(inputs=inputs, days=RACE_AFTER_TRIP))


@pytest.mark.parametrize("rule", ["R-48", "R-72"])
def test_what_the_athlete_file_put_side_by_side_is_warned_about_with_a_waiver(rule: str) -> None:
    findings = [one for one in _race_after_trip() if one.rule == rule]
    assert findings
    assert all(one.severity is Severity.WARNING and one.waived for one in findings)


def test_a_race_on_the_eve_of_a_trip_is_the_athletes_own_choice() -> None:
    inputs = {"other_race": [SPRING], "trip": [_a_trip("2027-01-17", "2027-01-17")]}
    days = "2027-01-16 other_race 240 min hard\n2027-01-17 trip_day 150 min 3.5 kg 75 efm\n2027-01-19 rest"
    findings = [one for one in judged(*a_plan(inputs=inputs, days=days)) if one.rule == "R-72"]
    assert findings
    assert all(one.waived for one in findings)


def test_what_the_plan_puts_on_the_eve_of_a_trip_stays_its_own_fault() -> None:
    inputs = {"trip": [_a_trip("2027-01-17", "2027-01-17")]}
    days = "2027-01-17 trip_day 150 min 3.5 kg 75 efm\n2027-01-19 rest"
    assert hard(judged(*a_plan(inputs=inputs, days=days))) == ["R-72"]


def test_three_trips_in_a_week_are_more_than_two_packs_and_nobody_can_move_them() -> None:
    starts = ("2027-01-12", "2027-01-14", "2027-01-16")
    days = "\n".join(f"{on} trip_day 150 min 3.5 kg 75 efm" for on in starts)
    inputs = {"trip": [_a_trip(on, on) for on in starts]}
    findings = [one for one in judged(*a_plan(inputs=inputs, days=days)) if one.rule == "R-65"]
    assert findings
    assert all(one.waived for one in findings)


def test_a_trip_day_makes_the_race_pack_familiar() -> None:
    days = "2027-02-06 trip_day 150 min 5 kg 75 efm\n2027-02-09 easy_run 45 min"
    walked = a_season(
        "packed", days=days, inputs={"trip": [_a_trip("2027-02-06", "2027-02-06", pack_mass_kg=5)]}
    )
    assert closeness_reading(walked).measured == closeness_reading(a_season("packed")).measured + 1


def test_the_hours_of_a_trip_are_reckoned_from_the_athlete_file() -> None:
    trip = _a_trip("2027-01-16", "2027-01-16", distance_per_day_km=20, pack_mass_kg=5)
    season = a_season(inputs={"trip": [trip]}, days="2027-01-16 trip_day 30 min 5 kg 15 efm")
    (one,) = announced(season)
    assert 200 < day_min(season, one.occasion) < 320


def test_a_pack_beyond_any_walking_is_warned_about_and_breaks_nothing() -> None:
    trip = _a_trip("2027-01-16", "2027-01-16", pack_mass_kg=80)
    findings = judged(
        *a_plan(
            inputs={"trip": [trip]},
            days="2027-01-16 trip_day 150 min 80 kg 75 efm\n2027-01-19 easy_run 60 min",
        )
    )
    assert [one for one in findings if one.rule == "R-28" and "at most" in one.message]
    assert hard(findings) == []


def test_a_missed_trip_is_not_left_out() -> None:
    trip = _a_trip("2027-01-16", "2027-01-16")
    days = "2027-01-16 trip_day 150 min 3.5 kg 75 efm missed"
    assert "structure" not in hard(judged(*a_plan(inputs={"trip": [trip]}, days=days)))


def test_a_trip_without_a_pack_is_no_matter_of_the_screen() -> None:
    screen = {"athlete": {"screen": {"hernia": True}}}
    days = "2027-01-16 trip_day 150 min 75 efm"
    told = {
        pack_kg: [
            one.rule
            for one in judged(
                *a_plan(
                    inputs={**screen, "trip": [_a_trip("2027-01-16", "2027-01-16", pack_mass_kg=pack_kg)]},
                    days=days,
                )
            )
        ]
        for pack_kg in (0, 3.5)
    }
    assert ["R-90" in rules for rules in told.values()] == [False, True]


def test_the_days_after_a_b_race_are_counted_from_it() -> None:
    days = "2027-01-16 other_race 240 min hard\n2027-01-19 tempo_run 40 min"
    findings = judged(*a_plan(inputs={"other_race": [SPRING]}, days=days))
    (after,) = [one for one in findings if one.rule == "R-55" and "after" in one.message]
    assert (after.measured, after.limit) == (3, 4)


def test_a_week_before_a_b_race_that_begins_before_the_plan_is_told_on_its_first_day() -> None:
    early = {**SPRING, "date": date(2027, 1, 9), "distance_km": 12}
    days = "2027-01-05 easy_run 120 min\n2027-01-07 easy_run 120 min\n2027-01-09 other_race 80 min hard"
    findings = judged(*a_plan(inputs={"other_race": [early]}, days=days))
    assert [one.where for one in findings if "days before A spring race" in one.message] == [date(2027, 1, 4)]
