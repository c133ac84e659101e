"""What a week may hold at most, before its sessions have days."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from periodise.domain.plan import WeekKind
from periodise.planner.count_back import Frame
from periodise.planner.place_sessions import Item


class Stressor(StrEnum):
    """The one variable that may rise in a load week (R-43)."""

    NONE = "none"
    VOLUME = "volume"
    LONGEST = "longest"
    PACK = "pack"


class LoadedSession(NamedTuple):
    """A session that asks for a pack (or, at 0 kg, for walking boots), and when it may stand."""

    mass_kg: float
    duration_min: float
    is_step: bool = False
    is_set_back: bool = False
    """Whether it is lighter than packs before for time off that lies between (R-80)."""
    earliest: date = date.min
    latest: date = date.max
    walked: bool = False


class WeekTarget(NamedTuple):
    """Upper bounds of a week; placement fits them to the days."""

    frame: Frame
    kind: WeekKind
    load_efm: float = 0.0
    """On foot; strength stands outside (A0)."""
    longest_min: float = 0.0
    second_min: float = 0.0
    """The day after the long run, in a back-to-back; 0: none (R-46)."""
    alone_min: float = 0.0
    """The long run where no second day follows."""
    descent_m: float = 0.0
    runs: int = 0
    """Sessions on foot, the big one and the pack run included."""
    pack: LoadedSession | None = None
    hike: LoadedSession | None = None
    """Takes the long run's place."""
    shakedown: LoadedSession | None = None
    quality_min: float = 0.0
    strength: int = 0
    strength_until: date = date.max
    """First date without strength (R-53)."""
    run_allowed_min: Mapping[date, float] = MappingProxyType({})
    """Longest run of each date by what stands before the week (R-40, R-45, R-51)."""
    stressor: Stressor = Stressor.NONE
    pack_from: date = date.min
    """First date on which a pack may be carried again (R-82, R-83)."""
    settled: Mapping[Item, int] = MappingProxyType({})
    """What of it was held or missed already on days that are past: not placed again (R-80)."""
    locked: Mapping[Item, int] = MappingProxyType({})
    """What of it stands on days that a coach locked: not placed again."""
    locked_long_min: float = 0.0
    """How long other runs may be beside the week's long day, when that is among them."""
    locked_walk: bool = False
    """Whether that long day is walked."""
    standing: Mapping[date, Item] = MappingProxyType({})
    """What the plan so far has on these days: kept among equals (R-84)."""
    rules: tuple[str, ...] = ()

    @property
    def long_run_min(self) -> float:
        """The long run that easy runs are measured by, placed or locked; 0 in a week with a long walk."""
        return 0.0 if self.hike or self.locked_walk else max(self.longest_min, self.locked_long_min)
