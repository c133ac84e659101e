"""Where the pack starts, how it climbs, and who carries none."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from periodise.domain.inputs import Inputs
from periodise.domain.session import SessionKind
from periodise.planner.build import build_plan, season_of
from periodise.planner.pack_progression import PackLadder
from periodise.store.rulebook_file import load_rulebook
from tests.unit.planner.inputs import START, an_athlete

RULEBOOK = load_rulebook()


def ladder(inputs: Inputs) -> PackLadder:
    return season_of(inputs, as_of=START, rulebook=RULEBOOK).ladder


def pack_runs(inputs: Inputs) -> list[tuple[int, float, float]]:
    """Day of the plan, kilograms and minutes of each pack run."""
    plan = build_plan(inputs, as_of=START, rulebook=RULEBOOK, accepted=("R-85c", "R-85e"))
    return [
        ((day.date - START).days, session.pack_mass_kg, session.duration_min)
        for day in plan.days
        for session in day.sessions
        if session.kind is SessionKind.PACK_RUN
    ]


@pytest.mark.parametrize(
    ("history", "race_kg", "start_kg"),
    [
        ({"pack_mass_kg": 0}, 6, 3.5),
        ({"pack_mass_kg": 5.2}, 6, 5.0),
        ({"pack_mass_kg": 9}, 9, 3.5),
        ({"pack_mass_kg": 0}, 2.2, 2.2),
    ],
    ids=["five per cent", "what was carried", "more than ten per cent", "the race pack if lighter"],
)
def test_the_ladder_starts(history: dict[str, Any], race_kg: float, start_kg: float) -> None:
    assert ladder(an_athlete(history=history, race={"pack_mass_kg": race_kg})).start_kg == start_kg


def test_the_last_step_ends_on_the_race_pack_itself() -> None:
    climbing = PackLadder(start_kg=3.5, target_kg=6.2, step_kg=1.0, gap_days=14, first_week=1)
    masses = [3.5]
    while masses[-1] < climbing.target_kg:
        masses.append(climbing.above(masses[-1]))
    assert masses == [3.5, 4.5, 5.5, 6.2]
    assert climbing.steps_left(3.5) == 3


def test_a_small_body_climbs_in_small_steps() -> None:
    assert ladder(an_athlete(athlete={"body_mass_kg": 50}, race={"pack_mass_kg": 4})).step_kg == 0.5


@pytest.mark.parametrize("slow", [{"level": "novice"}, {"birth_year": 1970}])
def test_novices_and_older_athletes_wait_three_weeks_between_steps(slow: dict[str, Any]) -> None:
    assert ladder(an_athlete()).gap_days == 14
    assert ladder(an_athlete(athlete=slow)).gap_days == 21


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"athlete": {"screen": {"back_pain": True}}}, "R-90"),
        ({"plan": {"straps": False}}, "R-70"),
        (
            {
                "week": {
                    "tuesday": {"available_min": 0},
                    "wednesday": {"available_min": 0},
                    "thursday": {"available_min": 0},
                }
            },
            "R-60",
        ),
    ],
)
def test_a_pack_is_refused_by_rule(changes: dict[str, Any], rule: str) -> None:
    assert ladder(an_athlete(**changes)).refused == rule


def test_every_pack_run_stays_below_fifteen_per_cent_of_body_mass() -> None:
    assert ladder(an_athlete(race={"pack_mass_kg": 14})).target_kg == 10.0


def test_a_minor_carries_ten_per_cent_at_most() -> None:
    assert ladder(an_athlete(athlete={"birth_year": 2011}, race={"pack_mass_kg": 9})).target_kg == 7.0


def test_somebody_who_never_carried_starts_in_week_five_or_three() -> None:
    never = {"pack_mass_kg": 0, "longest_loaded_km": 0}
    assert ladder(an_athlete(history=never)).first_week == 5
    assert ladder(an_athlete(history=never, plan={"start": START.replace(month=3, day=1)})).first_week == 3


def test_eight_steady_weeks_come_before_the_first_pack() -> None:
    assert ladder(an_athlete(history={"weeks_consistent": 2})).first_date == START + timedelta(weeks=6)
    runs = pack_runs(an_athlete(history={"weeks_consistent": 2}))
    assert min(day for day, _, _ in runs) >= 42


def test_four_weeks_of_three_runs_come_before_the_first_pack() -> None:
    runs = pack_runs(an_athlete(history={"runs_per_week": 2}))
    assert min(day for day, _, _ in runs) >= 28


def test_steps_are_small_far_apart_and_each_stands_on_two_sessions() -> None:
    runs = pack_runs(an_athlete(race={"pack_mass_kg": 8}))
    steps = [(before, after) for before, after in pairwise(runs) if after[1] > before[1]]
    assert [after[1] for _, after in steps] == [4.5, 5.5, 6.5, 7.5, 8.0]
    first_at = {mass: min(day for day, at, _ in runs if at == mass) for _, mass, _ in runs}
    for before, after in steps:
        assert after[0] - first_at[before[1]] >= 14
        assert sum(mass == before[1] for _, mass, _ in runs) >= 2
        assert after[2] <= 0.8 * max(minutes for day, _, minutes in runs if day < after[0])


def test_the_race_pack_is_carried_from_six_weeks_out() -> None:
    runs = pack_runs(an_athlete())
    race_day = (an_athlete().race.date - START).days
    close = [minutes for day, mass, minutes in runs if mass == 6 and race_day - 49 <= day]
    assert sum(minutes >= 60 for minutes in close) >= 3
    assert all(mass == 6 for day, mass, _ in runs if day > race_day - 42)
