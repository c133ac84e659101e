"""How far a measure may pass its limit before it counts: rounding, not training (A0)."""

RELATIVE = 0.001
MASS_KG = 0.05
DURATION_MIN = 0.5


def within(measured: float, limit: float, *, slack: float = 0.0) -> bool:
    """Whether `measured` is at most `limit`, give or take 0.1 % or `slack`, whichever is more.

    `slack` is `MASS_KG` for kilograms and `DURATION_MIN` for minutes.
    """
    return measured <= limit + max(abs(limit) * RELATIVE, slack)


def mass_within(measured_kg: float, limit_kg: float) -> bool:
    """`within` for kilograms."""
    return within(measured_kg, limit_kg, slack=MASS_KG)


def minutes_within(measured_min: float, limit_min: float) -> bool:
    """`within` for minutes and for EFM."""
    return within(measured_min, limit_min, slack=DURATION_MIN)
