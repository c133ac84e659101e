"""Weeks as declared, with sums that are counted again from the sessions."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from periodise.checker.dated import DatedSession
from periodise.domain.plan import PhaseKind, Week, WeekKind

EASY_KINDS = frozenset({WeekKind.DELOAD, WeekKind.TAPER, WeekKind.BRIDGE, WeekKind.RETURN, WeekKind.PARTIAL})
"""Weeks that raise nothing (R-43, and R-29 for the partial one)."""


class Microcycle(NamedTuple):
    """A week, whose sums leave out units and strength (R-43) unless they say otherwise."""

    week: Week
    first: int
    end: int
    sessions: tuple[DatedSession, ...]
    """Everything held in it, in order."""
    load_efm: float
    load_with_units_efm: float
    """Races and trips included, for whether a week was easy (R-49)."""
    longest_min: float
    """Longest run."""
    descent_m: float
    runs_kg: float
    """Heaviest pack run with; shakedowns stand outside (R-52)."""
    walks_kg: float
    """Heaviest pack walked with."""
    outings: int
    """Runs, hikes and walks (A0)."""
    planned: bool
    """Whether anything in it is still to come."""

    @property
    def tests_efm(self) -> float:
        """Load of the shakedowns, which R-52 asks for whatever the week may hold."""
        return sum(one.session.load_efm for one in self.sessions if one.test_of_kit)

    @property
    def kind(self) -> WeekKind:
        return self.week.kind

    @property
    def phase(self) -> PhaseKind:
        return self.week.phase

    @property
    def days(self) -> int:
        return self.end - self.first

    @property
    def full(self) -> bool:
        """Monday to Sunday: the only weeks that weekly rules judge."""
        return self.days == len(WEEK) and date.fromordinal(self.first).weekday() == WEEK[0]

    @property
    def load_week(self) -> bool:
        return self.kind is WeekKind.LOAD and self.full


WEEK = range(7)
"""Weekdays from Monday, as `date.weekday()` counts them."""


def microcycle(week: Week, held: Iterable[DatedSession]) -> Microcycle:
    """A declared week with its sums counted again from what is held in it."""
    sessions = tuple(held)
    training = [one for one in sessions if one.training]
    return Microcycle(
        week=week,
        first=week.start.toordinal(),
        end=week.end.toordinal(),
        sessions=sessions,
        load_efm=sum(one.session.load_efm for one in training),
        load_with_units_efm=sum(
            one.session.load_efm for one in sessions if one.training or one.unit is not None
        ),
        longest_min=_most(one.minutes for one in training if one.run),
        descent_m=sum(one.session.descent_m for one in training),
        runs_kg=_most(one.pack_kg for one in training if one.loaded_run),
        walks_kg=_most(one.pack_kg for one in training if one.loaded_walk),
        outings=len(training),
        planned=any(one.planned for one in sessions),
    )


def _most(values: Iterable[float]) -> float:
    return max(values, default=0.0)
