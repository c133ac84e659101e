"""The sessions of units: the goal race by its days, other races, days of a trip (R-28, R-33)."""

from datetime import date
from typing import TYPE_CHECKING

from periodise.domain.race import RaceKind
from periodise.domain.session import Carrier, Intensity, Session, SessionKind
from periodise.metrics.cost import BACKPACKING_PACK_SHARE
from periodise.metrics.moved import Moved
from periodise.metrics.occasions import Occasion
from periodise.metrics.pack_class import is_heavy
from periodise.metrics.race_days import RaceDay
from periodise.metrics.race_time import predicted_time_min
from periodise.planner.past import on_foot_efm

if TYPE_CHECKING:
    from periodise.planner.season import Season


def race_session(season: "Season", day: RaceDay) -> Session:
    """The goal race, or one of its stages."""
    return _raced(
        season,
        SessionKind.RACE,
        minutes=day.time_min,
        distance_km=day.distance_km,
        ascent_m=day.ascent_m,
        pack_mass_kg=day.pack_mass_kg,
    ).model_copy(update={"start": season.inputs.race.start, "rules": ("R-28", "R-33"), **_effort(season)})


def _effort(season: "Season") -> dict[str, object]:
    """A day's race is raced; days in a row are held back, and a route is gone easily from camp to camp."""
    rule, race = season.rulebook["R-10"], season.inputs.race
    if race.kind is RaceKind.FASTPACK:
        return {"intensity": Intensity.EASY, "rpe": rule["rpe_easy"]}
    if race.stages:
        return {"intensity": Intensity.MODERATE, "rpe": rule["rpe_moderate"]}
    return {"intensity": Intensity.HARD, "rpe": rule["rpe_race"]}


def unit_session(season: "Season", unit: Occasion) -> Session:
    """One day of a race of priority B or of a trip."""
    if unit.kind is SessionKind.TRIP_DAY:
        return _trip_day(season, unit)
    minutes = predicted_time_min(
        distance_km=unit.distance_km,
        ascent_m=unit.ascent_m,
        terrain=season.inputs.race.terrain,
        pack_mass_kg=unit.pack_mass_kg,
        athlete=season.inputs.athlete,
        rulebook=season.rulebook,
    )
    return _raced(
        season,
        SessionKind.OTHER_RACE,
        minutes=minutes,
        distance_km=unit.distance_km,
        ascent_m=unit.ascent_m,
        pack_mass_kg=unit.pack_mass_kg,
    ).model_copy(update={"rules": ("R-28", "R-55")})


def unit_day_efm(season: "Season", day: date) -> float:
    """Load of a day of a race or trip on the way: what was held, if it is past."""
    past = season.past
    if past is not None and day < past.until:
        return on_foot_efm(past.held_on(day))
    return unit_session(season, season.unit_dates[day]).load_efm


def race_run(season: "Season", race: Occasion) -> Moved:
    """A race that is trained through, run easily from start to finish."""
    return season.costing.run_distance(
        race.distance_km, ascent_m=race.ascent_m, terrain=season.inputs.race.terrain
    )


def _raced(
    season: "Season",
    kind: SessionKind,
    *,
    minutes: float,
    distance_km: float,
    ascent_m: float,
    pack_mass_kg: float,
) -> Session:
    body = season.inputs.athlete.body_mass_kg
    return Session(
        kind=kind,
        duration_min=float(round(minutes)),
        distance_km=distance_km,
        ascent_m=ascent_m,
        descent_m=ascent_m,
        carrier=season.inputs.plan.carrier if pack_mass_kg else Carrier.NONE,
        pack_mass_kg=pack_mass_kg,
        intensity=Intensity.HARD,
        rpe=season.rulebook["R-10"]["rpe_race"],
        load_efm=float(round(minutes)),
        demanding=True,
        heavy=is_heavy(pack_mass_kg, minutes, body, season.rulebook),
    )


def _trip_day(season: "Season", trip: Occasion) -> Session:
    """Walked from camp to camp with the mass of its first day."""
    body = season.inputs.athlete.body_mass_kg
    day = season.costing.walk_distance(
        trip.distance_km,
        ascent_m=trip.ascent_m,
        terrain=season.inputs.race.terrain,
        pack_mass_kg=min(trip.pack_mass_kg, BACKPACKING_PACK_SHARE[1] * body),
    )
    heavy = is_heavy(trip.pack_mass_kg, day.duration_min, body, season.rulebook)
    long = day.duration_min >= season.rulebook["A0"]["backpacking_demanding_min"]
    return Session(
        kind=SessionKind.TRIP_DAY,
        duration_min=float(round(day.duration_min)),
        distance_km=trip.distance_km,
        ascent_m=trip.ascent_m,
        descent_m=trip.ascent_m,
        carrier=season.inputs.plan.carrier if trip.pack_mass_kg else Carrier.NONE,
        pack_mass_kg=trip.pack_mass_kg,
        intensity=Intensity.EASY,
        rpe=season.rulebook["R-10"]["rpe_easy"],
        load_efm=round(day.load_efm, 1),
        demanding=heavy or long,
        heavy=heavy,
        rules=("R-28", "R-72", "R-73"),
    )
