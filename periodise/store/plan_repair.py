"""Putting the revision before a refused plan file back in its place, so that nothing is lost.

The refused file is kept under a name of its own: what is in it may still be of use to somebody.
"""

from itertools import count
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from periodise.domain.last_change import is_next
from periodise.domain.record import PlanRecord
from periodise.domain.refusal import visible
from periodise.errors import PlanFileRefused
from periodise.store.atomic import NewFile, previous_path, real_path, write_files
from periodise.store.plain_file import NotReadable, read_plain_file
from periodise.store.plan_file import (
    FORMAT,
    MOST_BYTES,
    Sealed,
    first_problem,
    kept_copy,
    plan_bytes,
    read_sealed,
)


class Diagnosis(NamedTuple):
    """What was found at the path of a plan."""

    refused: PlanFileRefused | None
    """Why the plan cannot be used; none: it is whole."""
    previous: Sealed | None
    """The revision before it, if it was kept and may take the place of the refused one."""


def diagnosed(path: Path) -> Diagnosis:
    """What is wrong with the plan file at `path`, and what could be put back."""
    try:
        read_sealed(path)
    except PlanFileRefused as refused:
        return Diagnosis(refused, _previous(path) if refused.can_be_put_back else None)
    return Diagnosis(None, None)


def _previous(path: Path) -> Sealed | None:
    kept = kept_copy(path)
    try:
        return read_sealed(kept) if kept else None
    except PlanFileRefused:
        return None


class Unsealed(NamedTuple):
    """A plan file that can be understood although its seal does not fit."""

    content: bytes
    record: PlanRecord
    """What it says now."""
    sha256: str
    """The seal in it, of the plan as it was saved; empty if that is gone."""


def read_unsealed(path: Path) -> Unsealed:
    """A plan file that somebody changed by hand; PlanFileRefused, with the place, where it cannot be read."""
    try:
        content = read_plain_file(path, most_bytes=MOST_BYTES)
        known = from_json(content)
        if not isinstance(known, dict) or known.get("format") != FORMAT:
            raise PlanFileRefused(f"{path}: is no plan file of format {FORMAT} any more; {UNREADABLE}")
        record = PlanRecord.model_validate_json(to_json(known.get("body")))
    except ValidationError as error:
        where, why = first_problem(error)
        raise PlanFileRefused(f"{path}: body.{where}: {why}; {UNREADABLE}") from error
    except (NotReadable, ValueError) as error:
        raise PlanFileRefused(f"{path}: {visible(str(error))}; {UNREADABLE}") from error
    return Unsealed(content, record, str(known.get("sha256", "")))


UNREADABLE = "its edits cannot be taken before that is mended"


def as_changed_by_hand(path: Path) -> PlanRecord | None:
    """What a plan file says whose seal does not fit; none if it cannot be understood."""
    try:
        return read_unsealed(path).record
    except PlanFileRefused:
        return None


def revision_before(path: Path, record: PlanRecord) -> PlanRecord | None:
    """The revision before `record`, if it was kept beside it and is whole."""
    found = _previous(path)
    return found.record if found and is_next(record, found.record) else None


class Taken(NamedTuple):
    """What takes the place of an edited plan file."""

    record: PlanRecord
    before: PlanRecord | None
    """The plan as it was saved, to be kept as the revision before; none: it is not known for certain."""


def write_taken(path: Path, taken: Taken) -> Path:
    """Write what was taken at `path`; where the edited file is kept now. Hold `plan_lock` meanwhile."""
    aside = aside_path(path)
    kept = [NewFile(previous_path(path), plan_bytes(taken.before), private=True)] if taken.before else []
    write_files([*kept, NewFile(path, plan_bytes(taken.record), private=True, aside=aside)])
    return aside


def put_back(path: Path, previous: Sealed) -> Path | None:
    """Write `previous` at `path`; where the refused file is kept now, if there was one.

    Hold `plan_lock` while diagnosing and writing.
    """
    aside = aside_path(path) if path.exists() else None
    write_files([NewFile(path, previous.content, private=True, aside=aside)])
    return aside


def aside_path(path: Path) -> Path:
    """A free name beside a refused plan: `NAME.damaged`, or `NAME.damaged.2` and so on."""
    target = real_path(path) if path.is_symlink() else path
    names = (f"{target.name}.damaged{'' if number == 1 else f'.{number}'}" for number in count(1))
    return next(free for name in names if not (free := target.with_name(name)).exists())
