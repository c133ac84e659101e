"""Where a pack could lose most: what to leave out, to carry less of, or to exchange."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from periodise.domain.gear import Pack
from periodise.domain.inputs import Inputs
from periodise.domain.kit import KitItem, carried
from periodise.domain.rulebook import Rulebook
from periodise.domain.text import same_name
from periodise.metrics.kit_fall import Leg, supplies
from periodise.metrics.pack_fit import contents


class Way(StrEnum):
    LEAVE_OUT = "leave out"
    CARRY_LESS = "carry less"
    EXCHANGE = "exchange"


class Saving(NamedTuple):
    """One thing, what to do about it, and what it saves."""

    item: KitItem
    way: Way
    mass_kg: float
    instead: Pack | None = None
    """The lighter pack to exchange it for."""


class Known(NamedTuple):
    """What the savings are judged by."""

    legs: Sequence[Leg]
    packs: Sequence[Pack]
    """All of them, so that a pack on the kit list is known by its name."""
    lighter: Pack | None
    """The lightest of them that fits."""


def best_savings(inputs: Inputs, known: Known, *, rulebook: Rulebook, most: int) -> tuple[Saving, ...]:
    """The `most` things that save most, greatest first; those of equal mass as in the file."""
    exchange_share = rulebook["R-70"]["exchange_share"]
    inside = contents(inputs.kit, known.packs)
    found = [
        *(_thing(item, exchange_share) for item in inside if not item.consumable),
        *_surplus(inside, known.legs),
        *_pack(inputs.kit, known),
    ]
    return tuple(sorted(found, key=lambda saving: -saving.mass_kg)[:most])


def _thing(item: KitItem, exchange_share: float) -> Saving:
    """A thing that stays what it is: left out where the organiser allows it, else a lighter one (R-70)."""
    if item.mandatory:
        return Saving(item, Way.EXCHANGE, item.mass_kg * exchange_share)
    return Saving(item, Way.LEAVE_OUT, item.mass_kg)


def _surplus(kit: Iterable[KitItem], legs: Sequence[Leg]) -> Iterator[Saving]:
    """What would come home uneaten. How much a mandatory supply must hold is the organiser's word."""
    for supply in supplies(kit, legs):
        if supply.spare_kg > 0 and not supply.item.mandatory:
            yield Saving(supply.item, Way.CARRY_LESS, supply.spare_kg)


def _pack(kit: Iterable[KitItem], known: Known) -> Iterator[Saving]:
    """The pack on the list, for a lighter one that fits."""
    names = {same_name(pack.name) for pack in known.packs}
    mass = known.lighter.mass if known.lighter else None
    for item in carried(kit):
        if mass and same_name(item.name) in names and mass.most < item.mass_kg:
            yield Saving(item, Way.EXCHANGE, item.mass_kg - mass.most, known.lighter)
