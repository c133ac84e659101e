"""What a kit list comes to, in words: its share of body mass, what tips it, what would help, what to know."""

from collections.abc import Sequence
from decimal import Decimal

from periodise.domain.gear import Pack
from periodise.domain.inputs import Inputs
from periodise.domain.kit import KitItem, carried_kg, grams
from periodise.domain.measures import duration, fine_percent, item_mass, mass, percent, volume, weighed_mass
from periodise.domain.race import Trip
from periodise.domain.rulebook import Rulebook
from periodise.metrics.kit_fall import Leg, legs_of_trip, starting_kg, supplies
from periodise.metrics.kit_mass import Weighed, kg, packed, race_pack_kg, share_g, tipped_by
from periodise.metrics.kit_savings import Saving, Way
from periodise.metrics.pack_fit import contents
from periodise.views.carrier_text import vest_advice, vest_warning
from periodise.views.plain_text import cleaned_line
from periodise.views.wording import bulleted, day_text, joined, labelled, paragraph


def kit_headline(inputs: Inputs, packs: Sequence[Pack]) -> str:
    """Race, mass at the start, share of body mass and volume."""
    whole_kg = carried_kg(inputs.kit)
    share = fine_percent(whole_kg / inputs.athlete.body_mass_kg)
    inside_l = sum(item.volume_l or 0 for item in contents(inputs.kit, packs))
    return paragraph(
        f"{cleaned_line(inputs.race.name)}, {day_text(inputs.race.date)}: the kit list weighs "
        f"{weighed_mass(whole_kg, units=inputs.plan.units)} at the start, {share} of your body mass, "
        f"and takes {volume(inside_l)}."
    )


def tipping_lines(inputs: Inputs, rulebook: Rulebook) -> list[str]:
    """R-62's two limits: how far it is to them, or what tips the pack over and by how much."""
    rule, things = rulebook["R-62"], packed(inputs.kit)
    limits = ((rule["warn_share"], "is heavy to run with"), (rule["ceiling_share"], "is walked, not run"))
    return [_tipping(things, share, meaning, inputs) for share, meaning in limits]


def _tipping(things: Sequence[Weighed], share: float, meaning: str, inputs: Inputs) -> str:
    units, limit_g = inputs.plan.units, share_g(share, inputs.athlete.body_mass_kg)
    whole_g = things[-1].sum_g if things else Decimal(0)
    away = weighed_mass(kg(abs(limit_g - whole_g)), units=units)
    tipping = tipped_by(things, limit_g)
    said = f"Yes, by {away}; what tips it: {_named(tipping.item)}." if tipping else f"No, {away} to go."
    limit = weighed_mass(kg(limit_g), units=units)
    return labelled(f"Over {percent(share)}?", f"{said} A pack above {limit} {meaning}.")


def _named(item: KitItem) -> str:
    return cleaned_line(item.name)


def saving_lines(savings: Sequence[Saving], inputs: Inputs, rulebook: Rulebook) -> list[str]:
    """The few things that would help most, a line each."""
    if not savings:
        return []
    return ["", "What would help most", *[bulleted(_saving(one, inputs, rulebook)) for one in savings]]


def _saving(saving: Saving, inputs: Inputs, rulebook: Rulebook) -> str:
    units, name = inputs.plan.units, _named(saving.item)
    saved = item_mass(grams(saving.mass_kg), units=units)
    if saving.way is Way.LEAVE_OUT:
        left = weighed_mass(carried_kg(inputs.kit) - saving.mass_kg, units=units)
        return f"{name}, {saved}: not mandatory. The pack weighs {left} without."
    if saving.way is Way.CARRY_LESS:
        return f"{name}: {saved} of it would come home. Carry so much less."
    if saving.instead is not None:
        return f"{name}: {cleaned_line(saving.instead.name)} fits too and is {saved} lighter."
    share = percent(rulebook["R-70"]["exchange_share"])
    return f"{name}: it has to come, but one that is {share} lighter saves {saved}."


def to_know(inputs: Inputs, legs: Sequence[Leg], rulebook: Rulebook, *, packs: Sequence[Pack]) -> list[str]:
    """What the figures do not say by themselves."""
    notes = [
        *_typed_otherwise(inputs),
        *_runs_out(inputs, legs),
        *_unmeasured(inputs, packs),
        vest_warning(inputs, rulebook),
    ]
    told = [bulleted(note) for note in notes if note]
    return ["", "To know", *told] if told else []


def _typed_otherwise(inputs: Inputs) -> list[str]:
    """That the plan is made for another mass than the list weighs."""
    units, typed_kg, whole_kg = inputs.plan.units, race_pack_kg(inputs), carried_kg(inputs.kit)
    if typed_kg == whole_kg:
        return []
    says, weighs = (weighed_mass(one, units=units) for one in (typed_kg, whole_kg))
    note = (
        f"race.pack_mass says {says}, the list weighs {weighs}. The plan trains for the first; write "
        'pack_mass = "from kit" to train for the second.'
    )
    return [note]


def _runs_out(inputs: Inputs, legs: Sequence[Leg]) -> list[str]:
    short = [supply for supply in supplies(inputs.kit, legs) if supply.lasts_min < supply.needed_min]
    return [
        f"{_named(supply.item)} lasts {duration(supply.lasts_min)}, and "
        f"{_until(supply.item.refill_every_km)} takes {duration(supply.needed_min)} or so."
        for supply in short
    ]


def _until(refill_every_km: float | None) -> str:
    return "the race" if refill_every_km is None else "the way to the next refill"


def _unmeasured(inputs: Inputs, packs: Sequence[Pack]) -> list[str]:
    names = [_named(item) for item in contents(inputs.kit, packs) if item.volume_l is None]
    return [f"Without a volume in the list, and not counted: {joined(names)}."] if names else []


def trip_lines(inputs: Inputs, rulebook: Rulebook) -> list[str]:
    """Trips that have a kit list of their own."""
    told = [bulleted(_trip(trip, inputs, rulebook)) for trip in inputs.trips if trip.kit]
    return ["", "Trips", *told] if told else []


def _trip(trip: Trip, inputs: Inputs, rulebook: Rulebook) -> str:
    units, first_kg = inputs.plan.units, carried_kg(trip.kit)
    legs = legs_of_trip(trip, inputs, rulebook)
    last_kg = starting_kg(trip.kit, len(legs) - 1, legs)
    share = percent(first_kg / inputs.athlete.body_mass_kg)
    later = f", {mass(last_kg, units=units)} on the last morning" if last_kg < first_kg else ""
    at_start = f"{weighed_mass(first_kg, units=units)} at the start, {share} of your body mass"
    return f"{cleaned_line(trip.name)}: {at_start}{later}."


def no_kit_text(inputs: Inputs, rulebook: Rulebook) -> str:
    """For a race that asks for no pack, and a file that lists none."""
    nothing = "The race asks for no pack: there is nothing to weigh."
    return paragraph(vest_advice(inputs, rulebook) or nothing) + "\n"
