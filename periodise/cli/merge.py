"""`periodise merge`: what a coach changed, taken over on a yes."""

import sys
from datetime import date
from pathlib import Path

import click

from periodise.cli import clock
from periodise.cli.exit_codes import ExitCode
from periodise.cli.options import FILE, debug_option, plan_argument, today_option
from periodise.cli.speech import complain, tell


@click.command("merge")
@plan_argument
@click.argument("coach_path", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help="Show what he changed, and stop there.")
@click.option("--yes", is_flag=True, help="Take it over without being asked.")
@click.option("--accept-empty", is_flag=True, help="Most sessions are gone from the file, and that is meant.")
@today_option
@click.option(
    "--no-lock", is_flag=True, help="For disks that know no locks: you see to it that only one runs."
)
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    plan_path: Path,
    coach_path: Path,
    dry_run: bool,
    yes: bool,
    accept_empty: bool,
    today: date | None,
    no_lock: bool,
) -> None:
    """Take a coach's changes back into a plan.

    FILE is the .xlsx, .csv or .ics that was exported from this plan and came back changed. You see what was
    moved, changed, added and removed, with the rule that each change breaks, if any. On a yes it is written,
    and the days are locked: no later planning touches them. Days that are past stay as they are.

    Ends with 1 if the plan then breaks a hard rule.
    """
    from periodise.coach.words import proposal_text
    from periodise.coaching import MergeRequest, propose_merge, take_over
    from periodise.workflows import hard_findings

    request = MergeRequest(plan_path, coach_path, today or clock.today(), accept_empty=accept_empty)
    merge = propose_merge(request)
    told = proposal_text(
        merge.judged, locked=merge.newly_locked, remarks=merge.remarks, foreign=merge.foreign
    )
    tell(told)
    if merge.changes_nothing or dry_run or not _wanted(yes):
        return
    take_over(merge, plan_path, locked=not no_lock, warn=complain)
    complain(f"Saved {plan_path}, revision {merge.after.revision}.")
    complain(f"For calendars: periodise export {plan_path} --to ics --update -o update.ics")
    if hard_findings(merge.findings):
        ctx.exit(ExitCode.BROKEN_RULE)


def _wanted(yes: bool) -> bool:
    """Whether to go on; without a terminal to ask on, only --yes will do."""
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError("Nothing was written: add --yes to take it over, or --dry-run to look only.")
    return click.confirm("Take it over?", default=False, err=True)
