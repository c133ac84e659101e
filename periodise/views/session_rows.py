"""The plan as a table, one row a session: what a spreadsheet needs, with the unit in every heading."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from periodise.domain.plan import Week
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day, Intensity, Session, SessionKind
from periodise.views.plain_text import cleaned_line
from periodise.views.season import week_of
from periodise.views.session_text import neutral_title, purpose, title
from periodise.views.wording import WEEKDAYS

Cell = str | int | float
COLUMNS = (
    "date",
    "weekday",
    "slot",
    "start",
    "kind",
    "title",
    "duration_min",
    "distance_km",
    "ascent_m",
    "descent_m",
    "carrier",
    "pack_mass_kg",
    "intensity",
    "rpe",
    "load_efm",
    "demanding",
    "heavy",
    "status",
    "phase",
    "week",
    "weeks_to_race",
    "rules",
    "purpose",
    "note",
    "locked",
    "uid",
    "as_sent",
)
EDITABLE = frozenset(
    {
        "date",
        "slot",
        "start",
        "kind",
        "title",
        "duration_min",
        "distance_km",
        "ascent_m",
        "descent_m",
        "pack_mass_kg",
        "intensity",
        "rpe",
        "purpose",
        "note",
        "locked",
    }
)
"""What `merge` takes back; the other columns are worked out again."""
SEALED = tuple(name for name in COLUMNS if name in EDITABLE)
SEPARATOR = "\x1f"
DECIMALS = 3


class SessionSheet(NamedTuple):
    """The sessions as a sheet to be edited."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    editable: frozenset[str]
    choices: Mapping[str, tuple[str, ...]]
    """What a cell may hold, by column, where there is a list of it."""


CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(SessionKind),
    "intensity": tuple(Intensity),
    "locked": ("yes", "no"),
}


def session_sheet(record: PlanRecord) -> SessionSheet:
    """Every session as a row of a sheet, with what may be changed in it."""
    return SessionSheet(COLUMNS, tuple(session_rows(record)), EDITABLE, CHOICES)


def session_rows(record: PlanRecord) -> list[tuple[Cell, ...]]:
    """Every session with its day and week, in order; each row has a cell for each of `COLUMNS`."""
    plan = record.plan
    rows = ((day, session, week_of(plan, day.date)) for day in plan.days for session in day.sessions)
    return [_sealed_row(_row(day, session, week=week, record=record)) for day, session, week in rows]


def _row(day: Day, session: Session, *, week: Week | None, record: PlanRecord) -> tuple[Cell, ...]:
    named, reason = _words(day.date, session, week=week, record=record)
    numbers = (session.duration_min, session.distance_km, session.ascent_m, session.descent_m)
    return (
        day.date.isoformat(),
        WEEKDAYS[day.date.weekday()],
        session.slot,
        session.start or "",
        session.kind.value,
        named,
        *map(_tidy, numbers),
        session.carrier.value,
        _tidy(session.pack_mass_kg),
        session.intensity.value,
        session.rpe,
        _tidy(session.load_efm),
        _yes_or_no(session.demanding),
        _yes_or_no(session.heavy),
        session.status.value,
        *_season_cells(week),
        " ".join(session.rules),
        reason,
        cleaned_line(session.note),
        _yes_or_no(day.locked),
        (session.uid or "") if session.slot > 1 else day.uid,
    )


def sealed(cells: Mapping[str, str]) -> str:
    """A few letters that change with any cell that may be edited, so that a row tells whether it was.

    A coach's file may come back after the plan has changed. Without them, every day that the plan changed
    since would look like a wish to have the old one back.
    """
    joined = SEPARATOR.join(cells.get(name, "") for name in SEALED)
    return f"s{sha256(joined.encode()).hexdigest()[:8]}"


def _sealed_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells = {name: cell_text(cell) for name, cell in zip(COLUMNS, row, strict=False)}
    return (*row, sealed(cells))


def cell_text(cell: Cell) -> str:
    """A cell in the one spelling that every form of it is compared in."""
    return cell if isinstance(cell, str) else f"{cell:g}"


def _words(day: date, session: Session, *, week: Week | None, record: PlanRecord) -> tuple[str, str]:
    """Title and purpose; a neutral one and none for a private plan."""
    if record.inputs.calendar.private:
        return neutral_title(session), ""
    named = title(session, inputs=record.inputs, day=day)
    return named, purpose(session, week=week, inputs=record.inputs, day=day)


def _season_cells(week: Week | None) -> tuple[Cell, Cell, Cell]:
    return (week.phase.value, week.kind.value, week.weeks_to_race) if week else ("", "", "")


def _yes_or_no(claim: bool) -> str:
    return "yes" if claim else "no"


def _tidy(number: float) -> float | int:
    """Whole numbers without a point, others without the dust of floating sums."""
    rounded = round(number, DECIMALS) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded
