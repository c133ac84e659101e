"""What a finished session was worth, once the athlete has said how hard it felt (R-11)."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from periodise.domain.rulebook import Rulebook


class LoadDone(NamedTuple):
    """Both figures of a finished session; neither replaces the other."""

    equation_efm: float
    """By the equations, for what was done."""
    felt_efm: float
    """By session RPE, kept within R-11's clamp around the equation."""


def load_done(*, duration_min: float, rpe: float, equation_efm: float, rulebook: Rulebook) -> LoadDone:
    """Load of a finished session: minutes × session RPE / 3, clamped (R-11)."""
    rule = rulebook["R-11"]
    felt = duration_min * rpe / rule["easy_rpe"]
    low, high = rule["clamp_low_ratio"] * equation_efm, rule["clamp_high_ratio"] * equation_efm
    return LoadDone(equation_efm, min(max(felt, low), high))


def reference_shift(done: Sequence[LoadDone], rulebook: Rulebook) -> float:
    """Factor for the athlete's reference effort after weeks that felt unlike the equations; 1: none.

    The median of felt over computed load, once it leaves R-11's band; an empty log moves nothing.
    """
    rule = rulebook["R-11"]
    ratios = [load.felt_efm / load.equation_efm for load in done if load.equation_efm > 0]
    if not ratios:
        return 1.0
    ratio = median(ratios)
    return 1.0 if rule["median_low_ratio"] <= ratio <= rule["median_high_ratio"] else ratio
