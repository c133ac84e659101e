"""A kit list as tables: thing by thing with a running sum, and the pack on its way along the course."""

from collections.abc import Sequence

from periodise.domain.gear import Pack
from periodise.domain.inputs import Inputs, Units
from periodise.domain.kit import KitItem
from periodise.domain.measures import (
    distance_in,
    duration,
    fine_percent,
    item_mass,
    mass_in,
    one_decimal,
    volume,
)
from periodise.domain.rulebook import Rulebook
from periodise.metrics.kit_fall import Leg, Place, pack_kg_at, passings, rate_kg_per_unit, stage_packs_kg
from periodise.metrics.kit_mass import Weighed, kg, packed
from periodise.metrics.pack_fit import contents
from periodise.views.plain_text import cleaned_line
from periodise.views.table import Column, Table

MOST_PLACES = 8
"""Places on the way that are shown; more would hide the ones that count."""
KIT_COLUMNS = (
    Column("Thing"),
    Column(""),
    Column("Mass", is_number=True),
    Column("Volume", is_number=True),
    Column("Sum", is_number=True),
    Column("Of body", is_number=True),
)
KIT_NOTE = "must: the organiser asks for it. Sum and share of body mass grow line by line."


def kit_table(inputs: Inputs, packs: Sequence[Pack]) -> Table:
    """Everything on the list: what the organiser asks for, what you add, and what is worn."""
    inside = contents(inputs.kit, packs)
    carried = [_carried_row(thing, inputs, is_inside=thing.item in inside) for thing in packed(inputs.kit)]
    worn = [_worn_row(item, inputs.plan.units) for item in inputs.kit if item.worn]
    return Table("", KIT_COLUMNS, (*carried, *worn), KIT_NOTE)


def _carried_row(thing: Weighed, inputs: Inputs, *, is_inside: bool) -> tuple[str, ...]:
    """The pack itself takes no room in the pack."""
    item, units = thing.item, inputs.plan.units
    room = "?" if item.volume_l is None else volume(item.volume_l)
    return (
        cleaned_line(item.name),
        "must" if item.mandatory else "",
        item_mass(item.mass_g, units=units),
        room if is_inside else "",
        item_mass(thing.sum_g, units=units),
        fine_percent(kg(thing.sum_g) / inputs.athlete.body_mass_kg),
    )


def _worn_row(item: KitItem, units: Units) -> tuple[str, ...]:
    return cleaned_line(item.name), "worn", item_mass(item.mass_g, units=units), "", "", ""


def fall_table(inputs: Inputs, legs: Sequence[Leg], rulebook: Rulebook) -> Table | None:
    """The pack along the race; None where nothing on the list is used up."""
    if not any(rate_kg_per_unit(item) for item in inputs.kit if not item.worn):
        return None
    if len(legs) == 1:
        return _course(inputs, legs[0])
    return _stages(inputs, legs, stage_packs_kg(inputs, rulebook))


def _course(inputs: Inputs, leg: Leg) -> Table:
    units = inputs.plan.units
    far, heavy = _names(units)
    columns = _figures(f"After {far}", "Time", f"Arriving {heavy}", f"Leaving {heavy}")
    passed = passings(inputs.kit, leg, most=MOST_PLACES)
    rows = tuple(
        (
            one_decimal(distance_in(at.km, units=units)),
            duration(at.minutes) if at.km else "start",
            one_decimal(mass_in(at.arriving_kg, units=units)) if at.km else "",
            one_decimal(mass_in(at.leaving_kg, units=units)) if at is not passed[-1] else "",
        )
        for at in passed
    )
    return Table("", columns, rows)


def _stages(inputs: Inputs, legs: Sequence[Leg], starts_kg: Sequence[float]) -> Table:
    units = inputs.plan.units
    far, heavy = _names(units)
    columns = _figures("Day", far, "Time", f"Start {heavy}", f"End {heavy}")
    ends = (Place(number, leg.distance_km) for number, leg in enumerate(legs))
    ends_kg = [pack_kg_at(inputs.kit, end, legs, filled=False) for end in ends]
    rows = tuple(
        (
            str(number + 1),
            one_decimal(distance_in(leg.distance_km, units=units)),
            duration(leg.minutes),
            one_decimal(mass_in(start_kg, units=units)),
            one_decimal(mass_in(end_kg, units=units)),
        )
        for number, (leg, start_kg, end_kg) in enumerate(zip(legs, starts_kg, ends_kg, strict=True))
    )
    return Table("", columns, rows)


def _figures(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading, is_number=True) for heading in headings)


def _names(units: Units) -> tuple[str, str]:
    return ("mi", "lb") if units is Units.IMPERIAL else ("km", "kg")
