"""Sessions edited by hand in a plan file come to what the same edits in a coach's table come to (F-84)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import event, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from periodise.coach.hand_reading import read_by_hand
from periodise.coach.proposal import Proposal, proposed
from periodise.coach.told_sessions import as_told
from periodise.coaching import merge_of
from periodise.domain.history import bare, taken_back
from periodise.domain.record import PlanRecord
from periodise.errors import OutOfRange
from periodise.store.plan_file import plan_bytes, sealed_of
from tests.coach.season import RULEBOOK, csv_of, merged, planned, rows_of, sent
from tests.properties.test_any_plan_file import ODD, places, with_odd_values

NAME = "lakeland-50"
EDITS: Mapping[str, st.SearchStrategy[Any]] = {
    "duration_min": st.integers(10, 400),
    "distance_km": st.integers(1, 60),
    "ascent_m": st.integers(0, 3000),
    "pack_mass_kg": st.sampled_from([0, 2, 4.5, 6, 9, 12]),
    "kind": st.sampled_from(["rest", "easy_run", "long_run", "tempo_run", "pack_run", "hike", "strength"]),
    "start": st.sampled_from(["05:15", "19:30"]),
    "rpe": st.integers(1, 9),
    "title": st.text("aé7 ·\x1b\n\u202e<;", min_size=1, max_size=30),
    "note": st.text("bß9 \x07\r\u200b&=", min_size=1, max_size=30),
}
EDIT = st.sampled_from(sorted(EDITS)).flatmap(lambda name: st.tuples(st.just(name), EDITS[name]))


class Place(NamedTuple):
    """A session of the file by where it stands in it, with its event's UID."""

    day: int
    session: int
    uid: str


@cache
def document() -> str:
    return planned(NAME).model_dump_json()


@cache
def places_to_edit() -> list[Place]:
    """Every session to come that the athlete file does not fix."""
    fixed = {"rest", "race", "other_race", "trip_day"}
    return [
        Place(at, number, day.uid if session.slot == 1 else session.uid or "")
        for at, day in enumerate(planned(NAME).plan.days)
        for number, session in enumerate(day.sessions)
        if session.kind not in fixed
    ]


@cache
def single_days() -> list[Place]:
    days = planned(NAME).plan.days
    return [place for place in places_to_edit() if len(days[place.day].sessions) == 1]


def by_hand(edited: Any, record: PlanRecord) -> Proposal:
    plan = PlanRecord.model_validate_json(json.dumps(edited)).plan
    reading = read_by_hand(plan, record, rulebook=RULEBOOK)
    return proposed(reading, record, rulebook=RULEBOOK, today=record.as_of)


@settings(max_examples=40)
@given(st.data())
def test_edits_by_hand_come_to_what_merge_makes_of_them(data: st.DataObject) -> None:
    record = planned(NAME)
    edited, rows = json.loads(document()), {row["uid"]: row for row in rows_of(sent(NAME, "csv"))}
    changed = st.lists(st.tuples(st.sampled_from(places_to_edit()), EDIT), min_size=1, max_size=5)
    one, other = data.draw(
        st.lists(st.sampled_from(single_days()), min_size=2, max_size=2, unique_by=lambda place: place.uid)
    )
    for place, (name, value) in data.draw(changed):
        if place.uid not in (one.uid, other.uid):
            edited["plan"]["days"][place.day]["sessions"][place.session][name] = value
            rows[place.uid][name] = str(value)
    if data.draw(st.booleans()):
        event("two days swapped")
        held = [edited["plan"]["days"][place.day] for place in (one, other)]
        held[0]["sessions"], held[1]["sessions"] = held[1]["sessions"], held[0]["sessions"]
        first, second = rows[one.uid], rows[other.uid]
        first["date"], second["date"] = second["date"], first["date"]
    hand = by_hand(edited, record)
    table = merged(csv_of(list(rows.values())), "csv", record)
    assert hand.plan == table.plan
    assert hand.edits == table.edits
    assert hand.remarks == table.remarks == ()


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(places_to_edit()), EDIT), min_size=1, max_size=4))
def test_what_is_taken_loads_again_and_can_be_taken_back(edits: list[tuple[Place, Any]]) -> None:
    record, edited = planned(NAME), json.loads(document())
    for place, (name, value) in edits:
        edited["plan"]["days"][place.day]["sessions"][place.session][name] = value
    plan = PlanRecord.model_validate_json(json.dumps(edited)).plan
    reading = read_by_hand(plan, record, rulebook=RULEBOOK)
    proposal = proposed(reading, record, rulebook=RULEBOOK, today=record.as_of)
    after = merge_of(record, proposal, reading, today=record.as_of, rulebook=RULEBOOK, command="repair").after
    assert sealed_of(plan_bytes(after), path=Path("season.plan.json")).record == after
    before = taken_back(after)
    assert [bare(day) for day in before.plan.days] == [bare(day) for day in record.plan.days]
    assert before.plan.weeks == record.plan.weeks
    again = read_by_hand(after.plan, after, rulebook=RULEBOOK)
    assert not proposed(again, after, rulebook=RULEBOOK, today=after.as_of).edits


GOOD = planned("chuckanut-50k")
GOOD_VALUES = json.loads(GOOD.model_dump_json())
SPOTS = [path for path in places(GOOD_VALUES["plan"]) if path[0] == "days"]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(SPOTS), ODD), min_size=1, max_size=3))
def test_odd_edits_are_refused_or_judged_whatever_is_known_of_before(changes: list[Any]) -> None:
    values = with_odd_values([(("plan", *path), odd) for path, odd in changes], GOOD_VALUES)
    try:
        edited = PlanRecord.model_validate_json(json.dumps(values))
    except ValidationError:
        return
    told = as_told(edited, known=(), rulebook=RULEBOOK)
    for before, unclear in ((GOOD, ()), (told.record, told.unclear)):
        try:
            reading = read_by_hand(edited.plan, before, unclear=unclear, rulebook=RULEBOOK)
        except OutOfRange:
            continue
        proposal = proposed(reading, before, rulebook=RULEBOOK, today=before.as_of)
        merge = merge_of(before, proposal, reading, today=before.as_of, rulebook=RULEBOOK)
        assert all(day.locked for day in merge.after.plan.days if day.date in {e.day for e in proposal.edits})
