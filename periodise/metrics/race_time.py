"""How long a race will take, as far as anyone can say: always with its band (R-33)."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from periodise.domain.athlete import Athlete
from periodise.domain.race import Race, Stage, Terrain
from periodise.domain.rulebook import Rulebook
from periodise.metrics.cost import BACKPACKING_PACK_SHARE, within_range
from periodise.metrics.load import costing_of
from periodise.metrics.pack_class import reaches
from periodise.metrics.route import ANY_AMOUNT

MIN_PER_HOUR = 60.0
S_PER_HOUR = 3600.0
M_PER_KM_EFFORT = 100.0
"""Metres of climb that count as one more kilometre, by the ITRA's definition of a km-effort."""
ANY_SHARE = (0.0, 0.95)


class TimeBand(NamedTuple):
    """A time with R-33's honesty about it, minutes."""

    low_min: float
    high_min: float


def km_effort(distance_km: float, ascent_m: float) -> float:
    """Kilometres with every 100 m of climb counted as one more."""
    return distance_km + ascent_m / M_PER_KM_EFFORT


def row_for(rows: Sequence[Mapping[str, Any]], distance_km: float) -> Mapping[str, Any]:
    """The row of a table by distance: the smallest `max_km` that reaches it, else the largest."""
    upward = sorted(rows, key=itemgetter("max_km"))
    return next((row for row in upward if distance_km <= row["max_km"]), upward[-1])


def distance_class(distance_km: float, rulebook: Rulebook) -> str:
    """ "short", "middle" or "long": one split for all tables by distance (A0)."""
    definitions = rulebook["A0"]
    if distance_km <= definitions["short_max_km"]:
        return "short"
    return "middle" if distance_km <= definitions["middle_max_km"] else "long"


def km_effort_per_hour(athlete: Athlete, terrain: Terrain, rulebook: Rulebook) -> float:
    """Speed over ordinary ground in km-efforts per hour, fresh and unloaded.

    R-33 wants it from recent runs of two hours and more, which an athlete file does not hold. The easy
    flat speed over R-03's running factor for the ground stands in for it: an engineering choice.
    """
    costing = costing_of(athlete, rulebook)
    road_km_per_h = S_PER_HOUR / costing.easy_pace_s_per_km
    return road_km_per_h / costing.numbers.running_factor[terrain]


def predicted_time_min(
    *,
    distance_km: float,
    ascent_m: float,
    terrain: Terrain,
    pack_mass_kg: float,
    athlete: Athlete,
    rulebook: Rulebook,
) -> float:
    """Expected minutes from start to finish, stops included: KE / (v·fade) / (1 − l) + stops (R-33).

    Above R-62's ceiling the pack is walked with, so there it is the walk's minutes that fade: R-33
    says nothing of that, an engineering choice.
    """
    distance = within_range("race distance, km", distance_km, ANY_AMOUNT)
    share = within_range("pack mass / body mass", pack_mass_kg / athlete.body_mass_kg, ANY_SHARE)
    row = row_for(rulebook["R-33"]["fade"], distance)
    if not reaches(rulebook["R-62"]["ceiling_share"] * athlete.body_mass_kg, pack_mass_kg):
        walked_kg = min(share, BACKPACKING_PACK_SHARE[1]) * athlete.body_mass_kg
        walk = costing_of(athlete, rulebook).walk_distance(
            distance, ascent_m=ascent_m, terrain=terrain, pack_mass_kg=walked_kg
        )
        return float(walk.duration_min / row["ratio"] + row["stops_min"])
    faded_per_hour = km_effort_per_hour(athlete, terrain, rulebook) * row["ratio"]
    hours = km_effort(distance, ascent_m) / faded_per_hour / (1 - share)
    return float(MIN_PER_HOUR * hours + row["stops_min"])


def stages_time_min(
    stages: Iterable[Stage], *, terrain: Terrain, pack_mass_kg: float, athlete: Athlete, rulebook: Rulebook
) -> float:
    """A stage race is the sum of its days, each with its own pack or the race's (R-33)."""
    return sum(
        predicted_time_min(
            distance_km=stage.distance_km,
            ascent_m=stage.ascent_m,
            terrain=terrain,
            pack_mass_kg=pack_mass_kg if stage.pack_mass_kg is None else stage.pack_mass_kg,
            athlete=athlete,
            rulebook=rulebook,
        )
        for stage in stages
    )


def race_time_min(race: Race, *, pack_mass_kg: float, athlete: Athlete, rulebook: Rulebook) -> float:
    """Expected minutes of a race, by its stages where it has them; the pack resolved from the kit."""
    if race.stages:
        return stages_time_min(
            race.stages,
            terrain=race.terrain,
            pack_mass_kg=pack_mass_kg,
            athlete=athlete,
            rulebook=rulebook,
        )
    return predicted_time_min(
        distance_km=race.distance_km,
        ascent_m=race.ascent_m,
        terrain=race.terrain,
        pack_mass_kg=pack_mass_kg,
        athlete=athlete,
        rulebook=rulebook,
    )


def band(minutes: float, rulebook: Rulebook) -> TimeBand:
    """The time as R-33 wants it shown."""
    ratio: float = rulebook["R-33"]["band_ratio"]
    return TimeBand(minutes * (1 - ratio), minutes * (1 + ratio))
