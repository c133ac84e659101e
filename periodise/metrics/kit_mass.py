"""What the race pack weighs at the start, as typed or from the kit list, and which thing tips the scales."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from periodise.domain.inputs import Inputs
from periodise.domain.kit import G_PER_KG, KitItem, carried, carried_kg, grams


class Weighed(NamedTuple):
    """A thing in the pack, and what the pack weighs with it and everything before it."""

    item: KitItem
    sum_g: Decimal


def race_pack_kg(inputs: Inputs) -> float:
    """Pack mass at the start of the race in kg: worn things weigh nothing in it (contract §1)."""
    typed = inputs.race.pack_mass_kg
    return carried_kg(inputs.kit) if isinstance(typed, str) else typed


def packed(kit: Iterable[KitItem]) -> tuple[Weighed, ...]:
    """What is in the pack: first what the organiser asks for, then the rest, each as in the file."""
    things = sorted(carried(kit), key=lambda item: not item.mandatory)
    sums = accumulate(item.mass_g for item in things)
    return tuple(Weighed(item, sum_g) for item, sum_g in zip(things, sums, strict=True))


def tipped_by(things: Iterable[Weighed], limit_g: Decimal) -> Weighed | None:
    """The thing with which the pack passes the limit; None if it stays at or below."""
    return next((thing for thing in things if thing.sum_g > limit_g), None)


def share_g(share: float, body_mass_kg: float) -> Decimal:
    """A share of body mass in exact grams: 15 % of 82 kg is 12,300, and not a hair less."""
    return Decimal(repr(share)) * grams(body_mass_kg)


def kg(mass_g: Decimal) -> float:
    """Exact grams as kilograms."""
    return float(mass_g / G_PER_KG)
