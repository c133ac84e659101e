"""How fast a walker goes, and where running becomes the cheaper way to move."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from periodise.metrics.cost import BACKPACKING_SPEED_M_PER_S, backpacking_net, run_with_pack

ECONOMICAL_WALKING_M_PER_S = 1.04
"""Where a metre walked costs least by `backpacking_net`, on every grade and with every pack."""
HALVINGS = 40
"""Of the walking speed's range: far below a millimetre a second."""


class SteadyWalk(NamedTuple):
    """A way of walking that can be held."""

    speed_m_per_s: float
    net_w_per_kg: float
    """Power above rest, per kilogram of body mass."""


@lru_cache(maxsize=4096)
def steady_walk(
    *, comfortable_m_per_s: float, limit_w_per_kg: float, grade_ratio: float, pack_share: float, ground: float
) -> SteadyWalk:
    """How a walker with a limit on power moves: comfortably, or as fast as the limit allows.

    Where even the slowest speed of the equation asks for too much, the walker goes slower still at
    that speed's cost per metre, so that the limit holds on any slope.
    """

    def net(speed_m_per_s: float) -> float:
        return backpacking_net(speed_m_per_s, grade_ratio, pack_share, ground)

    slowest = BACKPACKING_SPEED_M_PER_S[0]
    if net(comfortable_m_per_s) <= limit_w_per_kg:
        return SteadyWalk(comfortable_m_per_s, net(comfortable_m_per_s))
    if net(slowest) > limit_w_per_kg:
        return SteadyWalk(slowest * limit_w_per_kg / net(slowest), limit_w_per_kg)
    speed = last_speed(lambda speed: net(speed) <= limit_w_per_kg, slow=slowest, fast=comfortable_m_per_s)
    return SteadyWalk(speed, net(speed))


def walk_run_crossover(grade_ratio: float, *, pack_share: float = 0.0, k_pack: float) -> float | None:
    """Speed in m/s from which running costs less than walking on a road, by R-01's two equations.

    None when walking stays cheaper up to the end of its range, as on the level and on gentle slopes;
    the most economical walking speed when running is cheaper even there.
    """
    slow, fast = ECONOMICAL_WALKING_M_PER_S, BACKPACKING_SPEED_M_PER_S[1]

    def is_walking_cheaper(speed_m_per_s: float) -> bool:
        walking = backpacking_net(speed_m_per_s, grade_ratio, pack_share, 1.0)
        return walking <= run_with_pack(grade_ratio, pack_share, k_pack) * speed_m_per_s

    if is_walking_cheaper(fast):
        return None
    return last_speed(is_walking_cheaper, slow=slow, fast=fast)


def last_speed(holds: Callable[[float], bool], *, slow: float, fast: float) -> float:
    """The highest speed at which something holds, given that it stops holding once on the way up."""
    for _ in range(HALVINGS):
        middle = (slow + fast) / 2
        if holds(middle):
            slow = middle
        else:
            fast = middle
    return slow
