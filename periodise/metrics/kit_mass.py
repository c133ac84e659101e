"""What the race pack weighs at the start, as typed or from the kit list."""

from periodise.domain.inputs import Inputs


def race_pack_kg(inputs: Inputs) -> float:
    """Pack mass at the start of the race in kg: worn things weigh nothing in it (contract §1)."""
    typed = inputs.race.pack_mass_kg
    if not isinstance(typed, str):
        return typed
    return round(sum(item.mass_kg for item in inputs.kit if not item.worn), 3)
