"""Reading TOML that is not quite TOML, as far as it can be read.

A line that cannot be read is left out, so that the rest of the file is judged in the same run.
"""

import re
import tomllib
from typing import Any, NamedTuple

from periodise.domain.agreement import FieldPath
from periodise.store.problems import Problem
from periodise.store.toml_explained import Fault, explained
from periodise.store.toml_lines import KeyWalk, line_of

_MOST_RETRIES = 50
_AT = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_DIGITS = re.compile(r"[0-9_]{4000,}")


class Document(NamedTuple):
    """What could be read of a file, and what could not."""

    values: dict[str, Any] | None
    """None: nothing can be said about the rest of the file."""
    problems: tuple[Problem, ...]
    text: str
    """What was read: the file without the lines that cannot be, all others where they were."""
    unread: tuple[FieldPath, ...]
    """Where a value stands that could not be read: nothing more is said about these."""


def read_document(text: str) -> Document:
    """The values of a TOML text (new lines as `\\n`), with a problem for each line that is not TOML."""
    problems: list[Problem] = []
    unread: list[FieldPath] = []
    for _ in range(_MOST_RETRIES):
        try:
            return Document(tomllib.loads(text), tuple(problems), text, tuple(unread))
        except RecursionError:
            problems.append(_nested_too_deeply(KeyWalk(text).run()))
            break
        except ValueError as error:
            fault = _fault(text, error)
        problems.append(explained(fault))
        unread += [fault.path] if fault.path and not fault.is_duplicate else []
        if not fault.stands_alone:
            break
        text = _without(text, fault)
    return Document(None, tuple(problems), text, tuple(unread))


def _nested_too_deeply(walk: KeyWalk) -> Problem:
    """Python's own stack ran out; where, is known only if it runs out again for the walk."""
    found = "brackets are nested too deeply to read"
    problem = Problem((), found, "a table in a table, a list in a table", "delete the brackets")
    if not walk.too_deep:
        return problem
    return problem._replace(path=walk.statement or (), line=line_of(walk.text, walk.begun))


def _fault(text: str, error: ValueError) -> Fault:
    at = _AT.search(str(error))
    if at and at[1]:
        offset = _offset(text, line=int(at[1]), column=int(at[2]))
    elif at:
        offset = len(text)
    else:
        # Python refuses an integer of more than 4,300 digits, and does not say where.
        digits = _DIGITS.search(text)
        offset = digits.start() if digits else 0
    return Fault(_AT.sub("", str(error)), text, offset, KeyWalk(text[:offset]).run())


def _offset(text: str, *, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _without(text: str, fault: Fault) -> str:
    """The text with the line of the fault emptied, or its value replaced, and all lines where they were."""
    start = text.rfind("\n", 0, fault.offset) + 1
    end = text.find("\n", fault.offset)
    rest = text[end:] if end >= 0 else ""
    key, equals, _ = fault.line_text.partition("=")
    kept = f'{key}= ""' if equals and fault.path and not fault.is_duplicate else ""
    return text[:start] + kept + rest
