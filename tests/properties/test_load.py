"""What must hold for any session of anyone: more is never less, and nothing is not a number."""

from math import isfinite
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from periodise.domain.race import Terrain
from periodise.errors import OutOfRange
from periodise.metrics import cost
from periodise.metrics.gait import walk_run_crossover
from periodise.metrics.load import Costing, Moved
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
ROUNDING = 1e-9


def costing_of(body_mass_kg: float, easy_pace_s_per_km: float) -> Costing:
    return Costing.of(body_mass_kg=body_mass_kg, easy_pace_s_per_km=easy_pace_s_per_km, rulebook=RULEBOOK)


costings = st.builds(costing_of, st.floats(40, 120), st.floats(210, 600))
terrains = st.sampled_from(Terrain)
distances_km = st.floats(0.5, 200)
climbs_m = st.floats(0, 10_000)
run_shares = st.floats(0, 0.30)
walk_shares = st.floats(0, 0.60)
extras = st.floats(0, 1)


def never_less(more: Moved, less: Moved) -> None:
    """Neither quicker nor lighter, rounding aside."""
    assert more.duration_min >= less.duration_min * (1 - ROUNDING)
    assert more.load_efm >= less.load_efm * (1 - ROUNDING)


def is_sound(moved: Moved) -> None:
    assert all(isfinite(number) and number >= 0 for number in moved)


def run(costing: Costing, distance_km: float, share: float, **ground: Any) -> Moved:
    return costing.run_distance(distance_km, pack_mass_kg=share * costing.body_mass_kg, **ground)


def walk(costing: Costing, distance_km: float, share: float, **ground: Any) -> Moved:
    return costing.walk_distance(distance_km, pack_mass_kg=share * costing.body_mass_kg, **ground)


@given(costings, distances_km, run_shares, extras, climbs_m, terrains)
def test_more_pack_never_makes_a_run_cheaper(
    costing: Costing, distance_km: float, share: float, extra: float, ascent_m: float, terrain: Terrain
) -> None:
    heavier = share + extra * (0.30 - share)
    light, heavy = (
        run(costing, distance_km, carried, ascent_m=ascent_m, terrain=terrain) for carried in (share, heavier)
    )
    never_less(heavy, light)


@given(costings, distances_km, walk_shares, extras, climbs_m, terrains)
def test_more_pack_never_makes_a_walk_cheaper(
    costing: Costing, distance_km: float, share: float, extra: float, ascent_m: float, terrain: Terrain
) -> None:
    heavier = share + extra * (0.60 - share)
    light, heavy = (
        walk(costing, distance_km, carried, ascent_m=ascent_m, terrain=terrain)
        for carried in (share, heavier)
    )
    never_less(heavy, light)


@pytest.mark.parametrize("move", [run, walk])
@given(
    costing=costings, distance_km=distances_km, further_km=distances_km, climb_m=climbs_m, terrain=terrains
)
def test_a_longer_way_never_costs_less(
    move: Any, costing: Costing, distance_km: float, further_km: float, climb_m: float, terrain: Terrain
) -> None:
    near, far = (
        move(costing, length_km, 0.1, ascent_m=climb_m, terrain=terrain)
        for length_km in (distance_km, distance_km + further_km)
    )
    never_less(far, near)


@pytest.mark.parametrize("move", [run, walk])
@given(costing=costings, distance_km=distances_km, climb_m=climbs_m, higher_m=climbs_m, terrain=terrains)
def test_a_higher_loop_never_costs_less(
    move: Any, costing: Costing, distance_km: float, climb_m: float, higher_m: float, terrain: Terrain
) -> None:
    low, high = (
        move(costing, distance_km, 0.1, ascent_m=ascent_m, terrain=terrain)
        for ascent_m in (climb_m, climb_m + higher_m)
    )
    never_less(high, low)


@pytest.mark.parametrize("move", [run, walk])
@given(
    costing=costings,
    distance_km=distances_km,
    climb_m=climbs_m,
    higher_m=climbs_m,
    descent_m=climbs_m,
    terrain=terrains,
)
def test_a_higher_summit_above_the_same_descent_never_costs_less(
    move: Any,
    costing: Costing,
    distance_km: float,
    climb_m: float,
    higher_m: float,
    descent_m: float,
    terrain: Terrain,
) -> None:
    low, high = (
        move(costing, distance_km, 0.1, ascent_m=ascent_m, descent_m=descent_m, terrain=terrain)
        for ascent_m in (climb_m, climb_m + higher_m)
    )
    never_less(high, low)


@given(
    costings,
    st.floats(0, 2000),
    st.floats(0, 1000),
    st.floats(0, 1000),
    st.floats(0, 0.30),
    terrains,
    st.floats(0.5, 1.5),
)
def test_any_session_in_range_is_made_of_sound_numbers(
    costing: Costing,
    duration_min: float,
    up_m_per_km: float,
    down_m_per_km: float,
    share: float,
    terrain: Terrain,
    effort: float,
) -> None:
    ground = {
        "ascent_m_per_km": up_m_per_km,
        "descent_m_per_km": down_m_per_km,
        "terrain": terrain,
        "pack_mass_kg": share * costing.body_mass_kg,
    }
    is_sound(costing.run(duration_min, effort_ratio=effort, **ground))
    is_sound(costing.walk(duration_min, **ground))
    assert costing.strength(duration_min) >= 0


@given(costings, distances_km, climbs_m, walk_shares, terrains)
def test_a_walk_counts_no_less_than_its_floor_and_no_more_than_can_be_held(
    costing: Costing, distance_km: float, climb_m: float, share: float, terrain: Terrain
) -> None:
    walked = walk(costing, distance_km, share, ascent_m=climb_m, terrain=terrain)
    floor, limit = RULEBOOK["R-12"]["floor_unloaded_ratio"], RULEBOOK["R-10"]["walk_effort_max_ratio"]
    assert floor - ROUNDING <= walked.load_efm / walked.duration_min <= limit + ROUNDING


@given(st.floats(0.45, 1.97), st.floats(-0.4, 0.45), walk_shares, st.floats(0, 0.06), st.floats(1, 4.1))
def test_each_kilogram_carried_costs_a_walker_something(
    speed: float, grade: float, share: float, extra: float, ground: float
) -> None:
    bare, loaded = (cost.backpacking_net(speed, grade, carried, ground) for carried in (share, share + extra))
    assert 0 < bare <= loaded


@given(st.floats(-0.45, 0.45), run_shares)
def test_running_always_costs_something_and_more_with_a_pack(grade: float, share: float) -> None:
    assert 0 < cost.minetti2002_run(grade) <= cost.run_with_pack(grade, share, 1.1)


@given(st.floats(-0.4, 0.45))
def test_below_the_crossover_walking_is_the_cheaper_gait(grade: float) -> None:
    crossover = walk_run_crossover(grade, k_pack=1.1)
    if crossover is not None and crossover > 1.05:
        walking = cost.backpacking_net(crossover - 0.005, grade, 0, 1) / (crossover - 0.005)
        assert walking <= cost.minetti2002_run(grade)


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True, allow_infinity=True))
def test_an_equation_answers_in_its_range_and_refuses_outside(speed: float, grade: float) -> None:
    low, high = cost.GRADED_SPEED_M_PER_S
    gentle, steep = cost.GRADED_GRADE_PERCENT
    if low <= speed <= high and gentle <= grade <= steep:
        assert isfinite(cost.lcda_graded2019(speed, grade))
        return
    with pytest.raises(OutOfRange, match="is outside"):
        cost.lcda_graded2019(speed, grade)
