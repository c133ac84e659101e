"""`periodise check`: what the separate judge says of a plan."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.exit_codes import ExitCode
from periodise.cli.options import debug_option, plan_argument
from periodise.cli.speech import complain, tell

if TYPE_CHECKING:
    from periodise.workflows import Judgement


@click.command("check")
@plan_argument
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, for other programs.")
@debug_option
@click.pass_context
def command(ctx: click.Context, plan_path: Path, as_json: bool) -> None:
    """Judge a plan against every rule.

    Ends with 1 if a hard rule is broken, with 0 if there is nothing worse than a warning.
    """
    from periodise.workflows import check_file, hard_findings

    judgement = check_file(plan_path)
    _tell_what_is_beside(judgement, plan_path)
    tell(_as_json(judgement) if as_json else _as_text(judgement))
    if hard_findings(judgement.findings):
        ctx.exit(ExitCode.BROKEN_RULE)


def _tell_what_is_beside(judgement: "Judgement", plan_path: Path) -> None:
    """Whether the files beside the plan still belong to it."""
    if judgement.athlete_file_changed:
        complain("The athlete file beside it has changed since this plan was made from it.")
    if judgement.events_behind:
        events = "1 event" if judgement.events_behind == 1 else f"{judgement.events_behind} events"
        again = f"periodise export {plan_path} --to ics"
        complain(f"The calendar beside it is of another revision, by {events}. Make it again: {again}")


def _as_json(judgement: "Judgement") -> bytes:
    from periodise.render.json_document import json_bytes
    from periodise.views.plan_json import findings_document

    return json_bytes(findings_document(judgement.record, judgement.findings))


def _as_text(judgement: "Judgement") -> str:
    from periodise.views.summary import headline, verdict_text

    return f"{headline(judgement.record)}\n\n{verdict_text(judgement.findings)}"
