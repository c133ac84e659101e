"""What goes wrong in a season, and what a coach locked, from real processes and real files."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from periodise.domain.finding import Severity
from periodise.domain.plan import Plan
from periodise.domain.session import Day, SessionKind, SessionStatus
from periodise.store.plan_file import plan_bytes, read_plan_file
from periodise.views.wording import day_text
from tests.cli.conftest import Run

PLAN = "athlete.plan.json"
COACH = "coach.csv"
LATER = "2027-01-04"
WEEK_OFF = ("--missed", "2026-12-28..2027-01-03", "--reason", "life")


def on(plan: Plan, day: str) -> Day:
    return next(one for one in plan.days if one.date.isoformat() == day)


def test_a_duration_without_a_unit_or_of_days_is_refused_and_nothing_is_noted(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    for duration in ("3600", "3600 s", "3600 min"):
        ending = run("done", PLAN, "2026-12-01", "--duration", duration, "--today", "2026-12-02")
        assert ending.code == 2, duration
        assert "duration" in ending.err
    assert plan.read_bytes() == before


def test_what_was_done_may_be_heavier_than_a_rule_allows_and_is_noted_as_it_was(run: Run, plan: Path) -> None:
    ending = run("done", PLAN, "2026-12-01", "--duration", "4 h", "--pack", "18 kg", "--today", "2026-12-02")
    assert ending.code == 0, ending.err
    done = on(read_plan_file(plan).plan, "2026-12-01").sessions[0]
    assert (done.status, done.pack_mass_kg, done.duration_min) == (SessionStatus.DONE, 18, 240)
    assert run("check", PLAN).code == 1, "days to come are too much after that"
    assert run("replan", PLAN, "--yes", "--today", "2026-12-02").code == 0
    after = read_plan_file(plan).plan
    assert on(after, "2026-12-01").sessions[0] == done
    hard = [one.where for one in after.findings if one.severity is Severity.HARD]
    assert [day for day in hard if day >= date(2026, 12, 2)] == []


@pytest.mark.parametrize(("today", "code"), [("2026-12-07", 0), ("2027-02-22", 3)])
def test_with_everything_missed_there_is_a_plan_that_keeps_the_rules_or_a_refusal(
    run: Run, plan: Path, today: str, code: int
) -> None:
    before = plan.read_bytes()
    ending = run("replan", PLAN, "--assume", "missed", "--yes", "--today", today)
    assert ending.code == code, ending.err
    assert (plan.read_bytes() == before) == bool(code)
    assert run("check", PLAN).code == 0


def test_days_missed_in_the_taper_are_dropped_and_a_missed_race_ends_the_season(run: Run, plan: Path) -> None:
    ending = run(
        "replan", PLAN, "--missed", "2027-03-10..2027-03-13", "--reason", "life",
        "--assume", "done", "--yes", "--today", "2027-03-14",
    )  # fmt: skip
    assert ending.code == 0, ending.err
    assert run("check", PLAN).code == 0
    assert run("missed", PLAN, "2027-03-20", "--reason", "injury", "--today", "2027-03-21").code == 0
    ending = run("replan", PLAN, "--assume", "done", "--yes", "--today", "2027-03-21")
    assert (ending.code, ending.err) == (0, "The race is over: there is nothing left to plan.\n")


def test_a_late_record_of_a_week_that_was_planned_anew_is_noted_and_looked_at(run: Run, plan: Path) -> None:
    assert run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER).code == 0
    before = read_plan_file(plan).plan
    late = ("done", PLAN, "2026-12-30", "--duration", "40 min", "--today", "2027-01-05")
    assert run(*late).code == 0
    noted = read_plan_file(plan).plan
    assert on(noted, "2026-12-30").sessions[0].status is SessionStatus.DONE
    assert [one for one in noted.days if one.date > date(2026, 12, 30)] == [
        one for one in before.days if one.date > date(2026, 12, 30)
    ]
    assert run("replan", PLAN, "--assume", "done", "--yes", "--today", "2027-01-05").code == 0
    assert run("check", PLAN).code == 0


def test_a_plan_of_older_rules_stands_until_something_has_to_change(run: Run, plan: Path) -> None:
    record = read_plan_file(plan)
    plan.write_bytes(plan_bytes(record.model_copy(update={"rulebook_version": "2020.1"})))
    ending = run("replan", PLAN, "--assume", "done", "--today", LATER)
    assert ending.err == "Nothing to change.\n"
    assert run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER).code == 0
    assert read_plan_file(plan).rulebook_version == record.rulebook_version


def lock(run: Run, folder: Path, day: str, *, minutes: int, today: str) -> int:
    """Exit code of a coach's change of one session, taken over."""
    table = run("export", PLAN, "--to", "csv").out.lstrip("\ufeff")
    rows = list(csv.reader(StringIO(table)))
    at = {name: index for index, name in enumerate(rows[0])}
    (row,) = [one for one in rows[1:] if one[at["date"]] == day]
    row[at["duration_min"]] = str(minutes)
    out = StringIO()
    csv.writer(out).writerows(rows)
    (folder / COACH).write_text(out.getvalue(), encoding="utf-8")
    return run("merge", PLAN, COACH, "--yes", "--today", today).code


def easy_day(plan: Path, *, since: str) -> str:
    """The first easy run of half an hour or more from a day on."""
    return next(
        one.date.isoformat()
        for one in read_plan_file(plan).plan.days
        if one.date.isoformat() >= since
        and [each.kind for each in one.sessions] == [SessionKind.EASY_RUN]
        and one.sessions[0].duration_min >= 30
    )


def test_a_locked_day_stays_when_the_season_is_planned_anew_around_it(run: Run, plan: Path) -> None:
    day = easy_day(plan, since="2027-01-20")
    assert lock(run, plan.parent, day, minutes=25, today=LATER) == 0
    locked = on(read_plan_file(plan).plan, day)
    assert locked.locked
    assert run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER).code == 0
    after = read_plan_file(plan)
    assert on(after.plan, day).sessions == locked.sessions
    assert on(after.plan, day).locked
    week = next(one for one in after.plan.weeks if one.start <= locked.date < one.end)
    held = [one for each in after.plan.days if week.start <= each.date < week.end for one in each.sessions]
    assert week.load_efm == pytest.approx(sum(one.load_efm for one in held), abs=0.1)
    written = plan.read_bytes()
    assert run("replan", PLAN, "--assume", "done", "--yes", "--today", LATER).err == "Nothing to change.\n"
    assert plan.read_bytes() == written


def test_a_rule_that_cannot_be_kept_beside_a_locked_day_is_told_by_day_until_it_is_let_go(
    run: Run, plan: Path
) -> None:
    day = easy_day(plan, since="2027-01-20")
    assert lock(run, plan.parent, day, minutes=600, today=LATER) == 1
    locked = on(read_plan_file(plan).plan, day)
    kept = run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER)
    assert kept.code == 1
    heading, _, told = kept.out.partition("Locked days that break a rule\n\n")[2].partition("\n")
    assert (heading, "breaks structure" in told, f"--release {day}" in told) == (
        day_text(locked.date),
        True,
        True,
    )
    assert on(read_plan_file(plan).plan, day).sessions == locked.sessions
    written = plan.read_bytes()
    again = run("replan", PLAN, "--assume", "done", "--yes", "--today", LATER)
    assert (again.code, again.err) == (1, "Nothing to change.\n")
    assert "Locked days that break a rule" in again.out
    assert plan.read_bytes() == written
    looked = run("replan", PLAN, "--assume", "done", "--release", day, "--dry-run", "--today", LATER)
    assert looked.code == 0
    assert plan.read_bytes() == written
    let_go = run("replan", PLAN, "--assume", "done", "--release", day, "--yes", "--today", LATER)
    assert let_go.code == 0
    assert f"No longer locked: {day_text(locked.date)}." in " ".join(let_go.out.split())
    free = on(read_plan_file(plan).plan, day)
    assert not free.locked
    assert free.sessions[0].duration_min < 600
    assert run("check", PLAN).code == 0
    assert run("undo", PLAN).code == 0
    assert on(read_plan_file(plan).plan, day).sessions == locked.sessions
    assert on(read_plan_file(plan).plan, day).locked


def test_a_day_that_keeps_every_rule_is_let_go_and_stays_as_it_is(run: Run, plan: Path) -> None:
    day = easy_day(plan, since="2027-01-20")
    assert lock(run, plan.parent, day, minutes=25, today=LATER) == 0
    locked = on(read_plan_file(plan).plan, day)
    ending = run("replan", PLAN, "--assume", "done", "--release", day, "--yes", "--today", LATER)
    assert ending.code == 0
    assert ending.out.startswith(f"No longer locked: {day_text(locked.date)}.\n")
    free = on(read_plan_file(plan).plan, day)
    assert (free.sessions, free.locked) == (locked.sessions, False)


def test_a_merge_after_planning_anew_is_taken_back_like_any_other_change(run: Run, plan: Path) -> None:
    assert run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER).code == 0
    before = read_plan_file(plan)
    day = easy_day(plan, since="2027-01-20")
    assert lock(run, plan.parent, day, minutes=25, today=LATER) in {0, 1}
    assert run("undo", PLAN).code == 0
    back = read_plan_file(plan)
    assert (back.edits, back.plan.pinned_days) == ((), ())
    assert on(back.plan, day).sessions == on(before.plan, day).sessions
    assert back.plan.weeks == before.plan.weeks
