"""What a person is told after recording something: the sessions as they stand now, and what comes next."""

from datetime import date

from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind, SessionStatus
from periodise.views.session_text import title
from periodise.views.wording import paragraph, weekday_text


def recorded_text(record: PlanRecord, *, first: date, last: date, plan_name: str) -> str:
    """A line for every session from `first` to `last`, and how to plan on from there."""
    lines = [
        f"  {weekday_text(day.date)}  {title(session, inputs=record.inputs, day=day.date)}"
        for day in record.plan.days
        if first <= day.date <= last
        for session in day.sessions
        if session.kind is not SessionKind.REST or session.status is not SessionStatus.MISSED
    ]
    advice = f"The days to come are as they were. To plan on from here: periodise replan {plan_name}"
    return "\n".join(["Recorded", *(lines or ["  rest days"]), "", paragraph(advice), ""])
