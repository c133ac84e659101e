"""A VTIMEZONE for the dates of a plan, from the tz database: every change of offset as a date, no rule.

icalendar's own generator gives onsets in the new offset, adds a COMMENT that libical refuses and puts
several changes into one RDATE, of which ical.js reads the first. Here each has an RDATE of its own, the
first as well, since ical.js overlooks DTSTART beside an RDATE. A year and a month before the plan are
included, because some readers want winter and summer time both to have begun before the first event.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from periodise.views.calendar_entries import ZoneSpan

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_BEFORE = timedelta(days=400)


class _Observance(NamedTuple):
    """A kind of time that a zone changes to, again and again."""

    is_daylight: bool
    name: str
    offset_from: timedelta
    offset_to: timedelta


def vtimezone(span: ZoneSpan) -> Timezone:
    """The offsets of one zone, from a year before the first date needed to a day after the last."""
    block = Timezone()
    block.add("TZID", span.tzid)
    for observance, onsets in _onsets(span).items():
        block.add_component(_sub_component(observance, onsets))
    return block


def offset_changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants between `begin` and `end` at which the offset from UTC changes, to the minute."""
    day = begin
    while day < end:
        following = day + _DAY
        if _offset(day, zone) != _offset(following, zone):
            yield _first_minute_after_change(day, following, zone)
        day = following


def _onsets(span: ZoneSpan) -> dict[_Observance, list[datetime]]:
    """When each kind of time begins, as the clocks showed that moved: in the OLD offset (RFC 5545 3.6.5)."""
    zone = ZoneInfo(span.tzid)
    begin = _midnight_utc(span.first) - _BEFORE
    onsets = {_observance(begin, zone, before=begin): [(begin + _offset(begin, zone)).replace(tzinfo=None)]}
    for change in offset_changes(zone, begin, _midnight_utc(span.last) + 2 * _DAY):
        observance = _observance(change, zone, before=change - _MINUTE)
        wall = (change + observance.offset_from).replace(tzinfo=None)
        onsets.setdefault(observance, []).append(wall)
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
