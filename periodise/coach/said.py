"""What a coach's file says of each session, whatever form the file had."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from periodise.domain.record import PlanRecord
from periodise.domain.session import Session, SessionKind

Value = str | float | bool
"""Of a field that was changed; a start of "" is an all-day session."""

FROM_THE_ATHLETE_FILE = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE, SessionKind.TRIP_DAY})
"""Races and trips stand where the athlete file has them."""


class Place(NamedTuple):
    """Where a session stands in the plan."""

    day: date
    slot: int


class Said(NamedTuple):
    """One row or event: the session it is about, where that is to stand, and what of it is changed."""

    where: str
    """In words, for whoever looks for it: `line 12`, `event "Easy run 8 km"`."""
    place: Place | None
    """Where the session stands now; None: it is new."""
    day: date
    values: Mapping[str, Value]
    """What is changed, by field; of a new session all there is."""
    slot: int | None = None
    """Which of its day's sessions it is to be; None: where it was, a new one last."""
    outdated: bool = False
    """Made from an older state of the plan, and not as that had it."""


class Reading(NamedTuple):
    """A whole file, understood as far as it can be."""

    said: tuple[Said, ...]
    first: date
    last: date
    """First and last day that the file speaks of; other days are left as they are."""
    remarks: tuple[str, ...]
    """What was not taken, and why."""
    foreign: int = 0
    """Events that are none of ours."""
    stale: frozenset[date] = frozenset()
    """Days of which the file knows an older state: what it lacks there was not taken away."""


def places(record: PlanRecord) -> dict[str, Place]:
    """Every session's place by its calendar UID."""
    return {uid: Place(day, session.slot) for day, session, uid in _with_uids(record)}


def _with_uids(record: PlanRecord) -> Iterator[tuple[date, Session, str]]:
    for day in record.plan.days:
        for session in day.sessions:
            yield day.date, session, day.uid if session.slot == 1 else session.uid or ""


def sessions_by_place(record: PlanRecord) -> dict[Place, Session]:
    """Every session by where it stands."""
    return {Place(day, session.slot): session for day, session, _ in _with_uids(record)}
