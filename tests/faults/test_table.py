"""The table of faults is whole, and every test it names is there."""

import re
from pathlib import Path
from typing import Any

import pytest

from periodise.cli.commands import COMMANDS
from tests.faults_page import faults, promises

TESTS = Path(__file__).parents[1]
NUMBERS = [*range(1, 96), *range(101, 135), *range(154, 158)]
"""96 to 100 were never given out; 135 to 153 are about servers, and no command talks to one."""
BY_NUMBER: dict[str, dict[str, Any]] = {
    number: fault for section in faults().values() for number, fault in section.items() if number != "title"
}
SHOWN = [(number, test) for number, fault in BY_NUMBER.items() for test in fault.get("tests", ())]
NAMED_BY_ROWS = "unit/store/test_athlete_file.py::test_a_fault_is_refused_on_its_own_line_and_says_what_to_do"
"""A test whose every row begins with the number of its fault."""


def test_every_fault_stands_once_and_in_order() -> None:
    assert list(BY_NUMBER) == [f"F-{number:02d}" for number in NUMBERS]


@pytest.mark.parametrize("number", BY_NUMBER)
def test_a_fault_is_answered_and_shown_or_says_why_not(number: str) -> None:
    fault = BY_NUMBER[number]
    assert fault["what"]
    answered = {"answer", "tests"} <= set(fault)
    assert answered + ("waits" in fault) + ("outside" in fault) == 1


@pytest.mark.parametrize(("number", "test"), SHOWN)
def test_a_test_that_shows_a_fault_is_there(number: str, test: str) -> None:
    file, _, name = test.partition("::")
    text = (TESTS / file).read_text(encoding="utf-8")
    assert re.search(rf"(?m)^def {name}\(", text)
    assert test != NAMED_BY_ROWS or f'"{number}"' in text


@pytest.mark.parametrize("number", [number for number, fault in BY_NUMBER.items() if "waits" in fault])
def test_no_fault_waits_for_a_command_that_has_come(number: str) -> None:
    awaited = BY_NUMBER[number]["waits"].split(" and ")
    assert [command for command in awaited if command not in COMMANDS], "name the tests that show it"


@pytest.mark.parametrize("number", promises())
def test_the_tests_of_a_promise_are_there(number: str) -> None:
    row = promises()[number]
    assert row["promise"]
    assert [file for file in row["tests"] if not (TESTS / file).is_file()] == []


def test_promises_stand_in_order() -> None:
    assert list(promises()) == sorted(promises())
