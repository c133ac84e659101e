"""The season as a table of weeks, and one week day by day."""

from datetime import date

from periodise.domain.inputs import Inputs, Units
from periodise.domain.plan import Week
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day, Session, SessionKind
from periodise.views import measures
from periodise.views.session_text import title
from periodise.views.table import Column, Table
from periodise.views.wording import day_text, weekday_text

WEEK_COLUMNS = (
    Column("Week of"),
    Column("Left", is_number=True),
    Column("Phase"),
    Column("Week"),
    Column("Load", is_number=True),
    Column("On foot", is_number=True),
    Column("Far", is_number=True),
    Column("Climb", is_number=True),
    Column("Longest", is_number=True),
    Column("Pack", is_number=True),
)
DAY_COLUMNS = (
    Column("Day"),
    Column("Start"),
    Column("Session"),
    Column("Climb", is_number=True),
    Column("Effort"),
    Column("Load", is_number=True),
)
LOAD_NOTE = "Left: weeks to the race. Load: equivalent easy flat minutes. Times: hours:minutes."


def season_table(record: PlanRecord) -> Table:
    """Every week of the plan with its sums."""
    units = record.inputs.plan.units
    far, climb, mass = ("mi", "ft", "lb") if units is Units.IMPERIAL else ("km", "m", "kg")
    note = f"{LOAD_NOTE} Far in {far}, climb in {climb}, pack in {mass}."
    return Table("", WEEK_COLUMNS, tuple(_week_row(week, units) for week in record.plan.weeks), note)


def _week_row(week: Week, units: Units) -> tuple[str, ...]:
    return (
        week.start.isoformat(),
        str(week.weeks_to_race),
        week.phase.value,
        week.kind.value,
        f"{week.load_efm:.0f}",
        _clock(week.minutes),
        measures.one_decimal(measures.distance_in(week.distance_km, units=units)),
        _bare(measures.climb(week.ascent_m, units=units)),
        _clock(week.longest_min) if week.longest_min else "",
        measures.one_decimal(measures.mass_in(week.pack_step_kg, units=units)) if week.pack_step_kg else "",
    )


def days_table(record: PlanRecord, week: Week) -> Table:
    """The sessions of one week, a row each; a second session of a day follows without the day's name."""
    days = [day for day in record.plan.days if week.start <= day.date < week.end]
    rows = tuple(row for day in days for row in _day_rows(day, record.inputs))
    return Table(_week_title(week), DAY_COLUMNS, rows, _week_note(week, record.inputs.plan.units))


def _day_rows(day: Day, inputs: Inputs) -> list[tuple[str, ...]]:
    return [
        _session_row("" if number else weekday_text(day.date), day.date, each, inputs)
        for number, each in enumerate(day.sessions)
    ]


def _session_row(name: str, day: date, session: Session, inputs: Inputs) -> tuple[str, ...]:
    climbs = session.ascent_m > 0
    return (
        name,
        session.start or "",
        title(session, inputs=inputs, day=day),
        measures.climb(session.ascent_m, units=inputs.plan.units) if climbs else "",
        "" if session.kind is SessionKind.REST else f"{session.intensity.value}, RPE {session.rpe}",
        f"{session.load_efm:.0f}" if session.load_efm else "",
    )


def _week_title(week: Week) -> str:
    left = f", {week.weeks_to_race} to the race" if week.weeks_to_race > 0 else ""
    return f"Week of {day_text(week.start)}: {week.phase}, {week.kind} week{left}"


def _week_note(week: Week, units: Units) -> str:
    far, climb = measures.distance(week.distance_km, units=units), measures.climb(week.ascent_m, units=units)
    return f"{measures.duration(week.minutes)} on foot, {far}, {climb} of climb; load {week.load_efm:.0f} EFM"


def _clock(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours}:{rest:02d}"


def _bare(amount: str) -> str:
    """The number of an amount whose unit stands elsewhere."""
    return amount.partition(" ")[0]
