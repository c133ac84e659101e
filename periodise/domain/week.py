"""The athlete's week: how long, when and where on each weekday."""

from datetime import date
from typing import Literal

from pydantic import Field

from periodise.domain.noun import Noun
from periodise.domain.times import ClockTime, TimeZone
from periodise.domain.units import DayMinutes, YesNo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class WeekdayAvailability(Noun):
    """What one weekday has room for."""

    available_min: DayMinutes = Field(alias="available")
    """Time for training, getting ready left out; "0 min": a day without."""
    start: ClockTime | None = None
    """Local time a session starts at; absent: an all-day entry."""
    hills: YesNo | None = None
    """Whether there are hills on this day; absent: as the week says."""


NOT_AVAILABLE = WeekdayAvailability(available_min=0)


class TrainingWeek(Noun):
    """The time there is, weekday by weekday. A weekday left out is not available."""

    timezone: TimeZone
    """Where the athlete trains."""
    long_day: Weekday = "saturday"
    """The weekday of the long run."""
    hills: YesNo = True
    """False: climbs become stairs or strength."""
    monday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Mondays."""
    tuesday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Tuesdays."""
    wednesday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Wednesdays."""
    thursday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Thursdays."""
    friday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Fridays."""
    saturday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Saturdays."""
    sunday: WeekdayAvailability = NOT_AVAILABLE
    """Time on Sundays."""

    def on(self, day: date) -> WeekdayAvailability:
        """What the weekday of `day` allows, time away left out."""
        available: WeekdayAvailability = getattr(self, WEEKDAYS[day.weekday()])
        return available

    def hills_on(self, day: date) -> bool:
        """Whether there are hills to train on."""
        hills = self.on(day).hills
        return self.hills if hills is None else hills
