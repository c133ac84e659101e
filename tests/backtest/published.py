"""Plans that others have published, and the measures that any season of weeks is compared by."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple

FIGURES = Path(__file__).with_name("published_plans.toml")
STEP_WEEKS = 4
"""Whole weeks of R-40's window."""
BLOCK_WEEKS = 3
"""Load weeks that an easy week is compared with: those of R-49's usual block."""


class Weeks(NamedTuple):
    """A season week by week, race week last and the race left out; 0: not known."""

    total: tuple[float, ...]
    """Kilometres, or hours."""
    longest: tuple[float, ...]
    easy: frozenset[int]
    """Numbers of the lighter weeks on the way, week 1 first."""
    taper_count: int
    """Weeks of seven days in the taper, race week among them."""


class Published(NamedTuple):
    """One published plan and the runner we assume for it."""

    name: str
    race: str
    """Its class of races, which a table is made for."""
    author: str
    source: str
    unit: str
    race_km: float
    weeks: Weeks
    assumed: Mapping[str, Any]

    @property
    def carries_a_pack(self) -> bool:
        return "pack_mass_kg" in self.assumed


class LeftOut(NamedTuple):
    name: str
    source: str
    reason: str


@cache
def published_plans() -> tuple[Published, ...]:
    return tuple(_published(record) for record in _document()["plan"])


@cache
def left_out() -> tuple[LeftOut, ...]:
    return tuple(LeftOut(**record) for record in _document()["left_out"])


def _document() -> dict[str, Any]:
    return tomllib.loads(FIGURES.read_text(encoding="utf-8"))


def _published(record: dict[str, Any]) -> Published:
    weeks = Weeks(
        total=tuple(record["total"]),
        longest=tuple(record["longest"]),
        easy=frozenset(record["easy_weeks"]),
        taper_count=len(record["taper_weeks"]),
    )
    named = {field: record[field] for field in Published._fields if field != "weeks"}
    return Published(**named, weeks=weeks)


def peak(weeks: Weeks) -> float:
    """The fullest week."""
    return max(weeks.total)


def longest(weeks: Weeks) -> float:
    """The longest single session; 0: not known."""
    return max(weeks.longest)


def deload_depth(weeks: Weeks) -> float:
    """An easy week as a share of the three load weeks before it at most, the median; 0: none known."""
    depths = []
    for number in sorted(weeks.easy):
        load = _load_before(weeks, number)
        if load and weeks.total[number - 1]:
            depths.append(weeks.total[number - 1] / fmean(load))
    return median(depths) if depths else 0.0


def _load_before(weeks: Weeks, number: int) -> Sequence[float]:
    start = max((easy for easy in weeks.easy if easy < number), default=0)
    return [total for total in weeks.total[start : number - 1] if total][-BLOCK_WEEKS:]


def week_out(weeks: Weeks, back: int) -> float:
    """The week so many weeks before race week, as a share of the fullest; 0: not known."""
    return weeks.total[-1 - back] / peak(weeks)


def last_two_weeks(weeks: Weeks) -> float:
    """Race week before the race and the week before it, in fullest weeks; 0: not known."""
    return (week_out(weeks, 0) + week_out(weeks, 1)) if weeks.total[-1] and weeks.total[-2] else 0.0


MEASURES: Mapping[str, Callable[[Weeks], float]] = {
    "peak week": peak,
    "longest session": longest,
    "deload depth": deload_depth,
    "taper weeks": lambda weeks: float(weeks.taper_count),
    "last two weeks": last_two_weeks,
}
"""What is compared, by its name; each is 0 where it is not known."""


def long_steps(weeks: Weeks) -> list[float]:
    """Each longest session over the longest of the four weeks before, where all of them are known."""
    return [
        here / max(before)
        for number, here in enumerate(weeks.longest)
        if number and here
        if all(before := weeks.longest[max(0, number - STEP_WEEKS) : number])
    ]


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Ours over theirs, of the weeks that are known."""
    return [our / their for our, their in zip(ours, theirs, strict=True) if their]
