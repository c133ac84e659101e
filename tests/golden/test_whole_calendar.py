"""Two examples' calendars and days, whole: whatever changes a runner's calendar is seen and read here."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = {"chuckanut-50k": "2026-11-30", "marathon-des-sables": "2026-10-12"}
"""A race of one day and one in stages, and the day each plan is made on."""


def periodise(*arguments: str, folder: Path) -> None:
    command = [sys.executable, "-m", "periodise", *arguments]
    subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The stem of the files of an example's plan."""
    name = str(request.param)
    (tmp_path / f"{name}.toml").write_bytes((ROOT / "examples" / f"{name}.toml").read_bytes())
    periodise("plan", f"{name}.toml", "--today", EXAMPLES[name], folder=tmp_path)
    return tmp_path / name


def test_the_calendar_of_an_example_is_as_before(example: Path, golden: Callable[[str, bytes], None]) -> None:
    golden(f"{example.name}.ics", example.with_suffix(".ics").read_bytes())


def test_the_days_of_an_example_are_as_before(example: Path, golden: Callable[[str, bytes], None]) -> None:
    periodise("export", f"{example.name}.plan.json", "--to", "csv", "-o", "days.csv", folder=example.parent)
    golden(f"{example.name}.csv", (example.parent / "days.csv").read_bytes())
