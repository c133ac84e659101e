"""Everything a plan is made from: the athlete file as values."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from periodise.domain.athlete import Athlete, History
from periodise.domain.carriers import TrainingCarrier
from periodise.domain.colours import Colour
from periodise.domain.gear import Pack
from periodise.domain.kit import KitItem
from periodise.domain.limits import MOST_ABSENCES, MOST_KIT, MOST_PACKS, MOST_RACES, MOST_TRIPS
from periodise.domain.noun import Noun
from periodise.domain.race import Away, OtherRace, Race, Trip
from periodise.domain.refusal import at_most, refusal, shown, typed_by_a_person
from periodise.domain.session import Carrier
from periodise.domain.text import Name
from periodise.domain.times import CalendarDate
from periodise.domain.units import Reminder, YesNo
from periodise.domain.week import TrainingWeek

_UUID4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


class Units(StrEnum):
    METRIC = "metric"
    IMPERIAL = "imperial"


class Rhythm(StrEnum):
    THREE_TO_ONE = "3:1"
    TWO_TO_ONE = "2:1"


def _plan_id(value: object, info: ValidationInfo) -> object:
    """A random UUID from a person: other versions of UUID can tell the machine and the time."""
    import re

    if not typed_by_a_person(info) or (isinstance(value, str) and re.fullmatch(_UUID4, value)):
        return value
    raise refusal(
        f"{shown(value)} is not a plan id",
        allowed="a random UUID (version 4) in small letters",
        do="delete the line, and `plan` will mint one",
    )


PlanId = Annotated[
    UUID,
    BeforeValidator(_plan_id),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{_UUID4}$", "examples": ["3f1c2a9e-5b7d-4c1e-9a2f-6d8e0b4c7a15"]}
    ),
]


class PlanSettings(Noun):
    """How the plan is made and shown."""

    id: PlanId | None = None
    """The plan's identity in every calendar, a random UUID; absent: `plan` mints one."""
    start: CalendarDate | None = None
    """First day of the plan; absent: the next Monday after today."""
    units: Units = Units.METRIC
    """What is shown; files hold SI."""
    rhythm: Rhythm | None = None
    """Weeks of loading to one deload week; absent: by R-49."""
    carrier: TrainingCarrier = Carrier.PACK
    """What loaded sessions are carried in."""
    straps: YesNo = True
    """Whether the pack has a chest strap and a hip belt (R-70)."""
    ruck_extra: YesNo = False
    """For a ruck: one moderate ruck more a week."""


class CalendarSettings(Noun):
    """How the calendar file looks."""

    name: Name | None = None
    """The calendar's name; absent: after the race."""
    timed: YesNo = True
    """False: every session is an all-day event."""
    rest_days: YesNo = True
    """Whether rest days are events too."""
    reminder_min: Reminder = Field(None, alias="reminder")
    """How long before a timed session, the evening before for an all-day one; or "off"."""
    busy: YesNo = False
    """True: timed sessions block the calendar."""
    colour: Colour = "seagreen"
    """A CSS3 colour name."""
    private: YesNo = False
    """True: neutral titles, no figure of body or health anywhere in the file."""


class Inputs(Noun):
    """An athlete file that was read and found valid."""

    athlete: Athlete
    """Who trains."""
    history: History
    """What was really done in the last four weeks."""
    race: Race
    """The goal."""
    week: TrainingWeek
    """The time there is, weekday by weekday."""
    other_races: Annotated[tuple[OtherRace, ...], BeforeValidator(at_most(MOST_RACES))] = Field(
        (), alias="other_race"
    )
    """Races on the way to the goal."""
    trips: Annotated[tuple[Trip, ...], BeforeValidator(at_most(MOST_TRIPS))] = Field((), alias="trip")
    """Backpacking trips that will happen: they are training."""
    away: Annotated[tuple[Away, ...], BeforeValidator(at_most(MOST_ABSENCES))] = ()
    """Days without training."""
    kit: Annotated[tuple[KitItem, ...], BeforeValidator(at_most(MOST_KIT))] = ()
    """The kit list, weighed."""
    packs: Annotated[tuple[Pack, ...], BeforeValidator(at_most(MOST_PACKS))] = Field((), alias="pack")
    """Packs of one's own, to choose from."""
    plan: PlanSettings = PlanSettings()
    """How the plan is made and shown."""
    calendar: CalendarSettings = CalendarSettings()
    """How the calendar file looks."""

    @model_validator(mode="after")
    def _agrees(self, info: ValidationInfo) -> Self:
        """Parts that contradict each other are refused; the file's reader lists all of them itself."""
        from periodise.domain.agreement import contradictions

        found = () if typed_by_a_person(info) else contradictions(self)
        if found:
            raise found[0].as_refusal()
        return self
