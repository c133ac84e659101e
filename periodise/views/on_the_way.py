"""The races and trips that a plan holds before its goal, a line each."""

from datetime import date
from itertools import groupby

from periodise.domain.inputs import Units
from periodise.domain.measures import distance, duration, mass
from periodise.domain.race import OtherRace, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind, is_trained_through
from periodise.views.event_text import race_on, trip_on
from periodise.views.plain_text import cleaned_line
from periodise.views.season import Dated, sessions_of
from periodise.views.wording import counted, weekday_text


def on_the_way(record: PlanRecord) -> list[str]:
    """Name, day, size and what it is in this plan: raced, run as training, or a trip."""
    inputs = record.inputs
    held = [(each, _event(each, record)) for each in sessions_of(record.plan)]
    told = [(each, event) for each, event in held if event is not None]
    lines = []
    for _, days in groupby(told, key=lambda pair: (pair[1].name, _first_day(pair[1]))):
        first, *further = list(days)
        lines.append(_line(first[0], first[1], count=1 + len(further), units=inputs.plan.units))
    return lines


def _event(each: Dated, record: PlanRecord) -> OtherRace | Trip | None:
    if each.session.kind is SessionKind.OTHER_RACE:
        return race_on(each.date, record.inputs)
    return trip_on(each.date, record.inputs) if each.session.kind is SessionKind.TRIP_DAY else None


def _first_day(event: OtherRace | Trip) -> date:
    return event.date if isinstance(event, OtherRace) else event.start


def _line(each: Dated, event: OtherRace | Trip, *, count: int, units: Units) -> str:
    name, day, session = cleaned_line(event.name), weekday_text(each.date), each.session
    if isinstance(event, OtherRace):
        return f"{day}: {name}, {_size(each, event, units)}"
    days = f"{counted(count, 'day')} of {distance(session.distance_km, units=units)}"
    carried = f" with {mass(session.pack_mass_kg, units=units)}" if session.pack_mass_kg > 0 else ""
    return f"{day}: {name}, {days}{carried}"


def _size(each: Dated, race: OtherRace, units: Units) -> str:
    """A race's distance and time; one that is run as training may end before it does."""
    far, time = distance(race.distance_km, units=units), duration(each.session.duration_min)
    if not is_trained_through(each.session):
        return f"{far}, raced, about {time}"
    run = distance(each.session.distance_km, units=units)
    part = f"{run} of it" if each.session.distance_km < race.distance_km else "run"
    return f"{far}, {part} as training, about {time}"
