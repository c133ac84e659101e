"""The page of `periodise kit`: tables and words in the order a runner reads them."""

from collections.abc import Sequence

from periodise.domain.gear import Catalogue
from periodise.domain.inputs import Inputs
from periodise.domain.measures import duration, percent
from periodise.domain.rulebook import Rulebook
from periodise.metrics.kit_fall import legs_of
from periodise.metrics.kit_savings import Known, best_savings
from periodise.metrics.pack_fit import demand_of
from periodise.views.kit_table import fall_table, kit_table
from periodise.views.kit_text import kit_headline, saving_lines, tipping_lines, to_know, trip_lines
from periodise.views.pack_choice import known_packs, lightest_that_fits
from periodise.views.table import Table
from periodise.views.wording import paragraph

MOST_SAVINGS = 3


def kit_page(inputs: Inputs, catalogues: Sequence[Catalogue], rulebook: Rulebook) -> tuple[str | Table, ...]:
    """Texts that end in a line break, and tables to draw between them."""
    legs, packs = legs_of(inputs, rulebook), known_packs(inputs, catalogues)
    lighter = lightest_that_fits(packs, demand_of(inputs, packs, rulebook))
    savings = best_savings(inputs, Known(legs, packs, lighter), rulebook=rulebook, most=MOST_SAVINGS)
    said = [
        *tipping_lines(inputs, rulebook),
        *saving_lines(savings, inputs, rulebook),
        *to_know(inputs, legs, rulebook, packs=packs),
        *trip_lines(inputs, rulebook),
    ]
    text = "\n".join(said) + "\n"
    page: tuple[str | Table, ...] = (f"{kit_headline(inputs, packs)}\n", kit_table(inputs, packs), text)
    fall = fall_table(inputs, legs, rulebook)
    return (*page, _on_the_way(sum(leg.minutes for leg in legs), rulebook), fall) if fall else page


def _on_the_way(minutes: float, rulebook: Rulebook) -> str:
    band = percent(rulebook["R-33"]["band_ratio"])
    return paragraph(f"On the way, if it takes you {duration(minutes)} (± {band})") + "\n"
