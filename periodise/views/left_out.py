"""What was asked for and the plan does not hold: said aloud, never passed over."""

from datetime import date

from periodise.domain.plan import WeekKind
from periodise.domain.race import OtherRace, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind
from periodise.views.wording import counted, day_text, joined

TRAINING_WEEKS = (WeekKind.LOAD, WeekKind.DELOAD, WeekKind.BRIDGE, WeekKind.RETURN, WeekKind.TAPER)


def events_left_out(record: PlanRecord, day: date) -> list[OtherRace | Trip]:
    """Races and trips of the athlete file on `day` that no session of the plan stands for."""
    races = [(race, SessionKind.OTHER_RACE) for race in record.inputs.other_races if race.date == day]
    trips = [(trip, SessionKind.TRIP_DAY) for trip in record.inputs.trips if trip.start <= day <= trip.end]
    events: list[tuple[OtherRace | Trip, SessionKind]] = [*races, *trips]
    if not events:
        return []
    held = {session.kind for each in record.plan.days if each.date == day for session in each.sessions}
    return [event for event, kind in events if kind not in held]


def sessions_left_out(record: PlanRecord) -> list[str]:
    """Key sessions without a day and weeks without a session: how many, from when, and by which rules."""
    weeks: dict[tuple[SessionKind, tuple[str, ...]], list[date]] = {}
    for week in record.plan.weeks:
        for missing in week.left_out:
            weeks.setdefault((missing.kind, missing.rules), []).append(week.start)
    told = [
        f"{day_text(starts[0])}: no day for the {kind.replace('_', ' ')} in {_weeks(starts)} ({_why(rules)})."
        for (kind, rules), starts in weeks.items()
    ]
    return [*told, *_empty_weeks(record)]


def _weeks(starts: list[date]) -> str:
    return "this week" if len(starts) == 1 else f"{counted(len(starts), 'week')}, the first of them from here"


def _why(rules: tuple[str, ...]) -> str:
    if not rules:
        return "no free day has room for it"
    if rules == ("R-76",):
        return "R-76: other sessions go first"
    return f"{joined(list(rules))} and the days that are free"


def _empty_weeks(record: PlanRecord) -> list[str]:
    """Weeks of training in which nothing could be planned, and none of them for being away."""
    away = {
        day for span in record.inputs.away for day in range(span.start.toordinal(), span.end.toordinal() + 1)
    }
    empty = [
        week.start
        for week in record.plan.weeks
        if week.kind in TRAINING_WEEKS
        and not week.minutes
        and not all(day in away for day in range(week.start.toordinal(), week.end.toordinal()))
    ]
    if not empty:
        return []
    return [f"{day_text(empty[0])}: nothing is planned in {_weeks(empty)} (R-76: no free day has room)."]


def conditions_left_out(record: PlanRecord) -> list[str]:
    """What is known of the race that no session prepares for. Altitude never changes a plan (R-92)."""
    return ["the heat"] if record.inputs.race.hot and "R-91" not in _rules_at_work(record) else []


def _rules_at_work(record: PlanRecord) -> set[str]:
    """Ids of all rules that a session names."""
    return {rule for day in record.plan.days for session in day.sessions for rule in session.rules}
