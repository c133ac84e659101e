"""What every command promises, row by row of `tests/every_command.py`."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tests.every_command import ATHLETE, PLAN, ROWS, Row, fill

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
FILLED = {ATHLETE, PLAN, "athlete.ics"}


def ended(
    folder: Path,
    *arguments: str,
    python: tuple[str, ...] = (),
    changes: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """A run of the program; variables that change to "" are not set."""
    wanted = {**environment(), **(changes or {})}
    return subprocess.run(
        [sys.executable, *python, "-m", "periodise", *arguments],
        cwd=folder,
        env={name: value for name, value in wanted.items() if value},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=before,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def same_day_from_any_run(made: dict[str, bytes]) -> dict[str, bytes]:
    """Files whose bytes must not differ between runs: a new athlete file has an id of its own, a lock too."""
    return {name: content for name, content in made.items() if not name.endswith((".lock", "new.toml"))}


@each_row
def test_a_command_makes_the_files_that_it_says_and_no_other(tmp_path: Path, row: Row) -> None:
    fill(tmp_path)
    before = contents(tmp_path)
    done = ended(tmp_path, *row.arguments)
    assert done.returncode == row.ends_with, done.stderr
    after = contents(tmp_path)
    changed = {name for name, content in after.items() if before.get(name) != content}
    assert changed <= set(row.writes)
    assert set(before) <= set(after)


@each_row
def test_a_command_says_and_writes_the_same_with_asserts_off_and_in_a_bare_environment(
    tmp_path: Path, row: Row
) -> None:
    usual, bare = tmp_path / "usual", tmp_path / "bare"
    for folder in (usual, bare):
        folder.mkdir()
        fill(folder)
    expected = ended(usual, *row.arguments)
    without = {"HOME": "", "LC_ALL": "xx_XX", "LANG": "", "TMPDIR": "/nowhere", "TZ": "Asia/Kathmandu"}
    done = ended(bare, *row.arguments, python=("-O",), changes={**without, "PYTHONHASHSEED": "4711"})
    assert done.returncode == expected.returncode
    assert done.stdout.decode() == expected.stdout.decode()
    assert done.stderr == expected.stderr
    assert same_day_from_any_run(contents(bare)) == same_day_from_any_run(contents(usual))


def scarcely_anything() -> None:
    """Half a gibibyte of memory, ten seconds of the processor, eight descriptors."""
    resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))


@each_row
def test_a_command_needs_little_of_the_machine(tmp_path: Path, row: Row) -> None:
    fill(tmp_path)
    done = ended(tmp_path, *row.arguments, before=scarcely_anything)
    assert done.returncode == row.ends_with, done.stderr


@each_row
def test_a_command_whose_output_is_full_ends_with_5_and_one_that_nobody_hears_as_ever(
    tmp_path: Path, row: Row
) -> None:
    usual, full, closed = (tmp_path / name for name in ("usual", "full", "closed"))
    for folder in (usual, full, closed):
        folder.mkdir()
        fill(folder)
    says_something = ended(usual, *row.arguments).stdout
    unheard = ended(full, *row.arguments, before=_with_output("/dev/full"))
    assert unheard.returncode == (5 if says_something else row.ends_with), unheard.stderr
    assert b"Traceback" not in unheard.stderr
    alone = ended(closed, *row.arguments, before=lambda: os.close(1))
    assert alone.returncode == row.ends_with, alone.stderr
    assert same_day_from_any_run(contents(closed)) == same_day_from_any_run(contents(usual))


def _with_output(path: str) -> Callable[[], None]:
    def redirect() -> None:
        os.dup2(os.open(path, os.O_WRONLY), 1)

    return redirect


@pytest.mark.parametrize("name", ["-rf.plan.json", "a\x1b[31m\nb.plan.json", "\udcff\udcfe.plan.json"])
@pytest.mark.parametrize("command", ["show", "check", "repair"])
def test_f94_a_file_may_be_called_anything_and_is_told_harmlessly(
    tmp_path: Path, name: str, command: str
) -> None:
    fill(tmp_path)
    (tmp_path / PLAN).rename(tmp_path / name)
    assert ended(tmp_path, command, "--", name).returncode == 0
    (tmp_path / name).write_bytes(b"{}")
    refused = ended(tmp_path, command, f"./{name}")
    assert refused.returncode == 4
    assert b"\x1b" not in refused.stderr
    assert refused.stderr.count(b"\n") <= 2


def test_f94_an_athlete_file_may_be_called_anything(tmp_path: Path) -> None:
    fill(tmp_path)
    odd = tmp_path / "\udcff\n\x1b.toml"
    (tmp_path / ATHLETE).rename(odd)
    done = ended(tmp_path, "plan", odd.name, "--today", "2026-11-30")
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert odd.with_suffix(".plan.json").is_file()
    odd.write_text("[athlete]\nnme = 1\n")
    refused = ended(tmp_path, "plan", odd.name, "--force")
    assert refused.returncode == 2
    assert b"\x1b" not in refused.stderr
    assert b"Traceback" not in refused.stderr
