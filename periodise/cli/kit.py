"""`periodise kit`: the kit list weighed and measured, and which packs fit it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.options import FILE, debug_option
from periodise.cli.speech import tell

if TYPE_CHECKING:
    from periodise.domain.inputs import Inputs
    from periodise.views.table import Table


@click.command("kit")
@click.argument("athlete_path", metavar="ATHLETE.toml", type=FILE)
@click.option("--pack", "packs", is_flag=True, help="Which packs fit this kit, and why the others do not.")
@debug_option
def command(athlete_path: Path, packs: bool) -> None:
    """Weigh and measure the kit list, and see which packs fit.

    Without --pack: every [[kit]] thing with its mass, volume and share of your body mass, what tips the pack
    over, how it gets lighter on the way, and what would help most.

    With --pack: your own [[pack]] entries and a catalogue, judged by room, drink and straps.
    """
    from periodise.workflows import inputs_with_kit

    inputs = inputs_with_kit(athlete_path)
    if not inputs.kit:
        tell(_nothing_to_weigh(inputs))
    else:
        tell(_packs(inputs) if packs else _kit(inputs))


def _nothing_to_weigh(inputs: "Inputs") -> str:
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.kit_text import no_kit_text

    return no_kit_text(inputs, load_rulebook())


def _packs(inputs: "Inputs") -> str:
    from periodise.store.gear_file import load_catalogues
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.pack_choice import pack_choice_text

    return pack_choice_text(inputs, load_catalogues(), load_rulebook())


def _kit(inputs: "Inputs") -> str:
    from periodise.store.gear_file import load_catalogues
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.kit_page import kit_page

    parts = kit_page(inputs, load_catalogues(), load_rulebook())
    return "\n".join(part if isinstance(part, str) else _drawn(part) for part in parts)


def _drawn(table: "Table") -> str:
    from periodise.render.terminal import table_text

    return table_text(table, colour=sys.stdout is not None and sys.stdout.isatty())
