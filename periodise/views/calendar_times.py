"""When a calendar event begins and ends: dates, or wall-clock times in a named zone.

A runner types a wall-clock time and runs for so many minutes. Python subtracts times of one zone by the
wall clock, an hour wrong across a change of offset, so every end is computed in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

MIN_PER_DAY = 24 * 60


class AllDay(NamedTuple):
    """Whole days; `end` is the first day not in it (RFC 5545 3.6.1)."""

    start: date
    end: date


class Timed(NamedTuple):
    """Wall-clock times of `tzid`, without a zone of their own; or both in UTC.

    UTC stands in for times that the clocks of a zone show twice: RFC 5545 3.3.5 means the first, but
    programs differ.
    """

    start: datetime
    end: datetime
    tzid: str

    @property
    def needs_zone(self) -> bool:
        """Whether it cannot be read without the rules of `tzid`."""
        return self.start.tzinfo is None


Span = AllDay | Timed


def all_day(day: date, *, days: int = 1) -> AllDay:
    """`days` whole days from `day` on."""
    return AllDay(day, day + timedelta(days=days))


def instant(day: date, clock: str, tzid: str) -> datetime:
    """The UTC instant at which the clocks of `tzid` show "HH:MM" on `day`.

    In a gap the offset before it holds, so 02:30 on the night clocks go forward is 03:30; of a time that
    comes twice the first is meant (RFC 5545 3.3.5).
    """
    wall = datetime.combine(day, time.fromisoformat(clock), tzinfo=_zone(tzid))
    return wall.astimezone(UTC)


def timed(start: datetime, *, minutes: float, tzid: str) -> Timed:
    """From the instant `start` for so many minutes of elapsed time, never none at all."""
    end = start + timedelta(minutes=max(round(minutes), 1))
    first, last = (at.astimezone(_zone(tzid)) for at in (start, end))
    if tzid == "UTC" or _comes_twice(first) or _comes_twice(last):
        return Timed(start, end, tzid)
    return Timed(first.replace(tzinfo=None), last.replace(tzinfo=None), tzid)


def last_day(start: datetime, *, minutes: float, tzid: str) -> date:
    """The date the clocks of `tzid` show when the time is over."""
    return (start + timedelta(minutes=minutes)).astimezone(_zone(tzid)).date()


def sort_key(span: Span) -> datetime:
    """Midnight for whole days, the time as written for others."""
    if isinstance(span, AllDay):
        return datetime.combine(span.start, time())
    return span.start.replace(tzinfo=None)


def _comes_twice(wall: datetime) -> bool:
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@lru_cache(maxsize=64)
def _zone(tzid: str) -> ZoneInfo:
    return ZoneInfo(tzid)
