"""What the athlete's last weeks amount to in the units that a plan is made in."""

from periodise.domain.inputs import Inputs
from periodise.domain.race import Terrain
from periodise.domain.rulebook import Rulebook
from periodise.metrics.load import costing_of


def ascent_m_per_km(inputs: Inputs, rulebook: Rulebook) -> float:
    """Climb of the athlete's usual kilometre; R-10's default when the file does not say."""
    history = inputs.history
    if history.weekly_ascent_m is None or not history.weekly_distance_km:
        default: float = rulebook["R-10"]["ascent_default_m_per_km"]
        return default
    return history.weekly_ascent_m / history.weekly_distance_km


def weekly_descent_m(inputs: Inputs, rulebook: Rulebook) -> float:
    """Metres of descent of a usual week; as much as the climb when the file does not say."""
    history = inputs.history
    if history.weekly_descent_m is not None:
        return history.weekly_descent_m
    return history.weekly_distance_km * ascent_m_per_km(inputs, rulebook)


def weekly_load_efm(inputs: Inputs, rulebook: Rulebook) -> float:
    """Load of a usual week: its running, easy and on roads. Strength stands outside (R-43)."""
    history = inputs.history
    week = costing_of(inputs.athlete, rulebook).run_distance(
        history.weekly_distance_km,
        ascent_m=history.weekly_distance_km * ascent_m_per_km(inputs, rulebook),
        descent_m=weekly_descent_m(inputs, rulebook),
        terrain=Terrain.ROAD,
    )
    return week.load_efm


def longest_run_min(inputs: Inputs, rulebook: Rulebook) -> float:
    """Minutes of the longest run of the last 30 days, on the athlete's usual ground."""
    return _run_min(inputs, rulebook, distance_km=inputs.history.longest_run_km, pack_mass_kg=0)


def longest_loaded_min(inputs: Inputs, rulebook: Rulebook) -> float:
    """Minutes of the longest loaded session of the last 30 days, run with the pack named beside it.

    A pack too heavy to run with was walked.
    """
    history = inputs.history
    return _run_min(
        inputs, rulebook, distance_km=history.longest_loaded_km, pack_mass_kg=history.pack_mass_kg
    )


def _run_min(inputs: Inputs, rulebook: Rulebook, *, distance_km: float, pack_mass_kg: float) -> float:
    costing = costing_of(inputs.athlete, rulebook)
    ascent_m = distance_km * ascent_m_per_km(inputs, rulebook)
    is_run = pack_mass_kg <= rulebook["R-62"]["ceiling_share"] * inputs.athlete.body_mass_kg
    moved = (costing.run_distance if is_run else costing.walk_distance)(
        distance_km, ascent_m=ascent_m, pack_mass_kg=pack_mass_kg
    )
    return moved.duration_min
