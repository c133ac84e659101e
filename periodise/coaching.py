"""What comes back from a coach: his changes to our plan, and a plan of his own to be judged."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from periodise.errors import InputRefused, PlanHeld

if TYPE_CHECKING:
    from periodise.coach.proposal import Proposal
    from periodise.coach.said import Reading
    from periodise.coach.verdicts import Judged
    from periodise.domain.coach_file import CoachFile
    from periodise.domain.finding import Finding
    from periodise.domain.inputs import Inputs
    from periodise.domain.plan import Plan
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook

MOST_REMOVED_SHARE = 0.5
"""A file that leaves out more than this of its sessions was perhaps cut short on its way."""


class MergeRequest(NamedTuple):
    """What `merge` is asked for."""

    plan_path: Path
    coach_path: Path
    today: date
    accept_empty: bool = False
    """Take it as meant that most sessions are gone."""


class Merge(NamedTuple):
    """A coach's changes as a proposal."""

    before: "PlanRecord"
    after: "PlanRecord"
    """The record to be saved when the answer is yes."""
    judged: "Judged"
    remarks: tuple[str, ...]
    foreign: int
    """Events that are none of the plan's, left alone."""
    findings: tuple["Finding", ...]
    """What the judge says of the plan with all changes."""

    @property
    def newly_locked(self) -> int:
        """How many days would be pinned that are not."""
        return len(self.after.plan.pinned_days) - len(self.before.plan.pinned_days)

    @property
    def changes_nothing(self) -> bool:
        return not self.judged.edits


def propose_merge(request: MergeRequest) -> Merge:
    """What the coach's file changes, each change judged. Nothing is written."""
    from periodise.coach.proposal import proposed
    from periodise.store.coach_file import read_coach_file
    from periodise.store.plan_file import read_plan_file
    from periodise.store.rulebook_file import load_rulebook

    record, rulebook = read_plan_file(request.plan_path), load_rulebook()
    reading = _reading(read_coach_file(request.coach_path), record, rulebook)
    proposal = proposed(reading, record, rulebook=rulebook, today=request.today)
    _refuse_loss(request, proposal)
    return merge_of(record, proposal, reading, today=request.today, rulebook=rulebook)


def _reading(file: "CoachFile", record: "PlanRecord", rulebook: "Rulebook") -> "Reading":
    from periodise.coach.event_reading import read_calendar
    from periodise.coach.table_reading import read_table
    from periodise.domain.coach_file import CoachTable

    if isinstance(file, CoachTable):
        return read_table(file, record)
    return read_calendar(file, record, rulebook=rulebook)


def _refuse_loss(request: MergeRequest, proposal: "Proposal") -> None:
    """A file that drops most of the plan says so twice, or nothing happens."""
    most = proposal.covered * MOST_REMOVED_SHARE
    if proposal.removed > most and not request.accept_empty:
        found = f"would drop {proposal.removed} of {proposal.covered} sessions between its first and last day"
        remedy = "export it again, or add --accept-empty if that is meant"
        raise InputRefused([f"{request.coach_path}: {found}; at most half; {remedy}"])


def merge_of(
    record: "PlanRecord",
    proposal: "Proposal",
    reading: "Reading",
    *,
    today: date,
    rulebook: "Rulebook",
    command: str = "merge",
) -> Merge:
    """A proposal with the judge's word on each change, and the record that a yes would save.

    `command` is what the history says made the change.
    """
    from periodise.checker.check import check_plan
    from periodise.coach.verdicts import judged
    from periodise.domain.history import changed
    from periodise.views.calendar_ledger import with_calendar

    was, now = (
        check_plan(
            plan,
            record.inputs,
            rulebook=rulebook,
            accepted=record.accepted,
            log=record.log,
            as_of=max(record.as_of, today),
        )
        for plan in (record.plan, proposal.plan)
    )
    after = _revised(record, proposal, findings=now, today=today)
    after = with_calendar(changed(record, after, command=command), rulebook=rulebook)
    return Merge(
        before=record,
        after=after,
        judged=judged(proposal.edits, proposal.plan, before=was, after=now),
        remarks=proposal.remarks,
        foreign=reading.foreign,
        findings=now,
    )


def _revised(
    record: "PlanRecord", proposal: "Proposal", *, findings: tuple["Finding", ...], today: date
) -> "PlanRecord":
    """`record` with the proposal in it and its changes remembered."""
    revision = record.revision + 1
    edits = tuple(edit.model_copy(update={"revision": revision}) for edit in proposal.edits)
    return record.model_copy(
        update={
            "as_of": max(record.as_of, today),
            "plan": proposal.plan.model_copy(update={"findings": findings}),
            "edits": (*record.edits, *edits),
        }
    )


def take_over(
    merge: Merge, plan_path: Path, *, locked: bool = True, warn: Callable[[str], None] | None = None
) -> None:
    """Save a proposal. PlanHeld if the plan is no longer the one that it was made for."""
    from contextlib import nullcontext

    from periodise.store.atomic import write_files
    from periodise.store.lock import plan_lock
    from periodise.store.plan_file import new_plan_file, read_plan_file

    with plan_lock(plan_path, on_wait=warn) if locked else nullcontext():
        if read_plan_file(plan_path) != merge.before:
            raise PlanHeld(f"{plan_path}: was changed in the meantime, and nothing was saved; merge again")
        write_files([new_plan_file(plan_path, merge.after)])


def check_own_plan(coach_path: Path, athlete_path: Path) -> tuple["PlanRecord", tuple["Finding", ...]]:
    """A coach's own plan as a table, and what the judge finds in it."""
    from periodise.checker.check import check_plan
    from periodise.coach.own_plan import own_plan
    from periodise.store.athlete_file import read_athlete_file
    from periodise.store.coach_file import read_coach_table
    from periodise.store.rulebook_file import load_rulebook

    rulebook, (inputs, inputs_sha256) = load_rulebook(), read_athlete_file(athlete_path)
    plan = own_plan(read_coach_table(coach_path), inputs, rulebook=rulebook)
    record = _record_of(plan, inputs, inputs_sha256, rulebook=rulebook)
    return record, check_plan(plan, inputs, rulebook=rulebook)


def _record_of(plan: "Plan", inputs: "Inputs", inputs_sha256: str, *, rulebook: "Rulebook") -> "PlanRecord":
    """A plan of record around a plan that nobody saved, for whoever shows it."""
    from uuid import UUID

    from periodise.domain.record import PlanRecord

    return PlanRecord(
        plan_id=inputs.plan.id or UUID(int=0),
        as_of=plan.start,
        rulebook_version=rulebook.version,
        inputs=inputs,
        inputs_sha256=inputs_sha256,
        plan=plan,
    )
