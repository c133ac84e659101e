"""What was done and what was missed."""

from datetime import date
from enum import StrEnum

from pydantic import Field

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

    date: date
    kind: LogKind
    slot: int = Field(1, ge=1)
    reason: MissReason | None = None
    distance_km: float | None = Field(None, ge=0)
    duration_min: float | None = Field(None, ge=0)
    rpe: int | None = Field(None, ge=1, le=10)
    pack_mass_kg: float | None = Field(None, ge=0)
