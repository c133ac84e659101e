"""Days without training, asked for or missed, and what they leave of every reference (R-49, R-80)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from periodise.domain.race import Away
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, SessionKind, SessionStatus
from periodise.metrics.detraining import fitness_ratio, return_days, return_share

LOST = frozenset({SessionStatus.MISSED, SessionStatus.DROPPED})


class Absence(NamedTuple):
    """Consecutive days without training; `end` is the first day back."""

    first: int
    end: int

    @property
    def days_lost(self) -> int:
        return self.end - self.first

    def overlaps(self, first: int, end: int) -> bool:
        """Whether it holds any day from `first` on and before `end`."""
        return self.first < end and first < self.end


class Comeback(NamedTuple):
    """What R-80 asks after an absence: a block of reduced load, then full load on faded references."""

    absence: Absence
    block_end: int
    """First day after the return block."""
    faded_until: int
    """First day on which the usual references count again."""
    kept: float
    """Share of fitness kept."""
    shares: tuple[float, ...]
    """Share of load on each day of the block."""

    def share_on(self, day: int) -> float:
        """Share of load on a day back: the block's, 1 before and after it."""
        back = day - self.absence.end
        return self.shares[back] if 0 <= back < len(self.shares) else 1.0


def absences_of(days: Sequence[Day], away: Iterable[Away]) -> tuple[Absence, ...]:
    """Every stretch of days away or missed within the plan, touching ones joined."""
    inside = range(days[0].date.toordinal(), days[-1].date.toordinal() + 1) if days else range(0)
    empty = _days_away(away, inside) | _days_missed(days)
    joined: list[Absence] = []
    for day in sorted(empty):
        if joined and joined[-1].end == day:
            joined[-1] = Absence(joined[-1].first, day + 1)
        else:
            joined.append(Absence(day, day + 1))
    return tuple(joined)


def comebacks_of(absences: Iterable[Absence], rulebook: Rulebook) -> tuple[Comeback, ...]:
    """The return block of every absence that is long enough for one (R-80)."""
    shortest = rulebook["R-80"]["away_min_days"]
    return tuple(_comeback(absence, rulebook) for absence in absences if absence.days_lost >= shortest)


def _comeback(absence: Absence, rulebook: Rulebook) -> Comeback:
    lost = absence.days_lost
    length = return_days(lost, rulebook)
    after = min(lost, rulebook["R-80"]["after_block_max_days"])
    return Comeback(
        absence=absence,
        block_end=absence.end + length,
        faded_until=absence.end + length + after,
        kept=fitness_ratio(lost, rulebook),
        shares=tuple(return_share(lost, index, rulebook) for index in range(length)),
    )


def _days_away(away: Iterable[Away], inside: range) -> set[int]:
    return {
        day
        for span in away
        for day in range(span.start.toordinal(), span.end.toordinal() + 1)
        if day in inside
    }


def _days_missed(days: Sequence[Day]) -> set[int]:
    """Days on which everything was missed or dropped, with the rest days that lie between such days."""
    lost: set[int] = set()
    waiting: list[date] = []
    open_stretch = False
    for day in days:
        if _is_lost(day):
            between = waiting if open_stretch else []
            lost.update(one.toordinal() for one in (*between, day.date))
            waiting, open_stretch = [], True
        elif open_stretch and _is_rest(day):
            waiting.append(day.date)
        else:
            waiting, open_stretch = [], False
    return lost


def _is_lost(day: Day) -> bool:
    """Nothing was held that was to be; a rest day is lost where somebody recorded it as missed."""
    return bool(day.sessions) and all(one.status in LOST for one in day.sessions)


def _is_rest(day: Day) -> bool:
    return all(one.kind is SessionKind.REST for one in day.sessions)
