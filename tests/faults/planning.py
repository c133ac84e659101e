"""Planning an example with something changed in its athlete file."""

import re
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from periodise.cli.commands import periodise
from periodise.domain.record import PlanRecord
from periodise.store.plan_file import read_plan_file
from tests.cli.conftest import ATHLETE_FILE, TODAY

Changes = dict[str, str]
"""New line by the beginning of the old one; "+" adds lines at the end."""


class Planned(NamedTuple):
    """How `plan` ended."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def record(self) -> PlanRecord:
        return read_plan_file(self.folder / "a.plan.json")

    @property
    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir() if not path.name.startswith(".")}

    def shown(self, *arguments: str) -> str:
        """What another command says of the plan."""
        command, *options = arguments
        ended = CliRunner().invoke(periodise, [command, str(self.folder / "a.plan.json"), *options])
        assert ended.exit_code == 0, ended.stderr
        return ended.stdout


def changed_text(changes: Changes) -> str:
    """The example with lines replaced."""
    text = ATHLETE_FILE.read_text(encoding="utf-8")
    for old, new in changes.items():
        if old == "+":
            text += f"\n{new}\n"
            continue
        text, count = re.subn(rf"(?m)^{re.escape(old)}.*$", lambda _: new, text, count=1)  # noqa: B023
        assert count, old
    return text


def planned(folder: Path, changes: Changes, *options: str, today: str = TODAY) -> Planned:
    """Plan the example with these changes in `folder`."""
    path = folder / "a.toml"
    path.write_text(changed_text(changes), encoding="utf-8")
    ended = CliRunner().invoke(periodise, ["plan", str(path), "--today", today, *options])
    assert not isinstance(ended.exception, Exception) or isinstance(ended.exception, SystemExit)
    return Planned(ended.exit_code, ended.stdout, ended.stderr, folder)
