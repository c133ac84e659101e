"""The whole kit list in the text of a shakedown, to tick off while packing (R-71, R-52)."""

from collections.abc import Iterator
from itertools import accumulate, takewhile

from periodise.domain.inputs import Inputs, Units
from periodise.domain.kit import KitItem, carried_kg, grams
from periodise.domain.measures import item_mass, mass, weighed_mass
from periodise.domain.session import Session, SessionKind
from periodise.domain.tolerance import MASS_KG
from periodise.metrics.kit_mass import packed
from periodise.views.plain_text import cleaned_line

_MARK = "- "
_ROOM_FOR_THE_REST_BYTES = 60


def kit_lines(session: Session, inputs: Inputs, *, room_bytes: int) -> list[str]:
    """The kit list a line a thing, mandatory things first, as many as there is room for; or nothing."""
    if session.kind is not SessionKind.SHAKEDOWN or not inputs.kit:
        return []
    head = list(_head(session, inputs))
    things = [f"{_MARK}{_thing(item, inputs.plan.units)}" for item in _in_order(inputs)]
    left = room_bytes - _bytes(head) - _ROOM_FOR_THE_REST_BYTES
    ends = accumulate(len(thing.encode()) + 1 for thing in things)
    shown = len(list(takewhile(lambda end: end <= left, ends)))
    more = [f"{_MARK}and {len(things) - shown} more of your kit list"] if shown < len(things) else []
    return [*head, *things[:shown], *more] if left > 0 else []


def _head(session: Session, inputs: Inputs) -> Iterator[str]:
    units, whole_kg = inputs.plan.units, carried_kg(inputs.kit)
    yield f"Your whole kit, {weighed_mass(whole_kg, units=units)} in the pack; nothing new after today:"
    if whole_kg > session.pack_mass_kg + MASS_KG:
        less = mass(whole_kg - session.pack_mass_kg, units=units)
        yield f"(Today's pack is lighter: leave out {less}, of water and food first.)"


def _in_order(inputs: Inputs) -> list[KitItem]:
    return [*[thing.item for thing in packed(inputs.kit)], *[item for item in inputs.kit if item.worn]]


def _thing(item: KitItem, units: Units) -> str:
    worn = ", worn" if item.worn else ""
    return f"{cleaned_line(item.name)}, {item_mass(grams(item.mass_kg), units=units)}{worn}"


def _bytes(lines: list[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
