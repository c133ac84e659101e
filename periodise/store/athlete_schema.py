"""The JSON Schema of the athlete file, made from the nouns, so that an editor completes and checks it.

`python -m periodise.store.athlete_schema` prints it; the copy in the package is what people point
their editor at, with `#:schema ./athlete.schema.json` as the first line of the file.
"""

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent
from typing import Any

from periodise.domain.inputs import Inputs
from periodise.domain.noun import Noun
from periodise.store.athlete_example import example_at
from periodise.store.athlete_keys import noun_at, tables

SCHEMA_NAME = "athlete.schema.json"
"""Name of the shipped copy, in the package."""

Json = dict[str, Any]


def schema_text() -> str:
    """The schema as the shipped file holds it."""
    return json.dumps(athlete_schema(), indent=1, ensure_ascii=False) + "\n"


def athlete_schema() -> Json:
    """The schema of a file as a person types it: keys by their names there, quantities as text."""
    schema = Inputs.model_json_schema(by_alias=True, mode="validation")
    definitions = schema.pop("$defs")
    for noun, example in _nouns():
        _describe(_schema_of(noun, schema, definitions), noun, example)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "periodise athlete file",
        "description": "Who trains, what for, and in how much time. Every quantity is text with its unit.",
    }
    plain = _without_defaults_and_null({**schema, "$defs": definitions})
    return {**plain, **head}


def _nouns() -> Iterator[tuple[type[Noun], Any]]:
    """Every noun of the file once, with the example of its table."""
    seen = set()
    for path in ((), *tables()):
        noun = noun_at(path)
        if noun and noun not in seen:
            seen.add(noun)
            yield noun, example_at(path)


def _schema_of(noun: type[Noun], schema: Json, definitions: Json) -> Json:
    found: Json = schema if noun is Inputs else definitions[noun.__name__]
    return found


def _describe(schema: Json, noun: type[Noun], example: Any) -> None:
    """Give each property the words that stand under its field, and an example."""
    words = field_descriptions(noun)
    for name, field in noun.model_fields.items():
        key = field.alias or name
        described = schema["properties"][key]
        if name in words:
            described["description"] = words[name]
        value = example.get(key)
        if value is not None and not isinstance(value, dict | list | bool):
            described.setdefault("examples", [value if isinstance(value, int) else str(value)])


def field_descriptions(noun: type[Noun]) -> dict[str, str]:
    """The string under each field of a noun, as one line."""
    [definition] = ast.parse(dedent(inspect.getsource(noun))).body
    if not isinstance(definition, ast.ClassDef):
        return {}
    found = {}
    for pair in pairwise(definition.body):
        match pair:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=words)):
                found[name] = " ".join(str(words).split())
    return found


def _without_defaults_and_null(value: Any) -> Any:
    """TOML knows no null, and our defaults are in the program's own units: neither belongs in the schema."""
    if isinstance(value, list):
        return [_without_defaults_and_null(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {key: inner for key, inner in value.items() if key != "default" or isinstance(inner, bool | str)}
    options = [option for option in kept.pop("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        kept = {**options[0], **kept}
    elif options:
        kept["anyOf"] = options
    return {key: _without_defaults_and_null(inner) for key, inner in kept.items()}


if __name__ == "__main__":
    print(schema_text(), end="")
