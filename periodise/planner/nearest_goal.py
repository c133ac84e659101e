"""The nearest goals that the gate lets through: a shorter race, a later one, a lighter pack (R-85).

Each is found by search and planned for real: what is offered here is accepted when it is typed in.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import floor

from periodise.domain.finding import ClosedGate, SafeGoal
from periodise.domain.inputs import Inputs
from periodise.domain.race import Race, Stage
from periodise.domain.replace import replace
from periodise.metrics.kit_mass import race_pack_kg

Open = Callable[[Inputs], bool]

DISTANCE_STEP_KM = 1
PACK_STEP_KG = 0.5
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
    """The longest distance, to the kilometre, with the same climb per kilometre, cut-off in proportion."""
    race = inputs.race

    def at(distance_km: int) -> Inputs:
        return replace(inputs, race=_shortened(race, distance_km))

    low, high = 0, floor(race.distance_km - 1e-9)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_open(at(middle)) else (low, middle - 1)
    if low < 1:
        return None
    ascent = round(race.ascent_m * low / race.distance_km)
    also = ", each stage shorter in proportion" if race.stages else ""
    return SafeGoal(
        distance_km=low,
        message=f"{low} km with {ascent} m of climb on the same day, cut-off in proportion{also}",
    )


def _shortened(race: Race, distance_km: float) -> Race:
    """A shorter race of the same kind: every distance, climb and time limit in proportion."""
    share = distance_km / race.distance_km
    cutoff = None if race.cutoff_min is None else race.cutoff_min * share
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
    """The heaviest pack, to half a kilogram, that the gate lets through."""
    race_kg = race_pack_kg(inputs)

    def with_pack(halves: int) -> Inputs:
        mass = halves * PACK_STEP_KG
        stages = tuple(_no_heavier(stage, mass) for stage in inputs.race.stages)
        return replace(inputs, race=replace(inputs.race, pack_mass_kg=mass, stages=stages))

    low, high = -1, floor(race_kg / PACK_STEP_KG - 1e-9)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_open(with_pack(middle)) else (low, middle - 1)
    if low < 0:
        return None
    mass = low * PACK_STEP_KG
    return SafeGoal(pack_mass_kg=mass, message=f"the same race with {mass:g} kg on the back")
