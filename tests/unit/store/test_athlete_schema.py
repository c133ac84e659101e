"""The shipped JSON Schema: current, whole, and of one mind with the reader."""

import json
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import read_athlete_bytes
from periodise.store.athlete_keys import keys_of, tables
from periodise.store.athlete_schema import SCHEMA_NAME, athlete_schema, schema_text

SCHEMA = athlete_schema()


def as_json(text: str) -> Any:
    """A TOML file as an editor hands it to a JSON Schema validator: dates are text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def faults(text: str) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [".".join(map(str, error.absolute_path)) for error in validator.iter_errors(as_json(text))]


def test_the_shipped_schema_is_the_one_the_nouns_give() -> None:
    """Write it anew with `python -m periodise.store.athlete_schema > periodise/athlete.schema.json`."""
    assert files("periodise").joinpath(SCHEMA_NAME).read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_accepts_a_file_with_every_key() -> None:
    read_athlete_bytes(EXAMPLE.encode(), file="athlete.toml")
    assert faults(EXAMPLE) == []


@pytest.mark.parametrize(
    ("line", "broken", "field"),
    [
        ('body_mass = "70 kg"', "body_mass = 70", "athlete.body_mass"),
        ('body_mass = "70 kg"', 'body_mass = "70kg"', "athlete.body_mass"),
        ('body_mass = "70 kg"', 'body_mas = "70 kg"', "athlete"),
        ("date = 2027-06-19", 'date = "19/06/2027"', "race.date"),
        ('kind = "stage-race"', 'kind = "marathon"', "race.kind"),
        ('rate = "0.5 l/h"', 'rate = "0.5 l"', "kit.0.rate"),
        ('colour = "seagreen"', 'colour = "sea green"', "calendar.colour"),
        ("straps = true", 'straps = "yes"', "plan.straps"),
    ],
)
def test_it_refuses_what_the_reader_refuses(line: str, broken: str, field: str) -> None:
    assert line in EXAMPLE
    assert field in faults(EXAMPLE.replace(line, broken))


def test_every_key_has_a_description() -> None:
    definitions = {"Inputs": SCHEMA, **SCHEMA["$defs"]}
    bare = [
        f"{name}.{key}"
        for name, definition in definitions.items()
        for key, field in definition.get("properties", {}).items()
        if not field.get("description")
    ]
    assert bare == []


def test_every_key_of_the_file_has_an_example() -> None:
    examples: Any = tomllib.loads(EXAMPLE)
    for path in tables():
        table = examples
        for part in path:
            table = table[part]
        assert set(table) | {"stage", "screen"} >= set(keys_of(path)), path


def test_naming_the_schema_in_the_first_line_changes_nothing() -> None:
    plain = read_athlete_bytes(EXAMPLE.encode(), file="a")
    assert read_athlete_bytes(f"#:schema ./{SCHEMA_NAME}\n{EXAMPLE}".encode(), file="a") == plain
