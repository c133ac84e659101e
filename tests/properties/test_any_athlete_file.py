"""Whatever is in the file: inputs, or a refusal in the promised form; never anything else."""

import copy
import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from periodise.domain.inputs import Inputs
from periodise.errors import InputRefused
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import read_athlete_bytes
from periodise.store.toml_lines import KeyWalk

FORM = re.compile(r"^a\.toml(:[1-9][0-9]*)?: \S.*: .+; .+; .+$")
VALUES: dict[str, Any] = tomllib.loads(EXAMPLE)


def outcome(contents: bytes) -> Inputs | tuple[str, ...]:
    """What reading gives; anything but `InputRefused` is let through and fails the test."""
    try:
        return read_athlete_bytes(contents, file="a.toml")
    except InputRefused as refused:
        problems = refused.problems
    assert problems
    for problem in problems:
        assert FORM.match(problem), problem
        assert problem.isprintable(), problem
    return problems


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place of the example where a value can be put."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in pairs for found in ((*path, key), *paths(inner, (*path, key)))]


def toml(value: Any) -> str:
    """A TOML literal of any value that TOML has."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{toml(key)} = {toml(inner)}' for key, inner in value.items())} }}"
    return repr(value)


def written(values: dict[str, Any]) -> bytes:
    """A whole file, one top-level key a line."""
    return "\n".join(f"{key} = {toml(value)}" for key, value in values.items()).encode()


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
UNITS = [
    "kg",
    "lb",
    "st",
    "km",
    "mi",
    "m",
    "ft",
    "min",
    "h",
    "l",
    "ml",
    "g",
    "/km",
    "/mi",
    "l/h",
    "g/day",
    "",
]
QUANTITIES = st.builds(
    "{}{}{}".format,
    st.integers(-1, 10**8) | st.floats(),
    st.sampled_from(["", " ", ":30 "]),
    st.sampled_from(UNITS),
)
SCALARS = (
    TEXT
    | QUANTITIES
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes()
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


@given(st.binary(max_size=200))
@example(b"\x00" * 50)
@example(b"[" * 3000)
@example(b"a = " + b"[" * 3000)
@example(b'a = "' + b"\\" * 999)
@example(b"a = '''")
@example(b"[a]\n[a]\n")
@example(b"\r")
@example(b"a = 1\rb = 2\n")
def test_any_bytes_give_inputs_or_a_refusal(contents: bytes) -> None:
    outcome(contents)


@given(st.text("[]{}=\"'#,.\n\r\\ abc0123456789-:_\u202e\x1b", max_size=80))
def test_any_almost_toml_gives_inputs_or_a_refusal(text: str) -> None:
    outcome(text.encode())


@given(st.data())
def test_any_piece_cut_out_of_a_good_file_gives_inputs_or_a_refusal(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(EXAMPLE)))
    end = data.draw(st.integers(start, min(len(EXAMPLE), start + 60)))
    outcome((EXAMPLE[:start] + data.draw(TEXT) + EXAMPLE[end:]).encode())


@given(st.sampled_from(paths(VALUES)), ANYTHING)
def test_any_value_at_any_key_gives_inputs_or_a_refusal(path: tuple[str | int, ...], value: Any) -> None:
    values = copy.deepcopy(VALUES)
    table: Any = values
    for part in path[:-1]:
        table = table[part]
    table[path[-1]] = value
    outcome(written(values))


@given(st.sampled_from([path for path in paths(VALUES) if isinstance(path[-1], str)]))
def test_a_good_file_without_one_of_its_keys_is_good_or_says_which(path: tuple[str | int, ...]) -> None:
    values = copy.deepcopy(VALUES)
    table: Any = values
    for part in path[:-1]:
        table = table[part]
    del table[path[-1]]
    found = outcome(written(values))
    assert isinstance(found, Inputs) or any(str(path[-1]) in problem for problem in found)


@given(st.dictionaries(TEXT, ANYTHING, max_size=4))
def test_every_value_of_any_toml_has_a_line(values: dict[str, Any]) -> None:
    text = "\n".join(f"{toml(key)} = {toml(value)}" for key, value in values.items())
    starts = KeyWalk(text).run().starts
    assert set(paths(tomllib.loads(text))) <= set(starts)


@given(st.sampled_from(["70 kg", "154 lb", "11 st 2 lb"]), st.integers(0, 99), st.integers(1, 40))
def test_what_was_read_comes_back_from_the_numbers_that_are_kept(mass: str, stages: int, km: int) -> None:
    values = copy.deepcopy(VALUES)
    values["athlete"]["body_mass"] = mass
    values["race"]["stage"] = [{"distance": f"{km} km", "ascent": "1 m"}] * (stages + 1)
    values["race"]["distance"] = f"{km * (stages + 1)} km"
    inputs = outcome(written(values))
    assert isinstance(inputs, Inputs)
    assert Inputs.model_validate_json(inputs.model_dump_json()) == inputs
