"""What would make a pack lighter."""

from periodise.domain.gear import Pack
from periodise.domain.kit import KitItem
from periodise.metrics.kit_fall import Leg
from periodise.metrics.kit_savings import Known, Saving, Way, best_savings
from periodise.store.rulebook_file import load_rulebook
from tests.kits import CAP, FOOD, JACKET, POLES, WATER, inputs_with, item, pack

LEG = Leg(40, 240)


def savings(*kit: KitItem, packs: tuple[Pack, ...] = (), lighter: Pack | None = None) -> list[Saving]:
    known = Known((LEG,), packs, lighter)
    return list(best_savings(inputs_with(*kit, packs=packs), known, rulebook=load_rulebook(), most=3))


def test_a_thing_nobody_asks_for_is_left_out_whole() -> None:
    assert savings(POLES) == [Saving(POLES, Way.LEAVE_OUT, 0.4)]


def test_a_mandatory_thing_is_exchanged_for_one_a_quarter_lighter() -> None:
    assert savings(JACKET) == [Saving(JACKET, Way.EXCHANGE, 0.08)]


def test_water_that_would_come_to_the_refill_unused_is_carried_less() -> None:
    assert savings(WATER) == [Saving(WATER, Way.CARRY_LESS, 0.5)]


def test_how_much_food_is_mandatory_is_not_ours_to_say_and_what_is_worn_saves_nothing() -> None:
    assert savings(FOOD, CAP) == []


def test_a_pack_is_exchanged_for_the_lightest_that_fits_and_never_left_out() -> None:
    heavy, light = pack("heavy", mass="1.2 kg"), pack("light", mass="700 g")
    carried = item("heavy", "1.2 kg")
    assert savings(carried, packs=(heavy, light), lighter=light) == [
        Saving(carried, Way.EXCHANGE, 0.5, light)
    ]
    assert savings(carried, packs=(heavy, light)) == []


def test_the_greatest_comes_first_and_three_are_enough() -> None:
    found = savings(JACKET, WATER, POLES, item("book", "300 g"))
    assert [saving.item.name for saving in found] == ["water", "poles", "book"]
