"""Turn a week's target into the problem that placement solves (R-48, R-65, R-76)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from periodise.domain.dates import dates
from periodise.planner.day_choices import day_choices
from periodise.planner.locked import looked_ahead
from periodise.planner.place_sessions import Carry, Item, RestBefore, WeekProblem
from periodise.planner.season import Season
from periodise.planner.session_minutes import big_load_efm, least_run_min, shortest_run_min
from periodise.planner.trail import Trail
from periodise.planner.week_target import WeekTarget


def week_problem(season: Season, trail: Trail, target: WeekTarget, carry: Carry) -> WeekProblem:
    """Every choice of every date of the week, with its points."""
    points: Mapping[str, float] = season.rulebook["R-76"]["placement_points"]
    wanted = wanted_items(season, target)
    ideal = ideal_easy_min(season, target, wanted)
    rest_days = season.rulebook["R-48"]["rest_days_novice_count" if season.novice else "rest_days_count"]
    ahead = looked_ahead(season, target.frame.end)
    end = target.frame.end + timedelta(len(ahead))
    return WeekProblem(
        choices=tuple(
            day_choices(season, trail, target, day, ideal_min=ideal, points=points)
            for day in target.frame.dates
        )
        + tuple((choice,) for choice in ahead),
        wanted=wanted,
        dropped_cost={
            Item.EASY: points["drop_easy"],
            Item.BIG: points["drop_big"],
            Item.PACK: points["drop_shakedown" if target.shakedown else "drop_pack"],
            Item.QUALITY: points["drop_quality"],
            Item.SECOND: points["drop_second"],
        },
        rest_days=rest_days,
        loaded_per_week=season.rulebook["R-65"]["per_7_days_count"],
        pack_after_long_cost=points["pack_after_long"],
        pack_before_long_cost=points["pack_before_long"],
        rest_before_unit=_rest_before_unit(season, end, rest_days),
        beside_trips=tuple(_beside_trips(season, day) for day in target.frame.dates if season.unit_dates),
        rest_asked=_rest_asked(season, target.frame.start, end, rest_days),
        carry=carry,
    )


def _beside_trips(season: Season, day: date) -> tuple[int, ...]:
    """For each loaded trip that begins within seven days, the days before this one that share them."""
    window = season.rulebook["R-65"]["window_days"]
    return tuple(
        (1 << window - 1 - ahead) - 1
        for ahead in range(1, window)
        if (unit := season.unit_dates.get(day + timedelta(ahead))) is not None
        and unit.first == day + timedelta(ahead)
        and season.is_loaded_unit(unit)
    )


def _rest_asked(season: Season, start: date, end: date, asked: int) -> tuple[int, ...]:
    """Full rest days in the seven that end on each date; () where no unit is near to ask for fewer."""
    if not season.unit_dates:
        return ()
    return tuple(_rest_asked_on(season, day, asked) for day in dates(start, end))


def _rest_asked_on(season: Season, day: date, asked: int) -> int:
    """Days inside units are not asked for (R-28)."""
    window = range(season.rulebook["R-48"]["window_days"])
    return min(asked, sum(day - timedelta(back) not in season.event_dates for back in window))


def _rest_before_unit(season: Season, end: date, asked: int) -> tuple[RestBefore, ...]:
    """What races and trips soon after `end` ask of the days before it, if the days between all rest."""
    window = season.rulebook["R-48"]["window_days"]
    asks, between = [], 0
    for inside in range(1, window):
        day = end + timedelta(inside - 1)
        if day in season.event_dates:
            still = _rest_asked_on(season, day, asked) - between
            asks.append(RestBefore(window - inside, max(0, still)))
        else:
            between += 1
    return tuple(asks)


def wanted_items(season: Season, target: WeekTarget) -> dict[Item, int]:
    """How many of each item the week asks for, within its runs, in R-76's order of keeping."""
    runs = target.runs
    wanted: dict[Item, int] = {}
    runs = max(runs, 1) if target.shakedown else runs
    for item, asked in (
        (Item.PACK, bool(target.shakedown)),
        (Item.BIG, bool(target.hike or target.longest_min >= least_run_min(season))),
        (Item.PACK, bool(target.pack or target.shakedown)),
        (Item.SECOND, target.second_min > 0),
        (Item.QUALITY, _has_room_for_quality(season, target)),
    ):
        if wanted.get(item):
            continue
        wanted[item] = int(asked and runs > (1 if item is Item.QUALITY else 0))
        runs -= wanted[item]
    wanted[Item.EASY] = max(0, runs)
    left = {item: max(0, count - target.settled.get(item, 0)) for item, count in wanted.items()}
    return _beside_locked(left, target.locked)


def _beside_locked(wanted: Mapping[Item, int], locked: Mapping[Item, int]) -> dict[Item, int]:
    """`wanted` less what is locked; a locked session that nobody asked for takes an easy run's place."""
    left = {item: max(0, count - locked.get(item, 0)) for item, count in wanted.items()}
    others = sum(max(0, count - wanted.get(item, 0)) for item, count in locked.items())
    return left | {Item.EASY: max(0, left[Item.EASY] - others)}


def staying(problem: WeekProblem, target: WeekTarget, *, points: Mapping[str, Any]) -> WeekProblem:
    """`problem` with a little to pay for each day that is otherwise than in the plan so far (R-84)."""
    if not target.standing:
        return problem
    start = target.frame.start  # behind the week may stand locked days that it looks ahead to
    days = zip(dates(start, start + timedelta(len(problem.choices))), problem.choices, strict=True)
    cost = points["placement_points"]["moved"]
    return problem._replace(
        choices=tuple(
            tuple(
                choice._replace(cost=choice.cost + cost * (choice.item is not target.standing.get(day)))
                for choice in choices
            )
            for day, choices in days
        )
    )


def _has_room_for_quality(season: Season, target: WeekTarget) -> bool:
    """Whether the week's load holds a faster session beside the long run and the pack run."""
    packed = target.shakedown or target.pack
    beside = big_load_efm(season, target) + (packed.duration_min if packed else 0.0)
    effort = season.rulebook["R-10"]["tempo_effort_ratio"]
    others = shortest_run_min(season, target.kind) * max(0, target.runs - 1)
    return 0 < effort * target.quality_min <= target.load_efm - beside - others


def ideal_easy_min(season: Season, target: WeekTarget, wanted: Mapping[Item, int]) -> float:
    """Minutes of each easy run if every day had room."""
    if not wanted[Item.EASY]:
        return 0.0
    spoken_for = big_load_efm(season, target) * wanted[Item.BIG]
    packed = target.pack or target.shakedown
    spoken_for += packed.duration_min if packed else 0.0
    spoken_for += target.quality_min * wanted[Item.QUALITY] + target.second_min * wanted[Item.SECOND]
    return max(0.0, target.load_efm - spoken_for) / wanted[Item.EASY]
