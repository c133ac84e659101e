"""What the events of a plan say: times, title, text, reminder. One event a session, none repeats.

Here stands only what the plan holds. Under which UID an event goes, and how often it was revised, is
the ledger's business.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from math import ceil
from typing import NamedTuple

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Week
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Intensity, Session, SessionKind, SessionStatus
from periodise.views.calendar_times import (
    MIN_PER_DAY,
    Span,
    Timed,
    all_day,
    instant,
    last_day,
    timed,
)
from periodise.views.event_text import is_whole_race, whole_race_title
from periodise.views.plain_text import cleaned_line
from periodise.views.session_text import SEARCH_WORD, description, joined_title, neutral_title, title

CATEGORY = "periodise"
"""On every event: what to filter by to delete the plan."""
EVENING_BEFORE_MIN = 6 * 60
"""A reminder of an all-day event comes so long before its midnight. Never after the start: Outlook
reads only how long, not which way."""


class CalendarEvent(NamedTuple):
    """Everything of an event that an export shows, less its UID and revision."""

    day: date
    slot: int
    span: Span
    title: str
    description: str = ""
    categories: tuple[str, ...] = (CATEGORY,)
    location: str = ""
    busy: bool = False
    reminder_min: int | None = None
    """Minutes before the start; None: no reminder."""
    cancelled: bool = False


def events_of(record: PlanRecord, *, rulebook: Rulebook) -> tuple[CalendarEvent, ...]:
    """The events of a plan by date and slot. Dropped sessions have none; their day becomes a rest day."""
    weeks = _weeks_by_day(record.plan.weeks)
    return tuple(
        _event(session, span, day=day.date, week=weeks.get(day.date), record=record, rulebook=rulebook)
        for day in record.plan.days
        for session, span in _placed(day, record)
    )


def tombstone(*, day: date, slot: int, title: str, private: bool) -> CalendarEvent:
    """An event that says no more than that it is off: whole day, free, no reminder."""
    shown = "Training" if private else cleaned_line(title)
    return CalendarEvent(
        day, slot, all_day(day), f"Cancelled: {shown}", description=SEARCH_WORD, cancelled=True
    )


def _weeks_by_day(weeks: tuple[Week, ...]) -> Mapping[date, Week]:
    spans = ((week, (week.end - week.start).days) for week in weeks)
    return {week.start + timedelta(days=n): week for week, days in spans for n in range(days)}


def _placed(day: Day, record: PlanRecord) -> Iterator[tuple[Session, Span]]:
    """The day's sessions with their times; one without a start of its own follows the one before."""
    free_from: datetime | None = None
    for session in _shown(day, record.inputs):
        zone = _zone_of(session, record.inputs)
        start = _start(session, day=day.date, zone=zone, free_from=free_from, inputs=record.inputs)
        minutes = _minutes(session, record)
        staged = _stage_span(session, day.date, record.inputs)
        yield session, staged or _span(day.date, start, minutes=minutes, zone=zone)
        free_from = None if start is None else start + timedelta(minutes=round(minutes))


def _shown(day: Day, inputs: Inputs) -> list[Session]:
    standing = [session for session in day.sessions if session.status is not SessionStatus.DROPPED]
    trained = [session for session in standing if session.kind is not SessionKind.REST]
    if trained:
        return sorted(trained, key=lambda session: session.slot)
    if not inputs.calendar.rest_days:
        return []
    return standing[:1] or [Session(kind=SessionKind.REST, intensity=Intensity.REST)]


def _zone_of(session: Session, inputs: Inputs) -> str:
    """The race's own zone on race day, else the zone of the athlete's week."""
    home = inputs.week.timezone
    return (inputs.race.timezone or home) if session.kind is SessionKind.RACE else home


def _start(
    session: Session, *, day: date, zone: str, free_from: datetime | None, inputs: Inputs
) -> datetime | None:
    """The instant a session starts; None for an all-day event."""
    if not inputs.calendar.timed or session.kind is SessionKind.REST:
        return None
    clock = session.start or (inputs.race.start if session.kind is SessionKind.RACE else None)
    return instant(day, clock, zone) if clock else free_from


def _minutes(session: Session, record: PlanRecord) -> float:
    """How long a session takes; a race in one go takes its predicted time, stops included."""
    whole_race = session.kind is SessionKind.RACE and not record.inputs.race.stages
    planned = whole_race and session.status is not SessionStatus.DONE
    return (record.plan.predicted_time_min if planned else 0) or session.duration_min


def _stage_span(session: Session, day: date, inputs: Inputs) -> Span | None:
    """A race in stages is longer than a day: all its days for the first stage, its own for each further."""
    if session.kind is not SessionKind.RACE or not inputs.race.stages:
        return None
    whole = is_whole_race(session, inputs=inputs, day=day)
    return all_day(day, days=len(inputs.race.stages) if whole else 1)


def _span(day: date, start: datetime | None, *, minutes: float, zone: str) -> Span:
    """Timed when it has a start and lasts less than a day, else all the days it touches."""
    if minutes < MIN_PER_DAY:
        return all_day(day) if start is None or minutes <= 0 else timed(start, minutes=minutes, tzid=zone)
    if start is None:
        return all_day(day, days=ceil(minutes / MIN_PER_DAY))
    return all_day(day, days=(last_day(start, minutes=minutes, tzid=zone) - day).days + 1)


def _event(
    session: Session, span: Span, *, day: date, week: Week | None, record: PlanRecord, rulebook: Rulebook
) -> CalendarEvent:
    inputs = record.inputs
    private, is_timed = inputs.calendar.private, isinstance(span, Timed)
    return CalendarEvent(
        day=day,
        slot=session.slot,
        span=span,
        title=event_title(session, inputs=inputs, day=day),
        description=description(session, day=day, week=week, record=record, rulebook=rulebook),
        categories=(CATEGORY, "training" if private else str(session.kind)),
        location=_location(session, inputs),
        busy=inputs.calendar.busy and is_timed,
        reminder_min=_reminder_min(session, inputs, is_timed=is_timed),
    )


def event_title(session: Session, *, inputs: Inputs, day: date) -> str:
    """The whole race for the first of its stages, whose event takes all its days; else the session's own."""
    if inputs.calendar.private:
        return neutral_title(session)
    if is_whole_race(session, inputs=inputs, day=day) and not session.title:
        return joined_title(whole_race_title(inputs), cleaned_line(inputs.race.name), "")
    return title(session, inputs=inputs, day=day)


def _location(session: Session, inputs: Inputs) -> str:
    """The race's name on race day, which is where to be."""
    shown = session.kind is SessionKind.RACE and not inputs.calendar.private
    return cleaned_line(inputs.race.name) if shown else ""


def _reminder_min(session: Session, inputs: Inputs, *, is_timed: bool) -> int | None:
    asked_min = inputs.calendar.reminder_min
    if asked_min is None or session.kind is SessionKind.REST:
        return None
    return round(asked_min) if is_timed else EVENING_BEFORE_MIN
