"""Other programs that read our calendar files. One that is missing fails the tests: it is never skipped."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

READERS = Path(__file__).parent / "readers"
NAMES = ("libical", "ical.js", "vobject", "khal")
INSTALL = (
    "Readers need: apt-get install gcc pkg-config libical-dev; npm install --prefix tests/calendar/readers"
)

Seen = dict[str, object]
Command = tuple[str | Path, ...]


def run(*command: str | Path) -> str:
    """Standard output of a reader; fails when it is missing or refuses the file."""
    try:
        answer = subprocess.run(list(map(str, command)), capture_output=True, timeout=300, check=False)
    except FileNotFoundError as missing:
        pytest.fail(f"{missing.filename} is missing. {INSTALL}")
    said = answer.stderr.decode(errors="replace")[-2000:]
    assert answer.returncode == 0, f"{command[0]} refuses: {said}\n{INSTALL}"
    return answer.stdout.decode()


def reader_commands(folder: Path) -> dict[str, Command]:
    """How each reader is started; libical's is compiled into `folder`."""
    program = folder / "libical_view"
    flags = run("pkg-config", "--cflags", "--libs", "libical").split()
    run("gcc", "-o", program, READERS / "libical_view.c", *flags)
    return {
        "libical": (program,),
        "ical.js": ("node", READERS / "icaljs_view.mjs"),
        "vobject": (sys.executable, READERS / "vobject_view.py"),
        "khal": (sys.executable, READERS / "khal_view.py"),
    }


def events_seen(command: Command, path: Path) -> list[Seen]:
    """What a reader understands of the calendar at `path`, by UID."""
    seen: list[Seen] = json.loads(run(*command, path))
    return sorted(seen, key=lambda event: str(event["uid"]))
