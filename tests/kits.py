"""Kit lists, packs and inputs around them, made by hand for tests."""

from collections.abc import Mapping
from typing import Any

from periodise.domain.gear import Pack
from periodise.domain.inputs import Inputs
from periodise.domain.kit import KitItem
from periodise.domain.refusal import TYPED_BY_A_PERSON
from periodise.domain.replace import replace
from tests.small_season import INPUTS


def _typed(noun: Any, values: Mapping[str, Any]) -> Any:
    return noun.model_validate(values, context={TYPED_BY_A_PERSON: True}, by_alias=True, by_name=False)


def item(name: str, mass: str, **keys: Any) -> KitItem:
    """A thing as a person types it."""
    return _typed(KitItem, {"name": name, "mass": mass, **keys})


def pack(name: str = "mine", **keys: Any) -> Pack:
    """A pack as a person types it."""
    return _typed(Pack, {"name": name, **keys})


def inputs_with(*kit: KitItem, packs: tuple[Pack, ...] = (), pack_mass: float | str = "from kit") -> Inputs:
    """The small season's inputs, 71.23 kg of runner, with a kit list."""
    race = replace(INPUTS.race, pack_mass_kg=pack_mass)
    return replace(INPUTS, race=race, kit=kit, packs=packs)


WATER = item("water", "1 kg", volume="1 l", consumable=True, rate="0.5 l/h", refill_every="10 km")
FOOD = item("food", "600 g", volume="1 l", consumable=True, rate="60 g/h", mandatory=True)
JACKET = item("jacket", "320 g", volume="1.2 l", mandatory=True)
POLES = item("poles", "400 g", volume="1 l")
CAP = item("cap", "60 g", worn=True, mandatory=True)
