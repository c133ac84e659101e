"""Whatever stops a run that writes, at whichever call: the old files or the new ones, and no litter.

F-73 to F-76, F-79, F-80 and F-82, by the rig of this folder. A command that writes is one row more in
`WRITERS`.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from periodise.store.plan_file import read_plan_file
from tests.cli.conftest import TODAY
from tests.every_command import ATHLETE, COACH, LOCK, PLAN, fill
from tests.faults.rig import Job, Outcome, outcomes

EARLIER = "2026-11-29"
EARLIER_STILL = "2026-11-28"


class Writer(NamedTuple):
    """A command that writes, and the files that are the runner's own."""

    arguments: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that hold, after any fault, all of the old content or all of the new."""
    spoilt: str | None = None
    """A file to damage first."""
    edited: bool = False
    """Whether somebody changes the plan by hand first."""
    first: tuple[str, ...] = ()
    """A run that comes before."""
    again_code: int = 0
    """How the same command ends when it has done its work already."""


MOVED_RACE = ("replan", PLAN, "--race-date", "2027-04-03", "--yes", "--today", TODAY)
CALENDARS = ("athlete.ics", "athlete.update.ics")
WRITERS = {
    "plan": Writer(("plan", ATHLETE, "--today", EARLIER, "--force"), (PLAN, "athlete.ics")),
    "export": Writer(("export", PLAN, "--to", "ics", "--remove", "-o", "athlete.ics"), (PLAN, "athlete.ics")),
    "done": Writer(("done", PLAN, TODAY, "--duration", "30 min", "--today", TODAY), (PLAN,)),
    "missed": Writer(("missed", PLAN, TODAY, "--reason", "life", "--today", TODAY), (PLAN,)),
    "replan": Writer(MOVED_RACE, (PLAN, *CALENDARS)),
    "undo": Writer(("undo", PLAN), (PLAN, *CALENDARS), first=MOVED_RACE, again_code=2),
    "merge": Writer(("merge", PLAN, COACH, "--yes", "--today", TODAY), (PLAN, COACH)),
    "repair": Writer(("repair", PLAN, "--yes"), (PLAN, f"{PLAN}.1"), spoilt=PLAN),
    "accept edits": Writer(
        ("repair", PLAN, "--accept-edits", "--yes", "--today", TODAY), (PLAN, f"{PLAN}.1"), edited=True
    ),
    "new": Writer(("new", "new.toml", "--yes", "--today", TODAY), (PLAN,), again_code=2),
}
LEFT_BEHIND = ".periodise-tmp"
ENDED_BY = {"int": {130}, "hup": {143}, "ENOSPC": {5, 6}, "EIO": {5, 6}, "EROFS": {5, 6}}
"""Exit codes of a run that meets each fault; 6 where it is the lock that cannot be had."""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A folder with an athlete file, its plan, the revision before and its calendar."""
    folder = tmp_path / "template"
    folder.mkdir()
    fill(folder)
    return folder


def prepared(template: Path, tmp_path: Path, writer: Writer) -> Path:
    """The folder in which a command has something to write."""
    (template / COACH).write_bytes(with_other_words((template / COACH).read_bytes()))
    if writer.first:
        left = undisturbed(template, tmp_path / "first", writer.first)
        for name in left.keys() - {LOCK}:
            (template / name).write_bytes(bytes.fromhex(left[name]))
    if writer.spoilt is not None:
        whole = (template / writer.spoilt).read_bytes()
        (template / f"{writer.spoilt}.1").write_bytes(whole)
        (template / writer.spoilt).write_bytes(whole[:1000])
    if writer.edited:
        whole = (template / PLAN).read_bytes()
        (template / PLAN).write_bytes(whole.replace(b'"note": ""', b'"note": "as you feel"', 9))
    return template


def with_other_words(table: bytes) -> bytes:
    """A coach's table in which every long run is called otherwise."""
    return table.replace(b",Long run", b",Slow long run")


def outcomes_of(template: Path, tmp_path: Path, **job: object) -> list[Outcome]:
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    return outcomes(Job(str(template), str(work), **job))  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().hex() for path in folder.iterdir()}


def undisturbed(template: Path, tmp_path: Path, arguments: tuple[str, ...]) -> dict[str, str]:
    work = tmp_path / "undisturbed"
    work.mkdir(parents=True)
    (outcome,) = outcomes(Job(str(template), str(work), arguments))
    assert outcome.code == 0, outcome.err
    return outcome.files


EVERY_WAY = ("plan", "done", "replan", "repair")
"""Each of them writes in a way of its own; `undo` writes as `replan` does, the others as `done`."""


@pytest.mark.parametrize(
    ("name", "mode"), [*((name, "kill") for name in WRITERS), *((name, "EIO") for name in EVERY_WAY)]
)
def test_a_run_that_is_stopped_anywhere_leaves_old_or_new_and_the_next_run_tidies(
    tmp_path: Path, template: Path, name: str, mode: str
) -> None:
    writer = WRITERS[name]
    old = contents(prepared(template, tmp_path, writer))
    new = undisturbed(template, tmp_path, writer.arguments)
    found = outcomes_of(template, tmp_path, arguments=writer.arguments, mode=mode, again=writer.arguments)
    assert len(found) > 4
    for outcome in found:
        check_old_or_new(outcome, old=old, new=new, writer=writer)
        assert outcome.code in ENDED_BY.get(mode, {-9}) | {0}, outcome
        assert outcome.again_files is not None
        assert outcome.again_code in {0, writer.again_code}, outcome
        at_the_end = {file: outcome.again_files.get(file) for file in writer.kept}
        assert at_the_end == {file: new.get(file) for file in writer.kept}, outcome.point
        assert [file for file in outcome.again_files if file.endswith(LEFT_BEHIND)] == []


def check_old_or_new(outcome: Outcome, *, old: dict[str, str], new: dict[str, str], writer: Writer) -> None:
    """A stopped run leaves each file old or new, and beside a new plan everything that goes with it."""
    left = {file: outcome.files.get(file) for file in writer.kept}
    assert "Traceback" not in outcome.err
    assert all(left[file] in (old.get(file), new.get(file)) for file in left), outcome.point
    assert old[PLAN] in outcome.files.values(), "the plan that was there is somewhere, always"
    if outcome.code == 0 or old[PLAN] != new[PLAN] == left[PLAN]:
        assert left == {file: new.get(file) for file in left}, outcome.point


@pytest.mark.parametrize("name", EVERY_WAY)
def test_a_run_that_is_told_to_end_between_two_calls_tidies_up_at_once(
    tmp_path: Path, template: Path, name: str
) -> None:
    writer = WRITERS[name]
    old = contents(prepared(template, tmp_path, writer))
    new = undisturbed(template, tmp_path, writer.arguments)
    found = outcomes_of(template, tmp_path, arguments=writer.arguments, mode="late term")
    assert len(found) > 4
    for outcome in found:
        check_old_or_new(outcome, old=old, new=new, writer=writer)
        assert outcome.code in {0, 143}, outcome
        assert [file for file in outcome.files if file.endswith(LEFT_BEHIND)] == []


@pytest.mark.parametrize("mode", ["int", "hup", "ENOSPC", "EROFS"])
def test_a_run_that_may_still_tidy_up_leaves_no_litter_at_once(
    tmp_path: Path, template: Path, mode: str
) -> None:
    writer = WRITERS["repair"]
    old = contents(prepared(template, tmp_path, writer))
    found = outcomes_of(template, tmp_path, arguments=writer.arguments, mode=mode)
    assert len(found) > 12
    for outcome in found:
        assert [file for file in outcome.files if file.endswith(LEFT_BEHIND)] == []
        assert outcome.code in ENDED_BY[mode] | {0}, outcome
        saved = outcome.files[PLAN] != old[PLAN]
        assert saved or set(outcome.files) - {LOCK} == set(old), (outcome.point, set(outcome.files))
        assert "Put back" not in outcome.err or outcome.code == 0


@pytest.mark.parametrize("name", ["plan", "done", "replan", "merge"])
def test_no_room_at_any_size_of_file_leaves_the_plan_and_says_so(
    tmp_path: Path, template: Path, name: str
) -> None:
    writer = WRITERS[name]
    old = contents(prepared(template, tmp_path, writer))
    sizes = [0, 1, 7, 511, 4096, *range(20_000, 320_000, 60_000)]
    found = outcomes_of(template, tmp_path, arguments=writer.arguments, sizes=sizes, again=writer.arguments)
    assert {outcome.code for outcome in found} == {0, 5}
    for outcome in found:
        if outcome.code == 5:
            assert "nothing was saved" in outcome.err
            assert {file: outcome.files[file] for file in old} == old
            assert set(outcome.files) <= {*old, LOCK}
        assert outcome.again_code in {0, writer.again_code}


AT_ONCE = {
    "plan and plan": (WRITERS["plan"].arguments, ("plan", ATHLETE, "--today", EARLIER_STILL, "--force")),
    "done and missed": (WRITERS["done"].arguments, WRITERS["missed"].arguments),
    "replan and merge": (WRITERS["replan"].arguments, WRITERS["merge"].arguments),
}
"""Two runs: the first is stopped at each of its calls, and the second runs meanwhile."""


@pytest.mark.parametrize("names", AT_ONCE)
def test_two_at_once_end_as_if_one_after_the_other_or_one_is_told_to_wait(
    tmp_path: Path, template: Path, names: str
) -> None:
    first, second = AT_ONCE[names]
    prepared(template, tmp_path, WRITERS[names.partition(" ")[0]])
    allowed = endings_of_one_after_the_other(template, tmp_path, first, second)
    found = outcomes_of(template, tmp_path, arguments=first, mode="stop", meanwhile=second)
    assert len(found) > 12
    assert {outcome.meanwhile_code for outcome in found} == {0, 6}
    for outcome in found:
        ending = outcome.code, outcome.meanwhile_code, outcome.files[PLAN]
        assert ending in allowed, (outcome.point, ending[:2], outcome.err)
        assert [file for file in outcome.files if file.endswith(LEFT_BEHIND)] == []


def endings_of_one_after_the_other(
    template: Path, tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...]
) -> set[tuple[int, int | None, str]]:
    """How both may end, and the plan then: whoever is told to wait (6) has not written anything."""
    (one,), (other,) = (
        outcomes(Job(str(template), str(new_folder(tmp_path / name)), arguments))
        for name, arguments in (("first", first), ("second", second))
    )
    late, early = after(one, tmp_path / "late", second), after(other, tmp_path / "early", first)
    return {
        (0, 6, one.files[PLAN]),
        (6, 0, other.files[PLAN]),
        (0, late.code, late.files[PLAN]),
        (early.code, 0, early.files[PLAN]),
    }


def after(outcome: Outcome, folder: Path, arguments: tuple[str, ...]) -> Outcome:
    """How a command ends in the folder that another one has left."""
    for name, content in outcome.files.items():
        (new_folder(folder / "template") / name).write_bytes(bytes.fromhex(content))
    (ended,) = outcomes(Job(str(folder / "template"), str(new_folder(folder / "work")), arguments))
    return ended


def new_folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def test_a_reader_meets_a_whole_plan_at_every_moment_of_a_write(tmp_path: Path, template: Path) -> None:
    found = outcomes_of(
        template,
        tmp_path,
        arguments=WRITERS["plan"].arguments,
        mode="stop",
        meanwhile=("show", PLAN, "--weeks"),
    )
    assert len(found) > 15
    assert {outcome.meanwhile_code for outcome in found} == {0}


def test_a_disk_without_locks_is_told_and_no_lock_writes_all_the_same(tmp_path: Path, template: Path) -> None:
    arguments = (*WRITERS["plan"].arguments, "--no-lock")
    locked = outcomes_of(template, tmp_path, arguments=WRITERS["plan"].arguments, mode="ENOLCK")
    at_the_lock = next(outcome for outcome in locked if outcome.point == "flock")
    assert at_the_lock.code == 6
    assert "this filesystem has no locks" in at_the_lock.err
    assert "--no-lock" in at_the_lock.err
    made = undisturbed(template, tmp_path, arguments)
    assert LOCK not in made
    (template / PLAN).write_bytes(bytes.fromhex(made[PLAN]))
    assert read_plan_file(template / PLAN).as_of.isoformat() == EARLIER
