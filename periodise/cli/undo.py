"""`periodise undo`: the last change of a plan taken back."""

from datetime import date
from pathlib import Path

import click

from periodise.cli.diff import comparison_page
from periodise.cli.options import (
    calendar_option,
    debug_option,
    no_lock_option,
    plan_argument,
    today_option,
)
from periodise.cli.speech import complain, draw, tell


@click.command("undo")
@plan_argument
@calendar_option
@today_option
@no_lock_option
@debug_option
def command(plan_path: Path, calendar_path: Path | None, today: date | None, no_lock: bool) -> None:
    """Take the last change of a plan back.

    The last `replan`, `done`, `missed` or `merge` that changed it; again for the one before, back to the
    first plan.
    Calendars are told of it as of any other change.
    """
    from periodise.replanning import undo_file
    from periodise.views.calendar_advice import advice_after
    from periodise.workflows import calendar_paths

    paths = calendar_paths(plan_path, calendar_path)
    old, new = undo_file(plan_path, paths, today=today, locked=not no_lock, warn=complain)
    draw(comparison_page(old, new))
    left = len(new.history)
    complain(
        f"Took `{old.history[-1].command}` back; {left or 'no'} earlier change{'s' if left != 1 else ''}."
    )
    tell(f"\n{advice_after(old, new, plan_name=paths[0].name, update_name=paths[1].name)}")
