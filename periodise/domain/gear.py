"""What to carry it in: packs, vests and belts, with what is known of each and nothing guessed."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from periodise.domain.noun import Noun
from periodise.domain.text import Name, Note
from periodise.domain.units import ItemMassKg, VolumeL, YesNo


class PackKind(StrEnum):
    PACK = "pack"
    VEST = "vest"
    BELT = "belt"


class Span(NamedTuple):
    """Least and most of a figure; the same twice where it is exact."""

    least: float
    most: float


class Pack(Noun):
    """A pack of one's own. What is left out is unknown, and is never taken for a no."""

    name: Name
    """What you call it; a thing of the kit list by the same name is this pack."""
    kind: PackKind = PackKind.PACK
    """A pack, a vest that is worn like a garment, or a belt."""
    capacity_l: VolumeL | None = Field(None, alias="capacity")
    """The room in it, flasks included; "20 l"."""
    mass_kg: ItemMassKg | None = Field(None, alias="mass")
    """Its own mass, empty."""
    hydration_l: VolumeL | None = Field(None, alias="hydration")
    """What its flasks or its bladder hold."""
    chest_strap: YesNo | None = None
    """Whether it closes over the chest."""
    hip_belt: YesNo | None = None
    """Whether it has a belt that can take load on the hips."""

    @property
    def capacity(self) -> Span | None:
        """The room in it in litres."""
        return _span(self.capacity_l, None)

    @property
    def hydration(self) -> Span | None:
        """Litres that it holds to drink."""
        return _span(self.hydration_l, None)

    @property
    def mass(self) -> Span | None:
        """Its own mass in kg."""
        return _span(self.mass_kg, None)


class CataloguePack(Pack):
    """A pack as a published article describes it."""

    capacity_most_l: VolumeL | None = Field(None, alias="capacity_most")
    """Upper end, where the article gives a range."""
    mass_most_kg: ItemMassKg | None = Field(None, alias="mass_most")
    """Upper end, where the article gives a range."""
    hydration_most_l: VolumeL | None = Field(None, alias="hydration_most")
    """Upper end, where the article gives a range."""
    price: Name
    """As printed."""
    use: Name
    """What the article recommends it for."""
    remark: Note = ""
    """What else a buyer has to know."""

    @property
    def capacity(self) -> Span | None:
        """The room in it in litres, least and most."""
        return _span(self.capacity_l, self.capacity_most_l)

    @property
    def hydration(self) -> Span | None:
        """Litres that it holds to drink, least and most."""
        return _span(self.hydration_l, self.hydration_most_l)

    @property
    def mass(self) -> Span | None:
        """Its own mass in kg, least and most."""
        return _span(self.mass_kg, self.mass_most_kg)


class Catalogue(Noun):
    """Packs out of one article, and which one."""

    source: Name
    """Who wrote it, and its title."""
    read_on: Name
    """When it was read; the article itself bears no date."""
    currency: Name
    """Of the prices."""
    packs: tuple[CataloguePack, ...] = Field(alias="pack")
    """In the order of the article."""


def _span(least: float | None, most: float | None) -> Span | None:
    return None if least is None else Span(least, least if most is None else most)
