"""Stretches of days on which nothing was held that was to be (R-80: days in a row without running)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from periodise.domain.session import Day, SessionKind, SessionStatus

LOST = frozenset({SessionStatus.MISSED, SessionStatus.DROPPED})


class LostSpan(NamedTuple):
    """Lost days in a row; both ends belong to it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def lost_spans(days: Iterable[Day]) -> tuple[LostSpan, ...]:
    """Every stretch of lost days; rest days between two of them count as lost."""
    spans: list[LostSpan] = []
    going = False
    for day in days:
        if is_lost(day):
            first = spans.pop().first if going else day.date
            spans.append(LostSpan(first, day.date))
            going = True
        elif not _is_rest(day):
            going = False
    return tuple(spans)


def is_lost(day: Day) -> bool:
    """Whether everything of a day was missed; a rest day is lost where somebody recorded it so."""
    return bool(day.sessions) and all(session.status in LOST for session in day.sessions)


def _is_rest(day: Day) -> bool:
    return all(session.kind is SessionKind.REST for session in day.sessions)
