"""Gate c of R-85: whether the longest day of the plan is long enough for the race, by its kind."""

from collections.abc import Iterator
from itertools import pairwise

from periodise.checker.dated import DatedSession, Track
from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, found_min, missed
from periodise.domain.finding import Finding
from periodise.domain.race import RaceKind
from periodise.domain.tolerance import minutes_within
from periodise.metrics.race_days import longest_pair_min
from periodise.metrics.race_time import race_time_min

RULE = "R-85"


def expected_min(season: Season) -> float:
    """Expected minutes of the whole race (R-33), counted again."""
    return race_time_min(
        season.inputs.race,
        pack_mass_kg=season.race_pack_kg,
        athlete=season.inputs.athlete,
        rulebook=season.rulebook,
    )


def hours_enough(season: Season) -> Iterator[Finding]:
    """Gate c."""
    rule = season.rule(RULE)
    for reading in longest_run_readings(season):
        if _pair_serves(season) or minutes_within(rule["tight_to_ratio"] * reading.limit, reading.measured):
            return
        closed = not minutes_within(rule["closed_ratio"] * reading.limit, reading.measured)
        yield (broken if closed else missed)(
            RULE,
            reading.day,
            f"the longest {_what_counts(season)} before the race takes {allowed_min(reading.measured)}; "
            f"{found_min(reading.limit)} are needed for {_hours_told(season)}"
            f"{'' if closed else ', so it is tight'}.",
            limit=reading.limit,
            measured=reading.measured,
        )


def longest_run_readings(season: Season) -> Iterator[Reading]:
    """The longest run, day on foot or ruck before the race against what it needs."""
    yield Reading(season.taper_start, longest_reached_min(season), longest_needed_min(season))


def longest_needed_min(season: Season) -> float:
    """A share of the expected hours, or the cap on a single day if that is less."""
    rule = season.rule(RULE)
    if _is_ruck(season):
        needed = rule["ruck_longest_ratio"] * expected_min(season)
    elif _has_stages(season):
        needed = rule["stage_longest_ratio"] * _longest_stage_min(season)
    else:
        needed = rule["needed_hours_ratio"][season.distance_class] * expected_min(season)
    return min(float(needed), _cap_min(season))


def longest_reached_min(season: Season) -> float:
    """Longest that counts before the race; history's when the plan stays below it."""
    longest = _counting(season).longest_min(season.start, season.race_day)
    return max(_history_min(season), longest)


def _cap_min(season: Season) -> float:
    """R-45's cap on a run at this distance and level, for a day that is walked too."""
    cap: float = season.rule("R-45")[season.distance_class][season.inputs.athlete.level.value]
    return cap


def _counting(season: Season) -> Track:
    """Sessions that prepare for the hours: under a pack for a ruck, on foot for a walked race, else runs."""
    if _is_ruck(season):
        return Track.of([one for one in season.loaded if not one.test_of_kit])
    return season.training if season.race_walked else season.runs


def _history_min(season: Season) -> float:
    if _is_ruck(season):
        return season.anchors.loaded_min
    return max(season.anchors.longest_min, season.anchors.loaded_min if season.race_walked else 0.0)


def _what_counts(season: Season) -> str:
    if _is_ruck(season):
        return "session with a pack"
    return "day on foot" if season.race_walked else "run"


def _hours_told(season: Season) -> str:
    if _has_stages(season):
        return f"a longest day of about {found_min(_longest_stage_min(season))}"
    return f"a race of about {found_min(expected_min(season))}"


def _is_ruck(season: Season) -> bool:
    return season.inputs.race.kind is RaceKind.RUCK


def _has_stages(season: Season) -> bool:
    return len(season.race_days) > 1


def _longest_stage_min(season: Season) -> float:
    return max(day.time_min for day in season.race_days)


def _pair_serves(season: Season) -> bool:
    """Two long days in a row serve as well, for stages or from 50 miles up, never for a ruck."""
    rule = season.rule(RULE)
    if _is_ruck(season):
        return False
    if _has_stages(season):
        needed = rule["stage_pair_ratio"] * longest_pair_min(season.race_days)
    elif season.inputs.race.distance_km >= rule["back_to_back_from_km"]:
        needed = rule["back_to_back_ratio"] * expected_min(season)
    else:
        return False
    most = rule["back_to_back_cap_ratio"] * _cap_min(season)
    return minutes_within(min(needed, most), _longest_pair_min(_counting(season)))


def _longest_pair_min(track: Track) -> float:
    """Minutes of the two longest sessions on dates in a row."""
    longest: dict[int, DatedSession] = {}
    for one in track:
        known = longest.get(one.day)
        longest[one.day] = one if known is None or known.minutes < one.minutes else known
    days = pairwise(longest.values())
    return max((one.minutes + other.minutes for one, other in days if one.day + 1 == other.day), default=0.0)
