"""What the days around races, trips and a coach's heavy days may hold (R-28, R-48, R-55, R-66, R-72)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import ceil, inf
from typing import TYPE_CHECKING, NamedTuple

from periodise.domain.session import SessionKind
from periodise.metrics.occasions import Occasion
from periodise.metrics.pack_class import is_heavy
from periodise.planner.unit_sessions import unit_session

if TYPE_CHECKING:
    from periodise.planner.season import Season


class DayLimit(NamedTuple):
    """Bounds of a date that come from what stands near it."""

    most_min: float = inf
    demanding: bool = True
    """Whether anything demanding may stand there."""
    heavy: bool = True
    loaded: bool = True
    first_packs: bool = True
    """Whether anything loaded may, in the first weeks with a pack (R-65)."""
    loaded_walk: bool = True
    load_share: float = 1.0
    """Of what the date would hold in an ordinary week."""

    def and_also(self, other: "DayLimit") -> "DayLimit":
        """The stricter of both in everything."""
        return DayLimit(
            min(self.most_min, other.most_min),
            self.demanding and other.demanding,
            self.heavy and other.heavy,
            self.loaded and other.loaded,
            self.first_packs and other.first_packs,
            self.loaded_walk and other.loaded_walk,
            min(self.load_share, other.load_share),
        )


FREE = DayLimit()


def day_limits(season: "Season") -> Mapping[date, DayLimit]:
    """The limits of every date that a unit or a locked heavy session has a say in."""
    limits: dict[date, DayLimit] = {}
    for occasion in season.occasions:
        if occasion.unit:
            for day, limit in _around(season, occasion):
                limits[day] = limits.get(day, FREE).and_also(limit)
    for day in _near_locked_heavy(season):
        limits[day] = limits.get(day, FREE).and_also(DayLimit(heavy=False))
    for day in _crowded_dates(season):
        limits[day] = limits.get(day, FREE).and_also(DayLimit(loaded=False))
    return limits


def _near_locked_heavy(season: "Season") -> Iterator[date]:
    """Dates that R-66 keeps free of heavy sessions beside one that a coach locked."""
    reach = season.rulebook["R-66"]["heavy_gap_days"] - 1
    for locked, held in season.locked.items():
        if any(session.heavy for session in held):
            yield from (locked + timedelta(away) for away in range(-reach, reach + 1))


def _crowded_dates(season: "Season") -> Iterator[date]:
    """Dates on which a pack would be one too many beside loaded trips, in some seven days (R-65)."""
    rule = season.rulebook["R-65"]
    reach = timedelta(rule["window_days"] - 1)
    trips = [unit for unit in season.occasions if unit.unit and season.is_loaded_unit(unit)]
    near = {
        unit.first + timedelta(offset)
        for unit in trips
        for offset in range(-reach.days, unit.days + reach.days)
    }
    for day in sorted(near):
        ends = (day, *(unit.first for unit in trips if day < unit.first <= day + reach))
        held = (sum(end - reach <= unit.last and unit.first <= end for unit in trips) for end in ends)
        if max(held) >= rule["per_7_days_count"]:
            yield day


def _around(season: "Season", unit: Occasion) -> Iterator[tuple[date, DayLimit]]:
    yield from _before(season, unit)
    yield from _after(season, unit)
    yield from _within_its_seven_days(season, unit)
    if _is_heavy(season, unit):
        gap = season.rulebook["R-66"]["heavy_gap_days"]
        for away in range(1, gap):
            yield unit.first - timedelta(away), DayLimit(heavy=False)
            yield unit.last + timedelta(away), DayLimit(heavy=False)


def _before(season: "Season", unit: Occasion) -> Iterator[tuple[date, DayLimit]]:
    """Short and easy on the eve, quiet some days before it, and less of everything before a race."""
    rules = season.rulebook
    race = unit.kind is SessionKind.OTHER_RACE
    quiet = rules["R-55"]["b_race_quiet_days"] if race else rules["R-48"]["demanding_gap_days"]
    yield unit.first - timedelta(1), DayLimit(most_min=rules["R-72"]["before_trip_max_min"], demanding=False)
    for back in range(1, quiet + 1):
        yield unit.first - timedelta(back), DayLimit(demanding=False)
    if race:
        for back in range(1, rules["R-55"]["b_race_before_days"] + 1):
            yield unit.first - timedelta(back), DayLimit(load_share=rules["R-55"]["b_race_before_ratio"])


def _within_its_seven_days(season: "Season", unit: Occasion) -> Iterator[tuple[date, DayLimit]]:
    """A loaded trip is one of the loaded sessions of its seven days, the only one for new carriers (R-65)."""
    if not season.is_loaded_unit(unit):
        return
    for away in range(1, season.rulebook["R-65"]["window_days"]):
        yield unit.first - timedelta(away), DayLimit(loaded_walk=False, first_packs=False)
        yield unit.last + timedelta(away), DayLimit(first_packs=False)


def _after(season: "Season", unit: Occasion) -> Iterator[tuple[date, DayLimit]]:
    """Easy days: one for every ten kilometres raced, one for every day of a trip."""
    rules = season.rulebook
    if unit.kind is SessionKind.OTHER_RACE:
        rule = rules["R-55"]
        easy = min(ceil(rule["easy_days_per_km"] * unit.distance_km), rule["easy_max_days"])
        for on in range(1, rule["b_race_heavy_gap_days"] + 1):
            yield unit.last + timedelta(on), DayLimit(heavy=False)
    else:
        rule = rules["R-72"]
        easy = min(unit.days * rule["trip_easy_days_per_day"], rule["trip_easy_max_days"])
        easy = max(easy, rule["demanding_gap_descent_days"] - 1)
    share = rules["R-49"]["deload_ratio"]
    for on in range(1, easy + 1):
        yield unit.last + timedelta(on), DayLimit(demanding=False, load_share=share)


def _is_heavy(season: "Season", unit: Occasion) -> bool:
    """Whether its days are heavy sessions; a unit with a heavy day is one heavy session (R-28)."""
    minutes = unit_session(season, unit).duration_min
    return is_heavy(unit.pack_mass_kg, minutes, season.inputs.athlete.body_mass_kg, season.rulebook)
