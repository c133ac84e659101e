"""Time away that is long enough to lose fitness, and what it does to every reference (R-80)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from periodise.domain.race import Away
from periodise.domain.rulebook import Rulebook
from periodise.metrics.detraining import fitness_ratio, return_days, return_share


class Gap(NamedTuple):
    """Days without training; `end` is the first day back."""

    start: date
    end: date
    block_end: date
    """First day after the return block."""

    @property
    def days_lost(self) -> int:
        return (self.end - self.start).days


def gaps_of(away: Sequence[Away], *, start: date, rulebook: Rulebook) -> tuple[Gap, ...]:
    """Spans of `away` of six days and more, touching ones joined, from the plan's start on."""
    joined: list[tuple[date, date]] = []
    for span in sorted(away, key=lambda item: (item.start, item.end)):
        first, end = max(span.start, start), span.end + timedelta(1)
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif first < end:
            joined.append((first, end))
    least = rulebook["R-80"]["away_min_days"]
    return tuple(
        Gap(first, end, end + timedelta(return_days((end - first).days, rulebook)))
        for first, end in joined
        if (end - first).days >= least
    )


def gaps_behind(day: date, gaps: Sequence[Gap], rulebook: Rulebook) -> tuple[Gap, ...]:
    """The gaps whose return block, or the days after it that still answer for them, hold `day`."""
    most = rulebook["R-80"]["after_block_max_days"]
    return tuple(gap for gap in gaps if gap.end <= day < gap.block_end + timedelta(min(gap.days_lost, most)))


def is_away_or_returning(day: date, gaps: Sequence[Gap]) -> bool:
    """Whether `day` lies in a gap or in the return block after it."""
    return any(gap.start <= day < gap.block_end for gap in gaps)


def share_on(day: date, gap: Gap, rulebook: Rulebook) -> float:
    """What a reference of before `gap` is worth on `day`: fitness kept × share of the return block."""
    kept = fitness_ratio(gap.days_lost, rulebook)
    if day >= gap.block_end:
        return kept
    return kept * return_share(gap.days_lost, (day - gap.end).days, rulebook)
