"""A coach's proposal as it is put to the runner: each change, the rule that it breaks, what was not taken."""

from collections.abc import Sequence
from itertools import groupby

from periodise.coach.verdicts import Judged, JudgedEdit
from periodise.views.changes import edit_text
from periodise.views.lock_words import breach_line
from periodise.views.wording import counted, day_text, paragraph

NOTHING_CHANGED = "Nothing changed: the plan is as the file has it."


def proposal_text(
    judged: Judged,
    *,
    locked: int = 0,
    remarks: Sequence[str] = (),
    foreign: int = 0,
    unchanged: str = NOTHING_CHANGED,
) -> str:
    """The whole proposal, by day; `locked` is how many days it would pin, `unchanged` what to say of none."""
    if not judged.edits:
        return "\n".join([unchanged, *_not_taken(remarks, foreign)]) + "\n"
    lines = [f"{counted(len(judged.edits), 'change')}", ""]
    for day, edits in groupby(judged.edits, key=lambda one: one.edit.day):
        lines += [day_text(day), *(line for one in edits for line in _edit_lines(one))]
    if judged.elsewhere:
        lines += ["", "In other weeks", *map(breach_line, judged.elsewhere)]
    if locked:
        lines += ["", f"On a yes {counted(locked, 'day')} more would be locked."]
    lines += _not_taken(remarks, foreign)
    return "\n".join(lines) + "\n"


def _edit_lines(judged: JudgedEdit) -> list[str]:
    told = paragraph(f"  {edit_text(judged.edit)}", rest="    ")
    return [told, *(breach_line(finding) for finding in judged.findings)]


def _not_taken(remarks: Sequence[str], foreign: int) -> list[str]:
    others = (
        f"{counted(foreign, 'event')} that belong to nothing in this plan: left alone." if foreign else ""
    )
    told = [*remarks, *([others] if others else [])]
    return ["", "Not taken", *(paragraph(f"  {remark}", rest="    ") for remark in told)] if told else []
