"""The named steps of each job, in order. What takes part in a step is loaded when the step is reached."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from periodise.errors import InputRefused, PeriodiseError

if TYPE_CHECKING:
    from periodise.domain.finding import Finding
    from periodise.domain.inputs import Inputs
    from periodise.domain.plan import Plan
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rulebook
    from periodise.views.calendar_ledger import Told

PLAN_SUFFIX = ".plan.json"
MOST_CALENDAR_BYTES = 16 * 2**20


def write_athlete_file(path: Path, text: str) -> None:
    """Save a new athlete file; InputRefused if anything is there already."""
    from periodise.store.atomic import NewFile, write_files
    from periodise.store.outputs import refuse_existing

    refuse_existing(path)
    write_files([NewFile(path, text.encode(), private=True)])


class PlanRequest(NamedTuple):
    """What `plan` is asked for."""

    athlete_path: Path
    plan_path: Path
    calendar_path: Path
    today: date
    accepted: tuple[str, ...] = ()
    """Gates of R-85 that the athlete takes upon themself."""
    begin_anew: bool = False
    """Replace a plan that stands there already."""
    locked: bool = True


def make_plan(request: PlanRequest, *, warn: Callable[[str], None]) -> "PlanRecord":
    """Read, plan, judge and save; returns what was saved. Nothing is written if any step refuses.

    `warn` is told of figures in the athlete file that were perhaps meant in another unit, and of waiting.
    """
    from periodise.domain.hints import athlete_file_warnings, start_warnings
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.skipped_times import skipped_times

    _refuse_taken_outputs(request)
    inputs, inputs_sha256 = _usable_inputs(request)
    for hint in (*athlete_file_warnings(inputs), *start_warnings(inputs, request.today)):
        warn(hint)
    rulebook = load_rulebook()
    plan = judged_plan(inputs, as_of=request.today, accepted=request.accepted, rulebook=rulebook)
    record, told = _first_record(plan, inputs, inputs_sha256, request=request, rulebook=rulebook)
    for hint in skipped_times(record):
        warn(hint)
    _save(record, told, request, warn=warn)
    return record


def _refuse_taken_outputs(request: PlanRequest) -> None:
    from periodise.store.outputs import MARKS, Output, refuse_standing_plan, refuse_taken

    outputs = [
        Output(request.plan_path, "another with -o", MARKS["plan"]),
        Output(request.calendar_path, "another with --ics", MARKS["ics"]),
    ]
    refuse_standing_plan(request.plan_path, force=request.begin_anew)
    refuse_taken(outputs, read_from=request.athlete_path, force=request.begin_anew)


def _usable_inputs(request: PlanRequest) -> tuple["Inputs", str]:
    """The athlete file and its hash; InputRefused for what cannot be planned as of today."""
    from periodise.domain.agreement import problems_of_today
    from periodise.store.athlete_file import placed_problems, read_athlete_file

    inputs, inputs_sha256 = read_athlete_file(request.athlete_path)
    if problems := problems_of_today(inputs, request.today):
        raise InputRefused(placed_problems(request.athlete_path, problems))
    return inputs, inputs_sha256


def judged_plan(
    inputs: "Inputs", *, as_of: date, accepted: tuple[str, ...], rulebook: "Rulebook", search: bool = True
) -> "Plan":
    """A first plan with what the judge found in it. A hard rule broken by our own plan is our bug.

    `search` is whether to look for the nearest safe goals when the goal is refused.
    """
    from periodise.checker.check import check_plan
    from periodise.domain.replace import replace
    from periodise.planner.build import build_plan

    plan = build_plan(inputs, as_of=as_of, rulebook=rulebook, accepted=accepted, search=search)
    findings = check_plan(plan, inputs, rulebook=rulebook, accepted=accepted)
    if broken := hard_findings(findings):
        raise PeriodiseError(own_breach(broken))
    return replace(plan, findings=findings)


def hard_findings(findings: Sequence["Finding"]) -> list["Finding"]:
    """Those that say a hard rule is broken and that nobody has waived."""
    return [finding for finding in findings if finding.severity == "hard" and finding.waived is None]


def own_breach(broken: Sequence["Finding"]) -> str:
    """What to say of a plan of ours that breaks rules it must keep."""
    rules = "\n".join(f"  {finding.rule} {finding.where}: {finding.message}" for finding in broken)
    return (
        "periodise: this is a bug of ours: the plan it made breaks rules that it must keep, so nothing was "
        f"saved. Please report it with your athlete file.\n{rules}"
    )


def _first_record(
    plan: "Plan", inputs: "Inputs", inputs_sha256: str, *, request: PlanRequest, rulebook: "Rulebook"
) -> tuple["PlanRecord", "Told"]:
    """The plan of record at revision 0, and the calendar events it will be exported as."""
    from periodise.domain.record import PlanRecord
    from periodise.views.calendar_ledger import calendar_told, with_ledger

    record = PlanRecord(
        plan_id=inputs.plan.id or uuid4(),
        as_of=request.today,
        rulebook_version=rulebook.version,
        inputs=inputs,
        inputs_sha256=inputs_sha256,
        accepted=request.accepted,
        plan=plan,
    )
    told = calendar_told(record, rulebook=rulebook)
    return with_ledger(record, told.ledger), told


def _save(record: "PlanRecord", told: "Told", request: PlanRequest, *, warn: Callable[[str], None]) -> None:
    """Write the calendar and the plan. The plan last: a run killed in between does not stand in the way."""
    from contextlib import nullcontext

    from periodise.render.ics import render_calendar
    from periodise.store.atomic import NewFile, write_files
    from periodise.store.lock import plan_lock
    from periodise.store.outputs import refuse_standing_plan
    from periodise.store.plan_file import new_plan_file
    from periodise.views.calendar_entries import view_of

    calendar = NewFile(request.calendar_path, render_calendar(view_of(told, record)))
    with plan_lock(request.plan_path, on_wait=warn) if request.locked else nullcontext():
        refuse_standing_plan(request.plan_path, force=request.begin_anew)
        write_files([calendar, new_plan_file(request.plan_path, record)])


def inputs_with_kit(athlete_path: Path) -> "Inputs":
    """The athlete file at `athlete_path`, if it has a kit list to weigh or a race that needs none."""
    from periodise.store.athlete_file import placed_problems, read_athlete_file

    inputs, _ = read_athlete_file(athlete_path)
    if not inputs.kit and inputs.race.pack_mass_kg:
        found = "there is no kit list; a [[kit]] for each thing that the race makes you carry"
        do = 'add name and mass of each, and race.pack_mass = "from kit" to train for what they weigh'
        raise InputRefused(placed_problems(athlete_path, [("kit", f"{found}; {do}")]))
    return inputs


class Judgement(NamedTuple):
    """What the judge says of a plan file."""

    record: "PlanRecord"
    findings: tuple["Finding", ...]
    """Hard ones first."""
    athlete_file_changed: bool
    """Whether the athlete file beside the plan is another than the plan was made from."""
    events_behind: int = 0
    """How many events the calendar file beside the plan lacks, or tells in another revision."""


def check_file(plan_path: Path) -> Judgement:
    """The separate judge's word on the plan at `plan_path`."""
    from periodise.checker.check import check_plan
    from periodise.store.plan_file import read_plan_file
    from periodise.store.rulebook_file import load_rulebook

    record = read_plan_file(plan_path)
    findings = check_plan(
        record.plan,
        record.inputs,
        rulebook=load_rulebook(),
        accepted=record.accepted,
        log=record.log,
        as_of=record.as_of,
    )
    athlete_path = athlete_path_of(plan_path)
    changed = _has_changed(athlete_path, record.inputs_sha256)
    return Judgement(record, findings, changed, _events_behind(athlete_path.with_suffix(".ics"), record))


def beside(athlete_path: Path, suffix: str) -> Path:
    """Where something made from an athlete file goes by itself: the same folder, the same stem."""
    if not athlete_path.name:
        raise InputRefused([f"{athlete_path}: is not a file; give the athlete file"])
    return athlete_path.with_name(athlete_path.stem + suffix)


def calendar_paths(plan_path: Path, calendar_path: Path | None = None) -> tuple[Path, Path]:
    """Where the calendar of a plan goes, and its update: beside the plan, or as the person says."""
    stem = plan_path.name.removesuffix(PLAN_SUFFIX).removesuffix(".json")
    calendar = calendar_path or plan_path.with_name(f"{stem}.ics")
    return calendar, calendar.with_name(f"{calendar.stem}.update.ics")


def athlete_path_of(plan_path: Path) -> Path:
    """The athlete file that a plan of this name is made from by default."""
    return plan_path.with_name(plan_path.name.removesuffix(PLAN_SUFFIX) + ".toml")


def _has_changed(path: Path, known_sha256: str) -> bool:
    """Whether the file is there and is not the one that was read."""
    from hashlib import sha256

    from periodise.domain.limits import ATHLETE_FILE_BYTES
    from periodise.store.plain_file import NotReadable, read_plain_file

    try:
        return sha256(read_plain_file(path, most_bytes=ATHLETE_FILE_BYTES)).hexdigest() != known_sha256
    except NotReadable:
        return False


def _events_behind(path: Path, record: "PlanRecord") -> int:
    """How far the calendar file is behind the plan; 0 if there is none."""
    from periodise.store.plain_file import NotReadable, read_plain_file
    from periodise.views.calendar_told import events_behind

    try:
        return events_behind(read_plain_file(path, most_bytes=MOST_CALENDAR_BYTES), record)
    except NotReadable:
        return 0


class PutBack(NamedTuple):
    """What `repair` did."""

    record: "PlanRecord"
    """The plan that stands there now."""
    aside: Path | None
    """Where the refused file is kept; none: there was none."""


def edits_by_hand(plan_path: Path) -> tuple[str, ...]:
    """What somebody changed in a plan file whose seal does not fit; nothing if it cannot be understood."""
    from periodise.store.plan_repair import as_changed_by_hand
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.hand_edits import hand_edits

    record = as_changed_by_hand(plan_path)
    return hand_edits(record, rulebook=load_rulebook()) if record else ()


def repair_plan(plan_path: Path, *, locked: bool = True, warn: Callable[[str], None]) -> PutBack:
    """Put the revision before a refused plan back; PlanFileRefused where there is none."""
    from contextlib import nullcontext

    from periodise.errors import PlanFileRefused
    from periodise.store.lock import plan_lock
    from periodise.store.plan_repair import diagnosed, put_back

    with plan_lock(plan_path, on_wait=warn) if locked else nullcontext():
        found = diagnosed(plan_path)  # once more, under the lock: somebody may have been quicker
        if found.previous is None:
            raise found.refused or PlanFileRefused(f"{plan_path}: is whole again; nothing was changed")
        return PutBack(found.previous.record, put_back(plan_path, found.previous))
