"""Placement finds the best filling there is: every legal filling is tried beside it."""

from itertools import pairwise, product
from random import Random

import pytest

from periodise.planner.place_sessions import RESTED, Carry, Choice, Item, WeekProblem, place_sessions

DROPPED = {Item.EASY: 60.0, Item.BIG: 1000.0, Item.PACK: 300.0, Item.QUALITY: 40.0}
AFTER_LONG, BEFORE_LONG = 120.0, 60.0


def a_week(random: Random) -> WeekProblem:
    def on_a_day() -> tuple[Choice, ...]:
        rest = Choice(Item.REST, 0.0)
        if random.random() < 0.25:
            return (rest,)
        demanding = random.random() < 0.7
        choices = (
            Choice(Item.EASY, random.randrange(0, 30)),
            Choice(
                Item.BIG, random.randrange(0, 60), demanding=demanding, bars_demanding_days=int(demanding)
            ),
            Choice(Item.PACK, random.randrange(0, 20), loaded=True),
            Choice(Item.QUALITY, random.randrange(0, 20), demanding=True, bars_demanding_days=1),
        )
        return (rest, *(choice for choice in choices if random.random() < 0.8))

    return WeekProblem(
        choices=tuple(on_a_day() for _ in range(7)),
        wanted={Item.EASY: random.randrange(4), Item.BIG: 1, Item.PACK: random.randrange(3), Item.QUALITY: 1},
        dropped_cost=DROPPED,
        rest_days=random.choice([1, 2]),
        loaded_per_week=2,
        pack_after_long_cost=AFTER_LONG,
        pack_before_long_cost=BEFORE_LONG,
        carry=Carry(
            rest_mask=random.randrange(64),
            loaded_mask=random.choice([0, 0b100, 0b101000]),
            barred_days=random.randrange(2),
            yesterday=random.choice([RESTED, Choice(Item.BIG, 0.0), Choice(Item.QUALITY, 0.0)]),
        ),
    )


def is_legal(filling: tuple[Choice, ...], problem: WeekProblem) -> bool:
    carry = problem.carry
    rests = [bool(carry.rest_mask >> back & 1) for back in range(5, -1, -1)]
    loads = [bool(carry.loaded_mask >> back & 1) for back in range(5, -1, -1)]
    rests += [choice.item is Item.REST for choice in filling]
    loads += [choice.loaded for choice in filling]
    for day, choice in enumerate(filling):
        week = slice(day, day + 7)
        if choice.item is not Item.REST and sum(rests[week]) < problem.rest_days:
            return False
        if choice.loaded and sum(loads[week]) > problem.loaded_per_week:
            return False
    days = [carry.yesterday, *filling]
    for yesterday, today in pairwise(days):
        if today.loaded and (yesterday.loaded or yesterday.item is Item.QUALITY):
            return False
        if today.item is Item.QUALITY and yesterday.loaded:
            return False
    barred = carry.barred_days
    for choice in filling:
        if choice.demanding and barred:
            return False
        barred = max(barred - 1, choice.bars_demanding_days, 0)
    return all(sum(choice.item is item for choice in filling) <= problem.wanted[item] for item in DROPPED)


def points(filling: tuple[Choice, ...], problem: WeekProblem) -> float:
    total = sum(choice.cost for choice in filling)
    for item, each in DROPPED.items():
        total += each * (problem.wanted[item] - sum(choice.item is item for choice in filling))
    days = [problem.carry.yesterday, *filling]
    for yesterday, today in pairwise(days):
        total += AFTER_LONG * (yesterday.item is Item.BIG and today.item is Item.PACK)
        total += BEFORE_LONG * (yesterday.item is Item.PACK and today.item is Item.BIG)
    return total


@pytest.mark.parametrize("seed", range(60))
def test_no_legal_filling_scores_better(seed: int) -> None:
    problem = a_week(Random(seed))
    found = place_sessions(problem)
    best = min(
        points(filling, problem) for filling in product(*problem.choices) if is_legal(filling, problem)
    )
    assert is_legal(found.choices, problem)
    assert found.cost == pytest.approx(best) == points(found.choices, problem)


def test_a_week_without_a_free_day_is_all_rest() -> None:
    nothing_free = WeekProblem(
        choices=((RESTED,),) * 7,
        wanted={Item.EASY: 2, Item.BIG: 1, Item.PACK: 0, Item.QUALITY: 0},
        dropped_cost=DROPPED,
        rest_days=1,
        loaded_per_week=2,
        pack_after_long_cost=AFTER_LONG,
        pack_before_long_cost=BEFORE_LONG,
    )
    assert place_sessions(nothing_free).cost == 1120


def test_the_same_week_is_filled_the_same_way_each_time() -> None:
    problem = a_week(Random(7))
    assert place_sessions(problem) == place_sessions(problem)
