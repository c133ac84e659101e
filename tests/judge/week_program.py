"""A second opinion on a week: the same problem as a mixed-integer program, solved by HiGHS.

One binary per date and choice. Each rule is written as it reads in the rulebook, not as the planner's
search keeps it: nothing here walks through the week day by day or carries a state.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import highspy

from periodise.planner.place_sessions import Choice, Item, WeekProblem

LOOKED_BACK_DAYS = 6


class Kept(NamedTuple):
    """What races and trips, which stand where they stand, still have to keep."""

    apart: bool = True
    """Room between each other's packs and hard days."""
    rest: bool = True
    """Full rest days in the week that ends on them."""


WAYS = (Kept(), Kept(apart=False), Kept(apart=False, rest=False))
"""As much as can be kept: the first way that has a filling counts."""


class Verdict(NamedTuple):
    """Points of the best filling, and what it keeps."""

    points: float
    kept: Kept


def judged(problem: WeekProblem) -> Verdict:
    """The best filling's points, found without the planner."""
    for kept in WAYS:
        points = _Program(problem, kept).least()
        if points is not None:
            return Verdict(points, kept)
    raise AssertionError("sessions can always be left out, and races and trips stand in the last way")


class _Program:
    """One week's binaries, rules and points."""

    def __init__(self, problem: WeekProblem, kept: Kept) -> None:
        self.problem, self.kept = problem, kept
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.days = range(len(problem.choices))
        self.chosen = [[(choice, self.solver.addBinary()) for choice in day] for day in problem.choices]
        for day in self.days:
            self.solver.addConstr(self.count(day, lambda _: True) == 1)
            self.rest(day)
            self.apart(day)
            self.loaded(day)
            self.back_to_back(day)
        self.no_more_than_wanted()
        self.rest_before_units()

    def least(self) -> float | None:
        """Points of the best filling; none when no filling keeps the rules."""
        self.solver.minimize(self.points())
        if self.solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return float(self.solver.getObjectiveValue())

    def count(self, day: int, wanted: Callable[[Choice], bool]) -> Any:
        """How many of the wanted choices stand on a date: 0 or 1."""
        return highspy.Highs.qsum([chosen for choice, chosen in self.chosen[day] if wanted(choice)])

    def counted_back(self, day: int, days: int, wanted: Callable[[Choice], bool], mask: int) -> Any:
        """How many of the `days` dates before `day` hold a wanted choice, the past in `mask` with them."""
        inside = [self.count(day - back, wanted) for back in range(1, days + 1) if back <= day]
        past = sum(mask >> (back - day - 1) & 1 for back in range(1, days + 1) if back > day)
        return highspy.Highs.qsum(inside) + past

    def rested_in(self, day: int, days: int) -> Any:
        return self.counted_back(day, days, _is_rest, self.problem.carry.rest_mask)

    def rest(self, day: int) -> None:
        """R-48: the seven days that end on a day with anything in it hold the rest days asked for."""
        asked = self.problem.rest_asked[day] if self.problem.rest_asked else self.problem.rest_days
        held = self.rested_in(day, LOOKED_BACK_DAYS)
        for choice, chosen in self.chosen[day]:
            excused = choice.item is Item.EVENT and not self.kept.rest
            if choice.item is not Item.REST and not excused:
                self.solver.addConstr(held >= asked * chosen)

    def rest_before_units(self) -> None:
        """R-48: a race or trip that begins after the week finds its rest days before it."""
        if self.kept.rest:
            for ask in self.problem.rest_before_unit:
                held = self.rested_in(len(self.days), ask.days)
                self.solver.addConstr(held >= ask.rest)

    def apart(self, day: int) -> None:
        """R-48, R-72: so many days after a session nothing is demanding; a back-to-back is the exception."""
        for choice, chosen in self.chosen[day]:
            for later in range(day + 1, min(day + choice.bars_demanding_days, self.days[-1]) + 1):
                alone = choice.bars_demanding_days == 1
                day_two = choice.item is Item.BIG and alone and later == day + 1
                self.solver.addConstr(chosen + self.demanding(later, day_two=day_two) <= 1)
        if day < self.problem.carry.barred_days:
            after_big = day == 0 and self.problem.carry.yesterday.item is Item.BIG
            day_two = after_big and self.problem.carry.barred_days == 1
            self.solver.addConstr(self.demanding(day, day_two=day_two) <= 0)

    def demanding(self, day: int, *, day_two: bool) -> Any:
        """Whether a date holds anything demanding that could stand elsewhere, or not at all."""
        excepted = {Item.SECOND} if day_two else set()
        excepted |= set() if self.kept.apart else {Item.EVENT}
        return self.count(day, lambda choice: choice.demanding and choice.item not in excepted)

    def loaded(self, day: int) -> None:
        """R-65: so many packs in any seven days, none on consecutive days, none beside a fast session."""
        carry, most = self.problem.carry, self.problem.loaded_per_week
        before = self.counted_back(day, LOOKED_BACK_DAYS, _is_loaded, carry.loaded_mask)
        for choice, chosen in self.chosen[day]:
            event = choice.item is Item.EVENT
            if (choice.begins and self.kept.apart) if event else choice.loaded:
                self.solver.addConstr(before <= most - 1 + LOOKED_BACK_DAYS * (1 - chosen))
            if choice.loaded and not event:
                self.solver.addConstr(chosen + self.yesterday(day, _is_loaded_or_fast) <= 1)
            if choice.item is Item.QUALITY:
                self.solver.addConstr(chosen + self.yesterday(day, _is_loaded) <= 1)

    def yesterday(self, day: int, wanted: Callable[[Choice], bool]) -> Any:
        """Whether the day before holds a wanted choice; before the week, what was carried over."""
        if day:
            return self.count(day - 1, wanted)
        carry = self.problem.carry
        loaded = bool(carry.loaded_mask & 1)
        return int(wanted(carry.yesterday._replace(loaded=loaded)))

    def back_to_back(self, day: int) -> None:
        """R-46: the second long day right after the first, a full rest day right after the second."""
        second = self.count(day, lambda choice: choice.item is Item.SECOND)
        self.solver.addConstr(second <= self.yesterday(day, lambda choice: choice.item is Item.BIG))
        stands_anyway = (Item.REST,) if self.kept.apart else (Item.REST, Item.EVENT)
        training = self.count(day, lambda choice: choice.item not in stands_anyway)
        rested = self.yesterday(day, lambda choice: choice.item is Item.SECOND)
        self.solver.addConstr(training + rested <= 1)

    def placed(self, item: Item) -> Any:
        return highspy.Highs.qsum([self.count(day, lambda choice: choice.item is item) for day in self.days])

    def no_more_than_wanted(self) -> None:
        """No more of anything than the week asks for."""
        for item in self.problem.dropped_cost:
            self.solver.addConstr(self.placed(item) <= self.problem.wanted.get(item, 0))

    def points(self) -> Any:
        """R-76: what stands somewhere, what was left out, a pack run beside the long run."""
        standing = [choice.cost * chosen for day in self.days for choice, chosen in self.chosen[day]]
        left_out = [
            cost * (self.problem.wanted.get(item, 0) - self.placed(item))
            for item, cost in self.problem.dropped_cost.items()
        ]
        after = self.beside(Item.BIG, Item.PACK, self.problem.pack_after_long_cost)
        before = self.beside(Item.PACK, Item.BIG, self.problem.pack_before_long_cost)
        return highspy.Highs.qsum([*standing, *left_out, *after, *before])

    def beside(self, item: Item, next_item: Item, cost: float) -> Iterator[Any]:
        """`cost` for each day that holds `item` before a day that holds `next_item`."""
        for day in self.days:
            both = self.solver.addVariable(lb=0.0, ub=1.0)
            first = self.yesterday(day, lambda choice: choice.item is item)
            then = self.count(day, lambda choice: choice.item is next_item)
            self.solver.addConstr(both >= first + then - 1)
            yield cost * both


def _is_rest(choice: Choice) -> bool:
    return choice.item is Item.REST


def _is_loaded(choice: Choice) -> bool:
    return choice.loaded


def _is_loaded_or_fast(choice: Choice) -> bool:
    return choice.loaded or choice.item is Item.QUALITY
