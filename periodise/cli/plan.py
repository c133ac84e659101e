"""`periodise plan`: from an athlete file to a plan of record and a calendar."""

from datetime import date
from pathlib import Path

import click

from periodise.cli import clock
from periodise.cli.options import FILE, F, debug_option, no_lock_option, today_option
from periodise.cli.speech import complain, tell

GATES = ("R-85c", "R-85d", "R-85e", "R-85f")
"""The gates a person may open. R-85a and R-85b, R-62 and R-90 stay shut."""


def accept_option(command: F) -> F:
    """`--accept`, for gates that may be opened."""
    return click.option(
        "--accept",
        "accepted",
        type=click.Choice(GATES, case_sensitive=False),
        metavar="GATE",
        multiple=True,
        help="Take the risk of a closed gate, R-85c to R-85f, on yourself. May be given more than once.",
    )(command)


@click.command("plan")
@click.argument("athlete_path", metavar="ATHLETE.toml", type=FILE)
@click.option("-o", "plan_path", metavar="PLAN.json", type=FILE, help="Where the plan goes.")
@click.option("--ics", "calendar_path", metavar="FILE", type=FILE, help="Where the calendar goes.")
@today_option
@accept_option
@click.option("--force", is_flag=True, help="Replace what is there and begin a new plan.")
@no_lock_option
@debug_option
def command(
    athlete_path: Path,
    plan_path: Path | None,
    calendar_path: Path | None,
    today: date | None,
    accepted: tuple[str, ...],
    force: bool,
    no_lock: bool,
) -> None:
    """Make a plan and its calendar from an athlete file.

    Writes ATHLETE.plan.json, the plan of record, and ATHLETE.ics, the calendar, beside the athlete file,
    then says what the season holds. If the goal is not safe nothing is written, and you are told why and
    which nearby goal would be.
    """
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.summary import summary_text
    from periodise.workflows import PLAN_SUFFIX, PlanRequest, beside, make_plan

    request = PlanRequest(
        athlete_path=athlete_path,
        plan_path=plan_path or beside(athlete_path, PLAN_SUFFIX),
        calendar_path=calendar_path or beside(athlete_path, ".ics"),
        today=today or clock.today(),
        accepted=tuple(sorted(set(accepted))),
        begin_anew=force,
        locked=not no_lock,
    )
    record = make_plan(request, warn=complain)
    complain(f"Saved {request.plan_path} and {request.calendar_path}.")
    tell(summary_text(record, rulebook=load_rulebook(), calendar_name=request.calendar_path.name))
