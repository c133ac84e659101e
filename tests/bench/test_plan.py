"""How long `periodise plan` takes for 24 weeks, part by part: `pytest tests/bench --benchmark-enable`.

What the calendar takes stands in `test_ics.py`, what loading the program takes in `test_startup.py`.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from periodise.checker.check import check_plan
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.record import PlanRecord
from periodise.metrics.gait import steady_walk
from periodise.planner.build import build_plan
from periodise.store.athlete_file import read_athlete_file
from periodise.store.atomic import write_files
from periodise.store.plan_file import new_plan_file, plan_bytes, read_plan_file
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_ledger import with_calendar
from periodise.views.summary import summary_text
from tests.unit.planner.inputs import START, an_athlete

ATHLETE_FILE = Path(__file__).parents[1] / "seasons" / "100-km-in-24-weeks.toml"
TODAY = date(2027, 1, 4)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return read_athlete_file(ATHLETE_FILE)[0]


@pytest.fixture(scope="module")
def plan(inputs: Inputs) -> Plan:
    return build_plan(inputs, as_of=TODAY, rulebook=load_rulebook())


@pytest.fixture(scope="module")
def record(inputs: Inputs, plan: Plan) -> PlanRecord:
    assert inputs.plan.id is not None
    bare = PlanRecord(
        plan_id=inputs.plan.id, as_of=TODAY, rulebook_version="1", inputs=inputs, inputs_sha256="", plan=plan
    )
    return with_calendar(bare, rulebook=load_rulebook())


def test_reading_the_athlete_file(benchmark: Any) -> None:
    assert benchmark(lambda: read_athlete_file(ATHLETE_FILE))


def test_reading_the_rulebook(benchmark: Any) -> None:
    rulebook = benchmark.pedantic(load_rulebook, setup=load_rulebook.cache_clear, rounds=30)
    assert rulebook.values


def test_planning(benchmark: Any, inputs: Inputs) -> None:
    plan = benchmark.pedantic(
        lambda: build_plan(inputs, as_of=TODAY, rulebook=load_rulebook()),
        setup=steady_walk.cache_clear,
        rounds=20,
    )
    assert len(plan.days) > 7 * 24


@pytest.mark.parametrize("weeks", [15, 30, 60, 156])
def test_planning_grows_with_the_weeks(benchmark: Any, weeks: int) -> None:
    inputs = an_athlete(race={"date": START + timedelta(weeks=weeks, days=5)})
    accepted = ("R-85c", "R-85d", "R-85e")
    plan = benchmark.pedantic(
        lambda: build_plan(inputs, as_of=START, rulebook=load_rulebook(), accepted=accepted), rounds=5
    )
    assert len(plan.days) > 7 * weeks


def test_judging(benchmark: Any, inputs: Inputs, plan: Plan) -> None:
    findings = benchmark(lambda: check_plan(plan, inputs, rulebook=load_rulebook()))
    assert all(finding.severity != "hard" for finding in findings)


def test_sealing_the_plan(benchmark: Any, record: PlanRecord) -> None:
    assert benchmark(lambda: plan_bytes(record)).endswith(b'"}\n')


def test_writing_the_plan_to_disk(benchmark: Any, record: PlanRecord, tmp_path: Path) -> None:
    path = tmp_path / "a.plan.json"
    file = new_plan_file(path, record)
    benchmark.pedantic(write_files, args=([file],), setup=lambda: path.unlink(missing_ok=True), rounds=20)
    assert read_plan_file(path) == record


def test_summing_up(benchmark: Any, record: PlanRecord) -> None:
    assert benchmark(lambda: summary_text(record, rulebook=load_rulebook()))
