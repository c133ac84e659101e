"""Dates in a row."""

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=1024)
def dates(first: date, end: date) -> tuple[date, ...]:
    """Every date from `first` to the eve of `end`. A planner asks dozens of times a week."""
    return tuple(first + timedelta(offset) for offset in range((end - first).days))
