"""Every command with the files it reads and writes, for tests of what all of them promise.

A new command is one row or more here; `tests/architecture/test_no_network.py`, `tests/faults` and
`tests/cli/test_every_command.py` then hold it to the same promises.
"""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.cli.conftest import ATHLETE_FILE, TODAY, environment

ATHLETE = "athlete.toml"
PLAN = "athlete.plan.json"
LOCK = ".athlete.plan.json.lock"
COACH = "coach.csv"
"""The plan as a table, as a coach sends it back."""


class Row(NamedTuple):
    """One way to call the program, in a folder that holds an athlete file, its plan and its calendar."""

    arguments: tuple[str, ...]
    reads: str | None = None
    """The file it is made from: damaged, it must be refused."""
    writes: tuple[str, ...] = ()
    """What it may make or change."""
    ends_with: int = 0

    @property
    def name(self) -> str:
        return " ".join(self.arguments)


ROWS = (
    Row(("new", "--yes", "new.toml", "--today", TODAY), writes=("new.toml",)),
    Row(
        ("plan", ATHLETE, "--today", TODAY, "--force"),
        reads=ATHLETE,
        writes=(PLAN, f"{PLAN}.1", "athlete.ics", LOCK),
    ),
    Row(("show", PLAN), reads=PLAN),
    Row(("show", PLAN, "--week", "2027-01-06"), reads=PLAN),
    Row(("check", PLAN), reads=PLAN),
    Row(("check", PLAN, "--json"), reads=PLAN),
    Row(("explain", PLAN, "R-63"), reads=PLAN),
    Row(("explain", PLAN, "2027-01-05"), reads=PLAN),
    Row(("rules",)),
    Row(("rules", "R-63")),
    Row(("repair", PLAN), writes=(LOCK,)),
    Row(("repair", PLAN, "--accept-edits", "--today", TODAY), writes=(LOCK,)),
    *[Row(("export", PLAN, "--to", form), reads=PLAN) for form in ("ics", "json", "csv", "html")],
    *[
        Row(("export", PLAN, "--to", form, "-o", f"out.{form}"), reads=PLAN, writes=(f"out.{form}",))
        for form in ("pdf", "xlsx")
    ],
    Row(("merge", PLAN, COACH, "--dry-run", "--today", TODAY), reads=PLAN),
    Row(("undo", PLAN), writes=(LOCK,), ends_with=2),
    Row(
        ("done", PLAN, TODAY, "--duration", "30 min", "--today", TODAY),
        reads=PLAN,
        writes=(PLAN, f"{PLAN}.1", LOCK),
    ),
    Row(
        ("missed", PLAN, TODAY, "--reason", "life", "--today", TODAY),
        reads=PLAN,
        writes=(PLAN, f"{PLAN}.1", LOCK),
    ),
    Row(
        ("replan", PLAN, "--race-date", "2027-04-03", "--yes", "--today", TODAY),
        reads=PLAN,
        writes=(PLAN, f"{PLAN}.1", "athlete.ics", "athlete.update.ics", LOCK),
    ),
    Row(("diff", PLAN, PLAN), reads=PLAN),
    Row(("export", PLAN, "--to", "ics", "--remove", "-o", "off.ics"), reads=PLAN, writes=("off.ics",)),
)


def fill(folder: Path) -> None:
    """Put an athlete file, its plan and its calendar into `folder`."""
    for name, content in _season().items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)


@cache
def _season() -> dict[str, bytes]:
    """What `plan` makes of an example, made once."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ATHLETE_FILE, folder / ATHLETE)
        for arguments in (("plan", ATHLETE, "--today", TODAY), ("export", PLAN, "--to", "csv", "-o", COACH)):
            subprocess.run(
                [sys.executable, "-m", "periodise", *arguments],
                cwd=folder,
                env=environment(),
                capture_output=True,
                check=True,
            )
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK}
