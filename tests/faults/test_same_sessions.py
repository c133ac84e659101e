"""Every session is in the calendar, the table and the JSON exactly once, with the same time and numbers."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from icalendar import Calendar

from periodise.cli.commands import periodise
from tests.every_command import PLAN, fill

Place = tuple[str, int]
"""A date and the slot of a session on it."""
NUMBERS = ("duration_min", "distance_km", "ascent_m", "descent_m", "pack_mass_kg", "rpe", "load_efm")


@cache
def exported(form: str) -> str:
    """The example's plan in that form."""
    with TemporaryDirectory() as folder:
        fill(Path(folder))
        ended = CliRunner().invoke(periodise, ["export", f"{folder}/{PLAN}", "--to", form])
    assert ended.exit_code == 0, ended.stderr
    return ended.stdout


def sessions() -> Iterator[tuple[Place, str, dict[str, Any]]]:
    """Place, calendar UID and numbers of every session, from the JSON."""
    for day in json.loads(exported("json"))["days"]:
        for number, session in enumerate(day["sessions"]):
            yield (day["date"], session["slot"]), session["uid"] if number else day["uid"], session


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(exported("csv").removeprefix("\ufeff"), newline="")))


def events() -> dict[str, Any]:
    found: Any = Calendar.from_ical(exported("ics")).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def test_the_three_hold_the_same_sessions_each_once() -> None:
    places = [place for place, _, _ in sessions()]
    assert len(set(places)) == len(places) > 100
    assert [(row["date"], int(row["slot"])) for row in rows()] == places
    assert sorted(uid for _, uid, _ in sessions()) == sorted(events())


def test_the_table_and_the_json_hold_the_same_numbers() -> None:
    for (_, _, session), row in zip(sessions(), rows(), strict=True):
        assert {name: float(row[name]) for name in NUMBERS} == {name: session[name] for name in NUMBERS}
        assert (row["title"], row["start"]) == (session["title"], session["start"] or "")


def test_the_calendar_shows_each_session_on_its_day_for_its_minutes() -> None:
    told = events()
    for (day, _), uid, session in sessions():
        begins, ends = told[uid]["DTSTART"].dt, told[uid]["DTEND"].dt
        assert str(begins)[:10] == day
        assert str(told[uid]["SUMMARY"]) == session["title"]
        if isinstance(begins, datetime):
            assert (ends - begins).total_seconds() / 60 == session["duration_min"]
            assert session["start"] is None or f"{begins:%H:%M}" == session["start"]
        else:
            assert isinstance(begins, date)
