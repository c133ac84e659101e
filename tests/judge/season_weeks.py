"""Every week of a filled season as the problem that placement was given."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from periodise.domain.plan import WeekKind
from periodise.domain.session import SessionKind
from periodise.planner.build import FilledWeek, filled_season
from periodise.planner.place_sessions import Carry, Filling, Item, WeekProblem, carried_on, place_sessions
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.week_problem import week_problem


class Placing(NamedTuple):
    """One question that the planner asked of placement, and its answer."""

    start: date
    problem: WeekProblem
    filling: Filling


def placings(season: Season) -> Iterator[Placing]:
    """Every week but the race's, asked again after the season was filled."""
    weeks, trail = filled_season(season)
    carry = Carry()
    for week in weeks:
        if week.target.kind is WeekKind.RACE:
            carry = Carry(rest_mask=0)
            continue
        asked = list(_asked(season, _before(trail, week.target.frame.start), week, carry))
        yield from asked
        choices = asked[-1].filling.choices
        trained = {day for day, choice in zip(week.target.frame.dates, choices, strict=True) if choice.item}
        assert _dates_on_foot(week) <= trained, "this is not the question that the planner asked"
        carry = carried_on(carry, choices, [bool(week.sessions[day]) for day in week.target.frame.dates])


def _dates_on_foot(week: FilledWeek) -> set[date]:
    return {
        day
        for day, sessions in week.sessions.items()
        if any(session.kind is not SessionKind.STRENGTH for session in sessions)
    }


def _before(trail: Trail, start: date) -> Trail:
    """What stood in the plan when the week that starts on `start` was filled."""
    return Trail(
        tuple(item for item in trail.placed if item.date < start),
        tuple(week for week in trail.weeks if week.start < start),
    )


def _asked(season: Season, trail: Trail, week: FilledWeek, carry: Carry) -> Iterator[Placing]:
    """The week's last problem, and the same with an easy run for whatever found no day."""
    start, problem = week.target.frame.start, week_problem(season, trail, week.target, carry)
    filling = place_sessions(problem)
    yield Placing(start, problem, filling)
    placed = Counter(choice.item for choice in filling.choices)
    fixed = [item for item in problem.wanted if item is not Item.EASY]
    homeless = [item for item in fixed if placed[item] < problem.wanted[item]]
    if homeless:
        easy = problem.wanted[Item.EASY] + len(homeless)
        wanted = {**problem.wanted, **dict.fromkeys(homeless, 0), Item.EASY: easy}
        again = problem._replace(wanted=wanted)
        yield Placing(start, again, place_sessions(again))
