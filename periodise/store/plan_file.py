"""The plan of record as a sealed file: read only if it is, byte for byte, what was written.

The file is JSON with sorted keys, so its last three lines are the format, the revision and the seal, a
SHA-256 of every byte before it. A flipped bit, a cut, a second copy behind the first or an edit by hand is
noticed before anything is made of the content.
"""

import hashlib
import re
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from periodise.domain.record import PlanRecord
from periodise.errors import PlanFileRefused
from periodise.store.atomic import NewFile, previous_path, write_files
from periodise.store.plain_file import NotReadable, read_plain_file

FORMAT = 1
"""Version of the file's layout; a newer one is refused and not touched."""
MOST_BYTES = 16 * 2**20
HEAD = b'{"body": '
TAIL = re.compile(rb',\n"format": ([0-9]{1,9}),\n"revision": [0-9]{1,9},\n"sha256": "([0-9a-f]{64})"\}\n\Z')


_REMEDY = (
    "It was not used and not touched. Put a copy of yours in its place, or make it anew from the athlete "
    "file with --force"
)


class Tail(NamedTuple):
    """What stands behind the body."""

    start: int
    """Where the body ends."""
    format: int
    sealed: bool
    """Whether the seal is that of the bytes before it."""


def plan_bytes(record: PlanRecord) -> bytes:
    """`record` as the file holds it. The same record gives the same bytes."""
    body = to_json(_sorted(record.model_dump(mode="json")), indent=1)
    end = f',\n"format": {FORMAT},\n"revision": {record.revision},\n"sha256": "'.encode()
    unsealed = HEAD + body + end
    return unsealed + hashlib.sha256(unsealed).hexdigest().encode() + b'"}\n'


def _sorted(value: Any) -> Any:
    """`value` with the keys of every mapping in order."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def new_plan_file(path: Path, record: PlanRecord) -> NewFile:
    """The plan file to write: for its owner only, with the revision it replaces kept."""
    return NewFile(path, plan_bytes(record), private=True, keep_previous=True)


def write_plan_file(path: Path, record: PlanRecord) -> None:
    """Save `record` at `path`. Hold `plan_lock` while reading and writing."""
    write_files([new_plan_file(path, record)])


def read_plan_file(path: Path) -> PlanRecord:
    """The plan of record at `path`; PlanFileRefused, with what to do, unless it is just as it was written."""
    try:
        content = read_plain_file(path, most_bytes=MOST_BYTES)
    except NotReadable as reason:
        raise PlanFileRefused(f"{path}: {reason}; give the plan file that `periodise plan` wrote") from None
    tail = _tail(content)
    if tail is None or not tail.sealed or tail.format != FORMAT:
        raise PlanFileRefused(f"{path}: {_why_refused(content, tail)}{_kept_copy(path)}")
    return _record(path, content[len(HEAD) : tail.start])


def _tail(content: bytes) -> Tail | None:
    """The end of a plan file; none if `content` does not end as one."""
    found = TAIL.search(content, max(0, len(content) - 200))
    if found is None or not content.startswith(HEAD):
        return None
    sealed = hashlib.sha256(content[: found.start(2)]).hexdigest().encode() == found[2]
    return Tail(found.start(), int(found[1]), sealed)


def _record(path: Path, body: bytes) -> PlanRecord:
    try:
        return PlanRecord.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"is sealed, but holds what this program cannot use at {where}: {first['msg']}"
        raise PlanFileRefused(f"{path}: {reason}{_kept_copy(path)}") from error


def _why_refused(content: bytes, tail: Tail | None) -> str:
    """What is wrong with a file that is not a sealed plan of this format."""
    if not content.strip(b"\0\t\r\n "):
        return "is empty; no plan is in it. Make it anew from the athlete file"
    known = _json_or_none(content)
    newer = _format_of(known) if tail is None else tail.format
    if newer is not None and newer > FORMAT:
        return (
            f"is of format {newer}; this program knows {FORMAT}. Use a newer periodise; nothing was touched"
        )
    if newer is not None and known is not None:
        return f"was changed since it was saved: its checksum does not fit. {_REMEDY}"
    if content.startswith(HEAD[:8]):
        return f"is damaged: it is cut short or not as it was saved. {_REMEDY}"
    return "is not a plan file; give the one that `periodise plan` wrote"


def _json_or_none(content: bytes) -> Any:
    try:
        return from_json(content)
    except ValueError:
        return None


def _format_of(known: Any) -> int | None:
    """The format number of a plan file that was written differently, for one an editor has reshaped."""
    version = known.get("format") if isinstance(known, dict) and "body" in known else None
    return version if isinstance(version, int) else None


def _kept_copy(path: Path) -> str:
    """Where the revision before this one is, if it was kept."""
    previous = previous_path(path)
    return f". The revision before it is kept as {previous}" if previous.is_file() else ""
