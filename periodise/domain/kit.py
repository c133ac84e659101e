"""What the race makes people carry, and what it weighs to the gram."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pydantic import Field

from periodise.domain.noun import Noun
from periodise.domain.text import Name
from periodise.domain.units import ConsumptionRate, GoalDistanceKm, ItemMassKg, VolumeL, YesNo

G_PER_KG = 1000
FROM_KIT: Final = "from kit"
"""Stands in place of a pack mass that is to be weighed."""


class KitItem(Noun):
    """One thing of the kit list."""

    name: Name
    """What it is."""
    mass_kg: ItemMassKg = Field(alias="mass")
    """Its mass; of a consumable, what is carried when full."""
    volume_l: VolumeL | None = Field(None, alias="volume")
    """The room it takes in the pack."""
    worn: YesNo = False
    """Worn things weigh nothing in the pack."""
    mandatory: YesNo = False
    """Asked for by the organiser."""
    consumable: YesNo = False
    """Water, food or fuel: it gets lighter on the way."""
    rate: ConsumptionRate | None = None
    """How fast a consumable is used up, per hour or per day."""
    refill_every_km: GoalDistanceKm | None = Field(None, alias="refill_every")
    """Distance between places to fill up again."""

    @property
    def mass_g(self) -> Decimal:
        """Its mass as it was typed: no binary fraction comes in, so that sums are exact."""
        return grams(self.mass_kg)


def grams(mass_kg: float) -> Decimal:
    """Kilograms as exact grams. The shortest decimal that names a float is what a person wrote."""
    return Decimal(repr(mass_kg)) * G_PER_KG


def carried(kit: Iterable[KitItem]) -> tuple[KitItem, ...]:
    """The things whose mass is in the pack."""
    return tuple(item for item in kit if not item.worn)


def carried_kg(kit: Iterable[KitItem]) -> float:
    """Mass of a packed pack in kg, exact to the gram: the sum is rounded once, never its parts."""
    total_g = sum((item.mass_g for item in carried(kit)), Decimal(0))
    return float(total_g.quantize(Decimal(1), ROUND_HALF_UP) / G_PER_KG)
