"""The program as a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from periodise.store.plan_file import write_plan_file
from tests.small_season import RECORD

PROJECT = Path(__file__).parents[2]
ATHLETE_FILE = PROJECT / "examples" / "chuckanut-50k.toml"
TODAY = "2026-11-30"


class Ended(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "periodise", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT), "LC_ALL": "C.UTF-8"}


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `periodise` with these arguments in a folder that is this test's alone."""

    def ended(*arguments: str, stdin: str = "") -> Ended:
        done = subprocess.run(
            command(*arguments),
            cwd=tmp_path,
            env=environment(),
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return ended


@pytest.fixture
def athlete_file(tmp_path: Path) -> Path:
    """An athlete file that can be planned as of `TODAY`."""
    path = tmp_path / "athlete.toml"
    path.write_bytes(ATHLETE_FILE.read_bytes())
    return path


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan of record made by hand."""
    path = tmp_path / "season.plan.json"
    write_plan_file(path, RECORD)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan made of `athlete_file` as of `TODAY`, with that file and its calendar beside it."""
    from tests.every_command import PLAN, fill

    fill(tmp_path)
    return tmp_path / PLAN
