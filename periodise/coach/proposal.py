"""What a plan would be with a coach's changes in it, and each change in words.

The file says where each session is to stand and what of it is changed. The days that result are held against
the days there are: a file that was taken over already changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from periodise.coach.edit_words import changes_of
from periodise.coach.said import FROM_THE_ATHLETE_FILE, Place, Reading, Said, sessions_by_place
from periodise.coach.session_edit import REST, created, edited
from periodise.domain.coach_edit import CoachEdit, EditKind
from periodise.domain.inputs import Inputs
from periodise.domain.logbook import first_open_day
from periodise.domain.plan import Plan
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Session, SessionKind
from periodise.metrics.marks import marked
from periodise.metrics.occasions import unit_dates
from periodise.metrics.week_sums import summed
from periodise.views.session_text import title
from periodise.views.wording import day_text, joined

LAST = 99
"""Order of a session that was put on a day without being told where."""


class Proposal(NamedTuple):
    """A plan with a coach's changes, not yet taken over."""

    plan: Plan
    edits: tuple[CoachEdit, ...]
    remarks: tuple[str, ...]
    """What was not taken, and why."""
    removed: int
    """How many sessions the file leaves out."""
    covered: int
    """How many it could have left out."""


class Standing(NamedTuple):
    """A session on its new day."""

    order: float
    session: Session
    said: Said | None


class Ground(NamedTuple):
    """What the changes are made on."""

    record: PlanRecord
    rulebook: Rulebook
    today: date
    """First day that may change."""
    sessions: Mapping[Place, Session]

    @property
    def inputs(self) -> Inputs:
        return self.record.inputs


def proposed(reading: Reading, record: PlanRecord, *, rulebook: Rulebook, today: date) -> Proposal:
    """The plan as the file has it. Days before `today`, and today once recorded, stay as they are."""
    recorded = [entry.date for entry in record.log]
    open_from = first_open_day(max(today, record.as_of), recorded=recorded)
    ground = Ground(record, rulebook, open_from, sessions_by_place(record))
    taken, remarks = _sorted_out(reading, ground)
    removed = _removed(reading, taken, ground)
    days = _days(taken, removed, ground)
    edits = tuple(_edits(taken, removed, days, ground))
    plan = _replanned(days, edits, ground)
    covered = sum(1 for place in _removable(reading, ground))
    told = (*reading.remarks, *remarks, *_perhaps_newer(reading, taken, ground))
    return Proposal(plan, edits, told, len(removed), covered)


def _sorted_out(reading: Reading, ground: Ground) -> tuple[list[Said], list[str]]:
    """What can be taken, and a remark for each change that cannot."""
    taken, remarks, past = [], [], 0
    for one in reading.said:
        reason = _obstacle(one, ground)
        if reason and one.outdated and one.place and one.place.day < ground.today:
            past += 1
        elif reason:
            remarks.append(f"{one.where}: {reason}")
        if one.place is not None and reason:
            taken.append(one._replace(day=one.place.day, values={}, slot=None))
        elif not reason:
            taken.append(one)
    if past:
        eve = day_text(ground.today)
        are = "sessions are" if past > 1 else "session is"
        remarks.append(f"{past} {are} otherwise before {eve}, and the past is not rewritten; not taken.")
    return taken, remarks


def _obstacle(said: Said, ground: Ground) -> str:
    """Why a change cannot be taken; empty where it can, or where there is none."""
    session = ground.sessions.get(said.place) if said.place else None
    if said.outdated:
        return "the plan has changed since this file was made; not taken. Export it again and change that."
    is_moved = said.place is not None and said.day != said.place.day
    if said.place is not None and not is_moved and not said.values and said.slot is None:
        return ""
    if min(said.day, said.place.day if said.place else said.day) < ground.today:
        return f"is before {day_text(ground.today)}, and the past is not rewritten; not taken."
    if not ground.record.plan.days[0].date <= said.day <= ground.record.plan.days[-1].date:
        return f"{day_text(said.day)} is not in this plan; not taken."
    if session is not None and session.kind in FROM_THE_ATHLETE_FILE and (is_moved or _figures(said)):
        return "races and trips stand where the athlete file has them; change them there. Not taken."
    return ""


def _figures(said: Said) -> bool:
    return bool(said.values.keys() - {"title", "purpose", "note", "locked"})


def _removable(reading: Reading, ground: Ground) -> Iterator[Place]:
    """Sessions to come that the file speaks of by its dates: left out, they are taken away."""
    for place, session in ground.sessions.items():
        within = reading.first <= place.day <= reading.last and place.day >= ground.today
        if within and session.kind is not SessionKind.REST and session.kind not in FROM_THE_ATHLETE_FILE:
            yield place


def _removed(reading: Reading, taken: Iterable[Said], ground: Ground) -> frozenset[Place]:
    claimed = {one.place for one in taken if one.place}
    return frozenset(
        place
        for place in _removable(reading, ground)
        if place not in claimed and place.day not in reading.stale
    )


def _perhaps_newer(reading: Reading, taken: Iterable[Said], ground: Ground) -> Iterator[str]:
    """Sessions that an old file lacks and that were perhaps not there when it was made."""
    claimed = {one.place for one in taken if one.place}
    lacking = [
        f"{_title(ground.sessions[place], place.day, ground)} ({day_text(place.day)})"
        for place in _removable(reading, ground)
        if place not in claimed and place.day in reading.stale
    ]
    if lacking:
        they = "they stay" if len(lacking) > 1 else "it stays"
        do = "To take one away, export again and delete it there."
        yield f"not in the file, and perhaps newer than it: {joined(lacking)}; {they}. {do}"


def _days(taken: Iterable[Said], removed: frozenset[Place], ground: Ground) -> dict[date, Day]:
    """Every day as it would be, with the changed sessions in their order."""
    held: dict[date, list[Standing]] = {day.date: [] for day in ground.record.plan.days}
    claims = {one.place: one for one in taken if one.place}
    for place, session in ground.sessions.items():
        said = claims.get(place)
        if place not in removed:
            standing = _standing(place, session, said, ground)
            held[said.day if said else place.day].append(standing)
    for one in taken:
        if one.place is None:
            new = created(one.values, inputs=ground.inputs, rulebook=ground.rulebook)
            held[one.day].append(Standing(one.slot or LAST, new, one))
    return {day.date: _day(day, held[day.date], ground) for day in ground.record.plan.days}


def _standing(place: Place, session: Session, said: Said | None, ground: Ground) -> Standing:
    if said is None:
        return Standing(place.slot, session, None)
    new = edited(session, said.values, inputs=ground.inputs, rulebook=ground.rulebook)
    is_moved = said.day != place.day
    return Standing(said.slot or (LAST if is_moved else place.slot), new, said)


def _day(day: Day, standing: list[Standing], ground: Ground) -> Day:
    """The day with what stands on it: a rest day only where nothing else does, slots from 1."""
    ordered = sorted(standing, key=lambda one: (one.order, one.session.start or "24:00"))
    trained = [one.session for one in ordered if one.session.kind is not SessionKind.REST]
    notes = [one.session.note for one in ordered if one.session.kind is SessionKind.REST and one.session.note]
    resting = [one.session for one in ordered if one.session.kind is SessionKind.REST] or [REST]
    sessions = trained or resting[:1]
    if notes and trained:
        sessions = [_with_note(sessions[0], notes), *sessions[1:]]
    numbered = tuple(
        session if session.slot == slot else session.model_copy(update={"slot": slot, "uid": None})
        for slot, session in enumerate(sessions, start=1)
    )
    return day if numbered == day.sessions else day.with_sessions(numbered)


def _with_note(session: Session, notes: list[str]) -> Session:
    """`session` with what was written on a rest day that is none any more."""
    return session.model_copy(update={"note": "; ".join(part for part in (session.note, *notes) if part)})


def _edits(
    taken: Iterable[Said], removed: frozenset[Place], days: Mapping[date, Day], ground: Ground
) -> Iterator[CoachEdit]:
    """Every change in words, by day; none where a day comes out as it is."""
    before = {day.date: day for day in ground.record.plan.days}
    changed = {day for day, now in days.items() if _content(now) != _content(before[day])}
    found = [
        edit
        for one in taken
        for edit in _session_edits(one, ground)
        if edit.day in changed or (one.place is not None and one.place.day in changed)
    ]
    found += [
        CoachEdit(
            kind=EditKind.REMOVED, day=place.day, session=_title(ground.sessions[place], place.day, ground)
        )
        for place in removed
        if place.day in changed
    ]
    found += _lock_edits(taken, days, ground)
    yield from sorted(found, key=lambda edit: (edit.day, edit.session, edit.kind, edit.field))


def _content(day: Day) -> tuple[Session, ...]:
    """What a day holds, its calendar UIDs left out."""
    return tuple(session.model_copy(update={"uid": None}) for session in day.sessions)


def _session_edits(said: Said, ground: Ground) -> Iterator[CoachEdit]:
    old = ground.sessions.get(said.place) if said.place else None
    inputs, rulebook = ground.inputs, ground.rulebook
    if old is None or said.place is None:
        new = created(said.values, inputs=inputs, rulebook=rulebook)
        kind = EditKind.NOTED if new.kind is SessionKind.REST else EditKind.ADDED
        yield CoachEdit(kind=kind, day=said.day, session=_title(new, said.day, ground), now=new.note)
        return
    new = edited(old, said.values, inputs=inputs, rulebook=rulebook)
    named = _title(new, said.day, ground)
    if said.day != said.place.day and new.kind is not SessionKind.REST:
        yield CoachEdit(kind=EditKind.MOVED, day=said.day, session=named, was=day_text(said.place.day))
    for change in changes_of(old, new, units=inputs.plan.units):
        kind = EditKind.NOTED if change.field == "note" else EditKind.CHANGED
        yield CoachEdit(
            kind=kind, day=said.day, session=named, field=change.field, was=change.was, now=change.now
        )


def _lock_edits(taken: Iterable[Said], days: Mapping[date, Day], ground: Ground) -> list[CoachEdit]:
    """Days that are to be kept, or let go, by a word of the coach's."""
    locked = {day.date: day.locked for day in ground.record.plan.days}
    said = {one.day: bool(one.values["locked"]) for one in taken if "locked" in one.values}
    return [
        CoachEdit(
            kind=EditKind.LOCKED if wish else EditKind.UNLOCKED,
            day=day,
            session=_title(days[day].sessions[0], day, ground),
        )
        for day, wish in said.items()
        if locked.get(day) != wish
    ]


def _title(session: Session, day: date, ground: Ground) -> str:
    return title(session, inputs=ground.inputs, day=day)


def _replanned(days: Mapping[date, Day], edits: Iterable[CoachEdit], ground: Ground) -> Plan:
    """The plan with those days, locked where they were changed, and its weeks counted again."""
    plan = ground.record.plan
    let_go = {edit.day for edit in edits if edit.kind is EditKind.UNLOCKED}
    wished = {edit.day for edit in edits if edit.kind is EditKind.LOCKED}
    before = {day.date: day for day in plan.days}
    changed = {day for day, now in days.items() if _content(now) != _content(before[day])}
    new = tuple(
        day.model_copy(update={"locked": _is_locked(day, changed=changed, wished=wished, let_go=let_go)})
        for day in days.values()
    )
    touched = [week for week in plan.weeks if any(week.start <= day < week.end for day in changed)]
    for week in touched:
        new = marked(new, week, ground.rulebook)
    units = unit_dates(ground.inputs, start=plan.start, rulebook=ground.rulebook)
    weeks = tuple(summed(week, new, unit_dates=units) if week in touched else week for week in plan.weeks)
    return plan.model_copy(update={"days": new, "weeks": weeks})


def _is_locked(day: Day, *, changed: set[date], wished: set[date], let_go: set[date]) -> bool:
    if day.date in let_go:
        return False
    return day.locked or day.date in changed or day.date in wished
