"""Every ending a script may meet, from a real process."""

import os
import signal
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from periodise.cli.endings import ended
from periodise.cli.exit_codes import MEANING, ExitCode
from periodise.cli.options import debug_option
from periodise.store.lock import plan_lock
from tests.cli.conftest import TODAY, Run, command, environment

SEASONS = Path(__file__).parents[1] / "seasons"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_safe_goal_becomes_a_plan_and_a_calendar_beside_the_athlete_file(
    run: Run, athlete_file: Path
) -> None:
    ending = run("plan", "athlete.toml", "--today", TODAY)
    assert (ending.code, ending.err) == (0, "Saved athlete.plan.json and athlete.ics.\n")
    assert "Chuckanut" in ending.out
    assert ending.out.count("not medical advice") == 1
    made = {"athlete.toml", "athlete.plan.json", "athlete.ics", ".athlete.plan.json.lock"}
    assert names_in(athlete_file.parent) == made


def test_a_plan_that_breaks_a_hard_rule_ends_with_1_and_names_the_rule(run: Run, plan_file: Path) -> None:
    ending = run("check", plan_file.name)
    assert ending.code == 1
    assert "hard R-40" in ending.out


def test_a_refused_athlete_file_ends_with_2_and_tells_every_problem_with_its_line(
    run: Run, athlete_file: Path
) -> None:
    text = athlete_file.read_text(encoding="utf-8")
    broken = text.replace('distance = "', 'distance = "about ').replace(
        "[athlete]", "[athlete]\nshoe_size = 43"
    )
    athlete_file.write_text(broken, encoding="utf-8")
    ending = run("plan", "athlete.toml", "--today", TODAY)
    assert (ending.code, ending.out) == (2, "")
    assert all(line.startswith("athlete.toml:") for line in ending.err.splitlines())
    assert "athlete.shoe_size" in ending.err
    assert "race.distance" in ending.err
    assert names_in(athlete_file.parent) == {"athlete.toml"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "athlete.toml", "--today", "30 November"),
        ("plan", "athlete.toml", "--today", "2026-02-30"),
        ("plan", "athlete.toml", "--today", "20261130"),
        ("plan", "athlete.toml", "--accept", "R-85a"),
        ("plan", "athlete.toml", "--fast"),
        ("plan", "missing.toml"),
        ("plan", "."),
        ("plan", "/dev/zero"),
        ("plan", "athlete.toml", "-o", "no-such-folder/plan.json"),
        ("plan", "athlete.toml", "-o", "athlete.toml"),
        ("plan", "athlete.toml", "-o", "one.file", "--ics", "one.file"),
        ("plan", "athlete.toml", "--ics", "/dev/null"),
        ("new", "athlete.toml", "--yes"),
        ("new", "another.toml"),
        ("rules", "R-99"),
        ("export", "--to", "json"),
        ("export", "--to", "docx", "athlete.plan.json"),
        ("export", "--to", "csv", "--update", "athlete.plan.json"),
        ("jog",),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_leaves_no_file(
    run: Run, athlete_file: Path, arguments: tuple[str, ...]
) -> None:
    ending = run(*arguments)
    assert (ending.code, ending.out) == (2, "")
    assert ending.err
    assert "Traceback" not in ending.err
    assert names_in(athlete_file.parent) == {"athlete.toml"}


def test_a_race_in_the_past_is_refused_with_both_dates_and_the_line(run: Run, athlete_file: Path) -> None:
    ending = run("plan", "athlete.toml", "--today", "2027-03-21")
    assert ending.code == 2
    assert "race.date" in ending.err
    assert "2027-03-20" in ending.err
    assert "2027-03-21" in ending.err
    assert ending.err.startswith("athlete.toml:")


def test_a_plan_is_not_written_over_unless_forced_and_then_begins_a_new_calendar(
    run: Run, athlete_file: Path
) -> None:
    text = athlete_file.read_text(encoding="utf-8")
    athlete_file.write_text("\n".join(line for line in text.splitlines() if not line.startswith("id =")))
    assert run("plan", "athlete.toml", "--today", TODAY).code == 0
    plan = athlete_file.with_name("athlete.plan.json")
    first = plan.read_bytes()
    assert run("plan", "athlete.toml", "--today", TODAY).code == 2
    assert plan.read_bytes() == first
    assert run("plan", "athlete.toml", "--today", TODAY, "--force").code == 0
    assert plan.read_bytes() != first
    assert plan.with_name("athlete.plan.json.1").read_bytes() == first


def test_a_plan_that_was_deleted_is_not_quietly_begun_anew_while_its_copy_remains(
    run: Run, athlete_file: Path
) -> None:
    athlete_file.with_name("athlete.plan.json.1").write_bytes(b"the revision before")
    ending = run("plan", "athlete.toml", "--today", TODAY)
    assert ending.code == 2
    assert "athlete.plan.json.1" in ending.err


def test_somebody_elses_calendar_is_not_written_over(run: Run, athlete_file: Path) -> None:
    theirs = athlete_file.with_name("athlete.ics")
    theirs.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//somebody//else//EN\r\nEND:VCALENDAR\r\n")
    ending = run("plan", "athlete.toml", "--today", TODAY)
    assert ending.code == 2
    assert "athlete.ics: is there already and was not written by periodise" in ending.err
    assert b"somebody" in theirs.read_bytes()
    assert not athlete_file.with_name("athlete.plan.json").exists()


def test_an_unsafe_goal_ends_with_3_and_says_why_and_what_would_be_safe(run: Run, athlete_file: Path) -> None:
    athlete_file.write_bytes((SEASONS / "novice-50-km-from-25-km-a-week.toml").read_bytes())
    ending = run("plan", "athlete.toml", "--today", "2027-02-01")
    assert (ending.code, ending.out) == (3, "")
    assert "Why\n  R-85c  " in ending.err
    assert "What would be safe\n  - " in ending.err
    assert "--accept R-85c" in ending.err
    assert names_in(athlete_file.parent) == {"athlete.toml"}


@pytest.mark.parametrize("name", ["check", "show", "export --to csv", "explain"])
def test_a_damaged_plan_ends_with_4_whatever_is_asked_of_it(run: Run, plan_file: Path, name: str) -> None:
    whole = plan_file.read_bytes()
    plan_file.write_bytes(whole[: len(whole) // 2])
    subject = ["R-63"] if name == "explain" else []
    ending = run(*name.split(), plan_file.name, *subject)
    assert (ending.code, ending.out) == (4, "")
    assert ending.err.startswith("season.plan.json: is damaged")
    assert plan_file.read_bytes() == whole[: len(whole) // 2]


def test_a_full_standard_output_ends_with_5(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("rules"),
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 5
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_disk_that_takes_no_more_ends_with_5_and_leaves_no_half_file(athlete_file: Path) -> None:
    little_room = ["bash", "-c", 'ulimit -f 16; exec "$@"', "bash"]
    done = subprocess.run(
        [*little_room, *command("plan", "athlete.toml", "--today", TODAY)],
        cwd=athlete_file.parent,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert "nothing was saved" in done.stderr
    assert names_in(athlete_file.parent) <= {"athlete.toml", ".athlete.plan.json.lock"}


def test_a_folder_one_may_not_write_in_ends_with_5_and_names_the_file_asked_for(
    run: Run, plan_file: Path
) -> None:
    ending = run("export", plan_file.name, "--to", "csv", "-o", "/proc/season.csv")
    assert (ending.code, ending.out) == (5, "")
    assert ending.err.startswith("/proc/season.csv: ")
    assert "nothing was saved" in ending.err


def test_a_start_long_past_is_refused_at_its_line_and_one_in_this_week_is_told(
    run: Run, athlete_file: Path
) -> None:
    late = run("plan", "athlete.toml", "--today", "2026-12-07")
    assert (late.code, late.out) == (2, "")
    assert "plan.start: 2026-11-30 is 7 days before today, 2026-12-07" in late.err
    assert names_in(athlete_file.parent) == {"athlete.toml"}
    soon = run("plan", "athlete.toml", "--today", "2026-12-06")
    assert soon.code == 0
    assert "plan.start: 2026-11-30 was 6 days ago" in soon.err


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("rules"), cwd=tmp_path, env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_plan_that_another_process_holds_ends_with_6_and_names_that_process(
    run: Run, athlete_file: Path
) -> None:
    with plan_lock(athlete_file.with_name("athlete.plan.json")):
        ending = run("plan", "athlete.toml", "--today", TODAY)
    assert ending.code == 6
    assert f"process {os.getpid()}" in ending.err
    assert names_in(athlete_file.parent) == {"athlete.toml", ".athlete.plan.json.lock"}


@click.command()
@debug_option
@click.pass_context
def with_a_bug(ctx: click.Context) -> None:
    with ended(ctx):
        raise ZeroDivisionError("division by zero")


def test_a_bug_of_ours_ends_with_70_in_one_line() -> None:
    result = CliRunner().invoke(with_a_bug, [])
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError at test_exit_codes.py" in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_the_traceback_too() -> None:
    result = CliRunner().invoke(with_a_bug, ["--debug"])
    assert result.exit_code == 70
    assert "Traceback" in result.stderr


def heeding_ctrl_c() -> None:
    """A shell that runs the tests in the background ignores SIGINT, and so would all it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_quietly_with_the_signals_code(
    athlete_file: Path, sent: signal.Signals, code: int
) -> None:
    asked = command("plan", "athlete.toml", "--today", TODAY)
    with plan_lock(athlete_file.with_name("athlete.plan.json")):
        waiting = subprocess.Popen(
            asked,
            cwd=athlete_file.parent,
            env=environment(),
            stderr=subprocess.PIPE,
            encoding="utf-8",
            preexec_fn=heeding_ctrl_c,
        )
        assert waiting.stderr is not None
        first_words = waiting.stderr.readline()
        waiting.send_signal(sent)
        _, last_words = waiting.communicate(timeout=60)
    assert "is writing this plan; waiting for it" in first_words
    assert (waiting.returncode, last_words) == (code, "")
    assert names_in(athlete_file.parent) == {"athlete.toml", ".athlete.plan.json.lock"}


def test_every_exit_code_has_its_meaning_in_the_manual() -> None:
    assert list(MEANING) == list(ExitCode)
