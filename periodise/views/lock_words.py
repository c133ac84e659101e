"""Rules that cannot be kept beside a day that a coach locked, told by day, and what may be done."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from periodise.domain.finding import Finding, Severity
from periodise.domain.locks import LockedBreach, locked_breaches
from periodise.domain.record import PlanRecord
from periodise.views.session_text import title
from periodise.views.wording import day_text, paragraph

HEADING = "Locked days that break a rule"


class LockedDay(NamedTuple):
    """A locked day with the rules that cannot be kept beside it."""

    day: date
    held: str
    breaches: tuple[LockedBreach, ...]


def locked_days(record: PlanRecord, *, since: date) -> tuple[LockedDay, ...]:
    """Locked days from `since` on beside which the plan breaks a hard rule."""
    breaches = locked_breaches(record.plan, record.plan.findings, since=since)
    grouped = groupby(breaches, key=lambda one: one.day)
    return tuple(LockedDay(day, _held(record, day), tuple(them)) for day, them in grouped)


def _held(record: PlanRecord, day: date) -> str:
    sessions = next(one.sessions for one in record.plan.days if one.date == day)
    return " + ".join(title(session, inputs=record.inputs, day=day) for session in sessions)


def lock_text(days: Sequence[LockedDay], *, plan_name: str) -> str:
    """Each day with its rules and their figures, and the choice; empty without any."""
    if not days:
        return ""
    lines = [HEADING]
    for day, held, breaches in days:
        lines += ["", day_text(day), paragraph(f"  {held}", rest="    ")]
        lines += [breach_line(breach.finding) for breach in breaches]
    choice = (
        "Keep them, for your coach's word stands, or let a day go and see what that would change: "
        f"periodise replan {plan_name} --release {days[0].day} --dry-run"
    )
    return "\n".join([*lines, "", paragraph(choice)]) + "\n"


def breach_line(finding: Finding) -> str:
    """A rule that a change or a lock breaks, below it."""
    how = "breaks" if finding.severity is Severity.HARD else "misses"
    said = finding.message.partition(": ")[2] or finding.message
    return paragraph(f"    {how} {finding.rule}, {day_text(finding.where)}: {said}", rest="      ")
