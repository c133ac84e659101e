"""What to do with the calendar after the plan has changed: each program treats a second import its own way.

No importer takes away what a file leaves out, and three rules exist for an event that is known already:
overwrite, ignore, and put a second one beside it.
"""

from periodise.domain.record import PlanRecord
from periodise.views.wording import paragraph

LABEL_WIDTH = 13
STEPS: tuple[tuple[str, str], ...] = (
    ("Google", "import {update} into the same calendar of the plan."),
    ("Apple", "delete the plan's calendar, make a new one and import {plan}."),
    ("Outlook", "the same as with Apple; Outlook on the web may import {update} instead."),
    ("Thunderbird", "the same as with Apple: it ignores events that it knows."),
    ("Nextcloud", "the same as with Apple; or import {update} with overwriting switched on."),
    ("CalDAV", "khal, Evolution: import {update}."),
)
"""By calendar; Nextcloud's web import skips known events unless it is told to overwrite."""


UNCHANGED = "Your calendar stays as it is.\n"


def advice_after(old: PlanRecord, new: PlanRecord, *, plan_name: str, update_name: str) -> str:
    """What to do now; nothing where no event is told otherwise than before."""
    if new.calendar == old.calendar:
        return UNCHANGED
    return calendar_advice(plan_name=plan_name, update_name=update_name)


def calendar_advice(*, plan_name: str, update_name: str) -> str:
    """A line for each calendar: which of the two files to import, and into what."""
    names = {"plan": plan_name, "update": update_name}
    opening = (
        "Your calendar does not change by itself. {update} holds the plan and what was cancelled; {plan} "
        "holds the plan alone."
    )
    lines = [paragraph(opening.format_map(names)), ""]
    lines += [
        paragraph(f"{f'{name}:':<{LABEL_WIDTH}}{step.format_map(names)}", rest=" " * LABEL_WIDTH)
        for name, step in STEPS
    ]
    return "\n".join(lines) + "\n"
