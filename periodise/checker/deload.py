"""Easy weeks among load weeks: R-49, and R-28's easy week after a big race or trip."""

from collections.abc import Iterator
from statistics import fmean
from typing import NamedTuple

from periodise.checker.dated import Unit
from periodise.checker.microcycle import Microcycle
from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, fixed_by_file, found_min, kg, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.inputs import Rhythm
from periodise.domain.plan import WeekKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import minutes_within


class Standing(NamedTuple):
    """Where a full week stands in the rhythm of load and recovery."""

    week: Microcycle
    easy: bool
    before: tuple[Microcycle, ...]
    """Weeks that were not easy since the last easy one, this one left out."""

    @property
    def streak(self) -> int:
        """Weeks in a row without recovery, this one counted."""
        return 0 if self.easy else len(self.before) + 1


def standings(season: Season) -> Iterator[Standing]:
    """Every full week with the load weeks since the last easy one.

    A week right after an easy one is measured by the load weeks before that, and a deload there is easy
    whatever it holds: there is nothing to recover from.
    """
    since: tuple[Microcycle, ...] = ()
    last: tuple[Microcycle, ...] = ()
    for week in season.weeks:
        if _always_easy(season, week):
            last, since = since or last or ((week,) if week.full else ()), ()
        elif week.full and week.kind in (WeekKind.LOAD, WeekKind.DELOAD):
            spared = not since and week.kind is WeekKind.DELOAD
            standing = Standing(week, spared or _light_enough(season, week, since or last), since)
            yield standing
            last = since or last
            since = () if standing.easy else (*since, week)


def _always_easy(season: Season, week: Microcycle) -> bool:
    """Taper, return block, or five days away or missed."""
    if week.kind in (WeekKind.TAPER, WeekKind.RETURN):
        return True
    least = season.rule("R-49")["easy_span_days"]
    return any(one.days_lost >= least and one.overlaps(week.first, week.end) for one in season.absences)


def _light_enough(season: Season, week: Microcycle, since: tuple[Microcycle, ...]) -> bool:
    if not since or not week.load_with_units_efm:
        return not week.load_with_units_efm
    return minutes_within(week.load_with_units_efm, _easy_limit(season, since))


def _easy_limit(season: Season, since: tuple[Microcycle, ...]) -> float:
    """Most EFM that an easy week may count, its own races and trips included.

    A race or trip counts in the load weeks too, but only up to the best training week or history: a
    unit is no licence for a heavier easy week (R-28).
    """
    ratio: float = season.rule("R-49")["deload_max_ratio"]
    most = max(season.anchors.load_efm, *(one.load_efm for one in since))
    return ratio * fmean(min(one.load_with_units_efm, most) for one in since)


def check_recovery_weeks(season: Season) -> Iterator[Finding]:
    """R-49: no more than five load weeks between two easy ones."""
    limit = season.rule("R-49")["max_load_weeks_count"]
    for standing in standings(season):
        if standing.streak > limit and standing.week.planned:
            finding = broken(
                "R-49",
                standing.week.first,
                f"this is load week {standing.streak} in a row; after {limit} an easy week must come, "
                f"with at most {allowed_min(_easy_limit(season, standing.before))} of load.",
                limit=limit,
                measured=standing.streak,
            )
            spoilt = _spoilt(season, standing) or _full_of_units(season, standing)
            yield fixed_by_file(finding) if spoilt else finding


def _spoilt(season: Season, standing: Standing) -> bool:
    """Whether an easy week was planned, and a race or trip in it took its ease."""
    week, most = standing.week, _easy_limit(season, standing.before)
    light = week.kind is WeekKind.DELOAD and minutes_within(week.load_efm, most)
    return light and week.load_with_units_efm > week.load_efm


def _full_of_units(season: Season, standing: Standing) -> bool:
    """Whether races and trips alone keep every week from being an easy one, whatever is trained."""
    most = _easy_limit(season, standing.before)
    weeks = (*standing.before[1:], standing.week)
    return all(_units_above(week, most) for week in weeks)


def _units_above(week: Microcycle, most_efm: float) -> bool:
    return not minutes_within(week.load_with_units_efm - week.load_efm, most_efm)


def streak_readings(season: Season) -> Iterator[Reading]:
    """Load weeks in a row, against the most."""
    limit = float(season.rule("R-49")["max_load_weeks_count"])
    return (Reading(one.week.first, one.streak, limit) for one in standings(season))


def check_rhythm(season: Season) -> Iterator[Finding]:
    """R-49, soft: an easy week after three load weeks, or after two.

    A season may open with a longer block: there is little to recover from yet.
    """
    limit = _rhythm_weeks(season)
    hard = season.rule("R-49")["max_load_weeks_count"]
    rested = False
    for standing in standings(season):
        rested = rested or standing.easy
        if not rested:
            continue
        if standing.week.planned and standing.streak == limit + 1 and standing.streak <= hard:
            yield missed(
                "R-49",
                standing.week.first,
                f"load week {standing.streak} in a row; an easy week after {limit} is the rhythm.",
                limit=limit,
                measured=standing.streak,
            )


def _rhythm_weeks(season: Season) -> int:
    """Load weeks between two easy ones, one more for a heavy race pack."""
    rule = season.rule("R-49")
    chosen = season.inputs.plan.rhythm
    two = chosen is Rhythm.TWO_TO_ONE or (
        chosen is None and season.novice and season.runway_weeks > rule["two_to_one_above_weeks"]
    )
    weeks: int = rule["load_weeks_two_to_one_count" if two else "load_weeks_default_count"]
    heavy_pack = season.race_pack_kg >= rule["shift_pack_share"] * season.body_mass_kg
    return weeks + (rule["shift_max_weeks"] if heavy_pack else 0)


def check_deload_depth(season: Season) -> Iterator[Finding]:
    """R-49, soft: a deload week is light, and so is its long run."""
    rule = season.rule("R-49")
    for standing in standings(season):
        week, before = standing.week, standing.before
        if week.kind is not WeekKind.DELOAD or not week.planned or not before:
            continue
        if not standing.easy:
            limit = _easy_limit(season, before)
            yield missed(
                "R-49",
                week.first,
                f"this deload week counts {found_min(week.load_with_units_efm)} of load; "
                f"{allowed_min(limit)} is {percent(rule['deload_max_ratio'])} of the load weeks before it.",
                limit=limit,
                measured=week.load_with_units_efm,
            )
        longest = rule["longest_ratio"] * max(one.longest_min for one in before)
        if not minutes_within(week.longest_min, longest):
            yield missed(
                "R-49",
                week.first,
                f"the longest run of this deload week takes {found_min(week.longest_min)}; "
                f"{allowed_min(longest)} is {percent(rule['longest_ratio'])} of the load weeks' longest.",
                limit=longest,
                measured=week.longest_min,
            )


def check_no_pack_in_deload(season: Season) -> Iterator[Finding]:
    """R-49: nothing is carried in training in a deload week; R-52's shakedown is a test, not training."""
    for week in season.weeks:
        if week.kind is not WeekKind.DELOAD:
            continue
        for one in week.sessions:
            if one.loaded_training and one.planned and not one.test_of_kit:
                yield broken(
                    "R-49",
                    one.day,
                    f"{kg(one.pack_kg)} in a deload week; leave the pack at home until it is over.",
                    limit=0,
                    measured=one.pack_kg,
                )


def check_after_big_unit(season: Season) -> Iterator[Finding]:
    """R-28: the week after a race or trip bigger than a load week is an easy week."""
    ratio = season.rule("R-28")["easy_week_trigger_ratio"]
    standing_by_week = {one.week.first: one for one in standings(season)}
    for unit in season.units:
        if unit.kind is SessionKind.RACE:
            continue
        limit = ratio * _last_load(season, unit)
        week = next((one for one in season.weeks if one.full and one.first > unit.last), None)
        load = _unit_load(season, unit)
        if week is None or minutes_within(load, limit) or week.kind is not WeekKind.LOAD or not week.planned:
            continue
        standing = standing_by_week.get(week.first)
        if standing is None or standing.easy:
            continue
        finding = broken(
            "R-28",
            week.first,
            f"{unit.name} counts {found_min(load)} of load, more than {allowed_min(limit)}; "
            "the week after it must be an easy one.",
            limit=limit,
            measured=load,
        )
        most = _easy_limit(season, standing.before or (week,))
        yield fixed_by_file(finding) if _units_above(week, most) else finding


def _last_load(season: Season, unit: Unit) -> float:
    done = [one.load_efm for one in season.load_weeks if one.end <= unit.first]
    return done[-1] if done else season.anchors.load_efm


def _unit_load(season: Season, unit: Unit) -> float:
    held = season.sessions.between(unit.first, unit.last + 1)
    return sum(one.session.load_efm for one in held if one.unit is unit)
