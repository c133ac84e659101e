"""A VTIMEZONE for the dates of a plan, from the tz database: changes of offset as dates, no rule.

Readers differ in what they overlook, and each line below is there for one of them. A block begins before
the plan (ruby-icalendar) and has two onsets at most (ts-ics reads DTSTART and the last RDATE); both are
RDATEs of their own, the first as well (ical.js overlooks DTSTART beside an RDATE). Both kinds of time have
begun before the first event, and each begins again after the last, because vobject, and so Radicale, makes
rules of the dates and ends each an hour or two early. There is no COMMENT: libical refuses it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from periodise.views.calendar_entries import ZoneSpan

_STEP = timedelta(days=7)
"""No zone changes its offset twice within a week."""
_MINUTE = timedelta(minutes=1)
_AROUND = timedelta(days=400)


class _Observance(NamedTuple):
    """A kind of time that a zone changes to, again and again."""

    is_daylight: bool
    name: str
    offset_from: timedelta
    offset_to: timedelta


def vtimezone(span: ZoneSpan) -> Timezone:
    """The offsets of one zone, from a year before the first date needed to a year after the last."""
    block = Timezone()
    block.add("TZID", span.tzid)
    for observance, onsets in _blocks(span):
        block.add_component(_sub_component(observance, onsets))
    return block


def offset_changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants between `begin` and `end` at which the offset from UTC changes, to the minute."""
    day = begin
    while day < end:
        following = day + _STEP
        if _offset(day, zone) != _offset(following, zone):
            yield _first_minute_after_change(day, following, zone)
        day = following


def _blocks(span: ZoneSpan) -> Iterator[tuple[_Observance, list[datetime]]]:
    """Each kind of time with its onsets: those to come one by one, each behind one that is past."""
    midnight = datetime.combine(span.first, time())
    kinds = _onsets(span)
    years = max(sum(onset >= midnight for onset in onsets) for onsets in kinds.values())
    for observance, onsets in kinds.items():
        past = [onset for onset in onsets if onset < midnight]
        coming = [onset for onset in onsets if onset >= midnight]
        if len(past) < len(coming):  # a kind of time that is new
            yield observance, onsets
            continue
        for pair in zip_longest(past[-max(years, 1) :], coming):
            yield observance, [onset for onset in pair if onset]


def _onsets(span: ZoneSpan) -> dict[_Observance, list[datetime]]:
    """When each kind of time begins, as the clocks showed that moved: in the OLD offset (RFC 5545 3.6.5).

    As long before the plan as it lasts, and a year; where nothing changed then, how it was all the time.
    """
    zone = ZoneInfo(span.tzid)
    first, end = _midnight_utc(span.first), _midnight_utc(span.last) + _AROUND
    begin = first - (end - first) - _AROUND
    changes = list(offset_changes(zone, begin, end))
    onsets: dict[_Observance, list[datetime]] = {}
    if not changes or changes[0] >= first:
        onsets[_observance(begin, zone, before=begin)] = [(begin + _offset(begin, zone)).replace(tzinfo=None)]
    for change in changes:
        observance = _observance(change, zone, before=change - _MINUTE)
        onsets.setdefault(observance, []).append((change + observance.offset_from).replace(tzinfo=None))
    return onsets


def _observance(at: datetime, zone: ZoneInfo, *, before: datetime) -> _Observance:
    local = at.astimezone(zone)
    name = local.tzname() or str(zone)
    return _Observance(bool(local.dst()), name, _offset(before, zone), _offset(at, zone))


def _sub_component(observance: _Observance, onsets: list[datetime]) -> TimezoneDaylight | TimezoneStandard:
    block = TimezoneDaylight() if observance.is_daylight else TimezoneStandard()
    block.add("DTSTART", onsets[0])
    block.add("TZOFFSETFROM", observance.offset_from)
    block.add("TZOFFSETTO", observance.offset_to)
    block.add("TZNAME", observance.name)
    for onset in onsets if len(onsets) > 1 else ():
        block.add("RDATE", onset)
    return block


def _first_minute_after_change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    before = _offset(low, zone)
    while high - low > _MINUTE:
        middle = (low + (high - low) / 2).replace(second=0, microsecond=0)
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    return timedelta() if offset is None else offset


def _midnight_utc(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
