"""`periodise done`: what was really done on a day."""

from datetime import date
from pathlib import Path

import click

from periodise.cli import clock
from periodise.cli.options import (
    DAY,
    QuantityType,
    debug_option,
    no_lock_option,
    plan_argument,
    today_option,
)
from periodise.cli.speech import complain, tell

DISTANCE = QuantityType("distance", '"8 km"')
DURATION = QuantityType("duration", '"62 min"')
PACK = QuantityType("pack mass", '"4 kg"')


@click.command("done")
@plan_argument
@click.argument("day", metavar="DATE", type=DAY)
@click.option("--slot", type=click.IntRange(1, 9), default=1, help="Which session of that day, from 1.")
@click.option("--distance", "distance_km", type=DISTANCE, help="How far it was.")
@click.option("--duration", "duration_min", type=DURATION, help="How long you moved.")
@click.option("--rpe", type=click.IntRange(1, 10), help="How hard it was as a whole, 1 to 10; easy is 3.")
@click.option("--pack", "pack_mass_kg", type=PACK, help='What you really carried; "0 kg": nothing.')
@today_option
@no_lock_option
@debug_option
def command(
    plan_path: Path,
    day: date,
    slot: int,
    distance_km: float | None,
    duration_min: float | None,
    rpe: int | None,
    pack_mass_kg: float | None,
    today: date | None,
    no_lock: bool,
) -> None:
    """Record what was done on a day.

    Without figures: as planned. What you do not give follows in proportion. A day without a record counts
    as done as planned, so only what went otherwise needs one. Nothing in the future changes until `replan`.
    """
    from periodise.domain.training_log import LogEntry, LogKind
    from periodise.recording import PlanHandle, record_done
    from periodise.views.log_text import recorded_text

    entry = LogEntry(
        date=day,
        kind=LogKind.DONE,
        slot=slot,
        distance_km=distance_km,
        duration_min=duration_min,
        rpe=rpe,
        pack_mass_kg=pack_mass_kg,
    )
    handle = PlanHandle(plan_path, today or clock.today(), locked=not no_lock)
    record = record_done(handle, entry, warn=complain)
    tell(recorded_text(record, first=day, last=day, plan_name=str(plan_path)))
