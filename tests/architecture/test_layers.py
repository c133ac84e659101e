"""The walls of the design: who may import whom, and who may ask for the day, for chance and for a file."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "periodise"
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE = ("domain", "metrics", "planner", "checker", "views", "errors.py")
CLOCKS = {"today", "now", "utcnow", "time_ns", "localtime", "gmtime"}
CHANCE = {"uuid1", "uuid4", "urandom", "randint", "shuffle", "token_hex"}
DISK = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
TZDATA_NAMES = "domain/times.py"
"""Reads the list of zone names in the tzdata package, and no other file."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def calls_in(path: Path) -> Iterator[str]:
    """Last names of all that a module calls, `today` for `date.today()`; our own clock is not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) != "clock.today":
            yield ast.unparse(node.func).rpartition(".")[2]


def callers_of(names: set[str], *, below: tuple[str, ...] = ("",)) -> set[str]:
    """Modules below these folders that call any of `names`."""
    paths = [path for path in MODULES if name_of(path).startswith(below)]
    return {name_of(path) for path in paths if names & set(calls_in(path))}


def test_every_import_goes_downward_and_neighbours_leave_each_other_alone() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_only_the_clock_of_the_command_line_asks_what_day_it_is() -> None:
    assert callers_of(CLOCKS) == {"cli/clock.py"}


def test_only_the_shell_draws_identities_and_only_the_writer_draws_names() -> None:
    assert callers_of(CHANCE) == {"cli/new.py", "store/atomic.py", "workflows.py"}


def test_the_core_opens_no_file() -> None:
    assert callers_of(DISK, below=CORE) == {TZDATA_NAMES}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_why_it_exists_and_holds_one_thought(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text:
        assert ast.get_docstring(ast.parse(text)), "a module opens with why it exists"
        assert text.count("\n") <= 400, "split it before it grows further"
