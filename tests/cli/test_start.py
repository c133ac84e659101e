"""What the program loads before it does anything: a runner who asks for help waits for nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from periodise import __version__
from periodise.cli.commands import COMMANDS
from tests.cli.conftest import TODAY, Run, environment

HEAVY = {"pydantic", "icalendar", "rich", "tomlkit", "asyncio"}
LOADED_AFTER = """
import json, sys
from periodise.cli.main import run
sys.argv = ["periodise", *json.loads(sys.argv[1])]
code = run()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded_after(*arguments: str, folder: Path) -> set[str]:
    """Names of the modules in memory when the program has ended well."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED_AFTER, json.dumps(arguments)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), *[(name, "--help") for name in COMMANDS]])
def test_help_loads_none_of_the_heavy_libraries(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    loaded = loaded_after(*arguments, folder=tmp_path)
    assert loaded & (HEAVY | {"importlib.metadata"}) == set()


def test_the_root_help_loads_no_command(tmp_path: Path) -> None:
    loaded = loaded_after("--help", folder=tmp_path)
    assert loaded & {entry.module for entry in COMMANDS.values()} == set()


def test_showing_a_plan_loads_no_calendar_library_and_explaining_it_draws_no_table(
    tmp_path: Path, plan_file: Path
) -> None:
    assert "icalendar" not in loaded_after("show", plan_file.name, folder=tmp_path)
    assert {"icalendar", "rich"} & loaded_after("explain", plan_file.name, "R-63", folder=tmp_path) == set()


def test_planning_loads_nothing_that_draws_tables_or_edits_files(tmp_path: Path, athlete_file: Path) -> None:
    loaded = loaded_after("plan", athlete_file.name, "--today", TODAY, folder=tmp_path)
    assert loaded & {"rich", "tomlkit", "asyncio"} == set()


def test_the_library_can_be_imported_without_the_command_line_and_the_calendar() -> None:
    check = "import sys, periodise; periodise.build_plan; print(*{'click', 'icalendar'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", check], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == ""


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").out == f"periodise {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(run: Run, name: str) -> None:
    ending = run(name, "--help")
    assert (ending.code, ending.err) == (0, "")
    first_line = ending.out.splitlines()[2].strip()
    assert first_line == COMMANDS[name].summary


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section_in_the_manual(name: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"## periodise {name}\n" in manual


def test_a_name_that_the_library_does_not_have_is_an_attribute_error() -> None:
    import periodise

    with pytest.raises(AttributeError, match="no attribute 'jog'"):
        _ = periodise.jog
