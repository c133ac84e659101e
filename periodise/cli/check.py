"""`periodise check`: what the separate judge says of a plan."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.exit_codes import ExitCode
from periodise.cli.options import FILE, debug_option
from periodise.cli.speech import complain, tell

if TYPE_CHECKING:
    from periodise.workflows import Judgement


TABLES = (".csv", ".xlsx")


@click.command("check")
@click.argument("plan_path", metavar="PLAN", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, for other programs.")
@click.option(
    "--athlete",
    "athlete_path",
    metavar="ATHLETE.toml",
    type=FILE,
    help="For a table: who it is for. Without it, the .toml of the same name beside it.",
)
@debug_option
@click.pass_context
def command(ctx: click.Context, plan_path: Path, as_json: bool, athlete_path: Path | None) -> None:
    """Judge a plan against every rule.

    PLAN is a plan file of ours, or a plan of a coach's own: a .csv or .xlsx with the headings date, kind,
    duration_min, phase and week, a row a session. distance_km, ascent_m, descent_m, pack_mass_kg, rpe, start
    and load_efm may stand there too.

    Ends with 1 if a hard rule is broken, with 0 if there is nothing worse than a warning.
    """
    from periodise.workflows import hard_findings

    judgement = _judged(plan_path, athlete_path)
    _tell_what_is_beside(judgement, plan_path)
    tell(_as_json(judgement) if as_json else _as_text(judgement))
    if hard_findings(judgement.findings):
        ctx.exit(ExitCode.BROKEN_RULE)


def _judged(plan_path: Path, athlete_path: Path | None) -> "Judgement":
    from periodise.workflows import Judgement, check_file

    if plan_path.suffix.lower() in TABLES:
        from periodise.coaching import check_own_plan

        record, findings = check_own_plan(plan_path, athlete_path or plan_path.with_suffix(".toml"))
        return Judgement(record, findings, athlete_file_changed=False)
    if athlete_path is not None:
        raise click.UsageError("--athlete is for a .csv or .xlsx; a plan file knows its athlete.")
    return check_file(plan_path)


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
