"""The cells of a coach's table as values: what people and spreadsheets make of dates, times and numbers."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum

from periodise.coach.said import Value
from periodise.domain.limits import FIRST_DATE, LAST_DATE, NAME_CHARACTERS, NOTE_CHARACTERS
from periodise.domain.session import Intensity, SessionKind
from periodise.views.plain_text import cleaned_line
from periodise.views.session_words import NAMES
from periodise.views.wording import WEEKDAYS

NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,12}))?", re.ASCII)
DECIMAL_COMMA = re.compile(r"\d{1,9},(?:\d{1,2}|\d{4,12})", re.ASCII)
THOUSANDS = re.compile(r"\d{1,3},\d{3}", re.ASCII)
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00(?:\.0+)?)?(?: ?([AaPp])\.?[Mm]\.?)?", re.ASCII)
UNITS = {
    "duration_min": r"min(?:utes)?\.?",
    "distance_km": r"km",
    "ascent_m": r"m",
    "descent_m": r"m",
    "pack_mass_kg": r"kg",
}
MOST = {
    "slot": 9,
    "duration_min": 10_000,
    "distance_km": 1000,
    "ascent_m": 20_000,
    "descent_m": 20_000,
    "pack_mass_kg": 100,
    "rpe": 10,
    "load_efm": 10_000,
}
WHOLE = frozenset({"rpe", "slot"})
YES = frozenset({"yes", "y", "true", "x", "1", "ja", "oui"})
NO = frozenset({"no", "n", "false", "", "0", "nein", "non"})


class DateOrder(StrEnum):
    """In which order a spreadsheet wrote year, month and day."""

    ISO = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def number(name: str, text: str) -> float | None:
    """A figure within its limits, its unit left out; None for anything else, NaN and words included."""
    bare = re.sub(rf"\s*{UNITS[name]}$", "", text.strip(), flags=re.I) if name in UNITS else text.strip()
    if not bare:
        return 0.0
    found = NUMBER.fullmatch(bare)
    if found is None or THOUSANDS.fullmatch(bare):
        return None
    amount = float(f"{found[1]}.{found[2] or 0}")
    return amount if fits(name, amount) else None


def fits(name: str, amount: float) -> bool:
    """Whether a session can hold that much of a figure."""
    return amount <= MOST[name] and (name not in WHOLE or amount.is_integer())


def clock(text: str) -> str | None:
    """A time of day as "HH:MM", "" for none; None for anything else."""
    bare = text.strip()
    if not bare:
        return ""
    found = CLOCK.fullmatch(bare)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def kind(text: str) -> str | None:
    """A kind by its name in files or on screen."""
    wanted = re.sub(r"[\s_-]+", "_", text.strip().lower())
    known = {**{name.lower().replace(" ", "_"): one for one, name in NAMES.items()}}
    known.update({one.value: one for one in SessionKind})
    found = known.get(wanted)
    return found.value if found else None


def intensity(text: str) -> str | None:
    wanted = text.strip().lower()
    return wanted if wanted in set(Intensity) else None


def yes(text: str) -> bool | None:
    wanted = text.strip().lower()
    return True if wanted in YES else False if wanted in NO else None


def name_of(text: str) -> str:
    """A title or reason on one line; of one far too long the rest goes into the note."""
    return cleaned_line(text)[:NAME_CHARACTERS]


def note(text: str) -> str:
    return cleaned_line(text)[:NOTE_CHARACTERS]


DATE_PART = re.compile("[0-9]{1,4}")


READ: Mapping[str, Callable[[str], Value | None]] = {
    "start": clock,
    "kind": kind,
    "title": name_of,
    "duration_min": lambda text: number("duration_min", text),
    "distance_km": lambda text: number("distance_km", text),
    "ascent_m": lambda text: number("ascent_m", text),
    "descent_m": lambda text: number("descent_m", text),
    "pack_mass_kg": lambda text: number("pack_mass_kg", text),
    "intensity": intensity,
    "rpe": lambda text: number("rpe", text),
    "purpose": name_of,
    "note": note,
    "locked": yes,
    "slot": lambda text: number("slot", text),
}
"""How each column is read; None: it cannot be understood."""


def day(text: str, order: DateOrder) -> date | None:
    """A date as a spreadsheet wrote it, a time behind it left out."""
    parts = re.split(r"[-/. ]+", text.strip().rstrip("."))[:3]
    if len(parts) != 3 or not all(DATE_PART.fullmatch(part) for part in parts):
        return None
    given = dict(zip(order.value, map(int, parts), strict=True))
    if len(parts[order.value.index("y")]) == 2:
        given["y"] += 2000
    try:
        found = date(given["y"], given["m"], given["d"])
    except ValueError:
        return None
    return found if FIRST_DATE <= found <= LAST_DATE else None


def date_order(cells: Iterable[tuple[str, str]]) -> DateOrder | None:
    """The one order in which every date can be read and most fit the weekday beside them.

    `cells` are pairs of date and weekday as written. A spreadsheet that opens 2027-06-08 may save
    08/06/2027 or 6/8/2027: a single row does not tell, all rows together do.
    """
    written = [(text, weekday.strip()[:3].capitalize()) for text, weekday in cells if text.strip()]
    fitting = [order for order in DateOrder if _fits(order, written)]
    return fitting[0] if len(fitting) == 1 or DateOrder.ISO in fitting else None


def _fits(order: DateOrder, written: list[tuple[str, str]]) -> bool:
    days = [day(text, order) for text, _ in written]
    if any(one is None for one in days):
        return False
    if order is DateOrder.ISO and all(re.match(r"\d{4}\D", text.strip()) for text, _ in written):
        return True
    named = [
        (one, weekday) for one, (_, weekday) in zip(days, written, strict=True) if one and weekday in WEEKDAYS
    ]
    agreeing = sum(WEEKDAYS[one.weekday()] == weekday for one, weekday in named)
    return bool(named) and agreeing * 2 > len(named)


def canonical(column: str, text: str, order: DateOrder) -> str:
    """A cell without what saving does to it: `9.40` and `9,4` are `9.4`, `6:30` is `06:30`."""
    if column == "date":
        read = day(text, order)
        return read.isoformat() if read else text.strip()
    if column in MOST:
        amount = number(column, text)
        return text.strip() if amount is None else f"{amount:g}"
    if column == "start":
        return text.strip() if (read_clock := clock(text)) is None else read_clock
    if column == "locked":
        return text.strip() if (claim := yes(text)) is None else ("yes" if claim else "no")
    return cleaned_line(text)
