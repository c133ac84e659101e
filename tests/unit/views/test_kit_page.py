"""The page of `periodise kit`."""

from datetime import date

import pytest

from periodise.domain.gear import Pack
from periodise.domain.inputs import Inputs, Units
from periodise.domain.kit import KitItem
from periodise.domain.race import Trip
from periodise.domain.replace import replace
from periodise.render.terminal import table_text
from periodise.store.rulebook_file import load_rulebook
from periodise.views.kit_page import kit_page
from periodise.views.kit_text import no_kit_text
from periodise.views.pack_choice import pack_choice_text
from tests.kits import CAP, FOOD, JACKET, POLES, WATER, inputs_with, item, pack

RULEBOOK = load_rulebook()
TENT = item("tent", "5 kg", volume="6 l")


def page(inputs: Inputs) -> str:
    parts = kit_page(inputs, (), RULEBOOK)
    return "\n".join(part if isinstance(part, str) else table_text(part) for part in parts)


def words(inputs: Inputs) -> str:
    return " ".join(page(inputs).split())


def imperial(inputs: Inputs) -> Inputs:
    return replace(inputs, plan=replace(inputs.plan, units=Units.IMPERIAL))


def test_it_begins_with_the_mass_to_the_gram_its_share_and_its_volume() -> None:
    inputs = inputs_with(JACKET, WATER, item("note", "7 g"))
    told = words(inputs)
    assert "the kit list weighs 1.327 kg at the start, 1.9 % of your body mass, and takes 2.2 l" in told


def test_a_pack_below_both_limits_says_how_far_it_is_to_them() -> None:
    told = words(inputs_with(JACKET, POLES))
    assert "Over 10 %? No, 6.403 kg to go. A pack above 7.123 kg is heavy to run with." in told
    assert "Over 15 %? No, 9.965 kg to go." in told


def test_what_tips_the_pack_over_each_limit_is_named() -> None:
    told = words(inputs_with(JACKET, POLES, TENT, item("rope", "2 kg"), item("pot", "3 kg")))
    assert "Over 10 %? Yes, by 3.597 kg; what tips it: rope." in told
    assert "Over 15 %? Yes, by 0.036 kg; what tips it: pot." in told


def test_the_three_things_that_help_most_are_told() -> None:
    told = words(inputs_with(JACKET, POLES, WATER, TENT))
    assert "tent, 5000 g: not mandatory. The pack weighs 1.72 kg without." in told
    assert "poles, 400 g: not mandatory. The pack weighs 6.32 kg without." in told
    assert "jacket" not in told.split("What would help most")[1].split("On the way")[0]


def test_a_mandatory_thing_and_water_too_many_have_advice_of_their_own() -> None:
    told = words(inputs_with(JACKET, replace(WATER, mass_kg=3.0, volume_l=3.0)))
    assert "jacket: it has to come, but one that is 25 % lighter saves 80 g." in told
    assert "of it would come home. Carry so much less." in told


def test_a_lighter_pack_that_fits_is_named() -> None:
    old, new = pack("old", mass="900 g"), pack("new", capacity="20 l", mass="300 g", chest_strap=True)
    told = words(inputs_with(JACKET, item("old", "900 g"), packs=(old, new)))
    assert "old: new fits too and is 600 g lighter." in told


def test_a_supply_that_runs_out_is_told() -> None:
    told = words(inputs_with(replace(WATER, mass_kg=0.25, volume_l=0.25)))
    assert "water lasts 30 min, and the way to the next refill takes" in told


def test_a_mass_that_was_typed_beside_a_list_is_told() -> None:
    told = words(inputs_with(JACKET, pack_mass=4.0))
    assert "race.pack_mass says 4 kg, the list weighs 0.32 kg." in told
    assert "race.pack_mass" not in words(inputs_with(JACKET))


def test_things_without_a_volume_are_named_and_the_pack_is_none_of_them() -> None:
    kit = item("rope", "1 kg"), item("mine", "700 g")
    told = words(inputs_with(*kit, packs=(pack("mine", mass="700 g"),)))
    assert "Without a volume in the list, and not counted: rope." in told


def test_nothing_is_said_of_the_way_where_nothing_is_used_up() -> None:
    assert "On the way" not in page(inputs_with(JACKET))
    assert "On the way, if it takes you" in page(inputs_with(JACKET, FOOD))


def test_a_trip_is_weighed_by_its_own_list() -> None:
    days = {"start": date(2027, 3, 8), "end": date(2027, 3, 10)}
    rations = item("rations", "2.1 kg", consumable=True, rate="700 g/day")
    trip = Trip(name="Round", **days, distance_per_day_km=20, kit=(TENT, rations), pack_mass_kg="from kit")
    told = words(replace(inputs_with(JACKET), trips=(trip,)))
    assert "Round: 7.1 kg at the start, 10 % of your body mass, 5.7 kg on the last morning." in told


@pytest.mark.parametrize("shown", [lambda inputs: inputs, imperial], ids=["metric", "imperial"])
def test_no_line_is_wider_than_a_terminal(shown: object) -> None:
    long = item("a thing with quite a long name that goes on and on, " * 3, "12 kg", mandatory=True)
    inputs = shown(inputs_with(long, JACKET, POLES, CAP, WATER, FOOD))  # type: ignore[operator]
    assert max(map(len, page(inputs).splitlines())) <= 80
    assert max(map(len, pack_choice_text(inputs, (), RULEBOOK).splitlines())) <= 80


def test_imperial_figures_are_the_metric_ones_converted() -> None:
    told = words(imperial(inputs_with(JACKET, WATER)))
    assert "weighs 2.91 lb at the start, 1.9 % of your body mass" in told
    assert "A pack above 15.7 lb is heavy" in told
    assert " 11.3 oz " in told


def test_a_race_without_a_pack_gets_advice_and_no_table() -> None:
    assert "fitted vest" in no_kit_text(inputs_with(pack_mass=0.0), RULEBOOK)
    hurt = replace(inputs_with(pack_mass=0.0).athlete.screen, hernia=True)
    inputs = inputs_with(pack_mass=0.0)
    inputs = replace(inputs, athlete=replace(inputs.athlete, screen=hurt))
    assert no_kit_text(inputs, RULEBOOK) == "The race asks for no pack: there is nothing to weigh.\n"


def choice(*kit: KitItem, packs: tuple[Pack, ...]) -> str:
    return " ".join(pack_choice_text(inputs_with(*kit, packs=packs), (), RULEBOOK).split())


def test_packs_come_in_three_groups_each_with_its_reason() -> None:
    good = {"capacity": "12 l", "hydration": "1 l", "chest_strap": True, "hip_belt": True}
    packs = (
        pack("right", **good),
        pack("small", **good | {"capacity": "3 l"}),
        pack("strapless", **good | {"chest_strap": False}),
        pack("dark", capacity="12 l"),
    )
    told = choice(JACKET, WATER, TENT, packs=packs)
    fit, rest = told.split("Might fit: ")
    might, not_fit = rest.split("Do not fit")
    assert "Fit - right: 12 l, mass unknown." in fit
    assert "dark: 12 l, mass unknown. Not known: whether it holds 1 l to drink, chest strap and" in might
    assert "small: 3 l, mass unknown. Too small for 9 l." in not_fit
    assert "strapless: 12 l, mass unknown. No chest strap." in not_fit
