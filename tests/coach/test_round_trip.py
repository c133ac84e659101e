"""What goes out and comes back: nothing changed is nothing changed, and every change comes back exactly."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from periodise.domain.coach_edit import EditKind
from periodise.domain.plan import Plan
from periodise.domain.record import PlanRecord
from periodise.domain.session import Session, SessionKind
from periodise.views.plain_text import cleaned_line
from tests.coach import season
from tests.coach.season import exported, merged, planned, sent, sessions_on, taken_over, trained

FORMS = ("csv", "xlsx", "ics")
FIELDS = ("kind", "title", "duration_min", "distance_km", "ascent_m", "pack_mass_kg", "start", "note")
EDITS_A_FILE = 20
some_files = settings(max_examples=10, phases=[Phase.generate])
"""Ten files of twenty edits: what fails is plain enough, and a workbook takes long to shrink."""


@pytest.mark.parametrize("private", [False, True], ids=["plain", "private"])
@pytest.mark.parametrize("name", ["lakeland-50", "western-states-100", "ccc", "marathon-des-sables"])
@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_nobody_edited_changes_nothing(form: str, name: str, private: bool) -> None:
    record = planned(name)
    proposal = merged(exported(record, form, private=private), form, record)
    assert proposal.edits == ()
    assert proposal.plan == record.plan
    assert proposal.remarks == ()


class Edit(NamedTuple):
    """One thing that a coach does: to which session by number, what, and how."""

    number: int
    what: str
    value: Any


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(cleaned_line)
"""What may stand on one line: formulas, mark-up and other scripts with it."""
DAYS = st.integers(-5, 5).filter(bool)
MINUTES = st.integers(5, 400)
IN_TABLES: dict[str, st.SearchStrategy[Any]] = {
    "day": DAYS,
    "duration_min": MINUTES,
    "distance_km": st.integers(1, 600).map(lambda tenths: tenths / 10),
    "ascent_m": st.integers(0, 300).map(lambda tens: tens * 10),
    "pack_mass_kg": st.integers(1, 40).map(lambda halves: halves / 2),
    "kind": st.sampled_from(["easy_run", "pack_walk", "hike", "tempo_run", "strength"]),
    "title": WORDS.filter(bool),
    "note": WORDS.filter(bool),
    "start": st.times().map(lambda at: f"{at:%H:%M}"),
}
IN_CALENDARS: dict[str, st.SearchStrategy[Any]] = {
    "day": DAYS,
    "duration_min": MINUTES,
    "distance_km": st.integers(1, 60),
    "title": WORDS.filter(lambda text: bool(text) and not text[0].isalnum()),
    "note": WORDS.filter(lambda text: bool(text.split()) and "<" not in text and "&" not in text),
}


def edits_of(kinds: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[list[Edit]]:
    """Twenty edits, each of a session of its own."""
    one = st.one_of(
        *[st.builds(Edit, st.integers(0, 100), st.just(what), value) for what, value in kinds.items()]
    )
    return st.lists(one, min_size=EDITS_A_FILE, max_size=EDITS_A_FILE, unique_by=lambda edit: edit.number)


class Held(NamedTuple):
    """A session as far as a coach's edits go."""

    day: date
    kind: str
    title: str
    duration_min: float
    distance_km: float
    ascent_m: float
    pack_mass_kg: float
    start: str | None
    note: str


def held(day: date, session: Session) -> Held:
    return Held(day, *(getattr(session, field) for field in FIELDS))


def all_held(plan: Plan) -> Counter[Held]:
    """Every session but rest days, wherever it stands."""
    return Counter(
        held(day.date, session)
        for day in plan.days
        for session in day.sessions
        if session.kind is not SessionKind.REST
    )


def wanted(record: PlanRecord, edits: list[Edit]) -> Counter[Held]:
    """The same as the coach asks for it, counted without any of the code that takes his file back."""
    expected, sessions = all_held(record.plan), trained(record)
    for edit in edits:
        day, session, _ = sessions[edit.number % len(sessions)]
        before = held(day, session)
        expected[before] -= 1
        value = day + timedelta(edit.value) if edit.what == "day" else edit.value
        expected[before._replace(**{edit.what: value})] += 1
    return +expected


def distinct(edits: list[Edit], sessions: int) -> list[Edit]:
    """Without a second edit of one session, and without moves out of the plan."""
    return list({edit.number % sessions: edit for edit in edits}.values())


def inside(record: PlanRecord, edits: list[Edit]) -> list[Edit]:
    first, last = record.plan.days[0].date, record.plan.days[-1].date
    sessions = trained(record)
    return [
        edit
        for edit in distinct(edits, len(sessions))
        if edit.what != "day"
        or first <= sessions[edit.number % len(sessions)][0] + timedelta(edit.value) <= last
    ]


def assert_taken_over(record: PlanRecord, edits: list[Edit], content: bytes, form: str) -> None:
    """Exactly the edits, every changed day locked; the same file once more, or a new export, says nothing."""
    proposal = merged(content, form, record)
    assert all_held(proposal.plan) == wanted(record, edits)
    assert {edit.day for edit in proposal.edits} <= {day.date for day in proposal.plan.pinned_days}
    after = taken_over(record, proposal)
    assert merged(content, form, after).edits == ()
    again = "csv" if form == "xlsx" else form
    assert merged(exported(after, again), again, after).edits == ()


def cells_of(record: PlanRecord, edit: Edit) -> tuple[str, dict[str, Any]]:
    """The UID of the row, and what is written into it."""
    sessions = trained(record)
    day, _, uid = sessions[edit.number % len(sessions)]
    if edit.what == "day":
        return uid, {"date": day + timedelta(edit.value)}
    return uid, {edit.what: edit.value}


@some_files
@given(edits=edits_of(IN_TABLES))
def test_two_hundred_changes_in_a_csv_come_back_exactly(edits: list[Edit]) -> None:
    record = planned()
    kept = inside(record, edits)
    content = sent("lakeland-50", "csv")
    for uid, cells in (cells_of(record, edit) for edit in kept):
        content = season.edited_csv(content, uid, {name: str(value) for name, value in cells.items()})
    assert_taken_over(record, kept, content, "csv")


@some_files
@given(edits=edits_of(IN_TABLES))
def test_two_hundred_changes_in_a_workbook_come_back_exactly(edits: list[Edit]) -> None:
    record = planned()
    kept = inside(record, edits)
    by_uid = {uid: _as_typed(cells) for uid, cells in (cells_of(record, edit) for edit in kept)}
    content = season.edited_xlsx(sent("lakeland-50", "xlsx"), by_uid)
    assert_taken_over(record, kept, content, "xlsx")


def _as_typed(cells: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.combine(value, datetime.min.time()) if isinstance(value, date) else value
        for name, value in cells.items()
    }


@some_files
@given(edits=edits_of(IN_CALENDARS))
def test_two_hundred_changes_in_a_calendar_come_back_exactly(edits: list[Edit]) -> None:
    record = planned()
    sessions = trained(record)
    kept = [
        edit
        for edit in inside(record, edits)
        if edit.what != "distance_km" or sessions[edit.number % len(sessions)][1].distance_km
    ]
    changes: dict[str, Callable[[Any], None]] = {}
    for edit in kept:
        _, session, uid = sessions[edit.number % len(sessions)]
        changes[uid] = change_of(edit, session)
    content = season.edited_ics(sent("lakeland-50", "ics"), changes)
    kept = [
        edit._replace(value=" ".join(edit.value.split())) if edit.what == "note" else edit for edit in kept
    ]
    assert_taken_over(record, kept, content, "ics")


def change_of(edit: Edit, session: Session) -> Callable[[Any], None]:
    if edit.what == "day":
        return season.moved_by(edit.value)
    if edit.what == "duration_min":
        return season.stretched_to(edit.value)
    if edit.what == "distance_km":
        return season.retitled(distance_km=edit.value)
    return season.titled(edit.value) if edit.what == "title" else season.noted(edit.value)


@pytest.mark.parametrize("form", FORMS)
def test_a_session_that_is_left_out_is_a_session_taken_away(form: str) -> None:
    record = planned()
    day, session, uid = trained(record)[10]
    drop = {"csv": season.without_row, "xlsx": season.without_sheet_row, "ics": season.without_event}[form]
    proposal = merged(drop(exported(record, form), uid), form, record)
    assert [(edit.kind, edit.day) for edit in proposal.edits] == [(EditKind.REMOVED, day)]
    assert session.kind not in {one.kind for one in sessions_on(proposal.plan.days, day)}
