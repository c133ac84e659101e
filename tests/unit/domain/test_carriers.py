"""What a person may name as a carrier, and what is said of the rest."""

import pytest

from periodise.domain.carriers import NEVER_PRESCRIBED
from periodise.domain.inputs import PlanSettings
from periodise.domain.session import Carrier
from periodise.errors import InputRefused
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import read_athlete_bytes


def carried_in(word: str) -> Carrier:
    text = EXAMPLE.replace('carrier = "pack"', f'carrier = "{word}"')
    return read_athlete_bytes(text.encode(), file="a.toml").plan.carrier


def refused(word: str) -> str:
    with pytest.raises(InputRefused) as refusal:
        carried_in(word)
    [problem] = refusal.value.problems
    assert "plan.carrier: " in problem
    return problem


def test_a_pack_and_a_vest_are_taken() -> None:
    assert (carried_in("pack"), carried_in("vest")) == (Carrier.PACK, Carrier.VEST)


@pytest.mark.parametrize("word", ["ankle weights", "Ankle-Weights", "leg weights", "weighted shoes"])
def test_ankle_weights_are_told_why_not(word: str) -> None:
    problem = refused(word)
    assert "ankle weights are never prescribed (R-74)" in problem
    assert NEVER_PRESCRIBED["ankle weights"] in problem
    assert "lower leg" in problem


@pytest.mark.parametrize("word", ["hand weights", "wrist weights", "dumbbells", "hand_weights"])
def test_hand_weights_are_told_why_not(word: str) -> None:
    problem = refused(word)
    assert "hand weights are never prescribed (R-74)" in problem
    assert NEVER_PRESCRIBED["hand weights"] in problem
    assert "shoulders" in problem


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("weighted vest", 'write carrier = "vest"'),
        ("rucksack", 'write carrier = "pack"'),
        ("Backpack", 'write carrier = "pack"'),
        ("none", 'race.pack_mass = "0 kg"'),
        ("a barrel", "write one of them"),
    ],
)
def test_any_other_word_is_told_what_it_probably_means(word: str, advice: str) -> None:
    assert advice in refused(word)


def test_a_carrier_that_is_no_text_is_refused_too() -> None:
    text = EXAMPLE.replace('carrier = "pack"', "carrier = 7")
    with pytest.raises(InputRefused, match=r"plan\.carrier: 7 is not one of the choices"):
        read_athlete_bytes(text.encode(), file="a.toml")


def test_a_plan_that_was_saved_with_no_carrier_can_still_be_read() -> None:
    assert PlanSettings.model_validate({"carrier": "none"}).carrier is Carrier.NONE
