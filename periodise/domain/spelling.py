"""What a mistyped quantity was probably meant to be: `70kg` is "70 kg", `72,5 lbs` is "72.5 lb"."""

import re
from collections.abc import Iterable, Iterator

_UNITS = {
    "kgs": "kg",
    "kilo": "kg",
    "kilos": "kg",
    "kilogram": "kg",
    "kilograms": "kg",
    "lbs": "lb",
    "pound": "lb",
    "pounds": "lb",
    "#": "lb",
    "stone": "st",
    "gram": "g",
    "grams": "g",
    "gr": "g",
    "kms": "km",
    "k": "km",
    "kilometre": "km",
    "kilometres": "km",
    "kilometer": "km",
    "kilometers": "km",
    "mile": "mi",
    "miles": "mi",
    "meter": "m",
    "meters": "m",
    "metre": "m",
    "metres": "m",
    "foot": "ft",
    "feet": "ft",
    "litre": "l",
    "litres": "l",
    "liter": "l",
    "liters": "l",
    "mins": "min",
    "minute": "min",
    "minutes": "min",
    "hour": "h",
    "hours": "h",
    "hr": "h",
    "hrs": "h",
    "min/km": "/km",
    "min/mi": "/mi",
    "min/mile": "/mi",
    "/mile": "/mi",
}


def likely_meant(text: str, patterns: Iterable[str]) -> str | None:
    """The allowed spelling that `text` comes close to, or None."""
    if len(text) > 40 or not text.isascii():
        return None
    plain = _respelled(text.strip().lower())
    allowed = tuple(patterns)
    for candidate in _candidates(plain):
        if any(re.fullmatch(pattern, candidate) for pattern in allowed):
            return candidate
    return None


def _candidates(plain: str) -> Iterator[str]:
    together = plain.replace(" ", "")
    yield plain
    yield together
    yield plain.replace(" h ", "h").replace(" min", "m")
    if " st " in plain:  # 11 st 2
        yield f"{plain} lb"
    if ":" in together:  # 26:45 h
        yield together.removesuffix("h").removesuffix("min")


def _respelled(text: str) -> str:
    """Points for decimal commas, no thousands separators, known units, one space before a unit."""
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
    text = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    text = re.sub(r"(?<=[0-9])(?=[a-z#/])", " ", text)
    words = re.sub(r"/ +", "/", text).split()
    return " ".join(_UNITS.get(word, word) for word in words)
