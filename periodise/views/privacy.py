"""The plan as a stranger may see it: nothing of the body, of health, or of why something is so.

What a private export must not tell is taken out of the plan of record before anything is made of it, so
that no format can forget to. Body mass stays, because a pack has to be judged; no private view prints it.
"""

from periodise.domain.athlete import Athlete, Screen
from periodise.domain.finding import Finding
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan, Week
from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import Day, Session
from periodise.domain.training_log import LogEntry

HEALTH_RULES = frozenset({"R-60", "R-61", "R-62", "R-82", "R-83", "R-90", "R-93"})
"""Rules whose name, limit or measure tells of illness, injury, the health questions or body mass."""
NOBODY = "Athlete"
"""Stands where a name has to."""
ACCEPTED = "accepted"
"""All that a private export says of why a broken rule stands."""


def is_private(record: PlanRecord) -> bool:
    """Whether what is made of a plan must not tell of body and health."""
    return record.inputs.calendar.private


def private_record(record: PlanRecord) -> PlanRecord:
    """`record` without names, answers, reasons, remarks and anybody's own words; marked as private."""
    plan = record.plan
    return record.model_copy(
        update={
            "inputs": _inputs(record.inputs),
            "accepted": tuple(gate for gate in record.accepted if not _is_health(gate)),
            "plan": plan.model_copy(update=_plan_changes(plan)),
            "log": tuple(map(_log_entry, record.log)),
            "as_planned": tuple(map(_day, record.as_planned)),
            "edits": (),
            "history": (),
        }
    )


def _inputs(inputs: Inputs) -> Inputs:
    return inputs.model_copy(
        update={
            "athlete": _athlete(inputs.athlete),
            "away": tuple(replace(span, reason="") for span in inputs.away),
            "calendar": replace(inputs.calendar, private=True),
        }
    )


def _athlete(athlete: Athlete) -> Athlete:
    unknown = {"name": NOBODY, "birth_year": None, "max_heart_rate": None, "screen": Screen()}
    return athlete.model_copy(update=unknown)


def _plan_changes(plan: Plan) -> dict[str, object]:
    return {
        "phases": tuple(phase.model_copy(update={"rules": _told(phase.rules)}) for phase in plan.phases),
        "weeks": tuple(map(_week, plan.weeks)),
        "days": tuple(map(_day, plan.days)),
        "findings": tuple(_finding(one) for one in plan.findings if not _is_health(one.rule)),
    }


def _week(week: Week) -> Week:
    return week.model_copy(update={"rules": _told(week.rules)})


def _day(day: Day) -> Day:
    return day.with_sessions(tuple(map(_session, day.sessions)))


def _session(session: Session) -> Session:
    silent = {"title": "", "purpose": "", "note": "", "rules": _told(session.rules)}
    return session.model_copy(update=silent)


def _finding(finding: Finding) -> Finding:
    """A finding without its words and figures: both may speak of the body."""
    waived = ACCEPTED if finding.waived else None
    said = f"{finding.where.isoformat()}: {finding.rule} asks for something else here."
    return finding.model_copy(update={"message": said, "limit": None, "measured": None, "waived": waived})


def _log_entry(entry: LogEntry) -> LogEntry:
    return entry.model_copy(update={"reason": None})


def _told(rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rule for rule in rules if not _is_health(rule))


def _is_health(rule: str) -> bool:
    """Whether a rule, or a gate such as R-85c, is one of those that tell."""
    return rule in HEALTH_RULES
