"""What the athlete file tells and the plan does not hold: said aloud, never passed over."""

from datetime import date

from periodise.domain.inputs import Inputs
from periodise.domain.race import OtherRace, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind
from periodise.views.plain_text import cleaned_line
from periodise.views.wording import day_text

NOT_YET = "This plan is made as if it were not there."


def events_left_out(record: PlanRecord, day: date) -> list[OtherRace | Trip]:
    """Races and trips of the athlete file on `day` that no session of the plan stands for."""
    events = _events_on(record.inputs, day)
    if not events:
        return []
    held = {session.kind for each in record.plan.days if each.date == day for session in each.sessions}
    return [event for event, kind in events if kind not in held]


def _events_on(inputs: Inputs, day: date) -> list[tuple[OtherRace | Trip, SessionKind]]:
    races = [(race, SessionKind.OTHER_RACE) for race in inputs.other_races if race.date == day]
    trips = [(trip, SessionKind.TRIP_DAY) for trip in inputs.trips if trip.start <= day <= trip.end]
    return [*races, *trips]


def left_out(record: PlanRecord) -> list[str]:
    """Everything the athlete file tells that changed nothing, each in a few words."""
    inputs, rules = record.inputs, _rules_at_work(record)
    begun = [(race.date, race.name) for race in inputs.other_races]
    begun += [(trip.start, trip.name) for trip in inputs.trips]
    events = [
        f"{cleaned_line(name)} on {day_text(day)}"
        for day, name in sorted(begun)
        if name in [event.name for event in events_left_out(record, day)]
    ]
    heat = ["the heat (race.hot)"] if inputs.race.hot and "R-91" not in rules else []
    altitude = ["the altitude"] if inputs.race.altitude_m is not None and "R-92" not in rules else []
    return [*events, *heat, *altitude]


def _rules_at_work(record: PlanRecord) -> set[str]:
    """Ids of all rules that a week or a session names."""
    weeks = (rule for week in record.plan.weeks for rule in week.rules)
    sessions = (rule for day in record.plan.days for session in day.sessions for rule in session.rules)
    return {*weeks, *sessions}
