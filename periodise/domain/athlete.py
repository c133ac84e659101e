"""Who trains: body, history, and what keeps a pack off their back."""

from enum import StrEnum

from pydantic import Field

from periodise.domain.noun import Noun
from periodise.domain.text import Name
from periodise.domain.units import AscentM, BodyMassKg, DistanceKm, PaceSPerKm, PackMassKg, Whole, YesNo


class Level(StrEnum):
    NOVICE = "novice"
    INTERMEDIATE = "intermediate"
    EXPERIENCED = "experienced"


class Screen(Noun):
    """The entry screen of R-90: any true answer means no loaded session until cleared."""

    back_pain: YesNo = False
    """A low back that was injured or hurts, now or again and again."""
    joint_pain: YesNo = False
    """Arthritis or lasting pain in a knee, hip or ankle."""
    bone_stress_injury: YesNo = False
    """A stress fracture or stress reaction that is recent or suspected."""
    heart_or_blood_pressure: YesNo = False
    """Heart disease, or high blood pressure that is not under control."""
    pregnant: YesNo = False
    """Pregnant now."""
    recent_surgery: YesNo = False
    """An operation you are still recovering from."""
    hernia: YesNo = False
    """A hernia, recent or not repaired."""
    osteoporosis: YesNo = False
    """Osteoporosis, above all with a fracture."""
    new_to_running: YesNo = False
    """A beginner at running itself."""

    @property
    def positive(self) -> tuple[str, ...]:
        """Names of the answers that are true, in the order of the file."""
        return tuple(name for name in type(self).model_fields if getattr(self, name))


class Athlete(Noun):
    """The person who trains."""

    name: Name
    """Shown in the plan; never in a calendar event's identity."""
    body_mass_kg: BodyMassKg = Field(alias="body_mass")
    """Without shoes and pack. Pack masses are judged against it."""
    birth_year: Whole | None = Field(None, ge=1900, le=2100)
    """Year of birth."""
    level: Level = Level.INTERMEDIATE
    """Running experience: sets defaults where nothing else is known."""
    easy_pace_s_per_km: PaceSPerKm | None = Field(None, alias="easy_pace")
    """Easy, flat, unloaded; by level when absent (R-10)."""
    max_heart_rate: Whole | None = Field(None, ge=100, le=240)
    """Beats per minute, measured; adds heart-rate ranges to the effort of a session."""
    screen: Screen = Screen()
    """Answers to the entry screen; absent: all false."""


class History(Noun):
    """What was really done in the last four weeks."""

    weekly_distance_km: DistanceKm = Field(alias="weekly_distance")
    """Mean running distance of a week."""
    weekly_ascent_m: AscentM | None = Field(None, alias="weekly_ascent")
    """Mean climb of a week; absent: by R-10's default of metres per kilometre."""
    weekly_descent_m: AscentM | None = Field(None, alias="weekly_descent")
    """Mean descent of a week; absent: as the ascent."""
    strength_per_week: Whole = Field(0, ge=0, le=14)
    """Strength sessions a week."""
    runs_per_week: Whole = Field(ge=0, le=14)
    """Runs a week."""
    weeks_consistent: Whole = Field(ge=0, le=2000)
    """Weeks of running without a break."""
    longest_run_km: DistanceKm = Field(alias="longest_run")
    """Longest single run of the last 30 days."""
    longest_loaded_km: DistanceKm = Field(0, alias="longest_loaded")
    """Longest run or walk with a pack of 5 % of body mass or more, last 30 days; 0: none."""
    pack_mass_kg: PackMassKg = Field(0, alias="pack_mass")
    """Heaviest pack run with in the last 30 days; 0: none."""
    longest_event_km: DistanceKm = Field(0, alias="longest_event")
    """Longest race finished, ever; 0: none."""
