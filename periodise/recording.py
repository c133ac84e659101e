"""The named steps of noting down what was done and what was missed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from periodise.errors import InputRefused

if TYPE_CHECKING:
    from periodise.domain.record import PlanRecord
    from periodise.domain.training_log import LogEntry, MissReason

Warn = Callable[[str], None]


class PlanHandle(NamedTuple):
    """Which plan, which day it is, and whether the disk knows locks."""

    plan_path: Path
    today: date
    locked: bool = True


@contextmanager
def held_plan(handle: PlanHandle, *, warn: Warn) -> Iterator["PlanRecord"]:
    """The plan of record, read and kept for this run; InputRefused for a clock that cannot be right."""
    from periodise.store.plan_file import read_plan_file

    with plan_held(handle.plan_path, locked=handle.locked, warn=warn):
        record = read_plan_file(handle.plan_path)
        refuse_impossible_day(record, handle.today)
        yield record


def plan_held(plan_path: Path, *, locked: bool, warn: Warn) -> AbstractContextManager[None]:
    """The plan's lock, unless the person sees to it that only one runs. PlanFileRefused where no plan is."""
    from periodise.store.lock import plan_lock
    from periodise.store.plan_file import read_plan_file

    if not plan_path.is_file():
        read_plan_file(plan_path)  # refuses, and leaves no lock beside a name that was misspelled
    return plan_lock(plan_path, on_wait=warn) if locked else nullcontext()


def refuse_impossible_day(record: "PlanRecord", today: date) -> None:
    """InputRefused for a clock before the plan's last change, or far beyond its race (F-126, F-127)."""
    if today < record.as_of:
        done = "replanned" if any(one.command == "replan" for one in record.history) else "made"
        found = f"{today} is before {record.as_of}, the day this plan was last {done} for"
        allowed = "that day or a later one, since an earlier one would rewrite the past"
        raise InputRefused([f"--today: {found}; {allowed}; set the clock, or give --today"])
    if (today - record.inputs.race.date).days > MOST_DAYS_AFTER_RACE:
        found = f"{today} is more than a year after the race of {record.inputs.race.date}"
        do = "set the clock, or begin a new plan with `periodise plan`"
        raise InputRefused([f"--today: {found}; a day within a year of it; {do}"])


MOST_DAYS_AFTER_RACE = 366


def record_missed(
    handle: PlanHandle, *, first: date, last: date, reason: "MissReason", warn: Warn
) -> "PlanRecord":
    """Note the days from `first` to `last` as missed; the record as it is saved."""
    from periodise.domain.logbook import missed_entries

    with held_plan(handle, warn=warn) as record:
        refuse_days_outside(record, handle.today, first=first, last=last)
        entries = missed_entries(record.plan, first=first, last=last, reason=reason)
        return _recorded(handle, record, entries, command="missed")


def record_done(handle: PlanHandle, entry: "LogEntry", *, warn: Warn) -> "PlanRecord":
    """Note what was done on one day; the record as it is saved."""
    with held_plan(handle, warn=warn) as record:
        refuse_days_outside(record, handle.today, first=entry.date, last=entry.date)
        _refuse_unknown_slot(record, entry)
        _refuse_endless(record, entry)
        return _recorded(handle, record, (entry,), command="done")


def refuse_days_outside(record: "PlanRecord", today: date, *, first: date, last: date) -> None:
    """InputRefused for days that the plan does not hold, or that are still to come."""
    start, end = record.plan.days[0].date, record.plan.days[-1].date
    if last < first:
        raise InputRefused([f"TO: {last} is before FROM, {first}; a day on or after it; swap the two"])
    if first < start or last > end:
        outside = first if first < start else last
        raise InputRefused([f"{outside} is not in this plan; a day from {start} to {end}"])
    if last > today:
        do = "for days that you know you will miss, add an [[away]] to the athlete file and use --athlete"
        raise InputRefused([f"{last} is still to come; a day up to today, {today}; {do} of `replan`"])


def _refuse_unknown_slot(record: "PlanRecord", entry: "LogEntry") -> None:
    """InputRefused for a slot that the day has no session for and that no figure describes."""
    from periodise.domain.session import SessionKind

    days = (*record.as_planned, *record.plan.days)
    sessions = next(day.sessions for day in days if day.date == entry.date)
    trained = [one.slot for one in sessions if one.kind is not SessionKind.REST]
    if entry.slot in trained:
        return
    free = len(trained) + 1
    told = entry.distance_km is not None or entry.duration_min is not None
    if entry.slot != free:
        slots = " or ".join(map(str, [*trained, free]))
        raise InputRefused([f"--slot: {entry.slot} is no session of {entry.date}; {slots}"])
    if not told:
        do = 'say how far or how long it was, with --distance "8 km" or --duration "50 min"'
        raise InputRefused([f"{entry.date}: nothing was planned there; {do}"])


def _refuse_endless(record: "PlanRecord", entry: "LogEntry") -> None:
    """InputRefused for a session that is longer than its day: seconds for minutes (F-108). Races may be."""
    if (entry.duration_min or 0) > MOST_MINUTES and entry.date != record.inputs.race.date:
        found = f"{entry.duration_min:.0f} min is longer than a day"
        raise InputRefused([f"--duration: {found}; at most {MOST_MINUTES} min; give minutes, as 50 min"])


MOST_MINUTES = 24 * 60


def _recorded(
    handle: PlanHandle, record: "PlanRecord", entries: Sequence["LogEntry"], *, command: str
) -> "PlanRecord":
    """`record` with the entries, saved; the very same record when they say nothing new."""
    from periodise.domain.history import changed
    from periodise.metrics.logged_plan import with_log
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.calendar_ledger import with_calendar

    rulebook = load_rulebook()
    noted = with_log(record, entries, rulebook=rulebook)
    if noted is record:
        return record
    saved = with_calendar(changed(record, noted, command=command), rulebook=rulebook)
    _write(handle.plan_path, saved)
    return saved


def _write(plan_path: Path, record: "PlanRecord") -> None:
    from periodise.store.plan_file import write_plan_file

    write_plan_file(plan_path, record)
