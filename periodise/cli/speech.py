"""What goes to the terminal: results to standard output, everything else to standard error."""

import os
import sys
import unicodedata
from contextlib import suppress
from errno import EPIPE
from typing import TextIO

from periodise.errors import SystemRefused

SAFE = frozenset("\n\t\u200c\u200d")
"""Line feed and tab; and the joiners, which Persian, Hindi and many emoji are not themselves without."""


def shown(text: str) -> str:
    """`text` with what could steer a terminal written out: an escape becomes `\\x1b`.

    Control, format (bidi overrides) and surrogate characters are written out; new lines stay.
    """
    return "\n".join(line if line.isprintable() else _written_out(line) for line in text.split("\n"))


def _written_out(line: str) -> str:
    return "".join(map(_shown_character, line))


def _shown_character(character: str) -> str:
    if character in SAFE or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}:
        return character
    return character.encode("unicode_escape").decode("ascii")


def complain(text: str) -> None:
    """Progress or a warning, on standard error."""
    _say(f"{shown(text)}\n", stream=sys.stderr, name="standard error")


def last_words(text: str) -> None:
    """Why the program ends, on standard error. If that cannot be written, it ends all the same."""
    with suppress(SystemRefused):
        complain(text)


def tell(result: str | bytes) -> None:
    """The result, on standard output. Text is made harmless; bytes are a file, and go as they are."""
    _say(shown(result) if isinstance(result, str) else result, stream=sys.stdout, name="standard output")


def draw(page: str) -> None:
    """A page that may hold what colours a terminal; whoever drew it has made its words harmless."""
    _say(page, stream=sys.stdout, name="standard output")


def _say(words: str | bytes, *, stream: TextIO | None, name: str) -> None:
    """Write and flush; quiet when the reader has gone, SystemRefused when it cannot be written."""
    if stream is None:  # the program was started with it closed: nobody wants to hear
        return
    try:
        _write(words, stream)
    except OSError as error:
        _silence(stream.fileno())
        if error.errno != EPIPE:
            raise SystemRefused(f"{name}: {error.strerror}") from error


def _write(words: str | bytes, stream: TextIO) -> None:
    if isinstance(words, bytes):
        stream.buffer.write(words)
    else:
        stream.write(words)
    stream.flush()


def _silence(descriptor: int) -> None:
    """Point `descriptor` at nothing, so that Python does not fail again when it flushes on the way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
