"""Sessions with their dates and with what can be recomputed about them; dates as ordinals for speed.

What a session says of itself (`loaded`, `heavy`, `demanding`) is never believed here.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from periodise.domain.session import RUNS, Intensity, Session, SessionKind, SessionStatus

M_PER_KM = 1000
S_PER_MIN = 60
WALKS = frozenset({SessionKind.PACK_WALK, SessionKind.BACKPACKING_DAY, SessionKind.HIKE})
OFF_FEET = frozenset({SessionKind.REST, SessionKind.STRENGTH})
NEVER_HELD = frozenset({SessionStatus.MISSED, SessionStatus.DROPPED})
HARD_KINDS = frozenset({SessionKind.TEMPO_RUN, SessionKind.HILL_RUN})
"""Intervals and tempo in the sense of §0, uphill or on the flat."""
ABOVE_EASY = frozenset({Intensity.MODERATE, Intensity.HARD})


class Unit(NamedTuple):
    """The goal race, a B race or a trip: one thing whatever its days (R-28). `last` is its last day."""

    name: str
    kind: SessionKind
    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1


class DatedSession(NamedTuple):
    """A session that takes or took place; missed and dropped ones are not held and never get here."""

    day: int
    session: Session
    loaded: bool
    heavy: bool
    body_share: float
    """Pack mass over body mass."""
    unit: Unit | None
    """The unit that it is a part of; none for training."""
    strap_check: bool = False
    """The short walk under the pack in race week that R-52 allows and does not count."""

    @property
    def minutes(self) -> float:
        return self.session.duration_min

    @property
    def pack_kg(self) -> float:
        return self.session.pack_mass_kg

    @property
    def kind(self) -> SessionKind:
        return self.session.kind

    @property
    def speed_m_per_s(self) -> float:
        """Mean speed; 0 when no distance or time is given."""
        return self.session.distance_km * M_PER_KM / (self.minutes * S_PER_MIN) if self.minutes else 0.0

    @property
    def planned(self) -> bool:
        """Still to come. What was done is a reference for others and is not judged itself."""
        return self.session.status is SessionStatus.PLANNED

    @property
    def training(self) -> bool:
        """On foot and outside units: what the weekly sums of R-42, R-43 and R-51 are made of."""
        return self.unit is None and self.kind not in OFF_FEET

    @property
    def run(self) -> bool:
        """A run in training; a C race is one too (R-28)."""
        return self.unit is None and (self.kind in RUNS or self.kind is SessionKind.OTHER_RACE)

    @property
    def fast(self) -> bool:
        """Hills or tempo, by kind or by an intensity above easy; a race in training is a run (R-28)."""
        if self.kind in HARD_KINDS:
            return True
        return self.run and self.session.intensity in ABOVE_EASY

    @property
    def test_of_kit(self) -> bool:
        return self.kind is SessionKind.SHAKEDOWN

    @property
    def loaded_run(self) -> bool:
        return self.run and self.loaded

    @property
    def loaded_walk(self) -> bool:
        return self.loaded_training and self.kind in WALKS

    @property
    def loaded_training(self) -> bool:
        """Loaded outside units, the shakedown included, the check of straps not."""
        return self.unit is None and self.loaded and not self.strap_check


@dataclass(frozen=True, slots=True)
class Track:
    """Sessions of one sort in order of date, quick to look back on."""

    sessions: tuple[DatedSession, ...]
    days: tuple[int, ...]

    @classmethod
    def of(cls, sessions: Sequence[DatedSession]) -> "Track":
        return cls(tuple(sessions), tuple(session.day for session in sessions))

    def __iter__(self) -> Iterator[DatedSession]:
        return iter(self.sessions)

    def __len__(self) -> int:
        return len(self.sessions)

    def between(self, first: int, end: int) -> tuple[DatedSession, ...]:
        """Those from `first` on and before `end`."""
        return self.sessions[bisect_left(self.days, first) : bisect_left(self.days, end)]

    def longest_min(self, first: int, end: int) -> float:
        """Minutes of the longest from `first` on and before `end`; 0 when there is none."""
        return max((one.session.duration_min for one in self.between(first, end)), default=0.0)

    def heaviest_kg(self, end: int) -> float:
        """Heaviest pack before `end`; 0 when nothing was carried."""
        return max((one.session.pack_mass_kg for one in self.between(0, end)), default=0.0)
