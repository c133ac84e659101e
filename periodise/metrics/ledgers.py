"""Four things that one load figure would hide, each with its own cap (R-14)."""

from collections.abc import Iterable
from typing import NamedTuple

from periodise.domain.rulebook import Rulebook
from periodise.domain.session import RUNS, Session, SessionStatus
from periodise.metrics.pack_class import is_heavy

NOT_DONE = frozenset({SessionStatus.MISSED, SessionStatus.DROPPED})


class SideLedgers(NamedTuple):
    """Of any span of sessions, planned or done."""

    longest_run_min: float
    """Longest run, moving minutes; hikes, races and trips stand outside (R-40)."""
    pack_load_kg_km: float
    """Sum of kilograms × kilometres, every carried kilogram counted."""
    descent_m: float
    heavy_sessions: int


def side_ledgers(sessions: Iterable[Session], *, body_mass_kg: float, rulebook: Rulebook) -> SideLedgers:
    """The four ledgers of these sessions; what was missed or dropped did not happen."""
    happened = tuple(session for session in sessions if session.status not in NOT_DONE)
    return SideLedgers(
        longest_run_min=max((run.duration_min for run in happened if run.kind in RUNS), default=0.0),
        pack_load_kg_km=sum(session.pack_mass_kg * session.distance_km for session in happened),
        descent_m=sum(session.descent_m for session in happened),
        heavy_sessions=sum(
            is_heavy(session.pack_mass_kg, session.duration_min, body_mass_kg, rulebook)
            for session in happened
        ),
    )
