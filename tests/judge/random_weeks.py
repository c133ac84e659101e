"""Random weeks to place sessions in: every item, races and trips, and what the week before left behind."""

from random import Random

from periodise.planner.place_sessions import RESTED, Carry, Choice, Item, RestBefore, WeekProblem

DROPPED = {Item.EASY: 60.0, Item.BIG: 1000.0, Item.PACK: 300.0, Item.QUALITY: 40.0, Item.SECOND: 30.0}
QUIET_AFTER_SECOND_DAYS = 3


def a_week(random: Random, *, dates: int = 7) -> WeekProblem:
    """A week of so many dates. Only a demanding day is the first of two long ones (R-46)."""
    units = _unit_days(random, dates)
    rest_days = random.choice([1, 1, 2])
    long = random.random() < 0.7
    return WeekProblem(
        choices=tuple(_on_a_day(random, day, units, long=long) for day in range(dates)),
        wanted={
            Item.EASY: random.randrange(5),
            Item.BIG: 1,
            Item.PACK: random.randrange(3),
            Item.QUALITY: random.randrange(2),
            Item.SECOND: int(long and random.random() < 0.6),
        },
        dropped_cost=DROPPED,
        rest_days=rest_days,
        loaded_per_week=random.choice([1, 2, 2]),
        pack_after_long_cost=120.0,
        pack_before_long_cost=60.0,
        rest_before_unit=_unit_after_the_week(random, rest_days),
        rest_asked=tuple(random.randrange(rest_days + 1) for _ in range(dates)) if units else (),
        carry=_carry(random),
    )


def _unit_days(random: Random, dates: int) -> dict[int, Choice]:
    """The days of no race or trip, of one, or of two that may stand too close."""
    days: dict[int, Choice] = {}
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        first = random.randrange(dates)
        last = min(dates - 1, first + random.choice([0, 0, 1, 2]))
        demanding, loaded = random.random() < 0.7, random.random() < 0.5
        if any(day in days for day in range(first, last + 1)):
            continue
        for day in range(first, last + 1):
            days[day] = Choice(
                Item.EVENT,
                0.0,
                demanding=demanding and day == first,
                loaded=loaded and day == last,
                begins=loaded and day == first,
            )
    return days


def _unit_after_the_week(random: Random, rest_days: int) -> tuple[RestBefore, ...]:
    if random.random() < 0.6:
        return ()
    return tuple(RestBefore(days, random.randrange(rest_days + 1)) for days in (6, 5))


def _on_a_day(random: Random, day: int, units: dict[int, Choice], *, long: bool) -> tuple[Choice, ...]:
    if day in units:
        return (units[day],)
    if random.random() < 0.2:
        return (RESTED,)
    walked = random.random() < 0.3
    choices = [
        Choice(Item.EASY, random.randrange(0, 30)),
        Choice(
            Item.BIG,
            random.randrange(0, 60),
            demanding=long,
            loaded=walked,
            bars_demanding_days=2 if walked else int(long),
        ),
        Choice(Item.PACK, random.randrange(0, 20), loaded=True),
        Choice(Item.QUALITY, random.randrange(0, 20), demanding=True, bars_demanding_days=1),
    ]
    if day + 1 not in units:
        quiet = QUIET_AFTER_SECOND_DAYS
        choices.append(Choice(Item.SECOND, 0.0, demanding=True, bars_demanding_days=quiet))
    rest = RESTED if random.random() < 0.9 else Choice(Item.REST, 900.0)  # a race that is left out
    return (rest, *(choice for choice in choices if random.random() < 0.8))


def _carry(random: Random) -> Carry:
    """Six days behind, the last of them in keeping with what it leaves."""
    rest_mask, loaded_mask = random.randrange(32) << 1, random.choice([0, 0b100, 0b100100])
    item = random.choice([Item.REST, Item.REST, Item.EASY, Item.BIG, Item.PACK, Item.QUALITY, Item.SECOND])
    if item is Item.REST:
        return Carry(rest_mask | 1, loaded_mask, random.randrange(3), RESTED)
    bars = {Item.BIG: random.randrange(3), Item.QUALITY: 1, Item.SECOND: QUIET_AFTER_SECOND_DAYS}
    loaded = item is Item.PACK
    return Carry(rest_mask, loaded_mask | loaded, bars.get(item, 0), Choice(item, 0.0, loaded=loaded))
