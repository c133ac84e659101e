"""When a pack makes a session loaded, when it makes it heavy, and which class it falls in (A0)."""

from enum import StrEnum
from typing import NamedTuple

from periodise.domain.rulebook import Rulebook
from periodise.domain.session import PACK_KINDS, Session, SessionKind

ROUNDING_KG = 1e-9
"""A tenth of 70 kg is a hair above 7 kg in binary."""


class PackClass(StrEnum):
    P0 = "P0"
    """Nothing, or a light vest: not loaded."""
    P1 = "P1"
    """Loaded, running allowed."""
    P2 = "P2"
    """Loaded and heavy: walking only."""
    P3 = "P3"
    """Walking only, and for experts."""


class Carried(NamedTuple):
    """A session as far as its pack matters; a `Session` does as well."""

    kind: SessionKind
    pack_mass_kg: float


def is_loaded(session: Session | Carried, body_mass_kg: float, rulebook: Rulebook) -> bool:
    """Whether a session counts as loaded: by share of body mass, by kilograms, or by its kind."""
    definitions = rulebook["A0"]
    return (
        session.kind in PACK_KINDS
        or reaches(session.pack_mass_kg, definitions["loaded_share"] * body_mass_kg)
        or session.pack_mass_kg > definitions["light_vest_max_kg"]
    )


def is_heavy(pack_mass_kg: float, duration_min: float, body_mass_kg: float, rulebook: Rulebook) -> bool:
    """Whether a session is heavy: a big pack for any time, or a middling one for hours."""
    definitions = rulebook["A0"]
    is_long = duration_min >= definitions["heavy_long_min"]
    share = definitions["heavy_long_share" if is_long else "heavy_share"]
    return reaches(pack_mass_kg, share * body_mass_kg)


def pack_class(session: Session | Carried, body_mass_kg: float, rulebook: Rulebook) -> PackClass:
    """P0 to P3 of a session."""
    if not is_loaded(session, body_mass_kg, rulebook):
        return PackClass.P0
    definitions = rulebook["A0"]
    for walked, share in ((PackClass.P1, "p1_max_share"), (PackClass.P2, "p2_max_share")):
        if reaches(definitions[share] * body_mass_kg, session.pack_mass_kg):
            return walked
    return PackClass.P3


def reaches(pack_mass_kg: float, least_kg: float) -> bool:
    """Whether a mass is at least another, binary rounding aside."""
    return pack_mass_kg >= least_kg - ROUNDING_KG
