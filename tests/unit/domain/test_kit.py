"""Kit arithmetic: exact to the gram, whatever unit a mass was typed in."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from periodise.domain.kit import carried_kg, grams
from tests.kits import CAP, JACKET, POLES, item

whole_grams = st.lists(st.integers(1, 50_000), min_size=1, max_size=60)
tenths_of_pounds = st.lists(st.integers(1, 1000), min_size=1, max_size=60)
tenths_of_ounces = st.lists(st.integers(1, 5000), min_size=1, max_size=60)
G_PER_OZ = Decimal("28.349523125")


def test_worn_things_weigh_nothing_in_the_pack() -> None:
    assert carried_kg([JACKET, CAP, POLES]) == 0.72


def test_ten_tenths_of_a_kilogram_are_a_kilogram_and_not_a_hair_less() -> None:
    assert carried_kg([item("gel", "100 g")] * 10) == 1.0
    assert grams(0.1) == 100


@given(whole_grams)
def test_a_list_in_grams_adds_up_to_the_gram(masses_g: list[int]) -> None:
    kit = [item("thing", f"{mass_g} g") for mass_g in masses_g]
    assert grams(carried_kg(kit)) == sum(masses_g)


@given(whole_grams)
def test_kilograms_and_grams_of_the_same_things_weigh_the_same(masses_g: list[int]) -> None:
    in_kg = [item("thing", f"{Decimal(mass_g) / 1000:f} kg") for mass_g in masses_g]
    assert carried_kg(in_kg) == carried_kg([item("thing", f"{mass_g} g") for mass_g in masses_g])


@given(tenths_of_ounces)
def test_a_list_in_ounces_is_rounded_to_the_gram_once_and_not_thing_by_thing(tenths: list[int]) -> None:
    kit = [item("thing", f"{Decimal(tenth) / 10} oz") for tenth in tenths]
    exact_g = sum(tenths) * G_PER_OZ / 10
    assert grams(carried_kg(kit)) == exact_g.quantize(Decimal(1), ROUND_HALF_UP)


@given(tenths_of_pounds)
def test_ounces_and_pounds_of_the_same_things_agree(tenths: list[int]) -> None:
    ounces = [item("thing", f"{Decimal(tenth) * 16 / 10} oz") for tenth in tenths]
    pounds = [item("thing", f"{Decimal(tenth) / 10} lb") for tenth in tenths]
    assert carried_kg(pounds) == carried_kg(ounces)


def test_an_imperial_list_and_the_same_in_grams_agree_to_rounding() -> None:
    imperial = [item("jacket", "11.3 oz"), item("food", "1.3 lb"), item("water", "35.3 oz")]
    metric = [item("jacket", "320 g"), item("food", "590 g"), item("water", "1001 g")]
    assert abs(carried_kg(imperial) - carried_kg(metric)) <= 0.0015
