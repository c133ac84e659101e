"""Races and trips on the way to the goal: which are units of their own, which are training (R-28, R-55)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from periodise.domain.dates import dates
from periodise.domain.inputs import Inputs
from periodise.domain.race import OtherRace, Priority, Trip
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import SessionKind


class Occasion(NamedTuple):
    """One race or trip; distance, climb and pack are of each of its days."""

    name: str
    kind: SessionKind
    """`other_race` or `trip_day`."""
    first: date
    last: date
    distance_km: float
    ascent_m: float
    pack_mass_kg: float
    unit: bool
    """Raced or travelled as it comes. Otherwise a training session, to which every cap applies (R-28)."""
    waiver: str = ""
    """Why a race of priority B is no unit; "" for one that is, and for one of priority C."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> tuple[date, ...]:
        return dates(self.first, self.last + timedelta(1))


def occasions(inputs: Inputs, *, start: date, rulebook: Rulebook) -> tuple[Occasion, ...]:
    """Every race and trip from `start` to the goal, in order of date."""
    races = [_race(race, inputs, rulebook) for race in inputs.other_races if race.date >= start]
    trips = [_trip(trip, start) for trip in inputs.trips if trip.end >= start]
    return tuple(sorted((*races, *trips), key=lambda one: (one.first, one.last)))


def _race(race: OtherRace, inputs: Inputs, rulebook: Rulebook) -> Occasion:
    waiver = _waiver(race, inputs, rulebook) if race.priority is Priority.B else ""
    return Occasion(
        name=race.name,
        kind=SessionKind.OTHER_RACE,
        first=race.date,
        last=race.date,
        distance_km=race.distance_km,
        ascent_m=race.ascent_m,
        pack_mass_kg=0.0,
        unit=race.priority is Priority.B and not waiver,
        waiver=waiver,
    )


def _waiver(race: OtherRace, inputs: Inputs, rulebook: Rulebook) -> str:
    """R-55: too close to the goal, or to a longer race: run easily, with every cap."""
    rule = rulebook["R-55"]
    out = (inputs.race.date - race.date).days
    if out <= rule["b_race_replaces_long_days"]:
        return (
            f"{race.name} is {out} days before {inputs.race.name}: it stands for the taper's last long run, "
            "no longer than that and easy"
        )
    longer = _longer_nearby(race, inputs.other_races, rule["b_race_before_days"])
    if longer is None:
        return ""
    days = rule["b_race_before_days"]
    return f"{longer.name} is less than {days} days away and longer: {race.name} is run easily"


def _longer_nearby(race: OtherRace, others: Sequence[OtherRace], days: int) -> OtherRace | None:
    """A longer race of priority B within so many days; of equal ones the earlier is the longer."""
    near = (
        other
        for other in others
        if other is not race
        and other.priority is Priority.B
        and abs((other.date - race.date).days) < days
        and (other.distance_km, race.date) > (race.distance_km, other.date)
    )
    return next(near, None)


def _trip(trip: Trip, start: date) -> Occasion:
    """What is still to come of a trip."""
    return Occasion(
        name=trip.name,
        kind=SessionKind.TRIP_DAY,
        first=max(trip.start, start),
        last=trip.end,
        distance_km=trip.distance_per_day_km,
        ascent_m=trip.ascent_per_day_m,
        pack_mass_kg=trip.pack_mass_kg,
        unit=True,
    )


def unit_dates(inputs: Inputs, *, start: date, rulebook: Rulebook) -> frozenset[date]:
    """Every date of a race or trip that is a unit of its own."""
    return frozenset(
        day for one in occasions(inputs, start=start, rulebook=rulebook) if one.unit for day in one.dates
    )
