"""Planned around locked days: they stand, they count, and as few rules as can be are broken beside them."""

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from periodise.checker.check import check_plan
from periodise.domain.finding import Severity
from periodise.domain.plan import Plan
from periodise.domain.session import Session, SessionKind
from periodise.metrics.marks import marked
from periodise.metrics.week_sums import summed
from periodise.planner.past import Past
from periodise.planner.place_sessions import RESTED, Choice, Item, WeekProblem, place_sessions
from periodise.planner.replan import replan
from tests.judge.random_weeks import a_week
from tests.unit.planner.test_place_sessions import EASY, FAST, LONG, PACK, a_problem, is_legal
from tests.unit.planner.test_replan import RULEBOOK, first_record

LOCKED_EASY, LOCKED_FAST, LOCKED_LONG, LOCKED_PACK = (
    choice._replace(locked=True) for choice in (EASY, FAST, LONG, PACK)
)


def items(problem: WeekProblem) -> list[Item]:
    return [choice.item for choice in place_sessions(problem).choices]


def test_a_locked_session_takes_nothing_of_what_the_week_asks_for() -> None:
    week = [(RESTED, EASY), (LOCKED_EASY,), (RESTED, EASY), (RESTED, EASY)]
    assert items(a_problem(*week, easy=2)).count(Item.EASY) == 3


def test_nothing_demanding_stands_the_day_before_or_after_a_locked_fast_session() -> None:
    week = [(RESTED, LONG), (LOCKED_FAST,), (RESTED, LONG), (RESTED, LONG)]
    assert items(a_problem(*week, big=1)) == [Item.REST, Item.QUALITY, Item.REST, Item.BIG]


def test_a_locked_pack_keeps_another_off_the_days_beside_it() -> None:
    week = [(RESTED, PACK), (LOCKED_PACK,), (RESTED, PACK), (RESTED, PACK)]
    assert items(a_problem(*week, pack=1)) == [Item.REST, Item.PACK, Item.REST, Item.PACK]


def test_rest_is_kept_before_locked_days_that_leave_none_among_them() -> None:
    week = [(RESTED, EASY), *[(LOCKED_EASY,)] * 6]
    assert items(a_problem(*week, easy=1))[0] is Item.REST


def test_locked_days_that_stand_against_each_other_cost_no_other_day_its_rules() -> None:
    week = [(LOCKED_LONG,), (LOCKED_FAST,), (RESTED, LONG), (RESTED, LONG)]
    assert items(a_problem(*week, big=1)) == [Item.BIG, Item.QUALITY, Item.REST, Item.BIG]


def with_locks(problem: WeekProblem, random: Random) -> WeekProblem:
    """`problem` with one or two of its days locked as something that could stand there."""
    choices = list(problem.choices)
    for day in random.sample(range(len(choices)), k=random.choice([1, 2])):
        trained = [one for one in choices[day] if one.item not in (Item.EVENT, Item.SECOND)]
        if trained:
            choices[day] = (random.choice(trained)._replace(cost=0.0, locked=True),)
    return problem._replace(choices=tuple(choices))


def free(filling: tuple[Choice, ...], item: Item) -> int:
    return sum(choice.item is item and not choice.locked for choice in filling)


def points(filling: tuple[Choice, ...], problem: WeekProblem) -> float:
    total = sum(choice.cost for choice in filling)
    total += sum(
        cost * (problem.wanted[item] - free(filling, item)) for item, cost in problem.dropped_cost.items()
    )
    for yesterday, today in zip((problem.carry.yesterday, *filling), filling, strict=False):
        total += problem.pack_after_long_cost * (yesterday.item is Item.BIG and today.item is Item.PACK)
        total += problem.pack_before_long_cost * (yesterday.item is Item.PACK and today.item is Item.BIG)
    return total


@pytest.mark.parametrize("seed", range(120))
def test_around_locked_days_no_legal_filling_scores_better(seed: int) -> None:
    problem = with_locks(a_week(Random(seed), dates=5), Random(seed))
    everything = problem._replace(wanted=dict.fromkeys(problem.wanted, 9))  # locked days are counted apart
    legal = [
        filling
        for filling in product(*problem.choices)
        if is_legal(filling, everything, apart=True, rest=True)
        and all(free(filling, item) <= count for item, count in problem.wanted.items())
    ]
    found = place_sessions(problem)
    assert [one for one in found.choices if one.locked] == [
        one for day in problem.choices for one in day if one.locked
    ]
    if legal:
        assert found.choices in legal
        assert found.cost == pytest.approx(min(points(filling, problem) for filling in legal))


# In a season


def locked(plan: Plan, day: date, **changes: object) -> Plan:
    """`plan` with a day's first session changed and the day locked, marks and sums counted again."""
    days = tuple(
        one.model_copy(
            update={
                "locked": True,
                "sessions": (one.sessions[0].model_copy(update=changes), *one.sessions[1:]),
            }
        )
        if one.date == day
        else one
        for one in plan.days
    )
    week = next(one for one in plan.weeks if one.start <= day < one.end)
    days = marked(days, week, RULEBOOK)
    weeks = tuple(summed(one, days) if one is week else one for one in plan.weeks)
    return plan.model_copy(update={"days": days, "weeks": weeks})


def around(plan: Plan, until: date) -> Plan:
    past = Past(plan, until)
    return replan(first_record().inputs, past, rulebook=RULEBOOK, accepted=("R-85c", "R-85e"), search=False)


def held(plan: Plan, day: date) -> tuple[Session, ...]:
    sessions = next(one.sessions for one in plan.days if one.date == day)
    return tuple(one.model_copy(update={"demanding": False}) for one in sessions)


def hard(plan: Plan, since: date) -> list[date]:
    findings = check_plan(plan, first_record().inputs, rulebook=RULEBOOK, accepted=("R-85c", "R-85e"))
    return [one.where for one in findings if one.severity is Severity.HARD and one.where >= since]


@pytest.mark.parametrize("weekday", range(7))
def test_a_fast_session_locked_on_any_day_of_a_week_leaves_every_hard_rule_to_be_kept(weekday: int) -> None:
    record = first_record()
    monday = date(2027, 4, 19)
    day = monday + timedelta(weekday)
    effort = {"kind": SessionKind.TEMPO_RUN, "duration_min": 30.0, "load_efm": 45.0, "rpe": 6}
    figures = {"distance_km": 5.0, "pack_mass_kg": 0.0, "carrier": "none", "heavy": False, "rules": ()}
    plan = locked(record.plan, day, **effort, **figures, ascent_m=0.0, descent_m=0.0, start="18:00")
    new = around(plan, monday - timedelta(7))
    assert held(new, day) == held(plan, day)
    assert set(hard(new, monday - timedelta(7))) <= {day}
    week = next(one for one in new.weeks if one.start == monday)
    before = next(one for one in plan.weeks if one.start == monday)
    assert week.load_efm <= before.load_efm + 0.05


def test_what_is_locked_is_not_planned_a_second_time_in_its_week() -> None:
    record = first_record()
    days = {one.date: one for one in record.plan.days}
    day = next(
        one
        for one in days
        if one > date(2027, 4, 1) and any(each.kind is SessionKind.PACK_RUN for each in days[one].sessions)
    )
    new = around(locked(record.plan, day, note="with the new pack"), date(2027, 3, 15))
    monday = day - timedelta(day.weekday())
    week = [one for each in new.days if monday <= each.date < monday + timedelta(7) for one in each.sessions]
    assert sum(one.kind is SessionKind.PACK_RUN for one in week) == 1
    assert [one.note for one in week if one.note] == ["with the new pack"]


def test_a_season_without_locks_is_planned_on_as_ever() -> None:
    plan = first_record().plan
    assert around(plan, date(2027, 4, 7)) == plan
    assert Past(plan, date(2027, 4, 7)).locked == {}
