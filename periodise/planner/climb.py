"""How a week's climb is shared out: easy runs as the athlete lives, the rest to the big day (R-43, R-47)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from periodise.domain.session import SessionKind
from periodise.planner.season import Season
from periodise.planner.week_target import WeekTarget

if TYPE_CHECKING:
    from periodise.planner.fill_week import Draft


class Climb(NamedTuple):
    """Metres up, and as many down, for each kilometre."""

    m_per_km: float


RACE_LIKE = (SessionKind.LONG_RUN, SessionKind.BACKPACKING_DAY, SessionKind.HIKE, SessionKind.HILL_RUN)


def shared_climb(season: Season, target: WeekTarget, drafts: Sequence["Draft"]) -> tuple[Climb, ...]:
    """Climb of each draft, in order, so that the week's descent stays under its target."""
    left_m = target.descent_m
    climbs: dict[int, Climb] = {}
    for index in sorted(range(len(drafts)), key=lambda index: drafts[index].kind in RACE_LIKE):
        draft = drafts[index]
        climb = _climb(season, draft, left_m)
        climbs[index] = climb
        left_m -= _ascent_m(season, draft, climb.m_per_km)
    return tuple(climbs[index] for index in range(len(drafts)))


def _climb(season: Season, draft: "Draft", left_m: float) -> Climb:
    if not season.inputs.week.hills_on(draft.date) or left_m <= 0:
        return Climb(0.0)
    habit = season.habitual_ascent_m_per_km
    wanted = (
        season.race_ascent_m_per_km if draft.kind in RACE_LIKE else min(habit, season.race_ascent_m_per_km)
    )
    for _ in range(_TRIES):
        climbed = _ascent_m(season, draft, wanted)
        if climbed <= left_m:
            break
        wanted *= left_m / climbed
    return Climb(wanted)


_TRIES = 60
"""Each try lowers the climb in proportion; a handful is enough, since kilometres grow as it falls."""


def _ascent_m(season: Season, draft: "Draft", m_per_km: float) -> float:
    """Climb of a draft: minutes per km grow in proportion to the climb, so kilometres shrink."""
    return m_per_km * _easy_min(season, draft) / _min_per_km(season, draft, m_per_km) if m_per_km else 0.0


def _easy_min(season: Season, draft: "Draft") -> float:
    """Minutes at easy effort that cover the same ground: the hard ones go further."""
    rule = season.rulebook["R-10"]
    effort = rule["hill_effort_ratio" if draft.kind is SessionKind.HILL_RUN else "tempo_effort_ratio"]
    return float(draft.duration_min + draft.hard_min * (effort - 1))


def _min_per_km(season: Season, draft: "Draft", m_per_km: float) -> float:
    from periodise.domain.race import Terrain

    terrain = Terrain.ROAD if draft.kind is SessionKind.EASY_RUN else season.inputs.race.terrain
    if draft.walked:
        moved = season.costing.walk_distance(
            1.0, ascent_m=m_per_km, terrain=terrain, pack_mass_kg=draft.pack_mass_kg
        )
    else:
        moved = season.costing.run_distance(
            1.0, ascent_m=m_per_km, terrain=terrain, pack_mass_kg=draft.pack_mass_kg
        )
    return moved.duration_min
