"""`periodise diff`: what changed from one plan to another."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.options import FILE, debug_option
from periodise.cli.speech import draw, shown, tell

if TYPE_CHECKING:
    from periodise.domain.record import PlanRecord


@click.command("diff")
@click.argument("old_path", metavar="OLD.json", type=FILE)
@click.argument("new_path", metavar="NEW.json", type=FILE)
@click.option("--markdown", is_flag=True, help="As Markdown, to paste into a message to a coach.")
@debug_option
def command(old_path: Path, new_path: Path, markdown: bool) -> None:
    """Say what changed from one plan to another, and why.

    The revision before the last change is kept beside the plan as PLAN.json.1.
    """
    from periodise.store.plan_file import read_plan_file

    old, new = read_plan_file(old_path), read_plan_file(new_path)
    if markdown:
        tell(_markdown(old, new))
    else:
        draw(comparison_page(old, new))


def _markdown(old: "PlanRecord", new: "PlanRecord") -> str:
    from periodise.views.change_list import change_list, markdown_text

    return markdown_text(change_list(old, new))


def comparison_page(old: "PlanRecord", new: "PlanRecord") -> str:
    """Every session and week that is different, for the terminal: drawn, its words made harmless."""
    from periodise.render.terminal import table_text
    from periodise.views.change_list import change_list, change_words, sessions_table, weeks_table

    colour = sys.stdout is not None and sys.stdout.isatty()
    changes = change_list(old, new)
    parts = [f"{shown(change_words(changes))}\n"]
    if changes.changes:
        parts.append(table_text(sessions_table(changes), colour=colour))
    if changes.weeks:
        parts.append(table_text(weeks_table(changes), colour=colour))
    return "\n".join(parts)
