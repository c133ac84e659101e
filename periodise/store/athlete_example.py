"""A value for every key of an athlete file: what messages and the JSON Schema offer as an example."""

import json
import tomllib
from functools import cache
from typing import Any

from periodise.domain.agreement import FieldPath

EXAMPLE = """
[athlete]
name = "Sam Example"
body_mass = "70 kg"
birth_year = 1988
level = "intermediate"
easy_pace = "6:30 /km"
max_heart_rate = 186

[athlete.screen]
back_pain = false
joint_pain = false
bone_stress_injury = false
heart_or_blood_pressure = false
pregnant = false
recent_surgery = false
hernia = false
osteoporosis = false
new_to_running = false

[history]
weekly_distance = "45 km"
weekly_ascent = "900 m"
weekly_descent = "900 m"
strength_per_week = 1
runs_per_week = 4
weeks_consistent = 16
longest_run = "22 km"
longest_loaded = "8 km"
pack_mass = "3.5 kg"
longest_event = "50 km"

[race]
name = "Example 100"
date = 2027-06-19
start = "06:00"
timezone = "Europe/London"
kind = "stage-race"
distance = "100 km"
ascent = "5600 m"
cutoff = "26 h"
terrain = "moderate"
pack_mass = "6 kg"
run_only = false
hot = false
altitude = "2400 m"

[[race.stage]]
distance = "100 km"
ascent = "5600 m"
pack_mass = "6 kg"

[week]
timezone = "Europe/London"
long_day = "saturday"
hills = true
monday = { available = "60 min", start = "06:30", hills = false }
tuesday = { available = "75 min", start = "06:30", hills = false }
wednesday = { available = "60 min", start = "06:30", hills = false }
thursday = { available = "75 min", start = "06:30", hills = false }
friday = { available = "60 min", start = "06:30", hills = false }
saturday = { available = "7 h", start = "07:30", hills = true }
sunday = { available = "4 h", start = "08:30", hills = true }

[[other_race]]
name = "Spring 50"
date = 2027-04-10
distance = "50 km"
ascent = "1800 m"
priority = "B"

[[trip]]
name = "Cairngorm round"
start = 2027-05-01
end = 2027-05-03
distance_per_day = "24 km"
ascent_per_day = "1000 m"
pack_mass = "11 kg"

[[trip.kit]]
name = "food"
mass = "1.8 kg"
volume = "3 l"
worn = false
mandatory = false
consumable = true
rate = "600 g/day"
refill_every = "12 km"

[[away]]
start = 2027-03-22
end = 2027-03-26
reason = "work"

[[kit]]
name = "water"
mass = "1 kg"
volume = "1 l"
worn = false
mandatory = true
consumable = true
rate = "0.5 l/h"
refill_every = "12 km"

[[pack]]
name = "my 20-litre pack"
kind = "pack"
capacity = "20 l"
mass = "620 g"
hydration = "1.5 l"
chest_strap = true
hip_belt = true

[plan]
id = "3f1c2a9e-5b7d-4c1e-9a2f-6d8e0b4c7a15"
start = 2026-12-07
units = "metric"
rhythm = "3:1"
carrier = "pack"
straps = true
ruck_extra = false

[calendar]
name = "Example 100 training"
timed = true
rest_days = true
reminder = "12 h"
busy = false
colour = "seagreen"
private = false
"""


@cache
def example() -> dict[str, Any]:
    """The example as values. Never change it: everybody gets the same one."""
    return tomllib.loads(EXAMPLE)


def example_at(path: FieldPath) -> Any:
    """The example's value at `path`, its first entry for any entry of a list; None if it has none."""
    value: Any = example()
    for part in path:
        if isinstance(part, int):
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def example_line(path: FieldPath) -> str:
    """The example at `path` as a line to type: `body_mass = "70 kg"`, or the header of a table."""
    names = ".".join(str(part) for part in path if isinstance(part, str))
    value = example_at(path)
    if isinstance(value, list):
        return f"[[{names}]] and its keys below it"
    if isinstance(value, dict) and path[:1] != ("week",):
        return f"[{names}] and its keys below it"
    return f"{names.rpartition('.')[2]} = {_literal(value)}"


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_literal(inner)}' for key, inner in value.items())} }}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool | int) else str(value)
