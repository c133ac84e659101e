"""Heat to get used to and altitude to know of: R-91 and R-92."""

from collections.abc import Iterator

from periodise.checker.dated import DatedSession
from periodise.checker.microcycle import Microcycle
from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, count, found_min, missed, noted, percent
from periodise.domain.finding import Finding
from periodise.domain.tolerance import minutes_within

HEAT = "R-91"
ALTITUDE = "R-92"


def heat_span(season: Season) -> range:
    """Dates on which the heat is to be met: three weeks to one week and a day before the race."""
    rule, week_days = season.rule(HEAT), season.rule("R-29")["week_days"]
    earliest = rule["finish_earliest_weeks"] * week_days
    latest = rule["finish_latest_weeks"] * week_days
    return range(max(season.start, season.race_day - earliest), season.race_day - latest)


def check_heat_days(season: Season) -> Iterator[Finding]:
    """R-91, soft: before a hot race five days or more of easy running in the heat."""
    for reading in heat_readings(season):
        if reading.measured < reading.limit:
            yield missed(
                HEAT,
                reading.day,
                f"{count(int(reading.measured), 'easy run')} in the heat in the two weeks from here; "
                f"{reading.limit:.0f} days of {season.rule(HEAT)['exposure_low_min']} to "
                f"{season.rule(HEAT)['exposure_high_min']} min bring most of what can be got.",
                limit=reading.limit,
                measured=reading.measured,
            )


def heat_readings(season: Season) -> Iterator[Reading]:
    """Days in the heat before a hot race against the fewest that help, as far as days are free."""
    span = heat_span(season)
    if season.inputs.race.hot and span:
        wanted = season.rule(HEAT)["exposures_low_days"]
        free = len(season.free_days(span.start, span.stop))
        yield Reading(span.start, _days_in_heat(season, span), min(wanted, free))


def _days_in_heat(season: Season, span: range) -> int:
    held = season.training.between(span.start, span.stop)
    return len({one.day for one in held if _is_exposure(season, one)})


def _is_exposure(season: Season, one: DatedSession) -> bool:
    """An easy run without a pack that is meant for the heat; how hot it will be no plan can tell."""
    return HEAT in one.session.rules and one.run and not one.loaded and not one.fast


def check_top_ups(season: Season) -> Iterator[Finding]:
    """R-91, soft: two to four short days in the heat in the last week keep what was gained."""
    rule, span = season.rule(HEAT), heat_span(season)
    last = range(max(season.start, span.stop), season.race_day)
    if not season.inputs.race.hot or not last:
        return
    found, free = _days_in_heat(season, last), len(season.free_days(last.start, last.stop))
    least = min(rule["top_up_low_days"], free)
    if not least <= found <= rule["top_up_high_days"]:
        yield missed(
            HEAT,
            last.start,
            f"{count(found, 'run')} in the heat in the last week; {rule['top_up_low_days']} to "
            f"{rule['top_up_high_days']} keep what was gained.",
            limit=least if found < least else rule["top_up_high_days"],
            measured=found,
        )


def check_heat_load(season: Season) -> Iterator[Finding]:
    """R-91, soft: load weeks in the heat hold a fifth less than the highest before."""
    if not season.inputs.race.hot:
        return
    rule, span = season.rule(HEAT), heat_span(season)
    for week in season.load_weeks:
        limit = rule["load_ratio"] * _highest_before(season, week)
        touched = week.first < span.stop and span.start < week.end
        if touched and limit and week.planned and not minutes_within(week.load_efm, limit):
            yield missed(
                HEAT,
                week.first,
                f"this week in the heat counts {found_min(week.load_efm)} of load; {allowed_min(limit)} is "
                f"{percent(rule['load_ratio'])} of the highest week so far.",
                limit=limit,
                measured=week.load_efm,
            )


def _highest_before(season: Season, week: Microcycle) -> float:
    return max((one.load_efm for one in season.load_weeks if one.first < week.first), default=0.0)


def check_altitude(season: Season) -> Iterator[Finding]:
    """R-92: what the height takes and what helps, told once; it changes no plan."""
    rule, height = season.rule(ALTITUDE), season.inputs.race.altitude_m
    if height is None or height <= rule["loss_above_m"]:
        return
    loss = rule["vo2max_loss_per_1000_m_ratio"] * (height - rule["loss_above_m"]) / 1000
    yield noted(
        ALTITUDE,
        season.race_day,
        f"at {height:.0f} m the highest oxygen uptake is about {percent(min(1, round(loss, 2)))} lower"
        f"{_sleeping_high(season, height)}{_nights(season, height)}. "
        "Fitness does not keep mountain sickness away.",
        limit=rule["loss_above_m"],
        measured=height,
    )


def _nights(season: Season, height_m: float) -> str:
    """Nights at height help where the race is as high."""
    rule = season.rule(ALTITUDE)
    if height_m < rule["helpful_height_m"]:
        return ""
    return (
        f"; {count(rule['helpful_nights_count'], 'night')} at {rule['helpful_height_m']} m in the last "
        f"{rule['helpful_within_days']} days help"
    )


def _sleeping_high(season: Season, height_m: float) -> str:
    rule = season.rule(ALTITUDE)
    if height_m <= rule["sleep_rule_above_m"]:
        return ""
    return (
        f"; above {rule['sleep_rule_above_m']} m sleep at most {rule['sleep_gain_per_night_m']} m higher "
        f"each night and rest every {rule['rest_every_low_days']} to {rule['rest_every_high_days']} days"
    )
