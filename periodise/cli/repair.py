"""`periodise repair`: what to do about a plan file that was refused."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.exit_codes import ExitCode
from periodise.cli.options import debug_option, no_lock_option, plan_argument
from periodise.cli.speech import complain, tell

if TYPE_CHECKING:
    from periodise.domain.record import PlanRecord
    from periodise.errors import PlanFileRefused
    from periodise.store.plan_repair import Diagnosis
    from periodise.workflows import PutBack

MOST_EDITS = 20
"""Sessions that are named one by one."""


@click.command("repair")
@plan_argument
@click.option("--yes", is_flag=True, help="Ask nothing: put the revision before back if there is one.")
@no_lock_option
@debug_option
@click.pass_context
def command(ctx: click.Context, plan_path: Path, yes: bool, no_lock: bool) -> None:
    """Put back the revision before a plan file that was refused.

    Says what is wrong with the file and what could take its place, and asks on a terminal before anything is
    written. The refused file is not thrown away: it is kept beside the plan as PLAN.json.damaged. Ends with 4
    as long as the plan cannot be used.
    """
    from periodise.store.plan_repair import diagnosed
    from periodise.workflows import repair_plan

    found = diagnosed(plan_path)
    if found.refused is None:
        tell(f"{plan_path} is whole; there is nothing to repair.\n")
        return
    _show(plan_path, found, found.refused)
    if found.previous is None or not (yes or _agreed()):
        ctx.exit(ExitCode.PLAN_FILE_REFUSED)
    complain(_done(plan_path, repair_plan(plan_path, locked=not no_lock, warn=complain)))


def _show(plan_path: Path, found: "Diagnosis", refused: "PlanFileRefused") -> None:
    """Why the plan was refused, what somebody changed in it, and what could take its place."""
    from periodise.workflows import edits_by_hand

    complain(str(refused))
    if refused.can_be_put_back:
        tell(_edits(edits_by_hand(plan_path)))
    if found.previous is not None:
        tell(_offer(found.previous.record))


def _edits(edits: tuple[str, ...]) -> str:
    lines = [f"  {edit}" for edit in edits[:MOST_EDITS]]
    if more := len(edits) - len(lines):
        lines.append(f"  and {more} more")
    return "\n".join(["Changed by hand:", *lines, ""]) if lines else ""


def _offer(record: "PlanRecord") -> str:
    from periodise.views.summary import headline
    from periodise.views.wording import day_text

    return (
        f"Revision {record.revision}, as of {day_text(record.as_of)}, can be put back:\n{headline(record)}\n"
    )


def _agreed() -> bool:
    """Whether somebody at a terminal said yes."""
    if not sys.stdin.isatty():
        complain("Nothing was changed; add --yes to put it back.")
        return False
    agreed = click.confirm("Put it back, and keep the refused file beside it?", err=True)
    if not agreed:
        complain("Nothing was changed.")
    return agreed


def _done(plan_path: Path, put_back: "PutBack") -> str:
    from periodise.views.wording import paragraph

    aside = f" The refused file is kept as {put_back.aside}." if put_back.aside else ""
    return paragraph(
        f"Put back revision {put_back.record.revision} as {plan_path}.{aside} What was changed after it is "
        "not in it: record that again. If a calendar knows a later revision, delete the calendar and import "
        f"a new one, from periodise export {plan_path} --to ics"
    )
