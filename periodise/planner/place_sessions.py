"""Give a week's sessions their days: an exact search, day by day, over every filling that keeps the rules.

A search over the dates of one week, state by state, cheapest prospect first. A state carries what the
rules look back on: which of the last six days were full rest or held a pack, how long demanding work
is still barred, what yesterday was, and what is still to be placed. Costs are points (R-76); among
equal scores the first in a fixed order wins, so a plan made again is the same plan.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from heapq import heappop, heappush
from typing import NamedTuple

MASK = 0b111111
"""The six days before today, yesterday in the lowest bit."""


class Item(IntEnum):
    """What may stand on a day, in the order that breaks ties."""

    REST = 0
    EASY = 1
    BIG = 2
    """The long run or the backpacking day."""
    PACK = 3
    """Pack run or shakedown."""
    QUALITY = 4
    SECOND = 5
    """The second of two long days in a row (R-46): right after the big one, rest after it."""
    EVENT = 6
    """A race or a trip, on its date whatever stands around it (R-28)."""


class Choice(NamedTuple):
    """One item on one date: what it costs there and what it does to the days around it."""

    item: Item
    cost: float
    demanding: bool = False
    loaded: bool = False
    heavy: bool = False
    begins: bool = False
    """For a loaded race or trip: its first day, on which its seven days are looked at (R-65)."""
    bars_demanding_days: int = 0
    """Days after it that may hold nothing demanding (R-48, R-72)."""
    locked: bool = False
    """A coach's: on its date whatever stands around it, and none of what the week asks for."""


RESTED = Choice(Item.REST, 0.0)


class Carry(NamedTuple):
    """What the days before this week leave behind."""

    rest_mask: int = MASK
    loaded_mask: int = 0
    barred_days: int = 0
    yesterday: Choice = RESTED


class RestBefore(NamedTuple):
    """So many full rest days among the last days before a unit."""

    days: int
    rest: int


class WeekProblem(NamedTuple):
    """One week to fill: the choices of each date, how many of each item, and the limits."""

    choices: tuple[tuple[Choice, ...], ...]
    """Per date, rest first; only what the date allows by itself."""
    wanted: Mapping[Item, int]
    dropped_cost: Mapping[Item, float]
    """Points for each wanted item that finds no day."""
    rest_days: int
    """Full rest days in any seven (R-48)."""
    loaded_per_week: int
    """Loaded sessions in any seven days (R-65)."""
    pack_after_long_cost: float
    pack_before_long_cost: float
    rest_before_unit: tuple[RestBefore, ...] = ()
    """What a race or trip that begins the day after the week asks of its last days (R-48)."""
    beside_trips: tuple[tuple[int, ...], ...] = ()
    """Per date, for each loaded trip soon after it, the last days that share seven days with both: a mask."""
    rest_asked: tuple[int, ...] = ()
    """Full rest days in the seven that end on each date, where units ask for fewer than usual."""
    units_clash: bool = False
    """Races, trips and locked days stand so close that their packs and hard days cannot keep apart."""
    rest_fails: bool = False
    """Nor do they leave room for the rest days that are asked for."""
    carry: Carry = Carry()


class Filling(NamedTuple):
    """The best filling and its points."""

    cost: float
    choices: tuple[Choice, ...]


class _State(NamedTuple):
    """What the rules look back on, and nothing else: histories that no rule tells apart are one state.

    Whether yesterday was loaded is the lowest bit of `loaded_mask`.
    """

    rest_mask: int
    """The newest full rest days, as many as a week needs; older ones settle nothing."""
    loaded_mask: int
    barred_days: int
    yesterday: Item
    """An easy run yesterday is as good as rest to today's rules."""
    left: int
    """Items still to be placed, `UNIT[item]` each."""


_Prospect = tuple[float, int, int, float, _State, tuple[Choice, ...]]
"""Least points of the whole week, less days filled, order of finding, points so far, state, filling."""


UNIT: Mapping[Item, int] = {item: 8 ** (item - 1) for item in Item if item not in (Item.REST, Item.EVENT)}
"""Up to seven of each item are counted in one number, three bits each."""


def place_sessions(problem: WeekProblem) -> Filling:
    """The cheapest filling that keeps every hard rule; all rest is always one, so there always is one.

    Only races, trips and locked days may stand against each other: then the week is filled around them as
    it can be.
    """
    clashing = problem._replace(units_clash=True)
    ways = (problem, clashing, clashing._replace(rest_fails=True))
    return next((found for way in ways if (found := _cheapest(way))), None) or _all_rest(problem)


def _all_rest(problem: WeekProblem) -> Filling:
    return Filling(_all_dropped(problem), tuple(choices[0] for choices in problem.choices))


def _cheapest(problem: WeekProblem) -> Filling | None:
    """The best of all, or none when no filling keeps every rule.

    States are taken up in the order of what their best completion could cost, deeper ones first: the
    first that reaches the end of the week is the best.
    """
    first, least = _first(problem), _Least(problem)
    cost = _all_dropped(problem)
    frontier: list[_Prospect] = [(cost + least.more(0, first.left), 0, 0, cost, first, ())]
    settled: set[tuple[int, _State]] = set()
    count = 0
    while frontier:
        _, _, _, cost, state, path = heappop(frontier)
        day = len(path)
        if day == len(problem.choices):
            return Filling(cost, path)
        if (day, state) in settled:
            continue
        settled.add((day, state))
        for choice in problem.choices[day]:
            if not _allowed(state, choice, problem, day):
                continue
            after = _after(state, choice, problem.rest_days)
            if day + 1 == len(problem.choices) and not _rested(after, problem):
                continue
            total = cost + _points(state.yesterday, choice, problem) + _against(state, choice, problem, day)
            count += 1
            bound = total + least.more(day + 1, after.left)
            heappush(frontier, (bound, -day, count, total, after, (*path, choice)))
    return None


class _Least:
    """What the rest of a week costs at least: everything placed that has a day to go to, for nothing."""

    def __init__(self, problem: WeekProblem) -> None:
        self._dropped = sorted((cost, UNIT[item]) for item, cost in problem.dropped_cost.items())
        open_days = [len(choices) > 1 for choices in problem.choices]
        self._open = [sum(open_days[day:]) for day in range(len(open_days) + 1)]
        self._known: dict[tuple[int, int], float] = {}

    def more(self, day: int, left: int) -> float:
        """Points that are still to come from `day` on; negative, for what is placed takes its own back."""
        room = self._open[day]
        known = self._known.get((room, left))
        if known is None:
            costs = [cost for cost, unit in self._dropped for _ in range(left // unit % 8)]
            known = self._known[room, left] = -sum(costs[max(0, len(costs) - room) :])
        return known


def _rested(state: _State, problem: WeekProblem) -> bool:
    return problem.rest_fails or all(
        (state.rest_mask & ((1 << ask.days) - 1)).bit_count() >= ask.rest for ask in problem.rest_before_unit
    )


def _first(problem: WeekProblem) -> _State:
    carry = problem.carry
    left = sum(UNIT[item] * count for item, count in problem.wanted.items())
    return _State(carry.rest_mask, carry.loaded_mask, carry.barred_days, carry.yesterday.item, left)


def _all_dropped(problem: WeekProblem) -> float:
    """Points of a week without a session; placing an item takes its own back."""
    return sum(problem.dropped_cost[item] * count for item, count in problem.wanted.items())


def _allowed(state: _State, choice: Choice, problem: WeekProblem, day: int) -> bool:
    """Whether `choice` may follow `state` by R-48, R-65 and R-72; a locked day may once all else fails."""
    item = choice.item
    if item is Item.REST or (choice.locked and problem.rest_fails):
        return True
    asked = problem.rest_asked[day] if problem.rest_asked else problem.rest_days
    rested = state.rest_mask.bit_count() >= asked
    if item is Item.EVENT:
        crowded = choice.begins and _is_crowded(state, problem)
        barred = (choice.demanding and state.barred_days) or state.yesterday is Item.SECOND
        apart = not crowded and not barred
        return (rested or problem.rest_fails) and (apart or problem.units_clash)
    if not rested or not (choice.locked or state.left // UNIT[item] % 8):
        return False
    return _keeps_apart(state, choice, problem, day) or (choice.locked and problem.units_clash)


def _keeps_apart(state: _State, choice: Choice, problem: WeekProblem, day: int) -> bool:
    item = choice.item
    if state.yesterday is Item.SECOND:
        return False
    if item is Item.SECOND:
        return state.yesterday is Item.BIG and state.barred_days <= 1  # the big day's own
    if choice.demanding and state.barred_days:
        return False
    if choice.loaded and not (_may_load(state, problem) and _leaves_room_for_trips(state, problem, day)):
        return False
    return not (item is Item.QUALITY and state.loaded_mask & 1)


def _against(state: _State, choice: Choice, problem: WeekProblem, day: int) -> float:
    """Points for a locked day that breaks a rule where it stands: more than all that could make way."""
    strict = problem._replace(units_clash=False, rest_fails=False)
    if not choice.locked or not problem.units_clash or _allowed(state, choice, strict, day):
        return 0.0
    dearest = sum(max(choice.cost for choice in choices) for choices in problem.choices)
    return 1.0 + _all_dropped(problem) + dearest


def _may_load(state: _State, problem: WeekProblem) -> bool:
    """Not the day after a pack or a fast session, and few enough packs in seven days (R-65)."""
    return (
        not state.loaded_mask & 1 and state.yesterday is not Item.QUALITY and not _is_crowded(state, problem)
    )


def _leaves_room_for_trips(state: _State, problem: WeekProblem, day: int) -> bool:
    """Whether a pack today and the loaded trips soon after are not too many in seven days (R-65)."""
    windows = problem.beside_trips[day] if day < len(problem.beside_trips) else ()
    return all((state.loaded_mask & days).bit_count() + 2 <= problem.loaded_per_week for days in windows)


def _is_crowded(state: _State, problem: WeekProblem) -> bool:
    """As many packs in the last days as seven may hold (R-65)."""
    return state.loaded_mask.bit_count() >= problem.loaded_per_week


def _after(state: _State, choice: Choice, rest_days: int) -> _State:
    item = choice.item
    loaded_mask = (state.loaded_mask << 1 | choice.loaded) & MASK
    barred_days = max(choice.bars_demanding_days, state.barred_days - 1, 0)
    if item is Item.REST:
        rest_mask = _newest((state.rest_mask << 1 | 1) & MASK, rest_days)
        return _State(rest_mask, loaded_mask, barred_days, Item.REST, state.left)
    rest_mask = state.rest_mask << 1 & MASK
    if item is Item.EVENT:
        return _State(rest_mask, loaded_mask, barred_days, Item.REST, state.left)
    yesterday = Item.REST if item is Item.EASY else item
    left = state.left if choice.locked else state.left - UNIT[item]
    return _State(rest_mask, loaded_mask, barred_days, yesterday, left)


def _newest(mask: int, count: int) -> int:
    """`mask` with its `count` lowest bits alone."""
    kept = 0
    for _ in range(count):
        lowest = mask & -mask
        kept, mask = kept | lowest, mask ^ lowest
    return kept


def _points(yesterday: Item, today: Choice, problem: WeekProblem) -> float:
    """What today's choice adds: its own cost, a pack run beside a long run, less what dropping it costs."""
    item = today.item
    if item in (Item.REST, Item.EVENT):
        return today.cost
    points = today.cost - (0.0 if today.locked else problem.dropped_cost[item])
    if item is Item.PACK and yesterday is Item.BIG:
        return points + problem.pack_after_long_cost
    if item is Item.BIG and yesterday is Item.PACK:
        return points + problem.pack_before_long_cost
    return points


def carried_on(carry: Carry, choices: Sequence[Choice], extra_training: Sequence[bool]) -> Carry:
    """What a filled week leaves behind; `extra_training` marks rest days that strength was put on."""
    rest_mask, loaded_mask, barred = carry.rest_mask, carry.loaded_mask, carry.barred_days
    yesterday = carry.yesterday
    for choice, strength in zip(choices, extra_training, strict=True):
        rest = choice.item is Item.REST and not strength
        rest_mask = (rest_mask << 1 | rest) & MASK
        loaded_mask = (loaded_mask << 1 | choice.loaded) & MASK
        barred = max(choice.bars_demanding_days, barred - 1, 0)
        yesterday = Choice(choice.item, 0.0, loaded=choice.loaded)
    return Carry(rest_mask, loaded_mask, barred, yesterday)
