"""Record, replan, undo and compare, from real processes and real files."""

import json
import re
from pathlib import Path

import pytest

from periodise.domain.history import bare
from periodise.domain.session import SessionStatus
from periodise.store.plan_file import read_plan_file
from tests.cli.conftest import TODAY, Run
from tests.cli.terminal import CTRL_C, conversation

PLAN = "athlete.plan.json"
LATER = "2027-01-04"
"""Five weeks into the season."""
WEEK_OFF = ("--missed", "2026-12-28..2027-01-03", "--reason", "life")
UNSAFE = ("--missed", "2026-12-21..2027-02-10", "--reason", "injury")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_what_was_done_is_recorded_and_nothing_to_come_changes(run: Run, plan: Path) -> None:
    before = read_plan_file(plan)
    day = "2026-12-01"
    ending = run(
        "done", PLAN, day, "--distance", "5 km", "--rpe", "4", "--pack", "2 kg", "--today", "2026-12-02"
    )
    assert (ending.code, ending.err) == (0, "")
    assert "done" in ending.out
    after = read_plan_file(plan)
    (done,) = [one for one in after.plan.days if one.date.isoformat() == day]
    assert (done.sessions[0].status, done.sessions[0].distance_km, done.sessions[0].pack_mass_kg) == (
        SessionStatus.DONE,
        5,
        2,
    )
    assert [one.sessions for one in after.plan.days if one.date.isoformat() > day] == [
        one.sessions for one in before.plan.days if one.date.isoformat() > day
    ]


def test_the_same_record_twice_changes_nothing_the_second_time(run: Run, plan: Path) -> None:
    missed = ("missed", PLAN, "2026-12-01", "2026-12-05", "--reason", "travel", "--today", "2026-12-06")
    assert run(*missed).code == 0
    once = plan.read_bytes()
    assert run(*missed).code == 0
    assert plan.read_bytes() == once


def test_in_a_missed_span_what_is_recorded_as_done_stays_done(run: Run, plan: Path) -> None:
    run("done", PLAN, "2026-12-03", "--today", "2026-12-06")
    run("missed", PLAN, "2026-12-01", "2026-12-05", "--reason", "illness", "--today", "2026-12-06")
    days = {one.date.isoformat(): one for one in read_plan_file(plan).plan.days}
    assert days["2026-12-03"].sessions[0].status is SessionStatus.DONE
    assert days["2026-12-05"].sessions[0].status is SessionStatus.MISSED


def test_replanning_with_nothing_missed_changes_no_byte(run: Run, plan: Path) -> None:
    before = files_in(plan.parent)
    for today in (LATER, "2027-02-15"):
        ending = run("replan", PLAN, "--assume", "done", "--today", today)
        assert (ending.code, ending.out, ending.err) == (0, "", "Nothing to change.\n")
    assert files_in(plan.parent) == before


def test_a_week_off_is_shown_before_it_is_written_and_replanning_again_changes_nothing(
    run: Run, plan: Path
) -> None:
    ending = run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER)
    assert ending.code == 0
    assert ending.err == "Saved the plan, athlete.ics and athlete.update.ics.\n"
    assert "R-80" in ending.out
    assert "return" in ending.out
    assert "still safe" in ending.out
    for calendar in ("Google", "Apple", "Outlook", "Thunderbird", "Nextcloud", "CalDAV"):
        assert f"\n{calendar}:" in ending.out
    assert max(map(len, ending.out.splitlines())) <= 80
    assert run("check", PLAN).code == 0
    written = files_in(plan.parent)
    assert run("replan", PLAN, "--assume", "done", "--yes", "--today", LATER).err == "Nothing to change.\n"
    assert files_in(plan.parent) == written


def test_a_dry_run_shows_the_same_and_writes_nothing(run: Run, plan: Path) -> None:
    before = files_in(plan.parent)
    dry = run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--dry-run", "--today", LATER)
    assert dry.code == 0
    assert files_in(plan.parent) == before
    wet = run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER)
    assert wet.out.startswith(dry.out)


def test_without_a_terminal_nothing_is_written_unasked(run: Run, plan: Path) -> None:
    before = files_in(plan.parent)
    ending = run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--today", LATER)
    assert ending.code == 2
    assert "--yes" in ending.err
    assert files_in(plan.parent) == before


def test_sessions_without_a_record_count_as_done_unless_told_otherwise(run: Run, plan: Path) -> None:
    ending = run("replan", PLAN, "--today", LATER)
    assert ending.code == 0
    assert "count as done as planned" in " ".join(ending.err.split())
    ending = run("replan", PLAN, "--assume", "missed", "--dry-run", "--today", "2026-12-07")
    assert ending.code == 0
    assert "missed" in ending.out


def plain(said: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", said)


def test_an_answer_that_is_none_is_asked_again_and_ctrl_c_writes_nothing(plan: Path) -> None:
    before = files_in(plan.parent)
    ended, said = conversation(
        plan.parent, "replan", PLAN, *WEEK_OFF, "--today", LATER, replies=("perhaps", "done", "maybe", CTRL_C)
    )
    assert "'perhaps' is not one of 'done', 'missed'" in said
    assert said.count("Were they done, or missed?") == 2
    assert said.count("Write this plan?") == 2
    assert ended == 130
    assert "Traceback" not in said
    assert files_in(plan.parent) == before


def test_a_record_taken_back_says_which_session_is_open_again(run: Run, plan: Path) -> None:
    run("missed", PLAN, "2026-12-01", "--reason", "travel", "--today", "2026-12-02")
    ending = run("undo", PLAN, "--today", "2026-12-02")
    assert ending.out.startswith("1 session: 1 open again.")
    assert ending.err == "Took `missed` back; no earlier changes.\n"


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130)])
def test_on_a_terminal_it_asks_what_was_done_and_whether_to_write(plan: Path, answer: str, code: int) -> None:
    before = plan.read_bytes()
    ended, said = conversation(
        plan.parent, "replan", PLAN, *WEEK_OFF, "--today", LATER, replies=("done", answer)
    )
    assert "Were they done, or missed?" in said
    assert said.index("still safe") < said.index("Write this plan?")
    assert ("Nothing was written." in said) == (answer == "n")
    assert r"\x1b" not in said  # what colours a table colours it, and is not written out
    assert max(len(line) for line in plain(said).splitlines()) <= 80
    assert ended == code
    assert (plan.read_bytes() == before) == (answer == "n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("replan", PLAN, "--today", "2026-11-29"), "2026-11-30"),
        (("done", PLAN, "2026-12-01", "--today", "2026-11-29"), "2026-11-30"),
        (("replan", PLAN, "--today", "2099-01-01"), "more than a year after"),
        (("done", PLAN, "2026-12-10", "--today", "2026-12-05"), "still to come"),
        (("missed", PLAN, "2026-12-05", "2026-12-01", "--reason", "life", "--today", "2026-12-06"), "swap"),
        (("missed", PLAN, "2026-11-01", "--reason", "life", "--today", "2026-12-06"), "not in this plan"),
        (("missed", PLAN, "2026-12-01", "--today", "2026-12-06"), "--reason"),
        (("replan", PLAN, "--missed", "2026-12-01..2026-12-02", "--today", "2026-12-06"), "--reason"),
        (("replan", PLAN, "--missed", "last week", "--reason", "life"), "YYYY-MM-DD"),
        (("done", PLAN, "2026-12-01", "--slot", "7", "--today", "2026-12-06"), "--slot"),
        (("done", PLAN, "2026-12-01", "--distance", "8", "--today", "2026-12-06"), '"8 km"'),
        (("replan", PLAN, "--race-date", "2026-12-01", "--today", "2026-12-06"), "race.date"),
        (("replan", PLAN, "--race-date", "2039-12-01", "--today", "2026-12-06"), "5 years"),
        (("undo", PLAN), "no change to take back"),
        (("diff", PLAN, "missing.json"), "missing.json"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(
    run: Run, plan: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = files_in(plan.parent)
    ending = run(*arguments)
    assert ending.code == (4 if "missing.json" in told else 2)
    assert told in ending.err
    assert "Traceback" not in ending.err
    assert files_in(plan.parent) == before


def test_a_race_before_another_race_of_the_file_is_refused_not_a_bug(run: Run, athlete_file: Path) -> None:
    race = '\n[[other_race]]\nname = "B"\ndate = 2027-02-20\ndistance = "20 km"\npriority = "C"\n'
    athlete_file.write_text(athlete_file.read_text(encoding="utf-8") + race, encoding="utf-8")
    assert run("plan", "athlete.toml", "--today", TODAY).code == 0
    ending = run("replan", PLAN, "--race-date", "2027-02-13", "--yes", "--today", "2026-12-06")
    assert ending.code == 2
    assert "--race-date 2027-02-13" in ending.err


def test_a_goal_that_is_not_safe_any_more_ends_with_3_and_writes_nothing(run: Run, plan: Path) -> None:
    before = files_in(plan.parent)
    ending = run("replan", PLAN, *UNSAFE, "--assume", "done", "--yes", "--today", "2027-02-11")
    assert (ending.code, ending.out) == (3, "")
    assert "What would be safe" in ending.err
    assert files_in(plan.parent) == before


def test_a_moved_race_and_a_new_free_day_go_through_the_same_door(run: Run, plan: Path) -> None:
    assert (
        run("replan", PLAN, "--race-date", "2027-04-03", "--yes", "--assume", "done", "--today", LATER).code
        == 0
    )
    record = read_plan_file(plan)
    assert record.inputs.race.date.isoformat() == "2027-04-03"
    assert [one.date.isoformat() for one in record.plan.days if one.sessions[0].kind == "race"] == [
        "2027-04-03"
    ]
    athlete = plan.with_name("athlete.toml")
    text = athlete.read_text(encoding="utf-8").replace("date = 2027-03-20", "date = 2027-04-03")
    athlete.write_text(text.replace('friday    = { available = "0 min" }', ""), encoding="utf-8")
    ending = run("replan", PLAN, "--athlete", "athlete.toml", "--yes", "--assume", "done", "--today", LATER)
    assert ending.code == 0, ending.err


def test_another_plans_athlete_file_is_refused_at_its_line(run: Run, plan: Path) -> None:
    other = plan.with_name("other.toml")
    text = plan.with_name("athlete.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("id =")]
    at = lines.index("[plan]") + 1 if "[plan]" in lines else len(lines)
    head = [] if "[plan]" in lines else ["[plan]"]
    lines[at:at] = [*head, 'id = "3f1c2a9e-5b7d-4c1e-9a2f-6d8e0b4c7a15"']
    other.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ending = run("replan", PLAN, "--athlete", "other.toml", "--today", LATER)
    assert ending.code == 2
    assert ending.err.startswith("other.toml:")
    assert "plan.id" in ending.err


def test_everything_can_be_taken_back_to_the_first_plan_and_sequences_only_rise(run: Run, plan: Path) -> None:
    first = read_plan_file(plan)
    run("done", PLAN, "2026-12-01", "--duration", "20 min", "--today", "2026-12-06")
    run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER)
    run("replan", PLAN, "--race-date", "2027-04-03", "--assume", "done", "--yes", "--today", LATER)
    changed = read_plan_file(plan)
    for left in (2, 1, 0):
        ending = run("undo", PLAN)
        assert ending.code == 0
        assert f"{left or 'no'} earlier change" in ending.err
    back = read_plan_file(plan)
    assert [bare(one) for one in back.plan.days] == [bare(one) for one in first.plan.days]
    assert back.plan.weeks == first.plan.weeks
    assert (back.log, back.history, back.revision) == ((), (), 6)
    assert all(back.calendar[uid].sequence >= entry.sequence for uid, entry in changed.calendar.items())
    assert run("undo", PLAN).code == 2


def test_a_diff_says_the_same_as_a_table_and_as_markdown(run: Run, plan: Path) -> None:
    run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER)
    shown = run("diff", f"{PLAN}.1", PLAN)
    assert (shown.code, shown.err) == (0, "")
    pasted = run("diff", f"{PLAN}.1", PLAN, "--markdown").out
    assert "| Day | Was | Now | What | Rule |" in pasted
    assert shown.out.splitlines()[0].split()[:2] == pasted.split()[:2]
    assert run("diff", PLAN, PLAN).out == "Nothing changes.\n"


def test_after_the_race_nothing_is_planned(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    ending = run("replan", PLAN, "--assume", "done", "--yes", "--today", "2027-03-25")
    assert (ending.code, ending.err) == (0, "The race is over: there is nothing left to plan.\n")
    assert plan.read_bytes() == before


def test_a_private_plan_stays_private_in_its_update(run: Run, athlete_file: Path) -> None:
    text = athlete_file.read_text(encoding="utf-8") + "\n[calendar]\nprivate = true\n"
    athlete_file.write_text(text, encoding="utf-8")
    assert run("plan", "athlete.toml", "--today", TODAY).code == 0
    ending = run("replan", PLAN, *WEEK_OFF, "--assume", "done", "--yes", "--today", LATER)
    assert ending.code == 0, ending.err
    update = athlete_file.with_name("athlete.update.ics").read_text(encoding="utf-8")
    assert "kg" not in update
    assert "illness" not in update


def test_the_log_is_in_the_document_for_other_programs(run: Run, plan: Path) -> None:
    run("missed", PLAN, "2026-12-01", "--reason", "fever", "--today", "2026-12-02")
    document = json.loads(run("export", PLAN, "--to", "json").out)
    assert {"date": "2026-12-01", "kind": "missed", "reason": "fever"}.items() <= document["ledger"][
        0
    ].items()
