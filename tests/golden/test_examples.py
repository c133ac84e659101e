"""Every athlete file in `examples/` becomes a plan that keeps every hard rule, the same one each time."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from periodise.checker.check import check_plan
from periodise.domain.finding import Severity
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.session import SessionKind
from periodise.errors import NoSafePlan
from periodise.planner.build import build_plan
from periodise.store.athlete_file import read_athlete_file
from periodise.store.rulebook_file import load_rulebook

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
SEASONS = ROOT / "tests" / "seasons"
RULEBOOK = load_rulebook()

each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def planned(path: Path) -> tuple[Inputs, Plan]:
    """The inputs of an athlete file and its plan as of the plan's own first day."""
    inputs, _ = read_athlete_file(path)
    assert inputs.plan.start is not None
    return inputs, build_plan(inputs, as_of=inputs.plan.start, rulebook=RULEBOOK)


def rules_broken(inputs: Inputs, plan: Plan) -> list[str]:
    findings = check_plan(plan, inputs, rulebook=RULEBOOK)
    return [f"{f.rule} {f.where}: {f.message}" for f in findings if f.severity is Severity.HARD]


def heaviest_trained_kg(plan: Plan) -> float:
    """Heaviest pack of any session before race day, the shakedown left out."""
    not_training = {SessionKind.RACE, SessionKind.SHAKEDOWN}
    return max(s.pack_mass_kg for day in plan.days for s in day.sessions if s.kind not in not_training)


def readme() -> str:
    return (ROOT / "examples" / "README.md").read_text(encoding="utf-8")


def test_there_are_at_least_eight_examples() -> None:
    assert len(EXAMPLES) >= 8


@each_example
def test_an_example_gives_a_plan_that_breaks_no_hard_rule(path: Path) -> None:
    assert rules_broken(*planned(path)) == []


@each_example
def test_an_example_first_races_its_goal_on_its_race_day(path: Path) -> None:
    inputs, plan = planned(path)
    race_days = [d.date for d in plan.days if any(s.kind is SessionKind.RACE for s in d.sessions)]
    assert race_days[0] == inputs.race.date


@each_example
def test_an_example_planned_twice_is_the_same_plan(path: Path) -> None:
    assert planned(path) == planned(path)


@each_example
def test_no_training_is_planned_while_away(path: Path) -> None:
    inputs, plan = planned(path)
    away = [d for d in plan.days for a in inputs.away if a.start <= d.date <= a.end]
    assert all(s.kind is SessionKind.REST for d in away for s in d.sessions)


@each_example
def test_the_table_of_examples_names_the_file_its_race_day_and_its_first_day(path: Path) -> None:
    inputs, _ = read_athlete_file(path)
    row = re.search(rf"^\| `{re.escape(path.name)}` \|.*$", readme(), re.MULTILINE)
    assert row is not None
    assert str(inputs.race.date) in row[0]
    assert str(inputs.plan.start) in row[0]


def test_a_pack_weighed_from_its_kit_list_is_the_pack_carried_in_the_race() -> None:
    inputs, plan = planned(ROOT / "examples" / "ccc.toml")
    carried_kg = sum(item.mass_kg for item in inputs.kit if not item.worn)
    race = next(s for d in plan.days for s in d.sessions if s.kind is SessionKind.RACE)
    assert race.pack_mass_kg == pytest.approx(carried_kg, abs=0.05)


def test_a_hundred_kilometres_in_24_weeks_reaches_its_race_pack() -> None:
    inputs, plan = planned(SEASONS / "100-km-in-24-weeks.toml")
    assert rules_broken(inputs, plan) == []
    assert heaviest_trained_kg(plan) == pytest.approx(6.0)


def test_a_novice_at_25_km_a_week_is_refused_50_km_in_12_weeks() -> None:
    with pytest.raises(NoSafePlan):
        planned(SEASONS / "novice-50-km-from-25-km-a-week.toml")


def test_a_novice_at_30_km_a_week_gets_50_km_in_12_weeks_with_3_of_4_kg() -> None:
    inputs, plan = planned(SEASONS / "novice-50-km-from-30-km-a-week.toml")
    assert rules_broken(inputs, plan) == []
    assert heaviest_trained_kg(plan) == pytest.approx(3.0)


def test_a_ruck_with_16_kg_is_walked_up_to_it_in_steps_of_3_kg_ten_days_apart() -> None:
    inputs, plan = planned(SEASONS / "ruck-42-km-with-16-kg.toml")
    assert rules_broken(inputs, plan) == []
    walks = [(d.date, s) for d in plan.days for s in d.sessions if s.kind is SessionKind.PACK_WALK]
    masses = [walk.pack_mass_kg for _, walk in walks]
    assert masses[0] == pytest.approx(8.0)
    assert max(masses) == pytest.approx(16.0)
    assert all(later - earlier <= 3.05 for earlier, later in pairwise(masses))
    heavy = [day for day, walk in walks if walk.heavy]
    assert all((later - earlier).days >= 10 for earlier, later in pairwise(heavy))
    assert not any(s.kind is SessionKind.PACK_RUN for d in plan.days for s in d.sessions)


def test_a_stage_race_is_trained_for_with_its_pack_and_days_of_three_to_five_hours_under_it() -> None:
    inputs, plan = planned(SEASONS / "stage-race-250-km.toml")
    assert rules_broken(inputs, plan) == []
    assert heaviest_trained_kg(plan) >= 8.5
    days_out = [s for d in plan.days for s in d.sessions if s.kind is SessionKind.BACKPACKING_DAY]
    assert len(days_out) >= 4
    assert all(180 <= one.duration_min <= 300 for one in days_out)
    stages = [s for d in plan.days for s in d.sessions if s.kind is SessionKind.RACE]
    assert [stage.distance_km for stage in stages] == [32, 38, 36, 80, 42, 22]
    assert [stage.pack_mass_kg for stage in stages] == [9, 8.3, 7.6, 7, 6, 5.5]


def test_50_miles_on_three_days_a_week_is_a_plan_to_finish_with_its_long_run_near_60_percent() -> None:
    inputs, plan = planned(SEASONS / "50-miles-on-three-days.toml")
    assert rules_broken(inputs, plan) == []
    peak = max(plan.weeks, key=lambda week: week.longest_min)
    assert 0.55 <= peak.longest_min / peak.load_efm <= 0.7
    findings = check_plan(plan, inputs, rulebook=RULEBOOK)
    assert {"R-44", "R-85"} <= {finding.rule for finding in findings if finding.severity != Severity.NOTE}
