"""A week's sums, counted from what is or was held in it: missed sessions did not happen."""

from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from periodise.domain.plan import Week
from periodise.domain.session import RUNS, Day, SessionKind, SessionStatus

NOT_HELD = frozenset({SessionStatus.MISSED, SessionStatus.DROPPED})


RUN_KINDS = RUNS | {SessionKind.OTHER_RACE}
"""What counts for the longest run: a race that is trained through is a run too (R-28)."""


def summed(week: Week, days: Iterable[Day], *, unit_dates: Container[date] = ()) -> Week:
    """`week` with its sums counted again from `days`; the longest run leaves the days of units out (R-28)."""
    dated = [
        (day.date, session)
        for day in days
        if week.start <= day.date < week.end
        for session in day.sessions
        if session.status not in NOT_HELD
    ]
    held = [session for _, session in dated]
    runs = (one.duration_min for day, one in dated if one.kind in RUN_KINDS and day not in unit_dates)
    on_foot = [session for session in held if session.kind is not SessionKind.STRENGTH]
    packs = (session.pack_mass_kg for session in held if session.kind is not SessionKind.RACE)
    sums: dict[str, Any] = {
        "load_efm": round(sum(session.load_efm for session in held), 1),
        "distance_km": round(sum(session.distance_km for session in on_foot), 1),
        "ascent_m": sum(session.ascent_m for session in on_foot),
        "minutes": sum(session.duration_min for session in on_foot),
        "longest_min": max(runs, default=0.0),
        "descent_m": sum(session.descent_m for session in on_foot),
        "loaded_kg_km": round(sum(s.pack_mass_kg * s.distance_km for s in on_foot), 1),
        "heavy": sum(session.heavy for session in held),
        "pack_step_kg": max(packs, default=0.0),
    }
    return week.model_copy(update=sums)
