"""Planning on changes no more than it must: the plan so far comes back, a few lost days cost no season."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest

from periodise.domain.history import bare
from periodise.domain.plan import PhaseKind, Plan
from periodise.domain.record import PlanRecord
from periodise.domain.training_log import MissReason
from periodise.planner.build import build_plan
from periodise.recording import PlanHandle
from periodise.replanning import Asks, Missed, Proposal, ReplanRequest, proposed
from periodise.store.athlete_file import read_athlete_file
from periodise.store.rulebook_file import load_rulebook
from periodise.views.change_list import change_list, raised_lines
from tests.readme_page import PROJECT

RULEBOOK = load_rulebook()
EXAMPLES = sorted(path.stem for path in (PROJECT / "examples").glob("*.toml"))
NOWHERE = Path("nowhere")


@cache
def first_record(example: str) -> PlanRecord:
    inputs, sha256 = read_athlete_file(PROJECT / "examples" / f"{example}.toml")
    start = inputs.plan.start
    assert start is not None
    return PlanRecord(
        plan_id=UUID("5f0a7c52-6f0e-4f5e-8a61-9f3f1d2c7b11"),
        as_of=start,
        rulebook_version=RULEBOOK.version,
        inputs=inputs,
        inputs_sha256=sha256,
        plan=build_plan(inputs, as_of=start, rulebook=RULEBOOK),
    )


def after(example: str, first: date, days: int, reason: MissReason) -> Proposal:
    last = first + timedelta(days - 1)
    request = ReplanRequest(
        PlanHandle(NOWHERE, last + timedelta(1)), NOWHERE, NOWHERE, missed=Missed(first, last, reason)
    )
    asks = Asks(unrecorded=lambda _: False, agree=lambda _: True)
    return proposed(first_record(example), request, asks, rulebook=RULEBOOK)


def longest_from(plan: Plan, day: date) -> float:
    return max(week.longest_min for week in plan.weeks if week.start >= day)


@pytest.mark.parametrize(
    ("example", "first"),
    [("javelina-jundred", date(2027, 9, 3)), ("marathon-des-sables", date(2027, 2, 1))],
)
def test_two_days_of_fever_in_build_do_not_cost_the_long_runs_of_the_season(
    example: str, first: date
) -> None:
    proposal = after(example, first, 2, MissReason.FEVER)
    before, now = (longest_from(one.plan, first) for one in (proposal.old, proposal.new))
    assert now > 0.85 * before


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("weeks_in", [1, 3, 5])
def test_two_missed_days_early_in_a_season_leave_the_goal_safe(example: str, weeks_in: int) -> None:
    record = first_record(example)
    first = record.plan.start + timedelta(weeks=weeks_in, days=4)
    proposal = after(example, first, 2, MissReason.LIFE)
    findings = proposal.new.plan.findings
    assert not [one for one in findings if one.severity == "hard" and one.where > first]


def test_after_a_week_off_in_build_the_plan_so_far_comes_back() -> None:
    record = first_record("javelina-jundred")
    build = next(one for one in record.plan.phases if one.kind is PhaseKind.BUILD)
    new = after("javelina-jundred", build.start, 7, MissReason.TRAVEL).new.plan
    other = [
        day.date for day, before in zip(new.days, record.plan.days, strict=True) if bare(day) != bare(before)
    ]
    assert min(other) == build.start
    assert max(other) < build.start + timedelta(weeks=4)


def test_weeks_hold_more_only_by_a_rule_that_is_told() -> None:
    for example in ("lakeland-50", "marathon-des-sables"):
        record = first_record(example)
        for weeks_in in (2, 4, 6):
            first = record.plan.start + timedelta(weeks=weeks_in)
            proposal = after(example, first, 5, MissReason.LIFE)
            before = {week.start: week.load_efm for week in record.plan.weeks}
            weeks = (week for week in proposal.new.plan.weeks if week.start > first + timedelta(4))
            more = [week for week in weeks if week.load_efm > before[week.start]]
            told = raised_lines(change_list(proposal.old, proposal.new))
            assert bool(told) == bool(more)
            assert all("(R-49)" in line or "(R-85)" in line for line in told)
