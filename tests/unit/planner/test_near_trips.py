"""Packs, shakedowns and marks near trips and races on the way."""

from datetime import date, timedelta
from typing import Any

import pytest

from periodise.checker.check import check_plan
from periodise.domain.finding import Severity
from periodise.domain.session import Intensity, Session, SessionKind
from periodise.metrics.marks import marked
from periodise.planner.build import build_plan
from periodise.planner.references import grown
from periodise.planner.season import Season
from periodise.store.rulebook_file import load_rulebook
from tests.unit.planner.inputs import START, an_athlete

RULEBOOK = load_rulebook()
EVERYTHING = ("R-85c", "R-85d", "R-85e", "R-85f")
RACE_DATE = date(2027, 6, 19)


def a_trip(first: date, *, pack_mass_kg: float = 6) -> dict[str, Any]:
    return {
        "name": "A round",
        "start": first,
        "end": first + timedelta(1),
        "distance_per_day_km": 20,
        "pack_mass_kg": pack_mass_kg,
    }


def test_no_shakedown_is_looked_for_beside_a_loaded_trip_or_on_a_race_in_training() -> None:
    trip = a_trip(RACE_DATE - timedelta(12))
    race = {
        "name": "A parish race",
        "date": RACE_DATE - timedelta(14),
        "distance_km": 10,
        "ascent_m": 100,
        "priority": "C",
    }
    plain = Season(an_athlete(), RULEBOOK, START).shakedown_dates
    beside = Season(an_athlete(trips=[trip], other_races=[race]), RULEBOOK, START).shakedown_dates
    left = {date(2027, 6, 5), date(2027, 6, 6), date(2027, 6, 8), date(2027, 6, 9), date(2027, 6, 10)}
    assert set(plain) == left
    assert set(beside) == {date(2027, 6, 10)}
    light = Season(an_athlete(trips=[trip | {"pack_mass_kg": 1}]), RULEBOOK, START).shakedown_dates
    assert set(light) >= {date(2027, 6, 6), date(2027, 6, 9)}


@pytest.mark.parametrize("days_out", range(13, 29))
def test_a_trip_on_any_day_before_the_race_leaves_every_hard_rule_kept(days_out: int) -> None:
    inputs = an_athlete(trips=[a_trip(RACE_DATE - timedelta(days_out))])
    plan = build_plan(inputs, as_of=START, rulebook=RULEBOOK, accepted=EVERYTHING)
    findings = check_plan(plan, inputs, rulebook=RULEBOOK, accepted=EVERYTHING)
    assert [one.message for one in findings if one.severity is Severity.HARD] == []


def test_a_race_in_training_is_demanding_only_as_the_longest_run_of_its_week() -> None:
    inputs = an_athlete()
    plan = build_plan(inputs, as_of=START, rulebook=RULEBOOK, accepted=EVERYTHING)
    week = plan.weeks[0]
    race = Session(
        kind=SessionKind.OTHER_RACE,
        duration_min=100,
        intensity=Intensity.EASY,
        demanding=True,
        rules=("R-28",),
    )
    longer = race.model_copy(update={"kind": SessionKind.EASY_RUN, "duration_min": 128.0, "demanding": False})
    days = [day.with_sessions(()) for day in plan.days]
    days[1], days[3] = days[1].with_sessions((race,)), days[3].with_sessions((longer,))
    after = marked(days, week, RULEBOOK)
    assert [one.demanding for day in (after[1], after[3]) for one in day.sessions] == [False, True]
    raced = race.model_copy(update={"intensity": Intensity.HARD})
    days[1] = days[1].with_sessions((raced,))
    assert marked(days, week, RULEBOOK)[1].sessions[0].demanding


def test_a_longer_run_never_lets_the_next_be_shorter() -> None:
    allowed = [grown(float(minutes), RULEBOOK["R-40"]) for minutes in range(20, 200)]
    assert allowed == sorted(allowed)
