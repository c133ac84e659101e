"""A calendar that imported a plan and then its update holds what the plan says now, and nothing else.

Two kinds of calendar are modelled, as `docs/decisions/an-event-keeps-its-day.md` has them: those that take
every event they are told (CalDAV, khal), and Google, which takes a known event only with a higher SEQUENCE
and drops one that is cancelled.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from icalendar import Calendar

from periodise.domain.history import changed, taken_back
from periodise.domain.plan import PhaseKind
from periodise.domain.record import PlanRecord
from periodise.domain.training_log import MissReason
from periodise.errors import NoSafePlan
from periodise.planner.build import build_plan
from periodise.recording import PlanHandle
from periodise.render.ics import render_calendar
from periodise.replanning import Asks, Missed, ReplanRequest, proposed
from periodise.store.athlete_file import read_athlete_file
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_entries import calendar_view
from periodise.views.calendar_ledger import with_calendar
from tests.readme_page import PROJECT

RULEBOOK = load_rulebook()
EXAMPLES = sorted((PROJECT / "examples").glob("*.toml"))
EVERYTHING = ("R-85c", "R-85d", "R-85e", "R-85f")
FIRST_OF_FEBRUARY = date(2027, 2, 1)
NOWHERE = Path("nowhere")
CASES = (
    (PhaseKind.BASE, 40),
    (PhaseKind.BUILD, 2),
    (PhaseKind.BUILD, 20),
    (PhaseKind.TAPER, 10),
)


class Told(NamedTuple):
    """An event as a calendar program reads it."""

    uid: str
    day: date
    title: str
    sequence: int
    stamp: object
    cancelled: bool
    content: str
    """Everything but its revision."""


@lru_cache(maxsize=64)
def events(ics: bytes) -> Mapping[str, Told]:
    return {told.uid: told for told in _told(ics)}


def _told(ics: bytes) -> Iterator[Told]:
    for event in Calendar.from_ical(ics).walk("VEVENT"):
        start = event["DTSTART"].dt
        rest = [(key, str(event[key].to_ical())) for key in event if key not in REVISION]
        yield Told(
            uid=str(event["UID"]),
            day=start if type(start) is date else start.date(),
            title=str(event["SUMMARY"]),
            sequence=int(event["SEQUENCE"]),
            stamp=event["DTSTAMP"].dt,
            cancelled=str(event["STATUS"]) == "CANCELLED",
            content=str(sorted(rest)),
        )


REVISION = {"SEQUENCE", "DTSTAMP", "LAST-MODIFIED"}


def in_google(old: Mapping[str, Told], new: Mapping[str, Told]) -> Mapping[str, Told]:
    """What Google Calendar shows after both files were imported."""
    held = dict(old)
    for uid, event in new.items():
        if uid not in held or event.sequence > held[uid].sequence:
            held[uid] = event
    return {uid: event for uid, event in held.items() if not event.cancelled}


def in_caldav(old: Mapping[str, Told], new: Mapping[str, Told]) -> Mapping[str, Told]:
    """What a calendar shows that takes every event as it comes."""
    return {uid: event for uid, event in {**old, **new}.items() if not event.cancelled}


@cache
def first_record(example: Path) -> PlanRecord:
    inputs, sha256 = read_athlete_file(example)
    as_of = inputs.plan.start or FIRST_OF_FEBRUARY
    plan = build_plan(inputs, as_of=as_of, rulebook=RULEBOOK, accepted=EVERYTHING, search=False)
    record = PlanRecord(
        plan_id=UUID("5b0f7b7c-4f0e-4d57-8f6a-1d1f6a4b9d20"),
        as_of=as_of,
        rulebook_version=RULEBOOK.version,
        inputs=inputs,
        inputs_sha256=sha256,
        accepted=EVERYTHING,
        plan=plan,
    )
    return with_calendar(record, rulebook=RULEBOOK)


def replanned(record: PlanRecord, today: date, **asked: object) -> PlanRecord:
    request = ReplanRequest(
        PlanHandle(NOWHERE, today), NOWHERE, NOWHERE, accepted=EVERYTHING, search=False, **asked
    )
    asks = Asks(unrecorded=lambda _: False, agree=lambda _: True)
    return proposed(record, request, asks, rulebook=RULEBOOK).new


def calendar_of(record: PlanRecord, *, update: bool = False) -> Mapping[str, Told]:
    return events(render_calendar(calendar_view(record, rulebook=RULEBOOK, update=update)))


def assert_calendars_hold(before: PlanRecord, after: PlanRecord) -> None:
    """No duplicate, nothing stale, nothing wrongly updated, in either kind of calendar."""
    old, plan, update = calendar_of(before), calendar_of(after), calendar_of(after, update=True)
    for uid in old.keys() & update.keys():
        assert update[uid].day == old[uid].day
        assert update[uid].stamp >= old[uid].stamp
        assert (update[uid].sequence > old[uid].sequence) == (update[uid].content != old[uid].content)
    for held in (in_google(old, update), in_caldav(old, update)):
        assert held == plan
        assert len({(event.day, event.title) for event in held.values()}) == len(held)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("phase", "days"), CASES)
def test_after_missed_days_a_second_import_leaves_nothing_double_or_stale(
    example: Path, phase: PhaseKind, days: int
) -> None:
    record = first_record(example)
    first = next(one.start for one in record.plan.phases if one.kind is phase) + timedelta(2)
    last = min(first + timedelta(days - 1), record.inputs.race.date - timedelta(1))
    missed = Missed(first, last, MissReason.LIFE)
    try:
        after = replanned(record, last + timedelta(1), missed=missed)
    except NoSafePlan:
        return  # nothing is written then
    assert_calendars_hold(record, after)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("days", [-9, 14])
def test_after_the_race_has_moved_a_second_import_leaves_nothing_double_or_stale(
    example: Path, days: int
) -> None:
    record = first_record(example)
    build = next(one.start for one in record.plan.phases if one.kind is PhaseKind.BUILD)
    race_date = record.inputs.race.date + timedelta(days)
    after = replanned(record, build + timedelta(3), race_date=race_date)
    assert after is not record
    assert_calendars_hold(record, after)


def test_after_a_change_was_taken_back_a_third_import_shows_the_first_plan_again() -> None:
    record = first_record(EXAMPLES[0])
    moved = replanned(
        record, record.plan.start + timedelta(30), race_date=record.inputs.race.date - timedelta(7)
    )
    back = with_calendar(taken_back(moved), rulebook=RULEBOOK)
    assert_calendars_hold(moved, back)
    shown = {(event.day, event.title) for event in calendar_of(back).values()}
    assert shown == {(event.day, event.title) for event in calendar_of(record).values()}


def test_who_left_out_an_update_has_no_event_twice() -> None:
    record = first_record(next(path for path in EXAMPLES if path.stem == "ccc"))
    base = record.plan.start + timedelta(9)
    lost = replanned(record, base + timedelta(4), missed=Missed(base, base + timedelta(3), MissReason.LIFE))
    back = with_calendar(taken_back(lost), rulebook=RULEBOOK)
    later = replanned(
        back, record.plan.start + timedelta(120), race_date=record.inputs.race.date + timedelta(7)
    )
    update = calendar_of(later, update=True)
    for held in (in_google(calendar_of(record), update), in_caldav(calendar_of(record), update)):
        assert len({(event.day, event.title) for event in held.values()}) == len(held)


def test_a_change_that_says_nothing_new_tells_calendars_nothing() -> None:
    record = first_record(EXAMPLES[0])
    again = with_calendar(changed(record, record, command="replan"), rulebook=RULEBOOK)
    assert calendar_of(again, update=True) == calendar_of(record)
