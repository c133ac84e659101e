"""A coach's table against the plan it was made from: which rows were changed, and in what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from periodise.coach import cells
from periodise.coach.cells import DateOrder
from periodise.coach.said import Place, Reading, Said, Value, places
from periodise.domain.coach_file import CoachTable, TableLine
from periodise.domain.history import grown_days
from periodise.domain.record import PlanRecord
from periodise.domain.refusal import listed, shown
from periodise.errors import InputRefused
from periodise.views.privacy import private_record
from periodise.views.session_rows import COLUMNS, EDITABLE, SEALED, cell_text, sealed, session_rows

NEEDED = ("date", "kind")
FIGURES = ("kind", "duration_min", "distance_km", "ascent_m", "pack_mass_kg", "start")
"""What has to agree for a row to be a session that stands there already."""
SILENT = frozenset({"weekday", "uid", "as_sent", "carrier", "status"})
"""Columns whose change needs no word; a status changes while the file is on its way."""
Cells = Mapping[str, str]


class Sheet(NamedTuple):
    """A table on the desk: what it says, beside what was sent."""

    order: DateOrder
    sent: Mapping[str, tuple[Cells, ...]]
    """Cells of every session as exported, plainly and privately, by UID."""
    places: Mapping[str, Place]


class Row(NamedTuple):
    line: int
    cells: Cells
    extra: str
    """What stands in columns of the coach's own."""


def read_table(table: CoachTable, record: PlanRecord) -> Reading:
    """What the table says; InputRefused where it is no table of this plan, with every reason."""
    rows = _with_points([_row(line, table.headings) for line in table.lines])
    _refuse_foreign(table, rows)
    order = cells.date_order((row.cells["date"], row.cells.get("weekday", "")) for row in rows)
    if order is None:
        raise InputRefused([_undated(table, rows)])
    sheet = Sheet(order, _sent(record), places(record))
    _refuse_unreadable(table, rows, sheet)
    known = [row for row in rows if _uid(row) in sheet.places or not _uid(row)]
    if not any(_uid(row) for row in known):
        raise InputRefused(
            [f"{table.file}: none of its uids is of this plan; export this plan, and edit that"]
        )
    said = tuple(_said(row, sheet) for row in known)
    days = [one.day for one in said] + [one.place.day for one in said if one.place]
    stale = frozenset(_stale_days(rows, sheet))
    strangers = [row for row in rows if _uid(row) and _uid(row) not in {*sheet.places, *record.calendar}]
    return Reading(
        said=said,
        first=min(days),
        last=max(days),
        remarks=(*_unmatched(strangers), *(() if stale else _not_taken(known, sheet))),
        stale=stale | grown_days(record) if stale else stale,
    )


def _row(line: TableLine, headings: tuple[str, ...]) -> Row:
    known: dict[str, str] = {}
    own: list[str] = []
    for heading, cell in zip(headings, line.cells, strict=False):
        name = heading.strip().lower().replace(" ", "_")
        if name in COLUMNS:
            known.setdefault(name, cell.strip())
        elif cell.strip():
            own.append(f"{heading.strip()}: {cell.strip()}" if heading.strip() else cell.strip())
    known.setdefault("date", "")  # a row may end before it
    beyond = (cell.strip() for cell in line.cells[len(headings) :] if cell.strip())
    return Row(line.line, known, "; ".join([*own, *beyond]))


def _with_points(rows: list[Row]) -> list[Row]:
    """Decimal commas as points, where the file shows that its commas are decimal: `8,2` says so.

    `80,467` alone could be eighty or eighty thousand.
    """
    figures = [row.cells.get(name, "") for row in rows for name in cells.MOST]
    if not any(cells.DECIMAL_COMMA.fullmatch(figure) for figure in figures):
        return rows
    return [
        row._replace(cells={name: _pointed(name, cell) for name, cell in row.cells.items()}) for row in rows
    ]


def _pointed(name: str, cell: str) -> str:
    is_figure = name in cells.MOST and cells.NUMBER.fullmatch(cell) is not None
    return cell.replace(",", ".") if is_figure else cell


def _uid(row: Row) -> str:
    return row.cells.get("uid", "")


def _refuse_foreign(table: CoachTable, rows: list[Row]) -> None:
    """A table without our headings or without rows says nothing, least of all to drop every session."""
    present = {heading.strip().lower().replace(" ", "_") for heading in table.headings}
    if missing := [name for name in (*NEEDED, "uid") if name not in present]:
        raise InputRefused(
            [f"{table.file}: has no column {listed(missing)}; the headings of an export; export it again"]
        )
    if not rows:
        raise InputRefused(
            [f"{table.file}: holds no row, and an empty file takes nothing away; export it again"]
        )


def _undated(table: CoachTable, rows: list[Row]) -> str:
    first = next((row for row in rows if cells.day(row.cells["date"], DateOrder.ISO) is None), rows[0])
    return (
        f"{table.file}:{first.line}: date: {shown(first.cells['date'])} cannot be read as a date; "
        "YYYY-MM-DD; set the column to that form, or save as .xlsx"
    )


def _refuse_unreadable(table: CoachTable, rows: list[Row], sheet: Sheet) -> None:
    twice = Counter(_uid(row) for row in rows if _uid(row))
    problems = [
        f"{table.file}:{row.line}: uid: stands in more than one row; one row a session; clear it in the copy"
        for row in rows
        if twice[_uid(row)] > 1
    ]
    problems += [
        f"{table.file}:{row.line}: date: is empty; YYYY-MM-DD; write the day or delete the row"
        for row in rows
        if not row.cells["date"].strip()
    ]
    if problems:
        raise InputRefused(problems)


def _sent(record: PlanRecord) -> dict[str, tuple[Cells, ...]]:
    both = (session_rows(record), session_rows(private_record(record)))
    told = [
        {name: cell_text(cell) for name, cell in zip(COLUMNS, row, strict=True)}
        for rows in both
        for row in rows
    ]
    by_uid: dict[str, tuple[Cells, ...]] = {}
    for each in told:
        by_uid[each["uid"]] = (*by_uid.get(each["uid"], ()), each)
    return by_uid


def _said(row: Row, sheet: Sheet) -> Said:
    """One row. One that is as it was sent says nothing, whatever the plan has become since."""
    uid = _uid(row)
    place, sent = sheet.places.get(uid), sheet.sent.get(uid, ())
    where, own_seal = f"line {row.line}", row.cells.get("as_sent", "")
    is_sealed = bool(own_seal) and set(SEALED) <= set(row.cells)
    canonical = {name: cells.canonical(name, row.cells.get(name, ""), sheet.order) for name in SEALED}
    if place and is_sealed and not row.extra and sealed(canonical) == own_seal:
        return Said(where, place, place.day, {})
    day = cells.day(row.cells["date"], sheet.order)
    assert day is not None, "every date was read to find their order"
    values = _values(row, sent, sheet)
    slot = values.pop("slot", None)
    outdated = bool(sent) and is_sealed and own_seal not in {each["as_sent"] for each in sent}
    if outdated and place:
        return _outdated(where, place, day, row, sheet)
    return Said(where, place, day, values, slot=int(slot) if slot else None)


def _outdated(where: str, place: Place, day: date, row: Row, sheet: Sheet) -> Said:
    """A changed row of an older plan: nothing new if what it asks for stands there already."""
    for standing in (each for both in sheet.sent.values() for each in both):
        agrees = all(
            cells.canonical(name, row.cells.get(name, ""), sheet.order) == standing[name] for name in FIGURES
        )
        if agrees and standing["date"] == day.isoformat():
            there = sheet.places[standing["uid"]]
            return Said(where, there, there.day, {})
    return Said(where, place, place.day, {}, outdated=True)


def _values(row: Row, sent: tuple[Cells, ...], sheet: Sheet) -> dict[str, Value]:
    """What the row changes; cells that cannot be understood go into the note, with their heading."""
    values: dict[str, Value] = {}
    kept = [row.extra] if row.extra else []
    for name in EDITABLE - {"date"}:
        if name not in row.cells or _as_sent(name, row.cells[name], sent, sheet.order):
            continue
        value = cells.READ[name](row.cells[name])
        if value is None:
            kept.append(f"{name}: {row.cells[name]}")
        else:
            values[name] = value
    if kept:
        own = values.get("note", sent[0]["note"] if sent else "")
        values["note"] = cells.note("; ".join(part for part in (str(own), *sorted(kept)) if part))
    return values


def _as_sent(name: str, cell: str, sent: tuple[Cells, ...], order: DateOrder) -> bool:
    written = cells.canonical(name, cell, order)
    if not sent:  # a new row: an empty cell says nothing
        return not cell.strip()
    return any(written == cells.canonical(name, each[name], DateOrder.ISO) for each in sent)


def _stale_days(rows: list[Row], sheet: Sheet) -> Iterator[date]:
    """Days of rows that the plan has changed or dropped since they were sent."""
    for row in rows:
        seals = {each["as_sent"] for each in sheet.sent.get(_uid(row), ())}
        if not _uid(row) or row.cells.get("as_sent", "") in {*seals, ""}:
            continue
        if place := sheet.places.get(_uid(row)):
            yield place.day
        if day := cells.day(row.cells["date"], sheet.order):
            yield day


def _unmatched(strangers: list[Row]) -> Iterable[str]:
    if strangers:
        lines = listed([str(row.line) for row in strangers[:5]], last="and")
        more = " and more" if len(strangers) > 5 else ""
        yield f"line {lines}{more}: the uid is none of this plan's; not taken. Clear it to add the session."


def _not_taken(rows: list[Row], sheet: Sheet) -> Iterable[str]:
    """Columns that are worked out again, where somebody wrote into them; an old file has them otherwise."""
    changed: dict[str, list[int]] = {}
    for row in rows:
        sent = sheet.sent.get(_uid(row), ())
        if not sent or row.cells.get("as_sent", "") not in {each["as_sent"] for each in sent}:
            continue
        for name in row.cells.keys() - EDITABLE - SILENT:
            written = cells.canonical(name, row.cells[name], sheet.order)
            if all(written != cells.canonical(name, each[name], DateOrder.ISO) for each in sent):
                changed.setdefault(name, []).append(row.line)
    for name, lines in sorted(changed.items()):
        yield f"line {lines[0]}: {name} is worked out by periodise from the rest; not taken."
