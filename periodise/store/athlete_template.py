"""The athlete file that `new` writes: it plans as it stands, and says what each line is for."""

import json
import re
from datetime import date
from typing import NamedTuple
from uuid import UUID


class Answers(NamedTuple):
    """What `new` asks, as a person spells it; the defaults make a file that can be planned."""

    race_date: date
    name: str = "Your name"
    body_mass: str = "70 kg"
    level: str = "intermediate"
    weekly_distance: str = "45 km"
    runs_per_week: int = 4
    weeks_consistent: int = 16
    longest_run: str = "22 km"
    race_name: str = "My race"
    race_kind: str = "ultra"
    race_distance: str = "50 km"
    race_ascent: str = "1500 m"
    pack_mass: str = "3 kg"
    timezone: str = "Europe/London"
    units: str = "metric"


def in_imperial_units(answers: Answers) -> Answers:
    """`answers` with defaults for somebody who thinks in miles, feet and pounds."""
    return answers._replace(
        body_mass="154 lb",
        weekly_distance="28 mi",
        longest_run="14 mi",
        race_distance="31 mi",
        race_ascent="5000 ft",
        pack_mass="7 lb",
    )


def athlete_template(answers: Answers, *, plan_id: UUID) -> str:
    """The whole text; `plan_id` must be random, it names the plan in every calendar."""
    literals = {name: _toml(value) for name, value in answers._asdict().items()}
    literals["plan_id"] = _toml(str(plan_id))
    return _ANSWERED.sub(lambda line: _filled_in(line, literals), TEMPLATE)


_ANSWERED = re.compile(r"^(\w+ = )\$(\w+)(?: +(# .*))?$", re.MULTILINE)
"""A line of the template whose value is an answer, with its remark if it has one."""
_REMARK_COLUMN = 37


def _filled_in(line: re.Match[str], literals: dict[str, str]) -> str:
    key, answer, remark = line.groups()
    value = key + literals[answer]
    return f"{value.ljust(_REMARK_COLUMN - 1)} {remark}" if remark else value


def _toml(value: str | int | date) -> str:
    """A TOML literal; JSON's escapes are TOML's, but DEL must be escaped too."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


TEMPLATE = """\
# An athlete file for periodise: who trains, what for, and in how much time.
#
# Change what is not true of you, then run:   periodise plan THIS_FILE
#
# Quantities are text with a unit:  "70 kg" or "154 lb" or "11 st 2 lb";  "100 km" or "62 mi";  "5600 m" or
# "18000 ft";  "90 min", "7 h", "1h30m" or "1:30" (hours:minutes);  pace "6:30 /km" or "10:30 /mi".
# Dates are written 2027-06-19, without quotes; times of day "06:30", with quotes.
# A line that begins with # is not read: take the # away to use it.

[athlete]
name = $name
body_mass = $body_mass  # without shoes and pack; loads are judged against it
level = $level  # "novice", "intermediate" or "experienced"
# birth_year = 1988
# easy_pace = "6:30 /km"             # flat, nothing on your back, able to talk in sentences
# max_heart_rate = 186               # measured; adds heart-rate ranges beside the effort

[athlete.screen]
# Answer honestly: one true, and no session carries a pack until a doctor has cleared you.
back_pain = false                    # a low back that was injured or hurts
joint_pain = false                   # lasting pain in a knee, hip or ankle
bone_stress_injury = false           # a stress fracture, recent or suspected
heart_or_blood_pressure = false      # heart disease, or high blood pressure out of control
pregnant = false
recent_surgery = false
hernia = false
osteoporosis = false
new_to_running = false               # a beginner at running itself

[history]
# What you REALLY did in the last four weeks. The plan begins where you are, not where you would like to be.
weekly_distance = $weekly_distance  # mean of the four weeks
# weekly_ascent = "900 m"            # left out: a typical climb for that distance
# weekly_descent = "900 m"           # left out: as much as the ascent
# strength_per_week = 1
runs_per_week = $runs_per_week
weeks_consistent = $weeks_consistent  # weeks of running without a break
longest_run = $longest_run  # of the last 30 days
# longest_loaded = "8 km"            # with a pack of 5 % of your body mass or more, last 30 days
# pack_mass = "3.5 kg"               # the heaviest you ran with, last 30 days
# longest_event = "50 km"            # the longest race you have ever finished

[race]
name = $race_name
date = $race_date
kind = $race_kind  # "ultra", "stage-race", "fastpack" or "ruck"
distance = $race_distance
ascent = $race_ascent  # all the climbs together
pack_mass = $pack_mass  # at the start, water and food included; "from kit": see [[kit]]
# start = "06:00"                    # local time; left out: race day is an all-day event
# timezone = "Europe/Paris"          # only if the race is in another zone than your week
# cutoff = "26 h"
# terrain = "moderate"               # "road", "smooth", "moderate" or "technical"
# run_only = false                   # true: you will not walk with the pack, whatever happens
# hot = false                        # true: heat is to be expected
# altitude = "2400 m"                # the highest place you race over or sleep at

# A stage race or a fastpacking route has one of these for each day, in order. They add up to race.distance.
# [[race.stage]]
# distance = "38 km"
# ascent = "1100 m"
# pack_mass = "9 kg"

[week]
timezone = $timezone
long_day = "saturday"
hills = true                         # false: climbs become stairs or strength
# How long you have on each weekday, and from when. A day without start gets an all-day event.
monday    = { available = "0 min" }
tuesday   = { available = "75 min", start = "06:30" }
wednesday = { available = "60 min", start = "06:30" }
thursday  = { available = "75 min", start = "06:30", hills = false }
friday    = { available = "0 min" }
saturday  = { available = "7 h", start = "07:30" }
sunday    = { available = "4 h", start = "08:30" }

# Races on the way. "B": short taper and recovery; "C": trained through.
# [[other_race]]
# name = "Spring 50"
# date = 2027-04-10
# distance = "50 km"
# ascent = "1800 m"
# priority = "B"

# Backpacking trips that will happen: they are training. `end` is the last day.
# [[trip]]
# name = "Cairngorm round"
# start = 2027-05-01
# end = 2027-05-03
# distance_per_day = "24 km"
# ascent_per_day = "1000 m"
# pack_mass = "11 kg"                # or "from kit", with one [[trip.kit]] for each thing below it
#
# [[trip.kit]]
# name = "tent"
# mass = "1.1 kg"
# volume = "3 l"

# Days on which you cannot train. `end` is the last of them.
# [[away]]
# start = 2027-03-22
# end = 2027-03-26
# reason = "work"

# The kit list, one of these for each thing, with race.pack_mass = "from kit".
# [[kit]]
# name = "waterproof jacket"
# mass = "320 g"
# volume = "1.2 l"
# worn = false                       # true: it weighs nothing in the pack
# mandatory = true                   # the organiser asks for it
#
# [[kit]]
# name = "water"
# mass = "1 kg"
# volume = "1 l"
# consumable = true                  # it gets lighter on the way ...
# rate = "0.5 l/h"                   # ... this fast; food: "60 g/h" or "800 g/day"
# refill_every = "12 km"

# Packs you have or think of buying: `periodise kit THIS_FILE --pack` says which of them fit this race. A pack
# that bears the name of a thing on the kit list is that thing. What you leave out is unknown.
# [[pack]]
# name = "my 20-litre pack"
# kind = "pack"                      # "pack", "vest" or "belt"
# capacity = "20 l"
# mass = "620 g"
# hydration = "1.5 l"                # what its flasks or its bladder hold
# chest_strap = true
# hip_belt = true

[plan]
# The id names the plan in every calendar: keep it as long as it is the same plan.
id = $plan_id
units = $units  # "metric" or "imperial": what is shown
# start = 2026-12-07                 # left out: the next Monday
# rhythm = "3:1"                     # weeks of loading to one easier week: "3:1" or "2:1"
# carrier = "pack"                   # "pack", or "vest" for a light load
# straps = true                      # chest strap and hip belt
# ruck_extra = false                 # a ruck: one moderate ruck more a week

[calendar]
# name = "My training"
timed = true                         # false: all-day events
rest_days = true                     # rest days are events too
reminder = "off"                     # or "12 h"
busy = false                         # true: sessions block your calendar
colour = "seagreen"                  # any CSS3 colour name
private = false                      # true: neutral titles, no figure of body or health in the file
"""
