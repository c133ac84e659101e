"""Every problem of an athlete file at once, each with its line.

Fields are judged one by one, then fields against each other. So that a slip in one field does not hide
a contradiction between others, the second step sees the file with an example in the place of each
refused value, and says nothing that rests on one of these.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from periodise.domain.agreement import FieldPath, contradictions
from periodise.domain.inputs import Inputs
from periodise.store.athlete_example import example_at
from periodise.store.athlete_file import validated
from periodise.store.problems import Problem, contradiction_problem, printed, validation_problems
from periodise.store.toml_faults import read_document
from periodise.store.toml_lines import KeyWalk

_DEEPEST = 5
"""Tables and lists around a value: race, stages, one stage, its key."""


def problems_of_text(text: str, *, file: str) -> list[str]:
    """The lines to show for a file that cannot be used, in the order of the file."""
    document = read_document(text)
    problems = list(document.problems)
    if document.values is not None:
        found = problems_of_values(document.values, unread=document.unread)
        problems += _with_lines(found, KeyWalk(document.text).run())
    return printed(problems, file=file)


def placed(problems: Sequence[tuple[str, str]], *, text: str, file: str) -> Iterator[str]:
    """(field path, message) pairs with file and line; without a line where the key is not in the text."""
    starts = KeyWalk(text).run()
    for field, message in problems:
        path = tuple(int(part) - 1 if part.isdigit() else part for part in field.split("."))
        place = f"{file}:{starts.line(path)}" if path in starts.starts else file
        yield f"{place}: {field}: {message}"


def problems_of_values(values: dict[str, Any], *, unread: Sequence[FieldPath] = ()) -> list[Problem]:
    """Problems of each field and between fields, but none about what could not be read."""
    try:
        inputs = validated(values)
        refused: list[FieldPath] = list(unread)
        problems: list[Problem] = []
    except ValidationError as error:
        problems = [problem for problem in validation_problems(error) if not _touches(problem.path, unread)]
        refused = [*unread, *_refused_values(error)]
        repaired = _repaired(values, error)
        if repaired is None:
            return problems
        inputs = repaired
    problems += [
        contradiction_problem(contradiction)
        for contradiction in contradictions(inputs)
        if not any(_touches(path, refused) for path in contradiction.rests_on)
    ]
    return problems


def _with_lines(problems: Iterable[Problem], starts: KeyWalk) -> Iterator[Problem]:
    for problem in problems:
        yield problem._replace(line=starts.line(problem.path))


def _refused_values(error: ValidationError) -> list[FieldPath]:
    """Paths whose value cannot be relied on; a key too many harms no other."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return [fault["loc"] for fault in faults if fault["type"] != "extra_forbidden"]


def _repaired(values: dict[str, Any], error: ValidationError) -> Inputs | None:
    """The file with an example where a value was refused or missing; None if that is not enough."""
    mended = _copied(values)
    for path in _refused_values(error):
        _set(mended, path)
    try:
        return validated(mended, extra="ignore")
    except ValidationError:
        return None


def _set(values: Any, path: FieldPath) -> None:
    *around, last = path
    for part in around:
        values = values[part]
    values[last] = example_at(path)


def _copied(value: Any, *, depth: int = _DEEPEST) -> Any:
    """A copy of all tables that the program knows; what lies deeper is never changed."""
    if depth and isinstance(value, dict):
        return {key: _copied(inner, depth=depth - 1) for key, inner in value.items()}
    if depth and isinstance(value, list):
        return [_copied(inner, depth=depth - 1) for inner in value]
    return value


def _touches(path: FieldPath, others: Iterable[FieldPath]) -> bool:
    """Whether a path is, holds or lies in one of the others."""
    return any(path[: len(other)] == other[: len(path)] for other in others)
