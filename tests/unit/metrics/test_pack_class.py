"""When a pack makes a session loaded or heavy, at and around every border."""

import pytest

from periodise.domain.session import Session, SessionKind
from periodise.metrics.pack_class import Carried, PackClass, is_heavy, is_loaded, pack_class
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
RUN = SessionKind.EASY_RUN


@pytest.mark.parametrize(
    ("kind", "pack_mass_kg", "body_mass_kg", "loaded"),
    [
        (RUN, 0, 70, False),
        (RUN, 3.0, 70, False),
        (RUN, 3.1, 70, True),
        (RUN, 3.5, 70, True),
        (RUN, 2.5, 50, True),
        (RUN, 2.4, 50, False),
        (SessionKind.PACK_RUN, 1.0, 70, True),
        (SessionKind.PACK_WALK, 1.0, 70, True),
        (SessionKind.BACKPACKING_DAY, 1.0, 70, True),
        (SessionKind.HIKE, 1.0, 70, False),
    ],
)
def test_loaded_by_share_by_kilograms_or_by_kind(
    kind: SessionKind, pack_mass_kg: float, body_mass_kg: float, loaded: bool
) -> None:
    assert is_loaded(Carried(kind, pack_mass_kg), body_mass_kg, RULEBOOK) is loaded


def test_a_session_says_itself_what_it_carries() -> None:
    assert is_loaded(Session(kind=RUN, pack_mass_kg=4), 70, RULEBOOK)


@pytest.mark.parametrize(
    ("pack_mass_kg", "duration_min", "heavy"),
    [(10.5, 20, True), (10.4, 119, False), (7.0, 120, True), (7.0, 119, False), (6.9, 600, False)],
)
def test_heavy_by_mass_or_by_hours(pack_mass_kg: float, duration_min: float, heavy: bool) -> None:
    assert is_heavy(pack_mass_kg, duration_min, 70, RULEBOOK) is heavy


@pytest.mark.parametrize(
    ("pack_mass_kg", "expected"),
    [(0, "P0"), (3.0, "P0"), (3.5, "P1"), (10.5, "P1"), (11.0, "P2"), (17.5, "P2"), (18.0, "P3")],
)
def test_classes_end_at_their_borders(pack_mass_kg: float, expected: str) -> None:
    assert pack_class(Carried(RUN, pack_mass_kg), 70, RULEBOOK) is PackClass(expected)
