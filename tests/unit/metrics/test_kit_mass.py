"""What the race pack weighs, and which thing tips it."""

from decimal import Decimal

from periodise.metrics.kit_mass import packed, race_pack_kg, share_g, tipped_by
from tests.kits import CAP, FOOD, JACKET, POLES, WATER, inputs_with, item


def test_a_pack_from_the_kit_weighs_what_the_list_weighs_and_a_typed_one_what_was_typed() -> None:
    assert race_pack_kg(inputs_with(JACKET, CAP, WATER)) == 1.32
    assert race_pack_kg(inputs_with(JACKET, pack_mass=5.0)) == 5.0


def test_mandatory_things_are_packed_first_and_each_group_stays_in_its_order() -> None:
    names = [thing.item.name for thing in packed([POLES, JACKET, CAP, WATER, FOOD])]
    assert names == ["jacket", "food", "poles", "water"]


def test_the_sum_grows_thing_by_thing() -> None:
    assert [thing.sum_g for thing in packed([JACKET, FOOD, POLES])] == [320, 920, 1320]


def test_what_tips_the_pack_is_the_first_thing_with_which_it_passes_the_limit() -> None:
    things = packed([JACKET, FOOD, POLES])
    tipping = tipped_by(things, Decimal(919))
    assert tipping is not None
    assert tipping.item == FOOD
    assert tipped_by(things, Decimal(1320)) is None


def test_fifteen_per_cent_of_82_kg_is_12300_g_and_a_pack_of_just_that_is_not_over_it() -> None:
    assert 0.15 * 82 < 12.3, "which is why it is not worked out in binary fractions"
    limit_g = share_g(0.15, 82.0)
    assert limit_g == 12_300
    assert tipped_by(packed([item("all", "12.3 kg")]), limit_g) is None
