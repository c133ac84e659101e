"""Turn a week's target into the choices that placement searches (R-48, R-65, R-72, R-76)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from periodise.domain.plan import WeekKind
from periodise.domain.week import WEEKDAYS
from periodise.metrics.pack_class import is_heavy
from periodise.planner.pack_sessions import pack_run_min
from periodise.planner.place_sessions import Carry, Choice, Item, WeekProblem
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.week_target import LoadedSession, WeekTarget

KINDS: Mapping[Item, tuple[str, ...]] = {
    Item.REST: ("rest",),
    Item.EASY: ("easy_run",),
    Item.BIG: ("long_run", "backpacking_day"),
    Item.PACK: ("pack_run",),
    Item.QUALITY: ("hill_run", "tempo_run"),
}
"""Names of the template's kinds (R-76)."""


def week_problem(season: Season, trail: Trail, target: WeekTarget, carry: Carry) -> WeekProblem:
    """Every choice of every date of the week, with its points."""
    points: Mapping[str, float] = season.rulebook["R-76"]["placement_points"]
    wanted = wanted_items(season, target)
    ideal = ideal_easy_min(season, target, wanted)
    rest = "rest_days_novice_count" if season.novice else "rest_days_count"
    return WeekProblem(
        choices=tuple(
            _choices(season, trail, target, day, ideal_min=ideal, points=points) for day in target.frame.dates
        ),
        wanted=wanted,
        dropped_cost={
            Item.EASY: points["drop_easy"],
            Item.BIG: points["drop_big"],
            Item.PACK: points["drop_shakedown" if target.shakedown else "drop_pack"],
            Item.QUALITY: points["drop_quality"],
        },
        rest_days=season.rulebook["R-48"][rest],
        loaded_per_week=season.rulebook["R-65"]["per_7_days_count"],
        pack_after_long_cost=points["pack_after_long"],
        pack_before_long_cost=points["pack_before_long"],
        race_follows=target.frame.end == season.macrocycle.race_date,
        carry=carry,
    )


def wanted_items(season: Season, target: WeekTarget) -> dict[Item, int]:
    """How many of each item the week asks for, within its runs, in R-76's order of keeping."""
    runs = target.runs
    wanted: dict[Item, int] = {}
    runs = max(runs, 1) if target.shakedown else runs
    for item, asked in (
        (Item.PACK, bool(target.shakedown)),
        (Item.BIG, bool(target.hike or target.longest_min >= _least_min(season))),
        (Item.PACK, bool(target.pack or target.shakedown)),
        (Item.QUALITY, _has_room_for_quality(season, target)),
    ):
        if wanted.get(item):
            continue
        wanted[item] = int(asked and runs > (1 if item is Item.QUALITY else 0))
        runs -= wanted[item]
    wanted[Item.EASY] = max(0, runs)
    return {item: max(0, count - target.settled.get(item, 0)) for item, count in wanted.items()}


def staying(problem: WeekProblem, target: WeekTarget, *, points: Mapping[str, Any]) -> WeekProblem:
    """`problem` with a little to pay for each day that is otherwise than in the plan so far (R-84)."""
    if not target.standing:
        return problem
    days = zip(target.frame.dates, problem.choices, strict=True)
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
    beside = (0.0 if target.hike else target.longest_min) + (packed.duration_min if packed else 0.0)
    effort = season.rulebook["R-10"]["tempo_effort_ratio"]
    others = shortest_run_min(season, target.kind) * max(0, target.runs - 1)
    return 0 < effort * target.quality_min <= target.load_efm - beside - others


def _least_min(season: Season) -> float:
    return float(season.rulebook["R-76"]["easy_run_min_min"])


def shortest_run_min(season: Season, kind: WeekKind) -> float:
    """Shortest run worth planning; a taper keeps its runs and shortens them (R-51)."""
    if kind is WeekKind.TAPER:
        return float(season.rulebook["R-51"]["shortest_run_min"])
    return _least_min(season)


def ideal_easy_min(season: Season, target: WeekTarget, wanted: Mapping[Item, int]) -> float:
    """Minutes of each easy run if every day had room."""
    if not wanted[Item.EASY]:
        return 0.0
    spoken_for = target.longest_min * wanted[Item.BIG] if not target.hike else 0.0
    packed = target.pack or target.shakedown
    spoken_for += packed.duration_min if packed else 0.0
    spoken_for += target.quality_min * wanted[Item.QUALITY]
    return max(0.0, target.load_efm - spoken_for) / wanted[Item.EASY]


def _choices(
    season: Season,
    trail: Trail,
    target: WeekTarget,
    day: date,
    *,
    ideal_min: float,
    points: Mapping[str, float],
) -> tuple[Choice, ...]:
    room = season.available_min(day)
    if room < shortest_run_min(season, target.kind):
        return (Choice(Item.REST, 0.0),)
    makers = (_easy, _big, _pack, _quality)
    made = (maker(season, trail, target, day, room, points, ideal_min) for maker in makers)
    return (Choice(Item.REST, 0.0), *(choice for choice in made if choice))


def _off_template(season: Season, item: Item, day: date, points: Mapping[str, float]) -> float:
    """Points when the weekday is not the item's own in the default week, turned to the long day."""
    turned = (day.weekday() - WEEKDAYS.index(season.long_day) + WEEKDAYS.index("saturday")) % 7
    kinds = season.rulebook["R-76"]["template"][WEEKDAYS[turned]]
    return 0.0 if any(kind in kinds for kind in KINDS[item]) else points["off_template"]


def _easy(
    season: Season, _t: Trail, target: WeekTarget, day: date, room: float, points: Any, ideal: float
) -> Choice:
    cap = min(room, easy_cap_min(season, target.kind, 0.0 if target.hike else target.longest_min))
    short = max(0.0, ideal - cap) / ideal if ideal else 0.0
    return Choice(Item.EASY, points["short_easy"] * short + _off_template(season, Item.EASY, day, points))


def easy_cap_min(season: Season, kind: WeekKind, long_run_min: float) -> float:
    """Longest easy or pack run beside a long run of so many minutes (0: none): never a long run itself."""
    if kind is WeekKind.RECOVERY:
        return float(season.rulebook["R-55"]["easy_run_max_min"])
    rule = season.rulebook["R-76"]
    below_long = season.rulebook["A0"]["long_run_min"] - 1
    if not long_run_min:
        return float(min(rule["easy_run_max_min"], below_long))
    share = max(rule["easy_share_of_long"] * long_run_min, rule["easy_run_min_min"])
    return float(min(rule["easy_run_max_min"], share))


def big_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Minutes of the long run or backpacking day if it stands on `day`; 0: it may not."""
    room = season.available_min(day)
    if target.hike:
        return min(target.hike.duration_min, room) if _hike_fits(season, target.hike, day) else 0.0
    return float(int(min(target.longest_min, room, target.run_allowed_min[day])))


def _days_to_long_day(season: Season, day: date) -> int:
    """Days until the weekday of the long run comes round again."""
    return (WEEKDAYS.index(season.long_day) - day.weekday()) % len(WEEKDAYS)


def _hike_fits(season: Season, hike: LoadedSession, day: date) -> bool:
    """Not before its spacing allows it, nor in the last two weeks (R-52)."""
    out = (season.macrocycle.race_date - day).days
    return day >= hike.earliest and out >= season.rulebook["R-52"]["last_loaded_long_days"]


def _big(
    season: Season, trail: Trail, target: WeekTarget, day: date, room: float, points: Any, _i: float
) -> Choice | None:
    minutes = big_min(season, trail, target, day)
    if minutes < _least_min(season):
        return None
    asked = target.hike.duration_min if target.hike else target.longest_min
    off_day = WEEKDAYS[day.weekday()] != season.long_day
    cost = points["short_big"] * max(0.0, asked - minutes) / asked + points["off_long_day"] * off_day
    if off_day and _days_to_long_day(season, day) < season.rulebook["R-72"]["demanding_gap_days"]:
        cost += points["bars_long_day"]
    if target.hike:
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
        bars_demanding_days=season.rulebook["R-72"]["demanding_gap_descent_days"] - 1,
    )


def packed_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Minutes of the pack run or shakedown if it stands on `day`; 0: it may not."""
    packed = target.shakedown or target.pack
    if packed is None or not packed.earliest <= day <= packed.latest:
        return 0.0
    if target.shakedown:
        least = season.rulebook["R-52"]["shakedown_min_min"]
        return float(int(min(packed.duration_min, season.available_min(day), max(least, target.load_efm))))
    beside = 0.0 if target.hike else target.longest_min
    return float(
        int(
            min(
                pack_run_min(season, trail, day, packed.mass_kg),
                season.available_min(day),
                target.load_efm - beside,
                run_cap_min(season, trail, target, day),
                _late_pack_min(season, day),
                _light_pack_min(season, packed.mass_kg),
            )
        )
    )


def _light_pack_min(season: Season, mass_kg: float) -> float:
    """How long a pack run may be and not be heavy: heavy sessions are backpacking days (R-66)."""
    rule = season.rulebook["A0"]
    longest = season.rulebook["R-76"]["easy_run_max_min"]
    heavy = is_heavy(mass_kg, rule["heavy_long_min"], season.inputs.athlete.body_mass_kg, season.rulebook)
    return float(min(longest, rule["heavy_long_min"] - 1) if heavy else longest)


def _late_pack_min(season: Season, day: date) -> float:
    """R-52: how long a pack run may be so close to the race, and none on the eve of the shakedown's days."""
    rule, out = season.rulebook["R-52"], (season.macrocycle.race_date - day).days
    before_shakedown = out == rule["shakedown_earliest_days"] + 1
    if out <= rule["unloaded_last_days"] or before_shakedown:
        return 0.0
    close = out < rule["last_loaded_long_days"]
    return float(rule["last_loaded_long_min"] if close else season.rulebook["R-76"]["easy_run_max_min"])


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


def quality_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Minutes of the faster session if it stands on `day`; 0: it may not."""
    minutes = min(target.quality_min, season.available_min(day), run_cap_min(season, trail, target, day))
    late = (season.macrocycle.race_date - day).days < season.rulebook["R-51"]["touch_soft_latest_days"]
    short = minutes < min(target.quality_min, season.rulebook["R-31"]["touch_min"])
    return 0.0 if late or short else float(int(minutes))


def run_cap_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Longest run beside the long run on `day`: R-40, and nothing that would be the week's long run."""
    beside = 0.0 if target.hike else target.longest_min
    cap = easy_cap_min(season, target.kind, beside)
    if target.kind is WeekKind.LOAD:
        held = target.longest_min
    else:
        recent = trail.load_weeks(season.rulebook["R-43"]["window_load_weeks"])
        held = max(week.longest_min for week in recent)
    least = season.rulebook["R-76"]["easy_run_min_min"]
    return min(cap, max(held, least), target.run_allowed_min[day])


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
