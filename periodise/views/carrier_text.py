"""What to carry weight in, and what never to: pack, vest, ankles, hands (R-61, R-74)."""

from periodise.domain.carriers import NEVER_PRESCRIBED
from periodise.domain.inputs import Inputs
from periodise.domain.measures import mass, percent
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Carrier
from periodise.metrics.kit_mass import race_pack_kg
from periodise.views.wording import counted


def carrier_reasons(inputs: Inputs, rulebook: Rulebook) -> list[str]:
    """Each carrier in a sentence: what it is for, or why it is never prescribed."""
    never = [f"{name.capitalize()} are never prescribed: {why}." for name, why in NEVER_PRESCRIBED.items()]
    vest = (
        "A vest holds its weight close all round and changes the stride least. It is for "
        f"{_vest_span(inputs, rulebook)}."
    )
    pack = "A pack is trained with where the event asks for one: only a pack teaches you to carry a pack."
    return [pack, vest, *never]


def vest_advice(inputs: Inputs, rulebook: Rulebook) -> str:
    """For a race without a pack: a vest, to those who may carry at all; else empty."""
    if race_pack_kg(inputs) > 0 or not may_carry(inputs, rulebook):
        return ""
    week = counted(rulebook["R-65"]["first_weeks_count"], "easy run")
    return (
        "The race asks for no pack, so none is trained with. Weight is no part of this plan. If you want "
        f"some all the same, wear a fitted vest of {_vest_span(inputs, rulebook)}, which strains back and "
        f"stride less than a pack; begin at the lighter end, on {week} a week."
    )


def vest_warning(inputs: Inputs, rulebook: Rulebook) -> str:
    """For a vest that would have to hold more than a vest is for; else empty."""
    most_share = rulebook["R-61"]["vest_high_share"]
    share = race_pack_kg(inputs) / inputs.athlete.body_mass_kg
    if inputs.plan.carrier is not Carrier.VEST or share <= most_share:
        return ""
    return (
        f"The race's {percent(share)} of your body mass is more than a vest is for ({percent(most_share)}): "
        'train with what you will race in, and write carrier = "pack".'
    )


def may_carry(inputs: Inputs, rulebook: Rulebook) -> bool:
    """Whether R-60 and R-90 let this runner carry anything."""
    rule, history = rulebook["R-60"], inputs.history
    settled = history.weeks_consistent >= rule["consistent_weeks"]
    often = history.runs_per_week >= rule["runs_per_week_count"]
    return settled and often and not inputs.athlete.screen.positive


def _vest_span(inputs: Inputs, rulebook: Rulebook) -> str:
    """`5 to 10 % of your body mass (3.5 to 7 kg)`; a private calendar never shows it."""
    rule, body_kg, units = rulebook["R-61"], inputs.athlete.body_mass_kg, inputs.plan.units
    low, high = rule["vest_low_share"], rule["vest_high_share"]
    least, _, _ = percent(low).partition(" ")
    least_mass, _, _ = mass(low * body_kg, units=units).partition(" ")
    most_mass = mass(high * body_kg, units=units)
    return f"{least} to {percent(high)} of your body mass ({least_mass} to {most_mass})"
