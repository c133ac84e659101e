"""Fitness, fatigue and form from daily loads: labels for a shape, never promises (R-20 to R-24)."""

from collections.abc import Sequence
from math import exp, fsum, sqrt
from typing import NamedTuple

from periodise.domain.rulebook import Rulebook

DAYS_PER_WEEK = 7


class FitnessDay(NamedTuple):
    """State at the end of a day, EFM per day; TSB is what the day was started with."""

    ctl: float
    atl: float
    tsb: float


class WeekStrain(NamedTuple):
    """Foster's two numbers for seven days."""

    monotony: float
    strain: float


def smoothed(before: float, load_efm: float, *, tau_days: float) -> float:
    """An exponentially weighted mean one day on (R-20)."""
    return before + (load_efm - before) * (1 - exp(-1 / tau_days))


def fitness_series(
    daily_load_efm: Sequence[float], rulebook: Rulebook, *, ctl: float = 0.0, atl: float = 0.0
) -> tuple[FitnessDay, ...]:
    """CTL, ATL and TSB of every day, from the state on the evening before the first (R-20)."""
    rule = rulebook["R-20"]
    series = []
    for load in daily_load_efm:
        tsb = ctl - atl
        ctl = smoothed(ctl, load, tau_days=rule["ctl_tau_days"])
        atl = smoothed(atl, load, tau_days=rule["atl_tau_days"])
        series.append(FitnessDay(ctl, atl, tsb))
    return tuple(series)


def weekly_ramps(series: Sequence[FitnessDay]) -> tuple[float, ...]:
    """Change of CTL over each seven days, EFM per day, for every day that has one a week before (R-21)."""
    weeks = zip(series, series[DAYS_PER_WEEK:], strict=False)
    return tuple(after.ctl - before.ctl for before, after in weeks)


def is_ramp_steep(ramp_efm_per_week: float, rulebook: Rulebook) -> bool:
    """Whether CTL rises faster than R-21 warns of."""
    limit: float = rulebook["R-21"]["warn_efm"]
    return ramp_efm_per_week > limit


def needs_recovery(day: FitnessDay, rulebook: Rulebook) -> bool:
    """Whether fatigue has outrun fitness so far that R-21 asks for an easy week."""
    limit: float = rulebook["R-21"]["recovery_form_efm"]
    return day.tsb < limit


def is_fresh_for_race(day: FitnessDay, rulebook: Rulebook) -> bool:
    """Whether race-day TSB lies where R-22 wants it."""
    rule = rulebook["R-22"]
    low, high = rule["low_efm"], rule["high_efm"]
    return bool(low <= day.tsb <= high)


def week_strain(daily_load_efm: Sequence[float], rulebook: Rulebook) -> WeekStrain:
    """Monotony and strain of seven days, by the sample standard deviation (R-24; Foster 1998).

    Days that are all alike have no spread: their monotony is R-24's cap, and no week exceeds it.
    An empty week has neither.
    """
    total = sum(daily_load_efm)
    if not total:
        return WeekStrain(0.0, 0.0)
    cap: float = rulebook["R-24"]["monotony_cap_ratio"]
    mean = total / len(daily_load_efm)
    spread = sqrt(fsum((load - mean) ** 2 for load in daily_load_efm) / (len(daily_load_efm) - 1))
    monotony = min(mean / spread, cap) if spread else cap
    return WeekStrain(monotony, total * monotony)


def is_monotonous(week: WeekStrain, rulebook: Rulebook) -> bool:
    """Whether a week is more uniform than R-24 warns of."""
    limit: float = rulebook["R-24"]["monotony_warn_ratio"]
    return week.monotony > limit
