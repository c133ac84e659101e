"""One writer at a time."""

import os
from pathlib import Path

import pytest

from periodise.errors import PlanHeld, SystemRefused
from periodise.store.lock import lock_path, plan_lock


def test_a_plan_that_is_held_is_refused_with_the_holders_process_id(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    with (
        plan_lock(plan),
        pytest.raises(PlanHeld, match=f"process {os.getpid()} is writing"),
        plan_lock(plan, wait_s=0),
    ):
        pass


def test_whoever_waits_is_told_for_whom_once(tmp_path: Path) -> None:
    plan, told = tmp_path / "plan.json", list[str]()
    with plan_lock(plan), pytest.raises(PlanHeld), plan_lock(plan, wait_s=0, on_wait=told.append):
        pass
    assert told == [f"{plan}: process {os.getpid()} is writing this plan; waiting for it"]


def test_a_plan_is_free_again_afterwards_and_its_lock_file_stays(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    for _ in range(2):
        with plan_lock(plan, wait_s=0):
            pass
    assert lock_path(plan).is_file()
    assert lock_path(plan).stat().st_mode & 0o777 == 0o600


def test_the_lock_file_of_a_process_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    lock_path(plan).write_text("999999999999\n")
    with plan_lock(plan, wait_s=0):
        assert lock_path(plan).read_text() == f"{os.getpid()}\n"


def test_two_names_of_one_plan_share_one_lock(tmp_path: Path) -> None:
    plan, link = tmp_path / "plan.json", tmp_path / "link.json"
    plan.write_bytes(b"")
    link.symlink_to(plan)
    with plan_lock(plan), pytest.raises(PlanHeld), plan_lock(link, wait_s=0):
        pass


def test_a_lock_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(SystemRefused), plan_lock(tmp_path / "nowhere" / "plan.json"):
        pass
