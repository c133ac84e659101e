"""What a coach changed in a plan: one thing, on one day, with what stood there before."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from periodise.domain.noun import Noun


class EditKind(StrEnum):
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    NOTED = "noted"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


class CoachEdit(Noun):
    """One change of one session, as it is told and as it is kept."""

    kind: EditKind
    day: date
    """Where the session stands now; of a removed one, where it stood."""
    session: str
    """The session's title: the new one, of a removed session the old one."""
    field: str = ""
    """What of it was changed; empty for a whole session or day."""
    was: str = ""
    """In words, as it was; of a moved session its day."""
    now: str = ""
    """In words, as it is."""
    revision: int = Field(0, ge=0)
    """The revision of the plan that holds it; 0 while it is a proposal."""
