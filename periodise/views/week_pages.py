"""Every week of a season with its days, in words: what a coach reads and marks."""

from periodise.domain import measures
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Week
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day, Session, SessionKind, SessionStatus
from periodise.views.page import DayLines, SessionLine, WeekPage
from periodise.views.plain_text import cleaned_line
from periodise.views.session_text import purpose, short_title
from periodise.views.wording import counted, short_day_text, weekday_text


def week_pages(record: PlanRecord) -> tuple[WeekPage, ...]:
    """A page for each week, in order."""
    return tuple(_week_page(week, record) for week in record.plan.weeks)


def _week_page(week: Week, record: PlanRecord) -> WeekPage:
    days = (day for day in record.plan.days if week.start <= day.date < week.end)
    return WeekPage(
        key=f"week-{week.start.isoformat()}",
        title=f"{short_day_text(week.start)} {week.start.year:04d}",
        kind=week.kind.value,
        phase=week.phase.value,
        note=_week_note(week, record.inputs),
        days=tuple(_day_lines(day, week=week, inputs=record.inputs) for day in days),
    )


def _week_note(week: Week, inputs: Inputs) -> str:
    """Where the week stands and what it adds up to."""
    units = inputs.plan.units
    left = f"{counted(week.weeks_to_race, 'week')} to the race; " if week.weeks_to_race > 0 else ""
    on_foot = measures.duration(week.minutes) if week.minutes else "nothing"
    far = f", {measures.distance(week.distance_km, units=units)}" if week.distance_km else ""
    climb = f", {measures.climb(week.ascent_m, units=units)} up" if week.ascent_m else ""
    return f"{left}{on_foot} on foot{far}{climb}; load {week.load_efm:.0f}"


def _day_lines(day: Day, *, week: Week, inputs: Inputs) -> DayLines:
    lines = tuple(_session_line(session, day, week=week, inputs=inputs) for session in day.sessions)
    return DayLines(day.date, weekday_text(day.date), day.locked, lines)


def _session_line(session: Session, day: Day, *, week: Week, inputs: Inputs) -> SessionLine:
    is_missed = session.status is SessionStatus.MISSED  # nothing that was not done has a purpose any more
    return SessionLine(
        kind=session.kind.value,
        start=session.start or "",
        title=short_title(session, inputs=inputs, day=day.date),
        figures=tuple(figures(session, inputs)),
        purpose="" if is_missed else purpose(session, week=week, inputs=inputs, day=day.date),
        note=cleaned_line(session.note),
        rules=() if is_missed else tuple(dict.fromkeys(session.rules)),
        missed=is_missed,
    )


def figures(session: Session, inputs: Inputs) -> list[str]:
    """Time, distance, climb, pack, effort and load of a session: those there are."""
    if session.kind is SessionKind.REST:
        return []
    units = inputs.plan.units
    told = (
        measures.duration(session.duration_min) if session.duration_min else "",
        measures.distance(session.distance_km, units=units) if session.distance_km else "",
        f"{measures.climb(session.ascent_m, units=units)} up" if session.ascent_m else "",
        _pack(session, inputs),
        f"RPE {session.rpe}" if session.rpe else "",
        f"load {session.load_efm:.0f}" if session.load_efm else "",
        "" if session.status is SessionStatus.PLANNED else session.status.value,
    )
    return [text for text in told if text]


def _pack(session: Session, inputs: Inputs) -> str:
    if not session.pack_mass_kg:
        return ""
    carried = measures.mass(session.pack_mass_kg, units=inputs.plan.units)
    if inputs.calendar.private:
        return f"{carried} pack"
    return f"{carried} pack ({measures.percent(session.pack_mass_kg / inputs.athlete.body_mass_kg)})"
