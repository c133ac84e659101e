"""Files are replaced whole or not at all."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from periodise.errors import SystemRefused
from periodise.store.atomic import LEFTOVER_SUFFIX, NewFile, previous_path, write_files


@contextmanager
def room_for(most_bytes: int) -> Iterator[None]:
    """No file of this process may grow beyond `most_bytes`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_holds_what_was_asked_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write_files([NewFile(tmp_path / "plan.json", b"new")])
    assert (tmp_path / "plan.json").read_bytes() == b"new"
    assert names_in(tmp_path) == {"plan.json"}


@pytest.mark.parametrize("room", range(0, 10, 3))
def test_a_full_disk_leaves_the_old_file_as_it_was_and_no_litter(tmp_path: Path, room: int) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(b"old")
    with room_for(room), pytest.raises(SystemRefused, match="nothing was saved"):
        write_files([NewFile(plan, b"new and longer", keep_previous=True)])
    assert plan.read_bytes() == b"old"
    assert names_in(tmp_path) == {"plan.json"}


def test_if_the_second_of_two_files_does_not_fit_the_first_is_not_left_behind(tmp_path: Path) -> None:
    with room_for(100), pytest.raises(SystemRefused):
        write_files([NewFile(tmp_path / "plan.ics", b"short"), NewFile(tmp_path / "plan.json", b"x" * 200)])
    assert names_in(tmp_path) == set()


def test_if_the_second_of_two_files_cannot_take_its_name_the_first_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "plan.json" / "a folder in the way").mkdir(parents=True)
    with pytest.raises(SystemRefused):
        write_files([NewFile(tmp_path / "plan.ics", b"calendar"), NewFile(tmp_path / "plan.json", b"plan")])
    assert names_in(tmp_path) == {"plan.json"}


def test_the_revision_before_is_kept_with_its_own_content_and_mode(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    for content in (b"first", b"second", b"third"):
        write_files([NewFile(plan, content, private=True, keep_previous=True)])
    assert plan.read_bytes() == b"third"
    assert previous_path(plan).read_bytes() == b"second"
    assert mode_of(previous_path(plan)) == 0o600
    assert names_in(tmp_path) == {"plan.json", "plan.json.1"}


def test_a_copy_left_by_a_run_killed_in_the_middle_of_keeping_it_is_no_obstacle(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(b"old")
    os.link(plan, previous_path(plan))
    write_files([NewFile(plan, b"new", keep_previous=True)])
    assert (plan.read_bytes(), previous_path(plan).read_bytes()) == (b"new", b"old")
    assert names_in(tmp_path) == {"plan.json", "plan.json.1"}


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    write_files([NewFile(plan, b"same", keep_previous=True)])
    before = plan.stat()
    write_files([NewFile(plan, b"same", keep_previous=True)])
    assert (plan.stat().st_ino, plan.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not previous_path(plan).exists()


def test_a_symbolic_link_stays_and_what_it_points_at_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "plan.json", tmp_path / "plan.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_files([NewFile(link, b"new")])
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(b"old")
    plan.chmod(0o640)
    write_files([NewFile(plan, b"new", private=True)])
    assert mode_of(plan) == 0o640


@pytest.mark.parametrize(("umask", "shared"), [(0o000, 0o666), (0o022, 0o644), (0o077, 0o600)])
def test_a_new_plan_is_its_owners_alone_and_an_export_is_as_the_umask_says(
    tmp_path: Path, umask: int, shared: int
) -> None:
    before = os.umask(umask)
    try:
        write_files(
            [NewFile(tmp_path / "plan.json", b"x", private=True), NewFile(tmp_path / "plan.ics", b"x")]
        )
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "plan.json") == 0o600
    assert mode_of(tmp_path / "plan.ics") == shared


def test_what_a_killed_run_left_behind_is_tidied_away(tmp_path: Path) -> None:
    (tmp_path / f".plan.json.0123456789ab{LEFTOVER_SUFFIX}").write_bytes(b"half")
    write_files([NewFile(tmp_path / "plan.json", b"new")])
    assert names_in(tmp_path) == {"plan.json"}


def test_a_name_as_long_as_a_name_may_be_can_be_written(tmp_path: Path) -> None:
    longest = tmp_path / ("ä" * 127)
    write_files([NewFile(longest, b"new")])
    assert longest.read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(SystemRefused, match="No such file"):
        write_files([NewFile(tmp_path / "nowhere" / "plan.json", b"new")])
