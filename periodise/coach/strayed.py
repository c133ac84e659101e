"""Sessions of an edited plan that stand elsewhere just as they were, and where they came from."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from periodise.coach.said import Place
from periodise.domain.session import Session, SessionKind
from periodise.views.session_rows import EDITABLE

TAKEN = tuple(sorted(EDITABLE - {"date", "slot", "locked"}))
"""Fields of a session that may be changed."""


class Pair(NamedTuple):
    """A place, and the one that its session may have come from."""

    at: Place
    origin: Place


def same(one: Session, other: Session) -> bool:
    """Whether two sessions agree in everything that may be changed."""
    return all(getattr(one, name) == getattr(other, name) for name in TAKEN)


def strayed(now: Mapping[Place, Session], before: Mapping[Place, Session]) -> dict[Place, Place]:
    """The origin of each session that has moved, by where it stands.

    Two that changed places come first, then any other; a day off goes where one of them came from.
    """
    astray = [place for place, session in now.items() if not _stands(place, session, before)]
    left = [place for place in before if place not in now or place in set(astray)]
    pairs = [Pair(at, origin) for at in astray for origin in left if same(now[at], before[origin])]
    moves = [pair for pair in pairs if now[pair.at].kind is not SessionKind.REST]
    swaps = [one for one in moves if one.at in before and _stands(one.origin, before[one.at], now)]
    found = _chosen([*swaps, *moves], {})
    return _chosen([one for one in pairs if one.origin in found], found)


def _stands(place: Place, session: Session, where: Mapping[Place, Session]) -> bool:
    return place in where and same(session, where[place])


def _chosen(pairs: Iterable[Pair], found: Mapping[Place, Place]) -> dict[Place, Place]:
    """`found` with the first pair of each place and of each origin."""
    chosen = dict(found)
    for pair in pairs:
        if pair.at not in chosen and pair.origin not in chosen.values():
            chosen[pair.at] = pair.origin
    return chosen
