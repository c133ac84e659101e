"""Costing every session of a 24-week plan; it has to stay far below 10 ms to be no reason to plan less."""

from pytest_benchmark.fixture import BenchmarkFixture

from periodise.domain.race import Terrain
from periodise.metrics.gait import steady_walk
from periodise.metrics.load import Costing, Moved
from periodise.store.rulebook_file import load_rulebook

WEEKS = 24
PACK_STEP_KG = 0.5


def season(costing: Costing) -> list[Moved]:
    """Seven sessions a week, growing, with a pack that rises every second week."""
    sessions: list[Moved] = []
    for week in range(WEEKS):
        pack_kg = 3.5 + PACK_STEP_KG * (week // 2)
        sessions += [
            costing.run(40 + week),
            costing.run(50 + week, ascent_m_per_km=15, pack_mass_kg=min(pack_kg, 10)),
            costing.tempo(30, 10 + week, 1.2),
            costing.run(45, effort_ratio=1.1, ascent_m_per_km=40, terrain=Terrain.MODERATE),
            costing.run(120 + 5 * week, ascent_m_per_km=20 + week, terrain=Terrain.MODERATE),
            costing.walk(60 + week, terrain=Terrain.SMOOTH, pack_mass_kg=pack_kg),
            costing.walk_distance(15 + week / 2, ascent_m=600 + 10 * week, pack_mass_kg=pack_kg),
        ]
        costing.strength(20)
    return sessions


def test_costing_a_season(benchmark: BenchmarkFixture) -> None:
    def from_scratch() -> list[Moved]:
        steady_walk.cache_clear()
        costing = Costing.of(body_mass_kg=70, easy_pace_s_per_km=390, rulebook=rulebook)
        return season(costing)

    rulebook = load_rulebook()
    sessions = benchmark(from_scratch)
    assert len(sessions) == 7 * WEEKS
