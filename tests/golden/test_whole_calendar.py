"""One example's calendar and days, whole: whatever changes a runner's calendar is seen and read here."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = "chuckanut-50k"


def periodise(*arguments: str, folder: Path) -> None:
    command = [sys.executable, "-m", "periodise", *arguments]
    subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    athlete = tmp_path / f"{NAME}.toml"
    athlete.write_bytes((ROOT / "examples" / athlete.name).read_bytes())
    periodise("plan", athlete.name, "--today", "2026-11-30", folder=tmp_path)
    return tmp_path


def test_the_calendar_of_an_example_is_as_before(folder: Path, golden: Callable[[str, bytes], None]) -> None:
    golden(f"{NAME}.ics", (folder / f"{NAME}.ics").read_bytes())


def test_the_days_of_an_example_are_as_before(folder: Path, golden: Callable[[str, bytes], None]) -> None:
    periodise("export", f"{NAME}.plan.json", "--to", "csv", "-o", "days.csv", folder=folder)
    golden(f"{NAME}.csv", (folder / "days.csv").read_bytes())
