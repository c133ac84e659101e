"""`periodise repair`: a refused plan is put right with nothing lost, and a good one is left alone."""

from pathlib import Path

import pytest

from periodise.domain.replace import replace
from periodise.store.plan_file import plan_bytes, write_plan_file
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_ledger import with_calendar
from tests.cli.conftest import Run
from tests.cli.terminal import CTRL_D, conversation
from tests.small_season import RECORD

FIRST, SECOND = plan_bytes(RECORD), plan_bytes(replace(RECORD, revision=1))
PLAN = "season.plan.json"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan at revision 1, with the revision before it kept."""
    path = tmp_path / PLAN
    write_plan_file(path, RECORD)
    write_plan_file(path, replace(RECORD, revision=1))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_whole_plan_is_said_to_be_whole_and_left_alone(run: Run, plan: Path) -> None:
    ending = run("repair", PLAN, "--yes")
    assert (ending.code, ending.out) == (0, f"{PLAN} is whole; there is nothing to repair.\n")
    assert contents(plan.parent) == {PLAN: SECOND, f"{PLAN}.1": FIRST}


def test_a_damaged_plan_is_replaced_by_the_revision_before_and_kept_aside(run: Run, plan: Path) -> None:
    plan.write_bytes(SECOND[:5000])
    ending = run("repair", PLAN, "--yes")
    assert ending.code == 0
    assert ending.err.startswith(f"{PLAN}: is damaged")
    assert "Revision 0, as of Sun 28 Feb 2027, can be put back:\nExample 30, Sat 20 Mar 2027" in ending.out
    assert f"kept as {PLAN}.damaged." in ending.err.replace("\n", " ")
    assert contents(plan.parent) == {PLAN: FIRST, f"{PLAN}.1": FIRST, f"{PLAN}.damaged": SECOND[:5000]}


def test_what_was_kept_aside_before_is_never_written_over(run: Run, plan: Path) -> None:
    for number in range(3):
        plan.write_bytes(SECOND[: 1000 + number])
        assert run("repair", PLAN, "--yes").code == 0
    kept = contents(plan.parent)
    assert kept[f"{PLAN}.damaged"] == SECOND[:1000]
    assert kept[f"{PLAN}.damaged.2"] == SECOND[:1001]
    assert kept[f"{PLAN}.damaged.3"] == SECOND[:1002]


def test_a_plan_that_was_deleted_comes_back(run: Run, plan: Path) -> None:
    plan.unlink()
    shown = run("show", PLAN)
    assert shown.code == 4
    assert "does not exist" in shown.err
    assert f"kept as {PLAN}.1; `periodise repair` puts it back" in shown.err
    assert run("repair", PLAN, "--yes").code == 0
    assert contents(plan.parent) == {PLAN: FIRST, f"{PLAN}.1": FIRST}


def test_without_a_terminal_and_without_yes_nothing_is_changed(run: Run, plan: Path) -> None:
    plan.write_bytes(b"")
    ending = run("repair", PLAN)
    assert ending.code == 4
    assert "Nothing was changed; add --yes to put it back." in ending.err
    assert contents(plan.parent) == {PLAN: b"", f"{PLAN}.1": FIRST}


@pytest.mark.parametrize("kept", [None, FIRST[:-1], b"{}"])
def test_where_no_whole_revision_is_kept_nothing_is_changed(run: Run, plan: Path, kept: bytes | None) -> None:
    plan.write_bytes(SECOND[:-1])
    previous = plan.with_name(f"{PLAN}.1")
    if kept is None:
        previous.unlink()
    else:
        previous.write_bytes(kept)
    before = contents(plan.parent)
    ending = run("repair", PLAN, "--yes")
    assert (ending.code, ending.out) == (4, "")
    assert contents(plan.parent) == before


def test_a_plan_of_a_newer_format_is_no_case_for_repair(run: Run, plan: Path) -> None:
    newer = b'{"body": {}, "format": 9, "revision": 1}'
    plan.write_bytes(newer)
    before = plan.stat().st_mtime_ns
    ending = run("repair", PLAN, "--yes")
    assert (ending.code, ending.out) == (4, "")
    assert "is of format 9; this program knows 1. Use a newer periodise" in ending.err
    assert (plan.read_bytes(), plan.stat().st_mtime_ns) == (newer, before)


def test_a_folder_in_the_place_of_the_plan_stays_there(run: Run, plan: Path) -> None:
    plan.unlink()
    plan.mkdir()
    ending = run("repair", PLAN, "--yes")
    assert ending.code == 4
    assert "is a folder" in ending.err
    assert plan.is_dir()


def test_behind_a_symbolic_link_the_plan_itself_is_put_right(run: Run, plan: Path) -> None:
    link = plan.with_name("link.plan.json")
    link.symlink_to(plan)
    plan.write_bytes(b"\0")
    assert run("repair", link.name, "--yes").code == 0
    assert link.is_symlink()
    kept = contents(plan.parent)
    assert (kept[PLAN], kept[f"{PLAN}.damaged"]) == (FIRST, b"\0")


@pytest.mark.parametrize(("answer", "code", "content"), [("y", 0, FIRST), ("n", 4, b""), (CTRL_D, 130, b"")])
def test_somebody_at_a_terminal_is_asked(plan: Path, answer: str, code: int, content: bytes) -> None:
    plan.write_bytes(b"")
    ended, said = conversation(plan.parent, "repair", PLAN, replies=(answer,))
    assert ended == code
    assert "Put it back, and keep the refused file beside it? [y/N]" in said
    assert plan.read_bytes() == content


def test_f84_sessions_that_somebody_changed_by_hand_are_named(run: Run, plan: Path) -> None:
    told = with_calendar(RECORD, rulebook=load_rulebook())
    edited = plan_bytes(told).replace(b'"duration_min": 180.0', b'"duration_min": 90.0', 1)
    edited = edited.replace(b'"distance_km": 24.0', b'"distance_km": 12.0', 1)
    plan.write_bytes(edited)
    ending = run("repair", PLAN)
    assert ending.code == 4
    assert "was changed since it was saved" in ending.err
    assert ending.out.startswith(
        "Changed by hand:\n"
        "  Sat 13 Mar 2027: Long run 24 km · 3 h became Long run 12 km · 1 h 30 min\n"
        f"To take that as a coach's changes: periodise repair {PLAN} --accept-edits\n"
        "Revision 0, as of"
    )
    assert plan.read_bytes() == edited
