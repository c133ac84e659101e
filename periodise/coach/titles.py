"""A title that a coach rewrote in a calendar, read the way titles are written: `Pack run 8 km · 4 kg`."""

import re
from collections.abc import Mapping

from periodise.coach.cells import fits
from periodise.coach.said import FROM_THE_ATHLETE_FILE, Value
from periodise.domain.session import SessionKind
from periodise.domain.units import KG_PER_LB, KM_PER_MI
from periodise.views.session_words import NAMES

AMOUNT = r"(\d{1,4}(?:[.,]\d{1,3})?)"
DISTANCE = re.compile(rf"{AMOUNT} ?(km|k|mi|miles?)", re.I | re.ASCII)
DURATION = re.compile(
    r"(?:(\d{1,2}) ?h(?:ours?|rs?)?)? ?(?:(\d{1,4}) ?(?:min(?:utes?)?|m|['′]))?", re.I | re.ASCII
)
MASS = re.compile(rf"{AMOUNT} ?(kg|lbs?)", re.I | re.ASCII)
SEPARATOR = re.compile(r"\s*[·|,;]\s*|\s+[-–]\s+")
NEUTRAL = "training"
BY_NAME = {name.lower(): kind for kind, name in NAMES.items() if kind not in FROM_THE_ATHLETE_FILE}
"""Kinds that a coach may ask for, by how they are called."""
KM_PER = {"k": 1.0, "m": float(KM_PER_MI)}


def parsed_title(title: str) -> Mapping[str, Value] | None:
    """Kind, distance, minutes and pack that a title tells; None if any of it cannot be understood."""
    lead, *facts = [part for part in SEPARATOR.split(title.strip()) if part] or [""]
    name = next((name for name in sorted(BY_NAME, key=len, reverse=True) if _begins(lead, name)), None)
    if name is None and not _begins(lead, NEUTRAL):
        return None
    told: dict[str, Value] = {"kind": BY_NAME[name].value} if name else {}
    size = lead[len(name or NEUTRAL) :].strip()
    for part in (size, *facts) if size else facts:
        amount = _amount(part)
        if amount is None or amount[0] in told or not fits(*amount):
            return None
        told[amount[0]] = amount[1]
    return told


def names_a_session(title: str) -> bool:
    """Whether a title begins as one of ours: `Easy run …`."""
    found = parsed_title(title)
    return found is not None and found.get("kind", SessionKind.REST.value) != SessionKind.REST.value


def _begins(text: str, name: str) -> bool:
    return re.match(rf"{re.escape(name)}(?![^\W\d])", text, re.I) is not None


def _amount(text: str) -> tuple[str, float] | None:
    """Which figure a part is, and how much, in files' units."""
    if found := DISTANCE.fullmatch(text):
        return "distance_km", round(_number(found[1]) * KM_PER[found[2][0].lower()], 3)
    if found := MASS.fullmatch(text):
        per = 1.0 if found[2].lower() == "kg" else float(KG_PER_LB)
        return "pack_mass_kg", round(_number(found[1]) * per, 3)
    if (found := DURATION.fullmatch(text)) and (found[1] or found[2]):
        return "duration_min", float(int(found[1] or 0) * 60 + int(found[2] or 0))
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
