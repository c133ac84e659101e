"""Which sessions of a week are demanding, once somebody has changed some of them (rulebook §0)."""

from collections.abc import Sequence

from periodise.domain.plan import Week
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import RUNS, Day, Session, SessionKind

FAST = frozenset({SessionKind.TEMPO_RUN, SessionKind.HILL_RUN})
RACES = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE})
BACK_TO_BACK = "R-46"


def marked(days: Sequence[Day], week: Week, rulebook: Rulebook) -> tuple[Day, ...]:
    """`days` with the sessions of `week` marked as demanding or not; other days as they are."""
    inside = [day for day in days if week.start <= day.date < week.end]
    longest = _long_run(inside, rulebook)
    return tuple(_marked_day(day, longest, rulebook) if day in inside else day for day in days)


def _long_run(days: Sequence[Day], rulebook: Rulebook) -> Session | None:
    """The week's longest run, if it is long (A0); of equals one that calls itself so."""
    runs = [one for day in days for one in day.sessions if one.kind in RUNS]
    long = [one for one in runs if one.duration_min >= rulebook["A0"]["long_run_min"]]
    return max(long, key=lambda one: (one.duration_min, one.kind is SessionKind.LONG_RUN), default=None)


def _marked_day(day: Day, longest: Session | None, rulebook: Rulebook) -> Day:
    return day.with_sessions(tuple(_marked(one, one is longest, rulebook) for one in day.sessions))


def _marked(session: Session, is_long_run: bool, rulebook: Rulebook) -> Session:
    if session.kind in RACES:
        return session
    least_min = rulebook["A0"]["backpacking_demanding_min"]
    is_day_out = session.kind in (SessionKind.BACKPACKING_DAY, SessionKind.TRIP_DAY)
    planned_pair = BACK_TO_BACK in session.rules and session.demanding
    demanding = (
        is_long_run
        or session.kind in FAST
        or session.heavy
        or planned_pair
        or (is_day_out and session.duration_min >= least_min)
    )
    return session if demanding == session.demanding else session.model_copy(update={"demanding": demanding})
