"""What was really done, in the figures of a session: scaled from what was planned, or an outing of its own.

A day of the log is always made anew from the day as it was planned and all its entries, so the order in
which they came, and how often, changes nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from periodise.domain.inputs import Inputs
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Carrier, Day, Session, SessionKind, SessionStatus
from periodise.domain.training_log import LogEntry, LogKind
from periodise.metrics.load import costing_of
from periodise.metrics.pack_class import is_heavy
from periodise.metrics.rpe import load_done

UNLOADED: Mapping[SessionKind, SessionKind] = {
    SessionKind.PACK_RUN: SessionKind.EASY_RUN,
    SessionKind.PACK_WALK: SessionKind.HIKE,
    SessionKind.BACKPACKING_DAY: SessionKind.HIKE,
}
"""What a session is when its pack stayed at home."""
WALKED = frozenset({SessionKind.PACK_WALK, SessionKind.BACKPACKING_DAY, SessionKind.HIKE})


def recorded_day(planned: Day, entries: Sequence[LogEntry], *, inputs: Inputs, rulebook: Rulebook) -> Day:
    """A day as it was planned, with everything that the log says of it."""
    by_slot = {entry.slot: entry for entry in entries}
    sessions = [
        _recorded(session, by_slot.get(session.slot), inputs=inputs, rulebook=rulebook)
        for session in planned.sessions
    ]
    slots = {session.slot for session in planned.sessions}
    extra = (entry for slot, entry in sorted(by_slot.items()) if slot not in slots)
    outings = [_unplanned(entry, inputs=inputs, rulebook=rulebook) for entry in extra]
    return planned.with_sessions(tuple(sessions + outings))


def _recorded(session: Session, entry: LogEntry | None, *, inputs: Inputs, rulebook: Rulebook) -> Session:
    if entry is None:
        return session
    if entry.kind is LogKind.MISSED:
        return session.model_copy(update={"status": SessionStatus.MISSED})
    if session.kind is SessionKind.REST:
        return _unplanned(entry, inputs=inputs, rulebook=rulebook)
    return _done(session, entry, inputs=inputs, rulebook=rulebook)


def _done(session: Session, entry: LogEntry, *, inputs: Inputs, rulebook: Rulebook) -> Session:
    """A planned session with the figures that were told of it; the others follow in proportion."""
    minutes, km = _amounts(session, entry)
    part = minutes / session.duration_min if session.duration_min else 1.0
    climbed = km / session.distance_km if session.distance_km else part
    mass = session.pack_mass_kg if entry.pack_mass_kg is None else entry.pack_mass_kg
    equation = session.load_efm * part * _harder(session, mass, inputs=inputs, rulebook=rulebook)
    changes: dict[str, Any] = {
        "status": SessionStatus.DONE,
        "duration_min": minutes,
        "distance_km": km,
        "ascent_m": round(session.ascent_m * climbed),
        "descent_m": round(session.descent_m * climbed),
        "load_efm": _felt(equation, minutes, entry, rulebook),
        "rpe": session.rpe if entry.rpe is None else entry.rpe,
    }
    return _carrying(session.model_copy(update=changes), mass, inputs=inputs, rulebook=rulebook)


def _amounts(session: Session, entry: LogEntry) -> tuple[float, float]:
    """Minutes and kilometres: as told, and what was not told in proportion to the plan."""
    minutes, km = entry.duration_min, entry.distance_km
    if minutes is None and km is None:
        return session.duration_min, session.distance_km
    if minutes is None and km is not None:
        part = km / session.distance_km if session.distance_km else 1.0
        return float(round(session.duration_min * part)), km
    if km is None and minutes is not None:
        part = minutes / session.duration_min if session.duration_min else 1.0
        return minutes, round(session.distance_km * part, 1)
    return minutes or 0.0, km or 0.0


def _harder(session: Session, mass_kg: float, *, inputs: Inputs, rulebook: Rulebook) -> float:
    """Load of a walk with another pack over that of the planned one; a run is easy by effort (R-10)."""
    if session.kind not in WALKED or mass_kg == session.pack_mass_kg or not session.distance_km:
        return 1.0
    costing = costing_of(inputs.athlete, rulebook)
    steepness = session.ascent_m / session.distance_km
    carried, planned = (
        costing.walk(60, ascent_m_per_km=steepness, terrain=inputs.race.terrain, pack_mass_kg=kg)
        for kg in (mass_kg, session.pack_mass_kg)
    )
    return carried.load_efm / planned.load_efm


def _felt(equation_efm: float, minutes: float, entry: LogEntry, rulebook: Rulebook) -> float:
    """EFM by the equations, or by how hard it was, within R-11's clamp."""
    if entry.rpe is None:
        return round(equation_efm, 1)
    done = load_done(duration_min=minutes, rpe=entry.rpe, equation_efm=equation_efm, rulebook=rulebook)
    return round(done.felt_efm, 1)


def _carrying(session: Session, mass_kg: float, *, inputs: Inputs, rulebook: Rulebook) -> Session:
    heavy = is_heavy(mass_kg, session.duration_min, inputs.athlete.body_mass_kg, rulebook)
    heavy = heavy and mass_kg > 0 and session.kind is not SessionKind.SHAKEDOWN
    kind = session.kind if mass_kg else UNLOADED.get(session.kind, session.kind)
    changes: dict[str, Any] = {"pack_mass_kg": mass_kg, "kind": kind, "heavy": heavy}
    if (mass_kg > 0) != (session.carrier is not Carrier.NONE):
        changes["carrier"] = inputs.plan.carrier if mass_kg else Carrier.NONE
    return session.model_copy(update={**changes, "demanding": session.demanding or heavy})


def _unplanned(entry: LogEntry, *, inputs: Inputs, rulebook: Rulebook) -> Session:
    """An outing that nothing was planned for: an easy run, with a pack a pack run."""
    costing = costing_of(inputs.athlete, rulebook)
    mass = entry.pack_mass_kg or 0.0
    if entry.duration_min is None:
        covered = costing.run_distance(entry.distance_km or 0.0, pack_mass_kg=mass)
    else:
        covered = costing.run(entry.duration_min, pack_mass_kg=mass)
    minutes = float(round(covered.duration_min))
    session = Session(
        slot=entry.slot,
        kind=SessionKind.PACK_RUN if mass else SessionKind.EASY_RUN,
        duration_min=minutes,
        distance_km=round(covered.distance_km if entry.distance_km is None else entry.distance_km, 1),
        load_efm=_felt(covered.load_efm, minutes, entry, rulebook),
        rpe=entry.rpe or rulebook["R-10"]["rpe_easy"],
        status=SessionStatus.DONE,
        rules=("R-80",),
    )
    return _carrying(session, mass, inputs=inputs, rulebook=rulebook)
