"""What is not as it was in the revision before, day by day, for whoever reads the plan again."""

from collections.abc import Mapping
from datetime import date

from periodise.domain.coach_edit import CoachEdit, EditKind
from periodise.domain.inputs import Inputs
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day
from periodise.views.page import Change
from periodise.views.plain_text import cleaned_line
from periodise.views.privacy import is_private
from periodise.views.session_text import short_title
from periodise.views.week_pages import figures
from periodise.views.wording import day_text

BY_COACH = " (coach)"


def changes_since(before: PlanRecord | None, record: PlanRecord) -> tuple[Change, ...]:
    """Days that changed since `before`; without it, what a coach changed in this revision."""
    edits = [edit for edit in record.edits if edit.revision == record.revision]
    if before is None:
        return tuple(Change(day_text(edit.day), edit_text(edit)) for edit in edits)
    was = {day.date: day for day in before.plan.days}
    by_coach = frozenset(edit.day for edit in edits)
    days = [day for day in record.plan.days if _differs(was.get(day.date), day)]
    return tuple(_change(day, was, record=record, by_coach=by_coach) for day in days)


def edit_text(edit: CoachEdit) -> str:
    """An edit in a sentence's worth of words: `Easy run 8 km: minutes 50 → 60`."""
    if edit.kind is EditKind.MOVED:
        return f"{edit.session}: moved from {edit.was}"
    if edit.kind is EditKind.CHANGED:
        return f"{edit.session}: {edit.field} {edit.was or 'none'} → {edit.now or 'none'}"
    if edit.kind is EditKind.NOTED:
        return f'{edit.session}: note "{edit.now}"' if edit.now else f"{edit.session}: note taken away"
    return f"{edit.session}: {edit.kind.value}"


def _differs(was: Day | None, now: Day) -> bool:
    return was is None or (was.sessions, was.locked) != (now.sessions, now.locked)


def _change(day: Day, was: Mapping[date, Day], *, record: PlanRecord, by_coach: frozenset[date]) -> Change:
    old, inputs = was.get(day.date), record.inputs
    before = _told(old, inputs) if old else "nothing"
    after = _told(day, inputs)
    lock = " (locked)" if day.locked and not (old and old.locked) else ""
    whose = BY_COACH if day.date in by_coach and not is_private(record) else ""
    text = f"{before} → {after}" if before != after else after
    return Change(day_text(day.date), f"{text}{lock}{whose}")


def _told(day: Day, inputs: Inputs) -> str:
    """A day's sessions with their figures, on a line."""
    parts = []
    for session in day.sessions:
        sizes = ", ".join(figures(session, inputs))
        named = short_title(session, inputs=inputs, day=day.date)
        note = f' "{cleaned_line(session.note)}"' if session.note else ""
        parts.append(f"{named} ({sizes}){note}" if sizes else f"{named}{note}")
    return " + ".join(parts) or "nothing"
