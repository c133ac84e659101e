"""What an hour counts by pack and slope, arranged to be drawn."""

from collections.abc import Callable
from typing import NamedTuple

from periodise.domain.race import Terrain
from periodise.domain.rulebook import Rulebook
from periodise.metrics.load import Costing

HOUR_MIN = 60.0
KM_PER_H = 3.6
GRADES_PERCENT = (20, 10, 0, -10)
"""Steepest first, as the curves lie above each other."""
WALK_KM_PER_H = 4.0
WALK_GROUND = Terrain.SMOOTH
EXAMPLE_BODY_MASS_KG = 70.0
EXAMPLE_EASY_PACE_S_PER_KM = 390.0


class Curve(NamedTuple):
    """One slope: points of pack in percent of body mass and EFM of an hour."""

    grade_percent: int
    points: tuple[tuple[float, float], ...]


class Panel(NamedTuple):
    """One gait at one pace on every slope."""

    title: str
    note: str
    curves: tuple[Curve, ...]


class LoadChart(NamedTuple):
    title: str
    description: str
    panels: tuple[Panel, ...]


def example_costing(rulebook: Rulebook) -> Costing:
    """The runner of the page and its picture."""
    return Costing.of(
        body_mass_kg=EXAMPLE_BODY_MASS_KG,
        easy_pace_s_per_km=EXAMPLE_EASY_PACE_S_PER_KM,
        rulebook=rulebook,
    )


def load_chart(rulebook: Rulebook) -> LoadChart:
    """EFM per hour against pack share, running and walking, at four grades."""
    costing = example_costing(rulebook)
    run_share_percent = round(100 * rulebook["R-62"]["ceiling_share"])
    walk_share_percent = round(100 * rulebook["R-68"]["event_ceiling_share"])
    return LoadChart(
        title="What an hour counts, by pack and slope",
        description=f"EFM per hour by pack mass for {costing.body_mass_kg:g} kg, one pace on every grade",
        panels=(
            Panel(
                title=f"Running at {pace_text(costing.easy_pace_s_per_km)}",
                note=f"run up to {run_share_percent} % (R-62)",
                curves=_curves(lambda grade, share: run_hour_efm(costing, grade, share), run_share_percent),
            ),
            Panel(
                title=f"Walking at {WALK_KM_PER_H:g} km/h",
                note=f"walked up to {walk_share_percent} % (R-68)",
                curves=_curves(lambda grade, share: walk_hour_efm(costing, grade, share), walk_share_percent),
            ),
        ),
    )


def run_hour_efm(costing: Costing, grade_percent: float, share_percent: float) -> float:
    """EFM of an hour's running at the easy flat pace, whatever the slope asks."""
    grade, pack_kg = grade_percent / 100, share_percent / 100 * costing.body_mass_kg
    effort = costing.run_effort_ratio(costing.easy_speed_m_per_s, grade_ratio=grade, pack_mass_kg=pack_kg)
    return costing.efm(HOUR_MIN, max(effort, costing.effort_floor(grade_ratio=grade, pack_mass_kg=pack_kg)))


def walk_hour_efm(costing: Costing, grade_percent: float, share_percent: float) -> float:
    """EFM of an hour's walking on a packed trail at one speed, whatever the slope asks."""
    grade, pack_kg = grade_percent / 100, share_percent / 100 * costing.body_mass_kg
    effort = costing.walk_effort_ratio(
        WALK_KM_PER_H / KM_PER_H, grade_ratio=grade, terrain=WALK_GROUND, pack_mass_kg=pack_kg
    )
    return costing.efm(HOUR_MIN, max(effort, costing.effort_floor(grade_ratio=grade, pack_mass_kg=pack_kg)))


def pace_text(pace_s_per_km: float) -> str:
    """A pace as runners write it."""
    minutes, seconds = divmod(round(pace_s_per_km), 60)
    return f"{minutes}:{seconds:02} /km"


def _curves(hour_efm: Callable[[float, float], float], last_percent: int) -> tuple[Curve, ...]:
    shares = [half / 2 for half in range(2 * last_percent + 1)]
    return tuple(
        Curve(grade, tuple((share, hour_efm(grade, share)) for share in shares)) for grade in GRADES_PERCENT
    )
