"""The shape of fitness and fatigue: R-21, R-22 and R-24, all soft. R-23 forbids more than that."""

from collections.abc import Iterator, Sequence

from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import count, missed, noted
from periodise.domain.finding import Finding
from periodise.domain.tolerance import within
from periodise.metrics.fitness import FitnessDay, fitness_series, week_strain, weekly_ramps


def daily_loads(season: Season) -> tuple[float, ...]:
    """EFM of every day to the eve of the race, strength and units included (R-20)."""
    loads = dict.fromkeys(range(season.start, season.race_day), 0.0)
    for one in season.sessions:
        if one.day in loads:
            loads[one.day] += one.session.load_efm
    return tuple(loads.values())


def season_fitness(season: Season) -> tuple[FitnessDay, ...]:
    """CTL, ATL and TSB from the plan's first day to the eve of the race; history is the level before."""
    level = season.anchors.load_efm / season.rule("R-29")["week_days"]
    return fitness_series(daily_loads(season), season.rulebook, ctl=level, atl=level)


def check_fitness_ramp(season: Season) -> Iterator[Finding]:
    """R-21: fitness rises by no more than 8 TSS a day in a week. Told once, at its steepest."""
    limit = season.rule("R-21")["warn_efm"]
    ramps = weekly_ramps(season_fitness(season))
    steepest = max(range(len(ramps)), key=ramps.__getitem__, default=None)
    if steepest is not None and not within(ramps[steepest], limit):
        yield missed(
            "R-21",
            season.start + steepest,
            f"fitness rises by {ramps[steepest]:.1f} EFM a day in the week from here; "
            f"above {limit} few keep up.",
            limit=limit,
            measured=ramps[steepest],
        )


def check_fatigue(season: Season) -> Iterator[Finding]:
    """R-21: form stays above −37 EFM. Told once, at its lowest."""
    limit = season.rule("R-21")["recovery_form_efm"]
    series = season_fitness(season)
    deepest = min(range(len(series)), key=lambda index: series[index].tsb, default=None)
    if deepest is not None and series[deepest].tsb < limit:
        yield missed(
            "R-21",
            season.start + deepest,
            f"form falls to {series[deepest].tsb:.1f} EFM; below {limit} an easy week is due.",
            limit=limit,
            measured=series[deepest].tsb,
        )


def check_race_form(season: Season) -> Iterator[Finding]:
    """R-22: form on race day, as a note."""
    rule, form = season.rule("R-22"), race_day_form(season_fitness(season))
    if form is not None and not rule["low_efm"] <= form <= rule["high_efm"]:
        yield noted(
            "R-22",
            season.race_day,
            f"form on race day is {form:+.0f} EFM; {rule['low_efm']:+d} to {rule['high_efm']:+d} suits most.",
            limit=rule["low_efm"] if form < rule["low_efm"] else rule["high_efm"],
            measured=form,
        )


def race_day_form(series: Sequence[FitnessDay]) -> float | None:
    """TSB that the race is started with: fitness less fatigue of its eve."""
    return series[-1].ctl - series[-1].atl if series else None


def check_monotony(season: Season) -> Iterator[Finding]:
    """R-24: days differ enough. Told once, at the most monotonous week."""
    over = [reading for reading in monotony_readings(season) if not within(reading.measured, reading.limit)]
    if over:
        worst = max(over, key=lambda reading: reading.measured)
        yield missed(
            "R-24",
            worst.day,
            f"monotony is {worst.measured:.1f} in this week, above {worst.limit:g} in "
            f"{count(len(over), 'week')}; rest days and easier easy days lower it.",
            limit=worst.limit,
            measured=worst.measured,
        )


def monotony_readings(season: Season) -> Iterator[Reading]:
    """Monotony of every full week with training."""
    limit = season.rule("R-24")["monotony_warn_ratio"]
    loads = daily_loads(season)
    for week in season.weeks:
        first = week.first - season.start
        inside = season.start <= week.first and week.end <= season.race_day
        if week.full and week.load_efm > 0 and week.planned and inside:
            strain = week_strain(loads[first : first + week.days], season.rulebook)
            yield Reading(week.first, strain.monotony, limit)
