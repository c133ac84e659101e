"""When sessions begin and end: zones, changes of the clocks, midnight, races longer than a day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from periodise.domain.session import Session, SessionKind
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_events import CalendarEvent, events_of
from periodise.views.calendar_times import AllDay, Timed, instant, timed
from tests.calendar.sample_plan import RACE_DAY, REST, START, record_of, session, with_day


def events_on(
    day: date, *sessions: Session, changes: dict[str, Any] | None = None, **more: Any
) -> list[CalendarEvent]:
    """The events of one day that holds `sessions`."""
    record = with_day(record_of(changes, **more), day, *sessions)
    return [event for event in events_of(record, rulebook=load_rulebook()) if event.day == day]


def at(wall: str) -> datetime:
    """A wall-clock time without a zone."""
    return datetime.fromisoformat(wall)


def run_at(start: str | None, minutes: float, **changes: Any) -> Session:
    return session(SessionKind.EASY_RUN, minutes=minutes, start=start, **changes)


def test_a_session_starts_at_the_time_that_was_typed() -> None:
    (event,) = events_on(START, run_at("06:30", 50))
    assert event.span == Timed(at("2026-12-07 06:30"), at("2026-12-07 07:20"), "Europe/London")


def test_a_session_in_the_hour_that_is_skipped_is_shown_an_hour_later() -> None:
    (event,) = events_on(date(2027, 3, 28), run_at("01:30", 50))
    assert event.span == Timed(at("2027-03-28 02:30"), at("2027-03-28 03:20"), "Europe/London")


def test_a_session_in_the_hour_that_comes_twice_is_in_the_first() -> None:
    start = instant(date(2026, 10, 25), "02:30", "Europe/Berlin")
    assert start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    span = timed(start, minutes=30, tzid="Europe/Berlin")
    assert (span.start, span.end) == (start, start + timedelta(minutes=30)), "in UTC, which comes once"


@pytest.mark.parametrize(
    ("day", "end"), [(date(2027, 3, 28), "06:00"), (date(2026, 10, 25), "04:00"), (date(2027, 1, 3), "05:00")]
)
def test_four_hours_across_a_change_of_the_clocks_are_four_hours(day: date, end: str) -> None:
    span = timed(instant(day, "01:00", "Europe/Berlin"), minutes=240, tzid="Europe/Berlin")
    assert f"{span.end:%H:%M}" == end
    assert span.needs_zone


def test_a_session_after_midnight_that_does_not_exist_starts_when_the_day_does() -> None:
    span = timed(instant(date(2026, 4, 24), "00:30", "Africa/Cairo"), minutes=60, tzid="Africa/Cairo")
    assert span.start == at("2026-04-24 01:30")


def test_a_session_may_end_after_midnight() -> None:
    (event,) = events_on(START, run_at("23:00", 120))
    assert event.span.end == at("2026-12-08 01:00")


def test_a_second_session_follows_the_first() -> None:
    first, second = events_on(START, run_at("06:30", 50), session(SessionKind.STRENGTH, minutes=20, slot=2))
    assert second.span.start == first.span.end == at("2026-12-07 07:20")


def test_a_second_session_with_a_start_of_its_own_keeps_it() -> None:
    evening = session(SessionKind.STRENGTH, minutes=20, slot=2, start="18:00")
    assert events_on(START, run_at("06:30", 50), evening)[1].span.start == at("2026-12-07 18:00")


def test_a_session_without_a_start_or_without_minutes_takes_the_day() -> None:
    for kept in (run_at(None, 50), run_at("06:30", 0)):
        assert events_on(START, kept)[0].span == AllDay(START, date(2026, 12, 8))


def test_without_timed_events_every_session_takes_its_day() -> None:
    record = record_of({"calendar": {"timed": False}})
    events = events_of(record, rulebook=load_rulebook())
    assert all(event.span == AllDay(event.day, event.day + timedelta(days=1)) for event in events)


def test_the_race_starts_by_its_own_clock_and_lasts_as_long_as_predicted() -> None:
    race = session(SessionKind.RACE, minutes=800)
    (event,) = events_on(RACE_DAY, race, predicted_time_min=840)
    assert event.span == Timed(at("2027-05-22 06:00"), at("2027-05-22 20:00"), "Europe/Paris")
    assert event.location == "Example 100"


@pytest.mark.parametrize(
    ("start", "minutes", "last"),
    [("06:00", 30 * 60, 1), ("18:00", 31 * 60, 2), (None, 30 * 60, 1), (None, 24 * 60, 0), (None, 60, 0)],
)
def test_a_race_longer_than_a_day_takes_all_its_days(start: str | None, minutes: float, last: int) -> None:
    race = session(SessionKind.RACE, minutes=minutes)
    (event,) = events_on(RACE_DAY, race, changes={"race": {"start": start}}, predicted_time_min=minutes)
    assert event.span == AllDay(RACE_DAY, RACE_DAY + timedelta(days=last + 1))


def test_a_dropped_session_leaves_a_rest_day() -> None:
    (event,) = events_on(START, run_at("06:30", 50, status="dropped"))
    assert (event.slot, event.title) == (1, "Rest")


def test_rest_days_are_left_out_on_request() -> None:
    assert events_on(START, REST, changes={"calendar": {"rest_days": False}}) == []
    assert len(events_on(START, REST)) == 1


def test_every_session_of_a_plan_is_an_event_once() -> None:
    record = record_of()
    events = events_of(record, rulebook=load_rulebook())
    planned = [(day.date, each.slot) for day in record.plan.days for each in day.sessions]
    assert [(event.day, event.slot) for event in events] == planned
