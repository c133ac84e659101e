"""What goes to the terminal: results to standard output, everything else to standard error."""

import os
import sys
import unicodedata
from errno import EPIPE

import click

from periodise.errors import SystemRefused

SAFE_CONTROLS = frozenset("\n\t")


def shown(text: str) -> str:
    """`text` with what could steer a terminal written out: an escape becomes `\\x1b`.

    Control, format (bidi overrides) and surrogate characters are written out; new lines stay.
    """
    return "".join(map(_shown_character, text))


def _shown_character(character: str) -> str:
    if character in SAFE_CONTROLS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}:
        return character
    return character.encode("unicode_escape").decode("ascii")


def complain(text: str) -> None:
    """Progress, a warning or an error, on standard error. A closed one is no reason to fail."""
    try:
        click.echo(shown(text), err=True)
    except (OSError, ValueError):
        return


def tell(result: str | bytes) -> None:
    """The result, on standard output; quiet when the reader has gone, exit 5 when it cannot be written."""
    if sys.stdout is None:  # started with standard output closed: nobody wants to hear it
        return
    try:
        click.echo(result, nl=False)
        sys.stdout.flush()
    except OSError as error:
        _silence(sys.stdout.fileno())
        if error.errno != EPIPE:
            raise SystemRefused(f"standard output: {error.strerror}") from error


def _silence(descriptor: int) -> None:
    """Point `descriptor` at nothing, so that Python does not fail again when it flushes on the way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
