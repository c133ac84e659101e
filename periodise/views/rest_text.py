"""Rest days that are no ordinary ones: away from home, on the way in a race, before and after it."""

from datetime import date

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Week
from periodise.domain.race import Away
from periodise.domain.session import Session, SessionKind
from periodise.views import session_words
from periodise.views.plain_text import cleaned_line


def absence(session: Session, *, inputs: Inputs, day: date | None) -> Away | None:
    """The time away that leaves this day without training; None for any other session."""
    if session.kind is not SessionKind.REST or day is None:
        return None
    return next((span for span in inputs.away if span.start <= day <= span.end), None)


def race_goes_on(session: Session) -> bool:
    """Whether the day belongs to a race that began on a day before: a rest day by R-28."""
    return session.kind is SessionKind.REST and "R-28" in session.rules


def special_instruction(session: Session, *, inputs: Inputs, day: date | None) -> str:
    """What to do on such a day; empty on an ordinary one. A private calendar gives no reason."""
    if race_goes_on(session):
        return session_words.RACE_GOES_ON
    span = absence(session, inputs=inputs, day=day)
    if span is None:
        return ""
    told = cleaned_line(span.reason) if not inputs.calendar.private else ""
    return session_words.AWAY.format(reason=f" ({told})" if told else "")


def special_purpose(session: Session, *, week: Week | None, inputs: Inputs, day: date | None) -> str:
    """Why such a day is as it is, as `session_words.PURPOSES` would say it; empty on an ordinary one."""
    if race_goes_on(session):
        return session_words.RACE_GOES_ON_PURPOSE
    if absence(session, inputs=inputs, day=day):
        return session_words.AWAY_PURPOSE
    if session.kind is not SessionKind.REST or week is None:
        return ""
    return session_words.REST_PURPOSES.get(week.kind, "")
