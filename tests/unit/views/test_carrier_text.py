"""Pack, vest, and what is never prescribed."""

import pytest

from periodise.domain.inputs import Inputs
from periodise.domain.replace import replace
from periodise.domain.session import Carrier
from periodise.store.rulebook_file import load_explained_rulebook
from periodise.views.carrier_text import vest_advice, vest_warning
from periodise.views.explanation import rule_explanation
from periodise.views.summary import summary_text
from tests.kits import inputs_with
from tests.small_season import RECORD

RULEBOOK = load_explained_rulebook()
NO_PACK = inputs_with(pack_mass=0.0)


def test_a_race_without_a_pack_is_offered_a_vest_in_the_runners_own_kilograms() -> None:
    said = vest_advice(NO_PACK, RULEBOOK)
    assert "5 to 10 % of your body mass (3.6 to 7.1 kg)" in said
    assert "1 easy run a week" in said


def test_the_summary_of_such_a_plan_says_it() -> None:
    said = summary_text(replace(RECORD, inputs=NO_PACK), rulebook=RULEBOOK)
    assert "wear a fitted vest" in " ".join(said.split())


def test_a_race_with_a_pack_is_offered_no_vest() -> None:
    assert vest_advice(RECORD.inputs, RULEBOOK) == ""
    assert "vest" not in summary_text(RECORD, rulebook=RULEBOOK)


@pytest.mark.parametrize(
    "changes",
    [
        {"athlete": replace(NO_PACK.athlete, screen=replace(NO_PACK.athlete.screen, back_pain=True))},
        {"history": replace(NO_PACK.history, weeks_consistent=7)},
        {"history": replace(NO_PACK.history, runs_per_week=2)},
    ],
    ids=["back pain", "too new", "too seldom"],
)
def test_nobody_is_offered_a_weight_who_may_not_carry_one(changes: dict[str, object]) -> None:
    assert vest_advice(replace(NO_PACK, **changes), RULEBOOK) == ""


def in_a_vest(pack_mass_kg: float) -> Inputs:
    inputs = inputs_with(pack_mass=pack_mass_kg)
    return replace(inputs, plan=replace(inputs.plan, carrier=Carrier.VEST))


def test_a_vest_that_would_have_to_hold_more_than_a_tenth_of_the_body_is_warned_of() -> None:
    assert "more than a vest is for (10 %)" in vest_warning(in_a_vest(7.5), RULEBOOK)
    assert vest_warning(in_a_vest(7.0), RULEBOOK) == ""
    assert vest_warning(inputs_with(pack_mass=7.5), RULEBOOK) == ""


def test_explaining_the_rule_tells_why_ankles_and_hands_stay_free() -> None:
    told = " ".join(rule_explanation(RECORD, RULEBOOK.rules["R-74"], rulebook=RULEBOOK).split())
    assert "Ankle weights are never prescribed: they drag on the joints" in told
    assert "Hand weights are never prescribed: they round the shoulders" in told
