"""Days that are not like others (F-01 to F-25), from an athlete file to its plan."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from periodise.domain.plan import WeekKind
from periodise.domain.session import SessionKind
from tests.faults.planning import Changes, planned

NO_START = {"start = 2026": ""}
NO_TIME = {
    f"{day} ": f'{day} = {{ available = "0 min" }}'
    for day in ("tuesday", "wednesday", "thursday", "saturday", "sunday")
}
A_MINUTE = {old: new.replace("0 min", "1 min") for old, new in NO_TIME.items()}
AWAY = {"+": '[[away]]\nstart = 2026-11-30\nend = 2027-03-19\nreason = "a ship"'}
TEN_HOURS = {
    "saturday ": "\n".join(f'{day} = {{ available = "10 h" }}' for day in ("monday", "friday", "saturday"))
}

PLANNED: list[tuple[str, Changes, str]] = [
    ("F-01 race on a leap day", {"date": "date = 2028-02-29", "start = 2026": ""}, "2027-10-01"),
    ("F-05 race in three years", {"date": "date = 2029-11-24"}, "2026-11-30"),
    ("F-05 race in almost five years", {"date": "date = 2031-11-22"}, "2026-11-30"),
    ("F-06 race on a day without time", {"date": "date = 2027-03-22"}, "2026-11-30"),
    ("F-07 race without a time", {'start = "08:00"': ""}, "2026-11-30"),
    ("F-18 start in the old year", {"date": "date = 2027-05-22", "start = 2026": ""}, "2026-12-27"),
    ("F-20 start on a Wednesday", {"start = 2026": "start = 2026-12-02"}, "2026-11-30"),
    ("F-35 ten hours on most days", TEN_HOURS, "2026-11-30"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "today"), [row[1:] for row in PLANNED], ids=[row[0] for row in PLANNED])
def test_the_plan_has_every_day_once_and_its_race_on_its_date(
    tmp_path: Path, changes: Changes, today: str
) -> None:
    made = planned(tmp_path, changes, today=today)
    assert made.code == 0, made.err
    record = made.record
    days = [day.date for day in record.plan.days]
    assert all(later - earlier == timedelta(1) for earlier, later in pairwise(days))
    assert all(earlier.end == later.start for earlier, later in pairwise(record.plan.weeks))
    races = [day.date for day in record.plan.days for one in day.sessions if one.kind is SessionKind.RACE]
    assert races == [record.inputs.race.date]
    assert "hard" not in made.shown("check")


REFUSED: list[tuple[str, Changes, str, str]] = [
    ("F-04 race today", NO_START, "2027-03-20", "R-85c"),
    ("F-04 race tomorrow", NO_START, "2027-03-19", "R-85c"),
    ("F-04 race in six days", NO_START, "2027-03-14", "R-85c"),
    ("F-24 no day available", NO_TIME, "2026-11-30", "R-85b"),
    ("F-24 a minute a day", A_MINUTE, "2026-11-30", "Free 20 minutes or more on some days"),
    ("F-24 away until the race", AWAY, "2026-11-30", "R-85b"),
]


@pytest.mark.parametrize(
    ("changes", "today", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_trained_for_ends_with_3_and_its_reasons_and_without_a_file(
    tmp_path: Path, changes: Changes, today: str, reason: str
) -> None:
    made = planned(tmp_path, changes, today=today)
    assert (made.code, made.out) == (3, "")
    assert reason in made.err
    assert made.names == {"a.toml"}


def test_f04_who_insists_on_a_race_in_six_days_gets_them_easy(tmp_path: Path) -> None:
    made = planned(tmp_path, NO_START, "--accept", "R-85c", "--accept", "R-85e", today="2027-03-14")
    assert made.code == 0
    assert [week.kind for week in made.record.plan.weeks] == [
        WeekKind.TAPER,
        WeekKind.RACE,
        WeekKind.RECOVERY,
    ]
    assert "Waived: R-85c" in made.out.replace("\n", " ").replace("    ", "")


def test_f06_a_race_on_a_day_without_time_is_told(tmp_path: Path) -> None:
    made = planned(tmp_path, {"date": "date = 2027-03-22"})
    assert "race.date: 2027-03-22 is a Monday, for which [week] has no time" in made.err


def test_f09_a_session_in_the_hour_that_clocks_skip_is_told_with_the_time_it_is_shown_at(
    tmp_path: Path,
) -> None:
    at_half_past_two = {"sunday ": 'sunday = { available = "2 h", start = "02:30" }'}
    made = planned(tmp_path, {**at_half_past_two, "date": "date = 2027-05-01"})
    assert made.code == 0
    assert (
        "Sun 14 Mar 2027: clocks skip 02:30 in America/Los_Angeles; the session is shown at 03:30" in made.err
    )
    start = next(
        line
        for line in (made.folder / "a.ics").read_text().splitlines()
        if line.startswith("DTSTART;TZID=America/Los_Angeles:20270314T")
    )
    assert start.endswith("T033000")


def test_f16_times_are_kept_by_the_clock_of_the_place_and_not_in_utc(tmp_path: Path) -> None:
    planned(tmp_path, {})
    calendar = (tmp_path / "a.ics").read_text()
    for tuesday in ("20261201", "20270309", "20270316"):  # clocks went forward on 14 March
        assert f"DTSTART;TZID=America/Los_Angeles:{tuesday}T060000" in calendar


def test_f17_weeks_are_named_by_their_first_day_and_not_by_a_number(tmp_path: Path) -> None:
    weeks = planned(tmp_path, {}).shown("show", "--weeks")
    assert "2026-12-28" in weeks
    assert "2027-01-04" in weeks
    assert "W53" not in weeks


def test_f20_a_part_week_is_marked_and_stands_outside_rules_from_week_to_week(tmp_path: Path) -> None:
    made = planned(tmp_path, {"start = 2026": "start = 2026-12-02"})
    first = made.record.plan.weeks[0]
    assert (first.kind, (first.end - first.start).days) == (WeekKind.PARTIAL, 5)
    assert [found for found in made.record.plan.findings if found.where == first.start] == []


def test_f25_twelve_races_on_the_way_are_no_reason_to_fail(tmp_path: Path) -> None:
    races = "\n".join(
        f'[[other_race]]\nname = "Race {month}"\ndate = 2027-{1 + month // 6:02d}-{month % 6 * 4 + 2:02d}\n'
        f'distance = "10 km"\nascent = "100 m"\npriority = "C"'
        for month in range(12)
    )
    made = planned(tmp_path, {"+": races})
    assert made.code == 0, made.err
    assert "hard" not in made.shown("check")
