"""Twenty seasons to place sessions in: every example, and athletes of the kinds that they leave out."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from periodise.domain.inputs import Inputs
from periodise.store.athlete_file import read_athlete_file
from tests.unit.planner.inputs import an_athlete

PROJECT = Path(__file__).parents[2]
EXAMPLES = sorted(PROJECT.glob("examples/*.toml"))
TRIP = {"name": "A trip", "distance_per_day_km": 18, "ascent_per_day_m": 600, "pack_mass_kg": 9}
RACE = {"name": "A race", "ascent_m": 600}
STAGES = {"stages": [{"distance_km": 30, "ascent_m": 900}] * 4, "distance_km": 120, "ascent_m": 3600}
ROUTE = {"stages": [{"distance_km": 24, "ascent_m": 900}] * 3, "distance_km": 72, "ascent_m": 2700}
EVERY_DAY = {
    **{day: {"available_min": 150} for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
    "saturday": {"available_min": 600},
    "sunday": {"available_min": 300},
}
NO_DAY = {"available_min": 0}

OTHERS: Mapping[str, dict[str, Any]] = {
    "stages, every day free": {
        "race": {"kind": "stage-race", **STAGES, "pack_mass_kg": 8},
        "history": {"runs_per_week": 5},
        "week": EVERY_DAY,
    },
    "a route, a trip and a race on the way": {
        "race": {"kind": "fastpack", **ROUTE, "pack_mass_kg": 10},
        "trips": [{**TRIP, "start": date(2027, 4, 16), "end": date(2027, 4, 18)}],
        "other_races": [{**RACE, "date": date(2027, 3, 13), "distance_km": 21.1, "priority": "B"}],
    },
    "a march with a second ruck a week": {
        "race": {"kind": "ruck", "distance_km": 30, "ascent_m": 300, "pack_mass_kg": 18},
        "plan": {"ruck_extra": True},
    },
    "two trips with too little room between": {
        "trips": [
            {**TRIP, "start": date(2027, 4, 2), "end": date(2027, 4, 6)},
            {**TRIP, "start": date(2027, 4, 7), "end": date(2027, 4, 13)},
        ],
    },
    "three races on the way": {
        "other_races": [
            {**RACE, "date": date(2027, 2, 27), "distance_km": 10, "priority": "C"},
            {**RACE, "date": date(2027, 4, 24), "distance_km": 50, "priority": "B"},
            {**RACE, "date": date(2027, 6, 5), "distance_km": 21.1, "priority": "B"},
        ],
    },
    "a novice with two free days": {
        "athlete": {"level": "novice"},
        "race": {"distance_km": 50, "ascent_m": 1000},
        "week": {"wednesday": NO_DAY, "thursday": NO_DAY, "sunday": NO_DAY},
    },
}


def all_inputs() -> dict[str, Inputs]:
    """Athlete files by name."""
    return {
        **{file.stem: read_athlete_file(file)[0] for file in EXAMPLES},
        **{name: an_athlete(**changes) for name, changes in OTHERS.items()},
    }
