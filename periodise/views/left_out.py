"""What the athlete file tells and the plan does not hold: said aloud, never passed over."""

from datetime import date

from periodise.domain.race import OtherRace, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind


def events_left_out(record: PlanRecord, day: date) -> list[OtherRace | Trip]:
    """Races and trips of the athlete file on `day` that no session of the plan stands for."""
    races = [(race, SessionKind.OTHER_RACE) for race in record.inputs.other_races if race.date == day]
    trips = [(trip, SessionKind.TRIP_DAY) for trip in record.inputs.trips if trip.start <= day <= trip.end]
    events: list[tuple[OtherRace | Trip, SessionKind]] = [*races, *trips]
    if not events:
        return []
    held = {session.kind for each in record.plan.days if each.date == day for session in each.sessions}
    return [event for event, kind in events if kind not in held]


def conditions_left_out(record: PlanRecord) -> list[str]:
    """What is known of the race that changed nothing: no week and no session names its rule."""
    race = record.inputs.race
    told = {"R-91": "the heat" if race.hot else "", "R-92": "the altitude" if race.altitude_m else ""}
    if not any(told.values()):
        return []
    at_work = _rules_at_work(record)
    return [words for rule, words in told.items() if words and rule not in at_work]


def _rules_at_work(record: PlanRecord) -> set[str]:
    """Ids of all rules that a week or a session names."""
    weeks = (rule for week in record.plan.weeks for rule in week.rules)
    sessions = (rule for day in record.plan.days for session in day.sessions for rule in session.rules)
    return {*weeks, *sessions}
