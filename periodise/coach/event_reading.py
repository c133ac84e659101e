"""A coach's calendar against the plan: events he dragged, stretched, renamed, wrote into or took away."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from periodise.coach import cells
from periodise.coach.said import Place, Reading, Said, Value, places, sessions_by_place
from periodise.coach.titles import names_a_session, parsed_title
from periodise.domain.coach_file import CoachCalendar, CoachEvent
from periodise.domain.history import grown_days, states_before
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session
from periodise.errors import InputRefused
from periodise.views.calendar_events import CalendarEvent
from periodise.views.calendar_ledger import calendar_told
from periodise.views.calendar_times import Timed
from periodise.views.plain_text import cleaned_line, shortened
from periodise.views.privacy import private_record
from periodise.views.session_text import COACH, SEARCH_WORD
from periodise.views.wording import counted, day_text

BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.I)
TAG = re.compile(r"<[a-zA-Z/][^<>]{0,200}>")
SHOWN_CHARACTERS = 40


class Desk(NamedTuple):
    """What a calendar is held against."""

    record: PlanRecord
    sent: Mapping[str, tuple[CalendarEvent, ...]]
    """Every event as exported, plainly and privately, by UID."""
    places: Mapping[str, Place]
    sessions: Mapping[Place, Session]
    ever: frozenset[str]
    """Every UID that this plan ever had, cancelled ones too."""
    earlier: Mapping[str, tuple[CalendarEvent, ...]]
    """Events as they were exported from earlier states of the plan, by UID."""


class Slot(NamedTuple):
    """When an event stands, by the clocks of its place."""

    day: date
    clock: str
    """"" for a whole day."""
    minutes: float


def read_calendar(calendar: CoachCalendar, record: PlanRecord, *, rulebook: Rulebook) -> Reading:
    """What the calendar says; InputRefused where none of its events is of this plan."""
    desk = _desk(record, rulebook, calendar)
    ours = [event for event in calendar.events if event.uid in desk.places]
    _refuse_unusable(calendar, ours, desk)
    standing = [event for event in ours if not event.cancelled]
    said = [_said(event, desk) for event in standing]
    foreign = [event for event in calendar.events if event.uid not in desk.ever]
    added = [one for event in foreign if (one := _added(event, desk))]
    stale = frozenset(_stale_days(calendar, desk))
    days = [one.day for one in (*said, *added)] + [desk.places[event.uid].day for event in ours]
    return Reading(
        said=(*said, *added),
        first=min(days),
        last=max(days),
        remarks=tuple(_left_outside(ours)),
        foreign=len(foreign) - len(added),
        stale=stale | grown_days(record) if stale else stale,
    )


def _desk(record: PlanRecord, rulebook: Rulebook, calendar: CoachCalendar) -> Desk:
    sent = _sent([record], rulebook)
    known = {uid: place for uid, place in places(record).items() if uid in sent}
    is_old = any(_is_older(event, record) for event in calendar.events)
    states = islice(states_before(record, ("replan", "merge", "repair")), STATES) if is_old else ()
    ever = frozenset({*record.calendar, *sent})
    return Desk(record, sent, known, sessions_by_place(record), ever, _sent(states, rulebook))


STATES = 3
"""How many earlier states of a plan a calendar is held against; each takes a tenth of a second."""


def _sent(records: Iterable[PlanRecord], rulebook: Rulebook) -> dict[str, tuple[CalendarEvent, ...]]:
    """Every event as it was exported from these records, plainly and privately, by UID."""
    sent: dict[str, tuple[CalendarEvent, ...]] = {}
    for record in records:
        for each in (record, private_record(record)):
            for uid, event in calendar_told(each, rulebook=rulebook).events.items():
                sent[uid] = (*sent.get(uid, ()), event)
    return sent


def _is_older(event: CoachEvent, record: PlanRecord) -> bool:
    entry = record.calendar.get(event.uid)
    return entry is not None and event.sequence < entry.sequence


def _left_outside(ours: list[CoachEvent]) -> Iterator[str]:
    guests = sum(event.guests for event in ours)
    if guests:
        yield f"{counted(guests, 'event')}: guests, attachments and alarms in them are not taken."


def _stale_days(calendar: CoachCalendar, desk: Desk) -> Iterator[date]:
    """Days of events that the plan has changed or dropped since they were sent."""
    for event in calendar.events:
        entry, place = desk.record.calendar.get(event.uid), desk.places.get(event.uid)
        if entry is None or (place is not None and event.sequence >= entry.sequence):
            continue
        yield entry.day
        begins = event.begins
        yield begins.date() if isinstance(begins, datetime) else begins


def _refuse_unusable(calendar: CoachCalendar, ours: list[CoachEvent], desk: Desk) -> None:
    if not any(not event.cancelled for event in ours):
        found = f"none of its {len(calendar.events)} events is one of this plan's"
        raise InputRefused(
            [f"{calendar.file}: {found}, and nothing was taken away; export that calendar again"]
        )
    problems = [f"{calendar.file}: {problem}" for problem in _problems(calendar, ours, desk)]
    if problems:
        raise InputRefused(problems)


def _problems(calendar: CoachCalendar, ours: list[CoachEvent], desk: Desk) -> Iterator[str]:
    """What is wrong with single events of ours: each would be a session lost or told twice."""
    events = {event.uid: event for event in ours}
    for uid, number in Counter(event.uid for event in ours).items():
        if number > 1:
            yield f"{_named(events[uid])}: stands there twice; one event a session; delete one of them"
    for event in ours:
        if event.repeats:
            yield f"{_named(event)}: repeats; one event a session; make it a single event"
        if not cells.fits("duration_min", minutes := _length_min(event)):
            found, most = f"lasts {counted(int(minutes), 'minute')}", cells.MOST["duration_min"]
            yield f"{_named(event)}: {found}; {most} is the most of a session; shorten it"
    for uid in calendar.unreadable:
        if uid in desk.places:
            found = f"the event of {day_text(desk.places[uid].day)} cannot be read"
            yield f"{found}; an event with a day to begin on; export it again"


def _named(event: CoachEvent) -> str:
    return f'event "{shortened(cleaned_line(event.title), longest=SHOWN_CHARACTERS)}"'


def _said(event: CoachEvent, desk: Desk) -> Said:
    place, sent = desk.places[event.uid], desk.sent[event.uid]
    session = desk.sessions[place]
    slot = _slot(event, _zone(sent[0], desk))
    values = {
        **_when(slot, sent[0], session),
        **_title(event.title, sent, session),
        **_note(event.text, sent),
    }
    if _is_older(event, desk.record) and (values or slot.day != place.day):
        if any(_is_as_sent(event, slot, one) for one in desk.earlier.get(event.uid, ())):
            return Said(_named(event), place, place.day, {})
        return _outdated(_named(event), place, slot, values, desk)
    return Said(_named(event), place, slot.day, values)


def _outdated(where: str, place: Place, slot: Slot, values: Mapping[str, Value], desk: Desk) -> Said:
    """A changed event of an older revision: nothing new if that day has such a session already."""
    told = {name: value for name, value in values.items() if name in ("kind", "distance_km", "pack_mass_kg")}
    for there, session in desk.sessions.items():
        if there.day != slot.day or abs(session.duration_min - slot.minutes) > 1:
            continue
        if (session.start or "") == slot.clock and all(getattr(session, name) == told[name] for name in told):
            return Said(where, there, there.day, {})
    return Said(where, place, place.day, {}, outdated=True)


def _is_as_sent(event: CoachEvent, slot: Slot, sent: CalendarEvent) -> bool:
    """Whether nobody touched an event since it was exported as `sent`."""
    same_slot = slot == _sent_slot(sent)
    return (
        same_slot and cleaned_line(event.title) == cleaned_line(sent.title) and not _note(event.text, (sent,))
    )


def _added(event: CoachEvent, desk: Desk) -> Said | None:
    """An event of the coach's own that is called like a session; None for a dentist's."""
    plan, told = desk.record.plan, parsed_title(cleaned_line(event.title))
    if event.cancelled or event.repeats or told is None or not names_a_session(cleaned_line(event.title)):
        return None
    slot = _slot(event, desk.record.inputs.week.timezone)
    if not plan.days[0].date <= slot.day <= plan.days[-1].date or not cells.fits(
        "duration_min", slot.minutes
    ):
        return None
    minutes = {"duration_min": slot.minutes} if slot.clock else {}
    note = cells.note(_plain(event.text).replace("\n", " "))
    values: dict[str, Value] = {"start": slot.clock, **minutes, **told, **({"note": note} if note else {})}
    return Said(_named(event), None, slot.day, values)


def _zone(sent: CalendarEvent, desk: Desk) -> str:
    return sent.span.tzid if isinstance(sent.span, Timed) else desk.record.inputs.week.timezone


def _slot(event: CoachEvent, zone: str) -> Slot:
    begins = event.begins
    if not isinstance(begins, datetime):
        return Slot(begins, "", 0)
    local = begins.astimezone(ZoneInfo(zone)) if begins.tzinfo else begins
    return Slot(local.date(), f"{local:%H:%M}", _length_min(event))


def _length_min(event: CoachEvent) -> float:
    """How long an event lasts; 0 for whole days."""
    return _minutes(event.begins, event.ends) if isinstance(event.begins, datetime) else 0


def _minutes(begins: datetime, ends: date | datetime | None) -> float:
    """Elapsed minutes, counted in UTC: a night on which clocks change has an hour more or less."""
    if not isinstance(ends, datetime) or (ends.tzinfo is None) != (begins.tzinfo is None):
        return 0
    first, last = (at.astimezone(UTC) if at.tzinfo else at for at in (begins, ends))
    return max((last - first).total_seconds() / 60, 0)


def _sent_slot(sent: CalendarEvent) -> Slot:
    span = sent.span
    if not isinstance(span, Timed):
        return Slot(span.start, "", 0)
    zone = ZoneInfo(span.tzid)
    first = span.start.astimezone(zone) if span.start.tzinfo else span.start.replace(tzinfo=zone)
    last = span.end if span.end.tzinfo else span.end.replace(tzinfo=zone)
    return Slot(first.date(), f"{first:%H:%M}", _minutes(first, last))


def _when(slot: Slot, sent: CalendarEvent, session: Session) -> dict[str, Value]:
    """A start or a length that is not as it was sent."""
    before, values = _sent_slot(sent), dict[str, Value]()
    if slot.clock != before.clock:
        values["start"] = slot.clock
    is_longer = (
        slot.clock and slot.minutes > 0 and slot.minutes != (before.minutes or round(session.duration_min))
    )
    if is_longer:
        values["duration_min"] = slot.minutes
    return values


def _title(written: str, sent: tuple[CalendarEvent, ...], session: Session) -> dict[str, Value]:
    """What a rewritten title changes: the figures it tells otherwise, or else the title itself."""
    title = cleaned_line(written)
    titles = [cleaned_line(each.title) for each in sent]
    if title in titles or not title:
        return {}
    wanted, known = parsed_title(title), parsed_title(titles[0])
    if wanted is None or known is None or session.title:
        return {"title": cells.name_of(title)}
    return {name: value for name, value in wanted.items() if known.get(name) != value}


def _note(written: str, sent: tuple[CalendarEvent, ...]) -> dict[str, Value]:
    """Lines that were not there, as the coach's note; his earlier note gone if he took it away."""
    lines = _plain(written).splitlines()
    known = [set(_plain(each.description).splitlines()) for each in sent]
    new = [line for line in lines if line and not any(line in each for each in known)]
    had = [line for line in _plain(sent[0].description).splitlines() if line.startswith(COACH)]
    if new:
        return {"note": cells.note(" ".join(line.removeprefix(COACH).strip() for line in new))}
    private_copy = len(sent) > 1 and set(lines) <= known[1]
    if had and had[0] not in lines and SEARCH_WORD in lines and not private_copy:
        return {"note": ""}
    return {}


def _plain(text: str) -> str:
    """A description without the mark-up that some programs make of it, a line a line."""
    bare = html.unescape(TAG.sub("", BREAK.sub("\n", text)))
    lines = (" ".join(line.split()) for line in bare.replace("\xa0", " ").splitlines())
    return "\n".join(line for line in lines if line)
