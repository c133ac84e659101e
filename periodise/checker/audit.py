"""The worst week of every rule beside its limit: what a coach asks first of a plan."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from periodise.checker import (
    around_races,
    back_to_back,
    coming_back,
    deload,
    descent,
    fitness,
    gate_hours,
    load,
    pack_entry,
    pack_runs,
    pack_spacing,
    pack_steps,
    pack_walks,
    rest,
    stressors,
    taper,
    weather,
)
from periodise.checker.check import findings_of, season_of
from periodise.checker.reading import Reading, nearest_to_limit
from periodise.checker.season import Season
from periodise.domain.finding import Finding, Severity
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.rulebook import Rulebook
from periodise.domain.training_log import LogEntry


class AuditVerdict(StrEnum):
    PASS = "pass"
    WARN = "warn"
    WAIVED = "waived"
    BROKEN = "broken"


class AuditRow(NamedTuple):
    """One rule in one plan: where it came nearest to its limit, and how it stands."""

    rule: str
    limit: float | None
    worst_week: date | None
    """First day of the week with the worst measure; none when nothing in the plan is measured by it."""
    measured: float | None
    unit: str
    """What limit and measure are counted in; "" for rules that are kept or not."""
    at_least: bool
    """Whether the limit is a least instead of a most."""
    verdict: AuditVerdict


class Gauge(NamedTuple):
    """How a rule is measured over a season."""

    readings: Callable[[Season], Iterator[Reading]]
    unit: str
    at_least: bool = False


GAUGES: Mapping[str, Gauge] = {
    "R-24": Gauge(fitness.monotony_readings, "monotony"),
    "R-40": Gauge(load.single_run_readings, "min"),
    "R-42": Gauge(load.ramp_readings, "EFM"),
    "R-43": Gauge(stressors.raise_readings, "raises"),
    "R-44": Gauge(load.long_share_readings, "share"),
    "R-45": Gauge(load.absolute_readings, "min"),
    "R-46": Gauge(back_to_back.share_readings, "share"),
    "R-47": Gauge(descent.descent_gap_readings, "days"),
    "R-48": Gauge(rest.rest_readings, "rest days", at_least=True),
    "R-49": Gauge(deload.streak_readings, "load weeks"),
    "R-51": Gauge(taper.decrease_readings, "EFM"),
    "R-55": Gauge(around_races.week_before_readings, "EFM"),
    "R-62": Gauge(pack_entry.ceiling_readings, "share"),
    "R-63": Gauge(pack_steps.step_readings, "kg"),
    "R-64": Gauge(pack_runs.loaded_run_readings, "min"),
    "R-64b": Gauge(pack_walks.loaded_walk_readings, "min"),
    "R-65": Gauge(pack_spacing.loaded_count_readings, "loaded sessions"),
    "R-66": Gauge(pack_spacing.heavy_gap_readings, "days", at_least=True),
    "R-68": Gauge(pack_steps.walked_step_readings, "kg"),
    "R-80": Gauge(coming_back.return_readings, "EFM"),
    "R-85": Gauge(gate_hours.longest_run_readings, "min", at_least=True),
    "R-91": Gauge(weather.heat_readings, "days", at_least=True),
}
"""Rules that are a measure against a limit. The others in `UNMEASURED` are kept or not."""

UNMEASURED = (
    "R-12",
    "R-28",
    "R-29",
    "R-30",
    "R-50",
    "R-52",
    "R-60",
    "R-61",
    "R-69",
    "R-70",
    "R-72",
    "R-77",
    "R-90",
    "R-92",
    "R-93",
)


def audit(
    plan: Plan,
    inputs: Inputs,
    rulebook: Rulebook,
    *,
    accepted: Sequence[str] = (),
    log: Sequence[LogEntry] = (),
    as_of: date | None = None,
) -> tuple[AuditRow, ...]:
    """One row for each rule that this judge knows, in the order of the rulebook."""
    if not plan.days:
        return ()
    season = season_of(plan, inputs, rulebook, accepted=accepted, log=log, as_of=as_of)
    findings = findings_of(season)
    known = {*GAUGES, *UNMEASURED, *(one.rule for one in findings if one.rule in rulebook.values)}
    return tuple(_row(season, rule, findings) for rule in rulebook.values if rule in known)


def _row(season: Season, rule: str, findings: Sequence[Finding]) -> AuditRow:
    own = [one for one in findings if one.rule == rule]
    gauge = GAUGES.get(rule)
    worst = nearest_to_limit(gauge.readings(season), at_least=gauge.at_least) if gauge else None
    return AuditRow(
        rule=rule,
        limit=None if worst is None else worst.limit,
        worst_week=_week_start(season, worst.day) if worst else _first_where(own),
        measured=None if worst is None else worst.measured,
        unit=gauge.unit if gauge else "",
        at_least=bool(gauge and gauge.at_least),
        verdict=_verdict(own),
    )


def _week_start(season: Season, day: int) -> date:
    """First day of the declared week that holds a day."""
    return next(
        (week.week.start for week in season.weeks if week.first <= day < week.end), date.fromordinal(day)
    )


def _first_where(findings: Sequence[Finding]) -> date | None:
    return findings[0].where if findings else None


def _verdict(findings: Sequence[Finding]) -> AuditVerdict:
    if any(one.severity is Severity.HARD for one in findings):
        return AuditVerdict.BROKEN
    if any(one.waived for one in findings):
        return AuditVerdict.WAIVED
    warned = any(one.severity is Severity.WARNING for one in findings)
    return AuditVerdict.WARN if warned else AuditVerdict.PASS
