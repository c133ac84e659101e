"""What stands out in a season: its hardest week, its longest run, the steps of its pack."""

from datetime import date
from typing import NamedTuple

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import PACK_KINDS, RUNS, Session, SessionKind

_WALKS = frozenset({SessionKind.HIKE, SessionKind.PACK_WALK, SessionKind.BACKPACKING_DAY})


class Dated(NamedTuple):
    """A session and its day."""

    date: date
    session: Session


class Rung(NamedTuple):
    """A step of the pack ladder: the first day a mass was carried that is heavier than any before."""

    date: date
    pack_mass_kg: float
    kind: SessionKind


def sessions_of(plan: Plan) -> list[Dated]:
    """Every session with its date, in order."""
    return [Dated(day.date, session) for day in plan.days for session in day.sessions]


def week_of(plan: Plan, day: date) -> Week | None:
    """The week that holds `day`."""
    return next((week for week in plan.weeks if week.start <= day < week.end), None)


def peak_week(plan: Plan) -> Week | None:
    """The load week with the most load; the first of equals."""
    load_weeks = [week for week in plan.weeks if week.kind is WeekKind.LOAD]
    return max(load_weeks, key=lambda week: week.load_efm, default=None)


def longest_run(plan: Plan) -> Dated | None:
    """The run that lasts longest, races left out; the first of equals."""
    runs = [each for each in sessions_of(plan) if each.session.kind in RUNS]
    return max(runs, key=lambda run: run.session.duration_min, default=None)


def longest_walk(plan: Plan) -> Dated | None:
    """The training walk that lasts longest, with a pack or without; the first of equals."""
    walks = [each for each in sessions_of(plan) if each.session.kind in _WALKS]
    return max(walks, key=lambda walk: walk.session.duration_min, default=None)


def pack_ladder(plan: Plan) -> list[Rung]:
    """The days on which the training pack grew heavier than it had been in this plan."""
    rungs: list[Rung] = []
    for day, session in sessions_of(plan):
        if session.kind in PACK_KINDS and session.pack_mass_kg > (rungs[-1].pack_mass_kg if rungs else 0):
            rungs.append(Rung(day, session.pack_mass_kg, session.kind))
    return rungs


def race_stages(plan: Plan, inputs: Inputs) -> list[Dated]:
    """The goal race's stages as the plan holds them; none for a race in one go."""
    if not inputs.race.stages:
        return []
    return [each for each in sessions_of(plan) if each.session.kind is SessionKind.RACE]


def race_pack_mass_kg(record: PlanRecord) -> float:
    """Mass carried at the start of the race; from the race day where the athlete file says "from kit"."""
    stated = record.inputs.race.pack_mass_kg
    if not isinstance(stated, str):
        return stated
    races = [each.session for each in sessions_of(record.plan) if each.session.kind is SessionKind.RACE]
    return max((race.pack_mass_kg for race in races), default=0.0)
