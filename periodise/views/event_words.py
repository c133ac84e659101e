"""The words for races and trips: what a stage, a race on the way, a trip or a warm run asks for.

Tables of text only, as in `session_words`.
"""

from periodise.domain.race import RaceKind

WHOLE_NAMES = {
    RaceKind.ULTRA: "Race",
    RaceKind.STAGE_RACE: "Race",
    RaceKind.FASTPACK: "Route",
    RaceKind.RUCK: "Ruck",
}
"""What the goal is called in a title; a distance follows within the first 14 characters."""

STAGE_NAME = "Stage"
"""One day of the goal."""

STAGE = "Stage {number} of {count} of {name}: {amount}{pack}."
RUCK = "Ruck day, {name}: {amount}{pack}."
TRIP_DAY = "Day {number} of {count} of {name}: {amount}{pack}."
ONLY_TRIP_DAY = "{name}: {amount}{pack}."
EASY_RACE = "Run {name} as a training run: {amount}{pack}, at the effort below, whoever overtakes you.{short}"
CUT_SHORT = " The race goes on to {far}: when your time is over, stop or walk off the course."
"""Of a race that is longer than the run it stands for (R-28)."""

STAGES_PURPOSE = "these {count} days are what the whole plan leads to"
TRAINED_THROUGH = "the race takes the place of a training run, so nothing around it is cut back"
"""Why; begins in lower case, ends without a point."""

TRIP_STOP = "Rest, let others take some of it, and choose the shortest way out."
"""What the end of the loaded part means far from home."""
DRY_RUN = (
    "Dry run: the race's own pack, shoes, clothes, food and poles, packed as on race day. Note what rubs."
)
"""R-71, whenever the race's pack is carried."""
TOMORROW = "Tomorrow is another stage: eat and drink at once, and look after your feet."
FIRST_OF_TWO = "First of two long days: hold back from the start, eat on the way, and again at once after it."
SECOND_OF_TWO = (
    "Second of two long days, {share} as long as yesterday's: your legs begin it tired, and that is what it "
    "is for. Run slower, walk the climbs, turn home when it hurts. Tomorrow is rest."
)
HEAT = (
    "In the heat: spend {most} in the warmest hours, or with one layer more. Go by effort, not by pace, and "
    "drink when thirsty, before, during and after. It takes the place of an easy run; do not add one."
)
WHOLE_RUN = "the whole run"
PART_OF_RUN = "{most} of it, no more,"
HEAT_STOP = (
    "Stop in the shade and cool down if you feel dizzy, sick or cold, or get a headache or goose bumps. "
    "With a fever, after a bad night, or on a day with a heat warning, run in the cool instead."
)
HOT_RACE = "Heat: go by effort, not by pace, from the start; drink when thirsty, wet your head and neck."
ALTITUDE = "Altitude: up to {height}, where your best oxygen uptake is about {loss} lower; go slower there."
SLEEP_HIGH = (
    "Above {height} sleep at most {gain} higher each night. A headache with sickness or dizziness: go down."
)
AROUND_TRIP = "Around the trip: rest or at most {before} of easy running the day before, {after} after it."
AROUND_RACE = (
    "Around the race: the {before} before it hold less and nothing hard, and {after} follow. "
    "No heavy pack for {heavy}."
)
"""Lines of a description after its numbers."""
