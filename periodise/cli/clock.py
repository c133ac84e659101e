"""The only place that asks what day it is. Everything else is told."""

from datetime import date


def today() -> date:
    """The date on this machine's calendar, where the athlete is."""
    return date.today()  # noqa: DTZ011 - a runner's day is the local one
