"""A plan that a coach wrote himself, as a table under our headings, made ready to be judged.

What he left out is worked out where it follows from the rest: load from minutes and pack, sums from sessions,
rest days from days that are not there. What a week is for he has to say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, zip_longest
from typing import NamedTuple

from periodise.coach import cells
from periodise.coach.cells import DateOrder
from periodise.coach.session_edit import REST, created
from periodise.domain.coach_file import CoachTable
from periodise.domain.dates import dates
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Phase, PhaseKind, Plan, Week, WeekKind
from periodise.domain.refusal import listed, shown
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Intensity, Session, SessionKind
from periodise.errors import InputRefused
from periodise.metrics.marks import marked
from periodise.metrics.race_time import predicted_time_min
from periodise.metrics.week_sums import summed

NEEDED = ("date", "kind", "duration_min", "phase", "week")
FIGURES = ("duration_min", "distance_km", "ascent_m", "descent_m", "pack_mass_kg", "rpe", "load_efm")
RULE_ID = re.compile(r"\bR-[0-9]{2}b?\b")
DAYS_A_WEEK = 7
MOST_DAYS = 2000


class Line(NamedTuple):
    """A row that was understood."""

    day: date
    session: Session
    phase: str
    week: str


class Block(NamedTuple):
    """Days in a row that are called alike."""

    phase: PhaseKind
    week: WeekKind
    days: tuple[date, ...]


def own_plan(table: CoachTable, inputs: Inputs, *, rulebook: Rulebook) -> Plan:
    """The plan of the table; InputRefused with every cell that cannot be read."""
    rows = [(line.line, _cells(table.headings, line.cells)) for line in table.lines]
    _refuse_unusable(table, rows)
    lines = [_line(row, inputs, rulebook) for _, row in rows]
    days = _days(lines)
    weeks = tuple(_weeks(lines, days, inputs.race.date))
    for week in weeks:
        days = marked(days, week, rulebook)
    return Plan(
        phases=tuple(_phases(weeks)),
        weeks=tuple(summed(week, days) for week in weeks),
        days=tuple(days),
        predicted_time_min=_race_min(inputs, days, rulebook),
    )


def _cells(headings: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """What stands under each heading; nothing where a row ends before the last of them."""
    names = (heading.strip().lower().replace(" ", "_") for heading in headings)
    return {name: cell.strip() for name, cell in zip_longest(names, row[: len(headings)], fillvalue="")}


def _refuse_unusable(table: CoachTable, rows: list[tuple[int, dict[str, str]]]) -> None:
    present = {heading.strip().lower().replace(" ", "_") for heading in table.headings}
    if missing := [name for name in NEEDED if name not in present]:
        needed = listed(NEEDED, last="and")
        raise InputRefused([f"{table.file}: has no column {listed(missing)}; {needed} are needed; add it"])
    problems = [problem for line, row in rows for problem in _problems(table.file, line, row)]
    days = [day for _, row in rows if (day := cells.day(row["date"], DateOrder.ISO))]
    if not problems and not days:
        problems.append(f"{table.file}: holds no row; a row a session; write them under the headings")
    elif days and (max(days) - min(days)).days > MOST_DAYS:
        problems.append(f"{table.file}: date: {min(days)} to {max(days)}; five years at most; mend the years")
    if not problems and not (rows[0][1]["phase"] and rows[0][1]["week"]):
        problems.append(f"{table.file}:{rows[0][0]}: phase, week: are empty; say what the first week is for")
    if problems:
        raise InputRefused(problems)


def _problems(file: str, line: int, row: Mapping[str, str]) -> Iterator[str]:
    """Every cell of a row that cannot be read."""
    if cells.day(row["date"], DateOrder.ISO) is None:
        yield f"{file}:{line}: date: {shown(row['date'])} is not a date; YYYY-MM-DD; write it so"
    if cells.kind(row["kind"]) is None:
        kinds = ", ".join(SessionKind)
        yield f"{file}:{line}: kind: {shown(row['kind'])} is not a kind of session; {kinds}; take one of them"
    for name in FIGURES:
        if cells.number(name, row.get(name, "")) is None:
            most = f"a number from 0 to {cells.MOST[name]:g}"
            yield f"{file}:{line}: {name}: {shown(row[name])} is not a figure; {most}; write digits only"
    if cells.clock(row.get("start", "")) is None:
        yield f"{file}:{line}: start: {shown(row['start'])} is not a time of day; HH:MM; write it so"
    for name, known in (("phase", PhaseKind), ("week", WeekKind)):
        if row[name] and row[name].lower() not in set(known):
            yield f"{file}:{line}: {name}: {shown(row[name])} is unknown; {', '.join(known)}; take one"


def _line(row: Mapping[str, str], inputs: Inputs, rulebook: Rulebook) -> Line:
    day = cells.day(row["date"], DateOrder.ISO)
    assert day is not None, "rows are judged before they are read"
    return Line(day, _session(row, inputs, rulebook), row["phase"].lower(), row["week"].lower())


def _session(row: Mapping[str, str], inputs: Inputs, rulebook: Rulebook) -> Session:
    """A session of the row's figures; load as the row says, or else worked out."""
    names = ("start", "kind", "title", "note", *FIGURES, "intensity")
    read = {name: cells.READ[name](row[name]) for name in names if row.get(name) and name in cells.READ}
    values = {name: value for name, value in read.items() if value is not None}
    kind = SessionKind(str(values["kind"]))
    session = created({**values, "kind": _trainable(kind)}, inputs=inputs, rulebook=rulebook)
    stated_efm = cells.number("load_efm", row.get("load_efm", "")) or 0
    changes: dict[str, object] = {"kind": kind, "rules": tuple(RULE_ID.findall(row.get("rules", "")))}
    if stated_efm or kind is not _trainable(kind):
        changes["load_efm"] = stated_efm or round(session.duration_min)
    if kind in (SessionKind.RACE, SessionKind.OTHER_RACE):
        changes |= {"demanding": True, "intensity": Intensity.HARD, "rpe": rulebook["R-10"]["rpe_race"]}
    return session.model_copy(update=changes)


def _trainable(kind: SessionKind) -> SessionKind:
    """The kind whose equation a race or trip is counted by until its own load is set."""
    if kind is SessionKind.TRIP_DAY:
        return SessionKind.BACKPACKING_DAY
    return SessionKind.LONG_RUN if kind in (SessionKind.RACE, SessionKind.OTHER_RACE) else kind


def _days(lines: Iterable[Line]) -> tuple[Day, ...]:
    """Every date from the first row to the last, days that are not there as rest."""
    held: dict[date, list[Session]] = {}
    for line in lines:
        held.setdefault(line.day, []).append(line.session)
    within = dates(min(held), max(held) + timedelta(1))
    return tuple(Day(date=day, sessions=_numbered(held.get(day, []))) for day in within)


def _numbered(sessions: list[Session]) -> tuple[Session, ...]:
    trained = [session for session in sessions if session.kind is not SessionKind.REST]
    kept = trained or sessions[:1] or [REST]
    return tuple(one.model_copy(update={"slot": slot}) for slot, one in enumerate(kept, start=1))


def _weeks(lines: Sequence[Line], days: Sequence[Day], race_date: date) -> Iterator[Week]:
    """Days that are called alike, cut at Mondays and, from the taper on, into sevens before the race."""
    for block in _blocks(lines, days):
        for start, end in _cut(block, race_date):
            left = -((end - timedelta(1) - race_date).days // DAYS_A_WEEK)
            yield Week(
                start=start,
                end=end,
                kind=block.week,
                phase=block.phase,
                weeks_to_race=max(left, 0) if start <= race_date else -1 - (start - race_date).days // 7,
                deload=block.week is WeekKind.DELOAD,
            )


def _blocks(lines: Sequence[Line], days: Sequence[Day]) -> Iterator[Block]:
    said = {line.day: (line.phase, line.week) for line in reversed(lines) if line.phase or line.week}
    phase, week = lines[0].phase, lines[0].week
    named = []
    for day in days:
        told_phase, told_week = said.get(day.date, ("", ""))
        phase, week = told_phase or phase, told_week or week
        named.append((day.date, phase, week))
    for (phase, week), group in groupby(named, key=lambda one: one[1:]):
        yield Block(PhaseKind(phase), WeekKind(week), tuple(day for day, *_ in group))


def _cut(block: Block, race_date: date) -> Iterator[tuple[date, date]]:
    from_race = block.phase in (PhaseKind.TAPER, PhaseKind.RECOVERY)
    start = block.days[0]
    for before, day in zip(block.days, block.days[1:], strict=False):
        begins = (race_date - day).days % DAYS_A_WEEK == 0 if from_race else day.weekday() == 0
        if from_race and block.phase is PhaseKind.RECOVERY:
            begins = (day - block.days[0]).days % DAYS_A_WEEK == 0
        if begins:
            yield start, before + timedelta(1)
            start = day
    yield start, block.days[-1] + timedelta(1)


def _phases(weeks: Sequence[Week]) -> Iterator[Phase]:
    for kind, group in groupby(weeks, key=lambda week: week.phase):
        held = list(group)
        yield Phase(kind=kind, start=held[0].start, end=held[-1].end)


def _race_min(inputs: Inputs, days: Iterable[Day], rulebook: Rulebook) -> float:
    race = inputs.race
    carried = [one.pack_mass_kg for day in days for one in day.sessions if one.kind is SessionKind.RACE]
    stated = race.pack_mass_kg
    return round(
        predicted_time_min(
            distance_km=race.distance_km,
            ascent_m=race.ascent_m,
            terrain=race.terrain,
            pack_mass_kg=max(carried, default=0.0) if isinstance(stated, str) else stated,
            athlete=inputs.athlete,
            rulebook=rulebook,
        )
    )
