"""Races in stages, trips and races on the way as events: which days they take, and under which UID."""

from datetime import date, timedelta

from periodise.render.ics import render_calendar
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_entries import calendar_view
from periodise.views.calendar_events import CalendarEvent, events_of
from periodise.views.calendar_ledger import event_uid
from periodise.views.calendar_times import AllDay
from tests.staged_season import FIRST_STAGE, PLAN_ID, on_the_way, staged

RULEBOOK = load_rulebook()


def events_from(day: date, *, count: int) -> list[CalendarEvent]:
    record = staged()
    return [e for e in events_of(record, rulebook=RULEBOOK) if 0 <= (e.day - day).days < count]


def test_the_first_stage_takes_all_days_of_the_race_and_each_further_one_its_own() -> None:
    first, second, third = events_from(FIRST_STAGE, count=3)
    assert first.span == AllDay(FIRST_STAGE, FIRST_STAGE + timedelta(3))
    assert second.span == AllDay(FIRST_STAGE + timedelta(1), FIRST_STAGE + timedelta(2))
    assert third.span == AllDay(FIRST_STAGE + timedelta(2), FIRST_STAGE + timedelta(3))
    assert [e.title for e in (first, second)] == ["Race 134 km · Sands", "Stage 81 km · 2/3 · 8.3 kg"]
    assert {e.location for e in (first, second, third)} == {"Sands"}


def test_a_stage_goes_under_the_uid_of_its_day_and_slot() -> None:
    view = calendar_view(staged(), rulebook=RULEBOOK)
    uids = {entry.event.day: entry.uid for entry in view.entries}
    for number in range(3):
        day = FIRST_STAGE + timedelta(number)
        assert uids[day] == event_uid(PLAN_ID, day, 1)


def test_a_private_race_in_stages_is_race_day_on_each_day_and_has_no_name() -> None:
    record = staged(calendar={"private": True})
    events = [e for e in events_of(record, rulebook=RULEBOOK) if e.day >= FIRST_STAGE][:3]
    assert {e.title for e in events} == {"Race day"}
    assert {e.location for e in events} == {""}


def test_a_route_of_one_day_is_an_event_of_one_day() -> None:
    record = staged()
    race = record.inputs.race.model_copy(update={"stages": record.inputs.race.stages[:1]})
    inputs = record.inputs.model_copy(update={"race": race})
    (event,) = [
        e
        for e in events_of(record.model_copy(update={"inputs": inputs}), rulebook=RULEBOOK)
        if e.day == FIRST_STAGE
    ]
    assert event.span == AllDay(FIRST_STAGE, FIRST_STAGE + timedelta(1))


def test_each_day_of_a_trip_is_an_all_day_event_of_its_own() -> None:
    trip = [e for e in events_of(on_the_way(), rulebook=RULEBOOK) if "Trip day" in e.title]
    assert [e.span for e in trip] == [AllDay(e.day, e.day + timedelta(1)) for e in trip]
    assert len(trip) == 3


def test_no_line_of_a_race_in_stages_is_longer_than_a_calendar_takes() -> None:
    content = render_calendar(calendar_view(staged(), rulebook=RULEBOOK))
    assert max(map(len, content.split(b"\r\n"))) <= 75
