"""Which plan a season goes on with: the one that changes least among those that the judge lets through.

With locked days there may be none: then the one that breaks fewest rules from today on.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from periodise.errors import PeriodiseError

if TYPE_CHECKING:
    from periodise.domain.finding import Finding
    from periodise.domain.inputs import Inputs
    from periodise.domain.plan import Plan
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook
    from periodise.planner.past import Past
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
    from periodise.planner.past import Past

    until = first_open_day(request.handle.today, recorded=[entry.date for entry in record.log])
    may_rise = not same_goal(record.inputs, inputs)
    kept = _judged(record, inputs, record.accepted, until=until, rulebook=rulebook)
    broken = to_mend(kept, until)
    if not may_rise and not (broken if request.released else _ours(broken, record)):
        return replace(record.plan, findings=kept), False
    judged = []
    for first in _first_days(record.plan, until, begun_week_goes_on=not may_rise):
        past = Past(record.plan, first, record.log, may_rise=may_rise)
        judged.append(_planned_anew(record, inputs, past, request, until=until, rulebook=rulebook))
        if not to_mend(judged[-1][1], until):
            break
    locked = locked_dates(record.plan, since=until)
    plan, findings = min(judged, key=lambda one: _weight(one[1], until, locked)) if locked else judged[-1]
    if not locked:
        _refuse_own_breach(findings, until)
    elif not may_rise and _weight(findings, until, locked) >= _weight(kept, until, locked):
        return replace(record.plan, findings=kept), False
    as_before = plan.model_copy(update={"findings": record.plan.findings}) == record.plan
    return (record.plan, False) if as_before else (replace(plan, findings=findings), True)


def _planned_anew(
    record: "PlanRecord",
    inputs: "Inputs",
    past: "Past",
    request: "ReplanRequest",
    *,
    until: date,
    rulebook: "Rulebook",
) -> tuple["Plan", tuple["Finding", ...]]:
    """The plan from `past.until` on, around locked days, and what the judge says of it from `until` on."""
    from periodise.metrics.locked_days import with_words
    from periodise.planner.replan import replan

    accepted = tuple(sorted({*record.accepted, *request.accepted}))
    plan = replan(inputs, past, rulebook=rulebook, accepted=accepted, search=request.search)
    plan = with_words(plan, record.plan, inputs, since=past.until, rulebook=rulebook)
    judged = record.model_copy(update={"plan": plan})
    return plan, _judged(judged, inputs, accepted, until=until, rulebook=rulebook)


def _ours(findings: Sequence["Finding"], record: "PlanRecord") -> list["Finding"]:
    """Those that nobody was shown yet: with locked days a plan may break a rule, knowingly."""
    known = {(one.rule, one.where) for one in record.plan.findings if record.plan.pinned_days}
    return [one for one in findings if (one.rule, one.where) not in known]


def _weight(findings: Sequence["Finding"], until: date, locked: Sequence[date]) -> tuple[int, int]:
    """How much a plan around locked days leaves to mend: on other days first, then in all."""
    left = to_mend(findings, until)
    return sum(one.where not in locked for one in left), len(left)


def _first_days(plan: "Plan", until: date, *, begun_week_goes_on: bool) -> list[date]:
    """From which days on to try: first with the week that has begun as it was, then from `until` itself."""
    ends = [week.end for week in plan.weeks if week.start < until < week.end]
    return [*ends, until] if begun_week_goes_on else [until]


def _judged(
    record: "PlanRecord", inputs: "Inputs", accepted: Sequence[str], *, until: date, rulebook: "Rulebook"
) -> tuple["Finding", ...]:
    from periodise.checker.check import check_plan

    return check_plan(record.plan, inputs, rulebook=rulebook, accepted=accepted, log=record.log, as_of=until)


def to_mend(findings: Sequence["Finding"], until: date) -> list["Finding"]:
    """Hard findings that days to come have a part in: those of seven days begin up to six before."""
    from periodise.workflows import hard_findings

    return [one for one in hard_findings(findings) if one.where >= until - timedelta(DAYS_LOOKED_BACK)]


DAYS_LOOKED_BACK = 6


def _refuse_own_breach(findings: Sequence["Finding"], until: date) -> None:
    """A hard rule broken from today on by our own plan, and not by what was done, is our bug."""
    from periodise.workflows import hard_findings, own_breach

    if broken := [one for one in hard_findings(findings) if one.where >= until]:
        raise PeriodiseError(own_breach(broken))
