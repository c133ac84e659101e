"""The command `periodise`, which loads only the command that is asked for.

The sentences of the root help stand in the table, so that `periodise --help` and completion with TAB
import no command, and none of the libraries that a command needs.
"""

from importlib import import_module
from typing import Any, NamedTuple

import click

from periodise._version import __version__
from periodise.cli.endings import ended


class Entry(NamedTuple):
    """Where a command lives and its line in the root help."""

    module: str
    summary: str


COMMANDS = {
    "new": Entry("periodise.cli.new", "Write an athlete file to fill in."),
    "plan": Entry("periodise.cli.plan", "Make a plan and its calendar from an athlete file."),
    "show": Entry("periodise.cli.show", "Show a plan on the terminal."),
    "check": Entry("periodise.cli.check", "Judge a plan against every rule."),
    "explain": Entry("periodise.cli.explain", "Say why a day is what it is, or what a rule did."),
    "rules": Entry("periodise.cli.rules", "Print the rules with their numbers and sources."),
    "done": Entry("periodise.cli.done", "Record what was done on a day."),
    "missed": Entry("periodise.cli.missed", "Record days that were missed."),
    "replan": Entry("periodise.cli.replan", "Plan on from today, after what was missed or changed."),
    "undo": Entry("periodise.cli.undo", "Take the last change of a plan back."),
    "diff": Entry("periodise.cli.diff", "Say what changed from one plan to another, and why."),
    "kit": Entry("periodise.cli.kit", "Weigh and measure the kit list, and see which packs fit."),
    "repair": Entry("periodise.cli.repair", "Put back the revision before a plan file that was refused."),
    "merge": Entry("periodise.cli.merge", "Take a coach's changes back into a plan."),
    "export": Entry("periodise.cli.export", "Write a plan as a calendar, a table or a page."),
}
"""In the order a runner meets them. Each module holds a command named `command`."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name].module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name it does not know is answered with the nearest one it does."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = _nearest_command(name)
            advice = f"Did you mean {near}?" if near else f"There are {', '.join(COMMANDS)}."
            raise click.UsageError(f"There is no command {name!r}. {advice}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever it raises ends in its exit code."""
        with ended(ctx):
            return super().invoke(ctx)


def _nearest_command(name: str) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), COMMANDS, n=1)
    return near[0] if near else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def periodise() -> None:
    """Training plans for running and walking with a pack.

    Start with `periodise new athlete.toml`, fill it in, then `periodise plan athlete.toml`.
    """
