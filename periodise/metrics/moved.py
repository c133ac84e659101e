"""What a session amounts to, and how parts of it add up."""

from collections.abc import Iterable
from typing import NamedTuple


class Moved(NamedTuple):
    """What a session amounts to; minutes are moving minutes."""

    duration_min: float
    distance_km: float
    ascent_m: float
    descent_m: float
    load_efm: float
    effort_ratio: float
    """Mean effort over the minutes, floors of R-12 applied; 1 is easy running."""


class Stretch(NamedTuple):
    """A part of a kilometre under one grade."""

    duration_min: float
    load_efm: float
    effort_ratio: float


def together(parts: Iterable[Moved]) -> Moved:
    """Parts of one session as one: sums, and the mean effort over the minutes."""
    moved = tuple(parts)
    duration_min = sum(part.duration_min for part in moved)
    effort_min = sum(part.duration_min * part.effort_ratio for part in moved)
    return Moved(
        duration_min=duration_min,
        distance_km=sum(part.distance_km for part in moved),
        ascent_m=sum(part.ascent_m for part in moved),
        descent_m=sum(part.descent_m for part in moved),
        load_efm=sum(part.load_efm for part in moved),
        effort_ratio=effort_min / duration_min if duration_min else 0.0,
    )


def walked(
    km: tuple[Stretch, ...], *, distance_km: float, ascent_m_per_km: float, descent_m_per_km: float
) -> Moved:
    """So many kilometres like this one."""
    min_per_km = sum(stretch.duration_min for stretch in km)
    efm_per_km = sum(stretch.load_efm for stretch in km)
    effort_min_per_km = sum(stretch.duration_min * stretch.effort_ratio for stretch in km)
    return Moved(
        duration_min=distance_km * min_per_km,
        distance_km=distance_km,
        ascent_m=distance_km * ascent_m_per_km,
        descent_m=distance_km * descent_m_per_km,
        load_efm=distance_km * efm_per_km,
        effort_ratio=effort_min_per_km / min_per_km,
    )
