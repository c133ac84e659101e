"""What stands in the plan so far, and the questions that the next week asks of it.

Windows are over dates, newest first, and stop at the first date that is too old. History counts as
done on the day before the plan's start, and as four equal weeks before it (A0).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from periodise.domain.plan import WeekKind
from periodise.domain.session import RUNS, Session, SessionKind
from periodise.domain.tolerance import MASS_KG

WALKS = frozenset({SessionKind.PACK_WALK, SessionKind.HIKE, SessionKind.BACKPACKING_DAY})
RUN_KINDS = RUNS | {SessionKind.OTHER_RACE}
"""What R-40 looks at: a race that is trained through is a run too (R-28)."""
ON_FOOT = RUN_KINDS | WALKS


class Placed(NamedTuple):
    """A session on its date with the judgements that rules ask for."""

    date: date
    session: Session
    loaded: bool

    @property
    def is_run(self) -> bool:
        return self.session.kind in RUN_KINDS

    @property
    def is_walk(self) -> bool:
        """A long day walked: backpacking day, ruck or hike."""
        return self.session.kind in WALKS

    @property
    def is_loaded_run(self) -> bool:
        """Loaded and run: what R-63 and R-64 look at, walks and backpacking days left out."""
        return self.loaded and self.is_run


class WeekDone(NamedTuple):
    """A full Monday week in sums, strength and units left out."""

    start: date
    kind: WeekKind
    load_efm: float
    longest_min: float
    descent_m: float
    outings: int
    """Runs, hikes and walks."""
    runs: int
    whole_efm: float
    """Load with races and trips in it (R-49)."""


class PackStretch(NamedTuple):
    """The newest run of loaded runs at one mass: since when, on how many days."""

    mass_kg: float
    since: date
    last: date
    days: int
    stepped: bool
    """Whether it began by a step up from a lighter mass."""


@dataclass(frozen=True)
class Trail:
    """Sessions and full weeks so far, oldest first."""

    placed: tuple[Placed, ...]
    weeks: tuple[WeekDone, ...]

    def with_week(self, placed: tuple[Placed, ...], week: WeekDone | None) -> "Trail":
        return Trail(self.placed + placed, self.weeks + ((week,) if week else ()))

    @cached_property
    def stretch(self) -> PackStretch | None:
        """What is run with now; none when nothing was ever carried."""
        mass, since, dates, stepped = None, date.min, set(), False
        for item in reversed(self.placed):
            if not item.is_loaded_run:
                continue
            if mass is None:
                mass = item.session.pack_mass_kg
            if abs(item.session.pack_mass_kg - mass) > MASS_KG:
                stepped = item.session.pack_mass_kg < mass
                break
            since = item.date
            dates.add(item.date)
        return None if mass is None else PackStretch(mass, since, max(dates), len(dates), stepped)

    def within(self, before: date, days: int) -> Iterator[Placed]:
        """Sessions of the `days` dates before `before`, newest first."""
        oldest = before - timedelta(days)
        for item in reversed(self.placed):
            if item.date < oldest:
                return
            if item.date < before:
                yield item

    def longest(self, before: date, days: int, wanted: Callable[[Placed], bool]) -> float:
        """Longest session in minutes among `wanted` in the window; 0 when there is none."""
        return max(
            (item.session.duration_min for item in self.within(before, days) if wanted(item)),
            default=0.0,
        )

    def longest_run(self, before: date, days: int) -> float:
        return self.longest(before, days, lambda item: item.is_run)

    def longest_on_foot(self, before: date, days: int) -> float:
        return self.longest(before, days, lambda item: item.session.kind in ON_FOOT)

    def longest_loaded_run(self, before: date, days: int) -> float:
        return self.longest(before, days, lambda item: item.is_loaded_run)

    def newest(self, wanted: Callable[[Placed], bool]) -> Placed | None:
        """The last session among `wanted`, however old."""
        return next((item for item in reversed(self.placed) if wanted(item)), None)

    def load_weeks(self, count: int) -> tuple[WeekDone, ...]:
        """The last `count` load weeks, oldest first (R-43)."""
        return tuple(week for week in self.weeks if week.kind is WeekKind.LOAD)[-count:]

    def weeks_before(self, start: date, count: int) -> tuple[WeekDone, ...]:
        """The full weeks among the `count` calendar weeks before `start` (R-42)."""
        oldest = start - timedelta(weeks=count)
        return tuple(week for week in self.weeks if oldest <= week.start < start)

    def sessions_at(self, mass_kg: float, *, since: date, match_kg: float, least_min: float) -> int:
        """Days with a loaded run at `mass_kg` from `since` on (R-63)."""
        days = {
            item.date
            for item in self.placed
            if item.is_loaded_run
            and item.date >= since
            and abs(item.session.pack_mass_kg - mass_kg) <= match_kg + MASS_KG / 2
            and item.session.duration_min >= least_min
        }
        return len(days)


def history_weeks(
    start: date, *, load_efm: float, longest_min: float, descent_m: float, runs: int, count: int
) -> tuple[WeekDone, ...]:
    """The athlete's last four weeks as equal load weeks before the plan's first Monday."""
    monday = start - timedelta(start.weekday())
    return tuple(
        WeekDone(
            monday - timedelta(weeks=back),
            WeekKind.LOAD,
            load_efm,
            longest_min,
            descent_m,
            runs,
            runs,
            load_efm,
        )
        for back in range(count, 0, -1)
    )
