"""Whatever a kit list holds, its arithmetic stays in bounds and its page can be drawn."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from periodise.domain.kit import KitItem, carried_kg, grams
from periodise.metrics.kit_fall import Leg, Place, pack_kg_at, passings, starting_kg
from periodise.metrics.kit_mass import packed
from periodise.render.terminal import table_text
from periodise.store.gear_file import load_catalogues
from periodise.store.rulebook_file import load_rulebook
from periodise.views.kit_page import kit_page
from periodise.views.pack_choice import pack_choice_text
from tests.kits import inputs_with, item

rates = st.sampled_from(["0.5 l/h", "60 g/h", "2 l/day", "700 g/day", "5000 g/h"])
volumes = st.none() | st.integers(0, 9000).map(lambda millilitres: f"{millilitres} ml")
legs = st.lists(
    st.builds(Leg, distance_km=st.integers(1, 300), minutes=st.integers(10, 3000)), min_size=1, max_size=7
)


@st.composite
def things(draw: st.DrawFn, *, refilled: bool = True) -> KitItem:
    keys: dict[str, object] = {"worn": draw(st.booleans()), "mandatory": draw(st.booleans())}
    if (volume := draw(volumes)) is not None:
        keys["volume"] = volume
    if draw(st.booleans()):
        keys |= {"consumable": True, "rate": draw(rates)}
    if refilled and draw(st.booleans()):
        keys["refill_every"] = f"{draw(st.integers(1, 60))} km"
    name = draw(st.sampled_from(["a", "b", "Stolt Athlete Backpack"]))
    return item(name, f"{draw(st.integers(0, 900))} g", **keys)


kits = st.lists(things(), min_size=1, max_size=12)


@given(kits, legs)
def test_no_pack_on_the_way_is_heavier_than_at_the_start_or_lighter_than_nothing(
    kit: list[KitItem], course: list[Leg]
) -> None:
    for number, leg in enumerate(course):
        at_night = pack_kg_at(kit, Place(number, leg.distance_km), course, filled=False)
        assert -1e-9 <= at_night <= carried_kg(kit) + 0.0006
        assert at_night <= starting_kg(kit, number, course) + 0.0006 + _refilled_kg(kit)


def _refilled_kg(kit: list[KitItem]) -> float:
    """What may be put into the pack on the way."""
    return sum(item.mass_kg for item in kit if item.refill_every_km and not item.worn)


@given(st.lists(things(refilled=False), min_size=1, max_size=12), st.builds(Leg, st.just(80), st.just(900)))
def test_without_refills_a_pack_only_gets_lighter(kit: list[KitItem], leg: Leg) -> None:
    masses = [at.leaving_kg for at in passings(kit, leg, most=8)]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(masses))


@given(kits)
def test_the_last_sum_of_the_table_is_the_pack_of_the_plan(kit: list[KitItem]) -> None:
    things = packed(kit)
    total_g = things[-1].sum_g if things else 0
    assert total_g == grams(carried_kg(kit))


@settings(max_examples=40)
@given(kits)
def test_a_page_can_be_drawn_of_any_kit(kit: list[KitItem]) -> None:
    inputs = inputs_with(*kit)
    for part in kit_page(inputs, load_catalogues(), load_rulebook()):
        assert part if isinstance(part, str) else table_text(part)
    assert pack_choice_text(inputs, load_catalogues(), load_rulebook())
