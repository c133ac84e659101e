"""Reading a file that somebody named: plain files only, never more than a limit, never waiting."""

import os
import stat
from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "is a folder",
    stat.S_IFIFO: "is a pipe",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
    stat.S_IFSOCK: "is a socket",
}
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer must not hold us up
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotReadable(Exception):
    """Why a file was not read, as a sentence about it goes on: "is a folder"."""


def read_plain_file(path: Path, *, most_bytes: int) -> bytes:
    """All bytes of a plain file; `NotReadable` for anything else, for too many bytes or no permission."""
    try:
        # Opened first, then looked at: what is checked is what is read, whatever happens to the name.
        with open(path, "rb", opener=_without_waiting) as file:
            kind = stat.S_IFMT(os.fstat(file.fileno()).st_mode)
            if kind != stat.S_IFREG:
                raise NotReadable(_KINDS.get(kind, "is not a plain file"))
            content = file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        raise NotReadable(_reason(error)) from error
    if len(content) > most_bytes:
        raise NotReadable(f"is larger than {most_bytes:,} bytes")
    return content


def _without_waiting(path: str, _flags: int) -> int:
    return os.open(path, _OPEN_FLAGS)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, IsADirectoryError):
        # Python itself refuses to wrap the descriptor of a folder.
        return _KINDS[stat.S_IFDIR]
    if isinstance(error, PermissionError):
        return "may not be read: permission denied"
    words = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {words or 'its name is not a file name'}"
