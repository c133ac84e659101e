"""Which pack can carry a kit list: room, drink and straps, each yes, no, or not known (R-70)."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from periodise.domain.gear import Pack, PackKind, Span
from periodise.domain.inputs import Inputs
from periodise.domain.kit import KitItem, carried, carried_kg
from periodise.domain.rulebook import Rulebook
from periodise.domain.text import same_name
from periodise.metrics.kit_mass import kg, share_g

_DIGITS = 6
"""Millilitres and milligrams are noise: eleven litres of need go into eleven litres of room."""


class Aspect(StrEnum):
    """What a pack is asked for."""

    ROOM = "room"
    DRINK = "drink"
    CHEST_STRAP = "chest strap"
    HIP_BELT = "hip belt"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Demand(NamedTuple):
    """What a kit list asks of a pack."""

    room_l: float
    """Volume of everything in the pack, with R-70's room in hand."""
    unmeasured: tuple[str, ...]
    """Things without a volume: with them the room is not known."""
    drink_l: float
    """Litres to drink at the start."""
    mass_kg: float
    """Everything in the pack, the pack itself left out."""
    belt_from_kg: float
    """From this mass up R-70 wants chest strap and hip belt."""


class Verdict(NamedTuple):
    """What is said of one pack."""

    pack: Pack
    answers: Mapping[Aspect, Answer]

    def of(self, answer: Answer) -> tuple[Aspect, ...]:
        """The aspects that got this answer."""
        return tuple(aspect for aspect, given in self.answers.items() if given is answer)

    @property
    def overall(self) -> Answer:
        """It fits if all is known to be right, and does not if anything is known to be wrong."""
        given = set(self.answers.values())
        return next(answer for answer in (Answer.NO, Answer.UNKNOWN, Answer.YES) if answer in given)


def demand_of(inputs: Inputs, packs: Iterable[Pack], rulebook: Rulebook) -> Demand:
    """What the race's kit asks of a pack; things named as one of `packs` are packs themselves."""
    rule = rulebook["R-70"]
    inside = contents(inputs.kit, packs)
    volume_l = sum(item.volume_l or 0 for item in inside)
    return Demand(
        room_l=round(volume_l * rule["spare_room_ratio"], _DIGITS),
        unmeasured=tuple(item.name for item in inside if item.volume_l is None),
        drink_l=round(sum(item.volume_l or item.mass_kg for item in inside if is_drink(item)), _DIGITS),
        mass_kg=carried_kg(inside),
        belt_from_kg=kg(share_g(rule["straps_from_share"], inputs.athlete.body_mass_kg)),
    )


def contents(kit: Iterable[KitItem], packs: Iterable[Pack]) -> tuple[KitItem, ...]:
    """What goes into the pack: neither what is worn nor the pack itself."""
    names = {same_name(pack.name) for pack in packs}
    return tuple(item for item in carried(kit) if same_name(item.name) not in names)


def is_drink(item: KitItem) -> bool:
    """Whether it is used up by the litre. One without a volume is taken for water, a kilogram a litre."""
    return item.consumable and item.rate is not None and item.rate.unit.startswith("l")


def verdict(pack: Pack, demand: Demand) -> Verdict:
    """Every aspect of one pack."""
    return Verdict(pack, {aspect: ask(pack, demand) for aspect, ask in QUESTIONS.items()})


def mass_with_kg(pack: Pack, demand: Demand) -> float:
    """The packed pack, at its heaviest; without the pack's own mass where that is not known."""
    return round(demand.mass_kg + (pack.mass.most if pack.mass else 0), _DIGITS)


def _room(pack: Pack, demand: Demand) -> Answer:
    answer = _enough(pack.capacity, demand.room_l)
    return Answer.UNKNOWN if answer is Answer.YES and demand.unmeasured else answer


def _drink(pack: Pack, demand: Demand) -> Answer:
    return _enough(pack.hydration, demand.drink_l)


def _chest_strap(pack: Pack, demand: Demand) -> Answer:
    """Needed under a load; below it a vest holds by itself."""
    if not _loaded(pack, demand) and pack.kind is not PackKind.PACK:
        return Answer.YES
    return Answer.NO if pack.kind is PackKind.BELT else _known(pack.chest_strap)


def _hip_belt(pack: Pack, demand: Demand) -> Answer:
    return _known(pack.hip_belt) if _loaded(pack, demand) else Answer.YES


def _loaded(pack: Pack, demand: Demand) -> bool:
    return mass_with_kg(pack, demand) >= demand.belt_from_kg


def _enough(held: Span | None, needed_l: float) -> Answer:
    if needed_l <= 0:
        return Answer.YES
    if held is None or held.least < needed_l <= held.most:
        return Answer.UNKNOWN
    return Answer.YES if held.least >= needed_l else Answer.NO


def _known(has_it: bool | None) -> Answer:
    return Answer.UNKNOWN if has_it is None else Answer.YES if has_it else Answer.NO


QUESTIONS: Mapping[Aspect, Callable[[Pack, Demand], Answer]] = {
    Aspect.ROOM: _room,
    Aspect.DRINK: _drink,
    Aspect.CHEST_STRAP: _chest_strap,
    Aspect.HIP_BELT: _hip_belt,
}
