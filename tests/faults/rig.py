"""Runs the program in children of its own and disturbs each at another of the calls that change the disk.

`python -m tests.faults.rig` reads a job as JSON and writes what became of it. It is a process of its own, so
that it may fork: a child starts with all modules loaded, and twenty faults take a second. Python itself tells
when a call is about to be made (audit events and profiling); nothing of the program is replaced. A fault
comes instead of the call: the process dies, is sent a signal, is stopped, or the call fails.
"""

import contextlib
import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from tests.cli.conftest import environment

CHANGING = {"write", "pwrite", "ftruncate", "fsync", "link", "replace", "unlink", "fchmod", "flock"}
"""Calls of `os` and `fcntl` before which a fault may come; opening a file for writing is the first."""
FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "int": signal.SIGINT, "hup": signal.SIGHUP}
STOP = "stop"
MOST_POINTS = 200
LONGEST_S = 60


class Job(NamedTuple):
    """What is to be done in copies of `template`."""

    template: str
    work: str
    """A folder for the copies."""
    arguments: Sequence[str]
    mode: str = "none"
    """`kill`, `term`, `int`, `hup`, the name of an errno such as `ENOSPC`, `stop`, or `none`."""
    again: Sequence[str] = ()
    """Run afterwards in the same folder, undisturbed."""
    meanwhile: Sequence[str] = ()
    """With `stop`: run while the first is stopped."""
    sizes: Sequence[int] = ()
    """Instead of a mode: one run for each, in which no file may grow beyond so many bytes."""


class Outcome(NamedTuple):
    """How one disturbed run ended, and what lay in the folder then."""

    point: str
    """The call before which the fault came; empty: it never came."""
    code: int
    """Exit code; minus the signal's number for a run that was killed."""
    err: str
    files: dict[str, str]
    """Content by name, as hexadecimal digits."""
    again_code: int | None = None
    again_files: dict[str, str] | None = None
    meanwhile_code: int | None = None


def outcomes(job: Job) -> list[Outcome]:
    """What became of `job`, from a rig that runs as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.rig"],
        input=json.dumps(job._asdict()),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_S * 4,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(**found) for found in json.loads(done.stdout)]


def fault_at(number: int, mode: str, on_point: Callable[[str], None]) -> None:
    """Arrange that the fault comes at the `number`th changing call of this process."""
    left = number

    def reached(name: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            on_point(name)
            _strike(mode)

    def profiled(_frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and function.__name__ in CHANGING and function.__module__ in {"posix", "fcntl"}:
            reached(function.__name__)

    def audited(event: str, details: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(details[2], int) and details[2] & FOR_WRITING:
            sys.setprofile(profiled)  # from the first file on: planning itself goes unwatched, and fast
            reached("open")

    sys.addaudithook(audited)


def _strike(mode: str) -> None:
    if mode in SIGNALS:
        os.kill(os.getpid(), SIGNALS[mode])
    elif mode == STOP:
        os.kill(os.getpid(), signal.SIGSTOP)
    else:
        number = getattr(errno, mode)
        raise OSError(number, os.strerror(number))


class Child(NamedTuple):
    """A run that has been started."""

    process: int
    said: int
    """Where its standard error can be read, and before it, on a line of its own, the point of the fault."""
    folder: Path


def started(
    arguments: Sequence[str], folder: Path, *, fault: tuple[int, str] | None = None, size: int | None = None
) -> Child:
    """Run the program in `folder`, in a fork of this process."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _become(arguments, folder, writing, fault=fault, size=size)
    os.close(writing)
    return Child(process, reading, folder)


def _become(
    arguments: Sequence[str], folder: Path, said: int, *, fault: tuple[int, str] | None, size: int | None
) -> None:
    from periodise.cli.main import main

    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor, stream in ((nowhere, 0), (nowhere, 1), (said, 2)):
        os.dup2(descriptor, stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["periodise", *arguments]
    if size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    if fault is not None:
        fault_at(*fault, on_point=lambda name: _note(said, name))
    main()


def _note(said: int, name: str) -> None:
    os.writev(said, [b"\0", name.encode(), b"\0"])


def ended(child: Child) -> tuple[int, str, str]:
    """Exit code, standard error and the point of the fault of a run that comes to its end."""
    with os.fdopen(child.said, "rb") as said:
        words = said.read()
    _, status = os.waitpid(child.process, 0)
    before, mark, rest = words.partition(b"\0")
    point, _, after = rest.partition(b"\0")
    return os.waitstatus_to_exitcode(status), (before + after).decode(), point.decode() if mark else ""


def copies(job: Job) -> Iterator[Path]:
    for number in range(1, MOST_POINTS):
        folder = Path(job.work) / str(number)
        shutil.copytree(job.template, folder, symlinks=True)
        yield folder


def files_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().hex() for path in sorted(folder.iterdir()) if path.is_file()}


def disturbed(job: Job) -> Iterator[Outcome]:
    """One run for each point, until a run comes to its end before its fault."""
    for number, folder in enumerate(copies(job), start=1):
        outcome = _outcome(job, started(job.arguments, folder, fault=(number, job.mode)))
        if not outcome.point:
            return
        yield outcome


def short_of_room(job: Job) -> Iterator[Outcome]:
    for size, folder in zip(job.sizes, copies(job), strict=False):
        yield _outcome(job, started(job.arguments, folder, size=size))


def _outcome(job: Job, child: Child) -> Outcome:
    code, err, point = ended(child)
    files = files_in(child.folder)
    if not job.again:
        return Outcome(point, code, err, files)
    again_code, *_ = ended(started(job.again, child.folder))
    return Outcome(point, code, err, files, again_code, files_in(child.folder))


def stopped(job: Job) -> Iterator[Outcome]:
    """Stop a run at each of its points, run the other one meanwhile, let the first go on; all at once."""
    pairs = list(_pairs(job))
    met = [(first, ended(second)) for first, second in pairs]
    for first, _ in met:
        os.kill(first.process, signal.SIGCONT)
    for first, (meanwhile_code, *_) in met:
        code, err, point = ended(first)
        yield Outcome(point, code, err, files_in(first.folder), meanwhile_code=meanwhile_code)


def _pairs(job: Job) -> Iterator[tuple[Child, Child]]:
    for number, folder in enumerate(copies(job), start=1):
        first = started(job.arguments, folder, fault=(number, STOP))
        _, status = os.waitpid(first.process, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            os.close(first.said)
            return
        yield first, started(job.meanwhile, folder)


def undisturbed(job: Job) -> Iterator[Outcome]:
    yield _outcome(job, started(job.arguments, next(copies(job))))


def run(job: Job) -> list[Outcome]:
    """Everything that became of `job`."""
    if job.sizes:
        return list(short_of_room(job))
    return list({"none": undisturbed, STOP: stopped}.get(job.mode, disturbed)(job))


def load_everything() -> None:
    """Import what commands need, so that children find it loaded."""
    import periodise.cli.commands
    import periodise.store.lock
    import periodise.store.plan_repair
    import periodise.workflows
    from periodise.cli.commands import COMMANDS, periodise

    for name in COMMANDS:
        periodise.get_command(None, name)  # type: ignore[arg-type] # the group asks its table only
    with contextlib.suppress(ImportError):
        import periodise.checker.check
        import periodise.planner.build
        import periodise.render.ics
        import periodise.store.athlete_file
        import periodise.views.calendar_entries
        import periodise.views.summary


if __name__ == "__main__":
    load_everything()
    json.dump([outcome._asdict() for outcome in run(Job(**json.load(sys.stdin)))], sys.stdout)
