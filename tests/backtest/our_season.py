"""Our plan for the runner of a published plan: same start, same race, same number of weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan, WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session, SessionKind
from periodise.planner.build import build_plan, filled_season, season_of
from periodise.planner.feasibility import closed_gates
from tests.backtest.published import Published, Weeks

START = date(2027, 1, 4)
"""A Monday."""
ACCEPTED = ("R-85c", "R-85d", "R-85e", "R-85f")
NOT_ON_FOOT = (SessionKind.REST, SessionKind.STRENGTH, SessionKind.RACE)
BODY_MASS_KG = 70
ROOM_MIN = {"tuesday": 120, "wednesday": 120, "thursday": 120, "friday": 120, "saturday": 600, "sunday": 360}
"""More than any of the plans asks for: time is not what limits ours."""


def race_day(plan: Published) -> date:
    """The Saturday of the last week."""
    return START + timedelta(weeks=len(plan.weeks.total)) - timedelta(2)


def inputs_of(plan: Published) -> Inputs:
    """The athlete file that stands for the plan's runner: flat roads, as no plan states a climb."""
    return Inputs.model_validate(
        {
            "athlete": {
                "name": "A runner",
                "body_mass_kg": plan.assumed.get("body_mass_kg", BODY_MASS_KG),
                "level": plan.assumed["level"],
                "easy_pace_s_per_km": plan.assumed["easy_pace_s_per_km"],
            },
            "history": {
                "weekly_distance_km": _first_week_km(plan),
                "weekly_ascent_m": 0,
                "runs_per_week": plan.assumed["runs_per_week"],
                "weeks_consistent": 26,
                "longest_run_km": plan.assumed["longest_run_km"],
                "longest_event_km": plan.assumed["longest_event_km"],
            },
            "race": _race(plan),
            "week": {
                "timezone": "Europe/London",
                **{day: {"available_min": room} for day, room in ROOM_MIN.items()},
            },
            "plan": {"start": START},
        }
    )


def _first_week_km(plan: Published) -> float:
    """The first week that is known, hours as running at the easy pace."""
    first = next(total for total in plan.weeks.total if total)
    if plan.unit == "km":
        return first
    return round(first * 3600 / float(plan.assumed["easy_pace_s_per_km"]), 1)


def _race(plan: Published) -> dict[str, Any]:
    ascent, days = plan.assumed.get("ascent_m", 0), plan.assumed.get("stages", 0)
    stage = {"distance_km": plan.race_km / days, "ascent_m": ascent / days} if days else {}
    return {
        "name": plan.name,
        "date": race_day(plan),
        "kind": "fastpack" if days else "ultra",
        "distance_km": plan.race_km,
        "ascent_m": ascent,
        "terrain": "moderate" if days else "road",
        "pack_mass_kg": plan.assumed.get("pack_mass_kg", 0),
        "stages": [stage] * days,
    }


def our_weeks(plan: Published, rulebook: Rulebook) -> Weeks:
    """Our plan in the published plan's unit, week by week, whatever a gate says to it."""
    inputs = inputs_of(plan)
    made = build_plan(inputs, as_of=START, rulebook=rulebook, accepted=ACCEPTED, search=False)
    return weeks_of(made, plan)


def gates_closed(plan: Published, rulebook: Rulebook) -> tuple[str, ...]:
    """Rules by which `plan` refuses this goal until the runner accepts the risk."""
    season = season_of(inputs_of(plan), as_of=START, rulebook=rulebook)
    return tuple(gate.gate for gate in closed_gates(season, filled_season(season)[1]))


def weeks_of(made: Plan, plan: Published) -> Weeks:
    mondays = [START + timedelta(weeks=number) for number in range(len(plan.weeks.total))]
    held = [_sessions(made, monday) for monday in mondays]
    deloads = [week.start for week in made.weeks if week.kind is WeekKind.DELOAD]
    return Weeks(
        total=tuple(round(sum(_size(one, plan.unit) for one in week), 1) for week in held),
        longest=tuple(max((_size(one, plan.unit) for one in _on_foot(week)), default=0.0) for week in held),
        easy=frozenset(mondays.index(monday) + 1 for monday in deloads),
        taper_count=sum(week.kind is WeekKind.TAPER for week in made.weeks),
    )


def _sessions(made: Plan, monday: date) -> list[Session]:
    """What a week holds, the race left out."""
    sunday = monday + timedelta(6)
    return [
        session
        for day in made.days
        if monday <= day.date <= sunday
        for session in day.sessions
        if session.kind is not SessionKind.RACE
    ]


def _on_foot(sessions: Sequence[Session]) -> list[Session]:
    return [session for session in sessions if session.kind not in NOT_ON_FOOT]


def _size(session: Session, unit: str) -> float:
    """Kilometres on foot, or hours of everything: a plan in hours counts strength as well."""
    if unit == "h":
        return session.duration_min / 60
    return session.distance_km
