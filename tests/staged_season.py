"""Short plans made by hand around a race in stages, and around a race, a trip and heat before a race.

Like `small_season`, they are no good plans: each day stands there for its words.
"""

from datetime import date, timedelta
from uuid import UUID

from periodise.domain.inputs import Inputs
from periodise.domain.plan import PhaseKind, Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import Carrier, Day, Intensity, Session, SessionKind

PLAN_ID = UUID("5a2f8f7e-9d1b-4c53-8e0f-2f6b7c1d9e02")
START = date(2027, 4, 5)
FIRST_STAGE = date(2027, 4, 15)
REST = Session(kind=SessionKind.REST, intensity=Intensity.REST, rules=("R-48",))
STAGES = ((32.0, 300.0, 9.0, 298), (80.5, 700.0, 8.3, 790), (21.0, 100.0, 7.6, 182))
"""Distance, ascent, pack and expected minutes of each."""

ATHLETE_FILE = {
    "athlete": {"name": "Sam Example", "body_mass": "75 kg"},
    "history": {
        "weekly_distance": "55 km",
        "runs_per_week": 5,
        "weeks_consistent": 30,
        "longest_run": "28 km",
    },
    "week": {"timezone": "Europe/London"},
    "plan": {"id": str(PLAN_ID), "start": START},
}
IN_STAGES = {
    "name": "Sands",
    "date": FIRST_STAGE,
    "start": "07:00",
    "timezone": "Africa/Casablanca",
    "kind": "stage-race",
    "distance": "133.5 km",
    "ascent": "1100 m",
    "cutoff": "40 h",
    "pack_mass": "9 kg",
    "stage": [
        {"distance": f"{km} km", "ascent": f"{up} m", "pack_mass": f"{kg} kg"} for km, up, kg, _ in STAGES
    ],
}
IN_ONE_GO = {
    "name": "Example 100",
    "date": date(2027, 5, 1),
    "kind": "ultra",
    "distance": "100 km",
    "ascent": "3000 m",
    "pack_mass": "5 kg",
    "hot": True,
    "altitude": "3400 m",
}
ON_THE_WAY = {
    "other_race": [
        {"name": "Spring 50", "date": date(2027, 4, 8), "distance": "50 km", "priority": "B"},
        {"name": "Short 10", "date": date(2027, 4, 24), "distance": "10 km", "priority": "C"},
    ],
    "trip": [
        {
            "name": "Cairngorm round",
            "start": date(2027, 4, 15),
            "end": date(2027, 4, 17),
            "distance_per_day": "24 km",
            "ascent_per_day": "1000 m",
            "pack_mass": "11 kg",
        }
    ],
}


def stage(number: int, **changes: object) -> Session:
    km, up, kg, minutes = STAGES[number]
    return Session(
        kind=SessionKind.RACE,
        start="07:00",
        duration_min=minutes,
        distance_km=km,
        ascent_m=up,
        descent_m=up,
        carrier=Carrier.PACK,
        pack_mass_kg=kg,
        intensity=Intensity.HARD,
        rpe=8,
        load_efm=minutes,
        demanding=True,
        heavy=True,
        rules=("R-28", "R-33"),
    ).model_copy(update=changes)


RACED = Session(
    kind=SessionKind.OTHER_RACE,
    duration_min=440,
    distance_km=50,
    intensity=Intensity.HARD,
    rpe=8,
    load_efm=440,
    demanding=True,
    rules=("R-28", "R-55"),
)
RUN_EASILY = Session(
    kind=SessionKind.OTHER_RACE, duration_min=50, distance_km=8, rpe=3, load_efm=50, rules=("R-28", "R-55")
)
TRIP_DAY = Session(
    kind=SessionKind.TRIP_DAY,
    duration_min=323,
    distance_km=24,
    ascent_m=1000,
    descent_m=1000,
    carrier=Carrier.PACK,
    pack_mass_kg=11,
    rpe=3,
    load_efm=202,
    demanding=True,
    heavy=True,
    rules=("R-28", "R-72", "R-73"),
)
WARM = Session(
    kind=SessionKind.EASY_RUN, duration_min=105, distance_km=17, rpe=3, load_efm=105, rules=("R-76", "R-91")
)
FIRST_LONG = Session(
    kind=SessionKind.LONG_RUN, duration_min=200, distance_km=30, rpe=3, load_efm=200, rules=("R-46",)
)
SECOND_LONG = Session(
    kind=SessionKind.LONG_RUN, duration_min=120, distance_km=18, rpe=3, load_efm=120, rules=("R-46",)
)
RACE = Session(
    kind=SessionKind.RACE,
    duration_min=1020,
    distance_km=100,
    ascent_m=3000,
    carrier=Carrier.PACK,
    pack_mass_kg=5,
    intensity=Intensity.HARD,
    rpe=8,
    load_efm=1020,
    rules=("R-28", "R-33"),
)


def _days(first: date, last: date, held: dict[date, Session]) -> tuple[Day, ...]:
    dates = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    return tuple(Day(date=day, uid=f"uid-{day}", sessions=(held.get(day, REST),)) for day in dates)


def _weeks(days: tuple[Day, ...]) -> tuple[Week, ...]:
    sevens = [days[index : index + 7] for index in range(0, len(days), 7)]
    return tuple(
        Week(
            start=seven[0].date,
            end=seven[-1].date + timedelta(1),
            kind=WeekKind.LOAD,
            weeks_to_race=0,
            phase=PhaseKind.BUILD,
            load_efm=sum(day.load_efm for day in seven),
        )
        for seven in sevens
    )


def _record(inputs: Inputs, days: tuple[Day, ...], predicted_time_min: float) -> PlanRecord:
    plan = Plan(phases=(), weeks=_weeks(days), days=days, predicted_time_min=predicted_time_min)
    return PlanRecord(
        plan_id=PLAN_ID,
        as_of=START,
        rulebook_version="1",
        inputs=inputs,
        inputs_sha256="0" * 64,
        plan=plan,
    )


def staged(kind: str = "stage-race", **tables: object) -> PlanRecord:
    """Ten days of rest, and a race in three stages."""
    inputs = Inputs.model_validate({**ATHLETE_FILE, "race": {**IN_STAGES, "kind": kind}, **tables})
    held = {FIRST_STAGE + timedelta(number): stage(number) for number in range(len(STAGES))}
    days = _days(START, FIRST_STAGE + timedelta(5), held)
    return _record(inputs, days, sum(minutes for *_, minutes in STAGES))


def on_the_way() -> PlanRecord:
    """A race that is raced, a trip, one that is run as training, two long days, heat, and the race."""
    inputs = Inputs.model_validate({**ATHLETE_FILE, "race": IN_ONE_GO, **ON_THE_WAY})
    held = {
        date(2027, 4, 8): RACED,
        date(2027, 4, 15): TRIP_DAY,
        date(2027, 4, 16): TRIP_DAY,
        date(2027, 4, 17): TRIP_DAY,
        date(2027, 4, 20): WARM,
        date(2027, 4, 22): WARM.model_copy(update={"duration_min": 60}),
        date(2027, 4, 24): RUN_EASILY,
        date(2027, 4, 26): FIRST_LONG,
        date(2027, 4, 27): SECOND_LONG,
        date(2027, 5, 1): RACE,
    }
    return _record(inputs, _days(START, date(2027, 5, 2), held), 1020)
