"""When it says saved, it is saved (F-77): what was asked of the system, in which order, as strace saw it.

No kill can show a missing fsync, because the system keeps what it was given. Skipped where processes may not
be traced.
"""

import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from tests.cli.conftest import TODAY, environment
from tests.every_command import ATHLETE, PLAN, fill

CALLS = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,ftruncate,close"
LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
STRACE = which("strace")


class Call(NamedTuple):
    """One call that succeeded."""

    name: str
    details: str
    result: int

    @property
    def descriptor(self) -> int:
        return int(self.details.split(",")[0])

    @property
    def paths(self) -> list[str]:
        return [Path(path).name for path in re.findall(r'"([^"]*)"', self.details)]


def may_trace() -> bool:
    tried = [STRACE, "-o", "/dev/null", "true"] if STRACE else ["false"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif(not may_trace(), reason="needs strace and the right to trace")


def calls_of(folder: Path, *arguments: str) -> list[Call]:
    """What a run of the program asked of the system, from its first file opened for writing on."""
    log = folder / "strace.log"
    program = [sys.executable, "-m", "periodise", *arguments]
    traced = [str(STRACE), "-f", "-qq", "-s", "200", "-e", f"trace={CALLS}", "-o", str(log), *program]
    subprocess.run(traced, cwd=folder, env=environment(), capture_output=True, check=True)
    found = [LINE.match(line) for line in log.read_text(errors="replace").splitlines()]
    calls = [Call(one[1], one[2], int(one[3])) for one in found if one and int(one[3]) >= 0]
    begins = next(at for at, call in enumerate(calls) if "O_CREAT" in call.details)
    return calls[begins:]


def position(calls: list[Call], *, name: str, mentions: str) -> int:
    """Where the one call of that name stands that mentions a file."""
    (at,) = [
        at for at, call in enumerate(calls) if call.name.startswith(name) and call.paths[-1:] == [mentions]
    ]
    return at


WRITERS = {
    "plan": (("plan", ATHLETE, "--today", TODAY, "--force", "-o", "new.plan.json"), "new.plan.json"),
    "plan-again": (("plan", ATHLETE, "--today", "2026-11-29", "--force"), PLAN),
    "export": (("export", PLAN, "--to", "csv", "-o", "season.csv"), "season.csv"),
}


@needs_strace
@pytest.mark.parametrize("name", WRITERS)
def test_content_is_synced_before_its_name_and_the_folder_before_saved_is_said(
    tmp_path: Path, name: str
) -> None:
    fill(tmp_path)
    arguments, target = WRITERS[name]
    calls = calls_of(tmp_path, *arguments)
    renamed = position(calls, name="rename", mentions=target)
    temporary = calls[renamed].paths[0]
    opened = position(calls, name="openat", mentions=temporary)
    descriptor = calls[opened].result
    assert "O_EXCL" in calls[opened].details
    on_it = [call.name for call in calls[opened + 1 : renamed] if _is_on(call, descriptor)]
    assert on_it[:1] == ["write"], "the content goes into the temporary file"
    assert on_it[-1] == "fsync", "and is synced after its last byte, before it takes its name"
    said = next(at for at, call in enumerate(calls) if call.name == "write" and "Saved" in call.details)
    later = calls[renamed:said]
    folder = next(call.result for call in later if "O_DIRECTORY" in call.details)
    assert [call.name for call in later if _is_on(call, folder)][:1] == ["fsync"]


def _is_on(call: Call, descriptor: int) -> bool:
    return call.name in {"write", "pwrite64", "fsync", "ftruncate"} and call.descriptor == descriptor


@needs_strace
@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_in_place_but_the_lock(tmp_path: Path, name: str) -> None:
    fill(tmp_path)
    calls = calls_of(tmp_path, *WRITERS[name][0])
    written = {
        call.paths[0]
        for call in calls
        if call.name == "openat" and re.search("O_WRONLY|O_RDWR|O_TRUNC", call.details)
    }
    assert {path for path in written if not path.endswith((".periodise-tmp", ".lock"))} == set()


@needs_strace
def test_a_plan_is_never_open_to_others_not_for_a_moment(tmp_path: Path) -> None:
    fill(tmp_path)
    calls = calls_of(tmp_path, *WRITERS["plan"][0])
    made = [call.details for call in calls if "O_CREAT" in call.details and "plan.json" in call.details]
    assert made
    assert all(details.endswith("0600") for details in made)
