"""Where the week's strength sessions stand: beside an easy run, else on a spare rest day (R-75)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise

from periodise.domain.week import WEEKDAYS
from periodise.planner.place_sessions import Choice, Item
from periodise.planner.season import Season
from periodise.planner.week_target import WeekTarget


def strength_choices(
    season: Season, target: WeekTarget, by_date: Mapping[date, Choice]
) -> Iterator[frozenset[date]]:
    """Days for the week's strength sessions, the best first, then fewer sessions, none last."""
    days = [day for day, choice in by_date.items() if _fits(season, target, day, choice)]
    for count in range(min(target.strength, len(days)), -1, -1):
        ranked = sorted(combinations(days, count), key=lambda chosen: _points(season, by_date, chosen))
        yield from map(frozenset, ranked)


def _fits(season: Season, target: WeekTarget, day: date, choice: Choice) -> bool:
    """Beside an easy run with room for both; rest days stay whole (R-48)."""
    if choice.item is not Item.EASY or choice.locked or day >= target.strength_until:
        return False
    if day in season.training_races or not season.limit_on(day).demanding:
        return False
    needed = season.rulebook["R-75"]["duration_min"] + season.rulebook["R-76"]["easy_run_min_min"]
    return season.available_min(day) >= needed


def _points(season: Season, by_date: Mapping[date, Choice], chosen: tuple[date, ...]) -> tuple[float, ...]:
    """Fewer is better: sessions side by side, days before the big one, little room, off the usual days."""
    dates = list(by_date)
    usual = season.rulebook["R-76"]["strength_days"]
    adjacent = sum((b - a).days == 1 for a, b in pairwise(chosen))
    before_big = sum(
        day != dates[-1] and by_date[dates[dates.index(day) + 1]].item is Item.BIG for day in chosen
    )
    off = sum(WEEKDAYS[day.weekday()] not in usual for day in chosen)
    room = -sum(season.available_min(day) for day in chosen)
    return (adjacent + before_big, off, room)
