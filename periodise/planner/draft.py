"""A session on foot before its climb is known, and what it comes to once it is."""

from datetime import date
from typing import NamedTuple

from periodise.domain.race import Terrain
from periodise.domain.session import SessionKind
from periodise.metrics.load import Moved
from periodise.planner.season import Season


class Draft(NamedTuple):
    """What is to be done on a date, in minutes."""

    date: date
    kind: SessionKind
    duration_min: float
    pack_mass_kg: float = 0.0
    walked: bool = False
    hard_min: float = 0.0
    rules: tuple[str, ...] = ()


def draft_load_efm(season: Season, draft: Draft) -> float:
    """Load of a draft at most: a walk's grows with its climb, a run's does not."""
    flat = moved(season, draft, 0.0).load_efm
    if not draft.walked:
        return flat
    return max(flat, moved(season, draft, season.race_ascent_m_per_km).load_efm)


def moved(season: Season, draft: Draft, climb_m_per_km: float) -> Moved:
    """Minutes, kilometres, climb and load of a draft on ground that climbs so much."""
    costing = season.costing
    terrain = Terrain.ROAD if draft.kind is SessionKind.EASY_RUN else season.inputs.race.terrain
    if draft.walked:
        return costing.walk(
            draft.duration_min,
            ascent_m_per_km=climb_m_per_km,
            terrain=terrain,
            pack_mass_kg=draft.pack_mass_kg,
        )
    easy = costing.run(
        draft.duration_min - draft.hard_min,
        ascent_m_per_km=climb_m_per_km,
        terrain=terrain,
        pack_mass_kg=draft.pack_mass_kg,
    )
    if not draft.hard_min:
        return easy
    rule = season.rulebook["R-10"]
    effort = rule["hill_effort_ratio" if draft.kind is SessionKind.HILL_RUN else "tempo_effort_ratio"]
    hard = costing.run(draft.hard_min, ascent_m_per_km=climb_m_per_km, terrain=terrain, effort_ratio=effort)
    return Moved(
        easy.duration_min + hard.duration_min,
        easy.distance_km + hard.distance_km,
        easy.ascent_m + hard.ascent_m,
        easy.descent_m + hard.descent_m,
        easy.load_efm + hard.load_efm,
        hard.effort_ratio,
    )
