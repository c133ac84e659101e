"""Which packs fit: room with a tenth in hand, drink, and straps from 5 % of body mass (R-70)."""

import pytest

from periodise.domain.gear import Pack
from periodise.domain.kit import KitItem
from periodise.metrics.pack_fit import Answer, Aspect, Demand, demand_of, verdict
from periodise.store.gear_file import load_catalogues
from periodise.store.rulebook_file import load_rulebook
from tests.kits import JACKET, POLES, WATER, inputs_with, item, pack

RULEBOOK = load_rulebook()
RIGHT = {"capacity": "20 l", "mass": "600 g", "hydration": "1 l", "chest_strap": True, "hip_belt": True}
TENT = item("tent", "3 kg", volume="6.8 l")
KIT = (JACKET, POLES, WATER, TENT)
"""10 litres, 4.72 kg: 6.6 % of 71.23 kg."""


def demand(*kit: KitItem, packs: tuple[Pack, ...] = ()) -> Demand:
    return demand_of(inputs_with(*kit, packs=packs), packs, RULEBOOK)


def answer(aspect: Aspect, *kit: KitItem, **keys: object) -> Answer:
    return verdict(pack(**keys), demand(*(kit or KIT))).answers[aspect]


def test_a_pack_with_room_drink_and_both_straps_fits() -> None:
    assert verdict(pack(**RIGHT), demand(*KIT)).overall is Answer.YES


@pytest.mark.parametrize(
    ("change", "aspect"),
    [
        ({"capacity": "10.9 l"}, Aspect.ROOM),
        ({"hydration": "0.9 l"}, Aspect.DRINK),
        ({"chest_strap": False}, Aspect.CHEST_STRAP),
        ({"hip_belt": False}, Aspect.HIP_BELT),
    ],
    ids=str,
)
def test_one_thing_wrong_is_enough_and_is_named(change: dict[str, object], aspect: Aspect) -> None:
    judged = verdict(pack(**RIGHT | change), demand(*KIT))
    assert judged.overall is Answer.NO
    assert judged.of(Answer.NO) == (aspect,)


@pytest.mark.parametrize("unknown", ["capacity", "hydration", "chest_strap", "hip_belt"])
def test_what_is_not_known_is_neither_right_nor_wrong(unknown: str) -> None:
    known = {key: value for key, value in RIGHT.items() if key != unknown}
    judged = verdict(pack(**known), demand(*KIT))
    assert judged.overall is Answer.UNKNOWN
    assert len(judged.of(Answer.UNKNOWN)) == 1


def test_a_tenth_of_room_in_hand_is_asked_for() -> None:
    assert demand(*KIT).room_l == pytest.approx(11)
    assert answer(Aspect.ROOM, capacity="11 l") is Answer.YES


def test_a_thing_without_volume_leaves_the_room_of_a_large_pack_in_doubt_and_a_small_one_too_small() -> None:
    rope = item("rope", "500 g")
    assert demand(*KIT, rope).unmeasured == ("rope",)
    assert answer(Aspect.ROOM, *KIT, rope, capacity="30 l") is Answer.UNKNOWN
    assert answer(Aspect.ROOM, *KIT, rope, capacity="5 l") is Answer.NO


def test_below_five_per_cent_a_vest_needs_no_strap_and_a_pack_its_chest_strap_only() -> None:
    assert answer(Aspect.HIP_BELT, JACKET, kind="vest", hip_belt=False) is Answer.YES
    assert answer(Aspect.CHEST_STRAP, JACKET, kind="vest") is Answer.YES
    assert answer(Aspect.HIP_BELT, JACKET, hip_belt=False) is Answer.YES
    assert answer(Aspect.CHEST_STRAP, JACKET, chest_strap=False) is Answer.NO


def test_the_mass_of_the_pack_itself_can_make_the_difference() -> None:
    light = item("all", "3.4 kg", volume="5 l")
    assert answer(Aspect.HIP_BELT, light, mass="150 g", hip_belt=False) is Answer.YES
    assert answer(Aspect.HIP_BELT, light, mass="200 g", hip_belt=False) is Answer.NO


def test_a_belt_has_no_chest_strap_to_ask_for() -> None:
    assert answer(Aspect.CHEST_STRAP, *KIT, kind="belt") is Answer.NO
    assert answer(Aspect.CHEST_STRAP, JACKET, kind="belt") is Answer.YES


def test_the_pack_on_the_kit_list_is_not_one_of_its_own_contents() -> None:
    own = pack("My Pack", capacity="20 l", mass="600 g")
    asked = demand(*KIT, item("my  pack", "600 g", volume="3 l"), packs=(own,))
    assert asked.room_l == pytest.approx(11)
    assert asked.mass_kg == 4.72


def test_without_a_drink_on_the_list_no_flask_is_asked_for() -> None:
    assert answer(Aspect.DRINK, JACKET) is Answer.YES


@pytest.mark.parametrize(
    ("volume", "answered"), [("13 l", Answer.YES), ("15 l", Answer.UNKNOWN), ("17 l", Answer.NO)]
)
def test_of_a_range_the_lower_end_is_counted_on_and_the_upper_one_is_in_doubt(
    volume: str, answered: Answer
) -> None:
    stolt = next(pack for pack in load_catalogues()[0].packs if pack.name == "Stolt Athlete Backpack")
    asked = demand(item("all", "1 kg", volume=volume))
    assert verdict(stolt, asked).answers[Aspect.ROOM] is answered


@pytest.mark.parametrize("tenths", range(1, 300))
def test_a_need_that_is_just_met_is_met(tenths: int) -> None:
    asked = demand(item("all", "1 kg", volume=f"{tenths / 10} l"))
    held = f"{tenths * 11 / 100:.2f} l"
    assert verdict(pack(capacity=held), asked).answers[Aspect.ROOM] is Answer.YES


def test_just_five_per_cent_of_body_mass_is_a_load() -> None:
    asked = demand(item("all", "3.2 kg", volume="1 l"))._replace(belt_from_kg=3.5)
    assert verdict(pack(mass="300 g", hip_belt=False), asked).answers[Aspect.HIP_BELT] is Answer.NO
