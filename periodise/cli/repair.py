"""`periodise repair`: what to do about a plan file that was refused."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli import clock
from periodise.cli.exit_codes import ExitCode
from periodise.cli.options import debug_option, no_lock_option, plan_argument, today_option
from periodise.cli.speech import complain, tell

if TYPE_CHECKING:
    from periodise.accepting import Accepting
    from periodise.domain.record import PlanRecord
    from periodise.errors import PlanFileRefused
    from periodise.store.plan_repair import Diagnosis
    from periodise.workflows import PutBack

MOST_EDITS = 20
"""Sessions that are named one by one."""
MOST_UNCLEAR = 5
"""Days that are named one by one."""
PUT_BACK, TAKE = "put it back", "take it over"


@click.command("repair")
@plan_argument
@click.option(
    "--accept-edits",
    is_flag=True,
    help="Take sessions that somebody changed in the file by hand as a coach's changes.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: do it if it can be done.")
@today_option
@no_lock_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context, plan_path: Path, accept_edits: bool, yes: bool, today: date | None, no_lock: bool
) -> None:
    """Put back the revision before a plan file that was refused.

    Says what is wrong with the file and what could take its place, and asks on a terminal before anything is
    written. The refused file is not thrown away: it is kept beside the plan as PLAN.json.damaged. Ends with 4
    as long as the plan cannot be used.

    With --accept-edits the sessions that somebody changed in the file are taken as a coach's changes in
    `merge`: you see each with the rule that it breaks, and on a yes the days are locked and the plan is
    sealed again. Ends with 1 if it then breaks a hard rule.
    """
    from periodise.store.plan_repair import diagnosed
    from periodise.workflows import repair_plan

    found = diagnosed(plan_path)
    if found.refused is None:
        tell(f"{plan_path} is whole; there is nothing to repair.\n")
        return
    if accept_edits and found.refused.can_be_put_back:
        complain(str(found.refused))
        _take_edits(ctx, plan_path, yes=yes, today=today or clock.today(), locked=not no_lock)
        return
    _show(plan_path, found, found.refused)
    if found.previous is None or not (yes or _agreed(PUT_BACK)):
        ctx.exit(ExitCode.PLAN_FILE_REFUSED)
    complain(_done(plan_path, repair_plan(plan_path, locked=not no_lock, warn=complain)))


def _take_edits(ctx: click.Context, plan_path: Path, *, yes: bool, today: date, locked: bool) -> None:
    """Show the edits, each judged, and save them on a yes."""
    from periodise.accepting import propose_edits, take_edits
    from periodise.workflows import hard_findings

    accepting = propose_edits(plan_path, today=today)
    tell(_proposal(accepting))
    if not (yes or _agreed(TAKE)):
        ctx.exit(ExitCode.PLAN_FILE_REFUSED)
    aside = take_edits(accepting, plan_path, locked=locked, warn=complain)
    complain(f"Saved {plan_path}, revision {accepting.next_record.revision}.")
    complain(f"The edited file is kept as {aside}.")
    if accepting.merge.changes_nothing:
        return
    complain(f"For calendars: periodise export {plan_path} --to ics --update -o update.ics")
    if hard_findings(accepting.merge.findings):
        ctx.exit(ExitCode.BROKEN_RULE)


def _proposal(accepting: "Accepting") -> str:
    """Each edit with the rule that it breaks, as `merge` shows a coach's, and what is not known."""
    from periodise.coach.words import proposal_text
    from periodise.views.wording import day_text, joined, paragraph

    merge, saved = accepting.merge, accepting.saved
    none = "Nothing of it can be taken" if merge.remarks else "No session differs"
    unchanged = f"{none}: revision {merge.before.revision} can be sealed again as it was saved."
    told = proposal_text(merge.judged, locked=merge.newly_locked, remarks=merge.remarks, unchanged=unchanged)
    if not saved.unproved:
        return told
    more = joined([day_text(day) for day in saved.unclear[:MOST_UNCLEAR]])
    others = f" and {left} more" if (left := len(saved.unclear) - MOST_UNCLEAR) > 0 else ""
    doubt = (
        f"What stood there before is not known for certain: {saved.unproved}. Sessions were held against "
        "the titles that calendars were told, and `undo` will put back what those tell; the rest of the file "
        f"is taken as it stands.{f' What changed on {more}{others} no title tells.' if more else ''}"
    )
    return f"{told}\n{paragraph(doubt)}\n"


def _show(plan_path: Path, found: "Diagnosis", refused: "PlanFileRefused") -> None:
    """Why the plan was refused, what somebody changed in it, and what could take its place."""
    from periodise.workflows import edits_by_hand

    complain(str(refused))
    if refused.can_be_put_back:
        tell(_edits(edits_by_hand(plan_path), plan_path))
    if found.previous is not None:
        tell(_offer(found.previous.record))


def _edits(edits: tuple[str, ...], plan_path: Path) -> str:
    if not edits:
        return ""
    lines = [f"  {edit}" for edit in edits[:MOST_EDITS]]
    if more := len(edits) - len(lines):
        lines.append(f"  and {more} more")
    do = f"To take that as a coach's changes: periodise repair {plan_path} --accept-edits"
    return "\n".join(["Changed by hand:", *lines, do, ""])


def _offer(record: "PlanRecord") -> str:
    from periodise.views.summary import headline
    from periodise.views.wording import day_text

    return (
        f"Revision {record.revision}, as of {day_text(record.as_of)}, can be put back:\n{headline(record)}\n"
    )


def _agreed(what: str) -> bool:
    """Whether somebody at a terminal said yes."""
    if not sys.stdin.isatty():
        complain(f"Nothing was changed; add --yes to {what}.")
        return False
    agreed = click.confirm(f"{what.capitalize()}, and keep the refused file beside it?", err=True)
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
