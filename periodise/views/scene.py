"""What a figure behind a session is told from, and the sentence it becomes."""

from datetime import date, timedelta
from typing import NamedTuple

from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session
from periodise.views.season import Dated, sessions_of


class Fact(NamedTuple):
    """A sentence with figures, and the rule it belongs to."""

    rule: str
    sentence: str


class Scene(NamedTuple):
    """A session on its day, in its plan."""

    record: PlanRecord
    rulebook: Rulebook
    day: date
    session: Session

    def earlier(self, *, window_days: int) -> list[Dated]:
        """Sessions of the `window_days` before this day."""
        first = self.day - timedelta(days=window_days)
        return [each for each in sessions_of(self.record.plan) if first <= each.date < self.day]
