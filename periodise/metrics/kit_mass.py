"""What the race pack weighs at the start, as typed or from the kit list."""

from periodise.domain.inputs import Inputs
from periodise.domain.kit import carried_kg


def race_pack_kg(inputs: Inputs) -> float:
    """Pack mass at the start of the race in kg: worn things weigh nothing in it (contract §1)."""
    typed = inputs.race.pack_mass_kg
    return carried_kg(inputs.kit) if isinstance(typed, str) else typed
