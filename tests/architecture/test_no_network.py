"""Nothing goes over the network, and no other program is started: Python itself is asked what was done."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import environment
from tests.every_command import PLAN, ROWS, fill

WATCHED = """
import json, sys

seen = []
def watch(event, arguments):
    outside = event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib."))
    if outside or event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"):
        seen.append(event)
sys.addaudithook(watch)
from periodise.cli.main import run
codes = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["periodise", *arguments]
    codes.append(run())
if PROBE:
    import socket
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
print(json.dumps([codes, seen]), file=sys.stderr)
"""


CALLS = [*[(row.arguments, row.ends_with) for row in ROWS], (("undo", PLAN), 0)]
"""Every row, one after the other in one folder; then there is a change to take back."""


def watched(folder: Path, *, probe: bool) -> tuple[list[int], list[str]]:
    """Exit codes of all commands, and every event that reaches outside; with `probe` a socket is opened."""
    fill(folder)
    program = WATCHED.replace("PROBE", str(probe))
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps([arguments for arguments, _ in CALLS])],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    codes, seen = json.loads(done.stderr.splitlines()[-1])
    return codes, seen


def test_no_command_opens_a_connection_or_starts_a_program(tmp_path: Path) -> None:
    assert watched(tmp_path, probe=False) == ([code for _, code in CALLS], [])


def test_a_connection_would_be_noticed(tmp_path: Path) -> None:
    assert watched(tmp_path, probe=True)[1] == ["socket.__new__"]
