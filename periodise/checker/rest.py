"""Room to recover: R-48 and R-72. Two long days in a row stand in `back_to_back`."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from periodise.checker.back_to_back import is_back_to_back
from periodise.checker.dated import ABOVE_EASY, DatedSession, Unit
from periodise.checker.reading import Reading
from periodise.checker.season import DAY_OUT_KINDS, Season
from periodise.checker.verdict import broken, count, day_text, fixed_by_file, found_min
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import minutes_within


def check_rest_days(season: Season) -> Iterator[Finding]:
    """R-48: any seven days hold a full rest day, two for novices. A stretch is told once."""
    told_until = 0
    window = season.rule("R-48")["window_days"]
    for reading in rest_readings(season):
        if reading.measured >= reading.limit or reading.day < told_until:
            continue
        told_until = reading.day + window
        yield broken(
            "R-48",
            reading.day,
            f"the {window} days from here hold {count(int(reading.measured), 'full rest day')}; "
            f"{count(int(reading.limit), 'day')} without any session is the least.",
            limit=reading.limit,
            measured=reading.measured,
        )


def rest_readings(season: Season) -> Iterator[Reading]:
    """Full rest days in each seven, against what is asked; days inside a unit are not asked for."""
    window = season.rule("R-48")["window_days"]
    firsts = range(season.start, season.end - window + 1)
    return _rest_in(season, {one.day for one in season.sessions}, firsts)


def leaves_rest(season: Season, day: int) -> bool:
    """Whether every seven days around a date would hold the rest of R-48 with a run on it."""
    window = season.rule("R-48")["window_days"]
    held = {one.day for one in season.sessions.between(day - window + 1, day + window)} | {day}
    firsts = range(max(day - window + 1, season.start), min(day, season.end - window) + 1)
    return all(reading.measured >= reading.limit for reading in _rest_in(season, held, firsts))


def _rest_in(season: Season, held: Collection[int], firsts: range) -> Iterator[Reading]:
    """Days without a session in the window from each first day, and how many of R-48's are asked there."""
    rule = season.rule("R-48")
    window = rule["window_days"]
    asked = rule["rest_days_novice_count" if season.novice else "rest_days_count"]
    in_unit = {day for unit in season.units for day in range(unit.first, unit.last + 1)}
    rests = sum(day not in held for day in range(firsts.start, firsts.start + window))
    outside = sum(day not in in_unit for day in range(firsts.start, firsts.start + window))
    for first in firsts:
        yield Reading(first, rests, min(asked, outside))
        rests += (first + window not in held) - (first not in held)
        outside += (first + window not in in_unit) - (first not in in_unit)


def check_demanding_spacing(season: Season) -> Iterator[Finding]:
    """R-48: demanding sessions lie two dates apart, a planned back-to-back and units' insides excepted."""
    gap = season.rule("R-48")["demanding_gap_days"]
    for one, other in pairwise(season.demanding):
        if other.day - one.day >= gap or not other.planned or _belong_together(one, other):
            continue
        finding = broken(
            "R-48",
            other.day,
            f"{_named(other)} follows {_named(one)} of {day_text(one.day)}; "
            f"demanding sessions lie {gap} dates apart at the least.",
            limit=gap,
            measured=other.day - one.day,
        )
        yield fixed_by_file(finding) if _both_fixed(one, other) else finding


def spacing_readings(season: Season) -> Iterator[Reading]:
    """Dates between demanding sessions that stand alone."""
    gap = float(season.rule("R-48")["demanding_gap_days"])
    return (
        Reading(other.day, other.day - one.day, gap)
        for one, other in pairwise(season.demanding)
        if not _belong_together(one, other)
    )


def _belong_together(one: DatedSession, other: DatedSession) -> bool:
    same_unit = one.unit is not None and one.unit is other.unit
    return same_unit or is_back_to_back(one, other)


def _both_fixed(one: DatedSession, other: DatedSession) -> bool:
    """Whether the later is announced by the athlete file, and so is the earlier, or it was done."""
    return other.unit is not None and (one.unit is not None or not one.planned)


def check_after_heavy(season: Season) -> Iterator[Finding]:
    """R-72: after a heavy session or a backpacking day nothing demanding for two dates, three after
    a long loaded descent."""
    rule = season.rule("R-72")
    for one in season.sessions:
        if not _asks_for_quiet(one):
            continue
        steep = one.loaded and one.session.descent_m > rule["loaded_descent_m"]
        gap = rule["demanding_gap_descent_days"] if steep else rule["demanding_gap_days"]
        for other in season.demanding.between(one.day + 1, one.day + gap):
            if not other.planned or (one.unit is not None and one.unit is other.unit):
                continue
            finding = broken(
                "R-72",
                other.day,
                f"{_named(other)} comes {count(other.day - one.day, 'day')} after {_named(one)} with "
                f"{one.pack_kg:g} kg{_descent_told(one) if steep else ''}; {gap} is the least.",
                limit=gap,
                measured=other.day - one.day,
            )
            yield fixed_by_file(finding) if _both_fixed(one, other) else finding


def _asks_for_quiet(one: DatedSession) -> bool:
    if one.kind is SessionKind.RACE or one.test_of_kit or one.strap_check:
        return False
    return one.heavy or one.kind in DAY_OUT_KINDS


def _descent_told(one: DatedSession) -> str:
    return f" and {one.session.descent_m:.0f} m of descent"


def check_around_trips(season: Season) -> Iterator[Finding]:
    """R-72: quiet before a trip, and as many easy days after it as it had, three at most."""
    for trip in season.units:
        if trip.kind is SessionKind.TRIP_DAY:
            yield from _before_trip(season, trip)
            yield from _after_trip(season, trip)


def _before_trip(season: Season, trip: Unit) -> Iterator[Finding]:
    eve = [one for one in season.sessions.between(trip.first - 1, trip.first) if one.planned]
    training = [one for one in eve if one.unit is None]
    if _too_much(season, training):
        yield _busy_eve(season, trip, training)
    elif _too_much(season, eve):
        yield fixed_by_file(_busy_eve(season, trip, eve))


def _too_much(season: Season, eve: Sequence[DatedSession]) -> bool:
    limit = season.rule("R-72")["before_trip_max_min"]
    minutes = sum(one.minutes for one in eve)
    return not minutes_within(minutes, limit) or any(one.session.intensity in ABOVE_EASY for one in eve)


def _busy_eve(season: Season, trip: Unit, eve: Sequence[DatedSession]) -> Finding:
    limit = season.rule("R-72")["before_trip_max_min"]
    minutes = sum(one.minutes for one in eve)
    return broken(
        "R-72",
        trip.first - 1,
        f"{found_min(minutes)} on the eve of {trip.name}; rest or {limit} easy minutes are allowed.",
        limit=limit,
        measured=minutes,
    )


def _after_trip(season: Season, trip: Unit) -> Iterator[Finding]:
    rule = season.rule("R-72")
    easy = min(trip.days * rule["trip_easy_days_per_day"], rule["trip_easy_max_days"])
    for one in season.demanding.between(trip.last + 1, trip.last + 1 + easy):
        if not one.planned:
            continue
        finding = broken(
            "R-72",
            one.day,
            f"{_named(one)} comes {count(one.day - trip.last, 'day')} after {trip.name}; "
            f"{count(easy, 'easy day')} follow such a trip.",
            limit=easy,
            measured=one.day - trip.last - 1,
        )
        yield finding if one.unit is None else fixed_by_file(finding)


def _named(one: DatedSession) -> str:
    name = one.unit.name if one.unit is not None else f"the {one.kind.replace('_', ' ')}"
    return f"{name} ({found_min(one.minutes)})" if one.minutes else name
