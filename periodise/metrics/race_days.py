"""The goal race day by day: one day, or one for each stage, with the pack of that day (R-33)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from periodise.domain.inputs import Inputs
from periodise.domain.race import Race, RaceKind, Stage
from periodise.domain.rulebook import Rulebook
from periodise.metrics.kit_fall import stage_packs_kg
from periodise.metrics.kit_mass import race_pack_kg
from periodise.metrics.race_time import predicted_time_min


class RaceDay(NamedTuple):
    """One day of the race as it is expected."""

    date: date
    distance_km: float
    ascent_m: float
    pack_mass_kg: float
    """At the start of the day: a stage's own, the race's, or what is left of the kit list."""
    time_min: float


def race_days(inputs: Inputs, rulebook: Rulebook) -> tuple[RaceDay, ...]:
    """Every day with a start: a race without stages has one, however long it goes on."""
    return tuple(
        RaceDay(
            date=inputs.race.date + timedelta(offset),
            distance_km=distance_km,
            ascent_m=ascent_m,
            pack_mass_kg=pack_mass_kg,
            time_min=predicted_time_min(
                distance_km=distance_km,
                ascent_m=ascent_m,
                terrain=inputs.race.terrain,
                pack_mass_kg=pack_mass_kg,
                athlete=inputs.athlete,
                rulebook=rulebook,
            ),
        )
        for offset, (distance_km, ascent_m, pack_mass_kg) in enumerate(_parts(inputs, rulebook))
    )


def _parts(inputs: Inputs, rulebook: Rulebook) -> Iterator[tuple[float, float, float]]:
    race = inputs.race
    parts: tuple[Race | Stage, ...] = race.stages or (race,)
    for part, pack_mass_kg in zip(parts, stage_packs_kg(inputs, rulebook), strict=True):
        yield part.distance_km, part.ascent_m, pack_mass_kg


def longest_pair_min(days: Sequence[RaceDay]) -> float:
    """The two longest race days in a row, minutes; 0 for a race of one day (R-85c)."""
    return max((one.time_min + other.time_min for one, other in pairwise(days)), default=0.0)


def is_walked(inputs: Inputs, rulebook: Rulebook) -> bool:
    """Whether hours on foot prepare for it as hours of running do: a ruck, a route, or too heavy to run."""
    if inputs.race.kind in (RaceKind.RUCK, RaceKind.FASTPACK):
        return True
    limit_kg = rulebook["R-62"]["ceiling_share"] * inputs.athlete.body_mass_kg
    return bool(race_pack_kg(inputs) > limit_kg)
