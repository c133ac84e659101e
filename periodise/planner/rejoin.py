"""Back to the plan so far: what is new goes only as far as it must, then come the days agreed on (R-84)."""

from datetime import date

from periodise.domain.plan import Plan


def rejoined(new: Plan, so_far: Plan, day: date) -> Plan:
    """`new` before `day`, the plan so far from `day` on; `day` begins a week of both."""
    days = (before if before.date >= day else now for now, before in zip(new.days, so_far.days, strict=True))
    weeks = (
        before if before.start >= day else now for now, before in zip(new.weeks, so_far.weeks, strict=True)
    )
    return new.model_copy(update={"days": tuple(days), "weeks": tuple(weeks)})


def days_to_rejoin(new: Plan, so_far: Plan, *, since: date) -> tuple[date, ...]:
    """First days of weeks after `since` on which the plan so far may be taken up again, soonest first.

    None when the weeks are others, and none beyond the last one that differs.
    """
    if [(week.start, week.end) for week in new.weeks] != [(week.start, week.end) for week in so_far.weeks]:
        return ()
    other = [now.date for now, before in zip(new.days, so_far.days, strict=True) if now != before]
    last = max(other, default=since)
    return tuple(week.start for week in new.weeks if since < week.start <= last)
