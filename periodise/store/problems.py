"""Problems of an athlete file: what pydantic refused, in words for the person who typed it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from periodise.domain.agreement import Contradiction, FieldPath, path_text
from periodise.domain.refusal import REFUSED, listed, shown, visible
from periodise.store.athlete_example import example_at, example_line
from periodise.store.athlete_keys import keys_of, range_of, tables_with

MOST_PROBLEMS = 500
"""After so many lines nobody reads on; the rest is counted."""
_MOST_SUGGESTIONS = 50
_LONGEST_KEY = 60


class Problem(NamedTuple):
    """One line of a refusal."""

    path: FieldPath
    """Keys as in the file; empty: the whole file."""
    found: str
    allowed: str
    do: str
    line: int | None = None
    """None: look the path up, or say no line rather than a wrong one."""
    field: str | None = None
    """What to show instead of the path, where a key cannot be read."""


def printed(problems: Iterable[Problem], *, file: str) -> list[str]:
    """`FILE:LINE: field.path: found; allowed; do` for each, in the order of the lines."""
    in_order = sorted(set(problems), key=lambda problem: (problem.line or 0, _field(problem), problem.found))
    lines = [_printed(problem, file=file) for problem in in_order[:MOST_PROBLEMS]]
    left = len(in_order) - len(lines)
    return [*lines, f"{file}: file: {left} more problems; none; correct these first"] if left else lines


def contradiction_problem(contradiction: Contradiction) -> Problem:
    """A contradiction between fields as a line of the refusal."""
    return Problem(contradiction.path, contradiction.found, contradiction.allowed, contradiction.do)


def validation_problems(error: ValidationError) -> Iterator[Problem]:
    """One problem for each thing that pydantic refused."""
    suggestions = 0
    for fault in error.errors(include_url=False):
        path: FieldPath = fault["loc"]
        if fault["type"] == "extra_forbidden":
            suggestions += 1
            yield _unknown_key(path, suggest=suggestions <= _MOST_SUGGESTIONS)
        else:
            found, allowed, do = _words(fault, path)
            yield Problem(path, found, allowed, do)


def _words(fault: Mapping[str, Any], path: FieldPath) -> tuple[str, str, str]:
    """What was found, what is allowed, what to do."""
    context, kind = fault.get("ctx", {}), fault["type"]
    if kind == REFUSED:
        return context["found"], context["allowed"], context["do"]
    if kind == "missing":
        return _missing(path)
    if kind in ("enum", "literal_error"):
        return _not_an_option(fault["input"], re.findall(r"'([^']*)'", context["expected"]))
    if kind == "int_type" and (number := _quoted_number(fault["input"])) is not None:
        found = f"{shown(fault['input'])} is not a whole number but text"
        return found, range_of(path), f"write {path[-1]} = {number}, without quotes"
    if kind in ("greater_than_equal", "less_than_equal"):
        found = f"{shown(fault['input'])} is out of range"
    else:
        found = f"{shown(fault['input'])} is not {_WANTED.get(kind, 'allowed here')}"
    return found, _ALLOWED.get(kind) or range_of(path), f"write {example_line(path)}"


def _quoted_number(value: object) -> int | None:
    """The whole number that somebody wrote as text; None for any other value."""
    if isinstance(value, str) and re.fullmatch(" *[0-9]{1,6} *", value):
        return int(value)
    return None


_WANTED = {
    "int_type": "a whole number",
    "bool_type": "true or false",
    "model_type": "a table",
    "tuple_type": "a list of tables",
}
_ALLOWED = {
    "bool_type": "true or false, without quotes",
    "model_type": "a table with its keys",
    "tuple_type": "one table or more, each with its own [[header]]",
}
"""By pydantic's type of error; what is not here is a number with a range."""


def _missing(path: FieldPath) -> tuple[str, str, str]:
    table, key = path_text(path[:-1]), str(path[-1])
    if isinstance(example_at(path), dict):
        needed = listed(keys_of(path, required=True), last="and")
        return "is missing", f"a table with {needed}", f"add [{path_text(path)}]"
    return "is missing", f"{key} is needed in {_header(path[:-1]) or table}", f"add {example_line(path)}"


def _header(path: FieldPath) -> str:
    """`[race]` or `[[trip]]`: how the table of a path begins."""
    names = ".".join(str(part) for part in path if isinstance(part, str))
    return f"[[{names}]]" if path and isinstance(path[-1], int) else f"[{names}]"


def _not_an_option(value: object, options: list[str]) -> tuple[str, str, str]:
    from difflib import get_close_matches

    typed = value.lower()[:_LONGEST_KEY] if isinstance(value, str) else ""
    near = get_close_matches(typed, [option.lower() for option in options], n=1, cutoff=0.5)
    meant = next((option for option in options if near and option.lower() == near[0]), None)
    do = f"write {shown(meant)}" if meant else "write one of them"
    return f"{shown(value)} is not one of the choices", listed(shown(option) for option in options), do


def _unknown_key(path: FieldPath, *, suggest: bool) -> Problem:
    key, around = str(path[-1]), path[:-1]
    known = keys_of(around)
    allowed = f"the keys of {_header(around)}" if around else "the tables of an athlete file"
    if not suggest:
        return Problem(path, "is not a known key", allowed, "delete it")
    elsewhere = tables_with(key)
    near = _nearest(key, known)
    if near:
        do = f"did you mean {near}?"
    elif elsewhere:
        do = f"move it to {listed(_header(table) for table in elsewhere)}"
    else:
        do = f"delete it, or write one of {', '.join(known)}"
    return Problem(path, "is not a known key", allowed, do)


def _nearest(key: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    typed = key.lower().replace("-", "_")[:_LONGEST_KEY]
    for candidate in (typed, typed.rpartition("_")[0]):
        if near := get_close_matches(candidate, known, n=1, cutoff=0.75):
            return near[0]
    return None


def _printed(problem: Problem, *, file: str) -> str:
    place = file if problem.line is None else f"{file}:{problem.line}"
    return f"{place}: {_field(problem)}: {problem.found}; {problem.allowed}; {problem.do}"


def _field(problem: Problem) -> str:
    if problem.field is not None:
        return problem.field
    parts = (part if isinstance(part, int) else _readable_key(part) for part in problem.path)
    return path_text(tuple(parts)) or "file"


def _readable_key(key: str) -> str:
    text = visible(key)
    return text if len(text) <= _LONGEST_KEY else f"{text[:_LONGEST_KEY]}…"
