"""Which plan a season goes on with: of those that the judge lets through, the one that changes least."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from periodise.domain.finding import Finding
    from periodise.domain.inputs import Inputs
    from periodise.domain.plan import Plan
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook
    from periodise.planner.anew import Anew


@dataclass(frozen=True)
class Judge:
    """The judge's word on plans for one goal, from one day on; of the same plan he is asked once."""

    record: "PlanRecord"
    inputs: "Inputs"
    accepted: tuple[str, ...]
    until: date
    rulebook: "Rulebook"
    _said: dict["Plan", tuple["Finding", ...]] = field(default_factory=dict, compare=False)

    def findings(self, plan: "Plan") -> tuple["Finding", ...]:
        """Everything that a plan breaks or misses."""
        if plan not in self._said:
            self._said[plan] = self._asked(plan)
        return self._said[plan]

    def _asked(self, plan: "Plan") -> tuple["Finding", ...]:
        from periodise.checker.check import check_plan

        return check_plan(
            plan,
            self.inputs,
            rulebook=self.rulebook,
            accepted=self.accepted,
            log=self.record.log,
            as_of=self.until,
        )


Judged = tuple["Plan", tuple["Finding", ...]]
"""A plan, and what the judge says of it."""


def first_safe(judge: Judge, *, kept: Sequence["Finding"] = (), goal_stays: bool, search: bool) -> Judged:
    """The first plan that the judge lets through and the gate leaves open, those that change least first.

    `kept` is what the judge says of the plan so far. Weeks to come hold no more than they did, unless the
    goal changed or is out of reach without (R-85).
    """
    from periodise.planner.past import Past
    from periodise.planner.replan import planned_anew, refusal

    record, until, safe = judge.record, judge.until, list[Judged]()
    begun = first_days(record.plan, until, kept) if goal_stays else []
    for first, may_rise in [*((day, False) for day in begun), (until, True)]:
        if safe and not may_rise:
            continue  # what fell short for want of time does so from another day of the week too
        past = Past(record.plan, first, record.log, may_rise=may_rise)
        anew = planned_anew(judge.inputs, past, rulebook=judge.rulebook, accepted=judge.accepted)
        found = _clean(anew, judge, first, goal_stays=goal_stays)
        if found and not (goal_stays and anew.falls_short(found[0], record.plan, since=until)):
            return found
        safe += [found] if found else []
    if safe:
        return max(safe, key=lambda one: anew.longest_to_come(one[0], since=until))
    if anew.shut:
        raise refusal(
            anew, judge.inputs, past, rulebook=judge.rulebook, accepted=judge.accepted, search=search
        )
    return anew.plan, judge.findings(anew.plan)


def _clean(anew: "Anew", judge: Judge, first: date, *, goal_stays: bool) -> Judged | None:
    """What the judge lets through: the new plan back to the plan so far soon, or else all of it."""
    days_back = DAYS_LOOKED_BACK if first > judge.until else 0
    findings = () if anew.shut else judge.findings(anew.plan)  # what is shut is not taken whole
    broken = [one.where for one in to_mend(findings, judge.until, days_back)]
    if goal_stays:
        sound_until = min(broken, default=date.max)
        if back := _soonest_back(anew.plan, judge, days_back, sound_until=sound_until):
            return back
    return None if broken or anew.shut else (anew.plan, findings)


def _soonest_back(plan: "Plan", judge: Judge, days_back: int, *, sound_until: date) -> Judged | None:
    """`plan` as far as it must go and then the plan so far again, as soon as the judge lets it through."""
    from periodise.planner.rejoin import days_to_rejoin, rejoined

    so_far, tries, next_try = judge.record.plan, 0, date.min
    weeks = [day for day in days_to_rejoin(plan, so_far, since=judge.until) if day <= sound_until]
    for number, day in enumerate(weeks):
        if day < next_try:
            continue
        back = rejoined(plan, so_far, day)
        findings = judge.findings(back)
        broken = [one.where for one in to_mend(findings, judge.until, days_back)]
        if not broken:
            return back, findings
        # A day that broke a rule would stand there still; and a judge is dear, so steps grow.
        tries += 1
        if tries == MOST_TRIES:
            return None
        later = weeks[number + tries : number + tries + 1]
        next_try = max([max(broken) + timedelta(1), *later])
    return None


MOST_TRIES = 3
"""How often the judge is asked whether the plan so far may be taken up again."""


def first_days(plan: "Plan", until: date, kept: Sequence["Finding"] = ()) -> list[date]:
    """From which days on to try: with the week that has begun as it was, where it can stand, then `until`."""
    broken = [one.where for one in to_mend(kept, until, 0)]
    ends = (week.end for week in plan.weeks if week.start < until < week.end)
    return [*(end for end in ends if not any(day < end for day in broken)), until]


DAYS_LOOKED_BACK = 6
"""A finding of seven days begins up to six before the last of them."""


def to_mend(findings: Sequence["Finding"], until: date, days_back: int = DAYS_LOOKED_BACK) -> list["Finding"]:
    """Hard findings that days to come have a part in; with `days_back` 0 those of days to come alone."""
    from periodise.workflows import hard_findings

    return [one for one in hard_findings(findings) if one.where >= until - timedelta(days_back)]
