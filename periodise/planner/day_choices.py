"""What may stand on one date by itself, and its points (R-48, R-65, R-72, R-76)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from periodise.domain.week import WEEKDAYS
from periodise.metrics.pack_class import is_heavy, is_loaded
from periodise.planner.locked import locked_choice
from periodise.planner.pack_sessions import in_first_pack_weeks
from periodise.planner.place_sessions import Choice, Item
from periodise.planner.season import Season
from periodise.planner.session_minutes import (
    big_min,
    easy_cap_min,
    least_run_min,
    packed_min,
    quality_min,
    second_min,
    shortest_run_min,
)
from periodise.planner.trail import Trail
from periodise.planner.unit_sessions import unit_session
from periodise.planner.walks import least_walk_min
from periodise.planner.week_target import LoadedSession, WeekTarget

KINDS: Mapping[Item, tuple[str, ...]] = {
    Item.REST: ("rest",),
    Item.EASY: ("easy_run",),
    Item.BIG: ("long_run", "backpacking_day"),
    Item.PACK: ("pack_run",),
    Item.QUALITY: ("hill_run", "tempo_run"),
    Item.SECOND: ("easy_run",),
}
"""Names of the template's kinds (R-76)."""


def day_choices(
    season: Season,
    trail: Trail,
    target: WeekTarget,
    day: date,
    *,
    ideal_min: float,
    points: Mapping[str, float],
) -> tuple[Choice, ...]:
    if day in season.unit_dates:
        return (event_choice(season, day),)
    if day in season.locked:
        return (locked_choice(season, day),)
    room = season.available_min(day)
    if room < shortest_run_min(season, target.kind):
        return (Choice(Item.REST, 0.0),)
    makers = (_easy, _big, _pack, _quality, _second)
    made = (maker(season, trail, target, day, room, points, ideal_min) for maker in makers)
    possible = tuple(choice for choice in made if choice and _fits_around(season, trail, choice, day))
    if day in season.training_races:
        return _raced(possible, points)
    return (Choice(Item.REST, 0.0), *possible)


def event_choice(season: Season, day: date) -> Choice:
    """A day of a unit; a trip is one loaded session, asked about when it begins, counted on its last day."""
    unit = season.unit_dates[day]
    session, begins = unit_session(season, unit), day == unit.first
    carried = is_loaded(session, season.inputs.athlete.body_mass_kg, season.rulebook)
    return Choice(
        Item.EVENT,
        0.0,
        demanding=session.demanding and begins,
        loaded=carried and day == unit.last,
        begins=begins and carried,
    )


def _second(
    season: Season, trail: Trail, target: WeekTarget, day: date, _r: float, points: Any, _i: float
) -> Choice | None:
    """R-46: rest after it, then two easy days."""
    if day == target.frame.start or day in season.training_races:
        return None
    if not target.second_min or not second_min(season, target, day):
        return None
    rule = season.rulebook["R-46"]
    quiet = rule["rest_after_days"] + rule["easy_after_days"]
    return Choice(Item.SECOND, 0.0, demanding=True, bars_demanding_days=quiet)


def _fits_around(season: Season, trail: Trail, choice: Choice, day: date) -> bool:
    """Whether a session may stand so near a race or trip."""
    limit = season.limit_on(day)
    walked = choice.item is Item.BIG and choice.loaded
    early = choice.loaded and not limit.first_packs and in_first_pack_weeks(season, trail, day)
    return (
        (limit.demanding or not choice.demanding)
        and (limit.heavy or not choice.heavy)
        and (limit.loaded or not choice.loaded)
        and (limit.loaded_walk or not walked)
        and not early
    )


def _raced(possible: Sequence[Choice], points: Mapping[str, float]) -> tuple[Choice, ...]:
    """A race that is trained through: as the long run, else as the fast one, else easily, else not at all."""
    wanted = (Item.BIG, Item.QUALITY, Item.EASY)
    kept = {choice.item: choice for choice in possible if choice.item in wanted and not choice.loaded}
    ranked = [kept[item] for item in wanted if item in kept]
    costs = (points["race_as_planned"], points["race_as_fast_run"], points["race_as_easy_run"])
    raced = tuple(choice._replace(cost=costs[wanted.index(choice.item)]) for choice in ranked)
    return (Choice(Item.REST, points["race_left_out"]), *raced)


def _off_template(season: Season, item: Item, day: date, points: Mapping[str, float]) -> float:
    """Points when the weekday is not the item's own in the default week, turned to the long day."""
    turned = (day.weekday() - WEEKDAYS.index(season.long_day) + WEEKDAYS.index("saturday")) % 7
    kinds = season.rulebook["R-76"]["template"][WEEKDAYS[turned]]
    return 0.0 if any(kind in kinds for kind in KINDS[item]) else points["off_template"]


def _easy(
    season: Season, _t: Trail, target: WeekTarget, day: date, room: float, points: Any, ideal: float
) -> Choice:
    cap = min(room, easy_cap_min(season, target.kind, target.long_run_min))
    short = max(0.0, ideal - cap) / ideal if ideal else 0.0
    return Choice(Item.EASY, points["short_easy"] * short + _off_template(season, Item.EASY, day, points))


def _days_to_long_day(season: Season, day: date) -> int:
    """Days until the weekday of the long run comes round again."""
    return (WEEKDAYS.index(season.long_day) - day.weekday()) % len(WEEKDAYS)


def _big(
    season: Season, trail: Trail, target: WeekTarget, day: date, room: float, points: Any, _i: float
) -> Choice | None:
    minutes = big_min(season, trail, target, day)
    if minutes < (least_walk_min(season) if target.hike else least_run_min(season)):
        return None
    asked = target.hike.duration_min if target.hike else target.longest_min
    off_day = WEEKDAYS[day.weekday()] != season.long_day
    cost = points["short_big"] * max(0.0, asked - minutes) / asked + points["off_long_day"] * off_day
    if off_day and _days_to_long_day(season, day) < season.rulebook["R-72"]["demanding_gap_days"]:
        cost += points["bars_long_day"]
    if target.hike and day not in season.training_races:
        return _hike_choice(season, target.hike, minutes, cost)
    demanding = minutes >= season.rulebook["A0"]["long_run_min"]
    return Choice(Item.BIG, cost, demanding=demanding, bars_demanding_days=int(demanding))


def _hike_choice(season: Season, hike: LoadedSession, minutes: float, cost: float) -> Choice:
    body = season.inputs.athlete.body_mass_kg
    heavy = is_heavy(hike.mass_kg, minutes, body, season.rulebook)
    long = minutes >= season.rulebook["A0"]["backpacking_demanding_min"]
    return Choice(
        Item.BIG,
        cost,
        demanding=heavy or long,
        loaded=hike.mass_kg > 0,
        heavy=heavy,
        bars_demanding_days=season.rulebook["R-72"]["demanding_gap_descent_days"] - 1,
    )


def _pack(
    season: Season, trail: Trail, target: WeekTarget, day: date, _r: float, points: Any, _i: float
) -> Choice | None:
    minutes = packed_min(season, trail, target, day)
    packed = target.shakedown or target.pack
    if packed is None or minutes < season.rulebook["R-64"]["floor_min"]:
        return None
    short = max(0.0, packed.duration_min - minutes) / packed.duration_min
    cost = points["short_pack"] * short + _off_template(season, Item.PACK, day, points)
    return Choice(Item.PACK, cost, loaded=True)


def _quality(
    season: Season, trail: Trail, target: WeekTarget, day: date, _r: float, points: Any, _i: float
) -> Choice | None:
    if not quality_min(season, trail, target, day):
        return None
    rule, out = season.rulebook["R-51"], (season.macrocycle.race_date - day).days
    late = target.frame.end == season.macrocycle.race_date and not (
        rule["touch_latest_days"] <= out <= rule["touch_earliest_days"]
    )
    cost = _off_template(season, Item.QUALITY, day, points) + points["off_template"] * 2 * late
    return Choice(Item.QUALITY, cost, demanding=True, bars_demanding_days=1)
