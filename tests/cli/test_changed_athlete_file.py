"""`replan --athlete FILE` and `--race-date`: a trip, days away, another week or body, another race day."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from periodise.domain.history import bare
from periodise.domain.plan import WeekKind
from periodise.domain.session import SessionKind
from periodise.store.plan_file import read_plan_file
from tests.cli.conftest import Ended, Run

PLAN = "athlete.plan.json"
LATER = "2027-01-04"
"""Five weeks into the season."""
TRIP = """
[[trip]]
name = "Lake round"
start = 2027-01-30
end = 2027-01-31
distance_per_day = "9 mi"
ascent_per_day = "1200 ft"
pack_mass = "8 lb"
"""
AWAY = """
[[away]]
start = 2027-01-18
end = 2027-01-26
reason = "a holiday"
"""


THURSDAY = 'thursday  = { available = "0 min"'


@pytest.fixture
def replan(run: Run, plan: Path) -> Callable[..., Ended]:
    """Replan with a changed copy of the athlete file."""

    def replanned(change: Callable[[str], str], *options: str) -> Ended:
        text = plan.with_name("athlete.toml").read_text(encoding="utf-8")
        changed = change(text)
        assert changed != text
        plan.with_name("new.toml").write_text(changed, encoding="utf-8")
        given = ("replan", PLAN, "--athlete", "new.toml", "--assume", "done", "--today", LATER)
        return run(*given, *options)

    return replanned


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if not path.name.startswith(".") and path.name != "new.toml"
    }


def test_a_new_trip_is_shown_written_and_told_to_calendars(
    run: Run, plan: Path, replan: Callable[..., Ended]
) -> None:
    past = [day for day in read_plan_file(plan).plan.days if day.date < date.fromisoformat(LATER)]
    ending = replan(lambda text: text + TRIP, "--yes")
    assert (ending.code, ending.err) == (0, "Saved the plan, athlete.ics and athlete.update.ics.\n")
    for told in ("Trip day 9 mi · 1/2", "Lake round", "R-28", " was ", " now ", "still safe", "Google:"):
        assert told in ending.out
    assert max(map(len, ending.out.splitlines())) <= 80
    days = {day.date: day for day in read_plan_file(plan).plan.days}
    for day in (date(2027, 1, 30), date(2027, 1, 31)):
        assert [one.kind for one in days[day].sessions] == [SessionKind.TRIP_DAY]
    assert [days[day.date] for day in past] == past
    assert "Lake round" in plan.with_name("athlete.update.ics").read_text(encoding="utf-8")
    assert run("check", PLAN).code == 0
    written = files_in(plan.parent)
    assert replan(lambda text: text + TRIP, "--yes").err == "Nothing to change.\n"
    assert files_in(plan.parent) == written


def test_days_away_get_their_return_block_and_a_dry_run_writes_nothing(
    plan: Path, replan: Callable[..., Ended]
) -> None:
    before = files_in(plan.parent)
    dry = replan(lambda text: text + AWAY, "--dry-run")
    assert (dry.code, dry.err) == (0, "Nothing was written (--dry-run).\n")
    assert files_in(plan.parent) == before
    wet = replan(lambda text: text + AWAY, "--yes")
    assert wet.code == 0
    assert wet.out.startswith(dry.out)
    assert "R-80" in wet.out
    kinds = {week.start: week.kind for week in read_plan_file(plan).plan.weeks}
    assert kinds[date(2027, 1, 18)] is kinds[date(2027, 1, 25)] is kinds[date(2027, 2, 1)] is WeekKind.RETURN


def test_a_day_that_is_free_no_more_holds_nothing_from_today_on(
    plan: Path, replan: Callable[..., Ended]
) -> None:
    ending = replan(lambda text: text.replace('thursday  = { available = "75 min"', THURSDAY), "--yes")
    assert ending.code == 0
    days = read_plan_file(plan).plan.days
    thursdays = [day for day in days if day.date.weekday() == 3 and day.date >= date.fromisoformat(LATER)]
    assert {one.kind for day in thursdays for one in day.sessions} == {SessionKind.REST}
    assert "Thu" in ending.out


def test_a_free_day_that_is_not_needed_changes_no_day_and_no_calendar_and_says_so(
    run: Run, plan: Path, replan: Callable[..., Ended]
) -> None:
    before = read_plan_file(plan)
    ending = replan(
        lambda text: text.replace("saturday  =", 'friday = { available = "60 min" }\nsaturday  ='), "--yes"
    )
    assert ending.code == 0
    assert ending.out.startswith("Nothing changes.\n")
    assert "Your calendar stays as it is." in ending.out
    assert "Google" not in ending.out
    after = read_plan_file(plan)
    assert (after.plan.days, after.calendar) == (before.plan.days, before.calendar)
    assert after.inputs.week.friday.available_min == 60
    assert "Your calendar stays as it is." in run("undo", PLAN).out


@pytest.mark.parametrize(
    ("line", "now"),
    [("body_mass", 'body_mass = "139 lb"'), ("weekly_distance", 'weekly_distance = "24 mi"')],
)
def test_another_body_or_history_leaves_the_days_that_are_past_as_they_were(
    plan: Path, replan: Callable[..., Ended], line: str, now: str
) -> None:
    before = {day.date: bare(day) for day in read_plan_file(plan).plan.days}
    ending = replan(
        lambda text: "\n".join(now if one.startswith(line) else one for one in text.splitlines()) + "\n",
        "--yes",
    )
    assert ending.code == 0, ending.err
    assert ending.err.startswith("Saved the plan")
    after = {day.date: bare(day) for day in read_plan_file(plan).plan.days}
    assert all(after[day] == before[day] for day in before if day < date.fromisoformat(LATER))


def test_a_race_moved_out_of_reach_ends_with_3_and_can_be_taken_on_all_the_same(run: Run, plan: Path) -> None:
    before = files_in(plan.parent)
    asked = ("replan", PLAN, "--race-date", "2027-01-30", "--assume", "done", "--yes", "--today", LATER)
    refused = run(*asked)
    assert (refused.code, refused.out) == (3, "")
    for told in (
        "R-85c",
        "What would be safe",
        " mi with ",
        " ft of climb",
        "--accept R-85c",
    ):
        assert told in refused.err
    assert not re.search(r"\d (km|kg|m)\b", refused.err)  # the file asks for miles and pounds
    assert files_in(plan.parent) == before
    taken = run(*asked, "--accept", "R-85c")
    assert taken.code == 0, taken.err
    assert "The race moves from 2027-03-20 to 2027-01-30." in taken.out
    assert "finish only" in taken.out
    assert read_plan_file(plan).accepted == ("R-85c",)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("missing.toml", None, "does not exist"),
        ("broken.toml", "[athlete\n", "broken.toml:1"),
        ("metres.toml", '[athlete]\nbody_mass = "70"\n', '"70 kg"'),
    ],
)
def test_an_athlete_file_that_cannot_be_read_is_refused_and_nothing_is_written(
    run: Run, plan: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        plan.with_name(name).write_text(text, encoding="utf-8")
    before = files_in(plan.parent)
    ending = run("replan", PLAN, "--athlete", name, "--assume", "done", "--yes", "--today", LATER)
    assert (ending.code, ending.out) == (2, "")
    assert told in ending.err
    assert files_in(plan.parent) == before
