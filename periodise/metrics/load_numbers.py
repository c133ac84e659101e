"""The numbers of the load model, read once from the rulebook and kept under short names."""

from typing import TYPE_CHECKING, NamedTuple

from periodise.domain.race import Terrain

if TYPE_CHECKING:
    from periodise.domain.athlete import Level
    from periodise.domain.rulebook import Rulebook


class LoadNumbers(NamedTuple):
    """What R-03, R-04, R-10 and R-12 say, as plain numbers."""

    running_factor: dict[Terrain, float]
    """Cost of running on this ground, as a multiple of the road's (R-03)."""
    walking_factor: dict[Terrain, float]
    """Terrain factor η of the walking equations (R-03)."""
    k_pack: float
    """Extra running cost per share of body mass carried (R-04)."""
    speed_loss_per_pack_share: float
    """Speed lost at equal effort per share of body mass carried (R-04)."""
    climb_grade_ratio: float
    """Grade at which ordinary climbing is costed (R-10)."""
    climb_grade_max_ratio: float
    """Steepest grade at which climbing is costed; a steeper kilometre is a longer path (R-10)."""
    downhill_speed_max_ratio: float
    """Running downhill is at most this much faster than on the flat (R-10)."""
    walk_speed_flat_m_per_s: float
    """Comfortable walking speed on a level road (R-10)."""
    walk_effort_max_ratio: float
    """Hardest effort a walker holds all day, as a share of the easy run's (R-10)."""
    floor_loaded_ratio: float
    floor_unloaded_ratio: float
    loaded_share: float
    steep_descent_grade_ratio: float
    """Negative: steeper than this the loaded floor holds without a pack (R-12)."""
    strength_efm_per_min: float
    above_easy_exponent: float
    """Power of an effort above easy in its load (R-10)."""


def load_numbers(rulebook: "Rulebook") -> LoadNumbers:
    """The load model's numbers of `rulebook`."""
    ground, pack, effort, floors = (rulebook[rule] for rule in ("R-03", "R-04", "R-10", "R-12"))
    return LoadNumbers(
        running_factor={terrain: ground[f"running_{terrain}_factor"] for terrain in Terrain},
        walking_factor={terrain: ground[f"walking_{terrain}_factor"] for terrain in Terrain},
        k_pack=pack["k_pack"],
        speed_loss_per_pack_share=pack["speed_loss_per_pack_share"],
        climb_grade_ratio=effort["climb_grade_ratio"],
        climb_grade_max_ratio=effort["climb_grade_max_ratio"],
        downhill_speed_max_ratio=effort["downhill_speed_max_ratio"],
        walk_speed_flat_m_per_s=effort["walk_speed_flat_m_per_s"],
        walk_effort_max_ratio=effort["walk_effort_max_ratio"],
        floor_loaded_ratio=floors["floor_loaded_ratio"],
        floor_unloaded_ratio=floors["floor_unloaded_ratio"],
        loaded_share=floors["loaded_share"],
        steep_descent_grade_ratio=floors["steep_descent_grade_ratio"],
        above_easy_exponent=effort["above_easy_exponent"],
        strength_efm_per_min=floors["strength_rpe_ratio"] * floors["strength_share"],
    )


def easy_pace_of(level: "Level", rulebook: "Rulebook") -> float:
    """Easy flat pace in s/km that a runner of this level is taken to have when none is given (R-10)."""
    pace: float = rulebook["R-10"][f"easy_pace_{level}_s_per_km"]
    return pace
