"""Sessions at times that clocks skip: what a calendar shows instead, so that nobody is taken by surprise."""

from datetime import date
from zoneinfo import ZoneInfo

from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind
from periodise.views.calendar_times import instant
from periodise.views.wording import day_text


def skipped_times(record: PlanRecord) -> tuple[str, ...]:
    """One sentence for each session that starts in the hour that clocks go forward over (F-09)."""
    race_zone = record.inputs.race.timezone or record.inputs.week.timezone
    return tuple(
        f"{day_text(day.date)}: clocks skip {session.start} in {zone}; the session is shown at {shown}"
        for day in record.plan.days
        for session in day.sessions
        for zone in [race_zone if session.kind is SessionKind.RACE else record.inputs.week.timezone]
        if session.start and (shown := _shown_at(day.date, session.start, zone)) != session.start
    )


def _shown_at(day: date, clock: str, tzid: str) -> str:
    """The time of day that the clocks of `tzid` show at that instant."""
    return f"{instant(day, clock, tzid).astimezone(ZoneInfo(tzid)):%H:%M}"
