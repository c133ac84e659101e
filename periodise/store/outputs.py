"""Whether a file may be written where somebody asks: never over what is not ours."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from periodise.errors import InputRefused
from periodise.store.atomic import previous_path, real_path

MOST_READ_BYTES = 16 * 2**20
MARK_WITHIN_BYTES = 4096
UNTOUCHED = re.compile(
    rb">periodise</dc:creator>.*<dcterms:created[^>]*>([^<]*)</dcterms:created>"
    rb"<dcterms:modified[^>]*>\1</dcterms:modified>",
    re.DOTALL,
)
"""A workbook of ours that no spreadsheet has saved since: saving sets the second time."""

Mark = Callable[[bytes], bool]
"""Whether a file's content is one that periodise wrote."""


def _begins_with(mark: bytes) -> Mark:
    return lambda content: mark in content[:MARK_WITHIN_BYTES]


def _is_our_paper(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"/Author(periodise)" in content


def _is_untouched_workbook(content: bytes) -> bool:
    """A workbook as we wrote it. One that a coach has saved holds edits, and is not written over."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive, archive.open("docProps/core.xml") as properties:
            return UNTOUCHED.search(properties.read(MARK_WITHIN_BYTES)) is not None
    except (BadZipFile, KeyError, OSError, RuntimeError, ValueError):
        return False


MARKS: Mapping[str, Mark] = {
    "plan": _begins_with(b'{"body": '),
    "ics": _begins_with(b"PRODID:-//periodise//"),
    "json": _begins_with(b'"format": "periodise-plan"'),
    "csv": _begins_with(b"date,weekday,slot,"),
    "html": _begins_with(b'<meta name="generator" content="periodise">'),
    "pdf": _is_our_paper,
    "xlsx": _is_untouched_workbook,
}
"""What tells each kind of file that periodise writes."""


class Output(NamedTuple):
    """A file to be written."""

    path: Path
    remedy: str
    """What to use for another, as a message ends."""
    mark: Mark
    """Whether what stands there is such a file of ours."""


def refuse_taken(outputs: list[Output], *, read_from: Path | None, force: bool | None = None) -> None:
    """InputRefused with every reason why one of `outputs` may not be written.

    `read_from` is the file the content comes from, never overwritten. With `force` a foreign file is; none
    is for a command that has no such option, and does not speak of it.
    """
    problems = [problem for output in outputs if (problem := _problem(output, read_from, force))]
    if len({real_path(output.path) for output in outputs}) < len(outputs):
        problems.append(f"{outputs[0].path}: is named for two outputs; give each its own file")
    if problems:
        raise InputRefused(problems)


def _problem(output: Output, read_from: Path | None, force: bool | None) -> str | None:
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
        otherwise = "" if force is None else ", or --force"
        return f"{output.path}: {found}; name {output.remedy}{otherwise}"
    return None


def refuse_existing(path: Path) -> None:
    """InputRefused if anything stands at `path`, or nothing can: what a person wrote is never replaced."""
    if real_path(path).exists():
        raise InputRefused([f"{path}: is there already; name another file, or edit this one"])
    refuse_taken([Output(path, "another FILE", _begins_with(b""))], read_from=None)


def _is_ours(target: Path, mark: Mark) -> bool:
    try:
        with target.open("rb") as file:
            content = file.read(MOST_READ_BYTES)
    except OSError:
        return False
    return not content or mark(content)


def refuse_standing_plan(path: Path, *, force: bool) -> None:
    """InputRefused if a plan stands at `path`, or its kept revision: no season begins anew by accident."""
    standing = next((each for each in (path, previous_path(path)) if real_path(each).exists()), None)
    if standing is not None and not force:
        advice = "give another name with -o, or --force to begin anew"
        raise InputRefused([f"{standing}: is there already, and a plan is not written over; {advice}"])
