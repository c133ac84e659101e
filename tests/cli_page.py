"""Writes the manual of the command line from the commands themselves."""

import click

from periodise.cli.commands import COMMANDS, periodise
from periodise.cli.exit_codes import MEANING

WIDTH = 90
OPENING = """\
# The command line

This page is written by `python -m tests.regenerate` from what `--help` says: change the command, not
the page.

Results go to standard output; progress, warnings and errors to standard error. Files are replaced whole or
not at all. `--today` stands wherever the clock matters; without it the day is that of your machine.
"""
SHARED_MEANING = """\
A file that is refused gives a line for every problem at once, as
`FILE:LINE: field.path: what was found; what is allowed; what to do`.
"""


def cli_page() -> str:
    """docs/cli.md: every command with its help, and what each exit code says."""
    commands = [_section(name) for name in COMMANDS]
    codes = "\n".join(f"| {code.value} | {meaning} |" for code, meaning in MEANING.items())
    endings = f"## Exit codes\n\n| code | says |\n|---|---|\n{codes}\n\n{SHARED_MEANING}"
    return "\n".join([OPENING, _help(periodise, "periodise"), *commands, endings])


def _section(name: str) -> str:
    context = click.Context(periodise, info_name="periodise")
    command = periodise.get_command(context, name)
    assert command is not None
    return f"## periodise {name}\n\n{_help(command, f'periodise {name}')}"


def _help(command: click.Command, name: str) -> str:
    names = {"help_option_names": ["-h", "--help"]}
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, **names)
    return f"```\n{command.get_help(context)}\n```\n"
