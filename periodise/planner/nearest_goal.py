"""The nearest goals that the gate lets through: a shorter race, a later one, a lighter pack (R-85).

Each is found by search and planned for real: what is offered here is accepted when it is typed in.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import floor

from periodise.domain import measures
from periodise.domain.finding import ClosedGate, SafeGoal
from periodise.domain.inputs import Inputs, Units
from periodise.domain.race import Race, Stage
from periodise.domain.replace import replace
from periodise.domain.units import DURATION, KG_PER_LB, KM_PER_MI
from periodise.metrics.kit_mass import race_pack_kg

Open = Callable[[Inputs], bool]

DISTANCE_STEP_KM = {Units.METRIC: 1.0, Units.IMPERIAL: float(KM_PER_MI)}
PACK_STEP_KG = {Units.METRIC: 0.5, Units.IMPERIAL: float(KG_PER_LB)}
"""Whole kilometres or miles, half kilograms or pounds: what is offered is typed in as it is shown."""
LATEST_WEEKS = 60
"""A race more than this much later is another season."""
DATE_STRIDE_WEEKS = 4


def nearest_goals(inputs: Inputs, *, is_open: Open, gates: Sequence[ClosedGate]) -> tuple[SafeGoal, ...]:
    """Up to three goals, each accepted by `is_open` with everything else as it was."""
    names = {gate.gate for gate in gates}
    found = (
        _shorter(inputs, is_open) if names & {"R-85b", "R-85c", "R-85d", "R-85f"} else None,
        _later(inputs, is_open),
        _lighter(inputs, is_open) if names & {"R-85a", "R-85c", "R-85d", "R-85e"} else None,
    )
    return tuple(goal for goal in found if goal)


def _shorter(inputs: Inputs, is_open: Open) -> SafeGoal | None:
    """The longest distance in whole units with the same climb for each, cut-off in proportion."""
    race, units = inputs.race, inputs.plan.units
    step_km = DISTANCE_STEP_KM[units]

    def at(steps: int) -> Inputs:
        return replace(inputs, race=_shortened(race, steps * step_km))

    low, high = 0, floor(race.distance_km / step_km - 1e-9)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_open(at(middle)) else (low, middle - 1)
    if low < 1:
        return None
    distance_km = low * step_km
    climb = measures.climb(race.ascent_m * distance_km / race.distance_km, units=units)
    also = ", each stage shorter in proportion" if race.stages else ""
    return SafeGoal(
        distance_km=distance_km,
        message=f"{measures.distance(distance_km, units=units)} with {climb} of climb on the same day, "
        f"cut-off in proportion{also}",
    )


def _shortened(race: Race, distance_km: float) -> Race:
    """A shorter race of the same kind: every distance, climb and time limit in proportion."""
    share = distance_km / race.distance_km
    cutoff = None if race.cutoff_min is None else max(DURATION.low, race.cutoff_min * share)
    stages = tuple(
        replace(stage, distance_km=stage.distance_km * share, ascent_m=stage.ascent_m * share)
        for stage in race.stages
    )
    return replace(
        race,
        distance_km=distance_km,
        ascent_m=race.ascent_m * share,
        cutoff_min=cutoff,
        stages=stages,
    )


def _later(inputs: Inputs, is_open: Open) -> SafeGoal | None:
    """The earliest later date, by whole weeks: in strides first, then week by week."""

    def on(weeks: int) -> Inputs:
        return replace(inputs, race=replace(inputs.race, date=_moved(inputs.race.date, weeks)))

    stride = next(
        (w for w in range(DATE_STRIDE_WEEKS, LATEST_WEEKS + 1, DATE_STRIDE_WEEKS) if is_open(on(w))), None
    )
    if stride is None:
        return None
    weeks = next(
        w for w in range(stride - DATE_STRIDE_WEEKS + 1, stride + 1) if w == stride or is_open(on(w))
    )
    day = _moved(inputs.race.date, weeks)
    later = "a week" if weeks == 1 else f"{weeks} weeks"
    return SafeGoal(race_date=day, message=f"the same race on {day.isoformat()}, {later} later")


def _moved(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def _no_heavier(stage: Stage, pack_mass_kg: float) -> Stage:
    """A stage with at most so much on the back."""
    if stage.pack_mass_kg is None or stage.pack_mass_kg <= pack_mass_kg:
        return stage
    return replace(stage, pack_mass_kg=pack_mass_kg)


def _lighter(inputs: Inputs, is_open: Open) -> SafeGoal | None:
    """The heaviest pack, to half a kilogram or a pound, that the gate lets through."""
    race_kg, units = race_pack_kg(inputs), inputs.plan.units
    step_kg = PACK_STEP_KG[units]

    def with_pack(steps: int) -> Inputs:
        mass = steps * step_kg
        stages = tuple(_no_heavier(stage, mass) for stage in inputs.race.stages)
        return replace(inputs, race=replace(inputs.race, pack_mass_kg=mass, stages=stages))

    low, high = -1, floor(race_kg / step_kg - 1e-9)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_open(with_pack(middle)) else (low, middle - 1)
    if low < 0:
        return None
    mass_kg = low * step_kg
    carried = measures.mass(mass_kg, units=units)
    return SafeGoal(pack_mass_kg=mass_kg, message=f"the same race with {carried} on the back")
