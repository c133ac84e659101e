"""What somebody changed in a plan file by hand, taken as a coach's changes.

The file holds the seal of the plan that was saved. A guess at that plan which has this very seal is no guess
any more: then every edit is known exactly, and nothing else can have slipped in.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from periodise.errors import OutOfRange, PeriodiseError, PlanFileRefused, PlanHeld

if TYPE_CHECKING:
    from periodise.coaching import Merge
    from periodise.domain.plan import Plan
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook
    from periodise.store.plan_repair import Unsealed


class Saved(NamedTuple):
    """The plan as it was before somebody edited its file."""

    record: "PlanRecord"
    unproved: str = ""
    """Why it is not known for certain; empty: its seal fits."""
    unclear: tuple[date, ...] = ()
    """Days that have changed without anybody being able to tell how."""


class Accepting(NamedTuple):
    """Edits by hand as a proposal."""

    unsealed: "Unsealed"
    saved: Saved
    merge: "Merge"

    @property
    def next_record(self) -> "PlanRecord":
        """What would be saved: the next revision, or the plan as it was if no session differs."""
        return self.merge.before if self.merge.changes_nothing else self.merge.after


def propose_edits(plan_path: Path, *, today: date) -> Accepting:
    """What the file's sessions say otherwise, each change judged; PlanFileRefused for anything else."""
    from periodise.coach.hand_reading import read_by_hand
    from periodise.coach.proposal import proposed
    from periodise.coaching import merge_of
    from periodise.store.plan_repair import read_unsealed
    from periodise.store.rulebook_file import load_rulebook

    unsealed, rulebook = read_unsealed(plan_path), load_rulebook()
    saved = _saved(plan_path, unsealed, rulebook)
    try:
        reading = read_by_hand(unsealed.record.plan, saved.record, unclear=saved.unclear, rulebook=rulebook)
    except OutOfRange as error:
        raise PlanFileRefused(f"{plan_path}: {error} Write another figure there") from error
    proposal = proposed(reading, saved.record, rulebook=rulebook, today=today)
    merge = merge_of(saved.record, proposal, reading, today=today, rulebook=rulebook, command="repair")
    if saved.unproved and merge.changes_nothing:
        raise PlanFileRefused(f"{plan_path}: {NOTHING_TO_TAKE}: {saved.unproved}")
    return Accepting(unsealed, saved, merge)


NOTHING_TO_TAKE = "no session differs from what calendars were told, and what does differ is not known"


def _refuse_others(plan_path: Path, others: Sequence[str]) -> None:
    """PlanFileRefused for what is no session: it has commands of its own."""
    if others:
        do = "mend that by hand; facts go into the athlete file and `replan`, what was done into `done`"
        raise PlanFileRefused(
            f"{plan_path}: not only sessions were changed by hand, but also {', '.join(others)}; "
            f"sessions alone are taken; {do}"
        )


def _saved(plan_path: Path, unsealed: "Unsealed", rulebook: "Rulebook") -> Saved:
    """The plan whose seal is in the file, or else what is known of it."""
    from periodise.domain.last_change import as_saved, other_changes, remembers_its_change
    from periodise.store.plan_file import seal_of
    from periodise.store.plan_repair import revision_before
    from periodise.views.calendar_ledger import with_ledger

    edited = unsealed.record
    previous = revision_before(plan_path, edited)
    if previous and not remembers_its_change(edited, previous):
        _refuse_others(plan_path, ["history"])
    vouched = as_saved(edited, previous) if previous else _with_facts(edited, plan_path)
    for plan in chain((edited.plan, vouched.plan), _planned_again(vouched, previous, rulebook)):
        record = with_ledger(vouched.model_copy(update={"plan": plan}), edited.calendar)
        if seal_of(record) == unsealed.sha256:
            _refuse_others(plan_path, other_changes(record, edited))
            return Saved(record)
    _refuse_others(plan_path, other_changes(vouched, edited))
    known = _untouched(previous, edited) if previous else frozenset()
    why = _why_unproved(plan_path, vouched, previous)
    return _told(plan_path, with_ledger(vouched, edited.calendar), known, why=why, rulebook=rulebook)


def _with_facts(record: "PlanRecord", plan_path: Path) -> "PlanRecord":
    """A first plan with the facts of the athlete file beside it, if that is the one it was made from."""
    from periodise.store.athlete_file import read_athlete_file
    from periodise.workflows import athlete_path_of

    if record.revision:
        return record
    with suppress(PeriodiseError):
        inputs, inputs_sha256 = read_athlete_file(athlete_path_of(plan_path))
        if inputs_sha256 == record.inputs_sha256:
            return record.model_copy(update={"inputs": inputs})
    return record


def _planned_again(
    record: "PlanRecord", previous: "PlanRecord | None", rulebook: "Rulebook"
) -> Iterator["Plan"]:
    """The plans that the last change may have made, if this program still makes them so."""
    from periodise.workflows import judged_plan

    if record.rulebook_version != rulebook.version:
        return
    with suppress(PeriodiseError):
        if record.revision == 0:
            facts, accepted = record.inputs, record.accepted
            yield judged_plan(facts, as_of=record.as_of, accepted=accepted, rulebook=rulebook, search=False)
        elif previous is not None and len(record.history) > len(previous.history):
            yield from _changed_again(record, previous, rulebook)


def _changed_again(record: "PlanRecord", previous: "PlanRecord", rulebook: "Rulebook") -> Iterator["Plan"]:
    """`previous` after what was recorded since, and after planning on from there."""
    from periodise.domain.locks import locked_dates, released
    from periodise.metrics.logged_plan import with_log
    from periodise.planning_on import planned_on
    from periodise.recording import PlanHandle
    from periodise.replanning import ReplanRequest

    known = set(previous.log)
    noted = with_log(previous, [entry for entry in record.log if entry not in known], rulebook=rulebook)
    yield noted.plan
    if record.history[-1].command == "replan":
        today = record.as_of
        let_go = {*locked_dates(previous.plan, since=today)} - {*locked_dates(record.plan, since=today)}
        free = noted.model_copy(update={"plan": released(noted.plan, let_go)})
        request = ReplanRequest(
            PlanHandle(Path(), today), Path(), Path(), released=tuple(let_go), search=False
        )
        yield planned_on(free, record.inputs, request, rulebook=rulebook)[0]


def _untouched(previous: "PlanRecord", edited: "PlanRecord") -> frozenset[date]:
    """Days that are known from the revision before, since the last change left them alone."""
    if len(edited.history) < len(previous.history):
        return frozenset(day.date for day in previous.plan.days)
    replaced = {day.date for day in edited.history[-1].days}
    return frozenset(day.date for day in previous.plan.days if day.date not in replaced)


def _why_unproved(plan_path: Path, record: "PlanRecord", previous: "PlanRecord | None") -> str:
    from periodise.store.atomic import previous_path

    if record.revision == 0:
        return "this periodise does not make the same plan again from the facts in it"
    if previous is None:
        return f"{previous_path(plan_path)} is not there, or is not the revision before it"
    return "what the last change made of the revision before cannot be told"


def _told(
    plan_path: Path,
    record: "PlanRecord",
    known: frozenset[date],
    *,
    why: str,
    rulebook: "Rulebook",
) -> Saved:
    """The plan as calendars were told it; PlanFileRefused where they were not told enough."""
    from periodise.coach.told_sessions import as_told
    from periodise.domain.last_change import flaw

    refused = flaw(record)
    if not record.calendar or record.inputs.calendar.private:
        refused = "calendars were told too little of it to see what was changed"
    if refused:
        raise PlanFileRefused(f"{plan_path}: {refused}, and {why}; its edits cannot be taken")
    told = as_told(record, known=known, rulebook=rulebook)
    if told.lost:
        raise PlanFileRefused("\n".join(f"{plan_path}: {line}, for {why}" for line in told.lost))
    return Saved(told.record, why, told.unclear)


def take_edits(
    accepting: Accepting, plan_path: Path, *, locked: bool = True, warn: Callable[[str], None] | None = None
) -> Path:
    """Save a proposal; where the edited file is kept. PlanHeld if it is no longer the one proposed for."""
    from periodise.store.lock import plan_lock
    from periodise.store.plain_file import NotReadable, read_plain_file
    from periodise.store.plan_file import MOST_BYTES
    from periodise.store.plan_repair import Taken, write_taken

    before = None if accepting.saved.unproved or accepting.merge.changes_nothing else accepting.merge.before
    with plan_lock(plan_path, on_wait=warn) if locked else nullcontext():
        with suppress(NotReadable):
            if read_plain_file(plan_path, most_bytes=MOST_BYTES) == accepting.unsealed.content:
                return write_taken(plan_path, Taken(accepting.next_record, before))
        raise PlanHeld(f"{plan_path}: was changed in the meantime, and nothing was saved; look again")
