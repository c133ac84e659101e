"""How long a runner waits, part by part: `python -m pytest tests/bench --benchmark-enable`.

Nothing here fails for being slow; what must not be loaded at all is watched in `tests/cli/test_start.py`.
The two `floor` rows are what the others are to be held against, in the same run.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.test_plan import ATHLETE_FILE, TODAY
from tests.cli.conftest import command, environment

FLOORS = {
    "floor: click": [sys.executable, "-c", "import click"],
    "floor: click, icalendar, pydantic": [
        sys.executable,
        "-c",
        "import click, icalendar; from pydantic import BaseModel, Field",
    ],
}
COMMANDS = {
    "periodise --help": command("--help"),
    "periodise --version": command("--version"),
    "periodise plan": command(
        "plan", str(ATHLETE_FILE), "--today", str(TODAY), "--force", "-o", "a.plan.json", "--ics", "a.ics"
    ),
    "periodise show": command("show", "a.plan.json"),
    "periodise check": command("check", "a.plan.json"),
    "periodise export --to ics": command("export", "a.plan.json", "--to", "ics", "-o", "b.ics"),
    "periodise export --to json": command("export", "a.plan.json", "--to", "json", "-o", "b.json"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a plan stands."""
    there = tmp_path_factory.mktemp("bench")
    ended(COMMANDS["periodise plan"], there)
    return there


def ended(arguments: Sequence[str], folder: Path) -> None:
    compiled = {key: value for key, value in environment().items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        arguments,
        cwd=folder,
        env=compiled,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


@pytest.mark.parametrize("name", [*FLOORS, *COMMANDS])
def test_a_whole_process(benchmark: BenchmarkFixture, folder: Path, name: str) -> None:
    benchmark.pedantic(ended, args=({**FLOORS, **COMMANDS}[name], folder), rounds=9, warmup_rounds=2)
