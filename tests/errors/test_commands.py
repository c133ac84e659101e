"""One run for each way in which a command refuses, beside it what standard error shows and the exit code.

`python -m tests.errors.test_commands` writes the `.stderr` files and their README anew from what commands
really say; read the difference before you keep it.
"""

from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from periodise.cli.commands import periodise
from tests.every_command import ATHLETE, PLAN, fill

FOLDER = Path(__file__).parent / "commands"
TOO_SOON = Path(__file__).parents[1] / "seasons" / "novice-50-km-from-25-km-a-week.toml"
KEPT = f"{PLAN}.1"
FOREIGN_CALENDAR = b"BEGIN:VCALENDAR\r\nPRODID:-//somebody//else//EN\r\nEND:VCALENDAR\r\n"

Spoiling = Callable[[Path], object]


def plan_of(change: Callable[[bytes], bytes]) -> Spoiling:
    """Change the plan file."""
    return lambda folder: (folder / PLAN).write_bytes(change((folder / PLAN).read_bytes()))


def kept_too(spoil: Spoiling) -> Spoiling:
    """Keep the revision before, then spoil."""

    def both(folder: Path) -> None:
        (folder / KEPT).write_bytes((folder / PLAN).read_bytes())
        spoil(folder)

    return both


def without(name: str) -> Spoiling:
    return lambda folder: (folder / name).unlink()


def nothing(_folder: Path) -> None:
    """Leave all as it is: an athlete file, its plan and its calendar."""


CUT = plan_of(lambda content: content[: len(content) // 2])
EDITED = plan_of(lambda content: content.replace(b'"rpe": 3', b'"rpe": 4', 1))
NEWER = plan_of(lambda content: content.replace(b'"format": 1,', b'"format": 2,'))


class Case(NamedTuple):
    arguments: str
    spoil: Spoiling = nothing


CASES = {
    "athlete-file-is-missing": Case("plan nobody.toml"),
    "athlete-file-is-a-folder": Case("plan ."),
    "calendar-of-somebody-else": Case(
        f"plan {ATHLETE} -o new.plan.json --ics theirs.ics --today 2026-11-30",
        lambda folder: (folder / "theirs.ics").write_bytes(FOREIGN_CALENDAR),
    ),
    "command-is-misspelled": Case("shwo season.plan.json"),
    "command-is-unknown": Case("jog"),
    "date-in-another-spelling": Case(f"plan {ATHLETE} --today 30/11/2026"),
    "date-of-no-calendar": Case(f"plan {ATHLETE} --today 2026-11-31"),
    "day-outside-the-plan": Case(f"explain {PLAN} 2028-01-01"),
    "export-in-an-unknown-form": Case(f"export {PLAN} --to docx"),
    "export-of-a-schema-and-a-plan": Case(f"export {PLAN} --to json --schema"),
    "export-over-the-plan": Case(f"export {PLAN} --to json -o {PLAN}"),
    "export-that-is-update-and-removal": Case(f"export {PLAN} --to ics --update --remove"),
    "export-update-of-a-table": Case(f"export {PLAN} --to csv --update"),
    "export-without-a-plan": Case("export --to csv"),
    "gate-that-nobody-may-open": Case(f"plan {ATHLETE} --accept R-85a"),
    "goal-that-is-not-safe": Case(
        "plan novice.toml --today 2027-02-01",
        lambda folder: (folder / "novice.toml").write_bytes(TOO_SOON.read_bytes()),
    ),
    "new-over-an-athlete-file": Case(f"new {ATHLETE} --yes"),
    "new-without-a-terminal": Case("new another.toml"),
    "option-is-unknown": Case(f"plan {ATHLETE} --fast"),
    "output-in-no-folder": Case(f"plan {ATHLETE} -o nowhere/season.plan.json --today 2026-11-30"),
    "output-is-a-folder": Case(f"export {PLAN} --to csv -o ."),
    "outputs-in-one-file": Case(f"plan {ATHLETE} -o season --ics season --today 2026-11-30"),
    "plan-changed-by-hand": Case(f"show {PLAN}", EDITED),
    "plan-changed-by-hand-with-a-kept-copy": Case(f"show {PLAN}", kept_too(EDITED)),
    "plan-cut-short": Case(f"check {PLAN}", CUT),
    "plan-cut-short-with-a-kept-copy": Case(f"check {PLAN}", kept_too(CUT)),
    "plan-is-a-folder": Case("show ."),
    "plan-is-an-athlete-file": Case(f"show {ATHLETE}"),
    "plan-is-empty": Case(f"export {PLAN} --to ics", plan_of(lambda _: b"")),
    "plan-is-missing": Case("show nobody.plan.json"),
    "plan-is-there-already": Case(f"plan {ATHLETE} --today 2026-11-30"),
    "plan-of-a-newer-format": Case(f"show {PLAN}", NEWER),
    "plan-was-deleted": Case(f"show {PLAN}", kept_too(without(PLAN))),
    "plan-was-deleted-and-begun-anew": Case(f"plan {ATHLETE}", kept_too(without(PLAN))),
    "race-in-the-past": Case(f"plan {ATHLETE} --today 2027-03-21 --force"),
    "repair-of-a-newer-format": Case(f"repair {PLAN} --yes", kept_too(NEWER)),
    "repair-without-a-kept-copy": Case(f"repair {PLAN} --yes", CUT),
    "repair-without-a-terminal": Case(f"repair {PLAN}", kept_too(CUT)),
    "rule-is-unknown": Case("rules R-99"),
    "start-long-past": Case(f"plan {ATHLETE} --today 2026-12-07 --force"),
    "week-outside-the-plan": Case(f"show {PLAN} --week 2028-01-01"),
}


def said_by(name: str) -> str:
    """The command, what it says on standard error, and the exit code."""
    case = CASES[name]
    with TemporaryDirectory() as folder, chdir(folder):
        fill(Path(folder))
        case.spoil(Path(folder))
        before = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        ended = CliRunner().invoke(periodise, case.arguments.split(), prog_name="periodise")
        after = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    assert after == before, "a refusal leaves no file made or changed"
    return f"$ periodise {case.arguments}\n{ended.stderr}exit {ended.exit_code}\n"


def readme() -> str:
    rows = [f"| [{name}]({name}.stderr) | `{case.arguments}` |" for name, case in CASES.items()]
    head = ["| refusal | the command |", "| --- | --- |"]
    opening = (
        "The command, what standard error shows, and the exit code; files are an example's, some spoilt."
    )
    return "\n".join(["# How commands refuse", "", opening, "", *head, *rows, ""])


@pytest.mark.parametrize("name", CASES)
def test_a_command_refuses_in_exactly_the_words_that_stand_beside_it(name: str) -> None:
    said = said_by(name)
    assert said == (FOLDER / f"{name}.stderr").read_text(encoding="utf-8")
    assert not said.endswith(("exit 0\n", "exit 70\n"))
    assert "Traceback" not in said
    assert len(said.splitlines()) > 2


def test_the_table_of_refusals_is_current_and_none_is_without_its_run() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == readme()
    assert {path.stem for path in FOLDER.glob("*.stderr")} == set(CASES)


if __name__ == "__main__":
    for each in CASES:
        (FOLDER / f"{each}.stderr").write_text(said_by(each), encoding="utf-8", newline="\n")
    (FOLDER / "README.md").write_text(readme(), encoding="utf-8", newline="\n")
