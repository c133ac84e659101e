"""What R-80 says of weeks to come: none holds more than it did.

The one exception is named by R-49: a deload that a return block stood in for is taken later, and its week
goes on at the level of load weeks before it.
"""

from datetime import date

from periodise.domain.plan import Plan, Week, WeekKind

SLACK_EFM = 0.05


def weeks_made_up(old: Plan, new: Plan, *, since: date) -> list[Week]:
    """Weeks of `new` from `since` on that hold more than they may; one that `old` lacks may hold nothing."""
    return [
        week for week in new.weeks if week.start >= since and week.load_efm > _most_efm(old, week) + SLACK_EFM
    ]


def _most_efm(old: Plan, week: Week) -> float:
    so_far = next((one for one in old.weeks if one.start == week.start), None)
    if so_far is None:
        return 0.0
    before = [one.load_efm for one in old.weeks if one.kind is WeekKind.LOAD and one.start < week.start]
    taken_later = so_far.kind is WeekKind.DELOAD and week.kind is WeekKind.LOAD
    return max([so_far.load_efm, *before] if taken_later else [so_far.load_efm])
