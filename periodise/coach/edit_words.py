"""What of a session is not as it was, in words with units."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from periodise.domain import measures
from periodise.domain.inputs import Units
from periodise.domain.session import Session
from periodise.views.session_words import NAMES


class FieldChange(NamedTuple):
    field: str
    was: str
    now: str


Told = Callable[[Session, Units], str]
FIELDS: Mapping[str, tuple[str, Told]] = {
    "kind": ("kind", lambda session, _: NAMES[session.kind]),
    "duration_min": ("time", lambda session, _: measures.duration(session.duration_min)),
    "distance_km": ("distance", lambda session, units: measures.distance(session.distance_km, units=units)),
    "ascent_m": ("climb", lambda session, units: measures.climb(session.ascent_m, units=units)),
    "descent_m": ("descent", lambda session, units: measures.climb(session.descent_m, units=units)),
    "pack_mass_kg": ("pack", lambda session, units: measures.mass(session.pack_mass_kg, units=units)),
    "start": ("start", lambda session, _: session.start or "all day"),
    "intensity": ("intensity", lambda session, _: session.intensity.value),
    "rpe": ("RPE", lambda session, _: str(session.rpe)),
    "title": ("title", lambda session, _: session.title),
    "purpose": ("purpose", lambda session, _: session.purpose),
    "note": ("note", lambda session, _: session.note),
}
"""By field of a session: how it is called, and how its value is told."""


def changes_of(old: Session, new: Session, *, units: Units) -> Iterator[FieldChange]:
    """Every field that differs. Two values that are told alike are told with all their digits."""
    for field, (name, told) in FIELDS.items():
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        was, now = told(old, units), told(new, units)
        yield FieldChange(name, *((was, now) if was != now else (str(before), str(after))))
