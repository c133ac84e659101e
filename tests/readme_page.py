"""The README with its pictures taken anew: blocks of text that the program itself printed.

A picture stands in a fenced block that opens with ```text and its name. Everything else is left as written.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from click.testing import CliRunner
from icalendar import Calendar

from periodise.cli.commands import periodise
from periodise.views.wording import day_text, paragraph

PROJECT = Path(__file__).parent.parent
README = PROJECT / "README.md"
EXAMPLE = "examples/lakeland-50.toml"
EXAMPLE_TODAY = "2027-02-01"
KIT_EXAMPLE = "examples/winter-spine-sprint.toml"
TOO_SOON = "tests/seasons/novice-50-km-from-25-km-a-week.toml"
WEEKS_SHOWN = (24, 23, 22, 14, 13, 12, 11, 10, 9, 8, 2, 1, 0)
"""Weeks to the race of the rows that stand in the picture; dots for those between."""
PICTURE_DAY = date(2027, 6, 1)
"""The first pack run from here on is shown as a calendar shows it."""


class Season(NamedTuple):
    """The files that `periodise plan` made of the example."""

    weeks: str
    calendar: bytes


def readme_page() -> str:
    """README.md with every picture as the program draws it today."""
    return re.sub(r"(?ms)^(```text (\w+)\n).*?(^```$)", _retaken, README.read_text(encoding="utf-8"))


def _retaken(block: re.Match[str]) -> str:
    opening, name, closing = block.groups()
    return f"{opening}{PICTURES[name]()}{closing}"


def _weeks() -> str:
    """The table of `show --weeks` without most of its rows, and without those after the race."""
    *lines, note, note_end = _season().weeks.rstrip("\n").splitlines()
    shown: list[str] = []
    for line in lines:
        kept = _is_kept(line)
        if kept or shown[-1] != " …":
            shown.append(line if kept else " …")
    return "\n".join([*shown, note, note_end]).replace("\n …\n\n", "\n\n") + "\n"


def _is_kept(line: str) -> bool:
    row = re.match(r" \d{4}-\d\d-\d\d +(-?\d+) ", line)
    return row is None or int(row[1]) in WEEKS_SHOWN


def _day() -> str:
    """One event: its title, its time and the text that a calendar shows with it."""
    events: list[Any] = Calendar.from_ical(_season().calendar).walk("VEVENT")
    event = next(event for event in events if _is_pictured(event))
    begins, ends = event["DTSTART"].dt, event["DTEND"].dt
    lines = [paragraph(line, rest="  ") for line in event["DESCRIPTION"].splitlines()]
    when = f"{day_text(begins.date())}, {begins:%H:%M} to {ends:%H:%M}"
    return "\n".join([str(event["SUMMARY"]), when, "", *lines]) + "\n"


def _is_pictured(event: Any) -> bool:
    begins = event["DTSTART"].dt
    return event["SUMMARY"].startswith("Pack run") and begins.date() >= PICTURE_DAY


def _refusal() -> str:
    """What somebody is told whose race is too near."""
    with TemporaryDirectory() as folder:
        return _printed("plan", TOO_SOON, *_outputs(folder), "--today", EXAMPLE_TODAY, ends_with=3)


def _kit() -> str:
    """What a kit list comes to, and what would help: the part between its two tables."""
    page = _printed("kit", KIT_EXAMPLE)
    return f"Over {page.partition('Over ')[2].partition('On the way')[0].rstrip()}\n"


PICTURES: Mapping[str, Callable[[], str]] = {"weeks": _weeks, "day": _day, "kit": _kit, "refusal": _refusal}


@cache
def _season() -> Season:
    with TemporaryDirectory() as folder:
        outputs = _outputs(folder)
        _printed("plan", EXAMPLE, *outputs, "--today", EXAMPLE_TODAY)
        weeks = _printed("show", outputs[1], "--weeks")
        return Season(weeks, Path(outputs[3]).read_bytes())


def _outputs(folder: str) -> tuple[str, str, str, str]:
    return "-o", f"{folder}/lakeland-50.plan.json", "--ics", f"{folder}/lakeland-50.ics"


def _printed(*arguments: str, ends_with: int = 0) -> str:
    """What the command prints: its result, or the reasons when it is expected to refuse."""
    named = [str(PROJECT / one) if one.endswith(".toml") else one for one in arguments]
    ended = CliRunner().invoke(periodise, named)
    assert ended.exit_code == ends_with, ended.stderr
    return ended.stderr if ends_with else ended.stdout
