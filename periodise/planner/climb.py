"""How a week's climb is shared out: easy runs as the athlete lives, the rest to the big day (R-43, R-47)."""

from collections.abc import Sequence

from periodise.domain.session import SessionKind
from periodise.planner.draft import Draft, moved
from periodise.planner.season import Season
from periodise.planner.week_target import WeekTarget

RACE_LIKE = (
    SessionKind.LONG_RUN,
    SessionKind.BACKPACKING_DAY,
    SessionKind.HIKE,
    SessionKind.HILL_RUN,
    SessionKind.OTHER_RACE,
    SessionKind.PACK_WALK,
)


def shared_climb(season: Season, target: WeekTarget, drafts: Sequence[Draft]) -> tuple[float, ...]:
    """Metres up, and as many down, per kilometre of each draft: the week's descent keeps its bound."""
    left_m = target.descent_m
    climbs: dict[int, float] = {}
    for index in sorted(range(len(drafts)), key=lambda index: drafts[index].kind in RACE_LIKE):
        climbs[index], climbed_m = _climb(season, drafts[index], left_m)
        left_m -= climbed_m
    return tuple(climbs[index] for index in range(len(drafts)))


def _climb(season: Season, draft: Draft, left_m: float) -> tuple[float, float]:
    """Metres per kilometre of a draft and its whole climb, at most `left_m`."""
    raced = draft.date in season.training_races
    if not (raced or season.inputs.week.hills_on(draft.date)) or left_m <= 0:
        return 0.0, 0.0
    wanted = season.race_ascent_m_per_km
    if draft.date in season.training_races:
        race = season.training_races[draft.date]
        wanted = race.ascent_m / race.distance_km
    elif draft.kind not in RACE_LIKE:
        wanted = min(season.habitual_ascent_m_per_km, wanted)
    climbed = moved(season, draft, wanted).ascent_m
    # Kilometres grow as the climb falls, so a cut in proportion falls short and is made again.
    while climbed > left_m:
        wanted *= left_m / climbed
        climbed = moved(season, draft, wanted).ascent_m
        if climbed - left_m < ENOUGH_M:
            break
    return wanted, climbed


ENOUGH_M = 0.5
"""Climbs are rounded down to ten metres, so half a metre more is none."""
