"""Sessions and days: what is done on a date, with which pack, for how long."""

from enum import StrEnum
from typing import Self

from pydantic import Field

from periodise.domain.bounds import ClockText, Efm, Kilograms, Kilometres, Metres, Minutes, PlanDate
from periodise.domain.noun import Noun


class SessionKind(StrEnum):
    """What a session is (contract §3)."""

    REST = "rest"
    EASY_RUN = "easy_run"
    LONG_RUN = "long_run"
    HILL_RUN = "hill_run"
    TEMPO_RUN = "tempo_run"
    PACK_RUN = "pack_run"
    PACK_WALK = "pack_walk"
    HIKE = "hike"
    BACKPACKING_DAY = "backpacking_day"
    STRENGTH = "strength"
    SHAKEDOWN = "shakedown"
    OTHER_RACE = "other_race"
    TRIP_DAY = "trip_day"
    RACE = "race"
    RECOVERY = "recovery"


RUNS = frozenset(
    {
        SessionKind.EASY_RUN,
        SessionKind.LONG_RUN,
        SessionKind.HILL_RUN,
        SessionKind.TEMPO_RUN,
        SessionKind.PACK_RUN,
    }
)
"""Kinds that are run by design. A shakedown, a race or an other race is a unit or a test of kit."""

PACK_KINDS = frozenset({SessionKind.PACK_RUN, SessionKind.PACK_WALK, SessionKind.BACKPACKING_DAY})
"""Kinds that count as loaded whatever the mass (rulebook A0)."""


class Intensity(StrEnum):
    REST = "rest"
    EASY = "easy"
    MODERATE = "moderate"
    HARD = "hard"


class Carrier(StrEnum):
    NONE = "none"
    VEST = "vest"
    PACK = "pack"


class SessionStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    DROPPED = "dropped"


class Session(Noun):
    """One thing to do on one day. Numbers are what is planned, or what was done once it is done."""

    slot: int = Field(1, ge=1)
    """Which session of its day, from 1."""
    kind: SessionKind
    title: str = ""
    """Kind and size, the first 14 characters enough to know the session."""
    purpose: str = ""
    """One sentence: why this stands here."""
    note: str = ""
    """A coach's own words about it, as he wrote them; never acted upon."""
    start: ClockText | None = None
    """Local start "HH:MM"; none for an all-day entry."""
    duration_min: Minutes = 0
    """Moving minutes."""
    distance_km: Kilometres = 0
    ascent_m: Metres = 0
    descent_m: Metres = 0
    carrier: Carrier = Carrier.NONE
    pack_mass_kg: Kilograms = 0
    """Everything carried at the start, water included; 0 exactly when nothing is."""
    intensity: Intensity = Intensity.EASY
    rpe: int = Field(0, ge=0, le=10)
    """Session RPE to aim at, CR-10; 0 for rest."""
    load_efm: Efm = 0
    """Load in equivalent easy flat minutes (R-10)."""
    demanding: bool = False
    """What makes a day demanding (rulebook §0): long run ≥ 90 min, heavy pack, tempo, hills, long hike."""
    heavy: bool = False
    """Pack ≥ 15 % of body mass, or ≥ 10 % for ≥ 120 min."""
    status: SessionStatus = SessionStatus.PLANNED
    uid: str | None = None
    """Calendar UID, for slots after the first (the day's own `uid` is that of slot 1)."""
    rules: tuple[str, ...] = ()
    """Ids of the rules that put it here."""


class Day(Noun):
    """A date of the plan with its sessions; a rest day holds one session of kind rest."""

    date: PlanDate
    uid: str = ""
    """Calendar UID of the first session's event."""
    sequence: int = Field(0, ge=0)
    locked: bool = False
    """A coach's lock: planned around, never changed."""
    sessions: tuple[Session, ...] = ()

    @property
    def load_efm(self) -> float:
        """Load of the whole day in EFM, strength included."""
        return sum(session.load_efm for session in self.sessions)

    def with_sessions(self, sessions: tuple[Session, ...]) -> Self:
        """This day holding `sessions` instead."""
        return self.model_copy(update={"sessions": sessions})


def is_trained_through(session: Session) -> bool:
    """Whether a race on the way is run as training (R-28): one that is raced is hard."""
    return session.kind is SessionKind.OTHER_RACE and session.intensity is not Intensity.HARD
