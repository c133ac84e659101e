"""One writer at a time: two runs on one plan end as if one after the other, or one is told to wait.

The lock is the kernel's, on a file beside the plan that is never deleted: it goes with the process that
holds it, however that ends, so a killed run never stands in the way of the next.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from periodise.errors import PlanHeld, SystemRefused
from periodise.store.atomic import PRIVATE_MODE, real_path, refused_because

WAIT_S = 5.0
BETWEEN_TRIES_S = 0.05


def lock_path(plan_path: Path) -> Path:
    """The lock file of a plan, beside it."""
    target = real_path(plan_path)
    return target.with_name(f".{target.name}.lock")


@contextmanager
def plan_lock(
    plan_path: Path, *, wait_s: float = WAIT_S, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the plan at `plan_path`; PlanHeld, with the holder's process id, after `wait_s` seconds.

    `on_wait` is told, once, who is waited for.
    """
    with _speaking_of(plan_path):
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(lock_path(plan_path), flags, PRIVATE_MODE)
    try:
        if not _taken(descriptor, plan_path):
            _wait(descriptor, plan_path, wait_s=wait_s, on_wait=on_wait)
        with _speaking_of(plan_path):
            _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _speaking_of(plan_path: Path) -> Iterator[None]:
    """SystemRefused, with the name of the plan, for what the system does not do."""
    try:
        yield
    except OSError as error:
        name, reason = lock_path(plan_path).name, refused_because(error)
        raise SystemRefused(f"{plan_path}: its lock {name} cannot be written: {reason}") from error


def _wait(descriptor: int, plan_path: Path, *, wait_s: float, on_wait: Callable[[str], None] | None) -> None:
    held = f"{plan_path}: {_holder(descriptor)} is writing this plan"
    if on_wait is not None:
        on_wait(f"{held}; waiting for it")
    give_up_s = time.monotonic() + wait_s
    while not _taken(descriptor, plan_path):
        if time.monotonic() >= give_up_s:
            raise PlanHeld(f"{held}; try again when it is done")
        time.sleep(BETWEEN_TRIES_S)


def _sign(descriptor: int) -> None:
    """Write down who holds the lock, for whoever has to wait."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)


def _taken(descriptor: int, plan_path: Path) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        reason = f"this filesystem has no locks ({error.strerror})"
        raise PlanHeld(f"{plan_path}: {reason}; with --no-lock, see to it that only one runs") from error
    return True


def _holder(descriptor: int) -> str:
    """The process that holds the lock, as it wrote itself down."""
    written = os.pread(descriptor, 20, 0).strip()
    return f"process {int(written)}" if written.isdigit() else "another periodise"
