"""`periodise show`: a plan on the terminal."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.options import DAY, debug_option, plan_argument
from periodise.cli.speech import draw, shown

if TYPE_CHECKING:
    from periodise.domain.record import PlanRecord
    from periodise.views.table import Table


@click.command("show")
@plan_argument
@click.option("--week", "day", type=DAY, help="One week day by day: the one that holds this date.")
@click.option("--weeks", is_flag=True, help="Only the table of weeks.")
@debug_option
def command(plan_path: Path, day: date | None, weeks: bool) -> None:
    """Show a plan on the terminal.

    Without options: the season in short, then every week with its phase, load and pack.
    """
    from periodise.store.plan_file import read_plan_file
    from periodise.views.week_table import season_table

    record = read_plan_file(plan_path)
    parts = [] if weeks or day else [shown(_season_in_short(record))]
    if weeks or not day:
        parts.append(_drawn(season_table(record)))
    if day:
        parts.append(_drawn(_one_week(record, day)))
    draw("\n".join(parts))


def _season_in_short(record: "PlanRecord") -> str:
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.summary import summary_text

    return summary_text(record, rulebook=load_rulebook())


def _one_week(record: "PlanRecord", day: date) -> "Table":
    from periodise.views.season import week_of
    from periodise.views.week_table import days_table

    week = week_of(record.plan, day)
    if week is None:
        raise click.BadParameter(outside(record, day), param_hint="--week")
    return days_table(record, week)


def outside(record: "PlanRecord", day: date) -> str:
    """That `day` is not in the plan, and which days are."""
    first, last = record.plan.days[0].date, record.plan.days[-1].date
    return f"{day} is not in this plan; it runs from {first} to {last}"


def _drawn(table: "Table") -> str:
    from periodise.render.terminal import table_text

    return table_text(table, colour=sys.stdout is not None and sys.stdout.isatty())
