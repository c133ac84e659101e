"""What is not as it was in the revision before, in the words of `diff`, for whoever reads the plan again."""

from periodise.domain.changes import SessionChange
from periodise.domain.coach_edit import CoachEdit, EditKind
from periodise.domain.record import PlanRecord
from periodise.views.change_list import ChangeList, change_list, change_words, session_row
from periodise.views.page import Change
from periodise.views.plain_text import cleaned_line
from periodise.views.wording import day_text


def changes_since(before: PlanRecord | None, record: PlanRecord) -> tuple[Change, ...]:
    """Sessions that are not as in `before`; without it, what a coach changed in this revision."""
    edits = [edit for edit in record.edits if edit.revision == record.revision]
    if before is None:
        return tuple(Change(day_text(edit.day), edit_text(edit)) for edit in edits)
    changes = change_list(before, record)
    return tuple(_change(one, changes) for one in changes.changes)


def changes_told(before: PlanRecord | None, record: PlanRecord) -> str:
    """All of them in a sentence or two, as `diff` begins; empty where nothing is known of before."""
    return " ".join(change_words(change_list(before, record)).split()) if before is not None else ""


def edit_text(edit: CoachEdit) -> str:
    """An edit in a sentence's worth of words: `Easy run 8 km: minutes 50 → 60`."""
    if edit.kind is EditKind.MOVED:
        return f"{edit.session}: moved from {edit.was}"
    if edit.kind is EditKind.CHANGED:
        return f"{edit.session}: {edit.field} {edit.was or 'none'} → {edit.now or 'none'}"
    if edit.kind is EditKind.NOTED:
        return f'{edit.session}: note "{edit.now}"' if edit.now else f"{edit.session}: note taken away"
    return f"{edit.session}: {edit.kind.value}"


def _change(change: SessionChange, changes: ChangeList) -> Change:
    """A line of `diff`: what was, what is, what happened, and why."""
    _, was, now, what, rules = session_row(change, changes)
    rules = rules.replace(" ", ", ")
    both = f"{was} → {now}" if was and now and was != now else now or was
    return Change(day_text(change.day), f"{both}: {what}{_noted(change)} ({rules})")


def _noted(change: SessionChange) -> str:
    """A note that was not there before; diff tells the figures alone."""
    before, after = change.before, change.after
    note = after.session.note if after else ""
    is_new = bool(note) and (before is None or before.session.note != note)
    return f' "{cleaned_line(note)}"' if is_new else ""
