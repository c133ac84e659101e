"""The words for sessions: what each kind is called, what to do in it and why it stands in a plan.

Tables of text only. They hold no number of training: those come from the session or the rulebook.
"""

from periodise.domain.plan import WeekKind
from periodise.domain.session import RUNS, Carrier, Intensity, SessionKind

NAMES = {
    SessionKind.REST: "Rest",
    SessionKind.EASY_RUN: "Easy run",
    SessionKind.LONG_RUN: "Long run",
    SessionKind.HILL_RUN: "Hill run",
    SessionKind.TEMPO_RUN: "Tempo run",
    SessionKind.PACK_RUN: "Pack run",
    SessionKind.PACK_WALK: "Pack walk",
    SessionKind.HIKE: "Hike",
    SessionKind.BACKPACKING_DAY: "Backpack",
    SessionKind.STRENGTH: "Strength",
    SessionKind.SHAKEDOWN: "Shakedown",
    SessionKind.OTHER_RACE: "Race",
    SessionKind.TRIP_DAY: "Trip day",
    SessionKind.RACE: "Race",
    SessionKind.RECOVERY: "Recovery",
}
"""Short enough that the distance follows within the 14 characters a month view shows."""

INSTRUCTIONS = {
    SessionKind.REST: "Rest today: no running and no strength work.",
    SessionKind.EASY_RUN: "Run {amount} so easily that you could chat all the way{pack}.",
    SessionKind.LONG_RUN: "Run {amount}, relaxed from the first step, walking where it is steep{pack}.",
    SessionKind.HILL_RUN: "Run {amount} on hills: warm up, then climb smooth and strong, light feet "
    "coming down{pack}.",
    SessionKind.TEMPO_RUN: "Run {amount}: warm up, hold a firm even effort in the middle, jog home{pack}.",
    SessionKind.PACK_RUN: "Run {amount} at an easy effort{pack}.",
    SessionKind.PACK_WALK: "Walk {amount} at a steady stride{pack}.",
    SessionKind.HIKE: "Hike {amount} without hurry{pack}.",
    SessionKind.BACKPACKING_DAY: "Walk {amount}{pack}, at a pace that you could hold all day.",
    SessionKind.STRENGTH: "Strength work for {amount}: hips, calves, back and trunk, then slow step-downs.",
    SessionKind.SHAKEDOWN: "Wear and carry all that you will race with, for {amount}{pack}. Walk if you "
    "never ran with so much.",
    SessionKind.OTHER_RACE: "Race {name}: {amount}{pack}.",
    SessionKind.TRIP_DAY: "A day of {name}: {amount}{pack}.",
    SessionKind.RACE: "Race day, {name}: {amount}{pack}.",
    SessionKind.RECOVERY: "Move gently for {amount}: a walk, or a jog if it feels good{pack}.",
}
"""The first line of a description: the main thing to do."""

AWAY = "Away{reason}: nothing is planned."
RACE_GOES_ON = "The race goes on today. Rest as soon as you are over the line."
RACE_GOES_ON_NAME = "Race goes on"
"""What rest days say that are no ordinary ones."""

CARRIED = {Carrier.NONE: "", Carrier.VEST: ", with {mass} in a vest", Carrier.PACK: ", with a pack of {mass}"}

EFFORTS = {
    Intensity.REST: "rest",
    Intensity.EASY: "easy, whole sentences come without effort",
    Intensity.MODERATE: "moderate, short sentences are possible",
    Intensity.HARD: "hard, single words only",
}

RACE_EFFORT = "over the whole day, so begin well below it"

HARD_PART = {SessionKind.HILL_RUN: " on the climbs", SessionKind.TEMPO_RUN: " in the middle"}
"""Where in a session its effort belongs; elsewhere it holds from start to end."""

PURPOSES = {
    SessionKind.REST: "the work of the days before only turns into fitness while you rest",
    SessionKind.EASY_RUN: "easy minutes build endurance and spare your legs for the key days",
    SessionKind.LONG_RUN: "hours at an easy effort prepare you for the length of {race}",
    SessionKind.HILL_RUN: "climbing makes legs ready for the {ascent} of ascent on race day",
    SessionKind.TEMPO_RUN: "a firm effort, always without a pack, makes the easy pace feel easier",
    SessionKind.PACK_RUN: "back, shoulders and legs get used to carrying, for {race_pack}",
    SessionKind.PACK_WALK: "walking lets you carry what would be too much to run with, for {race_pack}",
    SessionKind.HIKE: "hours on your feet cost little and harden feet and legs",
    SessionKind.BACKPACKING_DAY: "a day out with a pack rehearses pacing, feet, food and kit at once",
    SessionKind.STRENGTH: "strong hips, calves and trunk keep you upright when you are tired or loaded",
    SessionKind.SHAKEDOWN: "whatever rubs or bounces shows now, while there is still time to change it",
    SessionKind.OTHER_RACE: "this race is practice for {race}",
    SessionKind.TRIP_DAY: "the trip is training too, and the days around it make room for it",
    SessionKind.RACE: "this is the day the whole plan leads to",
    SessionKind.RECOVERY: "blood flow without strain helps muscles and tendons to mend after the race",
}
"""Why a session of this kind stands in a plan; begins in lower case, ends without a point."""

REST_PURPOSES = {
    WeekKind.TAPER: "tiredness goes while you rest, and the fitness stays for race day",
    WeekKind.RECOVERY: "what the race wore down is built up again while you rest",
}
"""Why to rest in weeks in which fitness is not what the rest is for."""
AWAY_PURPOSE = "you cannot train now, and none of it is caught up later"
RACE_GOES_ON_PURPOSE = "the race is longer than a day"

WEEK_REASONS = {
    WeekKind.DELOAD: "less than usual, because this week lets the last ones sink in",
    WeekKind.TAPER: "less than before, so that you start fresh",
    WeekKind.BRIDGE: "nothing grows in these days before the taper",
    WeekKind.RETURN: "kept short while you find your way back after time off",
    WeekKind.PARTIAL: "kept light until the first full week",
    WeekKind.RECOVERY: "less than usual, because the race still sits in your legs",
}
"""What the week adds to the reason; load weeks add nothing."""

SPEAK_FOR_THEMSELVES = frozenset(
    {
        SessionKind.REST,
        SessionKind.STRENGTH,
        SessionKind.SHAKEDOWN,
        SessionKind.OTHER_RACE,
        SessionKind.TRIP_DAY,
        SessionKind.RACE,
        SessionKind.RECOVERY,
    }
)
"""Kinds to which the week adds no reason."""

_RUN_OR_REST = RUNS | {SessionKind.REST}

RULE_REASONS = {
    "R-63": (frozenset({SessionKind.PACK_RUN}), "the pack is heavier than before, so the run is shorter"),
    "R-72": (_RUN_OR_REST, "the loaded day next to it needs your legs fresh"),
    "R-55": (RUNS, "a race close by keeps it small"),
    "R-46": (RUNS, "two long days in a row teach you to move on tired legs"),
    "R-47": (RUNS, "the way down prepares your thighs for the descents"),
    "R-91": (RUNS, "some of it in the heat, if you can, because the race will be hot"),
}
"""Rules that say more about a session of these kinds than its kind does; the first that applies is told."""

LEFT_OUT = "It counts instead of what stands here; this plan does not train around it."
"""Of a race or trip that the athlete file holds and the plan does not."""

LIGHT_VEST = "a fitted vest without a belt is enough"
FITS = {
    Carrier.NONE: "carried as it is",
    Carrier.VEST: "the vest closed so that nothing shifts",
    Carrier.PACK: "chest strap and hip belt closed",
}
"""How a load of R-70 is worn, by what it is carried in."""
