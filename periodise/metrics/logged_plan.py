"""A plan of record with its log: past days say what was done, weeks count it."""

from collections.abc import Sequence

from periodise.domain.history import bare
from periodise.domain.logbook import entries_of, with_entries
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.training_log import LogEntry
from periodise.metrics.marks import marked
from periodise.metrics.occasions import unit_dates
from periodise.metrics.recorded import recorded_day
from periodise.metrics.week_sums import summed


def with_log(record: PlanRecord, entries: Sequence[LogEntry], *, rulebook: Rulebook) -> PlanRecord:
    """`record` with `entries` noted; the very same record when they say nothing new."""
    log = with_entries(record.log, entries)
    if log == record.log:
        return record
    touched = {entry.date for entry in entries}
    planned = {day.date: day for day in record.as_planned}
    standing = {day.date: planned.get(day.date, bare(day)) for day in record.plan.days if day.date in touched}
    days = tuple(
        recorded_day(standing[day.date], entries_of(log, day.date), inputs=record.inputs, rulebook=rulebook)
        if day.date in touched
        else day
        for day in record.plan.days
    )
    changed_weeks = [
        week for week in record.plan.weeks if any(week.start <= day < week.end for day in touched)
    ]
    for week in changed_weeks:
        days = marked(days, week, rulebook)
    units = unit_dates(record.inputs, start=record.plan.start, rulebook=rulebook)
    weeks = tuple(
        summed(week, days, unit_dates=units) if week in changed_weeks else week for week in record.plan.weeks
    )
    kept = planned | standing
    return record.model_copy(
        update={
            "log": log,
            "as_planned": tuple(kept[day] for day in sorted(kept)),
            "plan": record.plan.model_copy(update={"days": days, "weeks": weeks}),
        }
    )
