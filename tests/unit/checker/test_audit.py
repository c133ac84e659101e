"""The audit: the worst week of each rule beside its limit."""

from datetime import date
from typing import Any

from periodise.checker.audit import AuditRow, AuditVerdict, audit
from tests.unit.checker.seasons import a_plan, rulebook


def _row(rule: str, *, accepted: tuple[str, ...] = (), season: str = "quiet", **changes: Any) -> AuditRow:
    plan, inputs = a_plan(season, **changes)
    return next(row for row in audit(plan, inputs, rulebook(), accepted=accepted) if row.rule == rule)


def test_a_kept_rule_shows_how_near_it_came_to_its_limit() -> None:
    row = _row("R-40", days="2027-01-09 long_run 126 min")
    assert row.verdict is AuditVerdict.PASS
    assert (row.limit, row.measured, row.worst_week) == (132, 126, date(2027, 1, 4))


def test_a_broken_rule_shows_the_week_that_breaks_it() -> None:
    row = _row("R-40", days="2027-01-16 long_run 150 min")
    assert row.verdict is AuditVerdict.BROKEN
    assert row.worst_week == date(2027, 1, 11)


def test_a_least_is_worst_where_it_is_smallest() -> None:
    row = _row("R-48", days="2027-01-11 easy_run 20 min\n2027-01-13 easy_run 20 min")
    assert row.at_least
    assert (row.measured, row.limit, row.verdict) == (1, 1, AuditVerdict.PASS)


def test_an_accepted_gate_is_waived() -> None:
    race = {"race": {"distance_km": 50}}
    assert _row("R-85", inputs=race).verdict is AuditVerdict.BROKEN
    assert _row("R-85", inputs=race, accepted=("R-85c",)).verdict is AuditVerdict.WAIVED


def test_a_soft_rule_that_is_missed_is_a_warning() -> None:
    assert _row("R-44").verdict is AuditVerdict.WARN


def test_a_rule_about_packs_measures_nothing_where_none_is_carried() -> None:
    row = _row("R-64")
    assert (row.measured, row.limit, row.verdict) == (None, None, AuditVerdict.PASS)


def test_each_rule_has_one_row_in_the_order_of_the_rulebook() -> None:
    plan, inputs = a_plan("packed")
    rules = [row.rule for row in audit(plan, inputs, rulebook())]
    assert rules == [rule for rule in rulebook().values if rule in rules]
    assert len(set(rules)) == len(rules)


def test_a_back_to_back_shows_its_share_of_the_week() -> None:
    row = _row("R-46", days="2027-01-16 long_run 80 min by R-46\n2027-01-17 long_run 40 min by R-46")
    assert (row.limit, row.measured, row.worst_week) == (0.5, 0.5, date(2027, 1, 11))


def test_the_week_before_a_b_race_is_measured_by_a_load_week() -> None:
    races = [{"name": "A spring race", "date": date(2027, 1, 16), "distance_km": 30, "priority": "B"}]
    row = _row("R-55", inputs={"other_race": races}, days="2027-01-16 other_race 240 min hard")
    assert (row.measured, row.verdict) == (300, AuditVerdict.WARN)
    assert row.limit == 210


def test_days_in_the_heat_are_counted_only_before_a_hot_race() -> None:
    assert _row("R-91").measured is None
    row = _row("R-91", inputs={"race": {"hot": True}})
    assert (row.measured, row.limit, row.verdict) == (0, 5, AuditVerdict.WARN)
