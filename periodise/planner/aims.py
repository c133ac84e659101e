"""What each kind of race asks of the training: peak week, longest day on foot, taper (R-32, R-50, R-85)."""

from collections.abc import Mapping
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Any

from periodise.domain.race import RaceKind
from periodise.metrics.moved import Moved
from periodise.metrics.race_time import km_effort, row_for
from periodise.planner.count_back import Taper, runway_weeks

if TYPE_CHECKING:
    from periodise.planner.season import Season


def wanted_peak_efm(season: "Season") -> float:
    """Load of the peak week, minutes of free time left aside (R-32)."""
    race, rule = season.inputs.race, season.rulebook["R-32"]
    if race.kind is RaceKind.RUCK:
        # R-32 speaks of the loaded kilometres alone; R-44 says how much of a peak week they may be.
        return _race_walk(season, _ruck_share(season)).load_efm / season.rulebook["R-44"]["peak_share"]
    per_km_effort = season.costing.run_distance(1.0, terrain=race.terrain).duration_min
    whole = km_effort(race.distance_km, race.ascent_m)
    if race.stages:
        return float(per_km_effort * max(rule["stage_race_peak"]["ratio"] * whole, _longest_pair_ke(season)))
    row = row_for(rule["peak_ke"], race.distance_km)
    # Who trains nearly as much already aims higher in what is published, or nothing would be trained.
    grown = min(row["high_ratio"] * whole * per_km_effort, rule["peak_growth_ratio"] * season.weekly_load_efm)
    return float(max(row["ratio"] * whole * per_km_effort, grown))


def _longest_pair_ke(season: "Season") -> float:
    """Km-effort of the two longest race days in a row: a peak week holds them (R-32)."""
    days = [km_effort(day.distance_km, day.ascent_m) for day in season.race_days]
    return max((one + other for one, other in pairwise(days)), default=sum(days))


def needed_longest_min(season: "Season") -> float:
    """Longest session before the race that R-85c asks for, R-45's cap left aside."""
    rule, longest_day = season.rulebook["R-85"], max(day.time_min for day in season.race_days)
    if season.inputs.race.kind is RaceKind.RUCK:
        return float(rule["ruck_longest_ratio"] * longest_day)
    if season.inputs.race.stages:
        return float(rule["stage_longest_ratio"] * longest_day)
    return float(rule["needed_hours_ratio"][season.distance_class] * longest_day)


def wanted_run_min(season: "Season") -> float:
    """R-32's share of the race as one run; nothing by itself where stages or a ruck set the measure."""
    race = season.inputs.race
    if race.stages or race.kind is RaceKind.RUCK:
        return 0.0
    row = row_for(season.rulebook["R-32"]["longest_share"], race.distance_km)
    return fmean((row["low_ratio"], row["high_ratio"])) * season.predicted_time_min


def least_run_min(season: "Season") -> float:
    """The lower end of R-32's share of the race as one run; 0 where stages or a ruck set the measure."""
    race = season.inputs.race
    if race.stages or race.kind is RaceKind.RUCK:
        return 0.0
    row = row_for(season.rulebook["R-32"]["longest_share"], race.distance_km)
    return float(row["low_ratio"] * season.predicted_time_min)


def wanted_walk_min(season: "Season") -> float:
    """The longest backpacking day or ruck on the way to the race (R-32, R-73, R-85c)."""
    if season.inputs.race.kind is RaceKind.RUCK:
        return max(_race_walk(season, _ruck_share(season)).duration_min, season.needed_longest_min)
    return max(season.rulebook["R-73"]["base_max_min"], season.needed_longest_min * season.walked)


def _ruck_share(season: "Season") -> float:
    """How much of a ruck's distance the longest loaded walk covers."""
    rule = season.rulebook["R-32"]
    return fmean((rule["ruck_longest_low_ratio"], rule["ruck_longest_high_ratio"]))


def _race_walk(season: "Season", share: float) -> Moved:
    """So much of the race, walked with its pack."""
    race = season.inputs.race
    return season.costing.walk_distance(
        share * race.distance_km,
        ascent_m=share * race.ascent_m,
        terrain=race.terrain,
        pack_mass_kg=season.walk_target_kg,
    )


def taper_of(season: "Season") -> Taper:
    """Days and block shares of R-50 for the kind of race, its days and its distance."""
    rule, race = season.rulebook["R-50"], season.inputs.race
    if runway_weeks(season.start, race.date) < rule["short_runway"]["below_weeks"]:
        return _taper(rule["short_runway"])
    if race.kind is RaceKind.RUCK:
        return _taper(rule["ruck"])
    if race.stages:
        short = race.kind is RaceKind.FASTPACK and len(race.stages) <= rule["trek"]["event_high_days"]
        return _taper(rule["trek" if short else "stage_race"])
    row = rule[season.distance_class]
    variant = row.get("long_variant")
    first = season.inputs.history.longest_event_km < race.distance_km
    if variant and (first or season.peak_load_efm >= variant["peak_weekly_min"]):
        return _taper(variant)
    return _taper(row)


def _taper(row: Mapping[str, Any]) -> Taper:
    return Taper(row["days"], tuple(row["shares"]))
