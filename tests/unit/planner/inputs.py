"""A plain athlete to start a test from: 70 kg, 100 km in 24 weeks, five free days."""

from datetime import date
from typing import Any

from periodise.domain.inputs import Inputs

START = date(2027, 1, 4)


def an_athlete(**changes: dict[str, Any] | list[Any]) -> Inputs:
    """Inputs with the tables named in `changes` updated key by key."""
    tables: dict[str, Any] = {
        "athlete": {"name": "A runner", "body_mass_kg": 70, "easy_pace_s_per_km": 390},
        "history": {
            "weekly_distance_km": 45,
            "weekly_ascent_m": 900,
            "runs_per_week": 4,
            "weeks_consistent": 16,
            "longest_run_km": 22,
            "longest_loaded_km": 8,
            "pack_mass_kg": 3.5,
            "longest_event_km": 50,
        },
        "race": {
            "name": "A hundred",
            "date": date(2027, 6, 19),
            "kind": "ultra",
            "distance_km": 100,
            "ascent_m": 5600,
            "pack_mass_kg": 6,
        },
        "week": {
            "timezone": "Europe/London",
            "tuesday": {"available_min": 75, "start": "06:30"},
            "wednesday": {"available_min": 60, "start": "06:30"},
            "thursday": {"available_min": 75, "start": "06:30"},
            "saturday": {"available_min": 420, "start": "07:30"},
            "sunday": {"available_min": 240, "start": "08:30"},
        },
        "plan": {"start": START},
    }
    for table, values in changes.items():
        tables[table] = {**tables.get(table, {}), **values} if isinstance(values, dict) else values
    return Inputs.model_validate(tables)
