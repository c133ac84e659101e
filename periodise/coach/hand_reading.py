"""A plan file that was edited by hand against the plan as it was saved: the sessions, as a coach's.

A session that stands elsewhere just as it was has moved; another one is the session of its place, changed.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from periodise.coach import cells
from periodise.coach.said import FROM_THE_ATHLETE_FILE, Place, Reading, Said, Value, sessions_by_place
from periodise.coach.session_edit import FIGURES, edited
from periodise.coach.strayed import TAKEN, strayed
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session, SessionKind
from periodise.errors import OutOfRange
from periodise.views.wording import counted, day_text

TEXTS = {"title": cells.name_of, "purpose": cells.name_of, "note": cells.note}
FOLLOWING = ("carrier", "load_efm", "heavy", "demanding", "rules")
"""Those that periodise works out."""
UNSPOKEN = ("intensity", "locked")
"""What makes no session of a day off."""


class Written(NamedTuple):
    """A session as it stands in the file."""

    at: Place
    """Of two with one slot on a day the second has the next free one."""
    session: Session


class Desk(NamedTuple):
    """The file's sessions beside those that were saved."""

    written: tuple[Written, ...]
    saved: Mapping[Place, Session]
    origins: Mapping[Place, Place]
    """Where each session of the file was, by where it stands; without those that are new."""


def read_by_hand(
    written: Plan, saved: PlanRecord, *, unclear: Collection[date] = (), rulebook: Rulebook
) -> Reading:
    """What the sessions of `written` say otherwise; OutOfRange for figures that no session can have.

    `unclear` days have changed in a way that nobody can tell any more: they are kept as they stand, and what
    follows from their figures is worked out anew.
    """
    desk = _desk(written, saved)
    locked = {day.date: day.locked for day in written.days}
    wished = {day.date: locked.get(day.date) for day in saved.plan.days if day.locked != locked.get(day.date)}
    wished |= dict.fromkeys(unclear, True)
    said = []
    for one in desk.written:
        wish = wished.pop(one.at.day, None)
        told = {} if wish is None else {"locked": wish}
        said.append(_said(one, desk, {**told, **(_figures(one) if one.at.day in unclear else {})}))
    return Reading(
        said=tuple(one for one in said if one.place or _says_something(one)),
        first=saved.plan.start,
        last=saved.plan.days[-1].date,
        remarks=tuple(_worked_out(desk, saved.inputs, rulebook)),
    )


def _desk(plan: Plan, saved: PlanRecord) -> Desk:
    before = sessions_by_place(saved)
    written = tuple(one for day in plan.days for one in _placed(day.date, day.sessions))
    origins = strayed({one.at: one.session for one in written}, before)
    gone = set(origins.values())
    stays = {one.at: one.at for one in written if one.at in before and one.at not in gone}
    return Desk(written, before, stays | origins)


def _placed(day: date, sessions: tuple[Session, ...]) -> Iterator[Written]:
    taken: set[int] = set()
    own = {session.slot for session in sessions}
    for session in sessions:
        slot = session.slot
        if slot in taken:
            slot = next(free for free in range(1, len(own) + len(taken) + 2) if free not in own | taken)
        taken.add(slot)
        yield Written(Place(day, slot), session)


def _said(one: Written, desk: Desk, told: Mapping[str, Value]) -> Said:
    origin = desk.origins.get(one.at)
    if origin is None:
        values = _values(one, Session(kind=SessionKind.REST))
        return Said(day_text(one.at.day), None, one.at.day, {**values, **told}, slot=one.at.slot)
    moved = origin.day != one.at.day or origin.slot != one.at.slot
    values = _values(one, desk.saved[origin])
    return Said(
        day_text(one.at.day), origin, one.at.day, {**values, **told}, slot=one.at.slot if moved else None
    )


def _figures(one: Written) -> dict[str, Value]:
    """All that load depends on; nothing of a race or trip, which stand where the athlete file has them."""
    if one.session.kind in FROM_THE_ATHLETE_FILE:
        return {}
    return {name: _value(name, getattr(one.session, name), one.at.day) for name in sorted(FIGURES)}


def _says_something(said: Said) -> bool:
    """Whether a session that is new is more than a day off without a word."""
    return any(value not in ("", 0) for name, value in said.values.items() if name not in UNSPOKEN)


def _values(one: Written, before: Session) -> dict[str, Value]:
    """What may be changed and is, cleaned as a coach's cell would be."""
    changed = (name for name in TAKEN if getattr(one.session, name) != getattr(before, name))
    return {name: _value(name, getattr(one.session, name), one.at.day) for name in changed}


def _value(name: str, value: Any, day: date) -> Value:
    if name in TEXTS:
        return TEXTS[name](value)
    if name in cells.MOST and not cells.fits(name, float(value)):
        raise OutOfRange(f"{day_text(day)}, {name}", value, 0, cells.MOST[name])
    return value if isinstance(value, int | float) else str(value or "")


def _worked_out(desk: Desk, inputs: Inputs, rulebook: Rulebook) -> Iterator[str]:
    """Fields that periodise fills itself, where somebody wrote something else into them."""
    others: dict[str, list[str]] = {}
    for one in desk.written:
        if one.at not in desk.origins:
            continue
        was = desk.saved[desk.origins[one.at]]
        follows = edited(was, _values(one, was), inputs=inputs, rulebook=rulebook)
        for name in (*FOLLOWING, "status"):
            if getattr(one.session, name) not in (getattr(was, name), getattr(follows, name)):
                others.setdefault(name, []).append(day_text(one.at.day))
    for name, days in others.items():
        why = "is recorded with `done` or `missed`" if name == "status" else "is worked out by periodise"
        yield f"{_days(days)}: {name} {why}; not taken."


def _days(days: list[str]) -> str:
    more = len(days) - 1
    return f"{days[0]} and {counted(more, 'more session')}" if more else days[0]
