"""What the race makes people carry."""

from pydantic import Field

from periodise.domain.noun import Noun
from periodise.domain.text import Name
from periodise.domain.units import ConsumptionRate, GoalDistanceKm, ItemMassKg, VolumeL, YesNo


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
