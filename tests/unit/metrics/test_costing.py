"""Minutes, kilometres and EFM of runs, pack runs, walks and strength."""

import json
from pathlib import Path
from typing import Any

import pytest

from periodise.domain.athlete import Athlete, Level
from periodise.domain.race import Terrain
from periodise.errors import OutOfRange
from periodise.metrics.cost import minetti2002_run
from periodise.metrics.load import Costing, costing_of
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
KNOWN = json.loads(Path(__file__).with_name("cost_vectors.json").read_text(encoding="utf-8"))
RUNNER = Costing.of(body_mass_kg=70, easy_pace_s_per_km=360, rulebook=RULEBOOK)
WALKING_GROUND = {1.0: Terrain.ROAD, 1.1: Terrain.SMOOTH}


def effort_of(session: dict[str, Any]) -> float:
    speed, pack = session["km_per_h"] / 3.6, session["l"] * RUNNER.body_mass_kg
    if session["gait"] == "run":
        return RUNNER.run_effort_ratio(speed, grade_ratio=session["grade"], pack_mass_kg=pack)
    effort = RUNNER.walk_effort_ratio(
        speed, grade_ratio=session["grade"], terrain=WALKING_GROUND[session["eta"]], pack_mass_kg=pack
    )
    floor = RUNNER.effort_floor(grade_ratio=session["grade"], pack_mass_kg=pack)
    return max(effort, floor) if session["floor"] else effort


@pytest.mark.parametrize(
    "session",
    KNOWN["planning_vectors"]["efm"]["vectors"],
    ids=lambda session: f"{session['session']} computed",
)
def test_a_session_weighs_what_it_should(session: dict[str, Any]) -> None:
    effort = effort_of(session)
    assert effort == pytest.approx(session["r"], abs=0.001)
    assert RUNNER.efm(session["minutes"], effort) == pytest.approx(session["efm"], abs=0.06)


def test_the_reference_is_minettis_level_running() -> None:
    assert minetti2002_run(0) == pytest.approx(RULEBOOK["R-10"]["reference_cost_j_per_kg_per_m"])
    assert RUNNER.reference_w_per_kg == pytest.approx(10.0)


def test_an_easy_hour_is_sixty_whatever_hill_pack_and_ground_do_to_its_pace() -> None:
    hour = RUNNER.run(60, ascent_m_per_km=40, terrain=Terrain.TECHNICAL, pack_mass_kg=6)
    assert hour.load_efm == 60
    assert hour.distance_km < RUNNER.run(60).distance_km == pytest.approx(10)


def test_a_pack_takes_one_percent_of_speed_per_percent_of_body_mass() -> None:
    assert RUNNER.run(60, pack_mass_kg=7).distance_km == pytest.approx(9.0)


def test_rough_ground_takes_what_its_factor_says() -> None:
    assert RUNNER.run(60, terrain=Terrain.MODERATE).distance_km == pytest.approx(10 / 1.12)


def test_harder_than_easy_counts_by_the_square() -> None:
    hills = RUNNER.run(50, effort_ratio=1.1)
    assert hills.load_efm == pytest.approx(50 * 1.21)
    assert hills.distance_km == pytest.approx(50 / 6 * 1.1)


def test_a_tempo_run_is_its_easy_and_its_hard_minutes() -> None:
    tempo = RUNNER.tempo(40, 20, 1.2)
    assert tempo.duration_min == 60
    assert tempo.load_efm == pytest.approx(40 + 20 * 1.44)
    assert tempo.distance_km == pytest.approx(40 / 6 + 20 / 5)
    assert tempo.effort_ratio == pytest.approx((40 + 20 * 1.2) / 60)


def test_a_loop_goes_down_as_much_as_up_unless_told_otherwise() -> None:
    assert RUNNER.run_distance(10, ascent_m=300).descent_m == 300
    assert RUNNER.run_distance(10, ascent_m=300, descent_m=0).descent_m == 0


def test_a_hundred_metres_of_climb_are_a_kilometre_at_ten_percent() -> None:
    level, climb = RUNNER.run_distance(9), RUNNER.run_distance(10, ascent_m=100, descent_m=0)
    assert climb.duration_min - level.duration_min == pytest.approx(
        6 * minetti2002_run(0.1) / minetti2002_run(0)
    )


def test_running_downhill_is_no_faster_than_the_rulebook_lets_it_be() -> None:
    down = RUNNER.run_distance(10, ascent_m=0, descent_m=1000)
    assert down.duration_min == pytest.approx(60 / RULEBOOK["R-10"]["downhill_speed_max_ratio"])


def test_a_route_steeper_than_usual_is_all_slope_at_its_own_grade() -> None:
    steep = RUNNER.run_distance(1, ascent_m=200, descent_m=0)
    assert steep.duration_min == pytest.approx(6 * minetti2002_run(0.2) / minetti2002_run(0))


def test_minutes_and_kilometres_are_two_ways_to_ask_for_the_same_run() -> None:
    ground = {"terrain": Terrain.MODERATE, "pack_mass_kg": 4.0}
    there = RUNNER.run(90, ascent_m_per_km=30, **ground)
    assert RUNNER.run_distance(there.distance_km, ascent_m=there.ascent_m, **ground) == pytest.approx(there)


def test_minutes_and_kilometres_are_two_ways_to_ask_for_the_same_walk() -> None:
    ground = {"terrain": Terrain.MODERATE, "pack_mass_kg": 14.0}
    there = RUNNER.walk(300, ascent_m_per_km=50, **ground)
    assert RUNNER.walk_distance(there.distance_km, ascent_m=there.ascent_m, **ground) == pytest.approx(there)


def test_a_level_walk_on_a_road_goes_at_the_comfortable_speed() -> None:
    assert RUNNER.walk(60).distance_km == pytest.approx(3.6 * RULEBOOK["R-10"]["walk_speed_flat_m_per_s"])


def test_a_slow_walk_with_a_pack_counts_half_at_least() -> None:
    fast = Costing.of(body_mass_kg=70, easy_pace_s_per_km=240, rulebook=RULEBOOK)
    assert fast.walk(60, pack_mass_kg=3.5).load_efm == pytest.approx(
        60 * RULEBOOK["R-12"]["floor_loaded_ratio"]
    )
    assert fast.walk(60, pack_mass_kg=3.4).load_efm == pytest.approx(
        60 * RULEBOOK["R-12"]["floor_unloaded_ratio"]
    )


def test_a_steep_descent_counts_half_even_without_a_pack() -> None:
    down = RUNNER.walk(60, ascent_m_per_km=0, descent_m_per_km=100)
    assert down.load_efm == pytest.approx(60 * RULEBOOK["R-12"]["floor_loaded_ratio"])


def test_a_climb_with_a_big_pack_is_walked_at_the_effort_that_can_be_held() -> None:
    climb = RUNNER.walk(60, ascent_m_per_km=100, descent_m_per_km=0, pack_mass_kg=14)
    assert climb.effort_ratio == pytest.approx(RULEBOOK["R-10"]["walk_effort_max_ratio"])
    assert 300 < climb.ascent_m < 600


def test_a_backpacking_day_over_a_pass_takes_the_day() -> None:
    day = RUNNER.walk_distance(20, ascent_m=1000, terrain=Terrain.MODERATE, pack_mass_kg=14)
    assert 4.5 * 60 < day.duration_min < 6 * 60
    assert 0.5 < day.effort_ratio < 0.85


def test_twenty_minutes_of_strength_are_seventeen() -> None:
    assert RUNNER.strength(20) == pytest.approx(17, abs=0.5)


@pytest.mark.parametrize(
    "nothing", [RUNNER.run_distance(0), RUNNER.walk_distance(0), RUNNER.run(0), RUNNER.walk(0)]
)
def test_no_session_is_no_load(nothing: tuple[float, ...]) -> None:
    assert nothing[:5] == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("level", list(Level))
def test_without_a_pace_the_level_gives_one(level: Level) -> None:
    athlete = Athlete(name="A", body_mass_kg=70.0, level=level)
    assert costing_of(athlete, RULEBOOK).easy_pace_s_per_km == RULEBOOK["R-10"][f"easy_pace_{level}_s_per_km"]


def test_a_stated_pace_stands_above_the_level() -> None:
    athlete = Athlete(name="A", body_mass_kg=70.0, easy_pace_s_per_km=333.0)
    assert costing_of(athlete, RULEBOOK).easy_pace_s_per_km == 333


def test_a_pack_too_heavy_to_run_with_is_refused_with_the_range() -> None:
    with pytest.raises(OutOfRange, match=r"running: 0\.5 is outside 0 to 0\.3"):
        RUNNER.run(60, pack_mass_kg=35)


def test_a_negative_distance_is_refused() -> None:
    with pytest.raises(OutOfRange, match="distance, km: -1 is outside 0 to inf"):
        RUNNER.walk_distance(-1)
