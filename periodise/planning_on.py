"""Which plan a season goes on with: the one that changes least among those that the judge lets through.

With locked days there may be none: then the one that breaks fewest rules from today on.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from periodise.errors import PeriodiseError

if TYPE_CHECKING:
    from periodise.domain.finding import Finding
    from periodise.domain.inputs import Inputs
    from periodise.domain.plan import Plan
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook
    from periodise.least_change import Judge
    from periodise.replanning import ReplanRequest


def planned_on(
    record: "PlanRecord", inputs: "Inputs", request: "ReplanRequest", *, rulebook: "Rulebook"
) -> tuple["Plan", bool]:
    """The plan to go on with, and whether its days to come are new.

    The plan so far is kept whenever the goal is the same and the judge finds nothing to mend from today on,
    or nothing that planning around locked days could mend: no other plan changes fewer days (R-84).
    """
    from periodise.domain.goal import same_goal
    from periodise.domain.locks import locked_dates
    from periodise.domain.logbook import first_open_day
    from periodise.domain.replace import replace
    from periodise.least_change import Judge, first_safe, to_mend

    accepted = tuple(sorted({*record.accepted, *request.accepted}))
    until = first_open_day(request.handle.today, recorded=[entry.date for entry in record.log])
    goal_stays = same_goal(record.inputs, inputs)
    kept = Judge(record, inputs, record.accepted, until, rulebook).findings(record.plan)
    broken = to_mend(kept, until)
    if goal_stays and not (broken if request.released else _ours(broken, record)):
        return replace(record.plan, findings=kept), False
    judge = Judge(record, inputs, accepted, until, rulebook)
    locked = locked_dates(record.plan, since=until)
    if locked:
        plan, findings = _least_broken(judge, goal_stays=goal_stays, search=request.search)
    else:
        plan, findings = first_safe(judge, kept=kept, goal_stays=goal_stays, search=request.search)
    if not locked:
        _refuse_own_breach(findings, until)
    elif goal_stays and _weight(findings, until, locked) >= _weight(kept, until, locked):
        return replace(record.plan, findings=kept), False
    as_before = plan.model_copy(update={"findings": record.plan.findings}) == record.plan
    return (record.plan, False) if as_before else (replace(plan, findings=findings), True)


def _least_broken(judge: "Judge", *, goal_stays: bool, search: bool) -> tuple["Plan", tuple["Finding", ...]]:
    """Around locked days: the plan that leaves least to mend, among equals the one that changes least."""
    from periodise.domain.locks import locked_dates
    from periodise.least_change import first_days, to_mend
    from periodise.metrics.locked_days import with_words
    from periodise.planner.past import Past
    from periodise.planner.replan import planned_anew, refusal

    record, until, rulebook = judge.record, judge.until, judge.rulebook
    found: list[tuple[Plan, tuple[Finding, ...]]] = []
    for first in first_days(record.plan, until) if goal_stays else [until]:
        past = Past(record.plan, first, record.log, may_rise=not goal_stays)
        anew = planned_anew(judge.inputs, past, rulebook=rulebook, accepted=judge.accepted)
        if not anew.shut:
            plan = with_words(anew.plan, record.plan, judge.inputs, since=first, rulebook=rulebook)
            found.append((plan, judge.findings(plan)))
            if not to_mend(found[-1][1], until):
                break
    if not found:
        raise refusal(anew, judge.inputs, past, rulebook=rulebook, accepted=judge.accepted, search=search)
    locked = locked_dates(record.plan, since=until)
    return min(found, key=lambda one: _weight(one[1], until, locked))


def _ours(findings: Sequence["Finding"], record: "PlanRecord") -> list["Finding"]:
    """Those that nobody was shown yet: with locked days a plan may break a rule, knowingly."""
    known = {(one.rule, one.where) for one in record.plan.findings if record.plan.pinned_days}
    return [one for one in findings if (one.rule, one.where) not in known]


def _weight(findings: Sequence["Finding"], until: date, locked: Sequence[date]) -> tuple[int, int]:
    """How much a plan around locked days leaves to mend: on other days first, then in all."""
    from periodise.least_change import to_mend

    left = to_mend(findings, until)
    return sum(one.where not in locked for one in left), len(left)


def _refuse_own_breach(findings: Sequence["Finding"], until: date) -> None:
    """A hard rule broken from today on by our own plan, and not by what was done, is our bug."""
    from periodise.workflows import hard_findings, own_breach

    if broken := [one for one in hard_findings(findings) if one.where >= until]:
        raise PeriodiseError(own_breach(broken))
