"""The kit list in the event of a shakedown, and nowhere else."""

from datetime import date

import pytest

from periodise.domain.inputs import Inputs, Units
from periodise.domain.kit import KitItem
from periodise.domain.replace import replace
from periodise.domain.session import Carrier, Session, SessionKind
from periodise.store.rulebook_file import load_rulebook
from periodise.views.session_text import DESCRIPTION_BYTES, SEARCH_WORD, description
from tests.kits import CAP, FOOD, JACKET, POLES, WATER, inputs_with, item
from tests.small_season import RECORD

SHAKEDOWN = Session(
    kind=SessionKind.SHAKEDOWN, duration_min=25, carrier=Carrier.PACK, pack_mass_kg=2.32, rpe=3
)
MANY = tuple(item(f"thing number {number} of a very long list", "10 g") for number in range(300))


def said(*kit: KitItem, session: Session = SHAKEDOWN, inputs: Inputs | None = None) -> list[str]:
    record = replace(RECORD, inputs=inputs or inputs_with(*kit))
    text = description(session, day=date(2027, 3, 9), week=None, record=record, rulebook=load_rulebook())
    assert len(text.encode()) <= DESCRIPTION_BYTES
    assert text.endswith(SEARCH_WORD)
    return text.splitlines()


def test_everything_is_listed_what_the_organiser_asks_for_first_and_what_is_worn_last() -> None:
    lines = said(POLES, CAP, JACKET, WATER, FOOD)
    first = lines.index("Your whole kit, 2.32 kg in the pack; nothing new after today:")
    assert lines[first + 1 : -1] == [
        "- jacket, 320 g",
        "- food, 600 g",
        "- poles, 400 g",
        "- water, 1000 g",
        "- cap, 60 g, worn",
    ]


def test_a_shakedown_lighter_than_the_kit_says_how_much_stays_at_home() -> None:
    lighter = replace(SHAKEDOWN, pack_mass_kg=1.5)
    assert "(Today's pack is lighter: leave out 0.8 kg, of water and food first.)" in said(
        POLES, JACKET, WATER, FOOD, session=lighter
    )
    assert not any("lighter" in line for line in said(POLES, JACKET, WATER, FOOD))


def test_a_list_too_long_for_a_calendar_is_cut_at_a_thing_and_counted() -> None:
    lines = said(*MANY)
    shown = [line for line in lines if line.startswith("- thing")]
    assert 10 < len(shown) < 300
    assert lines[-2] == f"- and {300 - len(shown)} more of your kit list"
    assert any(line.startswith("Why: ") for line in lines)


@pytest.mark.parametrize("kind", [SessionKind.PACK_RUN, SessionKind.RACE, SessionKind.EASY_RUN])
def test_no_other_session_lists_the_kit(kind: SessionKind) -> None:
    assert not any("jacket" in line for line in said(JACKET, session=replace(SHAKEDOWN, kind=kind)))


def test_without_a_kit_list_nothing_is_listed() -> None:
    assert not any("whole kit" in line for line in said(inputs=inputs_with(pack_mass=2.32)))


def test_a_private_calendar_does_not_tell_what_anybody_carries() -> None:
    inputs = inputs_with(JACKET, FOOD)
    private = replace(inputs, calendar=replace(inputs.calendar, private=True))
    assert not any("jacket" in line or "kit" in line.lower() for line in said(inputs=private))


def test_an_imperial_list_is_in_ounces_and_pounds() -> None:
    inputs = inputs_with(JACKET, FOOD)
    lines = said(inputs=replace(inputs, plan=replace(inputs.plan, units=Units.IMPERIAL)))
    assert "- jacket, 11.3 oz" in lines
    assert any("2.03 lb in the pack" in line for line in lines)
