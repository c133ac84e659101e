"""Lines of keys, judged by tree-sitter, which shares no code with us or with `tomllib`."""

import tomllib
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from periodise.domain.agreement import FieldPath
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_template import Answers, athlete_template
from periodise.store.toml_lines import KeyWalk, line_of

HARMLESS_AND_ODD = '''
# a comment with [race] and key = 1

title = "a # in quotes [race]"   # name = "x"
"quoted key" = 1
'literal.key' = { "in ner" = 1, b = [1, { c = 2 }] }
dotted.key.deep = true
dotted . spaced = 1
"é\\u0041\\"x" = 2

many = """
[not.a.table]
key = 1
"""
literal = \'\'\'
[[nor.this]] "
\'\'\'
quotes = """a""""
list = [
  1, # one ]
  "two ]",
  [ 3,
    4 ],
  { five = 5,
   },
]
'''.replace("five = 5,\n   }", "five = 5 }")

NASTY = {
    "odd keys and strings": HARMLESS_AND_ODD,
    "lists of tables in lists of tables": """
[[race.stage]]
distance = "1 km"
[[race.stage]]
distance = "2 km"
  [race.stage.shelter]
  name = "hut"
  [[race.stage.climb]]
  m = 1
  [[race.stage.climb]]
  m = 2
[[race.stage]]
[[race.stage.climb]]
m = 3
[race.other]
x = 1
""",
    "a table after its part": """
[athlete.screen]
hernia = false
[trip]
a = 1
[athlete]
name = "x"
[ week . monday ]
available = "x"
""",
    "lists written in one line": """
trip = [{ start = 2027-01-01, end = 2027-01-02 }, { start = 2027-02-01,   end = 2027-02-02 }]
away = [
  { start = 2027-01-01 },

  { start = 2027-01-05, end = 07:32:00 },
]
empty = []
none = {}
""",
    "carriage returns": 'a = 1\r\n[b]\r\nc = """\r\nx\r\n"""\r\nd = 2\r\n'.replace("\r\n", "\n"),
    "no newline at the end": "[a]\nb = 1.5e3",
    "the example": EXAMPLE,
    "the template": athlete_template(
        Answers(race_date=date(2027, 6, 19)),
        plan_id=UUID("3f1c2a9e-5b7d-4c1e-9a2f-6d8e0b4c7a15"),
    ),
}


def judged_lines(text: str) -> dict[FieldPath, int]:
    """Line of every `key = value` at its full path, as tree-sitter sees the text."""
    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    assert not tree.root_node.has_error
    lines: dict[FieldPath, int] = {}
    entries: dict[FieldPath, int] = {}
    for node in tree.root_node.named_children:
        table: FieldPath = ()
        if node.type in ("table", "table_array_element"):
            table = _table(node, entries)
        if node.type == "pair":
            _pair(node, table, lines)
        for pair in node.named_children if node.type.startswith("table") else ():
            if pair.type == "pair":
                _pair(pair, table, lines)
    return lines


def _table(node: Node, entries: dict[FieldPath, int]) -> FieldPath:
    path: FieldPath = ()
    *parents, last = _parts(node.named_children[0])
    for part in parents:
        path = (*path, part)
        path = (*path, entries[path] - 1) if path in entries else path
    path = (*path, last)
    if node.type == "table_array_element":
        entries[path] = entries.get(path, 0) + 1
        path = (*path, entries[path] - 1)
    return path


def _pair(node: Node, table: FieldPath, lines: dict[FieldPath, int]) -> None:
    key, value = node.named_children[0], node.named_children[1]
    path = (*table, *_parts(key))
    lines[path] = node.start_point[0] + 1
    _value(value, path, lines)


def _value(node: Node, path: FieldPath, lines: dict[FieldPath, int]) -> None:
    if node.type == "inline_table":
        for pair in node.named_children:
            _pair(pair, path, lines)
    if node.type == "array":
        elements = [child for child in node.named_children if child.type != "comment"]
        for index, element in enumerate(elements):
            lines[(*path, index)] = element.start_point[0] + 1
            _value(element, (*path, index), lines)


def _parts(node: Node) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _parts(child))
    text = node.text.decode() if node.text else ""
    return (next(iter(tomllib.loads(f"{text} = 1"))),)


@pytest.mark.parametrize("name", NASTY)
def test_every_key_is_found_on_the_line_that_an_independent_parser_gives(name: str) -> None:
    text = NASTY[name]
    tomllib.loads(text)
    walk = KeyWalk(text).run()
    assert walk.position == len(text)
    found = {path: line_of(text, walk.starts[path]) for path in judged_lines(text)}
    assert found == judged_lines(text)


@pytest.mark.parametrize("name", NASTY)
def test_every_value_that_was_parsed_has_a_place(name: str) -> None:
    walk = KeyWalk(NASTY[name]).run()
    assert not set(paths(tomllib.loads(NASTY[name]))) - set(walk.starts)


def paths(value: Any, path: FieldPath = ()) -> list[FieldPath]:
    if isinstance(value, dict):
        inner = [((*path, key), item) for key, item in value.items()]
    else:
        inner = (
            [((*path, index), item) for index, item in enumerate(value)] if isinstance(value, list) else []
        )
    return [found for at, item in inner for found in (at, *paths(item, at))]


def test_a_key_that_is_not_there_is_looked_for_at_its_table_and_then_in_line_1() -> None:
    walk = KeyWalk("# athlete\n\n[race]\nname = 'x'\n").run()
    assert walk.line(("race", "date")) == 3
    assert walk.line(("athlete", "name")) == 1
