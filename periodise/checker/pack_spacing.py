"""Room between loaded and between heavy sessions: R-65 and R-66."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from periodise.checker.dated import ABOVE_EASY, DatedSession
from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import broken, count, day_text, fixed_by_file, kg, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within


class LoadedDay(NamedTuple):
    """A day with anything loaded, or a whole trip: each counts one (A0)."""

    first: int
    last: int
    unit: bool
    planned: bool


def loaded_days(season: Season) -> tuple[LoadedDay, ...]:
    """Days and trips under a pack in order, the goal race left out."""
    return _grouped(one for one in season.sessions if one.loaded and not one.strap_check)


def heavy_days(season: Season) -> tuple[LoadedDay, ...]:
    """Days and units with a heavy session in order, the goal race left out: R-52 keeps those away."""
    return _grouped(iter(season.heavy))


def _grouped(sessions: Iterator[DatedSession]) -> tuple[LoadedDay, ...]:
    groups: dict[tuple[int, int], LoadedDay] = {}
    for one in sessions:
        if one.kind is SessionKind.RACE:
            continue
        first, last = (one.day, one.day) if one.unit is None else (one.unit.first, one.unit.last)
        known = groups.get((first, last))
        planned = one.planned or (known is not None and known.planned)
        unit = one.unit is not None and (known is None or known.unit)
        groups[first, last] = LoadedDay(first, last, unit, planned)
    return tuple(groups[span] for span in sorted(groups))


def check_loaded_gap(season: Season) -> Iterator[Finding]:
    """R-65: loaded sessions lie two dates apart. What a trip asks around it stands in R-72."""
    gap = season.rule("R-65")["gap_days"]
    for one, other in pairwise(day for day in loaded_days(season) if not day.unit):
        if other.first - one.first < gap and other.planned:
            yield broken(
                "R-65",
                other.first,
                f"a pack on the day after the one of {day_text(one.first)}; "
                f"loaded sessions lie {gap} dates apart at the least.",
                limit=gap,
                measured=other.first - one.first,
            )


def check_loaded_count(season: Season) -> Iterator[Finding]:
    """R-65: two loaded sessions in any seven days, one in the first four weeks of carrying."""
    days = loaded_days(season)
    for day, reading in zip(days, loaded_count_readings(season), strict=True):
        if day.planned and reading.measured > reading.limit:
            finding = broken(
                "R-65",
                day.first,
                f"{count(int(reading.measured), 'loaded session')} in the seven days up to here; "
                f"{reading.limit:.0f} {'is' if reading.limit == 1 else 'are'} allowed"
                f"{' in the first weeks with a pack' if is_early(season, day.first) else ''}.",
                limit=reading.limit,
                measured=reading.measured,
            )
            fixed = _fixed_in(days, day, season.rule("R-65")["window_days"])
            yield fixed_by_file(finding) if fixed > reading.limit else finding


def _fixed_in(days: Sequence[LoadedDay], day: LoadedDay, window_days: int) -> int:
    """Loaded days of the window that ends on one that no plan can take out: trips, and what was done."""
    since = day.first - window_days
    fixed = (other for other in days if other.unit or not other.planned)
    return sum(since < other.last and other.first <= day.first for other in fixed)


def trips_around(season: Season, day: int) -> int:
    """Most trips under a pack in any seven days that hold a date."""
    window = season.rule("R-65")["window_days"]
    trips = [one for one in loaded_days(season) if one.unit]
    return max(
        sum(first <= trip.last and trip.first < first + window for trip in trips)
        for first in range(day - window + 1, day + 1)
    )


def loaded_limit(season: Season, day: int) -> int:
    """Loaded sessions allowed in the seven days up to a date."""
    rule = season.rule("R-65")
    limit: int = rule["first_weeks_count" if is_early(season, day) else "per_7_days_count"]
    return limit


def loaded_count_readings(season: Season) -> Iterator[Reading]:
    """Loaded sessions in the seven days that end on each."""
    rule = season.rule("R-65")
    days = loaded_days(season)
    for index, day in enumerate(days):
        since = day.first - rule["window_days"]
        number = sum(other.last > since for other in days[: index + 1])
        yield Reading(day.first, number, loaded_limit(season, day.first))


def is_early(season: Season, day: int) -> bool:
    """Whether a day lies in the first four pack weeks of someone who never carried before."""
    if season.anchors.carried or not season.loaded.days:
        return False
    rule = season.rule("R-65")
    first_weeks: int = rule["first_pack_weeks"] * rule["window_days"]
    return day < season.loaded.days[0] + first_weeks


def check_loaded_easy(season: Season) -> Iterator[Finding]:
    """R-65: under a pack the effort is easy, and no hills or tempo the day before, the same day or after."""
    reach = season.rule("R-65")["intensity_gap_days"] - 1
    for one in season.loaded:
        near = [
            other
            for other in season.training.between(one.day - reach, one.day + reach + 1)
            if other.fast and other is not one
        ]
        if not (one.planned or any(other.planned for other in near)):
            continue
        if one.fast or one.session.intensity in ABOVE_EASY:
            yield broken(
                "R-65", one.day, f"{kg(one.pack_kg)} on a session above easy effort; a pack is for easy ones."
            )
        elif near:
            yield broken(
                "R-65",
                one.day,
                f"{kg(one.pack_kg)} next to the {near[0].kind.replace('_', ' ')} of {day_text(near[0].day)}; "
                "hills and tempo keep a day between themselves and a pack.",
                limit=reach + 1,
                measured=abs(near[0].day - one.day),
            )


def check_after_long_run(season: Season) -> Iterator[Finding]:
    """R-65, soft: no loaded run on the day after the long run. Told once, with how often."""
    after = [
        run
        for run in season.loaded_runs
        if run.planned and any(long.day + 1 == run.day for long in season.long_runs)
    ]
    if after:
        yield missed(
            "R-65",
            after[0].day,
            f"{count(len(after), 'loaded run')} on the day after a long run, this one first; "
            "fresher legs carry better.",
            limit=0,
            measured=len(after),
        )


def check_heavy_gap(season: Season) -> Iterator[Finding]:
    """R-66: heavy sessions lie ten days apart."""
    gap = season.rule("R-66")["heavy_gap_days"]
    for one, other in pairwise(heavy_days(season)):
        if other.first - one.last < gap and other.planned:
            finding = broken(
                "R-66",
                other.first,
                f"a heavy session {count(max(0, other.first - one.last), 'day')} after the one of "
                f"{day_text(one.last)}; {gap} days is the least.",
                limit=gap,
                measured=other.first - one.last,
            )
            yield fixed_by_file(finding) if other.unit and (one.unit or not one.planned) else finding


def heavy_gap_readings(season: Season) -> Iterator[Reading]:
    """Days between heavy sessions."""
    gap = season.rule("R-66")["heavy_gap_days"]
    return (Reading(other.first, other.first - one.last, gap) for one, other in pairwise(heavy_days(season)))


def check_heavy_density(season: Season) -> Iterator[Finding]:
    """R-66: four sessions in 28 days with 10 % of body mass, a hard limit from 20 %."""
    rule = season.rule("R-66")
    for share, verdict in ((rule["dense_hard_share"], broken), (rule["dense_share"], missed)):
        worst = max(_dense(season, share), key=lambda dense: (dense.unfixed, dense.number), default=None)
        if worst is not None and worst.number > rule["dense_count"]:
            finding = verdict(
                "R-66",
                worst.day,
                f"{count(worst.number, 'session')} with {percent(share)} of body mass or more in the "
                f"{rule['dense_window_days']} days up to here; {rule['dense_count']} is the most.",
                limit=rule["dense_count"],
                measured=worst.number,
            )
            yield finding if worst.unfixed else fixed_by_file(finding)
            return


class Dense(NamedTuple):
    """How many days and trips under so heavy a pack lie in the 28 days that end on one."""

    day: int
    number: int
    unfixed: bool
    """Whether there are too many, and fewer would do if the plan left its own out."""


def _dense(season: Season, share: float) -> Iterator[Dense]:
    rule = season.rule("R-66")
    least_kg = share * season.body_mass_kg
    days = _grouped(one for one in season.sessions if one.loaded and mass_within(least_kg, one.pack_kg))
    for index, day in enumerate(days):
        if day.planned:
            since = day.first - rule["dense_window_days"]
            number = sum(other.last > since for other in days[: index + 1])
            fixed = _fixed_in(days, day, rule["dense_window_days"])
            yield Dense(day.first, number, fixed <= rule["dense_count"] < number)
