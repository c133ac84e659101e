"""What is lost in days without running, and how load comes back (R-80)."""

from collections.abc import Mapping
from typing import Any

from periodise.domain.rulebook import Rulebook

DAYS_PER_WEEK = 7


def fitness_ratio(days_lost: int, rulebook: Rulebook) -> float:
    """Share of fitness left after so many days in a row without running (R-80; Daniels' FVDOT)."""
    rule = rulebook["R-80"]
    left = 1 - rule["fvdot_per_day"] * max(0, days_lost - rule["fvdot_free_days"])
    return float(max(rule["fvdot_floor"], left))


def return_days(days_lost: int, rulebook: Rulebook) -> int:
    """Length of the block of reduced load after time away; 0 when the load returns at once."""
    row = return_row(days_lost, rulebook)
    if min(row["shares"]) >= 1:
        return 0
    if "step_weeks" in row:
        return int(len(row["shares"]) * row["step_weeks"] * DAYS_PER_WEEK)
    return int(days_lost * rulebook["R-80"]["block_days_per_day_lost"])


def return_share(days_lost: int, day_index: int, rulebook: Rulebook) -> float:
    """Share of load on a day of the return block, day 0 the first back; 1 once the block is over."""
    shares = return_row(days_lost, rulebook)["shares"]
    length = return_days(days_lost, rulebook)
    if not 0 <= day_index < length:
        return 1.0
    return float(shares[day_index * len(shares) // length])


def return_row(days_lost: int, rulebook: Rulebook) -> Mapping[str, Any]:
    """The row of R-80's table that so many lost days fall in."""
    rows = rulebook["R-80"]["rows"]
    return next((row for row in rows if days_lost <= row["max_days"]), rows[-1])
