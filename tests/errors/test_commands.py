"""One run for each way in which a command refuses, beside it what standard error shows and the exit code.

`python -m tests.errors.test_commands` writes the `.stderr` files and their README anew from what commands
really say; read the difference before you keep it.
"""

import re
from collections.abc import Callable
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from shlex import split
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner

from periodise.cli.commands import periodise
from tests.every_command import ATHLETE, COACH, LOCK, PLAN, fill

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
LIGHTER = plan_of(lambda content: content.replace(b'"body_mass_kg": 68', b'"body_mass_kg": 58', 1))
ABSURD = plan_of(
    lambda content: re.sub(rb'"duration_min": [1-9][0-9.]*', b'"duration_min": 25000.0', content, count=1)
)
EDITED = plan_of(lambda content: content.replace(b'"rpe": 3', b'"rpe": 4', 1))
NEWER = plan_of(lambda content: content.replace(b'"format": 1,', b'"format": 2,'))


def coach(name: str, change: Callable[[bytes], bytes]) -> Spoiling:
    """Let the coach's table come back changed, under this name."""
    return lambda folder: (folder / name).write_bytes(change((folder / COACH).read_bytes()))


def replaced(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, count)

    return change


def first_and_last_row(content: bytes) -> bytes:
    heading, first, *_, last = content.splitlines(keepends=True)
    return heading + first + last


def athlete(old: str, new: str) -> Spoiling:
    """Let the athlete file say something else."""

    def change(folder: Path) -> None:
        text = (folder / ATHLETE).read_text(encoding="utf-8")
        assert old in text
        (folder / ATHLETE).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def calendar(*events: str) -> Spoiling:
    """A calendar `coach.ics` with these lines in it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//somebody//else//EN", *events, "END:VCALENDAR", ""]
    return lambda folder: (folder / "coach.ics").write_bytes("\r\n".join(lines).encode())


def calendar_changed(*changes: bytes) -> Spoiling:
    """Our own calendar comes back with its first event changed: a pattern, what it becomes, and so on."""

    def change(folder: Path) -> None:
        content = (folder / PLAN.replace(".plan.json", ".ics")).read_bytes()
        for pattern, now in zip(changes[::2], changes[1::2], strict=True):
            content = re.sub(pattern, now, content, count=1)
        (folder / "coach.ics").write_bytes(content)

    return change


ENDLESS = (rb"DTSTART;[^\r]*", b"DTSTART:20270101T000000Z", rb"DTEND;[^\r]*", b"DTEND:20280101T000000Z")


def event(uid: str, *lines: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTART;VALUE=DATE:20261201", *lines, "END:VEVENT"]


def zipped(name: str, part: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return content.getvalue()


def file(name: str, content: bytes) -> Spoiling:
    return lambda folder: (folder / name).write_bytes(content)


DENTIST = event("dentist@example.org", "SUMMARY:Dentist")
ON = "--today 2026-12-05"


class Case(NamedTuple):
    arguments: str
    spoil: Spoiling = nothing

    @property
    def words(self) -> list[str]:
        return split(self.arguments)


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
    "day-done-after-today": Case(f"done {PLAN} 2026-12-06 {ON}"),
    "day-done-before-the-plan": Case(f"done {PLAN} 2026-11-29 {ON}"),
    "day-done-in-a-plan-that-is-missing": Case(f"done nobody.plan.json 2026-12-01 {ON}"),
    "day-done-in-a-plan-changed-by-hand": Case(f"done {PLAN} 2026-12-01 {ON}", EDITED),
    "day-done-without-a-session-or-figures": Case(f"done {PLAN} 2026-12-02 {ON}"),
    "day-done-in-another-spelling": Case(f"done {PLAN} 1/12/2026 {ON}"),
    "day-done-in-a-slot-that-is-none": Case(f"done {PLAN} 2026-12-01 --slot 4 {ON}"),
    "day-outside-the-plan": Case(f"explain {PLAN} 2028-01-01"),
    "diff-of-a-plan-changed-by-hand": Case(f"diff {PLAN} {PLAN}", EDITED),
    "diff-of-a-plan-that-is-missing": Case(f"diff nobody.plan.json {PLAN}"),
    "diff-of-one-plan": Case(f"diff {PLAN}"),
    "distance-done-without-a-unit": Case(f"done {PLAN} 2026-12-01 --distance 8 {ON}"),
    "duration-done-longer-than-a-day": Case(f"done {PLAN} 2026-12-01 --duration '3600 min' {ON}"),
    "effort-done-of-eleven": Case(f"done {PLAN} 2026-12-01 --rpe 11 {ON}"),
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
    "merge-of-a-calendar-of-somebody-else": Case(f"merge {PLAN} coach.ics {ON}", calendar(*DENTIST)),
    "merge-of-a-calendar-of-an-endless-run": Case(f"merge {PLAN} coach.ics {ON}", calendar_changed(*ENDLESS)),
    "merge-of-a-calendar-with-an-event-on-no-day": Case(
        f"merge {PLAN} coach.ics {ON}", calendar_changed(rb"DTSTART;[^\r]*", b"DTSTART:202702")
    ),
    "merge-of-a-calendar-that-cannot-be-read": Case(f"merge {PLAN} coach.ics {ON}", file("coach.ics", b"x")),
    "merge-of-a-calendar-with-too-many-events": Case(
        f"merge {PLAN} coach.ics {ON}", calendar(*DENTIST * 2001)
    ),
    "merge-of-a-calendar-without-events": Case(f"merge {PLAN} coach.ics {ON}", calendar()),
    "merge-of-a-document": Case(f"merge {PLAN} coach.docx {ON}", file("coach.docx", b"x")),
    "merge-of-a-file-that-is-empty": Case(f"merge {PLAN} coach.csv {ON}", coach("coach.csv", lambda _: b"")),
    "merge-of-a-file-that-is-missing": Case(f"merge {PLAN} nobody.csv {ON}"),
    "merge-of-a-table-of-another-plan": Case(
        f"merge {PLAN} coach.csv {ON}",
        coach("coach.csv", lambda content: re.sub(rb"([0-9a-f]{8})(-[0-9a-f-]{27})", rb"f\1\2", content)),
    ),
    "merge-of-a-table-that-drops-most": Case(
        f"merge {PLAN} coach.csv {ON}", coach("coach.csv", first_and_last_row)
    ),
    "merge-of-a-table-that-is-none": Case(
        f"merge {PLAN} coach.csv {ON}", coach("coach.csv", lambda content: content + b'"' + b"x" * 30_000)
    ),
    "merge-of-a-table-with-an-ambiguous-date": Case(
        f"merge {PLAN} coach.csv {ON}", coach("coach.csv", replaced(b"2026-12-01,", b"first of Advent,"))
    ),
    "merge-of-a-table-with-cells-that-cannot-be-read": Case(
        f"merge {PLAN} coach.csv {ON}",
        coach("coach.csv", replaced(b"\n2026-12-0", b"\n,", 2)),
    ),
    "merge-of-a-table-with-one-session-twice": Case(
        f"merge {PLAN} coach.csv {ON}", coach("coach.csv", lambda content: content + content.splitlines()[1])
    ),
    "merge-of-a-table-without-headings": Case(
        f"merge {PLAN} coach.csv {ON}", coach("coach.csv", replaced(b"date,weekday,", b"when,weekday,"))
    ),
    "merge-of-a-table-without-rows": Case(
        f"merge {PLAN} coach.csv {ON}",
        coach("coach.csv", lambda content: content.splitlines(keepends=True)[0]),
    ),
    "merge-of-a-workbook-that-is-damaged": Case(
        f"merge {PLAN} coach.xlsx {ON}", file("coach.xlsx", b"PK\3\4")
    ),
    "merge-of-a-workbook-that-unfolds": Case(
        f"merge {PLAN} coach.xlsx {ON}",
        file("coach.xlsx", zipped("xl/workbook.xml", b"<!DOCTYPE lolz [<!ENTITY a 'ha'>]><a>&a;</a>")),
    ),
    "merge-into-a-plan-changed-by-hand": Case(f"merge {PLAN} {COACH} {ON}", EDITED),
    "merge-without-a-terminal": Case(
        f"merge {PLAN} coach.csv {ON}", coach("coach.csv", replaced(b",Long run", b",Slow long run", -1))
    ),
    "missed-days-after-today": Case(f"missed {PLAN} 2026-12-01 2026-12-09 --reason life {ON}"),
    "missed-days-backwards": Case(f"missed {PLAN} 2026-12-04 2026-12-01 --reason life {ON}"),
    "missed-days-before-the-plan": Case(f"missed {PLAN} 2026-11-20 2026-12-01 --reason life {ON}"),
    "missed-days-for-a-reason-of-their-own": Case(f"missed {PLAN} 2026-12-01 --reason laziness {ON}"),
    "missed-days-without-a-reason": Case(f"missed {PLAN} 2026-12-01 {ON}"),
    "missed-days-in-a-plan-that-was-cut-short": Case(f"missed {PLAN} 2026-12-01 --reason life {ON}", CUT),
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
    "replan-before-the-last-change": Case(f"replan {PLAN} --yes --today 2026-11-29"),
    "replan-for-a-gate-that-nobody-may-open": Case(f"replan {PLAN} --accept R-85a --yes {ON}"),
    "replan-for-a-race-in-the-past": Case(f"replan {PLAN} --race-date 2026-12-01 --yes {ON}"),
    "replan-for-a-race-in-thirty-years": Case(f"replan {PLAN} --race-date 2056-12-01 --yes {ON}"),
    "replan-for-a-race-that-is-not-safe": Case(f"replan {PLAN} --race-date 2026-12-19 --yes {ON}"),
    "replan-long-after-the-race": Case(f"replan {PLAN} --yes --today 2029-01-01"),
    "replan-of-a-plan-changed-by-hand": Case(f"replan {PLAN} --yes {ON}", EDITED),
    "replan-over-somebody-elses-calendar": Case(
        f"replan {PLAN} --yes --ics theirs.ics {ON}", file("theirs.ics", FOREIGN_CALENDAR)
    ),
    "replan-with-a-broken-athlete-file": Case(
        f"replan {PLAN} --athlete {ATHLETE} --yes {ON}", athlete('distance = "', 'distence = "')
    ),
    "replan-with-a-reason-for-nothing": Case(f"replan {PLAN} --reason life --yes {ON}"),
    "replan-with-a-span-that-is-none": Case(
        f"replan {PLAN} --missed 2026-12-01-2026-12-03 --reason life {ON}"
    ),
    "replan-with-another-plans-athlete-file": Case(
        f"replan {PLAN} --athlete {ATHLETE} --yes {ON}", athlete('id = "7', 'id = "8')
    ),
    "replan-with-another-start": Case(
        f"replan {PLAN} --athlete {ATHLETE} --yes {ON}", athlete("start = 2026-11-30", "start = 2026-12-07")
    ),
    "replan-without-a-terminal": Case(f"replan {PLAN} --race-date 2027-04-03 {ON}"),
    "repair-of-edits-in-a-file-that-is-no-json": Case(f"repair {PLAN} --accept-edits {ON}", CUT),
    "repair-of-edits-of-a-kind-that-is-none": Case(
        f"repair {PLAN} --accept-edits {ON}", plan_of(replaced(b'"kind": "easy_run"', b'"kind": "jog"'))
    ),
    "repair-of-edits-that-no-session-can-hold": Case(
        f"repair {PLAN} --accept-edits {ON}",
        ABSURD,
    ),
    "repair-of-edits-to-what-is-no-session": Case(f"repair {PLAN} --accept-edits {ON}", LIGHTER),
    "repair-of-edits-without-a-terminal": Case(f"repair {PLAN} --accept-edits {ON}", EDITED),
    "repair-of-edits-without-knowing-what-was": Case(
        f"repair {PLAN} --accept-edits {ON}",
        plan_of(lambda content: re.sub(rb'"sha256": "[0-9a-f]{64}"}', b'"sha256": ""}', content)),
    ),
    "repair-of-a-newer-format": Case(f"repair {PLAN} --yes", kept_too(NEWER)),
    "repair-without-a-kept-copy": Case(f"repair {PLAN} --yes", CUT),
    "repair-without-a-terminal": Case(f"repair {PLAN}", kept_too(CUT)),
    "rule-is-unknown": Case("rules R-99"),
    "start-long-past": Case(f"plan {ATHLETE} --today 2026-12-07 --force"),
    "undo-of-a-plan-as-it-was-made": Case(f"undo {PLAN}"),
    "undo-of-a-plan-changed-by-hand": Case(f"undo {PLAN}", EDITED),
    "week-outside-the-plan": Case(f"show {PLAN} --week 2028-01-01"),
}


def said_by(name: str) -> str:
    """The command, what it says on standard error, and the exit code."""
    case = CASES[name]
    with TemporaryDirectory() as folder, chdir(folder):
        fill(Path(folder))
        case.spoil(Path(folder))
        before = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        ended = CliRunner().invoke(periodise, case.words, prog_name="periodise")
        after = {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.name != LOCK}
    assert after == before, (
        f"{case.arguments}: a refusal leaves no file made or changed but the lock, which stays"
    )
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
