"""What two plans have different: every session is kept, moved, changed, dropped or new, and none twice.

Sessions are paired by kind: first on their own date, then within their week from Monday to Sunday, where
one that stands on another day has moved. Rest days are what is left over and are not told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from periodise.domain.plan import Plan
from periodise.domain.session import Session, SessionKind, SessionStatus
from periodise.domain.tolerance import MASS_KG


class ChangeKind(StrEnum):
    KEPT = "kept"
    DONE = "done"
    MISSED = "missed"
    OPEN = "open again"
    """Recorded before, and not any more: its record was taken back."""
    MOVED = "moved"
    SHORTER = "shorter"
    LONGER = "longer"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    CHANGED = "changed"
    """In something else: its start, its climb, its effort."""
    DROPPED = "dropped"
    NEW = "new"


class Placed(NamedTuple):
    """A session on its date."""

    date: date
    session: Session


class SessionChange(NamedTuple):
    """One session before and after; `before` is none for a new one, `after` for a dropped one."""

    before: Placed | None
    after: Placed | None
    kinds: tuple[ChangeKind, ...]
    """What happened to it, most telling first: a session may move and get shorter."""
    rules: tuple[str, ...]
    """Rules that ask for it."""

    @property
    def day(self) -> date:
        """The date under which it is told: the later one's where both have one."""
        standing = self.after or self.before
        assert standing is not None
        return standing.date

    @property
    def kept(self) -> bool:
        return self.kinds == (ChangeKind.KEPT,)


def changes_between(old: Plan, new: Plan) -> tuple[SessionChange, ...]:
    """Every session of both plans, once, in order of date."""
    before, after = _placed(old), _placed(new)
    pairs: list[tuple[Placed | None, Placed | None]] = []
    for key in (_on_its_date, _in_its_week):
        matched, before, after = _paired(before, after, key)
        pairs += matched
    pairs += [(one, None) for one in before] + [(None, one) for one in after]
    reasons = _week_rules(new)
    changes = (_change(one, other, reasons) for one, other in pairs)
    return tuple(sorted(changes, key=_order))


def _placed(plan: Plan) -> list[Placed]:
    return [
        Placed(day.date, session)
        for day in plan.days
        for session in day.sessions
        if session.kind is not SessionKind.REST
    ]


Key = tuple[date, SessionKind]


def _on_its_date(one: Placed) -> Key:
    return one.date, one.session.kind


def _in_its_week(one: Placed) -> Key:
    return one.date - timedelta(one.date.weekday()), one.session.kind


def _paired(
    before: Iterable[Placed], after: Iterable[Placed], key: Callable[[Placed], Key]
) -> tuple[list[tuple[Placed | None, Placed | None]], list[Placed], list[Placed]]:
    """Pairs of one key in order of date, and what of each side found no partner."""
    waiting: dict[Key, list[Placed]] = {}
    for one in after:
        waiting.setdefault(key(one), []).append(one)
    pairs: list[tuple[Placed | None, Placed | None]] = []
    alone: list[Placed] = []
    for one in before:
        partners = waiting.get(key(one))
        if partners:
            pairs.append((one, partners.pop(0)))
        else:
            alone.append(one)
    return pairs, alone, [one for partners in waiting.values() for one in partners]


def _week_rules(plan: Plan) -> Mapping[date, tuple[str, ...]]:
    return {
        day.date: week.rules for week in plan.weeks for day in plan.days if week.start <= day.date < week.end
    }


def _change(
    before: Placed | None, after: Placed | None, reasons: Mapping[date, tuple[str, ...]]
) -> SessionChange:
    if before is None or after is None:
        only = before or after
        assert only is not None
        kind = ChangeKind.NEW if before is None else ChangeKind.DROPPED
        rules = only.session.rules if before is None else reasons.get(only.date, ())
        return SessionChange(before, after, (kind,), rules or ("R-84",))
    kinds = tuple(_kinds(before, after)) or (ChangeKind.KEPT,)
    return SessionChange(before, after, kinds, _rules(before, after, reasons))


def _rules(before: Placed, after: Placed, reasons: Mapping[date, tuple[str, ...]]) -> tuple[str, ...]:
    """Rules that the session was not under before; else those of its week. What is missed, R-80 drops."""
    if before.session.status is not after.session.status and after.session.status in RECORDED:
        return ("R-80",) if after.session.status is SessionStatus.MISSED else ("R-84",)
    fresh = tuple(rule for rule in after.session.rules if rule not in before.session.rules)
    return fresh or reasons.get(after.date, ()) or ("R-84",)


RECORDED = {SessionStatus.DONE: ChangeKind.DONE, SessionStatus.MISSED: ChangeKind.MISSED}


def _kinds(before: Placed, after: Placed) -> Iterator[ChangeKind]:
    one, other = before.session, after.session
    if one.status is not other.status and other.status in RECORDED:
        yield RECORDED[other.status]
    if one.status in RECORDED and other.status is SessionStatus.PLANNED:
        yield ChangeKind.OPEN
    if before.date != after.date:
        yield ChangeKind.MOVED
    if one.duration_min != other.duration_min:
        yield ChangeKind.SHORTER if other.duration_min < one.duration_min else ChangeKind.LONGER
    if abs(other.pack_mass_kg - one.pack_mass_kg) > MASS_KG:
        yield ChangeKind.LIGHTER if other.pack_mass_kg < one.pack_mass_kg else ChangeKind.HEAVIER
    if _otherwise(one, other):
        yield ChangeKind.CHANGED


ELSEWHERE = (
    "duration_min",
    "pack_mass_kg",
    "status",
    "uid",
    "slot",
    "rules",
    "purpose",
    "heavy",
    "demanding",
)
"""What is told by itself, or is no matter of what is to be done."""
FOLLOWS = ("distance_km", "load_efm", "ascent_m", "descent_m", "carrier", "start", "title")
"""What goes with the minutes, the pack or the day when one of those changed."""


def _otherwise(one: Session, other: Session) -> bool:
    """Whether the two differ in anything that no other word of the change explains."""
    told = one.duration_min != other.duration_min or one.pack_mass_kg != other.pack_mass_kg
    ignored = {*ELSEWHERE, *(FOLLOWS if told or one.status is not other.status else ())}
    if one.slot > 1:
        # A second session begins when the first ends.
        ignored.add("start")
    return any(
        getattr(one, name) != getattr(other, name) for name in Session.model_fields if name not in ignored
    )


def _order(change: SessionChange) -> tuple[date, int, str]:
    standing = change.after or change.before
    assert standing is not None
    return standing.date, standing.session.slot, standing.session.kind
