"""A season that a coach changes on the way: days locked, then done, missed, planned anew, taken back.

What he locked stands to the letter and once. A hard rule that cannot be kept beside it is told with the
locked day, and no rule is broken anywhere else.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import assume, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from periodise.coach.proposal import proposed
from periodise.coach.said import Place, Reading, Said, Value
from periodise.coaching import merge_of
from periodise.domain.history import bare
from periodise.domain.locks import locked_breaches, locked_dates
from periodise.domain.logbook import first_open_day
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day
from periodise.metrics.locked_days import OF_THE_FILE
from tests.properties.test_replanning_machine import RULEBOOK, Season

FIGURES: Mapping[str, st.SearchStrategy[Value]] = {
    "duration_min": st.integers(10, 260),
    "distance_km": st.integers(1, 50),
    "pack_mass_kg": st.sampled_from([0, 2, 4, 6, 9, 12]),
    "kind": st.sampled_from(["rest", "easy_run", "long_run", "tempo_run", "pack_run", "hike", "strength"]),
    "note": st.just("as you feel"),
}
CHANGES = st.one_of(*[st.tuples(st.just(name), values) for name, values in FIGURES.items()])


def as_locked(day: Day) -> Day:
    """A day without what follows from the days around it: its marks and its calendar numbers."""
    held = bare(day)
    return held.with_sessions(tuple(one.model_copy(update={"demanding": False}) for one in held.sessions))


class CoachedSeason(Season):
    """The same season with a coach who changes and locks days to come."""

    @rule(ahead=st.integers(0, 40), change=CHANGES, days=st.sampled_from([0, 0, 0, -2, -1, 1, 3]))
    def a_coach_changes_a_day(self, ahead: int, change: tuple[str, Value], days: int) -> None:
        to_come = [day for day in self.record.plan.days if day.date >= self.today]
        assume(to_come)
        day = to_come[ahead % len(to_come)].date
        to = day + timedelta(days)
        reading = Reading((Said("line 1", Place(day, 1), to, dict([change])),), date.max, date.min, ())
        proposal = proposed(reading, self.record, rulebook=RULEBOOK, today=self.today)
        if proposal.edits:
            self.save(merge_of(self.record, proposal, reading, today=self.today, rulebook=RULEBOOK).after)

    @precondition(lambda self: locked_dates(self.record.plan, since=self.today))
    @rule(number=st.integers(0, 10))
    def the_runner_lets_a_day_go(self, number: int) -> None:
        locked = locked_dates(self.record.plan, since=self.today)
        self.replan(released=(locked[number % len(locked)],))

    def until(self) -> date:
        return first_open_day(self.today, recorded=[entry.date for entry in self.record.log])

    def past_stands(self, old: PlanRecord) -> None:
        super().past_stands(old)
        self.locked_days_stand(old)

    def locked_days_stand(self, old: PlanRecord) -> None:
        days = {day.date: day for day in self.record.plan.days}
        for locked in old.plan.pinned_days:
            now = days.get(locked.date)
            if locked.date < self.until() or now is None or locked.date in self.released:
                continue
            kinds = {one.kind for each in (now, locked) for one in each.sessions}
            if not kinds & OF_THE_FILE:
                assert as_locked(now) == as_locked(locked)

    def no_hard_rule_is_broken_from_today_on(self) -> None:
        locked = locked_dates(self.record.plan, since=self.until())
        if not locked:
            super().no_hard_rule_is_broken_from_today_on()
            return
        hard = self.hard_findings()
        told = locked_breaches(self.record.plan, self.record.plan.findings, since=self.until())
        assert {one.finding for one in told} == set(hard)
        for finding in hard:
            event(f"a lock breaks {finding.rule}")
            window = timedelta(WINDOW_DAYS.get(finding.rule, 6))
            assert any(abs(day - finding.where) <= window for day in locked), (finding, locked)


WINDOW_DAYS = {"R-40": 30, "R-42": 28, "R-43": 28, "R-49": 35, "R-52": 14, "R-63": 28, "R-64": 28}
"""How far a rule looks, where that is more than a week."""

TestCoachedSeason = CoachedSeason.TestCase
TestCoachedSeason.settings = settings(max_examples=40, stateful_step_count=8, deadline=None)
