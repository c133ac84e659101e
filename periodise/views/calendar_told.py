"""How far a calendar file is behind its plan: made of UIDs and revisions alone, the rest is not looked at."""

import re

from periodise.domain.record import PlanRecord

_EVENT = re.compile(rb"^BEGIN:VEVENT\r?$(.*?)^END:VEVENT\r?$", re.MULTILINE | re.DOTALL)
_UID = re.compile(rb"^UID:([0-9a-f-]{36})\r?$", re.MULTILINE)
_SEQUENCE = re.compile(rb"^SEQUENCE:([0-9]{1,10})\r?$", re.MULTILINE)


def events_behind(calendar: bytes, record: PlanRecord) -> int:
    """How many events of the plan the calendar file lacks, or tells in another revision (F-91)."""
    told = _told(calendar)
    standing = {uid: entry.sequence for uid, entry in record.calendar.items() if not entry.cancelled}
    return sum(told.get(uid) != sequence for uid, sequence in standing.items())


def _told(calendar: bytes) -> dict[str, int]:
    """SEQUENCE by UID, of the events that have both."""
    found = ((_UID.search(event), _SEQUENCE.search(event)) for event in _EVENT.findall(calendar))
    return {uid[1].decode(): int(sequence[1]) for uid, sequence in found if uid and sequence}
