"""`periodise replan`: plan on from today."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli import clock
from periodise.cli.exit_codes import ExitCode
from periodise.cli.missed import REASONS
from periodise.cli.options import (
    DAY,
    FILE,
    calendar_option,
    debug_option,
    no_lock_option,
    parsed_day,
    plan_argument,
    today_option,
)
from periodise.cli.plan import accept_option
from periodise.cli.speech import complain, draw, tell
from periodise.errors import InputRefused

if TYPE_CHECKING:
    from periodise.replanning import Proposal, ReplanRequest

SPAN = ".."


class SpanType(click.ParamType[tuple[date, date]]):
    """Days as FROM..TO, or one day."""

    name = "span"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "FROM..TO"

    def convert(
        self, value: str | tuple[date, date], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        if isinstance(value, tuple):
            return value
        first, _, last = value.partition(SPAN)
        try:
            return parsed_day(first), parsed_day(last or first)
        except ValueError as error:
            self.fail(f"{error}; a span is two such days, as 2027-03-01..2027-03-06", param, ctx)


@click.command("replan")
@plan_argument
@click.option("--missed", "span", type=SpanType(), help="Record these days as missed first.")
@click.option("--reason", type=click.Choice(REASONS), help="Why; goes with --missed.")
@click.option("--race-date", type=DAY, help="The race has moved to this day.")
@click.option(
    "--athlete",
    "athlete_path",
    metavar="FILE",
    type=FILE,
    help="The athlete file has changed: read it again.",
)
@click.option(
    "--assume",
    type=click.Choice(("done", "missed")),
    help="What past sessions without a record were; asked on a terminal, done without one.",
)
@click.option(
    "--release",
    "released",
    type=DAY,
    multiple=True,
    help="Lock this day no more: plan it anew where a rule asks for it. May be given more than once.",
)
@accept_option
@calendar_option
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@today_option
@no_lock_option
@debug_option
@click.pass_context
def command(
    ctx: click.Context,
    plan_path: Path,
    span: tuple[date, date] | None,
    reason: str | None,
    race_date: date | None,
    athlete_path: Path | None,
    assume: str | None,
    released: tuple[date, ...],
    accepted: tuple[str, ...],
    calendar_path: Path | None,
    dry_run: bool,
    yes: bool,
    today: date | None,
    no_lock: bool,
) -> None:
    """Plan on from today, after what was missed or changed.

    Days before today stay as they are, and what was missed is never made up. If nothing has to change,
    nothing does. Otherwise you see every session that would be different, with the rule behind it, before
    anything is written: the plan, its calendar and the update of the calendar.

    Days that a coach locked stay as he made them, and the others are planned around them. If a rule cannot
    be kept beside one you see which, and keep the day or let it go with --release.

    Ends with 1 if the plan breaks a hard rule for a locked day.
    """
    from periodise.domain.training_log import MissReason
    from periodise.recording import PlanHandle
    from periodise.replanning import Asks, Missed, ReplanRequest, replan_file
    from periodise.workflows import calendar_paths

    if (span is None) != (reason is None):
        raise click.UsageError("--missed and --reason go together.")
    day = today or clock.today()
    calendar, update = calendar_paths(plan_path, calendar_path)
    request = ReplanRequest(
        handle=PlanHandle(plan_path, day, locked=not no_lock),
        calendar_path=calendar,
        update_path=update,
        missed=Missed(*span, MissReason(reason)) if span and reason else None,
        race_date=race_date,
        athlete_path=athlete_path,
        accepted=tuple(sorted(set(accepted))),
        released=tuple(sorted(set(released))),
    )
    asks = Asks(
        unrecorded=lambda sessions: _were_missed(sessions, assume),
        agree=lambda proposal: _agreed(proposal, request, dry_run=dry_run, yes=yes),
    )
    proposal = replan_file(request, asks=asks, warn=complain)
    _tell_end(proposal, request.handle.today, written=not dry_run, paths=(calendar, update))
    locks = _locks(proposal, request)
    if locks and proposal.changes_nothing:
        tell(f"\n{locks}")
    if locks and not dry_run:
        ctx.exit(ExitCode.BROKEN_RULE)


def _were_missed(sessions: Sequence[tuple[date, int]], assume: str | None) -> bool:
    """Whether sessions without a record were missed: as the option says, or the person at the terminal."""
    from periodise.views.wording import paragraph

    if assume is not None:
        return assume == "missed"
    days = sorted({day for day, _ in sessions})
    span = f"from {days[0]} to {days[-1]}" if len(days) > 1 else f"on {days[0]}"
    counted = f"{len(sessions)} sessions {span} have" if len(sessions) > 1 else f"A session {span} has"
    told = f"{counted} no record"
    if not sys.stdin.isatty():
        complain(paragraph(f"{told}; they count as done as planned (--assume missed: as missed)."))
        return False
    complain(paragraph(f"{told}. Where some were done and some not, use `done` and `missed` first."))
    answer = click.prompt(
        "Were they done, or missed?" if len(sessions) > 1 else "Was it done, or missed?",
        type=click.Choice(("done", "missed")),
        default="done",
        err=True,
    )
    return bool(answer == "missed")


def _agreed(proposal: "Proposal", request: "ReplanRequest", *, dry_run: bool, yes: bool) -> bool:
    """Show what would change, and ask. Without a terminal only --yes writes."""
    draw(_shown(proposal))
    if locks := _locks(proposal, request):
        tell(f"\n{locks}")
    tell(f"\n{_safety(proposal, request)}\n")
    if dry_run:
        return False
    if yes:
        return True
    if not sys.stdin.isatty():
        raise InputRefused(["replan: there is no terminal to ask on; add --yes to write this, or --dry-run"])
    if click.confirm("\nWrite this plan?", default=False, err=True):
        return True
    complain("Nothing was written.")
    raise click.Abort


def _shown(proposal: "Proposal") -> str:
    from periodise.cli.diff import comparison_page

    return comparison_page(proposal.old, proposal.new)


def _safety(proposal: "Proposal", request: "ReplanRequest") -> str:
    """What it means for the race: whoever is asked to agree should know."""
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.verdict import safety_words

    return safety_words(proposal.new, rulebook=load_rulebook(), today=request.handle.today)


def _locks(proposal: "Proposal", request: "ReplanRequest") -> str:
    """The rules that cannot be kept beside locked days; empty without any."""
    from periodise.views.lock_words import lock_text, locked_days

    days = locked_days(proposal.new, since=request.handle.today)
    return lock_text(days, plan_name=request.handle.plan_path.name)


def _tell_end(proposal: "Proposal", today: date, *, written: bool, paths: tuple[Path, Path]) -> None:
    from periodise.views.calendar_advice import advice_after

    record = proposal.new
    if proposal.changes_nothing:
        after = today > record.inputs.race.date
        complain("The race is over: there is nothing left to plan." if after else "Nothing to change.")
        return
    if not written:
        complain("Nothing was written (--dry-run).")
        return
    complain(f"Saved the plan, {paths[0]} and {paths[1]}.")
    tell(f"\n{advice_after(proposal.old, record, plan_name=paths[0].name, update_name=paths[1].name)}")
