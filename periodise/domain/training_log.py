"""What was done and what was missed."""

from enum import StrEnum

from pydantic import Field

from periodise.domain.bounds import Kilograms, Kilometres, Minutes, PlanDate
from periodise.domain.noun import Noun


class LogKind(StrEnum):
    DONE = "done"
    MISSED = "missed"


class MissReason(StrEnum):
    ILLNESS = "illness"
    FEVER = "fever"
    INJURY = "injury"
    TRAVEL = "travel"
    LIFE = "life"


class LogEntry(Noun):
    """One record for one date (and slot, when done)."""

    date: PlanDate
    kind: LogKind
    slot: int = Field(1, ge=1)
    reason: MissReason | None = None
    distance_km: Kilometres | None = None
    duration_min: Minutes | None = None
    rpe: int | None = Field(None, ge=1, le=10)
    pack_mass_kg: Kilograms | None = None
