"""A plan of three weeks made by hand, for tests of everything that comes after planning.

It is not a good plan, and is not meant to be: the long run grows by half from one week to the next.
"""

from datetime import date, timedelta
from uuid import UUID

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Phase, PhaseKind, Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import Carrier, Day, Intensity, Session, SessionKind
from periodise.domain.training_log import LogEntry, LogKind, MissReason

START = date(2027, 3, 1)
RACE_DAY = date(2027, 3, 20)
PLAN_ID = UUID("5a2f8f7e-9d1b-4c53-8e0f-2f6b7c1d9e01")
REST = Session(kind=SessionKind.REST, intensity=Intensity.REST, rules=("R-48",))

INPUTS = Inputs.model_validate(
    {
        "athlete": {"name": "Zoë Example", "body_mass_kg": 71.23, "level": "intermediate"},
        "history": {
            "weekly_distance_km": 40,
            "runs_per_week": 4,
            "weeks_consistent": 20,
            "longest_run_km": 20,
            "pack_mass_kg": 3.5,
        },
        "race": {
            "name": "Example 30",
            "date": RACE_DAY,
            "start": "07:00",
            "kind": "ultra",
            "distance_km": 30,
            "ascent_m": 800,
            "cutoff_min": 480,
            "pack_mass_kg": 5,
        },
        "week": {
            "timezone": "Europe/London",
            "tuesday": {"available_min": 60, "start": "06:30"},
            "saturday": {"available_min": 300, "start": "08:00"},
        },
        "plan": {"id": str(PLAN_ID), "start": START},
    }
)


def pack_run(minutes: float, pack_mass_kg: float, *, slot: int = 1) -> Session:
    return Session(
        slot=slot,
        kind=SessionKind.PACK_RUN,
        start="06:30",
        duration_min=minutes,
        distance_km=minutes / 7.5,
        ascent_m=60,
        descent_m=60,
        carrier=Carrier.PACK,
        pack_mass_kg=pack_mass_kg,
        rpe=3,
        load_efm=minutes,
        rules=("R-63", "R-65"),
    )


def long_run(minutes: float) -> Session:
    return Session(
        kind=SessionKind.LONG_RUN,
        start="08:00",
        duration_min=minutes,
        distance_km=minutes / 7.5,
        ascent_m=300,
        descent_m=300,
        rpe=3,
        load_efm=minutes,
        demanding=minutes >= 90,
        rules=("R-40",),
    )


STRENGTH = Session(
    slot=2, kind=SessionKind.STRENGTH, duration_min=20, rpe=5, load_efm=17, intensity=Intensity.MODERATE
)
RACE = Session(
    kind=SessionKind.RACE,
    start="07:00",
    duration_min=270,
    distance_km=30,
    ascent_m=800,
    descent_m=800,
    carrier=Carrier.PACK,
    pack_mass_kg=5,
    intensity=Intensity.HARD,
    rpe=7,
    load_efm=300,
    demanding=True,
    rules=("R-33",),
)
SESSIONS = {
    date(2027, 3, 2): (pack_run(40, 3.5), STRENGTH),
    date(2027, 3, 6): (long_run(120),),
    date(2027, 3, 9): (pack_run(40, 4.5), STRENGTH),
    date(2027, 3, 13): (long_run(180),),
    date(2027, 3, 16): (pack_run(30, 4.5),),
    RACE_DAY: (RACE,),
}


def _week(number: int, kind: WeekKind, phase: PhaseKind) -> Week:
    start = START + timedelta(weeks=number)
    days = [SESSIONS.get(start + timedelta(day), ()) for day in range(7)]
    sessions = [session for day in days for session in day]
    on_foot = [session for session in sessions if session.kind is not SessionKind.STRENGTH]
    return Week(
        start=start,
        end=start + timedelta(weeks=1),
        kind=kind,
        phase=phase,
        weeks_to_race=2 - number,
        load_efm=sum(session.load_efm for session in sessions),
        distance_km=sum(session.distance_km for session in on_foot),
        ascent_m=sum(session.ascent_m for session in on_foot),
        descent_m=sum(session.descent_m for session in on_foot),
        minutes=sum(session.duration_min for session in on_foot),
        longest_min=max(session.duration_min for session in on_foot),
        pack_step_kg=max(session.pack_mass_kg for session in on_foot),
        rules=("R-42",),
    )


PLAN = Plan(
    phases=(
        Phase(kind=PhaseKind.BUILD, start=START, end=START + timedelta(14), rules=("R-30",)),
        Phase(kind=PhaseKind.RACE, start=START + timedelta(14), end=START + timedelta(21)),
    ),
    weeks=(
        _week(0, WeekKind.LOAD, PhaseKind.BUILD),
        _week(1, WeekKind.LOAD, PhaseKind.BUILD),
        _week(2, WeekKind.RACE, PhaseKind.RACE),
    ),
    days=tuple(
        Day(date=day, sessions=SESSIONS.get(day, (REST,)))
        for day in (START + timedelta(number) for number in range(21))
    ),
    predicted_time_min=270,
)
RECORD = PlanRecord(
    plan_id=PLAN_ID,
    as_of=date(2027, 2, 28),
    rulebook_version="test",
    inputs=INPUTS,
    inputs_sha256="0" * 64,
    plan=PLAN,
    log=(LogEntry(date=date(2027, 3, 2), kind=LogKind.MISSED, reason=MissReason.ILLNESS),),
)
"""Not yet told to any calendar."""
