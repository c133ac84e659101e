"""A season as it goes: days pass, some are missed, races move, changes are taken back, in any order.

What must hold after each step is what the page of promises says: the past stands, nothing is made up, saying
a thing twice changes nothing, and calendars only ever hear of higher revisions.
"""

import re
from collections import Counter
from datetime import date, timedelta
from math import inf
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, event, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pydantic import ValidationError

from periodise.checker.check import check_plan
from periodise.domain.changes import changes_between
from periodise.domain.finding import Finding, Severity
from periodise.domain.goal import same_goal
from periodise.domain.history import bare, changed, taken_back
from periodise.domain.inputs import Inputs
from periodise.domain.logbook import first_open_day, missed_entries
from periodise.domain.plan import Plan
from periodise.domain.record import LedgerEntry, PlanRecord
from periodise.domain.session import Day, SessionKind
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.domain.week import WEEKDAYS
from periodise.errors import InputRefused, NoSafePlan
from periodise.metrics.logged_plan import with_log
from periodise.planner.build import build_plan
from periodise.recording import PlanHandle
from periodise.replanning import Asks, Proposal, ReplanRequest, proposed, proposed_for
from periodise.store.plan_file import plan_bytes
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_ledger import with_calendar
from periodise.views.change_list import change_list, raised_lines
from tests.properties.athletes import goals, on_the_way

RULEBOOK = load_rulebook()
EVERYTHING = ("R-85c", "R-85d", "R-85e", "R-85f")
PLAN_ID = UUID("8c1e6a52-0d3f-4b77-9a41-2f5d8e7b6c30")
MINUTES = st.sampled_from([0, 45, 60, 75, 90, 120])
NOWHERE = Path("nowhere")
PARTS = 5
RULE_NAMED = re.compile(r"\(R-[0-9]+\)")


@st.composite
def short_seasons(draw: st.DrawFn) -> Inputs:
    """Athletes with time to train, whose race is near enough for many seasons to be tried."""
    start = date(2026, 1, 1) + timedelta(draw(st.integers(0, 800)))
    runway_days = draw(st.integers(10, 130))
    weekly_km = draw(st.integers(20, 90))
    days = {name: {"available_min": draw(MINUTES), "start": "06:30"} for name in WEEKDAYS}
    long_day = draw(st.sampled_from(WEEKDAYS))
    days[long_day]["available_min"] = draw(st.sampled_from([180, 300, 420]))
    race = draw(races())
    away = draw(_away(start, runway_days))
    trips, others = draw(on_the_way(start, runway_days, away))
    return Inputs.model_validate(
        {
            "athlete": {
                "name": "A runner",
                "body_mass_kg": draw(st.sampled_from([45, 60, 70, 95])),
                "birth_year": draw(st.sampled_from([None, 1958, 1995])),
                "level": draw(st.sampled_from(["novice", "intermediate", "experienced"])),
            },
            "history": {
                "weekly_distance_km": weekly_km,
                "weekly_ascent_m": draw(st.sampled_from([None, 0, weekly_km * 25])),
                "runs_per_week": draw(st.integers(1, 6)),
                "weeks_consistent": draw(st.sampled_from([2, 8, 30])),
                "longest_run_km": draw(st.integers(5, weekly_km)),
                "longest_loaded_km": draw(st.sampled_from([0, 6, 12])),
                "pack_mass_kg": draw(st.sampled_from([0, 3, 5])),
                "longest_event_km": draw(st.sampled_from([0, 50, 100])),
            },
            "race": {**race, "date": start + timedelta(runway_days)},
            "week": {"timezone": "Europe/London", "long_day": long_day, **days},
            "away": away,
            "trips": trips,
            "other_races": others,
            "plan": {"start": start, "rhythm": draw(st.sampled_from([None, "2:1"]))},
        }
    )


def changed_file(inputs: Inputs, change: str, *, first: date, days: int) -> Inputs:
    """The athlete file as a person might change it in the middle of a season."""
    last = first + timedelta(days - 1)
    span = {"start": first, "end": last}
    trip = {
        **span,
        "name": "A new trip",
        "distance_per_day_km": 20,
        "pack_mass_kg": 8,
        "ascent_per_day_m": 500,
    }
    weekday = WEEKDAYS[first.weekday()]
    minutes = {"day lost": 0, "day won": 90}.get(change, inputs.week.on(first).available_min)
    week = inputs.week.model_dump() | {weekday: {"available_min": minutes}}
    values = inputs.model_dump()
    changes = {
        "away": {"away": [*values["away"], span]},
        "trip": {"trips": [*values["trips"], trip]},
        "day lost": {"week": week},
        "day won": {"week": week},
        "history": {"history": values["history"] | {"runs_per_week": days}},
        "pack": {"race": values["race"] | {"pack_mass_kg": days}},
    }
    return Inputs.model_validate(values | changes[change])


@st.composite
def races(draw: st.DrawFn) -> dict[str, Any]:
    """Half of them ultras that an athlete with time can train for, half of any kind."""
    if draw(st.booleans()):
        return draw(goals())
    race_km = draw(st.sampled_from([42.5, 50, 80, 100, 160]))
    return {
        "name": "A race",
        "start": draw(st.sampled_from([None, "06:00"])),
        "kind": "ultra",
        "distance_km": race_km,
        "ascent_m": race_km * draw(st.sampled_from([0, 25, 60])),
        "pack_mass_kg": draw(st.sampled_from([0, 2, 4, 6, 9])),
    }


@st.composite
def _away(draw: st.DrawFn, start: date, runway_days: int) -> list[dict[str, date]]:
    if draw(st.integers(0, 3)):
        return []
    first = start + timedelta(draw(st.integers(0, runway_days)))
    return [{"start": first, "end": first + timedelta(draw(st.sampled_from([2, 6, 13])))}]


def bare_days(plan: Plan, *, before: date) -> list[Day]:
    return [bare(day) for day in plan.days if day.date < before]


class Season(RuleBasedStateMachine):
    """One plan of record, one calendar, and a clock that only goes forward."""

    @initialize(inputs=short_seasons())
    def plan_a_season(self, inputs: Inputs) -> None:
        start = inputs.plan.start
        assert start is not None
        try:
            plan = build_plan(inputs, as_of=start, rulebook=RULEBOOK, accepted=EVERYTHING, search=False)
        except NoSafePlan:
            assume(False)
            raise
        findings = check_plan(plan, inputs, rulebook=RULEBOOK, accepted=EVERYTHING)
        assume(not any(one.severity is Severity.HARD for one in findings))
        record = PlanRecord(
            plan_id=PLAN_ID,
            as_of=start,
            rulebook_version=RULEBOOK.version,
            inputs=inputs,
            inputs_sha256="0" * 64,
            accepted=EVERYTHING,
            plan=plan.model_copy(update={"findings": findings}),
        )
        self.first = self.record = with_calendar(record, rulebook=RULEBOOK)
        self.today = start
        self.told: dict[str, LedgerEntry] = dict(self.record.calendar)

    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days)

    def a_past_day(self, back: int) -> date:
        days = self.record.plan.days
        return min(max(self.today - timedelta(back), days[0].date), days[-1].date)

    @rule(
        back=st.integers(0, 20),
        minutes=st.one_of(st.none(), st.integers(10, 240)),
        rpe=st.one_of(st.none(), st.integers(1, 10)),
    )
    def something_is_done(self, back: int, minutes: int | None, rpe: int | None) -> None:
        day = self.a_past_day(back)
        days = (*self.record.as_planned, *self.record.plan.days)
        planned = next(one for one in days if one.date == day).sessions[0]
        unplanned = planned.kind is SessionKind.REST and minutes is None
        entry = LogEntry(date=day, kind=LogKind.DONE, duration_min=30 if unplanned else minutes, rpe=rpe)
        self.note((entry,), command="done")

    @rule(
        back=st.integers(0, 20),
        days=st.sampled_from([1, 2, 3, 5, 7, 10, 14, 20, 30, 45]),
        reason=st.sampled_from(MissReason),
    )
    def days_are_missed(self, back: int, days: int, reason: MissReason) -> None:
        last = self.a_past_day(back)
        first = max(self.record.plan.start, last - timedelta(days - 1))
        self.note(missed_entries(self.record.plan, first=first, last=last, reason=reason), command="missed")

    def note(self, entries: tuple[LogEntry, ...], *, command: str) -> None:
        noted = with_log(self.record, entries, rulebook=RULEBOOK)
        assert with_log(noted, entries, rulebook=RULEBOOK) is noted
        if noted is not self.record:
            self.save(with_calendar(changed(self.record, noted, command=command), rulebook=RULEBOOK))

    def asked(
        self, *, race_date: date | None = None, file: Inputs | None = None, released: tuple[date, ...] = ()
    ) -> Proposal:
        handle = PlanHandle(NOWHERE, self.today)
        request = ReplanRequest(
            handle,
            NOWHERE,
            NOWHERE,
            race_date=race_date,
            accepted=EVERYTHING,
            released=released,
            search=False,
        )
        asks = Asks(unrecorded=lambda _: False, agree=lambda _: True)
        if file is not None:
            return proposed_for((file, "1" * 64), self.record, request, asks, rulebook=RULEBOOK)
        return proposed(self.record, request, asks, rulebook=RULEBOOK)

    @rule()
    def the_plan_goes_on_from_here(self) -> None:
        self.replan()

    @precondition(lambda self: self.today <= self.record.inputs.race.date)
    @rule(days=st.sampled_from([-21, -7, -2, 1, 7, 14, 28]))
    def the_race_moves(self, days: int) -> None:
        try:
            self.replan(race_date=self.record.inputs.race.date + timedelta(days))
        except InputRefused:
            event("the new date was refused")

    @precondition(lambda self: self.today <= self.record.inputs.race.date)
    @rule(
        change=st.sampled_from(["away", "trip", "day lost", "day won", "history", "pack"]),
        ahead=st.integers(0, 40),
        days=st.sampled_from([1, 3, 6, 10]),
    )
    def the_athlete_file_changes(self, change: str, ahead: int, days: int) -> None:
        first = self.today + timedelta(ahead)
        try:
            file = changed_file(self.record.inputs, change, first=first, days=days)
        except ValidationError:
            event("no such file")
            return
        event(f"changed: {change}")
        self.replan(file=file)

    def replan(
        self, *, race_date: date | None = None, file: Inputs | None = None, released: tuple[date, ...] = ()
    ) -> None:
        old, self.released = self.record, released
        try:
            proposal = self.asked(race_date=race_date, file=file, released=released)
        except NoSafePlan as refusal:
            assert refusal.gates
            event("no safe plan")
            return
        again = self.asked(race_date=race_date, file=file, released=released)
        assert plan_bytes(again.new) == plan_bytes(proposal.new)
        if proposal.changes_nothing:
            event("nothing to change")
            return
        event("regenerated" if proposal.regenerated else "kept")
        self.save(proposal.new)
        self.past_stands(old)
        self.every_session_is_told_once(old)
        self.what_holds_more_is_told_with_its_rule(old)
        self.no_hard_rule_is_broken_from_today_on()
        assert self.asked().changes_nothing

    def past_stands(self, old: PlanRecord) -> None:
        before = self.today
        assert bare_days(self.record.plan, before=before) == bare_days(old.plan, before=before)

    def every_session_is_told_once(self, old: PlanRecord) -> None:
        changes = changes_between(old.plan, self.record.plan)
        for plan, side in ((old.plan, "before"), (self.record.plan, "after")):
            held = [
                (day.date, one)
                for day in plan.days
                for one in day.sessions
                if one.kind is not SessionKind.REST
            ]
            told = [getattr(change, side) for change in changes if getattr(change, side) is not None]
            assert Counter(held) == Counter((one.date, one.session) for one in told)

    def what_holds_more_is_told_with_its_rule(self, old: PlanRecord) -> None:
        """Nothing is made up: no week to come above what it was, but by a rule that the diff names."""
        before = {(week.start, week.end): week.load_efm for week in old.plan.weeks}
        more = [
            week
            for week in self.record.plan.weeks
            if week.start >= self.today and week.load_efm > before.get((week.start, week.end), inf) + 0.05
        ]
        told = raised_lines(change_list(old, self.record))
        assert bool(told) == bool(more), (told, more)
        assert all(RULE_NAMED.search(line) for line in told)
        if more and same_goal(old.inputs, self.record.inputs):
            event("weeks hold more, by R-49 or R-85")

    def no_hard_rule_is_broken_from_today_on(self) -> None:
        hard = self.hard_findings()
        assert not hard, hard

    def hard_findings(self) -> list[Finding]:
        """Hard findings from the first day on that may still change."""
        record = self.record
        findings = check_plan(
            record.plan,
            record.inputs,
            rulebook=RULEBOOK,
            accepted=record.accepted,
            log=record.log,
            as_of=self.today,
        )
        until = first_open_day(self.today, recorded=[entry.date for entry in record.log])
        return [one for one in findings if one.severity is Severity.HARD and one.where >= until]

    @precondition(lambda self: self.record.history)
    @rule()
    def the_last_change_is_taken_back(self) -> None:
        self.save(with_calendar(taken_back(self.record), rulebook=RULEBOOK))

    def save(self, record: PlanRecord) -> None:
        """The next revision: events keep their days, and SEQUENCE rises exactly where content changed."""
        assert record.revision == self.record.revision + 1
        for uid, before in self.told.items():
            now = record.calendar[uid]
            assert (now.day, now.slot) == (before.day, before.slot)
            assert now.sequence == before.sequence + (now.sha256 != before.sha256)
            assert now.revised >= before.revised
            assert not (before.cancelled and not now.cancelled)
        self.told = dict(record.calendar)
        self.record = PlanRecord.model_validate(record.model_dump())
        assert plan_bytes(self.record) == plan_bytes(record)

    def teardown(self) -> None:
        """Whatever happened, everything can be taken back to the first plan."""
        if not hasattr(self, "first"):
            return
        record = self.record
        while record.history:
            record = with_calendar(taken_back(record), rulebook=RULEBOOK)
        assert [bare(day) for day in record.plan.days] == [bare(day) for day in self.first.plan.days]
        assert record.plan.model_copy(update={"days": ()}) == self.first.plan.model_copy(update={"days": ()})
        assert (record.inputs, record.log, record.as_planned) == (self.first.inputs, (), ())


@pytest.mark.parametrize("part", range(PARTS))
def test_a_season_in_any_order_keeps_its_promises(part: int) -> None:
    """Three hundred seasons in all, in parts that can run side by side."""

    def a_season() -> Season:
        return Season()

    run_state_machine_as_test(
        seed(part)(a_season), settings=settings(max_examples=300 // PARTS, stateful_step_count=5)
    )
