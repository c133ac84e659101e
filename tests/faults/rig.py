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
import select
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
SIGNS_THE_LOCK = "pwrite"
"""The last call for a while: with it a run writes down who holds the plan, and then it thinks."""
FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "int": signal.SIGINT, "hup": signal.SIGHUP}
STOP = "stop"
AFTERWARDS = "late "
"""What a mode begins with when the fault comes once the call is done."""
MOST_RUNS = 2000
LONGEST_S = 240
MOST_TIME_S = 10
MOST_MEMORY_BYTES = 512 * 2**20
"""Bounds of any one input."""


class Job(NamedTuple):
    """What is to be done in copies of `template`."""

    template: str
    work: str
    """A folder for the copies."""
    arguments: Sequence[str]
    mode: str = "none"
    """`kill`, `term`, `int`, `hup`, also with `late ` before it, the name of an errno, `stop`, or `none`."""
    again: Sequence[str] = ()
    """Run afterwards in the same folder, undisturbed."""
    meanwhile: Sequence[str] = ()
    """With `stop`: run while the first is stopped."""
    sizes: Sequence[int] = ()
    """Instead of a mode: one run for each, in which no file may grow beyond so many bytes."""
    spoilt: Sequence[tuple[str, str]] = ()
    """Instead of a mode: one run for each, in which the file of that name holds these hexadecimal bytes, with
    the time and the memory that any one input may take."""


class Outcome(NamedTuple):
    """How one disturbed run ended, and what lay in the folder then."""

    point: str
    """The call before which the fault came; empty: it never came."""
    code: int
    """Exit code; minus the signal's number for a run that was killed."""
    out: str
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
        timeout=LONGEST_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(**found) for found in json.loads(done.stdout)]


def fault_at(number: int, mode: str, on_point: Callable[[str], None]) -> None:
    """Arrange that the fault comes at the `number`th changing call of this process, or just after it."""
    left = number
    due = "c_return" if mode.startswith(AFTERWARDS) else "c_call"

    def reached(name: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            on_point(name)
            _strike(mode.removeprefix(AFTERWARDS))

    def profiled(_frame: FrameType, event: str, function: Any) -> None:
        if event == due and function.__name__ in CHANGING and function.__module__ in {"posix", "fcntl"}:
            reached(function.__name__)
            if function.__name__ == SIGNS_THE_LOCK:
                sys.setprofile(None)  # what is worked out under the lock goes unwatched, and fast

    def audited(event: str, details: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(details[2], int) and details[2] & FOR_WRITING:
            sys.setprofile(profiled)  # until the lock is signed; from the next file on again
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
    """Where its standard error can be read; in it, between two zero bytes, the point of the fault."""
    told: int
    """Where its standard output can be read."""
    folder: Path


def started(
    arguments: Sequence[str], folder: Path, *, before: Callable[[int], None] = lambda _said: None
) -> Child:
    """Run the program in `folder`, in a fork of this process that does `before` first."""
    said, saying = os.pipe()
    told, telling = os.pipe()
    process = os.fork()
    if process == 0:
        _become(arguments, folder, telling, saying, before)
    os.close(saying)
    os.close(telling)
    return Child(process, said, told, folder)


def _become(
    arguments: Sequence[str], folder: Path, telling: int, saying: int, before: Callable[[int], None]
) -> None:
    from periodise.cli.main import main

    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    for descriptor, stream in ((nowhere, 0), (telling, 1), (saying, 2)):
        os.dup2(descriptor, stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whatever the tests themselves run under
    sys.argv = ["periodise", *arguments]
    before(saying)
    main()


def faulty(number: int, mode: str) -> Callable[[int], None]:
    """What a child does first that is to meet a fault at its `number`th changing call."""
    return lambda said: fault_at(number, mode, on_point=lambda name: _note(said, name))


def small(size: int) -> Callable[[int], None]:
    return lambda _said: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def bounded(_said: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_TIME_S, MOST_TIME_S))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))


def _note(said: int, name: str) -> None:
    os.writev(said, [b"\0", name.encode(), b"\0"])


def ended(child: Child) -> tuple[int, str, str, str]:
    """Exit code, standard output, standard error and the point of the fault of a run that ends."""
    words = _everything_from(child.said, child.told)
    _, status = os.waitpid(child.process, 0)
    before, mark, rest = words[child.said].partition(b"\0")
    point, _, after = rest.partition(b"\0")
    out, err = words[child.told].decode(), (before + after).decode()
    return os.waitstatus_to_exitcode(status), out, err, point.decode() if mark else ""


def _everything_from(*descriptors: int) -> dict[int, bytes]:
    """What is written to pipes until all of them are closed."""
    words = dict.fromkeys(descriptors, b"")
    still_open = set(descriptors)
    while still_open:
        for descriptor in select.select(list(still_open), [], [])[0]:
            chunk = os.read(descriptor, 65536)
            words[descriptor] += chunk
            if not chunk:
                still_open.remove(descriptor)
                os.close(descriptor)
    return words


def copies(job: Job) -> Iterator[Path]:
    for number in range(1, MOST_RUNS):
        folder = Path(job.work) / str(number)
        shutil.copytree(job.template, folder, symlinks=True)
        yield folder


def files_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().hex() for path in sorted(folder.iterdir()) if path.is_file()}


def disturbed(job: Job) -> Iterator[Outcome]:
    """One run for each point, until a run comes to its end before its fault."""
    for number, folder in enumerate(copies(job), start=1):
        outcome = _outcome(job, started(job.arguments, folder, before=faulty(number, job.mode)))
        if not outcome.point:
            return
        yield outcome


def short_of_room(job: Job) -> Iterator[Outcome]:
    for size, folder in zip(job.sizes, copies(job), strict=False):
        yield _outcome(job, started(job.arguments, folder, before=small(size)))


def spoilt(job: Job) -> Iterator[Outcome]:
    for (name, content), folder in zip(job.spoilt, copies(job), strict=False):
        (folder / name).write_bytes(bytes.fromhex(content))
        yield _outcome(job, started(job.arguments, folder, before=bounded))


def _outcome(job: Job, child: Child) -> Outcome:
    code, out, err, point = ended(child)
    files = files_in(child.folder)
    if not job.again:
        return Outcome(point, code, out, err, files)
    again_code, *_ = ended(started(job.again, child.folder))
    return Outcome(point, code, out, err, files, again_code, files_in(child.folder))


def stopped(job: Job) -> Iterator[Outcome]:
    """Stop a run at each of its points, run the other one meanwhile, let the first go on; all at once."""
    pairs = list(_pairs(job))
    met = [(first, ended(second)) for first, second in pairs]
    for first, _ in met:
        os.kill(first.process, signal.SIGCONT)
    for first, (meanwhile_code, *_) in met:
        code, out, err, point = ended(first)
        yield Outcome(point, code, out, err, files_in(first.folder), meanwhile_code=meanwhile_code)


def _pairs(job: Job) -> Iterator[tuple[Child, Child]]:
    for number, folder in enumerate(copies(job), start=1):
        first = started(job.arguments, folder, before=faulty(number, STOP))
        _, status = os.waitpid(first.process, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            _everything_from(first.said, first.told)
            return
        yield first, started(job.meanwhile, folder)


def undisturbed(job: Job) -> Iterator[Outcome]:
    yield _outcome(job, started(job.arguments, next(copies(job))))


def run(job: Job) -> list[Outcome]:
    """Everything that became of `job`."""
    if job.sizes or job.spoilt:
        return list(short_of_room(job) if job.sizes else spoilt(job))
    return list({"none": undisturbed, STOP: stopped}.get(job.mode, disturbed)(job))


def load_everything() -> None:
    """Import what commands need, so that children find it loaded."""
    import periodise.accepting
    import periodise.cli.commands
    import periodise.store.lock
    import periodise.store.plan_repair
    import periodise.workflows
    from periodise.cli.commands import COMMANDS, periodise

    for name in COMMANDS:
        periodise.get_command(None, name)  # type: ignore[arg-type] # the group asks its table only
    with contextlib.suppress(ImportError):
        import periodise.checker.check
        import periodise.coach.hand_reading
        import periodise.coach.proposal
        import periodise.coach.table_reading
        import periodise.coach.told_sessions
        import periodise.coach.words
        import periodise.planner.build
        import periodise.planner.replan
        import periodise.render.ics
        import periodise.render.terminal
        import periodise.store.athlete_file
        import periodise.views.calendar_entries
        import periodise.views.change_list
        import periodise.views.log_text
        import periodise.views.summary
        import periodise.views.verdict


if __name__ == "__main__":
    load_everything()
    json.dump([outcome._asdict() for outcome in run(Job(**json.load(sys.stdin)))], sys.stdout)
