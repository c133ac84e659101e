"""Which rule each of a coach's changes breaks, as far as one change can be blamed for it."""

from collections.abc import Sequence
from typing import NamedTuple

from periodise.domain.coach_edit import CoachEdit
from periodise.domain.finding import Finding, Severity
from periodise.domain.plan import Plan


class JudgedEdit(NamedTuple):
    """A change, and what the judge says of its day or week that he did not say before."""

    edit: CoachEdit
    findings: tuple[Finding, ...]


class Judged(NamedTuple):
    edits: tuple[JudgedEdit, ...]
    elsewhere: tuple[Finding, ...]
    """New findings in weeks without a change: a later week leans on an earlier one."""


def judged(
    edits: Sequence[CoachEdit], plan: Plan, *, before: Sequence[Finding], after: Sequence[Finding]
) -> Judged:
    """Each new finding beside the first change of its day, or else of its week, or else by itself."""
    known = {_identity(finding) for finding in before}
    told = [finding for finding in after if finding.severity is not Severity.NOTE]
    new = [finding for finding in told if _identity(finding) not in known]
    blamed: dict[int, list[Finding]] = {}
    elsewhere = []
    for finding in new:
        place = _blame(finding, edits, plan)
        if place is None:
            elsewhere.append(finding)
        else:
            blamed.setdefault(place, []).append(finding)
    beside = tuple(JudgedEdit(edit, tuple(blamed.get(at, ()))) for at, edit in enumerate(edits))
    return Judged(beside, tuple(elsewhere))


def _identity(finding: Finding) -> tuple[object, ...]:
    """A broken rule that breaks further is told again; one to aim for is missed by place alone."""
    said = finding.message if finding.severity is Severity.HARD else ""
    return finding.rule, finding.severity, finding.where, said


def _blame(finding: Finding, edits: Sequence[CoachEdit], plan: Plan) -> int | None:
    same_day = (at for at, edit in enumerate(edits) if edit.day == finding.where)
    week = next((one for one in plan.weeks if one.start <= finding.where < one.end), None)
    same_week = (at for at, edit in enumerate(edits) if week and week.start <= edit.day < week.end)
    return next(same_day, next(same_week, None))
