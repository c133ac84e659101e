"""The season as a table of weeks, and one week day by day."""

from datetime import date

from periodise.domain import measures
from periodise.domain.inputs import Inputs, Units
from periodise.domain.plan import Week
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day, Session, SessionKind
from periodise.views.page import Cell, Form, Heading
from periodise.views.session_text import title
from periodise.views.table import Column, Table
from periodise.views.wording import day_text, weekday_text

WEEK_HEADINGS = (
    Heading("Week of", Form.DATE),
    Heading("Left", Form.WHOLE),
    Heading("Phase"),
    Heading("Week"),
    Heading("Load", Form.WHOLE),
    Heading("On foot", Form.CLOCK),
    Heading("Far", Form.TENTH),
    Heading("Climb", Form.WHOLE),
    Heading("Longest", Form.CLOCK),
    Heading("Pack", Form.TENTH),
)
WEEK_COLUMNS = tuple(Column(heading.text, is_number=heading.is_number) for heading in WEEK_HEADINGS)
DAY_COLUMNS = (
    Column("Day"),
    Column("Start"),
    Column("Session"),
    Column("Climb", is_number=True),
    Column("Effort"),
    Column("Load", is_number=True),
)
NOTHING = Cell("")
LOAD_NOTE = "Left: weeks to the race. Load: equivalent easy flat minutes. Times: hours:minutes."


def season_table(record: PlanRecord) -> Table:
    """Every week of the plan with its sums."""
    units = record.inputs.plan.units
    rows = tuple(tuple(cell.text for cell in week_cells(week, units)) for week in record.plan.weeks)
    return Table("", WEEK_COLUMNS, rows, weeks_note(units))


def weeks_note(units: Units) -> str:
    """What the figures of a week are counted in."""
    far, climb, mass = ("mi", "ft", "lb") if units is Units.IMPERIAL else ("km", "m", "kg")
    return f"{LOAD_NOTE} Far in {far}, climb in {climb}, pack in {mass}."


def week_cells(week: Week, units: Units) -> tuple[Cell, ...]:
    """One week under `WEEK_HEADINGS`."""
    return (
        Cell(week.start.isoformat(), week.start),
        Cell(str(week.weeks_to_race), week.weeks_to_race),
        Cell(week.phase.value, tone=week.phase.value),
        Cell(week.kind.value, tone=week.kind.value),
        Cell(f"{week.load_efm:.0f}", week.load_efm),
        Cell(_clock(week.minutes), week.minutes),
        tenth(measures.distance_in(week.distance_km, units=units)),
        whole(measures.climb(week.ascent_m, units=units)),
        Cell(_clock(week.longest_min), week.longest_min) if week.longest_min else NOTHING,
        tenth(measures.mass_in(week.pack_step_kg, units=units)) if week.pack_step_kg else NOTHING,
    )


def tenth(number: float) -> Cell:
    """A figure with one decimal, as it is read and as it is counted with."""
    text = measures.one_decimal(number)
    return Cell(text, float(text))


def whole(amount: str) -> Cell:
    """The number of an amount whose unit stands elsewhere."""
    number = amount.partition(" ")[0]
    return Cell(number, int(number))


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
