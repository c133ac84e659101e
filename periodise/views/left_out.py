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
    """What is known of the race that no session prepares for. Altitude never changes a plan (R-92)."""
    return ["the heat"] if record.inputs.race.hot and "R-91" not in _rules_at_work(record) else []


def _rules_at_work(record: PlanRecord) -> set[str]:
    """Ids of all rules that a session names."""
    return {rule for day in record.plan.days for session in day.sessions for rule in session.rules}
