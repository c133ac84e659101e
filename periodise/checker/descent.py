"""Practice in going down: R-47, all soft. Without it a hilly race ends in the thighs."""

from collections.abc import Iterator
from itertools import pairwise

from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import count, missed
from periodise.domain.finding import Finding
from periodise.domain.plan import PhaseKind
from periodise.domain.session import SessionKind
from periodise.domain.week import WEEKDAYS

RULE = "R-47"


def is_hilly(season: Season) -> bool:
    """Whether the race climbs enough for descent to be trained on purpose."""
    race = season.inputs.race
    least: float = season.rule("R-73")["hilly_m_per_km"]
    return race.ascent_m >= least * race.distance_km


def has_hills(season: Season) -> bool:
    """Whether any day with time for training has hills."""
    week = season.inputs.week
    days = (getattr(week, name) for name in WEEKDAYS)
    return any(day.available_min > 0 and (week.hills if day.hills is None else day.hills) for day in days)


def descent_days(season: Season) -> tuple[int, ...]:
    """Dates with a session of structured descent, trips and B races included, the goal left out."""
    rule, least_m_per_km = season.rule(RULE), season.rule("R-73")["hilly_m_per_km"]
    steep = (
        one.day
        for one in season.sessions.between(season.start, season.race_day)
        if one.kind is not SessionKind.RACE
        and one.session.descent_m >= rule["session_descent_m"]
        and one.session.descent_m >= least_m_per_km * one.session.distance_km
    )
    return tuple(dict.fromkeys(steep))


def check_hills_at_all(season: Season) -> Iterator[Finding]:
    """R-47: a hilly race without hills to train on is warned about once."""
    if is_hilly(season) and not has_hills(season):
        race = season.inputs.race
        yield missed(
            RULE,
            season.start,
            f"{race.name} climbs {race.ascent_m / race.distance_km:.0f} m a kilometre and no day of the week "
            "has hills; find a descent now and then, or train stairs and step-downs.",
            limit=season.rule("R-73")["hilly_m_per_km"],
            measured=race.ascent_m / race.distance_km,
        )


def check_descent_rhythm(season: Season) -> Iterator[Finding]:
    """R-47: in the build a session with descent every three weeks. Told once, at the longest gap."""
    over = [reading for reading in descent_gap_readings(season) if reading.measured > reading.limit]
    if over:
        worst = max(over, key=lambda reading: reading.measured)
        yield missed(
            RULE,
            worst.day,
            f"{count(int(worst.measured), 'day')} from here without a session of {_session_told(season)}; "
            f"for a hilly race {worst.limit:.0f} days is the most.",
            limit=worst.limit,
            measured=worst.measured,
        )


def descent_gap_readings(season: Season) -> Iterator[Reading]:
    """Days without structured descent from the build to the days in which the last one lies."""
    rule, build = season.rule(RULE), _build_start(season)
    end = season.race_day - rule["last_hard_earliest_days"]
    if not (is_hilly(season) and has_hills(season)) or build is None or end <= build:
        return
    marks = [build, *(day for day in descent_days(season) if build < day < end), end]
    limit = rule["every_high_weeks"] * season.rule("R-29")["week_days"]
    for one, other in pairwise(marks):
        yield Reading(one, other - one, limit)


def _build_start(season: Season) -> int | None:
    return next((one.start.toordinal() for one in season.plan.phases if one.kind is PhaseKind.BUILD), None)


def check_last_descent(season: Season) -> Iterator[Finding]:
    """R-47: the last session with descent lies two to three weeks before the race."""
    rule = season.rule(RULE)
    first = season.race_day - rule["last_hard_earliest_days"]
    end = season.race_day - rule["last_hard_latest_days"] + 1
    if not (is_hilly(season) and has_hills(season)) or first < season.start:
        return
    if any(first <= day < end for day in descent_days(season)):
        return
    if season.free_days(first, end) and any(one.planned for one in season.sessions.between(first, end)):
        yield missed(
            RULE,
            first,
            f"no session of {_session_told(season)} {rule['last_hard_latest_days']} to "
            f"{rule['last_hard_earliest_days']} days before a hilly race; it would protect the legs.",
            limit=1,
            measured=0,
        )


def _session_told(season: Season) -> str:
    least_m_per_km = season.rule("R-73")["hilly_m_per_km"]
    return f"{season.rule(RULE)['session_descent_m']} m or more downhill at {least_m_per_km} m a kilometre"
