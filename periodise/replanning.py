"""The named steps of planning on from the middle of a season, and of taking that back.

Each reads under the plan's lock, works on values, and writes once at the end or not at all.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from periodise.errors import InputRefused
from periodise.recording import (
    PlanHandle,
    Warn,
    held_plan,
    plan_held,
    refuse_days_outside,
    refuse_impossible_day,
)

if TYPE_CHECKING:
    from periodise.domain.inputs import Inputs
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook
    from periodise.domain.training_log import MissReason
    from periodise.views.calendar_ledger import Told

CalendarPaths = tuple[Path, Path]
"""Of the calendar and of its update."""


class Missed(NamedTuple):
    """Days to record as missed before planning on."""

    first: date
    last: date
    reason: "MissReason"


class ReplanRequest(NamedTuple):
    """What `replan` is asked for."""

    handle: PlanHandle
    calendar_path: Path
    update_path: Path
    missed: Missed | None = None
    race_date: date | None = None
    athlete_path: Path | None = None
    accepted: tuple[str, ...] = ()
    released: tuple[date, ...] = ()
    """Days that are locked no more."""
    search: bool = True
    """Whether to look for the nearest safe goals when the goal is refused."""


class Proposal(NamedTuple):
    """What a plan would become, before anything is written."""

    old: "PlanRecord"
    new: "PlanRecord"
    """Its next revision; `old` itself when nothing changes."""
    regenerated: bool
    """Whether days to come were planned anew."""
    told: "Told | None" = None
    """What calendars are told of it; none when nothing changes."""

    @property
    def changes_nothing(self) -> bool:
        return self.new is self.old


class Asks(NamedTuple):
    """What is asked of the person on the way."""

    unrecorded: Callable[[Sequence[tuple[date, int]]], bool]
    """Whether these sessions, of which nothing is recorded, were missed."""
    agree: Callable[[Proposal], bool]
    """Whether to write it."""


def replan_file(request: ReplanRequest, *, asks: Asks, warn: Warn) -> Proposal:
    """Plan on from today and save, if the person agrees. Nothing is written when nothing changes."""
    from periodise.store.rulebook_file import load_rulebook

    paths = (request.calendar_path, request.update_path)
    _refuse_taken_outputs(request.handle.plan_path, paths)
    with held_plan(request.handle, warn=warn) as record:
        rulebook = load_rulebook()
        proposal = proposed(record, request, asks, rulebook=rulebook)
        if proposal.told is not None and asks.agree(proposal):
            _save(request.handle.plan_path, paths, proposal.new, proposal.told)
        return proposal


def proposed(record: "PlanRecord", request: ReplanRequest, asks: Asks, *, rulebook: "Rulebook") -> Proposal:
    """The next revision: what is recorded now, what is asked for, and the days to come anew."""
    return proposed_for(_inputs(record, request), record, request, asks, rulebook=rulebook)


def proposed_for(
    asked: tuple["Inputs", str],
    record: "PlanRecord",
    request: ReplanRequest,
    asks: Asks,
    *,
    rulebook: "Rulebook",
) -> Proposal:
    """The same for an athlete file that was read, with its SHA-256."""
    from periodise.domain.history import changed
    from periodise.planning_on import planned_on
    from periodise.views.calendar_ledger import calendar_told, with_ledger

    inputs, inputs_sha256 = asked
    today = request.handle.today
    noted = _released(_with_missed(record, request, asks, rulebook=rulebook), request)
    if today > record.inputs.race.date or _is_of_today(noted, record, inputs, request):
        plan, regenerated = noted.plan, False
    else:
        plan, regenerated = planned_on(noted, inputs, request, rulebook=rulebook)
    read_before = (inputs, inputs_sha256) == (record.inputs, record.inputs_sha256)
    if noted is record and not regenerated and read_before:
        return Proposal(record, record, regenerated=False)
    new = noted.model_copy(
        update={
            "as_of": today,
            "inputs": inputs,
            "inputs_sha256": inputs_sha256,
            "accepted": tuple(sorted({*record.accepted, *request.accepted}))
            if regenerated
            else record.accepted,
            "rulebook_version": rulebook.version if regenerated else record.rulebook_version,
            "plan": plan,
        }
    )
    new = changed(record, new, command="replan")
    told = calendar_told(new, rulebook=rulebook)
    return Proposal(record, with_ledger(new, told.ledger), regenerated, told)


def _is_of_today(noted: "PlanRecord", record: "PlanRecord", inputs: "Inputs", request: ReplanRequest) -> bool:
    """Whether this very plan was made today from the same facts: then there is nothing to do twice."""
    made_today = record.as_of == request.handle.today and bool(record.history)
    same = noted is record and inputs == record.inputs and set(request.accepted) <= set(record.accepted)
    return made_today and same and record.history[-1].command == "replan"


def _inputs(record: "PlanRecord", request: ReplanRequest) -> tuple["Inputs", str]:
    """The athlete file and race day to plan on with; InputRefused for what does not fit the plan."""
    from periodise.domain.agreement import problems_of_today

    inputs, inputs_sha256 = record.inputs, record.inputs_sha256
    if request.athlete_path is not None:
        inputs, inputs_sha256 = _athlete_file(record, request.athlete_path)
    if request.race_date is not None:
        inputs = _with_race_date(inputs, request.race_date)
    moved = inputs.race.date != record.inputs.race.date
    today = request.handle.today
    if moved and today > record.inputs.race.date:
        found = f"the race of {record.inputs.race.date} is past"
        raise InputRefused([f"race.date: {found}; begin a new plan with `periodise plan`"])
    problems = [f"{path}: {found}" for path, found in problems_of_today(inputs, today) if path == "race.date"]
    if moved and problems:
        raise InputRefused(problems)
    return inputs, inputs_sha256


def _athlete_file(record: "PlanRecord", path: Path) -> tuple["Inputs", str]:
    """A changed athlete file, of the same plan and the same beginning."""
    from periodise.domain.replace import replace
    from periodise.store.athlete_file import placed_problems, read_athlete_file

    inputs, inputs_sha256 = read_athlete_file(path)
    start, plan_id = record.plan.start, inputs.plan.id
    problems = []
    if plan_id not in (None, record.plan_id):
        problems.append(
            ("plan.id", f"{plan_id} is another plan; {record.plan_id}; replan that one's own file")
        )
    if inputs.plan.start not in (None, record.inputs.plan.start, start):
        found = f"{inputs.plan.start} is another start; {start}, the day this plan began"
        problems.append(
            ("plan.start", f"{found}; delete the line, or begin a new plan with `periodise plan`")
        )
    if problems:
        raise InputRefused(placed_problems(path, problems))
    kept = replace(inputs.plan, id=record.inputs.plan.id, start=record.inputs.plan.start)
    return replace(inputs, plan=kept), inputs_sha256


def _with_race_date(inputs: "Inputs", race_date: date) -> "Inputs":
    """`inputs` with the race on another day; InputRefused for one that the rest does not fit."""
    from pydantic import ValidationError

    from periodise.domain.replace import replace

    try:
        return replace(inputs, race=replace(inputs.race, date=race_date))
    except ValidationError as error:
        reasons = [one["msg"] for one in error.errors(include_url=False)]
        raise InputRefused([f"--race-date {race_date}: {reason}" for reason in reasons]) from error


def _with_missed(
    record: "PlanRecord", request: ReplanRequest, asks: Asks, *, rulebook: "Rulebook"
) -> "PlanRecord":
    """`record` with the days that are told to be missed; the very same one without any."""
    from periodise.domain.logbook import missed_entries, unrecorded
    from periodise.domain.training_log import LogEntry, LogKind, MissReason
    from periodise.metrics.logged_plan import with_log

    today, missed = request.handle.today, request.missed
    noted = record
    if missed is not None:
        refuse_days_outside(record, today, first=missed.first, last=missed.last)
        entries = missed_entries(record.plan, first=missed.first, last=missed.last, reason=missed.reason)
        noted = with_log(record, entries, rulebook=rulebook)
    open_sessions = unrecorded(noted.plan, first=record.as_of, before=today)
    if open_sessions and asks.unrecorded(open_sessions):
        lost = tuple(
            LogEntry(date=day, slot=slot, kind=LogKind.MISSED, reason=MissReason.LIFE)
            for day, slot in open_sessions
        )
        noted = with_log(noted, lost, rulebook=rulebook)
    return noted


def _released(record: "PlanRecord", request: ReplanRequest) -> "PlanRecord":
    """`record` with the days let go that the runner wants back from his coach; InputRefused for others."""
    from periodise.domain.locks import locked_dates, released

    if not request.released:
        return record
    locked = locked_dates(record.plan, since=request.handle.today)
    known = ", ".join(map(str, locked)) or "none are"
    wrong = [day for day in request.released if day not in locked]
    if wrong:
        raise InputRefused([f"--release: {day} is not a locked day to come; {known}" for day in wrong])
    return record.model_copy(update={"plan": released(record.plan, request.released)})


def _refuse_taken_outputs(plan_path: Path, paths: CalendarPaths) -> None:
    from periodise.store.outputs import MARKS, Output, refuse_taken

    outputs = [Output(path, "another with --ics", MARKS["ics"]) for path in paths]
    refuse_taken(outputs, read_from=plan_path)


def _save(plan_path: Path, paths: CalendarPaths, record: "PlanRecord", told: "Told") -> None:
    """Write both calendars and the plan, the plan last."""
    from periodise.render.ics import render_calendar
    from periodise.store.atomic import NewFile, write_files
    from periodise.store.plan_file import new_plan_file
    from periodise.views.calendar_entries import view_of

    views = (view_of(told, record, update=update) for update in (False, True))
    files = [NewFile(path, render_calendar(view)) for path, view in zip(paths, views, strict=True)]
    write_files([*files, new_plan_file(plan_path, record)])


def undo_file(
    plan_path: Path,
    paths: CalendarPaths,
    *,
    today: date | None = None,
    locked: bool = True,
    warn: Warn,
) -> tuple["PlanRecord", "PlanRecord"]:
    """Take the last change of the plan back; the record before and after that. The ledger only goes on.

    Calendars hear of it as of `today`, or of the day of the change itself.
    """
    from periodise.domain.history import taken_back
    from periodise.store.plan_file import read_plan_file
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.calendar_ledger import calendar_told, with_ledger

    _refuse_taken_outputs(plan_path, paths)
    with plan_held(plan_path, locked=locked, warn=warn):
        record = read_plan_file(plan_path)
        if not record.history:
            raise InputRefused([f"{plan_path}: is as it was first made; there is no change to take back"])
        if today is not None:
            refuse_impossible_day(record, today)
        restored = taken_back(record)
        told_on = restored.model_copy(update={"as_of": today or record.as_of})
        told = calendar_told(told_on, rulebook=load_rulebook())
        restored = with_ledger(restored, told.ledger)
        _save(plan_path, paths, restored, told)
        return record, restored
