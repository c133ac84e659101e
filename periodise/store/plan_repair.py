"""Putting the revision before a refused plan file back in its place, so that nothing is lost.

The refused file is kept under a name of its own: what is in it may still be of use to somebody.
"""

from itertools import count
from pathlib import Path
from typing import NamedTuple

from pydantic_core import from_json, to_json

from periodise.domain.record import PlanRecord
from periodise.errors import PlanFileRefused
from periodise.store.atomic import NewFile, real_path, write_files
from periodise.store.plain_file import NotReadable, read_plain_file
from periodise.store.plan_file import MOST_BYTES, Sealed, kept_copy, read_sealed


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


def as_changed_by_hand(path: Path) -> PlanRecord | None:
    """What a plan file says whose seal does not fit, to be shown and for nothing else; none if unreadable."""
    try:
        known = from_json(read_plain_file(path, most_bytes=MOST_BYTES))
        return PlanRecord.model_validate_json(to_json(known["body"]))
    except (NotReadable, ValueError, TypeError, KeyError):  # ValidationError is a ValueError
        return None


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
