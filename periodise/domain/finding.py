"""What a judge says of a plan, and what a planner had to bend."""

from datetime import date
from enum import StrEnum

from periodise.domain.bounds import PlanDate
from periodise.domain.noun import Noun


class Severity(StrEnum):
    HARD = "hard"
    """A rule that must never be broken is broken."""
    WARNING = "warning"
    """A rule to aim for is missed."""
    NOTE = "note"
    """Worth knowing; nothing is missed."""


class Finding(Noun):
    """One rule, one place, one measure."""

    rule: str
    severity: Severity
    where: PlanDate
    limit: float | None = None
    measured: float | None = None
    message: str
    """Where, what was found, what is allowed, what to do: in words a runner understands."""
    waived: str | None = None
    """Why it stands all the same; none when it was not waived."""


class ClosedGate(Noun):
    """A reason of R-85 or R-90 why the goal is not safe."""

    gate: str
    """R-85a to R-85f."""
    message: str
    limit: float | None = None
    measured: float | None = None
    acceptable: bool = False
    """Whether `--accept` may open it (gates c to f)."""


class SafeGoal(Noun):
    """A goal near the one asked for that the gate lets through, found by search."""

    distance_km: float | None = None
    race_date: date | None = None
    pack_mass_kg: float | None = None
    message: str = ""
