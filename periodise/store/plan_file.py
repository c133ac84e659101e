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
from periodise.domain.refusal import shown, visible
from periodise.errors import PlanFileRefused
from periodise.store.atomic import NewFile, previous_path, write_files
from periodise.store.plain_file import NotReadable, read_plain_file

FORMAT = 1
"""Version of the file's layout; a newer one is refused and not touched."""
MOST_BYTES = 16 * 2**20
HEAD = b'{"body": '
TAIL = re.compile(rb',\n"format": ([0-9]{1,9}),\n"revision": [0-9]{1,9},\n"sha256": "([0-9a-f]{64})"\}\n\Z')


class Tail(NamedTuple):
    """What stands behind the body."""

    start: int
    """Where the body ends."""
    format: int
    sealed: bool
    """Whether the seal is that of the bytes before it."""


def plan_bytes(record: PlanRecord) -> bytes:
    """`record` as the file holds it. The same record gives the same bytes."""
    unsealed = _unsealed(record)
    return unsealed + hashlib.sha256(unsealed).hexdigest().encode() + b'"}\n'


def seal_of(record: PlanRecord) -> str:
    """The SHA-256 that the file of `record` ends with."""
    return hashlib.sha256(_unsealed(record)).hexdigest()


def _unsealed(record: PlanRecord) -> bytes:
    body = to_json(_sorted(record.model_dump(mode="json")), indent=1)
    return HEAD + body + f',\n"format": {FORMAT},\n"revision": {record.revision},\n"sha256": "'.encode()


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
    return read_sealed(path).record


class Sealed(NamedTuple):
    """A plan file that is whole."""

    content: bytes
    record: PlanRecord


def read_sealed(path: Path) -> Sealed:
    """The same, with the bytes that it was read from."""
    return sealed_of(_contents(path), path=path)


def sealed_of(content: bytes, *, path: Path) -> Sealed:
    """The same for bytes that are here already; `path` is what a refusal begins with."""
    tail = _tail(content)
    if tail is None or not tail.sealed or tail.format != FORMAT:
        raise _refusal(path, content, tail)
    return Sealed(content, _record(path, content[len(HEAD) : tail.start]))


def _contents(path: Path) -> bytes:
    try:
        return read_plain_file(path, most_bytes=MOST_BYTES)
    except NotReadable as reason:
        was_deleted = not path.exists() and kept_copy(path) is not None
        advice = _where_kept(path) if was_deleted else ""
        message = f"{path}: {reason}; give the plan file that `periodise plan` wrote{advice}"
        raise PlanFileRefused(message, can_be_put_back=was_deleted) from None


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
        where, why = first_problem(error)
        reason = f'is sealed, but holds what this program cannot use at "{where}": {why}'
        raise PlanFileRefused(f"{path}: {reason}. {_remedy(path)}") from error


def first_problem(error: ValidationError) -> tuple[str, str]:
    """Where a plan first says what it cannot, and what is wrong with that."""
    first = error.errors(include_url=False)[0]
    return shown(".".join(map(str, first["loc"])))[1:-1], visible(first["msg"])


def _refusal(path: Path, content: bytes, tail: Tail | None) -> PlanFileRefused:
    """What is wrong with a file that is not a sealed plan of this format."""
    known = _json_or_none(content)
    version = _format_of(known) if tail is None else tail.format
    if version is not None and version > FORMAT:
        reason = f"is of format {version}; this program knows {FORMAT}"
        advice = "Use a newer periodise; nothing was touched"
        return PlanFileRefused(f"{path}: {reason}. {advice}", can_be_put_back=False)
    if version is not None and known is not None:
        return PlanFileRefused(
            f"{path}: was changed since it was saved: its checksum does not fit. {_remedy(path)}. "
            "If somebody changed sessions by hand, `periodise repair` names them"
        )
    return PlanFileRefused(f"{path}: {_why_no_plan(path, content)}")


def _why_no_plan(path: Path, content: bytes) -> str:
    if not content.strip(b"\0\t\r\n "):
        return f"is empty; no plan is in it. {_remedy(path)}"
    if content.startswith(HEAD[:8]):
        return f"is damaged: it is cut short or not as it was saved. {_remedy(path)}"
    return f"is not a plan file; give the one that `periodise plan` wrote{_where_kept(path)}"


def _remedy(path: Path) -> str:
    """What to do about a plan that is not what was saved."""
    otherwise = ". Put a copy of yours in its place, or make it anew from the athlete file with --force"
    return f"It was not used and not touched{_where_kept(path) or otherwise}"


def _where_kept(path: Path) -> str:
    """Where the revision before is, and how it is put back; nothing if there is none."""
    kept = kept_copy(path)
    return f". The revision before it is kept as {kept}; `periodise repair` puts it back" if kept else ""


def _json_or_none(content: bytes) -> Any:
    try:
        return from_json(content)
    except ValueError:
        return None


def _format_of(known: Any) -> int | None:
    """The format number of a plan file that was written differently, for one an editor has reshaped."""
    version = known.get("format") if isinstance(known, dict) and "body" in known else None
    return version if isinstance(version, int) else None


def kept_copy(path: Path) -> Path | None:
    """Where the revision before this one is, if it was kept."""
    previous = previous_path(path)
    return previous if previous.is_file() else None
