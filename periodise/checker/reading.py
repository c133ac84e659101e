"""One measure against one limit, the common ground of the judge's findings and of the audit."""

from collections.abc import Iterable
from typing import NamedTuple


class Reading(NamedTuple):
    """What was measured on a day (as ordinal) and what the rule allows there."""

    day: int
    measured: float
    limit: float


def nearest_to_limit(readings: Iterable[Reading], *, at_least: bool = False) -> Reading | None:
    """The reading that comes closest to its limit, or passes it furthest; the first of equals."""
    worst: Reading | None = None
    for reading in readings:
        if worst is None or _strain(reading, at_least) > _strain(worst, at_least):
            worst = reading
    return worst


def _strain(reading: Reading, at_least: bool) -> float:
    measured, limit = (reading.limit, reading.measured) if at_least else (reading.measured, reading.limit)
    return measured / limit if limit else measured
