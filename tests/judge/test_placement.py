"""Placement is as good as can be: a judge of another kind finds no filling with fewer points."""

from random import Random

import pytest

from periodise.planner.build import season_of
from periodise.planner.place_sessions import Item, WeekProblem, place_sessions
from periodise.store.rulebook_file import load_rulebook
from tests.judge.athletes import all_inputs
from tests.judge.random_weeks import a_week
from tests.judge.season_weeks import Placing, placings
from tests.judge.week_program import WAYS, Verdict, judged
from tests.unit.planner.inputs import START

POINTS = 1e-6
SEEDS = range(200)
INPUTS = all_inputs()


@pytest.fixture(scope="module")
def random_weeks() -> dict[int, tuple[WeekProblem, Verdict]]:
    problems = {seed: a_week(Random(seed)) for seed in SEEDS}
    return {seed: (problem, judged(problem)) for seed, problem in problems.items()}


def test_no_random_week_has_a_filling_with_fewer_points(
    random_weeks: dict[int, tuple[WeekProblem, Verdict]],
) -> None:
    differences = {
        seed: (found.cost, verdict.points)
        for seed, (problem, verdict) in random_weeks.items()
        if (found := place_sessions(problem)).cost != pytest.approx(verdict.points, abs=POINTS)
    }
    assert not differences


def test_the_random_weeks_hold_every_item_and_every_way_out(
    random_weeks: dict[int, tuple[WeekProblem, Verdict]],
) -> None:
    fillings = [place_sessions(problem) for problem, _ in random_weeks.values()]
    assert {choice.item for filling in fillings for choice in filling.choices} == set(Item)
    assert {verdict.kept for _, verdict in random_weeks.values()} == set(WAYS)


@pytest.fixture(scope="module")
def asked() -> dict[str, list[Placing]]:
    """Every question of every plan, by the athlete's name."""
    rulebook = load_rulebook()
    seasons = {
        name: season_of(inputs, as_of=inputs.plan.start or START, rulebook=rulebook)
        for name, inputs in INPUTS.items()
    }
    return {name: list(placings(season)) for name, season in seasons.items()}


@pytest.mark.parametrize("name", INPUTS)
def test_no_week_of_a_plan_has_a_filling_with_fewer_points(
    asked: dict[str, list[Placing]], name: str
) -> None:
    assert asked[name]
    differences = {
        one.start: (one.filling.cost, points)
        for one in asked[name]
        if one.filling.cost != pytest.approx(points := judged(one.problem).points, abs=POINTS)
    }
    assert not differences


def test_the_plans_are_twenty_and_hold_every_item(asked: dict[str, list[Placing]]) -> None:
    assert len(asked) >= 20
    choices = [choice for each in asked.values() for one in each for choice in one.filling.choices]
    assert {choice.item for choice in choices} == set(Item)
