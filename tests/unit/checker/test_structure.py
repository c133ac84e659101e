"""A plan that is not whole is said to be so, whatever it prints of itself."""

from datetime import date
from typing import Any

import pytest

from periodise.domain.plan import Plan
from periodise.domain.session import Day, Session
from tests.unit.checker.seasons import a_plan, hard, judged, with_days

A_SATURDAY = date(2027, 1, 9)
A_MONDAY = date(2027, 1, 4)


def _first_week_printing(plan: Plan, **sums: Any) -> Plan:
    first, *others = plan.weeks
    return plan.model_copy(update={"weeks": (first.model_copy(update=sums), *others)})


def _saturday_session(day: Day, **changes: Any) -> Day:
    if day.date != A_SATURDAY:
        return day
    return day.with_sessions(tuple(one.model_copy(update=changes) for one in day.sessions))


def test_a_missing_date_is_noticed() -> None:
    plan, inputs = a_plan()
    gap = with_days(plan, lambda day: None if day.date == A_MONDAY.replace(day=11) else day)
    assert hard(judged(gap, inputs)) == ["structure"]


def test_a_date_that_comes_twice_is_noticed() -> None:
    plan, inputs = a_plan()
    twice = plan.model_copy(update={"days": (plan.days[0], *plan.days)})
    assert hard(judged(twice, inputs)) == ["structure"]


def test_weeks_that_leave_days_out_are_noticed() -> None:
    plan, inputs = a_plan()
    short = plan.model_copy(update={"weeks": plan.weeks[:-1]})
    assert "structure" in hard(judged(short, inputs))


def test_slots_that_do_not_count_from_one_are_noticed() -> None:
    plan, inputs = a_plan()
    skipped = with_days(plan, lambda day: _saturday_session(day, slot=2))
    assert hard(judged(skipped, inputs)) == ["structure"]


def test_a_day_without_any_entry_is_noticed() -> None:
    plan, inputs = a_plan()
    bare = with_days(plan, lambda day: day.with_sessions(()) if day.date == A_MONDAY else day)
    assert hard(judged(bare, inputs)) == ["structure"]


@pytest.mark.parametrize(
    "printed",
    [
        {"load_efm": 250},
        {"distance_km": 40},
        {"minutes": 250},
        {"longest_min": 100},
        {"descent_m": 100},
        {"loaded_kg_km": 12},
        {"heavy": 1},
        {"pack_step_kg": 0.5},
    ],
    ids=lambda printed: next(iter(printed)),
)
def test_a_week_that_prints_a_sum_its_sessions_do_not_come_to_is_noticed(printed: dict[str, Any]) -> None:
    plan, inputs = a_plan()
    findings = judged(_first_week_printing(plan, **printed), inputs)
    assert hard(findings) == ["structure"]
    assert next(iter(printed)) in findings[0].message


@pytest.mark.parametrize("mark", [{"demanding": False}, {"heavy": True}], ids=["demanding", "heavy"])
def test_a_session_that_is_marked_wrongly_is_noticed(mark: dict[str, bool]) -> None:
    plan, inputs = a_plan()
    marked = with_days(plan, lambda day: _saturday_session(day, **mark))
    assert hard(judged(marked, inputs)) == ["structure"]


def test_a_long_run_is_demanding_whatever_the_plan_calls_it() -> None:
    plan, inputs = a_plan(days="2027-01-09 easy_run 120 min\n2027-01-08 tempo_run 40 min")
    assert hard(judged(plan, inputs)) == ["R-48"]


def test_a_run_that_counts_less_load_than_its_minutes_is_noticed() -> None:
    plan, inputs = a_plan(days="2027-01-09 long_run 120 min 60 efm")
    assert hard(judged(plan, inputs)) == ["R-10"]


def test_a_rest_day_that_holds_a_run_is_noticed() -> None:
    plan, inputs = a_plan()

    def crowded(day: Day) -> Day:
        return day.with_sessions((*day.sessions, _rest(2))) if day.date == A_SATURDAY else day

    assert hard(judged(with_days(plan, crowded), inputs)) == ["structure"]


def _rest(slot: int) -> Session:
    return Session.model_validate({"kind": "rest", "intensity": "rest", "slot": slot})
