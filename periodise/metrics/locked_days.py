"""Days that a coach locked, put back into a plan that was made anew: his word stands, whatever is planned."""

from datetime import date

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, SessionKind
from periodise.metrics.occasions import unit_dates
from periodise.metrics.week_sums import summed

OF_THE_FILE = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE, SessionKind.TRIP_DAY})
"""What stands where the athlete file has it, lock or no lock."""


def with_locked(plan: Plan, so_far: Plan, inputs: Inputs, *, since: date, rulebook: Rulebook) -> Plan:
    """`plan` with the locked days of the plan so far from `since` on, its weeks counted again."""
    locked = {day.date: day for day in so_far.pinned_days if day.date >= since}
    days = tuple(_standing(day, locked.get(day.date, day)) for day in plan.days)
    touched = {day.date for day, before in zip(days, plan.days, strict=True) if day is not before}
    units = unit_dates(inputs, start=plan.start, rulebook=rulebook)
    weeks = tuple(
        summed(week, days, unit_dates=units) if any(week.start <= day < week.end for day in touched) else week
        for week in plan.weeks
    )
    return plan.model_copy(update={"days": days, "weeks": weeks}) if touched else plan


def _standing(day: Day, locked: Day) -> Day:
    of_the_file = any(one.kind in OF_THE_FILE for each in (day, locked) for one in each.sessions)
    return day if of_the_file or day == locked else locked
