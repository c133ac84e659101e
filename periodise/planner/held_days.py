"""What days that stand already are to the search of days: days held, and days that a coach locked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from periodise.domain.session import Session, SessionKind
from periodise.metrics.pack_class import is_loaded
from periodise.planner.place_sessions import RESTED, Choice, Item
from periodise.planner.season import Season

ITEMS: Mapping[SessionKind, Item] = {
    SessionKind.LONG_RUN: Item.BIG,
    SessionKind.HIKE: Item.BIG,
    SessionKind.BACKPACKING_DAY: Item.BIG,
    SessionKind.PACK_RUN: Item.PACK,
    SessionKind.PACK_WALK: Item.PACK,
    SessionKind.SHAKEDOWN: Item.PACK,
    SessionKind.HILL_RUN: Item.QUALITY,
    SessionKind.TEMPO_RUN: Item.QUALITY,
    SessionKind.EASY_RUN: Item.EASY,
    SessionKind.RECOVERY: Item.EASY,
    SessionKind.OTHER_RACE: Item.EASY,
}
"""What each kind is to the search of days."""
ONE_DAY = timedelta(1)


def held_choice(season: Season, held: Sequence[Session], *, second: bool) -> Choice:
    """What a held day is to the search: its most demanding session on foot."""
    on_foot = [session for session in held if session.kind in ITEMS]
    if not on_foot:
        return RESTED
    most = max(on_foot, key=lambda session: (session.demanding, ITEMS[session.kind], session.load_efm))
    body = season.inputs.athlete.body_mass_kg
    loaded = any(is_loaded(session, body, season.rulebook) for session in on_foot)
    return Choice(
        Item.SECOND if second else ITEMS[most.kind],
        0.0,
        demanding=most.demanding,
        loaded=loaded,
        heavy=most.heavy,
        bars_demanding_days=_days_after_pair(season) if second else _barred_days(season, most),
    )


def item_of(held: Sequence[Session]) -> Item:
    """What a day holds to the search, rest where nothing is held."""
    return max((ITEMS[one.kind] for one in held if one.kind in ITEMS), default=Item.REST)


def is_second(day: date, paired: Collection[date]) -> bool:
    """Whether a day is the second of two long ones, when `paired` are the days of such twos."""
    return {day, day - ONE_DAY} <= set(paired)


def is_paired(held: Sequence[Session]) -> bool:
    """Whether a day belongs to two long days in a row (R-46)."""
    return any("R-46" in session.rules for session in held)


def _days_after_pair(season: Season) -> int:
    """Days without anything demanding after two long days in a row (R-46)."""
    rule = season.rulebook["R-46"]
    return int(rule["rest_after_days"]) + int(rule["easy_after_days"])


def _barred_days(season: Season, session: Session) -> int:
    """Days after a session that hold nothing demanding (R-48, R-72)."""
    rule = season.rulebook["R-72"]
    if session.heavy or session.kind in (SessionKind.BACKPACKING_DAY, SessionKind.HIKE):
        return int(rule["demanding_gap_descent_days"]) - 1
    return int(session.demanding)
