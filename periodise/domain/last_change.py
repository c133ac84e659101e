"""A revision whose file somebody changed by hand, told again from the revision before it.

Each change remembers what it replaced and nothing else, so whatever it does not speak of is as it was
before: that much is known for certain, however the file looks now.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from periodise.domain.history import OF_PLAN, SIMPLE, in_order, taken_back
from periodise.domain.plan import Plan, Week
from periodise.domain.record import Before, PlanRecord
from periodise.domain.session import Day

SUMS = (
    "load_efm",
    "distance_km",
    "ascent_m",
    "minutes",
    "longest_min",
    "descent_m",
    "loaded_kg_km",
    "heavy",
    "pack_step_kg",
)
"""Of a week: what follows from its sessions."""


def is_next(record: PlanRecord, previous: PlanRecord) -> bool:
    """Whether `record` is the revision after `previous`, of the same plan."""
    return (record.plan_id, record.revision) == (previous.plan_id, previous.revision + 1)


def remembers_its_change(record: PlanRecord, previous: PlanRecord) -> bool:
    """Whether the history tells of one change since `previous`, or of one that was taken back."""
    return abs(len(record.history) - len(previous.history)) == 1


def as_saved(edited: PlanRecord, previous: PlanRecord) -> PlanRecord:
    """`edited` with everything that its last change left alone as `previous` has it; see both above."""
    if len(edited.history) < len(previous.history):  # the last change was an undo
        return taken_back(previous).model_copy(update={"calendar": edited.calendar})
    last = edited.history[-1]
    simple = {name: getattr(previous, name) for name in SIMPLE if getattr(last, name) is None}
    log = [entry for entry in previous.log if entry.date not in last.logged]
    log += [entry for entry in edited.log if entry.date in last.logged]
    known = {day.date for day in previous.as_planned}
    noted = [day for day in edited.as_planned if day.date in last.logged and day.date not in known]
    return edited.model_copy(
        update={
            **simple,
            "plan": _plan(edited.plan, previous.plan, last),
            "log": tuple(sorted(log, key=in_order)),
            "as_planned": tuple(sorted((*previous.as_planned, *noted), key=lambda day: day.date)),
            "edits": (*previous.edits, *edited.edits[len(previous.edits) :]),
            "history": (*previous.history, last),
        }
    )


def _plan(edited: Plan, previous: Plan, last: Before) -> Plan:
    known = {name: getattr(previous, name) for name in OF_PLAN if getattr(last, name) is None}
    replaced = {day.date for day in last.days}
    kept = {day.date: day for day in previous.days if day.date not in replaced}
    days = {day.date: day for day in edited.days} | kept
    return edited.model_copy(
        update={
            **known,
            "days": tuple(days[day] for day in sorted(days)),
            "weeks": _weeks(edited.weeks, previous.weeks, last),
        }
    )


def _weeks(edited: Iterable[Week], previous: Iterable[Week], last: Before) -> tuple[Week, ...]:
    kept = [week for week in previous if week not in last.weeks]
    others = (
        week
        for week in edited
        if not any(week.start < other.end and other.start < week.end for other in kept)
    )
    return tuple(sorted((*kept, *others), key=lambda week: week.start))


def other_changes(saved: PlanRecord, edited: PlanRecord) -> tuple[str, ...]:
    """What of `edited` beside its sessions, and what follows from them, is not as it was saved, by name."""
    return tuple(_differing(saved, edited))


def _differing(saved: PlanRecord, edited: PlanRecord) -> Iterator[str]:
    for name in PlanRecord.model_fields:
        if name != "plan" and getattr(saved, name) != getattr(edited, name):
            yield name
    for name in ("phases", "predicted_time_min"):
        if getattr(saved.plan, name) != getattr(edited.plan, name):
            yield f"plan.{name}"
    if [day.date for day in saved.plan.days] != [day.date for day in edited.plan.days]:
        yield "plan.days (their dates)"
    if _unsummed(saved.plan.weeks) != _unsummed(edited.plan.weeks):
        yield "plan.weeks"


def _unsummed(weeks: Iterable[Week]) -> list[Week]:
    return [week.model_copy(update=dict.fromkeys(SUMS, 0)) for week in weeks]


def flaw(record: PlanRecord) -> str:
    """Why a plan cannot be one that was ever saved, whatever was saved; empty where it can."""
    days, weeks = record.plan.days, record.plan.weeks
    for before, after in pairwise(days):
        if after.date != before.date + timedelta(1):
            return f"the day after {before.date} is {after.date}; every date stands there once, in order"
    if unnumbered := next((day for day in days if not _is_numbered(day)), None):
        return f"the sessions of {unnumbered.date} are not numbered 1, 2, 3; give each a slot of its own"
    ends = [days[0].date, *(week.end for week in weeks)]
    starts = [*(week.start for week in weeks), days[-1].date + timedelta(1)]
    return "" if starts == ends else "its weeks do not follow one another over its days"


def _is_numbered(day: Day) -> bool:
    return [session.slot for session in day.sessions] == list(range(1, len(day.sessions) + 1))
