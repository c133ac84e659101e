"""`periodise missed`: days that were missed, and why."""

from datetime import date
from pathlib import Path

import click

from periodise.cli import clock
from periodise.cli.options import DAY, debug_option, no_lock_option, plan_argument, today_option
from periodise.cli.speech import complain, tell

REASONS = ("illness", "fever", "injury", "travel", "life")
"""What `domain.training_log.MissReason` knows, so that `--help` loads no model."""


@click.command("missed")
@plan_argument
@click.argument("first", metavar="FROM", type=DAY)
@click.argument("last", metavar="[TO]", type=DAY, required=False)
@click.option(
    "--reason",
    type=click.Choice(REASONS),
    required=True,
    help="Illness and fever are followed by easy days, an injury by days without a pack.",
)
@today_option
@no_lock_option
@debug_option
def command(
    plan_path: Path, first: date, last: date | None, reason: str, today: date | None, no_lock: bool
) -> None:
    """Record days that were missed.

    From FROM to TO, both included. What was missed is never made up. Nothing in the future changes until
    `replan`, which looks at how many days were lost, and why. In a span of several days a session that is
    recorded as done stays done.
    """
    from periodise.domain.training_log import MissReason
    from periodise.recording import PlanHandle, record_missed
    from periodise.views.log_text import recorded_text

    handle = PlanHandle(plan_path, today or clock.today(), locked=not no_lock)
    record = record_missed(handle, first=first, last=last or first, reason=MissReason(reason), warn=complain)
    tell(recorded_text(record, first=first, last=last or first, plan_name=str(plan_path)))
