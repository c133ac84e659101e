"""What calendars were told: a UID never changes its day, and SEQUENCE rises with what is shown."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest

from periodise.domain.inputs import Units
from periodise.domain.record import LedgerEntry, PlanRecord
from periodise.domain.session import SessionKind
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_entries import CalendarEntry, calendar_view
from periodise.views.calendar_ledger import HIGHEST_SEQUENCE, calendar_told, event_uid, with_calendar
from tests.calendar.sample_plan import (
    PLAN_ID,
    REST,
    START,
    calendar_of,
    pack_run,
    record_of,
    session,
    with_day,
    with_days_until,
)

TUESDAY, WEDNESDAY = date(2027, 3, 2), date(2027, 3, 3)
LATER = date(2027, 2, 1)


def saved(record: PlanRecord) -> PlanRecord:
    return with_calendar(record, rulebook=load_rulebook())


def replanned(record: PlanRecord, *, as_of: date = LATER) -> PlanRecord:
    """The next revision of `record`, to be changed and saved."""
    return record.model_copy(update={"as_of": as_of, "revision": record.revision + 1})


def changed_uids(old: PlanRecord, new: PlanRecord) -> set[str]:
    return {uid for uid, entry in new.calendar.items() if entry != old.calendar.get(uid)}


def entry_of(record: PlanRecord, day: date, slot: int = 1, incarnation: int = 1) -> LedgerEntry:
    return record.calendar[event_uid(PLAN_ID, day, slot, incarnation)]


def entries(record: PlanRecord, *, update: bool = False, remove: bool = False) -> dict[str, CalendarEntry]:
    view = calendar_view(record, rulebook=load_rulebook(), update=update, remove=remove)
    return {entry.uid: entry for entry in view.entries}


FIRST = saved(record_of())


def test_a_uid_is_made_of_the_plan_the_day_and_the_slot() -> None:
    assert event_uid(PLAN_ID, date(2027, 3, 2), 1) == str(uuid5(PLAN_ID, "2027-03-02/1"))
    assert event_uid(PLAN_ID, date(2027, 3, 2), 2, 3) == str(uuid5(PLAN_ID, "2027-03-02/2/3"))


def test_two_plans_for_one_race_share_no_uid() -> None:
    other = saved(record_of(plan_id=UUID("3f1c2a9e-5b7d-4c1e-9a2f-6d8e0b4c7a15")))
    assert not set(other.calendar) & set(FIRST.calendar)


def test_a_new_plan_begins_at_sequence_0_on_the_day_it_was_made() -> None:
    assert {entry.sequence for entry in FIRST.calendar.values()} == {0}
    assert {entry.revised for entry in FIRST.calendar.values()} == {datetime(2026, 11, 30, tzinfo=UTC)}


def test_planning_again_without_a_change_changes_nothing() -> None:
    again = saved(replanned(FIRST))
    assert again.calendar == FIRST.calendar
    assert calendar_of(again) == calendar_of(FIRST)
    assert again.plan == FIRST.plan


def test_a_changed_session_is_one_revision_up_and_nothing_else_is() -> None:
    heavier = saved(with_day(replanned(FIRST), TUESDAY, pack_run(5.5)))
    assert changed_uids(FIRST, heavier) == {event_uid(PLAN_ID, TUESDAY, 1)}
    assert entry_of(heavier, TUESDAY).sequence == 1
    assert entry_of(heavier, TUESDAY).revised == datetime(2027, 2, 1, tzinfo=UTC)


def test_a_session_that_moves_changes_two_events_that_stay_where_they_are() -> None:
    moved = saved(with_day(with_day(replanned(FIRST), TUESDAY, REST), WEDNESDAY, pack_run()))
    assert entry_of(moved, TUESDAY).title == "Rest"
    assert entry_of(moved, TUESDAY).sequence == 1
    assert entry_of(moved, WEDNESDAY).title == "Pack run 8 km · 4 kg"
    assert entry_of(moved, WEDNESDAY).sequence == 1
    assert entry_of(moved, WEDNESDAY, slot=2).cancelled


def test_a_session_that_goes_is_cancelled_in_the_update_and_absent_from_the_plan() -> None:
    gone = saved(with_day(replanned(FIRST), WEDNESDAY, pack_run()))
    uid = event_uid(PLAN_ID, WEDNESDAY, 2)
    assert uid not in entries(gone)
    told = entries(gone, update=True)[uid]
    assert (told.sequence, told.event.title) == (1, "Cancelled: Strength 20 min")
    assert told.event.cancelled
    assert told.revised == datetime(2027, 2, 1, tzinfo=UTC)
    assert told.event.reminder_min is None


def test_a_cancelled_session_stays_as_it_is_until_its_day_is_past() -> None:
    gone = saved(with_day(replanned(FIRST), WEDNESDAY, pack_run()))
    later = saved(replanned(gone, as_of=date(2027, 2, 20)))
    assert entry_of(later, WEDNESDAY, 2) == entry_of(gone, WEDNESDAY, 2)
    past = saved(replanned(gone, as_of=date(2027, 3, 4)))
    assert event_uid(PLAN_ID, WEDNESDAY, 2) not in entries(past, update=True)


def test_a_session_that_comes_back_gets_a_uid_of_its_own() -> None:
    gone = saved(with_day(replanned(FIRST), WEDNESDAY, pack_run()))
    strength = session(SessionKind.STRENGTH, minutes=20, slot=2, rpe=5)
    back = saved(with_day(replanned(gone), WEDNESDAY, pack_run(), strength))
    assert entry_of(back, WEDNESDAY, 2).cancelled
    returned = entry_of(back, WEDNESDAY, 2, incarnation=2)
    assert (returned.sequence, returned.cancelled, returned.incarnation) == (0, False, 2)
    assert event_uid(PLAN_ID, WEDNESDAY, 2, 2) in entries(back)
    assert saved(replanned(back)).calendar == back.calendar


def test_days_past_are_history_and_not_cancelled() -> None:
    days = tuple(day for day in FIRST.plan.days if day.date >= LATER)
    cut = replanned(FIRST).model_copy(update={"plan": FIRST.plan.model_copy(update={"days": days})})
    assert saved(cut).calendar == FIRST.calendar
    assert not any(entry.event.cancelled for entry in entries(saved(cut), update=True).values())


def test_a_shorter_plan_cancels_the_days_it_no_longer_has() -> None:
    shorter = saved(with_days_until(replanned(FIRST), date(2027, 5, 10)))
    cancelled = [entry.day for entry in shorter.calendar.values() if entry.cancelled]
    assert min(cancelled) == date(2027, 5, 10)
    assert len(set(cancelled)) == 14


def test_removing_cancels_every_uid_that_was_ever_told() -> None:
    gone = saved(with_day(replanned(FIRST), WEDNESDAY, pack_run()))
    removed = entries(gone, remove=True)
    assert set(removed) == set(gone.calendar)
    assert all(entry.event.cancelled for entry in removed.values())
    before = {uid: entry.sequence + (not entry.cancelled) for uid, entry in gone.calendar.items()}
    assert {uid: entry.sequence for uid, entry in removed.items()} == before


def test_exporting_changes_nothing() -> None:
    assert calendar_told(FIRST, rulebook=load_rulebook()).ledger == FIRST.calendar
    assert calendar_of(FIRST) == calendar_of(FIRST, update=True)


def test_after_a_lost_ledger_sequence_is_higher_than_any_that_was_told() -> None:
    lost = saved(record_of(revision=3, as_of=date(2027, 2, 1)))
    assert {entry.sequence for entry in lost.calendar.values()} == {
        (date(2027, 2, 1) - date(2020, 1, 1)).days
    }


def test_sequence_never_passes_what_readers_can_hold() -> None:
    uid = event_uid(PLAN_ID, TUESDAY, 1)
    top = FIRST.calendar[uid].model_copy(update={"sequence": HIGHEST_SEQUENCE})
    full = FIRST.model_copy(update={"calendar": {**FIRST.calendar, uid: top}})
    changed = saved(with_day(replanned(full), TUESDAY, pack_run(5.5)))
    assert entry_of(changed, TUESDAY).sequence == HIGHEST_SEQUENCE


def test_time_never_runs_backwards_in_the_ledger() -> None:
    later = saved(with_day(replanned(FIRST), TUESDAY, pack_run(5.5)))
    earlier = saved(with_day(replanned(later, as_of=START), TUESDAY, pack_run(6)))
    assert entry_of(earlier, TUESDAY).revised == datetime(2027, 2, 1, tzinfo=UTC)
    assert entry_of(earlier, TUESDAY).sequence == 2


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("calendar", {"reminder_min": 30}),
        ("calendar", {"busy": True}),
        ("calendar", {"timed": False}),
        ("plan", {"units": Units.IMPERIAL}),
    ],
)
def test_whatever_is_shown_counts_as_a_change(table: str, values: dict[str, object]) -> None:
    settings = getattr(FIRST.inputs, table).model_copy(update=values)
    inputs = FIRST.inputs.model_copy(update={table: settings})
    assert entry_of(saved(replanned(FIRST).model_copy(update={"inputs": inputs})), TUESDAY).sequence == 1


def test_the_calendars_name_and_colour_are_no_event() -> None:
    settings = FIRST.inputs.calendar.model_copy(update={"name": "Other", "colour": "tomato"})
    inputs = FIRST.inputs.model_copy(update={"calendar": settings})
    assert saved(replanned(FIRST).model_copy(update={"inputs": inputs})).calendar == FIRST.calendar


def test_days_and_further_sessions_carry_the_uid_of_their_event() -> None:
    days = {day.date: day for day in FIRST.plan.days}
    assert days[WEDNESDAY].uid == event_uid(PLAN_ID, WEDNESDAY, 1)
    assert [each.uid for each in days[WEDNESDAY].sessions] == [None, event_uid(PLAN_ID, WEDNESDAY, 2)]
    assert {day.uid for day in FIRST.plan.days} <= set(FIRST.calendar)


def test_dropping_one_pack_run_changes_no_other_event() -> None:
    """The line of the form card goes by the date, so one run less does not shift the others' turns."""
    dropped = with_day(replanned(FIRST), TUESDAY, REST)
    assert changed_uids(FIRST, saved(dropped)) == {event_uid(PLAN_ID, TUESDAY, 1)}
