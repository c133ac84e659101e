"""Where a pack could lose most: what to leave out, to carry less of, or to exchange."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from periodise.domain.gear import Pack
from periodise.domain.inputs import Inputs
from periodise.domain.kit import KitItem, carried
from periodise.domain.text import same_name
from periodise.metrics.kit_fall import Leg, supplies


class Way(StrEnum):
    LEAVE_OUT = "leave out"
    CARRY_LESS = "carry less"
    EXCHANGE = "exchange"


class Saving(NamedTuple):
    """One thing, what to do about it, and how much is at stake."""

    item: KitItem
    way: Way
    mass_kg: float
    """What it saves; of an exchange without `instead` all that could be saved."""
    instead: Pack | None = None
    """The lighter pack to exchange it for."""


def best_savings(
    inputs: Inputs, legs: Sequence[Leg], *, packs: Sequence[Pack], lighter: Pack | None, most: int
) -> tuple[Saving, ...]:
    """The `most` things with most at stake, greatest first; those of equal mass as in the file.

    `packs` are all packs by name, `lighter` the lightest of them that fits.
    """
    found = [*_things(inputs.kit, packs), *_surplus(inputs.kit, legs), *_pack(inputs.kit, packs, lighter)]
    return tuple(sorted(found, key=lambda saving: -saving.mass_kg)[:most])


def _things(kit: Iterable[KitItem], packs: Sequence[Pack]) -> Iterable[Saving]:
    """Things that stay what they are: left out where the organiser allows it, else exchanged."""
    names = {same_name(pack.name) for pack in packs}
    for item in carried(kit):
        if not item.consumable and same_name(item.name) not in names:
            yield Saving(item, Way.EXCHANGE if item.mandatory else Way.LEAVE_OUT, item.mass_kg)


def _surplus(kit: Iterable[KitItem], legs: Sequence[Leg]) -> Iterable[Saving]:
    """What would come home uneaten. How much a mandatory supply must hold is the organiser's word."""
    for supply in supplies(kit, legs):
        if supply.spare_kg > 0 and not supply.item.mandatory:
            yield Saving(supply.item, Way.CARRY_LESS, supply.spare_kg)


def _pack(kit: Iterable[KitItem], packs: Sequence[Pack], lighter: Pack | None) -> Iterable[Saving]:
    names = {same_name(pack.name) for pack in packs}
    for item in carried(kit):
        if lighter is None or lighter.mass is None or same_name(item.name) not in names:
            continue
        if lighter.mass.most < item.mass_kg:
            yield Saving(item, Way.EXCHANGE, item.mass_kg - lighter.mass.most, lighter)
