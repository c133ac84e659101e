"""Which sessions of a week are demanding, once somebody has changed some of them (rulebook §0)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from periodise.domain.plan import Week
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import RUNS, Day, Session, SessionKind, is_trained_through

FAST = frozenset({SessionKind.TEMPO_RUN, SessionKind.HILL_RUN})
RACES = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE})
DAYS_OUT = frozenset({SessionKind.BACKPACKING_DAY, SessionKind.TRIP_DAY})
BACK_TO_BACK = "R-46"


class Standouts(NamedTuple):
    """What makes sessions of a week demanding beside what they are themselves."""

    long_run: Session | None
    """The week's longest run, if it is long (A0)."""
    pairs: frozenset[date]
    """Days of planned back-to-backs."""


def marked(days: Sequence[Day], week: Week, rulebook: Rulebook) -> tuple[Day, ...]:
    """`days` with the sessions of `week` marked as demanding or not; other days as they are."""
    inside = {day.date for day in days if week.start <= day.date < week.end}
    long_run = _long_run([day for day in days if day.date in inside], rulebook)
    standouts = Standouts(long_run, _pairs(days))
    return tuple(_marked_day(day, standouts, rulebook) if day.date in inside else day for day in days)


def _long_run(days: Sequence[Day], rulebook: Rulebook) -> Session | None:
    """The longest run, if it is long; of equals one that calls itself so."""
    runs = [one for day in days for one in day.sessions if one.kind in RUNS or is_trained_through(one)]
    long = [one for one in runs if one.duration_min >= rulebook["A0"]["long_run_min"]]
    return max(long, key=lambda one: (one.duration_min, one.kind is SessionKind.LONG_RUN), default=None)


def _pairs(days: Sequence[Day]) -> frozenset[date]:
    """Days that are one of two in a row whose sessions name the rule of back-to-backs."""
    named = {day.date for day in days if any(BACK_TO_BACK in one.rules for one in day.sessions)}
    return frozenset(day for day in named if {day - timedelta(1), day + timedelta(1)} & named)


def _marked_day(day: Day, standouts: Standouts, rulebook: Rulebook) -> Day:
    is_paired = day.date in standouts.pairs
    return day.with_sessions(
        tuple(
            _marked(one, one is standouts.long_run or (is_paired and BACK_TO_BACK in one.rules), rulebook)
            for one in day.sessions
        )
    )


def _marked(session: Session, stands_out: bool, rulebook: Rulebook) -> Session:
    if session.kind in RACES and not is_trained_through(session):
        return session
    least_min = rulebook["A0"]["backpacking_demanding_min"]
    is_day_out = session.kind in DAYS_OUT and session.duration_min >= least_min
    demanding = stands_out or session.kind in FAST or session.heavy or is_day_out
    return session if demanding == session.demanding else session.model_copy(update={"demanding": demanding})
