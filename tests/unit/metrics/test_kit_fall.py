"""How a pack gets lighter: worked by hand, 10 km in 100 minutes and the like."""

from datetime import date

import pytest

from periodise.domain.race import Race, RaceKind, Stage
from periodise.domain.replace import replace
from periodise.metrics.kit_fall import (
    Leg,
    Place,
    legs_of,
    pack_kg_at,
    passings,
    remaining_kg,
    stage_packs_kg,
    starting_kg,
    supplies,
)
from periodise.metrics.race_time import race_time_min
from periodise.store.rulebook_file import load_rulebook
from tests.kits import CAP, FOOD, JACKET, WATER, inputs_with, item
from tests.small_season import INPUTS

RULEBOOK = load_rulebook()
LEG = Leg(distance_km=40, minutes=240)
"""10 km an hour and a bit: ten kilometres are an hour."""
RATION = item("rations", "3.5 kg", consumable=True, rate="700 g/day")
DAYS = (Leg(30, 300), Leg(40, 400), Leg(20, 200))


def test_a_jacket_weighs_the_same_everywhere() -> None:
    assert remaining_kg(JACKET, Place(0, 40), (LEG,), filled=False) == 0.32


def test_food_by_the_hour_goes_down_with_the_hours() -> None:
    assert remaining_kg(FOOD, Place(0, 20), (LEG,), filled=False) == pytest.approx(0.48)


def test_food_never_weighs_less_than_nothing() -> None:
    slow = Leg(40, 2400)
    assert remaining_kg(FOOD, Place(0, 40), (slow,), filled=False) == 0


def test_water_is_full_again_after_each_refill_and_half_a_litre_down_before_it() -> None:
    assert remaining_kg(WATER, Place(0, 10), (LEG,), filled=False) == pytest.approx(0.5)
    assert remaining_kg(WATER, Place(0, 10), (LEG,), filled=True) == 1.0
    assert remaining_kg(WATER, Place(0, 15), (LEG,), filled=False) == pytest.approx(0.75)


def test_a_litre_of_something_denser_than_water_weighs_what_it_weighs() -> None:
    syrup = item("syrup", "1.3 kg", volume="1 l", consumable=True, rate="0.25 l/h")
    assert remaining_kg(syrup, Place(0, 20), (LEG,), filled=False) == pytest.approx(0.65)


def test_a_day_of_a_race_in_one_go_has_24_hours() -> None:
    long = Leg(100, 36 * 60)
    assert remaining_kg(RATION, Place(0, 100), (long,), filled=False) == pytest.approx(3.5 - 1.05)


def test_a_ration_a_day_is_gone_by_the_next_morning() -> None:
    starts = [starting_kg([RATION, JACKET], leg, DAYS) for leg in range(3)]
    assert starts == pytest.approx([3.82, 3.12, 2.42])
    assert pack_kg_at([RATION], Place(2, 20), DAYS, filled=False) == pytest.approx(1.4)


def test_water_by_the_hour_is_full_every_morning_where_there_are_refills() -> None:
    assert remaining_kg(WATER, Place(1, 0), DAYS, filled=True) == 1.0


def test_a_resupply_of_day_rations_counts_from_the_very_start() -> None:
    resupplied = item("rations", "2 kg", consumable=True, rate="700 g/day", refill_every="50 km")
    assert remaining_kg(resupplied, Place(1, 20), DAYS, filled=True) == pytest.approx(2.0)
    assert remaining_kg(resupplied, Place(1, 20), DAYS, filled=False) == pytest.approx(2 - 1.05)


def test_the_course_is_shown_at_its_refills_and_ends_without_one() -> None:
    passed = passings([WATER, FOOD, CAP], LEG, most=8)
    assert [at.km for at in passed] == [0, 10, 20, 30, 40]
    assert [round(at.leaving_kg, 2) for at in passed[:2]] == [1.6, 1.54]
    assert passed[-1].arriving_kg == passed[-1].leaving_kg == pytest.approx(0.86)


def test_many_refills_are_thinned_out_and_none_gives_quarters() -> None:
    often = item("water", "500 g", consumable=True, rate="0.5 l/h", refill_every="1 km")
    assert len(passings([often], LEG, most=8)) <= 10
    assert [at.km for at in passings([FOOD], LEG, most=8)] == [0, 10, 20, 30, 40]


def test_the_start_of_the_course_is_the_pack_to_the_gram() -> None:
    kit = [item("gel", "100 g")] * 7
    assert passings(kit, LEG, most=8)[0].leaving_kg == pytest.approx(0.7, abs=1e-9)
    assert starting_kg(kit, 0, DAYS) == 0.7


def test_a_supply_is_held_against_the_longest_stretch_between_refills() -> None:
    [water, food] = supplies([WATER, FOOD, JACKET], (LEG,))
    assert (water.lasts_min, water.needed_min) == pytest.approx((120, 60))
    assert water.spare_kg == pytest.approx(0.5)
    assert (food.lasts_min, food.needed_min) == pytest.approx((600, 240))
    assert supplies([WATER], (Leg(40, 4000),))[0].spare_kg == 0


def test_a_race_in_one_go_is_one_leg_of_its_expected_time() -> None:
    inputs = inputs_with(JACKET, WATER)
    [leg] = legs_of(inputs, RULEBOOK)
    expected = race_time_min(inputs.race, pack_mass_kg=1.32, athlete=inputs.athlete, rulebook=RULEBOOK)
    assert leg == Leg(30, expected)


def staged(*masses: float | None, pack_mass: float | str = "from kit") -> tuple[float, ...]:
    stages = tuple(Stage(distance_km=30, ascent_m=500, pack_mass_kg=mass_kg) for mass_kg in masses)
    race = Race(
        name="Stages",
        date=date(2027, 3, 20),
        kind=RaceKind.STAGE_RACE,
        distance_km=30 * len(stages),
        ascent_m=500 * len(stages),
        pack_mass_kg=pack_mass,
        stages=stages,
    )
    return stage_packs_kg(replace(INPUTS, race=race, kit=(RATION, JACKET)), RULEBOOK)


def test_each_stage_starts_with_what_the_days_before_have_left() -> None:
    assert staged(None, None, None) == pytest.approx((3.82, 3.12, 2.42))


def test_what_is_typed_for_a_stage_or_the_race_wins_over_the_list() -> None:
    assert staged(None, 2.5, None) == pytest.approx((3.82, 2.5, 2.42))
    assert staged(None, 2.5, pack_mass=6.0) == (6.0, 2.5)
