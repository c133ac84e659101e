"""A kilometre of a route as the load model sees it: a climb, a descent and a level part."""

from math import inf
from typing import NamedTuple

from periodise.metrics.cost import within_range
from periodise.metrics.load_numbers import LoadNumbers

ANY_AMOUNT = (0.0, inf)
"""Range of a quantity that may be nothing but never less."""
M_PER_KM = 1000.0


class Profile(NamedTuple):
    """One kilometre of a route as a climb, a descent and a level part, in km of path."""

    grade_ratio: float
    """The climb's; the descent has the same, negative."""
    climb_km: float
    descent_km: float
    level_km: float


def profile(ascent_m_per_km: float, descent_m_per_km: float, *, numbers: LoadNumbers) -> Profile:
    """How a kilometre with this climb and descent is laid out.

    Climbs have the representative grade of R-10. A kilometre too steep for that is all slope, at its
    own mean grade, and one steeper than the model's limit becomes a longer path at the limit.
    """
    ascent = within_range("ascent, m/km", ascent_m_per_km, ANY_AMOUNT)
    descent = within_range("descent, m/km", descent_m_per_km, ANY_AMOUNT)
    mean_grade = (ascent + descent) / M_PER_KM
    grade = min(max(numbers.climb_grade_ratio, mean_grade), numbers.climb_grade_max_ratio)
    climb_km, descent_km = ascent / grade / M_PER_KM, descent / grade / M_PER_KM
    return Profile(grade, climb_km, descent_km, max(0.0, 1 - climb_km - descent_km))
