"""Why a session that a week wanted found no day: the rules whose absence would have given it one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from periodise.domain.plan import LeftOut, WeekKind
from periodise.domain.session import SessionKind
from periodise.planner.place_sessions import Carry, Choice, Item, WeekProblem, place_sessions
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.week_problem import week_problem
from periodise.planner.week_target import WeekTarget

TOLD_KINDS = (WeekKind.LOAD, WeekKind.TAPER)
"""Other weeks hold what they can, and that little is no loss."""
Without = Callable[[WeekProblem], WeekProblem]


@dataclass(frozen=True)
class _Rule:
    ids: tuple[str, ...]
    without: Without


def left_out(
    season: Season, trail: Trail, wanted: WeekTarget, choices: Sequence[Choice], carry: Carry
) -> tuple[LeftOut, ...]:
    """The long session and the pack session that the week asked for and does not hold."""
    if wanted.kind not in TOLD_KINDS:
        return ()
    placed = {choice.item for choice in choices if not choice.locked}
    problem = week_problem(season, trail, wanted, carry)
    missing = [item for item in (Item.BIG, Item.PACK) if problem.wanted[item] and item not in placed]
    return tuple(LeftOut(kind=_kind(item, wanted), rules=rules_against(problem, item)) for item in missing)


def _kind(item: Item, wanted: WeekTarget) -> SessionKind:
    if item is Item.BIG:
        return SessionKind.BACKPACKING_DAY if wanted.hike and wanted.hike.mass_kg else SessionKind.LONG_RUN
    return SessionKind.SHAKEDOWN if wanted.shakedown else SessionKind.PACK_RUN


def rules_against(problem: WeekProblem, item: Item) -> tuple[str, ...]:
    """() when no date has room for it by itself; R-76 when it could stand and the others go first."""
    if not any(_is_placed(choice, item) for day in problem.choices for choice in day):
        return ()
    above_all = sum(problem.dropped_cost.values()) * len(problem.choices)
    first = problem._replace(dropped_cost={**problem.dropped_cost, item: above_all})
    if _holds(first, item):
        return ("R-76",)
    against = [rule.ids for rule in RULES if _holds(rule.without(first), item)]
    return tuple(rule for ids in against or [rule.ids for rule in RULES] for rule in ids)


def _holds(problem: WeekProblem, item: Item) -> bool:
    return any(_is_placed(choice, item) for choice in place_sessions(problem).choices)


def _is_placed(choice: Choice, item: Item) -> bool:
    return choice.item is item and not choice.locked


def _each(problem: WeekProblem, change: Callable[[Choice], Choice]) -> WeekProblem:
    days = (tuple(map(change, day)) for day in problem.choices)
    return problem._replace(choices=tuple(days))


def _without_rest(problem: WeekProblem) -> WeekProblem:
    return problem._replace(rest_days=0, rest_asked=(), rest_before_unit=())


def _without_packs(problem: WeekProblem) -> WeekProblem:
    bare = problem._replace(carry=problem.carry._replace(loaded_mask=0))
    return _each(bare, lambda choice: choice._replace(loaded=False))


def _without_demanding(problem: WeekProblem) -> WeekProblem:
    bare = problem._replace(carry=problem.carry._replace(barred_days=0))
    return _each(bare, lambda choice: choice._replace(demanding=False))


RULES = (
    _Rule(("R-48",), _without_rest),
    _Rule(("R-65",), _without_packs),
    _Rule(("R-48", "R-72"), _without_demanding),
)
