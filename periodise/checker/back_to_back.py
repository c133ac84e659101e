"""Two long days in a row, the one planned exception of R-48: R-46."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from periodise.checker.dated import DatedSession
from periodise.checker.microcycle import Microcycle
from periodise.checker.reading import Reading
from periodise.checker.season import BACK_TO_BACK, Season, names_back_to_back
from periodise.checker.verdict import broken, count, found_min, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.race import RaceKind
from periodise.domain.tolerance import minutes_within, within


class Pair(NamedTuple):
    """Two long days in a row that were planned as one."""

    first: DatedSession
    second: DatedSession

    @property
    def planned(self) -> bool:
        return self.second.planned

    @property
    def load_efm(self) -> float:
        return self.first.session.load_efm + self.second.session.load_efm


def is_back_to_back(one: DatedSession, other: DatedSession) -> bool:
    """Whether two sessions are the days of a planned back-to-back."""
    return one.day + 1 == other.day and names_back_to_back(one) and names_back_to_back(other)


def pairs_of(season: Season) -> tuple[Pair, ...]:
    """Every planned back-to-back, in order."""
    return tuple(Pair(one, other) for one, other in pairwise(season.demanding) if is_back_to_back(one, other))


def check_back_to_back(season: Season) -> Iterator[Finding]:
    """R-46: the day after a back-to-back is full rest, the second day half to seven tenths of the first."""
    rule = season.rule(BACK_TO_BACK)
    held = {one.day for one in season.sessions}
    for pair in pairs_of(season):
        if not pair.planned:
            continue
        for day in range(pair.second.day + 1, pair.second.day + 1 + rule["rest_after_days"]):
            if day in held:
                yield broken(
                    BACK_TO_BACK,
                    day,
                    "a session stands on the day after two long days in a row; that day is full rest.",
                )
        low, high = (rule[name] * pair.first.minutes for name in ("day_two_low_ratio", "day_two_high_ratio"))
        if not (minutes_within(low, pair.second.minutes) and minutes_within(pair.second.minutes, high)):
            yield missed(
                BACK_TO_BACK,
                pair.second.day,
                f"the second long day takes {found_min(pair.second.minutes)} after "
                f"{found_min(pair.first.minutes)}; half to seven tenths is the aim.",
                limit=rule["day_two_high_ratio"],
                measured=pair.second.minutes / pair.first.minutes if pair.first.minutes else 0.0,
            )


def check_easy_days_after(season: Season) -> Iterator[Finding]:
    """R-46, soft: two easy days follow the day of rest."""
    rule = season.rule(BACK_TO_BACK)
    for pair in pairs_of(season):
        first = pair.second.day + 1 + rule["rest_after_days"]
        for one in season.demanding.between(first, first + rule["easy_after_days"]):
            if one.planned:
                yield missed(
                    BACK_TO_BACK,
                    one.day,
                    f"a demanding session {count(one.day - pair.second.day, 'day')} after two long days in a "
                    f"row; a day of rest and {count(rule['easy_after_days'], 'easy day')} follow them.",
                    limit=1 + rule["rest_after_days"] + rule["easy_after_days"],
                    measured=one.day - pair.second.day,
                )


def check_when(season: Season) -> Iterator[Finding]:
    """R-46, soft: the first after eight weeks of the plan, none in the last three before the race."""
    rule, week_days = season.rule(BACK_TO_BACK), season.rule("R-29")["week_days"]
    last_days = _last_days(season)
    for pair in pairs_of(season):
        done = _week_of(season, pair.first.day) - _week_of(season, season.start)
        out = season.race_day - pair.second.day
        if pair.planned and done < rule["first_training_week"]:
            yield missed(
                BACK_TO_BACK,
                pair.first.day,
                f"two long days in a row after {count(done, 'week')} of this plan; "
                f"{rule['first_training_week']} come first.",
                limit=rule["first_training_week"] * week_days,
                measured=done * week_days,
            )
        if pair.planned and out < last_days:
            yield missed(
                BACK_TO_BACK,
                pair.second.day,
                f"two long days in a row end {count(out, 'day')} before the race; "
                f"the last are {last_days} days out or more.",
                limit=last_days,
                measured=out,
            )


def _last_days(season: Season) -> int:
    """Days before the race that hold no back-to-back; a route is nearer to one itself."""
    rule = season.rule(BACK_TO_BACK)
    trek = season.inputs.race.kind is RaceKind.FASTPACK
    days: int = rule["trek_last_days_before" if trek else "last_days_before"]
    return days


def check_how_often(season: Season) -> Iterator[Finding]:
    """R-46, soft: every third week at most, every second in the last weeks of the build."""
    for earlier, pair in pairwise(pairs_of(season)):
        apart = _week_of(season, pair.first.day) - _week_of(season, earlier.first.day)
        every = _every_weeks(season, pair)
        if pair.planned and apart < every:
            yield missed(
                BACK_TO_BACK,
                pair.first.day,
                f"two long days in a row {count(apart, 'week')} after the last time; "
                f"here {every} weeks is the least.",
                limit=every,
                measured=apart,
            )


def _every_weeks(season: Season, pair: Pair) -> int:
    rule = season.rule(BACK_TO_BACK)
    peak = season.taper_start - rule["peak_weeks"] * season.rule("R-29")["week_days"]
    weeks: int = rule["peak_every_weeks" if pair.first.day >= peak else "build_every_weeks"]
    return weeks


def _week_of(season: Season, day: int) -> int:
    """Number of the Monday week that holds a date."""
    number: int = (day - 1) // season.rule("R-29")["week_days"]
    return number


def check_share(season: Season) -> Iterator[Finding]:
    """R-46, soft: both days together take no more than half of the week's load."""
    for pair, reading in zip(pairs_of(season), share_readings(season), strict=True):
        if pair.planned and not within(reading.measured, reading.limit):
            yield missed(
                BACK_TO_BACK,
                pair.first.day,
                f"two long days in a row are {percent(reading.measured)} of this week's load; "
                f"{percent(reading.limit)} is the aim.",
                limit=reading.limit,
                measured=reading.measured,
            )


def share_readings(season: Season) -> Iterator[Reading]:
    """Share of the week's load of every back-to-back."""
    limit = season.rule(BACK_TO_BACK)["week_share"]
    for pair in pairs_of(season):
        week = _week_with(season, pair.first.day)
        whole = max(week.load_efm if week else 0.0, pair.load_efm)
        yield Reading(pair.first.day, pair.load_efm / whole if whole else 0.0, limit)


def _week_with(season: Season, day: int) -> Microcycle | None:
    return next((week for week in season.weeks if week.first <= day < week.end), None)
