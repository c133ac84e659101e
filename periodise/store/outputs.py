"""Whether a file may be written where somebody asks: never over what is not ours."""

from pathlib import Path
from typing import NamedTuple

from periodise.errors import InputRefused
from periodise.store.atomic import previous_path, real_path

MARK_WITHIN_BYTES = 4096
MARKS = {
    "plan": b'{"body": ',
    "ics": b"PRODID:-//periodise//",
    "json": b'"format": "periodise-plan"',
    "csv": b"date,weekday,slot,",
}
"""What stands near the start of each kind of file that periodise writes."""


class Output(NamedTuple):
    """A file to be written."""

    path: Path
    remedy: str
    """What to use for another, as a message ends."""
    mark: bytes
    """What stands near the start of such a file when it is ours."""


def refuse_taken(outputs: list[Output], *, read_from: Path | None, force: bool = False) -> None:
    """InputRefused with every reason why one of `outputs` may not be written.

    `read_from` is the file the content comes from, never overwritten. With `force` a foreign file is.
    """
    problems = [problem for output in outputs if (problem := _problem(output, read_from, force))]
    if len({real_path(output.path) for output in outputs}) < len(outputs):
        problems.append(f"{outputs[0].path}: is named for two outputs; give each its own file")
    if problems:
        raise InputRefused(problems)


def _problem(output: Output, read_from: Path | None, force: bool) -> str | None:
    target = real_path(output.path)
    if not target.parent.is_dir():
        folder = target.parent if output.path.is_symlink() else output.path.parent
        return f"{output.path}: there is no folder {folder}; make it first, or name {output.remedy}"
    if read_from is not None and target == real_path(read_from):
        return f"{output.path}: is the file that is read; name {output.remedy}"
    if target.exists() and not target.is_file():
        return f"{output.path}: is not a plain file; name {output.remedy}"
    if target.is_file() and not force and not _is_ours(target, output.mark):
        found = "is there already and was not written by periodise"
        return f"{output.path}: {found}; name {output.remedy}, or --force"
    return None


def refuse_existing(path: Path) -> None:
    """InputRefused if anything stands at `path`, or nothing can: what a person wrote is never replaced."""
    if real_path(path).exists():
        raise InputRefused([f"{path}: is there already; name another file, or edit this one"])
    refuse_taken([Output(path, "another FILE", b"")], read_from=None)


def _is_ours(target: Path, mark: bytes) -> bool:
    try:
        with target.open("rb") as file:
            start = file.read(MARK_WITHIN_BYTES)
    except OSError:
        return False
    return mark in start or not start


def refuse_standing_plan(path: Path, *, force: bool) -> None:
    """InputRefused if a plan stands at `path`, or its kept revision: no season begins anew by accident."""
    standing = next((each for each in (path, previous_path(path)) if real_path(each).exists()), None)
    if standing is not None and not force:
        advice = "give another name with -o, or --force to begin anew"
        raise InputRefused([f"{standing}: is there already, and a plan is not written over; {advice}"])
