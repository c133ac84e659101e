"""Dates, times of day and time zones as a person writes them, checked without opening any path."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from periodise.domain.limits import FIRST_DATE, LAST_DATE
from periodise.domain.refusal import listed, refusal, shown

_CLOCK_PATTERN = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
_DATE_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ZONE_PATTERN = "[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}|UTC"
_NEAREST_ZONES = 3

_ZONES_OF_OTHER_NAMES = {
    "est": "America/New_York",
    "edt": "America/New_York",
    "eastern standard time": "America/New_York",
    "central standard time": "America/Chicago",
    "mst": "America/Denver",
    "mountain standard time": "America/Denver",
    "pst": "America/Los_Angeles",
    "pacific standard time": "America/Los_Angeles",
    "gmt": "Europe/London",
    "bst": "Europe/London",
    "gmt standard time": "Europe/London",
    "cet": "Europe/Paris",
    "cest": "Europe/Berlin",
    "w. europe standard time": "Europe/Berlin",
    "romance standard time": "Europe/Paris",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "e. europe standard time": "Europe/Chisinau",
    "fle standard time": "Europe/Helsinki",
    "gtb standard time": "Europe/Athens",
    "aus eastern standard time": "Australia/Sydney",
    "new zealand standard time": "Pacific/Auckland",
    "tokyo standard time": "Asia/Tokyo",
    "china standard time": "Asia/Shanghai",
    "india standard time": "Asia/Kolkata",
    "south africa standard time": "Africa/Johannesburg",
}
"""Abbreviations and Windows names, which are no keys, with the key that is most often meant."""


def clock_time(value: object) -> str:
    """A time of day as "HH:MM"; `6:30` and TOML's `06:30:00` become "06:30"."""
    if isinstance(value, time) and value == time(value.hour, value.minute):
        return f"{value.hour:02d}:{value.minute:02d}"
    match = re.fullmatch(_CLOCK_PATTERN, value) if isinstance(value, str) else None
    if match is None:
        raise refusal(
            f"{shown(value)} is not a time of day",
            allowed="hours and minutes from 00:00 to 23:59, in quotes",
            do='write "06:30"',
        )
    return f"{int(match[1]):02d}:{match[2]}"


def calendar_date(value: object) -> date:
    """A date between 2000 and 2199, without a time: TOML's own, or "YYYY-MM-DD"."""
    if isinstance(value, datetime | time):
        raise _not_a_date(f"{shown(value)} has a time of day")
    if isinstance(value, str) and re.fullmatch(_DATE_PATTERN, value):
        value = _date_of(value)
    if not isinstance(value, date):
        raise _not_a_date(f"{shown(value)} is not a date")
    if not FIRST_DATE <= value <= LAST_DATE:
        raise _not_a_date(f"{shown(value)} is out of range")
    return value


def time_zone(value: object) -> str:
    """A key of the IANA time zone database, spelled as there."""
    if isinstance(value, str) and re.fullmatch(_ZONE_PATTERN, value) and value in known_zones():
        return value
    nearest = nearest_zones(value) if isinstance(value, str) else ()
    raise refusal(
        f"{shown(value)} is not a time zone",
        allowed="a region and city of the IANA database, capitals as there",
        do=f"write {listed(shown(name) for name in nearest or ('Europe/London', 'America/Denver'))}",
    )


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Every key of the `tzdata` package: no name that a person typed ever becomes a path."""
    from importlib.resources import files

    names = files("tzdata").joinpath("zones").read_text(encoding="ascii").split()
    return frozenset(name for name in names if "/" in name or name == "UTC")


def nearest_zones(name: str) -> tuple[str, ...]:
    """Up to three keys that a mistyped one may mean, best first."""
    from difflib import get_close_matches

    wanted = name.strip().casefold().replace(" ", "_")[:80]
    if meant := _ZONES_OF_OTHER_NAMES.get(wanted.replace("_", " ")):
        return (meant,)
    by_name = {key.casefold(): key for key in sorted(known_zones())}
    by_city = {key.rpartition("/")[2].casefold(): key for key in sorted(known_zones(), reverse=True)}
    found = [by_name[near] for near in get_close_matches(wanted, by_name, n=_NEAREST_ZONES, cutoff=0.7)]
    city = wanted.rpartition("/")[2]
    found += [by_city[near] for near in get_close_matches(city, by_city, n=_NEAREST_ZONES, cutoff=0.8)]
    return tuple(dict.fromkeys(found))[:_NEAREST_ZONES]


def _date_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _not_a_date(f"{shown(text)} does not exist") from error


def _not_a_date(found: str) -> PydanticCustomError:
    return refusal(
        found, allowed=f"a day from {FIRST_DATE} to {LAST_DATE} as year-month-day", do="write 2027-06-19"
    )


ClockTime = Annotated[
    str,
    BeforeValidator(clock_time),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_CLOCK_PATTERN})$", "examples": ["06:30"]}),
]
"""Local time of day, "HH:MM"."""

CalendarDate = Annotated[
    date,
    BeforeValidator(calendar_date),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2027-06-19"]}),
]
"""A day, no time."""

TimeZone = Annotated[
    str,
    BeforeValidator(time_zone),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^(?:{_ZONE_PATTERN})$",
            "examples": ["Europe/London", "America/Denver"],
        }
    ),
]
"""A key of the IANA time zone database."""
