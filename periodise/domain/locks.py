"""Days that a coach locked: which stand, which a broken rule has to do with, and letting them go."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from periodise.domain.finding import Finding, Severity
from periodise.domain.plan import Plan

NEAR_DAYS = 6
"""Rules over seven days look at most so far from the day that they name."""


class LockedBreach(NamedTuple):
    """A hard rule that cannot be kept beside a locked day."""

    day: date
    """The locked day that it has most to do with."""
    finding: Finding


def locked_dates(plan: Plan, *, since: date) -> tuple[date, ...]:
    """Days from `since` on that are locked."""
    return tuple(day.date for day in plan.pinned_days if day.date >= since)


def released(plan: Plan, days: Collection[date]) -> Plan:
    """`plan` with those days locked no more; what stands on them stays."""
    free = tuple(day.model_copy(update={"locked": False}) if day.date in days else day for day in plan.days)
    return plan.model_copy(update={"days": free})


def locked_breaches(plan: Plan, findings: Iterable[Finding], *, since: date) -> tuple[LockedBreach, ...]:
    """Hard rules that are broken from `since` on, each with a locked day, in order of those."""
    locked = locked_dates(plan, since=since)
    if not locked:
        return ()
    hard = (one for one in findings if one.severity is Severity.HARD and one.waived is None)
    broken = [one for one in hard if one.where >= since]
    breaches = (LockedBreach(_blamed(one, broken, plan, locked), one) for one in broken)
    return tuple(sorted(breaches, key=lambda one: (one.day, one.finding.where, one.finding.rule)))


def _blamed(finding: Finding, broken: Sequence[Finding], plan: Plan, locked: Sequence[date]) -> date:
    """The nearest locked day of those in its seven days or its week.

    Where there is none, one that breaks the same rule, else one before it, else any.
    """
    near = [day for day in locked if _is_near(day, finding.where, plan)]
    same = [one.where for one in broken if one.rule == finding.rule and one.where in locked]
    before = [day for day in locked if day <= finding.where]
    return min(near or same or before or locked, key=lambda day: (abs(day - finding.where), day))


def _is_near(day: date, where: date, plan: Plan) -> bool:
    week = next((one for one in plan.weeks if one.start <= where < one.end), None)
    same_week = week is not None and week.start <= day < week.end
    return same_week or abs(day - where) <= timedelta(NEAR_DAYS)
