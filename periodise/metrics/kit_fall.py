"""How a pack gets lighter on the way: water between refills, food by the hour or the day.

Masses at the start are exact; on the way they are estimates, because the time is one (R-33).
"""

from collections.abc import Iterable, Sequence
from math import floor
from typing import NamedTuple

from periodise.domain.inputs import Inputs
from periodise.domain.kit import KitItem, carried, carried_kg
from periodise.domain.race import Stage, Trip
from periodise.domain.rulebook import Rulebook
from periodise.metrics.kit_mass import race_pack_kg
from periodise.metrics.race_time import stages_time_min

G_PER_LITRE_OF_WATER = 1000
MIN_PER_HOUR = 60
MIN_PER_DAY = 24 * MIN_PER_HOUR
_SAME_PLACE_KM = 1e-6


class Leg(NamedTuple):
    """A day's way, or the whole race."""

    distance_km: float
    minutes: float


class Place(NamedTuple):
    """A place on the course: which leg, from 0, and how far into it."""

    leg: int
    km: float


class Passing(NamedTuple):
    """What the pack weighs on coming to a place, and on leaving it filled up again."""

    km: float
    """From the very start."""
    minutes: float
    """On the way until here."""
    arriving_kg: float
    leaving_kg: float


def legs_of(inputs: Inputs, rulebook: Rulebook) -> tuple[Leg, ...]:
    """The race's days with their expected times (R-33); one leg for a race in one go."""
    race = inputs.race
    whole = Stage(distance_km=race.distance_km, ascent_m=race.ascent_m)
    pack_kg = race_pack_kg(inputs)
    return tuple(_leg(stage, pack_kg, inputs, rulebook) for stage in race.stages or (whole,))


def legs_of_trip(trip: Trip, inputs: Inputs, rulebook: Rulebook) -> tuple[Leg, ...]:
    """A trip's days, all alike, over the same kind of ground as the race."""
    day = Stage(distance_km=trip.distance_per_day_km, ascent_m=trip.ascent_per_day_m)
    return (_leg(day, trip.pack_mass_kg, inputs, rulebook),) * ((trip.end - trip.start).days + 1)


def _leg(stage: Stage, pack_kg: float, inputs: Inputs, rulebook: Rulebook) -> Leg:
    minutes = stages_time_min(
        [stage],
        terrain=inputs.race.terrain,
        pack_mass_kg=pack_kg,
        athlete=inputs.athlete,
        rulebook=rulebook,
    )
    return Leg(stage.distance_km, minutes)


def stage_packs_kg(inputs: Inputs, rulebook: Rulebook) -> tuple[float, ...]:
    """The pack at the start of each day of the race: as typed for the stage or the race, or as eaten down."""
    legs = legs_of(inputs, rulebook)
    typed = [stage.pack_mass_kg for stage in inputs.race.stages] or [None]
    return tuple(
        _stated_kg(inputs, leg, legs) if own_kg is None else own_kg for leg, own_kg in enumerate(typed)
    )


def _stated_kg(inputs: Inputs, leg: int, legs: Sequence[Leg]) -> float:
    stated = inputs.race.pack_mass_kg
    return starting_kg(inputs.kit, leg, legs) if isinstance(stated, str) else stated


def starting_kg(kit: Sequence[KitItem], leg: int, legs: Sequence[Leg]) -> float:
    """The pack at the start of a leg, from 0; exact for the first."""
    return carried_kg(kit) if leg == 0 else pack_kg_at(kit, Place(leg, 0), legs, filled=True)


def pack_kg_at(kit: Iterable[KitItem], place: Place, legs: Sequence[Leg], *, filled: bool) -> float:
    """What the pack weighs at a place, before or after filling up there."""
    return sum(remaining_kg(item, place, legs, filled=filled) for item in carried(kit))


def remaining_kg(item: KitItem, place: Place, legs: Sequence[Leg], *, filled: bool) -> float:
    """What is left of a thing; all of it unless it is used up on the way."""
    rate_kg = rate_kg_per_unit(item)
    if rate_kg is None:
        return item.mass_kg
    since = _last_refill(item, place, legs, filled=filled)
    used = _elapsed(item, place, legs) - (_elapsed(item, since, legs) if since else 0)
    return max(0.0, item.mass_kg - rate_kg * used)


def rate_kg_per_unit(item: KitItem) -> float | None:
    """How much is used in an hour or a day, in kg; litres by the thing's own density, else water's."""
    if not item.consumable or item.rate is None:
        return None
    per_litre_kg = item.mass_kg / item.volume_l if item.volume_l else G_PER_LITRE_OF_WATER / 1000
    return item.rate.amount * (per_litre_kg if item.rate.unit.startswith("l") else 1 / 1000)


def is_hourly(item: KitItem) -> bool:
    """Whether it is used by the hour on the way, and not by the day."""
    return item.rate is not None and item.rate.unit.endswith("/h")


def _last_refill(item: KitItem, place: Place, legs: Sequence[Leg], *, filled: bool) -> Place | None:
    """Where it was last full; None: at the very start. By the hour: full each morning."""
    every_km = item.refill_every_km
    if every_km is None:
        return None
    before_km = 0.0 if is_hourly(item) else sum(leg.distance_km for leg in legs[: place.leg])
    count = floor((before_km + place.km + _SAME_PLACE_KM) / every_km)
    is_here = abs(count * every_km - before_km - place.km) <= _SAME_PLACE_KM
    count -= is_here and not filled and count > 0
    if is_hourly(item):
        return Place(place.leg, count * every_km)
    return _place(count * every_km, legs)


def _place(km: float, legs: Sequence[Leg]) -> Place:
    """A distance from the very start as a place."""
    for number, leg in enumerate(legs[:-1]):
        if km < leg.distance_km:
            return Place(number, km)
        km -= leg.distance_km
    return Place(len(legs) - 1, km)


def _elapsed(item: KitItem, place: Place, legs: Sequence[Leg]) -> float:
    """Hours or days, as the thing's rate counts them, from the very start."""
    leg = legs[place.leg]
    minutes = sum(one.minutes for one in legs[: place.leg]) + leg.minutes * place.km / leg.distance_km
    if is_hourly(item):
        return minutes / MIN_PER_HOUR
    if len(legs) == 1:
        return minutes / MIN_PER_DAY
    return place.leg + place.km / leg.distance_km


def passings(kit: Sequence[KitItem], leg: Leg, *, most: int) -> tuple[Passing, ...]:
    """The pack along a race in one go: start, at most `most` refills or quarters, finish."""
    legs = (leg,)
    kms = (0.0, *_marks(kit, leg, most=most), leg.distance_km)
    return tuple(
        Passing(
            km,
            leg.minutes * km / leg.distance_km,
            pack_kg_at(kit, Place(0, km), legs, filled=False),
            pack_kg_at(kit, Place(0, km), legs, filled=km < leg.distance_km),
        )
        for km in kms
    )


def _marks(kit: Sequence[KitItem], leg: Leg, *, most: int) -> list[float]:
    """Kilometres to look at the pack at: places to fill up, thinned out where there are many."""
    refills = [item.refill_every_km for item in carried(kit) if item.consumable and item.refill_every_km]
    every_km = min(refills, default=leg.distance_km / 4)
    count = int((leg.distance_km - _SAME_PLACE_KM) / every_km)
    step = -(-count // most) if count else 1
    return [number * every_km for number in range(step, count + 1, step)]


class Supply(NamedTuple):
    """How long a consumable lasts against how long it has to."""

    item: KitItem
    lasts_min: float
    needed_min: float

    @property
    def spare_kg(self) -> float:
        """What would still be left at the next refill, or at the finish; 0 where it runs out."""
        return max(0.0, self.item.mass_kg * (1 - self.needed_min / self.lasts_min)) if self.lasts_min else 0.0


def supplies(kit: Iterable[KitItem], legs: Sequence[Leg]) -> tuple[Supply, ...]:
    """Everything that is used by the hour, against the longest stretch between two refills.

    What is used by the day is left to the runner: nobody knows how much of a day's food is eaten in camp.
    """
    used = [(item, rate_kg_per_unit(item)) for item in carried(kit) if is_hourly(item)]
    return tuple(
        Supply(item, item.mass_kg / rate_kg * MIN_PER_HOUR, _longest_stretch_min(item, legs))
        for item, rate_kg in used
        if rate_kg
    )


def _longest_stretch_min(item: KitItem, legs: Sequence[Leg]) -> float:
    every_km = item.refill_every_km
    if every_km is None:
        return sum(leg.minutes for leg in legs)
    return max(leg.minutes * min(1.0, every_km / leg.distance_km) for leg in legs)
