"""The four side ledgers of a span of sessions."""

from periodise.domain.session import Session, SessionKind, SessionStatus
from periodise.metrics.ledgers import side_ledgers
from periodise.store.rulebook_file import load_rulebook

SESSIONS = (
    Session(kind=SessionKind.LONG_RUN, duration_min=180, distance_km=25, descent_m=600),
    Session(kind=SessionKind.PACK_RUN, duration_min=60, distance_km=8, descent_m=100, pack_mass_kg=4),
    Session(
        kind=SessionKind.BACKPACKING_DAY, duration_min=300, distance_km=20, descent_m=900, pack_mass_kg=11
    ),
    Session(kind=SessionKind.RACE, duration_min=900, distance_km=80, descent_m=3000, pack_mass_kg=5),
    Session(kind=SessionKind.STRENGTH, duration_min=20),
)


def test_the_longest_run_is_a_run_and_not_a_race_or_a_hike() -> None:
    assert side_ledgers(SESSIONS, body_mass_kg=70, rulebook=load_rulebook()).longest_run_min == 180


def test_pack_load_is_kilograms_times_kilometres() -> None:
    ledgers = side_ledgers(SESSIONS, body_mass_kg=70, rulebook=load_rulebook())
    assert ledgers.pack_load_kg_km == 4 * 8 + 11 * 20 + 5 * 80


def test_descent_adds_up_and_heavy_sessions_are_counted() -> None:
    ledgers = side_ledgers(SESSIONS, body_mass_kg=70, rulebook=load_rulebook())
    assert ledgers.descent_m == 4600
    assert ledgers.heavy_sessions == 1


def test_what_was_missed_or_dropped_is_in_no_ledger() -> None:
    missed = tuple(
        Session(kind=SessionKind.PACK_RUN, duration_min=90, distance_km=9, pack_mass_kg=11, status=status)
        for status in (SessionStatus.MISSED, SessionStatus.DROPPED)
    )
    assert side_ledgers(missed, body_mass_kg=70, rulebook=load_rulebook()) == (0, 0, 0, 0)
