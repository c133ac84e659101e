"""The plan: phases, weeks and days from the start to the end of recovery, with what was found."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from periodise.domain.bounds import (
    Efm,
    KilogramKilometres,
    Kilograms,
    Kilometres,
    Metres,
    Minutes,
    PlanDate,
)
from periodise.domain.finding import Finding
from periodise.domain.noun import Noun
from periodise.domain.session import Day, SessionKind


class PhaseKind(StrEnum):
    BASE = "base"
    BUILD = "build"
    TAPER = "taper"
    RACE = "race"
    RECOVERY = "recovery"


class WeekKind(StrEnum):
    """What a week is for (contract §3, R-29)."""

    LOAD = "load"
    DELOAD = "deload"
    BRIDGE = "bridge"
    """The 0–6 days between the last full Monday week and the taper."""
    RETURN = "return"
    """Reduced load after time away (R-80)."""
    TAPER = "taper"
    """A 7-day block counted back from the race, not a Monday week."""
    RACE = "race"
    RECOVERY = "recovery"
    PARTIAL = "partial"
    """The days before the first Monday."""


class Phase(Noun):
    """A mesocycle group of the season; `end` is the first day not in it."""

    kind: PhaseKind
    start: PlanDate
    end: PlanDate
    rules: tuple[str, ...] = ()


class LeftOut(Noun):
    """A session that a week asked for and that found no day."""

    kind: SessionKind
    rules: tuple[str, ...] = ()
    """Those that kept it out; none when no free day has room for it."""


class Week(Noun):
    """A microcycle and its sums. Sums are of the sessions as printed; `end` is not in it."""

    start: PlanDate
    end: PlanDate
    kind: WeekKind
    weeks_to_race: int
    phase: PhaseKind
    deload: bool = False
    load_efm: Efm = 0
    """Sum of the sessions' load, strength included."""
    distance_km: Kilometres = 0
    ascent_m: Metres = 0
    minutes: Minutes = 0
    """Moving minutes on foot, strength left out."""
    longest_min: Minutes = 0
    """Longest run, minutes; race, hikes and trips left out (R-40)."""
    descent_m: Metres = 0
    loaded_kg_km: KilogramKilometres = 0
    """Pack load: sum of kilograms × kilometres (R-14)."""
    heavy: int = 0
    """How many heavy sessions (R-66)."""
    pack_step_kg: Kilograms = 0
    """Heaviest pack run or walked with in the week."""
    rules: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """Key sessions without a day."""


class Plan(Noun):
    """Everything the season holds, without where it came from or how it is stored."""

    phases: tuple[Phase, ...]
    weeks: tuple[Week, ...]
    """Contiguous and in order: they cover the days exactly."""
    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    """Every date from the start to the end of recovery, once."""
    predicted_time_min: Minutes = 0
    """R-33, its band is ± 20 %."""
    findings: tuple[Finding, ...] = ()

    @property
    def start(self) -> date:
        return self.days[0].date

    @property
    def pinned_days(self) -> tuple[Day, ...]:
        """Days that stand as they are, whatever is planned anew: a coach locked them."""
        return tuple(day for day in self.days if day.locked)
