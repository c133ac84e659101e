"""Which packs fit a race's kit list, and why each other one does not."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from periodise.domain.gear import Catalogue, CataloguePack, Pack, PackKind, Span
from periodise.domain.inputs import Inputs, Units
from periodise.domain.kit import grams
from periodise.domain.measures import item_mass, mass, volume
from periodise.domain.rulebook import Rulebook
from periodise.metrics.pack_fit import Answer, Aspect, Demand, Verdict, demand_of, verdict
from periodise.views.plain_text import cleaned_line
from periodise.views.wording import bulleted, joined, paragraph

HEADINGS = {
    Answer.YES: "Fit",
    Answer.UNKNOWN: "Might fit: look at these before you buy",
    Answer.NO: "Do not fit",
}
CONTAINED = (
    "A thing on the kit list that bears the name of one of these packs is that pack, and not counted among "
    "its own contents."
)


def pack_choice_text(inputs: Inputs, catalogues: Sequence[Catalogue], rulebook: Rulebook) -> str:
    """Every pack of the athlete's own and of the catalogues, in three groups with their reasons."""
    packs = known_packs(inputs, catalogues)
    demand = demand_of(inputs, packs, rulebook)
    verdicts = [verdict(pack, demand) for pack in packs]
    groups = [_group(answer, verdicts, demand, inputs.plan.units) for answer in HEADINGS]
    sources = [paragraph(_source(catalogue)) for catalogue in catalogues]
    parts = [_asked(demand, rulebook, inputs.plan.units), *groups, paragraph(CONTAINED), *sources]
    return "\n\n".join(part for part in parts if part) + "\n"


def known_packs(inputs: Inputs, catalogues: Iterable[Catalogue]) -> tuple[Pack, ...]:
    """The athlete's own first."""
    return (*inputs.packs, *[pack for catalogue in catalogues for pack in catalogue.packs])


def lightest_that_fits(packs: Sequence[Pack], demand: Demand) -> Pack | None:
    """Of those known to fit and known in mass; the first of equals."""
    fitting = [pack for pack in packs if pack.mass and verdict(pack, demand).overall is Answer.YES]
    return min(fitting, key=lambda pack: pack.mass.most if pack.mass else 0, default=None)


def _asked(demand: Demand, rulebook: Rulebook, units: Units) -> str:
    spare = f"{rulebook['R-70']['spare_room_ratio'] - 1:.0%}".replace("%", " %")
    room = f"{volume(demand.room_l)} ({spare} in hand)"
    drink = f"{volume(demand.drink_l)} to drink"
    belt = mass(demand.belt_from_kg, units=units)
    names = joined([cleaned_line(name) for name in demand.unmeasured])
    unknown = f" No volume is known of {names}." if names else ""
    return paragraph(
        f"The kit asks for {room}, {drink}, and from {belt} up for a chest strap and a hip belt; the "
        f"things in it weigh {mass(demand.mass_kg, units=units)}.{unknown}"
    )


def _group(answer: Answer, verdicts: Iterable[Verdict], demand: Demand, units: Units) -> str:
    lines = [bulleted(_line(one, demand, units)) for one in verdicts if one.overall is answer]
    return "\n".join([HEADINGS[answer], *lines]) if lines else ""


def _line(one: Verdict, demand: Demand, units: Units) -> str:
    wrong = [WRONG[aspect](one.pack, demand) for aspect in one.of(Answer.NO)]
    unknown = [UNKNOWN[aspect](one.pack, demand) for aspect in one.of(Answer.UNKNOWN)]
    remark = one.pack.remark if isinstance(one.pack, CataloguePack) and not wrong else ""
    told = "; ".join([*wrong, *([f"not known: {joined(unknown)}"] if unknown else [])])
    reasons = (f"{_sentence(part)}." for part in (told, remark) if part)
    return " ".join([f"{_figures(one.pack, units)}.", *reasons])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _figures(pack: Pack, units: Units) -> str:
    """Name and what is known of it, price and use included."""
    own = f"{_mass_span(pack.mass, units)}" if pack.mass else "mass unknown"
    room = f"{_volume_span(pack.capacity)}" if pack.capacity else "room unknown"
    sold = [pack.price, f"for {pack.use}"] if isinstance(pack, CataloguePack) else []
    return f"{cleaned_line(pack.name)}: {', '.join([room, own, *sold])}"


def _mass_span(span: Span, units: Units) -> str:
    least, most = (item_mass(grams(one), units=units) for one in span)
    return least if least == most else f"{least.partition(' ')[0]} to {most}"


def _volume_span(span: Span) -> str:
    least, most = map(volume, span)
    return least if least == most else f"{least.partition(' ')[0]} to {most}"


def _source(catalogue: Catalogue) -> str:
    return (
        f"Figures and prices of the packs that are not yours: {catalogue.source}, read on "
        f"{catalogue.read_on}. What it does not say is unknown here too."
    )


def _no_chest_strap(pack: Pack, demand: Demand) -> str:
    return "a belt has no chest strap" if pack.kind is PackKind.BELT else "no chest strap"


def _room_in_doubt(pack: Pack, demand: Demand) -> str:
    if pack.capacity is None:
        return "its room"
    if demand.unmeasured:
        return "how much room things without a volume take"
    return f"whether {volume(demand.room_l)} go in"


def _drink_in_doubt(pack: Pack, demand: Demand) -> str:
    return "whether it holds " + volume(demand.drink_l) + " to drink"


WRONG: Mapping[Aspect, Callable[[Pack, Demand], str]] = {
    Aspect.ROOM: lambda pack, demand: f"too small for {volume(demand.room_l)}",
    Aspect.DRINK: lambda pack, demand: f"holds less than {volume(demand.drink_l)} to drink",
    Aspect.CHEST_STRAP: _no_chest_strap,
    Aspect.HIP_BELT: lambda pack, demand: "no hip belt",
}
UNKNOWN: Mapping[Aspect, Callable[[Pack, Demand], str]] = {
    Aspect.ROOM: _room_in_doubt,
    Aspect.DRINK: _drink_in_doubt,
    Aspect.CHEST_STRAP: lambda pack, demand: "chest strap",
    Aspect.HIP_BELT: lambda pack, demand: "hip belt",
}
