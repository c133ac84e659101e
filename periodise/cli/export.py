"""`periodise export`: one rendering of a plan."""

import sys
from pathlib import Path

import click

from periodise.cli.options import FILE, debug_option
from periodise.cli.speech import complain, tell

FORMS = ("ics", "json", "csv", "html", "pdf", "xlsx")
BINARY = ("pdf", "xlsx")
TO_STANDARD_OUTPUT = "-"


@click.command("export")
@click.argument("plan_path", metavar="PLAN.json", type=FILE, required=False)
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="What to write.")
@click.option("-o", "target", metavar="FILE", type=FILE, help="Where it goes; without it, standard output.")
@click.option("--private", is_flag=True, help="Neutral titles, and no figure of body or health.")
@click.option("--update", is_flag=True, help="ics: with the events that were cancelled, for a second import.")
@click.option(
    "--remove", is_flag=True, help="ics: every event cancelled, to take the plan out of a calendar."
)
@click.option("--schema", is_flag=True, help="json: print the JSON Schema instead; needs no plan.")
@click.option("--force", is_flag=True, help="Write over a file that periodise did not write.")
@debug_option
def command(
    plan_path: Path | None,
    form: str,
    target: Path | None,
    private: bool,
    update: bool,
    remove: bool,
    schema: bool,
    force: bool,
) -> None:
    """Write a plan as a calendar, a table or a page.

    \b
    ics    a calendar to import
    json   for other programs
    csv    a table, a row a session: for any spreadsheet, and back with `merge`
    html   one page for a coach: opens in any browser, prints on A4 and Letter
    pdf    the same on paper
    xlsx   a workbook a coach can edit, and back with `merge`

    Every export is made from the plan alone: the same plan gives the same bytes on any machine. html, pdf
    and xlsx need packages of their own; what is missing is named.
    """
    from periodise.exports import ExportRequest, export_plan, write_export

    _refuse_contradictions(
        plan_path, form, calendar_only=update or remove, both=update and remove, schema=schema
    )
    if form in BINARY and target is None and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError(f"--to {form} is not for a terminal; name a file with -o.")
    request = ExportRequest(form, private=private, update=update, remove=remove)
    if plan_path is None:
        tell(_schema())
    elif target is None or str(target) == TO_STANDARD_OUTPUT:
        tell(export_plan(plan_path, request))
    else:
        write_export(plan_path, target, request, force=force)
        complain(f"Saved {target}.")


def _refuse_contradictions(
    plan_path: Path | None, form: str, *, calendar_only: bool, both: bool, schema: bool
) -> None:
    """Options that cannot be meant together."""
    if calendar_only and form != "ics":
        raise click.UsageError("--update and --remove are for --to ics.")
    if both:
        raise click.UsageError("--update and --remove are two different files; ask for one at a time.")
    if schema and (form != "json" or plan_path is not None):
        raise click.UsageError("--schema goes with --to json, and without a plan.")
    if not schema and plan_path is None:
        raise click.UsageError("Missing argument 'PLAN.json'.")


def _schema() -> bytes:
    from periodise.store.schema_file import plan_schema_bytes

    return plan_schema_bytes()
