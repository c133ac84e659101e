"""A session as a coach wants it: his figures as he gave them, what follows from them worked out again."""

from collections.abc import Mapping
from typing import Any

from periodise.coach.said import FROM_THE_ATHLETE_FILE, Value
from periodise.domain.inputs import Inputs
from periodise.domain.replace import replace
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Carrier, Intensity, Session, SessionKind
from periodise.errors import OutOfRange
from periodise.metrics.load import Costing, costing_of
from periodise.metrics.moved import Moved
from periodise.metrics.pack_class import is_heavy

WORDS = frozenset({"title", "purpose", "note"})
FIGURES = frozenset({"kind", "duration_min", "distance_km", "ascent_m", "descent_m", "pack_mass_kg", "rpe"})
"""What load depends on."""
WALKED = frozenset({SessionKind.PACK_WALK, SessionKind.BACKPACKING_DAY, SessionKind.HIKE})
EASY_RUNS = frozenset({SessionKind.EASY_RUN, SessionKind.LONG_RUN, SessionKind.PACK_RUN})
EFFORTS: Mapping[SessionKind, tuple[Intensity, str]] = {
    SessionKind.HILL_RUN: (Intensity.HARD, "rpe_hard"),
    SessionKind.TEMPO_RUN: (Intensity.MODERATE, "rpe_moderate"),
    SessionKind.STRENGTH: (Intensity.MODERATE, "rpe_strength"),
    SessionKind.RECOVERY: (Intensity.EASY, "rpe_recovery"),
}
"""How hard a kind is meant to be when a coach gives the kind alone."""
EASY = (Intensity.EASY, "rpe_easy")
REST = Session(kind=SessionKind.REST, intensity=Intensity.REST)


def edited(session: Session, values: Mapping[str, Value], *, inputs: Inputs, rulebook: Rulebook) -> Session:
    """`session` with `values`; load, carrier and the mark for heaviness follow."""
    wanted = _allowed(session, values)
    if not wanted:
        return session
    changes: dict[str, Any] = {**wanted}
    if "start" in wanted:
        changes["start"] = wanted["start"] or None
    if "kind" in wanted and wanted["kind"] != session.kind:
        changes = {**_effort_of(SessionKind(str(wanted["kind"])), rulebook), "rules": (), **changes}
    if "rpe" in changes:
        changes["rpe"] = int(changes["rpe"])
    new = replace(session, **changes)
    if new.kind is SessionKind.REST:
        return _rest(new)
    return _worked_out(session, new, inputs=inputs, rulebook=rulebook) if FIGURES & wanted.keys() else new


def created(values: Mapping[str, Value], *, inputs: Inputs, rulebook: Rulebook) -> Session:
    """A session of the coach's own; without a kind a rest day that holds his note."""
    return edited(REST, values, inputs=inputs, rulebook=rulebook)


def _allowed(session: Session, values: Mapping[str, Value]) -> dict[str, Value]:
    """Of a race or trip only the words: the athlete file has the rest. `locked` belongs to the day."""
    own = {name: value for name, value in values.items() if name != "locked"}
    if session.kind in FROM_THE_ATHLETE_FILE:
        return {name: value for name, value in own.items() if name in WORDS}
    if SessionKind(str(own.get("kind", session.kind))) in FROM_THE_ATHLETE_FILE:
        del own["kind"]
    return own


def _effort_of(kind: SessionKind, rulebook: Rulebook) -> dict[str, Any]:
    intensity, name = EFFORTS.get(kind, EASY)
    return {"intensity": intensity, "rpe": rulebook["R-10"][name]}


def _rest(session: Session) -> Session:
    return replace(REST, slot=session.slot, title=session.title, note=session.note, uid=session.uid)


def _worked_out(old: Session, new: Session, *, inputs: Inputs, rulebook: Rulebook) -> Session:
    carrier = new.carrier if new.carrier is not Carrier.NONE else inputs.plan.carrier
    body_kg = inputs.athlete.body_mass_kg
    heavy = new.kind is not SessionKind.SHAKEDOWN and is_heavy(
        new.pack_mass_kg, new.duration_min, body_kg, rulebook
    )
    return replace(
        new,
        carrier=carrier if new.pack_mass_kg else Carrier.NONE,
        heavy=heavy and new.pack_mass_kg > 0,
        load_efm=round(load_efm(new, old, inputs=inputs, rulebook=rulebook), 1),
    )


def load_efm(new: Session, old: Session, *, inputs: Inputs, rulebook: Rulebook) -> float:
    """Load by the equations (R-10, R-12); of a kind without one, by minutes and effort (R-11)."""
    costing = costing_of(inputs.athlete, rulebook)
    if new.kind is SessionKind.STRENGTH:
        return costing.strength(new.duration_min)
    if new.kind in EASY_RUNS or new.kind in WALKED:
        try:
            moved = _moved(new, costing, inputs)
        except OutOfRange:  # a pack that no equation was fitted for: the judge says what is wrong with it
            moved = None
        if moved and moved.duration_min:
            return moved.load_efm * new.duration_min / moved.duration_min
    if new.kind is old.kind and old.duration_min and new.rpe == old.rpe:
        return old.load_efm * new.duration_min / old.duration_min
    return new.duration_min * new.rpe / float(rulebook["R-11"]["easy_rpe"])


def _moved(session: Session, costing: Costing, inputs: Inputs) -> Moved:
    """The session as the equations see it; its own minutes decide how much of it there is."""
    km = session.distance_km
    if session.kind in EASY_RUNS:
        return costing.run(session.duration_min, pack_mass_kg=session.pack_mass_kg)
    return costing.walk(
        session.duration_min,
        ascent_m_per_km=session.ascent_m / km if km else 0,
        descent_m_per_km=session.descent_m / km if km else 0,
        terrain=inputs.race.terrain,
        pack_mass_kg=session.pack_mass_kg,
    )
