"""Races on the way: a short taper before a B race, easy days after it, caps on the others (R-28, R-55)."""

from collections.abc import Iterator
from math import ceil

from periodise.checker.dated import Unit
from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, count, found_min, kg, missed, noted, percent
from periodise.domain.finding import Finding
from periodise.domain.replace import replace
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import minutes_within
from periodise.metrics.load import costing_of
from periodise.metrics.occasions import Occasion


def b_races(season: Season) -> tuple[tuple[Unit, Occasion], ...]:
    """B races that are raced, with what the athlete file says of them."""
    announced = {one.first.toordinal(): one for one in season.occasions if one.kind is SessionKind.OTHER_RACE}
    return tuple(
        (unit, announced[unit.first]) for unit in season.units if unit.kind is SessionKind.OTHER_RACE
    )


def check_week_before(season: Season) -> Iterator[Finding]:
    """R-55, soft: the seven days before a B race hold 70 % of a load week."""
    rule = season.rule("R-55")
    for (unit, _), reading in zip(b_races(season), week_before_readings(season), strict=True):
        held = season.training.between(unit.first - rule["b_race_before_days"], unit.first)
        if any(one.planned for one in held) and not minutes_within(reading.measured, reading.limit):
            yield missed(
                "R-55",
                max(reading.day, season.start),
                f"the {rule['b_race_before_days']} days before {unit.name} count "
                f"{found_min(reading.measured)} of load; {allowed_min(reading.limit)} is "
                f"{percent(rule['b_race_before_ratio'])} of a load week.",
                limit=reading.limit,
                measured=reading.measured,
            )


def week_before_readings(season: Season) -> Iterator[Reading]:
    """Load of training in the week before each B race against its share of the best recent load week."""
    rule = season.rule("R-55")
    for unit, _ in b_races(season):
        first = unit.first - rule["b_race_before_days"]
        load = sum(one.session.load_efm for one in season.training.between(first, unit.first))
        yield Reading(first, load, rule["b_race_before_ratio"] * _load_week_before(season, first))


def _load_week_before(season: Season, day: int) -> float:
    """The highest of the last load weeks that are over; a week of history when there is none."""
    window = season.rule("R-43")["window_load_weeks"]
    done = [week.load_efm for week in season.load_weeks if week.end <= day][-window:]
    return max(done, default=season.anchors.load_efm)


def check_quiet_days(season: Season) -> Iterator[Finding]:
    """R-55, soft: nothing demanding on the three days before a B race."""
    quiet = season.rule("R-55")["b_race_quiet_days"]
    for unit, _ in b_races(season):
        for one in season.demanding.between(unit.first - quiet, unit.first):
            if one.planned and one.unit is None:
                yield missed(
                    "R-55",
                    one.day,
                    f"the {one.kind.replace('_', ' ')} comes {count(unit.first - one.day, 'day')} before "
                    f"{unit.name}; the last {quiet} days hold nothing demanding.",
                    limit=quiet + 1,
                    measured=unit.first - one.day,
                )


def check_easy_days_after(season: Season) -> Iterator[Finding]:
    """R-55, soft: after a B race one easy day for each ten kilometres, seven at most."""
    for unit, race in b_races(season):
        easy = easy_days_after(season, race)
        for one in season.demanding.between(unit.last + 1, unit.last + 1 + easy):
            if one.planned and one.unit is None:
                yield missed(
                    "R-55",
                    one.day,
                    f"the {one.kind.replace('_', ' ')} comes {count(one.day - unit.last, 'day')} after "
                    f"{unit.name}; {count(easy, 'easy day')} follow {race.distance_km:g} km of racing.",
                    limit=easy + 1,
                    measured=one.day - unit.last,
                )


def easy_days_after(season: Season, race: Occasion) -> int:
    """Easy days that a B race asks for after it."""
    rule = season.rule("R-55")
    # 30 km times a tenth of a day is a hair above three days in binary.
    days = ceil(round(rule["easy_days_per_km"] * race.distance_km, 6))
    return min(days, int(rule["easy_max_days"]))


def check_no_heavy_after(season: Season) -> Iterator[Finding]:
    """R-55, soft: nothing heavy for ten days after a B race."""
    gap = season.rule("R-55")["b_race_heavy_gap_days"]
    for unit, _ in b_races(season):
        for one in season.heavy.between(unit.last + 1, unit.last + gap):
            if one.planned and one.unit is None:
                yield missed(
                    "R-55",
                    one.day,
                    f"{kg(one.pack_kg)} for {found_min(one.minutes)} {count(one.day - unit.last, 'day')} "
                    f"after {unit.name}; {gap} days without a heavy pack follow a race.",
                    limit=gap,
                    measured=one.day - unit.last,
                )


def check_waived_races(season: Season) -> Iterator[Finding]:
    """R-55: a B race that cannot be raced is run as training, and the plan says why."""
    for race in season.occasions:
        if race.waiver:
            yield replace(
                missed("R-55", race.first.toordinal(), f"{_sentence(race.waiver)}."),
                waived=f"{_sentence(race.waiver)}.",
            )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def check_capped_races(season: Season) -> Iterator[Finding]:
    """R-28: a race in training lasts as long as the caps allow, and a note says how far that goes."""
    for race in season.occasions:
        if race.kind is not SessionKind.OTHER_RACE or race.unit:
            continue
        day = race.first.toordinal()
        planned = sum(
            one.minutes
            for one in season.training.between(day, day + 1)
            if one.planned and one.kind is SessionKind.OTHER_RACE
        )
        whole = _whole_min(season, race)
        if planned and not minutes_within(whole, planned):
            yield noted(
                "R-28",
                day,
                f"{race.name} would take about {found_min(whole)} as an easy run; as training it ends after "
                f"{allowed_min(planned)}. Stop there or walk out.",
                limit=planned,
                measured=whole,
            )


def _whole_min(season: Season, race: Occasion) -> float:
    """Minutes of the whole distance at an easy effort."""
    costing = costing_of(season.inputs.athlete, season.rulebook)
    whole = costing.run_distance(race.distance_km, ascent_m=race.ascent_m, terrain=season.inputs.race.terrain)
    return whole.duration_min
