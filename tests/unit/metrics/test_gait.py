"""How fast a walker goes, and where the equations let running take over."""

from itertools import pairwise
from math import isclose

import pytest

from periodise.metrics.cost import backpacking_net, minetti2002_run, minetti2002_walk
from periodise.metrics.gait import ECONOMICAL_WALKING_M_PER_S, SteadyWalk, steady_walk, walk_run_crossover

K_PACK = 1.1


def walk_less_run(speed_m_per_s: float, grade_ratio: float) -> float:
    """J/kg/m that walking costs more than running."""
    return backpacking_net(speed_m_per_s, grade_ratio, 0, 1) / speed_m_per_s - minetti2002_run(grade_ratio)


def held(*, limit_w_per_kg: float, grade_ratio: float = 0.1) -> SteadyWalk:
    return steady_walk(
        comfortable_m_per_s=1.4,
        limit_w_per_kg=limit_w_per_kg,
        grade_ratio=grade_ratio,
        pack_share=0.1,
        ground=1.1,
    )


def test_at_the_best_walking_speed_minetti_never_lets_running_be_cheaper() -> None:
    grades = [percent / 100 for percent in range(-45, 46)]
    assert all(minetti2002_walk(grade) < minetti2002_run(grade) for grade in grades)


@pytest.mark.parametrize(("grade_ratio", "speed_m_per_s"), [(0.05, 1.905), (0.10, 1.675), (-0.10, 1.835)])
def test_on_a_slope_running_takes_over_where_the_equations_cross(
    grade_ratio: float, speed_m_per_s: float
) -> None:
    crossover = walk_run_crossover(grade_ratio, k_pack=K_PACK)
    assert crossover == pytest.approx(speed_m_per_s, abs=0.001)
    assert walk_less_run(crossover - 0.01, grade_ratio) < 0 < walk_less_run(crossover + 0.01, grade_ratio)


@pytest.mark.parametrize("grade_ratio", [0.0, -0.05])
def test_on_easy_ground_walking_stays_cheaper_as_long_as_it_is_walking(grade_ratio: float) -> None:
    assert walk_run_crossover(grade_ratio, k_pack=K_PACK) is None
    assert -0.2 < walk_less_run(1.97, grade_ratio) < 0


def test_where_running_is_always_cheaper_the_best_walking_speed_is_named() -> None:
    assert walk_run_crossover(0.20, k_pack=K_PACK) == ECONOMICAL_WALKING_M_PER_S


@pytest.mark.parametrize("grade_ratio", [-0.2, 0.0, 0.2])
def test_the_most_economical_walking_speed_is_the_same_on_every_grade(grade_ratio: float) -> None:
    speeds = [0.9 + index / 1000 for index in range(300)]
    best = min(speeds, key=lambda speed: walk_less_run(speed, grade_ratio))
    assert isclose(best, ECONOMICAL_WALKING_M_PER_S, abs_tol=0.01)


def test_a_pack_weighs_on_both_gaits_alike_and_hardly_moves_the_crossover() -> None:
    crossovers = [walk_run_crossover(0.1, pack_share=share, k_pack=K_PACK) for share in (0.0, 0.1, 0.2)]
    assert max(crossovers) - min(crossovers) < 0.1


def test_a_walker_with_power_to_spare_keeps_the_comfortable_speed() -> None:
    walk = held(limit_w_per_kg=50)
    assert walk == (1.4, backpacking_net(1.4, 0.1, 0.1, 1.1))


def test_a_walker_slows_until_the_climb_fits_the_effort() -> None:
    walk = held(limit_w_per_kg=7)
    assert isclose(backpacking_net(walk.speed_m_per_s, 0.1, 0.1, 1.1), 7, rel_tol=1e-9)
    assert isclose(walk.net_w_per_kg, 7, rel_tol=1e-9)


def test_on_a_wall_a_walker_creeps_at_the_slowest_known_cost_per_metre() -> None:
    walk = held(limit_w_per_kg=2, grade_ratio=0.4)
    assert walk.speed_m_per_s < 0.45
    assert walk.net_w_per_kg == 2
    assert isclose(walk.net_w_per_kg / walk.speed_m_per_s, backpacking_net(0.45, 0.4, 0.1, 1.1) / 0.45)


def test_the_steeper_the_slower() -> None:
    speeds = [held(limit_w_per_kg=7, grade_ratio=percent / 100).speed_m_per_s for percent in range(5, 41)]
    assert all(gentle >= steep for gentle, steep in pairwise(speeds))
