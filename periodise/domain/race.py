"""What is trained for: the goal race, other races, trips, and days away."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from periodise.domain.kit import FROM_KIT, KitItem, carried_kg
from periodise.domain.limits import MOST_KIT, MOST_STAGES
from periodise.domain.noun import Noun
from periodise.domain.refusal import at_most, refusal
from periodise.domain.text import Name, Note
from periodise.domain.times import CalendarDate, ClockTime, TimeZone
from periodise.domain.units import (
    TRIP_PACK_MASS,
    AltitudeM,
    AscentM,
    DistanceKm,
    DurationMin,
    GoalDistanceKm,
    PackMassKg,
    RacePackMassKg,
    YesNo,
)


class RaceKind(StrEnum):
    ULTRA = "ultra"
    STAGE_RACE = "stage-race"
    FASTPACK = "fastpack"
    RUCK = "ruck"


class Terrain(StrEnum):
    ROAD = "road"
    SMOOTH = "smooth"
    MODERATE = "moderate"
    TECHNICAL = "technical"


class Stage(Noun):
    """One day of a stage race or a route."""

    distance_km: DistanceKm = Field(alias="distance")
    """Distance of the day; all days add up to the race's."""
    ascent_m: AscentM = Field(alias="ascent")
    """Climb of the day."""
    pack_mass_kg: PackMassKg | None = Field(None, alias="pack_mass")
    """Carried at the start of the day; absent: as the race says."""


class Race(Noun):
    """The goal."""

    name: Name
    """The event's name, shown on race day."""
    date: CalendarDate
    """Day of the start."""
    start: ClockTime | None = None
    """Local time of the start; absent: race day is an all-day event."""
    timezone: TimeZone | None = None
    """The race's own; absent: the athlete's."""
    kind: RaceKind
    """A day's ultra, a race in stages, a fastpacking route, or a ruck."""
    distance_km: GoalDistanceKm = Field(alias="distance")
    """Whole distance, all stages together."""
    ascent_m: AscentM = Field(alias="ascent")
    """Whole climb."""
    cutoff_min: DurationMin | None = Field(None, alias="cutoff")
    """Time limit from the start."""
    terrain: Terrain = Terrain.MODERATE
    """How runnable the ground is."""
    pack_mass_kg: RacePackMassKg = Field(alias="pack_mass")
    """Everything carried at the start, water and food included, or "from kit"."""
    run_only: YesNo = False
    """True: walking loaded sections is not an option."""
    hot: YesNo = False
    """Heat is to be expected (R-91)."""
    altitude_m: AltitudeM | None = Field(None, alias="altitude")
    """Highest place raced over or slept at (R-92)."""
    stages: Annotated[tuple[Stage, ...], BeforeValidator(at_most(MOST_STAGES))] = Field((), alias="stage")
    """One a day, in order: for a stage race or a fastpacking route."""


class Priority(StrEnum):
    B = "B"
    C = "C"


class OtherRace(Noun):
    """A race on the way to the goal."""

    name: Name
    """The event's name."""
    date: CalendarDate
    """Day of the start, before the goal race."""
    distance_km: GoalDistanceKm = Field(alias="distance")
    """Whole distance."""
    ascent_m: AscentM = Field(0, alias="ascent")
    """Whole climb."""
    priority: Priority
    """B: a short taper before and recovery after; C: trained through."""


def _weighed(value: object, info: ValidationInfo) -> str | float | None:
    """A number from here on, so that nobody after the reader has to weigh the trip again."""
    mass_kg = TRIP_PACK_MASS.read(value, info)
    kit: tuple[KitItem, ...] | None = info.data.get("kit")
    if mass_kg != FROM_KIT or kit is None:  # a list that was refused is told of by itself
        return 0 if mass_kg == FROM_KIT else mass_kg
    if kit:
        return carried_kg(kit)
    raise refusal(
        '"from kit" without a kit list of the trip',
        allowed="a mass, or a list of [[trip.kit]]",
        do="add a [[trip.kit]] for each thing, or write the mass",
    )


TripPackMassKg = Annotated[float, BeforeValidator(_weighed), WithJsonSchema(TRIP_PACK_MASS.schema)]


class Trip(Noun):
    """A backpacking trip that will happen: it is training."""

    name: Name
    """Where it goes."""
    start: CalendarDate
    """Its first day."""
    end: CalendarDate
    """Its last day, which belongs to it."""
    distance_per_day_km: GoalDistanceKm = Field(alias="distance_per_day")
    """Mean distance of a day."""
    ascent_per_day_m: AscentM = Field(0, alias="ascent_per_day")
    """Mean climb of a day."""
    kit: Annotated[tuple[KitItem, ...], BeforeValidator(at_most(MOST_KIT))] = ()
    """Its own kit list; that of the race is another."""
    pack_mass_kg: TripPackMassKg = Field(alias="pack_mass")
    """Everything carried on the first day, or "from kit": weighed from the trip's own list."""


class Away(Noun):
    """Days on which no training is possible."""

    start: CalendarDate
    """The first such day."""
    end: CalendarDate
    """The last such day."""
    reason: Note = ""
    """For your own eyes."""
