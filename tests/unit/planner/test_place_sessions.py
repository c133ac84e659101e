"""Placement finds the best filling there is: every legal filling is tried beside it."""

from itertools import pairwise, product
from random import Random

import pytest

from periodise.planner.place_sessions import (
    RESTED,
    Carry,
    Choice,
    Item,
    RestBefore,
    WeekProblem,
    place_sessions,
)
from tests.judge.random_weeks import DROPPED, a_week

AFTER_LONG, BEFORE_LONG = 120.0, 60.0
EASY = Choice(Item.EASY, 0.0)
LONG = Choice(Item.BIG, 0.0, demanding=True, bars_demanding_days=1)
SECOND = Choice(Item.SECOND, 0.0, demanding=True, bars_demanding_days=3)
FAST = Choice(Item.QUALITY, 0.0, demanding=True, bars_demanding_days=1)
PACK = Choice(Item.PACK, 0.0, loaded=True)
RACE = Choice(Item.EVENT, 0.0, demanding=True, begins=True)
TRIP = Choice(Item.EVENT, 0.0, loaded=True, begins=True)


def is_legal(filling: tuple[Choice, ...], problem: WeekProblem, *, apart: bool, rest: bool) -> bool:
    """Whether a filling keeps the rules; `apart` and `rest` say what races and trips have to keep."""
    return (
        keeps_rest(filling, problem, events_too=rest)
        and keeps_demanding_apart(filling, problem, events_too=apart)
        and keeps_packs_apart(filling, problem, events_too=apart)
        and keeps_back_to_back_whole(filling, problem, events_too=apart)
        and all(sum(choice.item is item for choice in filling) <= problem.wanted[item] for item in DROPPED)
    )


def keeps_rest(filling: tuple[Choice, ...], problem: WeekProblem, *, events_too: bool) -> bool:
    rests = [bool(problem.carry.rest_mask >> back & 1) for back in range(5, -1, -1)]
    rests += [choice.item is Item.REST for choice in filling]
    for day, choice in enumerate(filling):
        asked = problem.rest_asked[day] if problem.rest_asked else problem.rest_days
        asks = choice.item is not Item.REST and (choice.item is not Item.EVENT or events_too)
        if asks and sum(rests[day : day + 7]) < asked:
            return False
    return not events_too or all(sum(rests[-ask.days :]) >= ask.rest for ask in problem.rest_before_unit)


def keeps_demanding_apart(filling: tuple[Choice, ...], problem: WeekProblem, *, events_too: bool) -> bool:
    barred = problem.carry.barred_days
    for yesterday, choice in pairwise((problem.carry.yesterday, *filling)):
        second = choice.item is Item.SECOND and yesterday.item is Item.BIG and barred <= 1
        exempt = second or (choice.item is Item.EVENT and not events_too)
        if choice.demanding and barred and not exempt:
            return False
        barred = max(barred - 1, choice.bars_demanding_days, 0)
    return True


def keeps_packs_apart(filling: tuple[Choice, ...], problem: WeekProblem, *, events_too: bool) -> bool:
    loads = [bool(problem.carry.loaded_mask >> back & 1) for back in range(5, -1, -1)]
    loads += [choice.loaded for choice in filling]
    for day, choice in enumerate(filling):
        is_event = choice.item is Item.EVENT
        counts = (choice.begins and events_too) if is_event else choice.loaded
        if counts and sum(loads[day : day + 6]) >= problem.loaded_per_week:
            return False
    for yesterday, today in pairwise((problem.carry.yesterday, *filling)):
        carried = today.loaded and today.item is not Item.EVENT
        if carried and (yesterday.loaded or yesterday.item is Item.QUALITY):
            return False
        if today.item is Item.QUALITY and yesterday.loaded:
            return False
    return True


def keeps_back_to_back_whole(filling: tuple[Choice, ...], problem: WeekProblem, *, events_too: bool) -> bool:
    free = (Item.REST,) if events_too else (Item.REST, Item.EVENT)
    for yesterday, today in pairwise((problem.carry.yesterday, *filling)):
        if today.item is Item.SECOND and yesterday.item is not Item.BIG:
            return False
        if yesterday.item is Item.SECOND and today.item not in free:
            return False
    return True


def points(filling: tuple[Choice, ...], problem: WeekProblem) -> float:
    total = sum(choice.cost for choice in filling)
    for item, each in DROPPED.items():
        total += each * (problem.wanted[item] - sum(choice.item is item for choice in filling))
    for yesterday, today in pairwise((problem.carry.yesterday, *filling)):
        total += AFTER_LONG * (yesterday.item is Item.BIG and today.item is Item.PACK)
        total += BEFORE_LONG * (yesterday.item is Item.PACK and today.item is Item.BIG)
    return total


def legal_fillings(problem: WeekProblem) -> list[tuple[Choice, ...]]:
    """Every filling that keeps the rules; where none does, those around races that cannot keep them."""
    for apart, rest in ((True, True), (False, True), (False, False)):
        tried = product(*problem.choices)
        legal = [filling for filling in tried if is_legal(filling, problem, apart=apart, rest=rest)]
        if legal:
            return legal
    raise AssertionError("a week without any session is legal around whatever stands in it")


@pytest.mark.parametrize("seed", range(120))
def test_no_legal_filling_scores_better(seed: int) -> None:
    problem = a_week(Random(seed), dates=4 + seed % 2)
    found, legal = place_sessions(problem), legal_fillings(problem)
    assert found.choices in legal
    best = min(points(filling, problem) for filling in legal)
    assert found.cost == pytest.approx(best) == points(found.choices, problem)


def a_problem(*choices: tuple[Choice, ...], carry: Carry | None = None, **wanted: int) -> WeekProblem:
    """One rest day in seven, two packs in seven; `wanted` by the names of items in small letters."""
    return WeekProblem(
        choices=choices,
        wanted={item: wanted.get(item.name.lower(), 0) for item in DROPPED},
        dropped_cost=DROPPED,
        rest_days=1,
        loaded_per_week=2,
        pack_after_long_cost=AFTER_LONG,
        pack_before_long_cost=BEFORE_LONG,
        carry=carry or Carry(),
    )


def items(problem: WeekProblem) -> list[Item]:
    return [choice.item for choice in place_sessions(problem).choices]


def test_a_week_without_a_free_day_is_all_rest() -> None:
    assert place_sessions(a_problem(*[(RESTED,)] * 7, easy=2, big=1)).cost == 1120


def test_the_second_long_day_stands_right_after_the_first_and_a_rest_day_after_it() -> None:
    any_day = (RESTED, EASY, LONG, SECOND)
    found = items(a_problem(*[any_day] * 5, big=1, second=1, easy=3))
    first = found.index(Item.BIG)
    assert found[first + 1] is Item.SECOND
    assert set(found[first + 2 : first + 3]) <= {Item.REST}


def test_there_is_no_second_long_day_without_the_first() -> None:
    assert items(a_problem(*[(RESTED, EASY, SECOND)] * 4, big=1, second=1)) == [Item.REST] * 4


def test_nothing_demanding_stands_in_the_three_days_after_a_back_to_back() -> None:
    week = [(RESTED, LONG), (RESTED, SECOND), *[(RESTED, FAST)] * 4]
    found = items(a_problem(*week, big=1, second=1, quality=1))
    assert found == [Item.BIG, Item.SECOND, Item.REST, Item.REST, Item.REST, Item.QUALITY]


def test_a_rest_day_asked_for_before_a_race_after_the_week_is_kept() -> None:
    week = [(RESTED, EASY)] * 5
    free = a_problem(*week, easy=5)
    assert items(free) == [Item.EASY] * 5
    for days in (5, 2):
        asked = free._replace(rest_before_unit=(RestBefore(days, 1),))
        assert Item.REST in items(asked)[-days:]
        assert items(asked).count(Item.EASY) == 4


def test_a_race_stands_on_its_date_though_the_day_before_it_was_hard() -> None:
    after_a_long_run = Carry(rest_mask=0b10, barred_days=1, yesterday=LONG)
    week = [(RACE,), *[(RESTED, EASY)] * 2]
    found = place_sessions(a_problem(*week, easy=2, carry=after_a_long_run))
    assert [choice.item for choice in found.choices] == [Item.EVENT, Item.EASY, Item.EASY]
    assert found.cost == 0


def test_two_trips_too_close_both_stand_and_leave_no_room_for_a_pack_run() -> None:
    week = [(TRIP,), (RESTED, EASY), (RESTED, EASY, PACK), (RESTED, EASY), (TRIP,), (RESTED, EASY)]
    crowded = a_problem(*week, easy=4, pack=1)._replace(loaded_per_week=1)
    easy, trip = Item.EASY, Item.EVENT
    assert items(crowded) == [trip, easy, easy, easy, trip, easy]


def test_a_race_after_six_days_without_rest_stands_and_training_waits_for_the_rest_day() -> None:
    week = [(RACE,), *[(RESTED, EASY)] * 3]
    found = items(a_problem(*week, easy=3, carry=Carry(rest_mask=0)))
    assert found == [Item.EVENT, Item.REST, Item.EASY, Item.EASY]


def test_days_inside_a_trip_are_not_asked_for_rest() -> None:
    week = a_problem(
        *[(TRIP,), *[(TRIP._replace(begins=False, loaded=False),)] * 6], carry=Carry(rest_mask=1)
    )
    assert items(week._replace(rest_asked=(1, 1, 1, 1, 1, 1, 0))) == [Item.EVENT] * 7


def test_the_same_week_is_filled_the_same_way_each_time() -> None:
    problem = a_week(Random(7))
    assert place_sessions(problem) == place_sessions(problem)


def test_a_trip_that_begins_after_the_week_counts_among_the_packs_of_its_seven_days() -> None:
    free = (RESTED, EASY, PACK)
    days = a_problem(*[free] * 3, *[(RESTED,)] * 4, pack=2)
    in_seven = tuple((1 << 6 - ahead) - 1 for ahead in (6, 5, 4))
    before_a_trip = days._replace(beside_trips=tuple((window,) for window in in_seven))
    assert items(days).count(Item.PACK) == 2
    assert items(before_a_trip).count(Item.PACK) == 1
