"""What is allowed and yet perhaps not meant: figures in another unit, a race on a day that has no time."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from periodise.domain.kit import FROM_KIT
from periodise.domain.limits import (
    SURPRISING_BODY_MASS_KG,
    SURPRISING_CLIMB_M_PER_KM,
    SURPRISING_PACE_S_PER_KM,
    SURPRISING_PACK_RATIO,
)
from periodise.domain.units import KG_PER_LB, KM_PER_MI, M_PER_FT
from periodise.domain.week import WEEKDAYS

if TYPE_CHECKING:
    from periodise.domain.inputs import Inputs


def athlete_file_warnings(inputs: "Inputs") -> tuple[str, ...]:
    """One sentence for each value that is allowed and probably not what was meant (F-06, F-29, F-39)."""
    return tuple(hint for find in HINTS for hint in find(inputs))


def _body_mass(inputs: "Inputs") -> Iterator[str]:
    mass_kg = inputs.athlete.body_mass_kg
    if mass_kg > SURPRISING_BODY_MASS_KG and _typed_in_kg(mass_kg):
        yield _pounds("athlete.body_mass", "body_mass", mass_kg)


def _packs(inputs: "Inputs") -> Iterator[str]:
    packs = [("history.pack_mass", inputs.history.pack_mass_kg)]
    if inputs.race.pack_mass_kg != FROM_KIT:
        packs.append(("race.pack_mass", inputs.race.pack_mass_kg))
    packs += [
        (f"race.stage.{day}.pack_mass", stage.pack_mass_kg)
        for day, stage in enumerate(inputs.race.stages, start=1)
        if stage.pack_mass_kg is not None
    ]
    packs += [
        (f"trip.{index}.pack_mass", trip.pack_mass_kg)
        for index, trip in enumerate(inputs.trips, start=1)
        if not trip.kit
    ]
    for path, mass_kg in packs:
        if mass_kg > SURPRISING_PACK_RATIO * inputs.athlete.body_mass_kg and _typed_in_kg(mass_kg):
            yield _pounds(path, "pack_mass", mass_kg)


def _climbs(inputs: "Inputs") -> Iterator[str]:
    history, race = inputs.history, inputs.race
    climbs = [
        ("history.weekly_ascent", history.weekly_ascent_m or 0, history.weekly_distance_km),
        ("race.ascent", race.ascent_m, race.distance_km),
    ]
    climbs += [
        (f"other_race.{index}.ascent", other.ascent_m, other.distance_km)
        for index, other in enumerate(inputs.other_races, start=1)
    ]
    climbs += [
        (f"trip.{index}.ascent_per_day", trip.ascent_per_day_m, trip.distance_per_day_km)
        for index, trip in enumerate(inputs.trips, start=1)
    ]
    for path, ascent_m, distance_km in climbs:
        typed_in_metres = ascent_m == round(ascent_m)
        if distance_km and typed_in_metres and ascent_m > SURPRISING_CLIMB_M_PER_KM * distance_km:
            yield _feet(path, ascent_m=ascent_m, distance_km=distance_km)


def _easy_pace(inputs: "Inputs") -> Iterator[str]:
    pace_s = inputs.athlete.easy_pace_s_per_km
    if pace_s is not None and pace_s < SURPRISING_PACE_S_PER_KM:
        per_mile_s = pace_s * float(KM_PER_MI)
        yield (
            f"athlete.easy_pace: {_clock(pace_s)} /km, which is {_clock(per_mile_s)} /mi, is a racer's pace, "
            "not an easy one: write the pace at which you can talk in sentences, on the flat, without a pack"
        )


def _race_weekday(inputs: "Inputs") -> Iterator[str]:
    """A race on a weekday without time for training stays where it is (F-06)."""
    race_day = inputs.race.date
    if not inputs.week.on(race_day).available_min:
        weekday = WEEKDAYS[race_day.weekday()].capitalize()
        yield f"race.date: {race_day} is a {weekday}, for which [week] has no time; the race stays on its day"


def start_warnings(inputs: "Inputs", today: date) -> tuple[str, ...]:
    """That a plan begins in the past, when it is made in the middle of its first week."""
    start = inputs.plan.start
    if start is None or start >= today:
        return ()
    days = (today - start).days
    ago = "yesterday" if days == 1 else f"{days} days ago"
    return (
        f"plan.start: {start} was {ago}; what the plan asks of days before today, {today}, counts as done",
    )


HINTS = (_body_mass, _packs, _climbs, _easy_pace, _race_weekday)


def _typed_in_kg(mass_kg: float) -> bool:
    """Whether a mass was written in kilograms: pounds and stones give more decimals than anybody types."""
    return mass_kg == round(mass_kg, 2)


def _pounds(path: str, key: str, mass_kg: float) -> str:
    meant_kg = mass_kg * float(KG_PER_LB)
    return (
        f"{path}: {mass_kg:g} kg? {mass_kg:g} lb is {meant_kg:.1f} kg: if pounds were meant, "
        f'write {key} = "{mass_kg:g} lb"'
    )


def _feet(path: str, *, ascent_m: float, distance_km: float) -> str:
    key = path.rpartition(".")[2]
    return (
        f"{path}: {ascent_m:g} m in {distance_km:g} km? {ascent_m:g} ft is "
        f'{ascent_m * float(M_PER_FT):.0f} m: if feet were meant, write {key} = "{ascent_m:g} ft"'
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
