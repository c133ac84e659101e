"""Writes files whole or not at all, so that no kill, full disk or power cut leaves half a plan.

The order is: a temporary file beside the target, all of the content, synced; the old content kept under
another name; the new one renamed over it; the folder synced. Whatever goes wrong before the end, the
temporary files go, and so do files that this run would have been the first to make.
"""

import fcntl
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from errno import EACCES, EDQUOT, EMLINK, ENOSPC, ENOTSUP, EPERM, EROFS
from pathlib import Path
from typing import NamedTuple

from periodise.errors import SystemRefused

LEFTOVER_SUFFIX = ".periodise-tmp"
PRIVATE_MODE = 0o600
BY_UMASK = 0o666
ADVICE = {
    EACCES: "choose a folder that you may write in",
    EPERM: "choose a folder that you may write in",
    EROFS: "choose a folder that you may write in",
    ENOSPC: "make room and try again",
    EDQUOT: "make room and try again",
}
"""What to do about an answer of the system."""
NO_HARD_LINKS = frozenset({EPERM, ENOTSUP, EMLINK})
"""What a filesystem answers that cannot keep one file under two names."""


class NewFile(NamedTuple):
    """What is to stand at `path`."""

    path: Path
    content: bytes
    private: bool = False
    """Readable by its owner only, when it is new; a file that is there keeps its mode."""
    keep_previous: bool = False
    """Keep what it replaces as `NAME.1`."""
    aside: Path | None = None
    """Keep what it replaces under this name instead, in the same folder."""

    @property
    def kept_as(self) -> Path | None:
        """Where what it replaces goes; none: nowhere."""
        return self.aside or (previous_path(self.path) if self.keep_previous else None)


class Staged(NamedTuple):
    """A file written and synced beside its target, one rename away from being it."""

    target: Path
    temporary: Path
    kept_as: Path | None
    is_new: bool

    @property
    def is_in_place(self) -> bool:
        """Whether it has been renamed: its temporary name is its own, and goes with that."""
        return not self.temporary.exists()


def write_files(files: Sequence[NewFile]) -> None:
    """Write `files`, in this order; SystemRefused, and none of the new ones there, if the system will not.

    A file that already holds its content is not touched. Returns only after contents and names are synced.
    """
    try:
        _write_files(files)
    except OSError as error:
        raise SystemRefused(f"{_asked_for(error, files)}: {refused_because(error)}") from error


def refused_because(error: OSError) -> str:
    """What the system said, that nothing was saved, and what to do where that is known."""
    advice = ADVICE.get(error.errno or 0, "")
    return f"{error.strerror}; nothing was saved{advice and '; '}{advice}"


def _asked_for(error: OSError, files: Sequence[NewFile]) -> str:
    """The file somebody asked for, also where the system refused the temporary one beside it."""
    name = os.fsdecode(error.filename or (files[0].path if files else ""))
    refused = Path(name).name
    meant = (file.path for file in files if refused.startswith(_beside_name(real_path(file.path))))
    return str(next(meant, name)) if refused.endswith(LEFTOVER_SUFFIX) else name


def _write_files(files: Sequence[NewFile]) -> None:
    with ExitStack() as closing, ExitStack() as undo:
        staged = [_staged(file, closing, undo) for file in files if not _stands_already(file)]
        undo.callback(_remove_new, staged)
        for one in staged:
            _put_in_place(one)
        for folder in dict.fromkeys(real_path(file.path).parent for file in files):
            _sync_folder(folder)  # also where nothing was written: a killed run may not have come so far
        undo.pop_all()


def _remove_new(staged: Sequence[Staged]) -> None:
    """Remove the files that this run was the first to make, unless they belong to one that it replaced.

    A signal can come between a rename and the next line of ours: only the names tell how far a run has come.
    """
    if all(one.is_in_place for one in staged) and not all(one.is_new for one in staged):
        return  # all of them stand, and what they replaced cannot be put back
    for one in staged:
        if one.is_new and one.is_in_place:
            one.target.unlink(missing_ok=True)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let an error of the block say which file it is about, where the system did not."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def real_path(path: Path) -> Path:
    """`path` with symbolic links followed: the link stays, what it points at is replaced."""
    return Path(os.path.realpath(path))


def _stands_already(file: NewFile) -> bool:
    target = real_path(file.path)
    if not target.is_file() or target.stat().st_size != len(file.content):
        return False
    return target.read_bytes() == file.content


def _staged(file: NewFile, closing: ExitStack, undo: ExitStack) -> Staged:
    target = real_path(file.path)
    _remove_leftovers(target)
    temporary, descriptor = _temporary(target, _first_mode(file), undo)
    closing.callback(os.close, descriptor)
    with _naming(file.path):
        _take_over_access(target, descriptor)
        _write_and_sync(descriptor, file.content)
    return Staged(target, temporary, file.kept_as, is_new=not target.exists())


def _temporary(target: Path, mode: int, undo: ExitStack) -> tuple[Path, int]:
    """A new file beside `target`, locked to tell a run that tidies up that its owner lives."""
    while True:
        temporary = _beside(target)
        undo.callback(temporary.unlink, missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with suppress(OSError):  # no locks here: then nobody tidies either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return temporary, descriptor
        os.close(descriptor)  # tidied away between the making and the lock


def _beside(target: Path) -> Path:
    """A free name in the folder of `target`: a rename never crosses disks. At most 255 bytes long."""
    return target.with_name(f"{_beside_name(target)}{os.urandom(6).hex()}{LEFTOVER_SUFFIX}")


def _beside_name(target: Path) -> str:
    """How the names of temporary files for `target` begin."""
    return f".{os.fsdecode(os.fsencode(target.name)[:200])}."


def _first_mode(file: NewFile) -> int:
    """Never wider than the end, not for a moment."""
    return PRIVATE_MODE if file.private or file.path.exists() else BY_UMASK


def _take_over_access(target: Path, descriptor: int) -> None:
    """Give the new file the group and the mode of the old one, if there is one."""
    with suppress(FileNotFoundError):
        old = target.stat()
        with suppress(PermissionError):  # not our group: the mode alone
            os.fchown(descriptor, -1, old.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _write_and_sync(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _put_in_place(staged: Staged) -> None:
    with ExitStack() as undo, _naming(staged.target):
        if staged.kept_as is not None and not staged.is_new:
            _keep(staged, staged.kept_as, undo)
        os.replace(staged.temporary, staged.target)
        undo.pop_all()


def previous_path(path: Path) -> Path:
    """Where the content before the last change is kept: beside the file itself, not beside a link to it."""
    target = real_path(path) if path.is_symlink() else path
    return target.with_name(target.name + ".1")


def _keep(staged: Staged, kept_as: Path, undo: ExitStack) -> None:
    """Keep what the target holds under a second name, for the same file where that is possible."""
    spare = _beside(staged.target)
    undo.callback(spare.unlink, missing_ok=True)
    if not kept_as.exists():
        undo.callback(_let_go, staged, kept_as)
    _under_second_name(staged.target, spare)
    os.replace(spare, kept_as)
    spare.unlink(missing_ok=True)  # rename leaves it when both names were one file already


def _let_go(staged: Staged, kept_as: Path) -> None:
    """Remove the kept copy, unless the target holds something else by now and it is the only one."""
    if not staged.is_in_place:
        kept_as.unlink(missing_ok=True)


def _under_second_name(target: Path, spare: Path) -> None:
    try:
        os.link(target, spare)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        _copy(target, spare)


def _copy(target: Path, spare: Path) -> None:
    with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_MODE), "wb") as copy:
        copy.write(target.read_bytes())
        copy.flush()
        os.fsync(copy.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in `folder` last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        lost = "what was written may not outlast a power cut; look after the disk, then run this again"
        raise SystemRefused(f"{folder}: {error.strerror}; {lost}") from error
    finally:
        os.close(descriptor)


def _remove_leftovers(target: Path) -> None:
    """Remove what killed runs left beside `target`. A living run holds a lock on its file and keeps it."""
    for leftover in target.parent.glob(f".*{LEFTOVER_SUFFIX}"):
        with suppress(OSError):
            _unlink_unless_held(leftover)


def _unlink_unless_held(leftover: Path) -> None:
    descriptor = os.open(leftover, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        leftover.unlink()
    finally:
        os.close(descriptor)
