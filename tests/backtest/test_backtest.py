"""Our plans stay within reason of what coaches publish, and a rule answers for where they do not."""

from statistics import median

import pytest

from periodise.store.rulebook_file import load_rulebook
from tests.backtest.causes import GAP_RATIO, LIFTS, distance, gaps, weeks_without
from tests.backtest.our_season import our_weeks
from tests.backtest.page import LIFTED, season_ratio, total_ratios
from tests.backtest.published import (
    MEASURES,
    Published,
    Weeks,
    deload_depth,
    last_two_weeks,
    long_steps,
    longest,
    peak,
    published_plans,
)
from tests.backtest.race_tables import ours_for

PLANS = published_plans()
RUNS = [plan for plan in PLANS if not plan.carries_a_pack]


def by_name(plan: Published) -> str:
    return plan.name


def ours(plan: Published) -> Weeks:
    return ours_for(plan)


def test_six_published_plans_are_compared_and_each_says_where_it_stands():
    assert len(PLANS) == 6
    assert len({plan.source for plan in PLANS}) == 6
    assert all(plan.source.startswith("http") for plan in PLANS)


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_a_published_plan_is_told_whole_or_its_gaps_are_left_empty(plan: Published):
    weeks = plan.weeks
    assert len(weeks.total) == len(weeks.longest)
    pairs = zip(weeks.total, weeks.longest, strict=True)
    assert all(longest <= total for total, longest in pairs if total)
    assert all(weeks.total[number - 1] for number in weeks.easy)


@pytest.mark.parametrize("plan", RUNS, ids=by_name)
def test_our_season_begins_where_theirs_begins(plan: Published):
    assert 0.95 <= ours(plan).total[0] / plan.weeks.total[0] <= 1.15


@pytest.mark.parametrize("plan", RUNS, ids=by_name)
def test_our_weekly_totals_are_near_those_of_a_coach(plan: Published):
    assert 0.75 <= median(total_ratios(plan)) <= 1.25
    assert 0.75 <= season_ratio(plan) <= 1.30


def test_over_all_running_plans_our_weeks_are_about_as_full():
    assert 0.85 <= median(ratio for plan in RUNS for ratio in total_ratios(plan)) <= 1.10


@pytest.mark.parametrize("plan", RUNS, ids=by_name)
def test_our_peak_week_and_longest_run_are_not_a_different_sport(plan: Published):
    assert 0.6 <= peak(ours(plan)) / peak(plan.weeks) <= 1.3
    if longest(plan.weeks):
        assert 0.65 <= longest(ours(plan)) / longest(plan.weeks) <= 1.3


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_our_easy_weeks_keep_about_two_thirds(plan: Published):
    assert 0.55 <= deload_depth(ours(plan)) <= 0.75


@pytest.mark.parametrize("plan", RUNS, ids=by_name)
def test_our_taper_takes_two_or_three_weeks_to_well_below_a_peak_week(plan: Published):
    weeks = ours(plan)
    assert weeks.taper_count in (2, 3)
    assert 0.5 <= last_two_weeks(weeks) <= 0.9
    assert weeks.total[-1] < weeks.total[-2] < weeks.total[-3]


@pytest.mark.parametrize("plan", RUNS, ids=by_name)
def test_our_longest_run_grows_by_a_tenth_at_most(plan: Published):
    most = load_rulebook()["R-40"]["growth_ratio"] + 0.01
    assert all(step <= most for step in long_steps(ours(plan)))


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_every_gap_above_a_quarter_has_a_rule_that_causes_it(plan: Published):
    found = gaps(plan)
    big = {
        name
        for name, measure in MEASURES.items()
        if measure(plan.weeks) and distance(measure(ours(plan)), measure(plan.weeks)) > GAP_RATIO
    }
    assert {gap.measure for gap in found} == big
    assert all(gap.causes for gap in found)
    assert all(gap.left_ratio < distance(gap.ours, gap.theirs) for gap in found)


@pytest.mark.parametrize("plan", RUNS, ids=by_name)
def test_where_one_runs_lifting_those_rules_closes_the_gap(plan: Published):
    assert all(gap.left_ratio <= GAP_RATIO for gap in gaps(plan))


def test_lifting_nothing_changes_nothing_and_lifting_the_aim_does():
    plan = PLANS[0]
    assert ours(plan) == our_weeks(plan, load_rulebook())
    assert peak(weeks_without(plan.name, frozenset({"R-32"}))) > 1.1 * peak(ours(plan))


def test_the_page_says_of_every_rule_how_it_is_lifted():
    assert list(LIFTED) == list(LIFTS)
