"""A season made by hand, so that a calendar can be judged without a planner."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from periodise.domain.inputs import Inputs
from periodise.domain.plan import PhaseKind, Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import Carrier, Day, Intensity, Session, SessionKind
from periodise.store.rulebook_file import load_rulebook

PLAN_ID = UUID("8f0c1c9e-5b7d-4c1e-9a2f-6d8e0b4c7a15")
START = date(2026, 12, 7)
WEEKS = 24
RACE_DAY = START + timedelta(weeks=WEEKS, days=-2)

ATHLETE_FILE: dict[str, Any] = {
    "athlete": {"name": "Sam Example", "body_mass": "70 kg", "max_heart_rate": 186},
    "history": {
        "weekly_distance": "45 km",
        "runs_per_week": 4,
        "weeks_consistent": 16,
        "longest_run": "22 km",
    },
    "race": {
        "name": "Example 100",
        "date": RACE_DAY,
        "start": "06:00",
        "timezone": "Europe/Paris",
        "kind": "ultra",
        "distance": "100 km",
        "ascent": "5600 m",
        "pack_mass": "6 kg",
    },
    "week": {"timezone": "Europe/London"},
}


def inputs_of(changes: dict[str, Any] | None = None) -> Inputs:
    """The sample athlete file with `changes`, a mapping of tables, laid over it."""
    tables = deepcopy(ATHLETE_FILE)
    for table, values in (changes or {}).items():
        tables[table] = tables.get(table, {}) | values if isinstance(values, dict) else values
    return Inputs.model_validate(tables)


def session(kind: SessionKind, *, minutes: float = 0, **changes: Any) -> Session:
    """A session of `kind`; a rest day's unless it has minutes."""
    effort = {"intensity": Intensity.EASY, "rpe": 3} if minutes else {"intensity": Intensity.REST}
    return Session(kind=kind, duration_min=minutes, **{**effort, **changes})


REST = session(SessionKind.REST)


def pack_run(kg: float = 4, **changes: Any) -> Session:
    """A pack run of 8 km at half past six."""
    values = {"distance_km": 8, "ascent_m": 120, "descent_m": 120, "rules": ("R-63", "R-65"), **changes}
    return session(
        SessionKind.PACK_RUN,
        minutes=62,
        start="06:30",
        carrier=Carrier.PACK,
        pack_mass_kg=kg,
        **values,
    )


def training_week(monday: date, number: int) -> list[tuple[Session, ...]]:
    """Seven days: rest, pack, easy and strength, tempo, rest, long, easy; every third weekend with a pack."""
    easy = session(SessionKind.EASY_RUN, minutes=50, distance_km=7.7, start="06:30")
    strength = session(SessionKind.STRENGTH, minutes=20, slot=2, rpe=5)
    tempo = session(
        SessionKind.TEMPO_RUN,
        minutes=45,
        distance_km=7.4,
        start="06:30",
        intensity=Intensity.MODERATE,
        rpe=6,
    )
    far = 20 + number / 2
    long = session(SessionKind.LONG_RUN, minutes=far * 6.5, distance_km=far, ascent_m=600, start="07:30")
    trek = session(
        SessionKind.BACKPACKING_DAY, minutes=300, distance_km=22, carrier=Carrier.PACK, pack_mass_kg=9
    )
    early = session(SessionKind.EASY_RUN, minutes=90, distance_km=14, start="01:30")
    return [
        (REST,),
        (pack_run(3.5 + number // 6 * 0.5),),
        (easy, strength),
        (tempo,),
        (REST,),
        (trek if number % 3 == 2 else long,),
        (early,),
    ]


def season(start: date = START, weeks: int = WEEKS) -> tuple[Day, ...]:
    """Every day from `start`; the race, and rest after it, in the last week."""
    days = []
    for number in range(weeks):
        monday = start + timedelta(weeks=number)
        for offset, sessions in enumerate(training_week(monday, number)):
            days.append(Day(date=monday + timedelta(days=offset), sessions=sessions))
    race = session(SessionKind.RACE, minutes=840, distance_km=100, ascent_m=5600, rpe=8, pack_mass_kg=6)
    last = [day.with_sessions((race if day.date.weekday() == 5 else REST,)) for day in days[-2:]]
    return (*days[:-2], *last)


def weeks_of(days: tuple[Day, ...]) -> tuple[Week, ...]:
    """Three load weeks, then a deload, and a taper of two."""
    kinds = [WeekKind.DELOAD if number % 4 == 3 else WeekKind.LOAD for number in range(len(days) // 7)]
    kinds[-2:] = [WeekKind.TAPER, WeekKind.TAPER]
    return tuple(
        Week(
            start=days[7 * number].date,
            end=days[7 * number].date + timedelta(days=7),
            kind=kind,
            weeks_to_race=len(kinds) - number - 1,
            phase=PhaseKind.BUILD,
        )
        for number, kind in enumerate(kinds)
    )


def record_of(
    changes: dict[str, Any] | None = None,
    *,
    days: tuple[Day, ...] | None = None,
    predicted_time_min: float = 840,
    **record_changes: Any,
) -> PlanRecord:
    """A plan of record; `changes` are laid over the athlete file, the rest over the record."""
    held = days if days is not None else season()
    plan = Plan(
        phases=(), weeks=weeks_of(held), days=held, predicted_time_min=predicted_time_min, findings=()
    )
    values = {
        "plan_id": PLAN_ID,
        "as_of": date(2026, 11, 30),
        "rulebook_version": "1",
        "inputs": inputs_of(changes),
        "inputs_sha256": "0" * 64,
        "plan": plan,
    }
    return PlanRecord(**{**values, **record_changes})


def with_day(record: PlanRecord, day: date, *sessions: Session) -> PlanRecord:
    """`record` with other sessions on one day."""
    days = tuple(each.with_sessions(sessions) if each.date == day else each for each in record.plan.days)
    return record.model_copy(update={"plan": record.plan.model_copy(update={"days": days})})


def with_days_until(record: PlanRecord, end: date) -> PlanRecord:
    """`record` without its days from `end` on."""
    days = tuple(day for day in record.plan.days if day.date < end)
    return record.model_copy(update={"plan": record.plan.model_copy(update={"days": days})})


def calendar_of(record: PlanRecord, *, update: bool = False, remove: bool = False) -> bytes:
    """The calendar file of `record`."""
    from periodise.render.ics import render_calendar
    from periodise.views.calendar_entries import calendar_view

    return render_calendar(calendar_view(record, rulebook=load_rulebook(), update=update, remove=remove))
