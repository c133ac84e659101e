"""A plan made anew from the middle of a season, and how far it still goes towards the race."""

from datetime import date
from typing import NamedTuple

from periodise.domain.finding import ClosedGate
from periodise.domain.plan import Plan
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import minutes_within


class Anew(NamedTuple):
    """A plan from the middle of a season on, and the gates that it leaves closed."""

    plan: Plan
    shut: tuple[ClosedGate, ...]
    long_min: float
    """The least that the longest session must be for gate c to stay open (R-85c)."""
    long_kinds: frozenset[SessionKind]
    """The sessions that it looks at: runs, and walks where the race is walked."""

    def longest_to_come(self, plan: Plan, *, since: date) -> float:
        """Minutes of the longest such session that a plan has from `since` on."""
        days = (day for day in plan.days if day.date >= since)
        return max(
            (one.duration_min for day in days for one in day.sessions if one.kind in self.long_kinds),
            default=0.0,
        )

    def falls_short(self, plan: Plan, so_far: Plan, *, since: date) -> bool:
        """Whether a plan has lost the long sessions that the race asks for and the plan so far still had."""
        was, now = (self.longest_to_come(one, since=since) for one in (so_far, plan))
        return minutes_within(self.long_min, was) and not minutes_within(self.long_min, now)
