"""The athlete file: bytes in, `Inputs` out, or every problem of the file with its line.

The way of a good file is short and imports little; everything that explains a bad one is imported
only when there is something to explain.
"""

import hashlib
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from periodise.domain.agreement import contradictions
from periodise.domain.inputs import Inputs
from periodise.domain.limits import ATHLETE_FILE_BYTES
from periodise.domain.refusal import TYPED_BY_A_PERSON, visible
from periodise.errors import InputRefused
from periodise.store.plain_file import NotReadable, read_plain_file


def read_athlete_file(path: Path) -> tuple[Inputs, str]:
    """The inputs in the file and the SHA-256 of its bytes; `InputRefused` with every problem of it."""
    contents = _contents(path)
    return read_athlete_bytes(contents, file=str(path)), hashlib.sha256(contents).hexdigest()


def read_athlete_bytes(contents: bytes, *, file: str) -> Inputs:
    """The same for bytes that are here already; `file` is the name that problems begin with."""
    text = _text(contents, file=visible(file))
    _check_keys(text, file=visible(file))
    try:
        inputs = validated(tomllib.loads(text))
    except (ValueError, RecursionError):  # ValidationError and TOMLDecodeError are ValueErrors
        inputs = None
    if inputs is None or contradictions(inputs):
        from periodise.store.athlete_problems import problems_of_text

        raise InputRefused(problems_of_text(text, file=visible(file)))
    return inputs


_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_ENDLESS_KEY = rf"(?:^|[\[{{,])[ \t]*+(?:{_KEY_PART}){{20}}"


def _check_keys(text: str, *, file: str) -> None:
    """Refuse a dotted key of many parts: the time `tomllib` takes grows with the square of their number."""
    if endless := re.search(_ENDLESS_KEY, text, re.MULTILINE):
        line = text.count("\n", 0, endless.start()) + 1
        found = "a key of more than 20 parts"
        raise InputRefused([f"{file}:{line}: file: {found}; the keys of an athlete file; delete the line"])


def validated(values: dict[str, Any], *, extra: Literal["forbid", "ignore"] = "forbid") -> Inputs:
    """Values of a file that a person typed as `Inputs`; contradictions are left to the caller."""
    context = {TYPED_BY_A_PERSON: True}
    return Inputs.model_validate(values, by_alias=True, by_name=False, extra=extra, context=context)


def placed_problems(path: Path, problems: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """(field path, message) pairs as `FILE:LINE: field.path: message`, by looking into the file again."""
    from periodise.store.athlete_problems import placed

    try:
        text = _text(_contents(path), file=visible(str(path)))
    except InputRefused:
        text = ""  # gone or changed since it was read: then no line is better than a wrong one
    return tuple(placed(problems, text=text, file=visible(str(path))))


def _contents(path: Path) -> bytes:
    try:
        return read_plain_file(path, most_bytes=ATHLETE_FILE_BYTES)
    except NotReadable as reason:
        allowed = f"an athlete file is a plain file of at most {ATHLETE_FILE_BYTES:,} bytes"
        do = "check the name, or write a new one with `periodise new`"
        raise InputRefused([f"{visible(str(path))}: file: {reason}; {allowed}; {do}"]) from reason


def _text(contents: bytes, *, file: str) -> str:
    """The text, line ends as `\\n`; UTF-8 with or without a mark in front."""
    from periodise.store.utf8 import decoded

    return decoded(contents, file=file)
