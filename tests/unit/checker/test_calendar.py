"""Weeks, blocks and phases that do not fit the calendar."""

from datetime import timedelta
from typing import Any

import pytest

from periodise.checker.calendar import build_weeks
from periodise.domain.plan import Plan, WeekKind
from periodise.domain.rulebook import Rulebook
from tests.unit.checker.seasons import a_plan, a_season, hard, judged, rulebook

A_DAY = timedelta(1)


def _with_weeks(plan: Plan, index: int, **changes: Any) -> Plan:
    weeks = list(plan.weeks)
    weeks[index] = weeks[index].model_copy(update=changes)
    return plan.model_copy(update={"weeks": tuple(weeks)})


def test_a_load_week_that_ends_on_a_saturday_is_noticed() -> None:
    plan, inputs = a_plan()
    shifted = _with_weeks(plan, 0, end=plan.weeks[0].end - A_DAY)
    assert "R-29" in hard(judged(shifted, inputs))


def test_a_part_week_later_than_the_first_is_noticed() -> None:
    plan, inputs = a_plan()
    assert "R-29" in hard(judged(_with_weeks(plan, 1, kind=WeekKind.PARTIAL), inputs))


def test_taper_blocks_of_other_than_seven_days_are_noticed() -> None:
    plan, inputs = a_plan()
    first, second = plan.weeks[7:9]
    moved = _with_weeks(_with_weeks(plan, 7, end=first.end + A_DAY), 8, start=second.start + A_DAY)
    assert "R-29" in hard(judged(moved, inputs))


def test_a_week_that_claims_another_phase_is_noticed() -> None:
    plan, inputs = a_plan()
    assert hard(judged(_with_weeks(plan, 0, phase="build"), inputs)) == ["R-30"]


def test_phases_with_a_hole_between_them_are_noticed() -> None:
    plan, inputs = a_plan()
    base, *others = plan.phases
    holed = plan.model_copy(update={"phases": (base.model_copy(update={"end": base.end - A_DAY}), *others)})
    assert "R-30" in hard(judged(holed, inputs))


@pytest.mark.parametrize(
    ("runway", "build"), [(6, 3), (8, 3), (9, 4), (12, 5), (14, 6), (16, 7), (18, 8), (24, 8), (30, 8)]
)
def test_the_build_lasts_what_the_table_of_r_30_says(runway: int, build: int) -> None:
    season = a_season(inputs={"race": {"date": a_season().plan.days[0].date + timedelta(weeks=runway)}})
    assert season.runway_weeks == runway
    assert build_weeks(season) == build
    assert build == _table(rulebook())[runway]


def _table(rules: Rulebook) -> dict[int, int]:
    return {row["runway_weeks"]: row["specific_weeks"] for row in rules["R-30"]["allocation"]}
