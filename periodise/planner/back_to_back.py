"""Two long days in a row: when they come, and how long each is (R-46)."""

from collections.abc import Sequence
from datetime import date
from statistics import fmean

from periodise.domain.plan import PhaseKind
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.references import easy_room_min
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.week_target import Stressor

NONE = (0.0, 0.0)


def back_to_back(
    season: Season,
    trail: Trail,
    frame: Frame,
    stressor: Stressor,
    *,
    load_efm: float,
    longest_min: float,
    beside_min: Sequence[float],
) -> tuple[float, float]:
    """Minutes of both days, half of what the week holds; (0, 0) where one long run is as long as both.

    `beside_min` are the minutes of the week's other fixed sessions.
    """
    if stressor in (Stressor.LONGEST, Stressor.PACK) or not _is_due(season, trail, frame):
        return NONE
    rule = season.rulebook["R-46"]
    ratio = fmean((rule["day_two_low_ratio"], rule["day_two_high_ratio"]))
    others = sum(beside_min) + easy_room_min(season, frame, days_taken=2 + len(beside_min))
    pair = min(rule["week_share"] * load_efm, others)
    first = float(int(min(longest_min, pair / (1 + ratio))))
    second = float(int(ratio * first))
    least = season.rulebook["A0"]["long_run_min"]
    return (first, second) if first >= least and first + second > longest_min else NONE


def _is_due(season: Season, trail: Trail, frame: Frame) -> bool:
    """Long enough races, in build, after eight weeks of training, and not too often."""
    rule, race = season.rulebook["R-46"], season.inputs.race
    far = race.stages or race.distance_km >= season.rulebook["R-85"]["back_to_back_from_km"]
    started = frame.number > rule["first_training_week"]
    if not far or not started or season.novice or frame.phase is not PhaseKind.BUILD:
        return False
    peak = frame.weeks_to_race <= rule["biggest_high_weeks"] + 1
    gap_weeks = rule["peak_every_weeks" if peak else "build_every_weeks"]
    return (frame.start - _last(trail)).days >= (gap_weeks - 1) * DAYS_PER_WEEK


def _last(trail: Trail) -> date:
    """The last day that was one of two."""
    newest = trail.newest(lambda item: "R-46" in item.session.rules)
    return newest.date if newest else date.min
