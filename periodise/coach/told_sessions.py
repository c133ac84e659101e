"""A plan as calendars were told it, where nothing better is known of what it was before somebody edited it.

The ledger holds a hash and a title of each event. An event whose hash still fits stands for a session that
nobody touched; of another one the title tells kind, size and pack.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from periodise.coach.said import FROM_THE_ATHLETE_FILE
from periodise.coach.session_edit import REST, created, edited
from periodise.coach.titles import parsed_title
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Session, SessionKind
from periodise.views.calendar_ledger import calendar_told
from periodise.views.session_text import title
from periodise.views.wording import day_text


class AsTold(NamedTuple):
    """A plan with its changed sessions as their titles tell them."""

    record: PlanRecord
    unclear: tuple[date, ...]
    """Days of which something else than a title has changed: nobody knows what."""
    lost: tuple[str, ...]
    """Sessions that cannot be told from their titles, and why."""


class Slip(NamedTuple):
    """An event that is not as it was last told."""

    slot: int
    told: str
    """The title it had; empty: there was none."""
    now: str
    """The title it has; empty: there is none."""


def as_told(record: PlanRecord, *, known: Collection[date], rulebook: Rulebook) -> AsTold:
    """`record` as calendars were told it; `known` days are as they were, whatever the ledger says."""
    slips = _slips(record, known, rulebook)
    changed = {day: [one for one in them if one.told != one.now] for day, them in slips.items()}
    days = {day.date: day for day in record.plan.days}
    lost = [_lost(days[day], slip, record) for day, them in changed.items() for slip in them]
    if any(lost):
        return AsTold(record, (), tuple(filter(None, lost)))
    told = (_day_as_told(day, changed.get(day.date, ()), record, rulebook) for day in record.plan.days)
    before = record.model_copy(update={"plan": record.plan.model_copy(update={"days": tuple(told)})})
    return AsTold(before, tuple(sorted(_slips(before, {*known, *_renamed(changed)}, rulebook))), ())


def _renamed(slips: Mapping[date, Sequence[Slip]]) -> Iterator[date]:
    return (day for day, them in slips.items() if them)


def _slips(record: PlanRecord, known: Collection[date], rulebook: Rulebook) -> dict[date, list[Slip]]:
    """Events that are not as they were last told, by day."""
    now = calendar_told(record, rulebook=rulebook)
    held = {day.date for day in record.plan.days} - set(known)
    found: dict[date, list[Slip]] = {}
    for uid, entry in now.ledger.items():
        told, event = record.calendar.get(uid), now.events.get(uid)
        if told != entry and entry.day in held:
            slip = Slip(entry.slot, told.title if told else "", event.title if event else "")
            found.setdefault(entry.day, []).append(slip)
    return found


def _lost(day: Day, slip: Slip, record: PlanRecord) -> str:
    """Why a session cannot be told from its title; empty where it can."""
    session = next((one for one in day.sessions if one.slot == slip.slot), None)
    told = parsed_title(slip.told) if slip.told else {}
    from_file = session is not None and session.kind in FROM_THE_ATHLETE_FILE
    if day.date >= record.as_of and not from_file and told is not None and (slip.now or "kind" in told):
        return ""
    return f"{day_text(day.date)}: {slip.told or slip.now}: nothing tells what stood there before"


def _day_as_told(day: Day, slips: Sequence[Slip], record: PlanRecord, rulebook: Rulebook) -> Day:
    """The day with each session that slipped as its title has it, and none that was added."""
    if not slips:
        return day
    held = {session.slot: session for session in day.sessions}
    for slip in slips:
        session = held.pop(slip.slot, None)
        if slip.told:
            held[slip.slot] = _session_as_told(session, slip.told, day.date, record, rulebook)
    trained = [held[slot] for slot in sorted(held) if held[slot].kind is not SessionKind.REST]
    kept = trained or [REST]
    return day.with_sessions(
        tuple(one.model_copy(update={"slot": slot}) for slot, one in enumerate(kept, start=1))
    )


def _session_as_told(
    session: Session | None, told: str, day: date, record: PlanRecord, rulebook: Rulebook
) -> Session:
    """A session of that title; what the title does not tell, or tells alike, stays as it is."""
    inputs, values = record.inputs, parsed_title(told) or {}
    if session is None:
        return created(values, inputs=inputs, rulebook=rulebook)
    now = parsed_title(title(session.model_copy(update={"title": ""}), inputs=inputs, day=day)) or {}
    before = {name: value for name, value in values.items() if now.get(name) != value}
    return edited(session, {**before, "title": ""}, inputs=inputs, rulebook=rulebook)
