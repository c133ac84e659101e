"""`periodise merge` and `check` as a runner types them."""

import json
from pathlib import Path

import pytest

from periodise.store.plan_file import read_plan_file
from tests.cli.conftest import Run
from tests.coach import season
from tests.coach.season import planned, sent, trained

NAME = "lakeland-50"
TODAY = ("--today", "2027-02-01")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    from periodise.store.plan_file import write_plan_file

    path = tmp_path / "season.plan.json"
    write_plan_file(path, planned())
    return path


@pytest.fixture
def coach_file(tmp_path: Path) -> Path:
    """A table in which one easy run became shorter, which breaks nothing."""
    _, _, uid = next(one for one in trained(planned()) if one[1].kind == "easy_run")
    path = tmp_path / "coach.csv"
    path.write_bytes(season.edited_csv(sent(NAME, "csv"), uid, {"duration_min": "50", "note": "ease off"}))
    return path


def test_a_dry_run_shows_the_changes_and_writes_nothing(run: Run, plan_file: Path, coach_file: Path) -> None:
    before = plan_file.read_bytes()
    ending = run("merge", plan_file.name, coach_file.name, "--dry-run", *TODAY)
    assert (ending.code, ending.err) == (0, "")
    assert 'note "ease off"' in ending.out
    assert "On a yes 1 day more would be locked." in ending.out
    assert plan_file.read_bytes() == before


def test_without_a_terminal_a_yes_has_to_be_given(run: Run, plan_file: Path, coach_file: Path) -> None:
    before = plan_file.read_bytes()
    ending = run("merge", plan_file.name, coach_file.name, *TODAY)
    assert ending.code == 2
    assert "Nothing was written: add --yes" in ending.err
    assert plan_file.read_bytes() == before


def test_a_yes_saves_a_revision_with_a_locked_day_and_remembers_the_edit(
    run: Run, plan_file: Path, coach_file: Path
) -> None:
    assert run("merge", plan_file.name, coach_file.name, "--yes", *TODAY).code == 0
    record = read_plan_file(plan_file)
    assert record.revision == 1
    assert [edit.revision for edit in record.edits] == [1, 1]
    (pinned,) = record.plan.pinned_days
    assert (pinned.sessions[0].duration_min, pinned.sessions[0].note) == (50, "ease off")
    assert record.calendar[pinned.uid].sequence == 1
    assert sum(entry.sequence for entry in record.calendar.values()) == 1
    assert run("check", plan_file.name).code == 0
    assert "coach" in run("export", plan_file.name, "--to", "html").out


def test_merging_the_same_file_twice_says_that_nothing_changed(
    run: Run, plan_file: Path, coach_file: Path
) -> None:
    run("merge", plan_file.name, coach_file.name, "--yes", *TODAY)
    before = plan_file.read_bytes()
    ending = run("merge", plan_file.name, coach_file.name, "--yes", *TODAY)
    assert (ending.code, ending.out) == (0, "Nothing changed: the plan is as the file has it.\n")
    assert plan_file.read_bytes() == before


def test_a_change_that_breaks_a_hard_rule_is_said_by_day_and_ends_with_one(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    day, _, uid = next(one for one in trained(planned()) if one[1].kind == "pack_run")
    edited = season.edited_csv(sent(NAME, "csv"), uid, {"pack_mass_kg": "20"})
    (tmp_path / "heavy.csv").write_bytes(edited)
    ending = run("merge", plan_file.name, "heavy.csv", "--yes", *TODAY)
    assert ending.code == 1
    assert "breaks R-62" in ending.out
    assert run("check", plan_file.name).code == 1
    assert read_plan_file(plan_file).plan.pinned_days[0].date == day


def test_a_file_that_drops_most_of_the_plan_is_refused_unless_that_is_meant(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    rows = season.rows_of(sent(NAME, "csv"))
    (tmp_path / "cut.csv").write_bytes(season.csv_of([*rows[:3], *rows[-3:]]))
    ending = run("merge", plan_file.name, "cut.csv", "--yes", *TODAY)
    assert ending.code == 2
    assert "would drop" in ending.err
    assert "--accept-empty" in ending.err
    assert "removed" in run("merge", plan_file.name, "cut.csv", "--dry-run", "--accept-empty", *TODAY).out


@pytest.mark.parametrize("name", ["coach.docx", "coach", "nowhere.csv"])
def test_a_file_of_another_kind_or_of_none_is_refused(run: Run, plan_file: Path, name: str) -> None:
    if name != "nowhere.csv":
        (plan_file.parent / name).write_text("x")
    ending = run("merge", plan_file.name, name, *TODAY)
    assert (ending.code, ending.out) == (2, "")
    assert "Traceback" not in ending.err


# A plan of a coach's own


@pytest.fixture
def athlete_file(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_bytes((season.PROJECT / "examples" / f"{NAME}.toml").read_bytes())
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_plan_of_ours_as_a_table_gets_the_same_verdict_as_the_plan(
    run: Run, plan_file: Path, athlete_file: Path, form: str
) -> None:
    athlete_file.with_suffix(f".{form}").write_bytes(sent(NAME, form))
    assert run("check", f"own.{form}").out == run("check", plan_file.name).out


def test_a_table_with_five_columns_is_enough_to_be_judged(run: Run, athlete_file: Path) -> None:
    names = ("date", "kind", "duration_min", "phase", "week")
    rows = [{name: row[name] for name in names} for row in season.rows_of(sent(NAME, "csv"))]
    athlete_file.with_suffix(".csv").write_bytes(season.csv_of(rows))
    findings = json.loads(run("check", "own.csv", "--json").out)["findings"]
    assert {finding["rule"] for finding in findings} >= {"R-44"}


def test_every_cell_that_cannot_be_read_is_told_at_once_with_its_line(run: Run, athlete_file: Path) -> None:
    athlete_file.with_suffix(".csv").write_text(
        "date,kind,duration_min,phase,week\n"
        "2027-02-01,swim,40,base,load\n"
        "01/02/2027,easy_run,NaN,base,heavy\n"
        "2027-02-03,easy_run,-5,,\n"
    )
    ending = run("check", "own.csv")
    assert (ending.code, ending.out) == (2, "")
    lines = [line.partition(": ")[0] for line in ending.err.splitlines()]
    assert lines == ["own.csv:2", "own.csv:3", "own.csv:3", "own.csv:3", "own.csv:4"]


def test_a_table_that_breaks_a_hard_rule_ends_with_one(run: Run, athlete_file: Path) -> None:
    rows = season.rows_of(sent(NAME, "csv"))
    heavy = [{**row, "pack_mass_kg": "20"} if row["kind"] == "pack_run" else row for row in rows]
    athlete_file.with_suffix(".csv").write_bytes(season.csv_of(heavy))
    ending = run("check", "own.csv", "--athlete", "own.toml")
    assert ending.code == 1
    assert "hard R-62" in ending.out


def test_a_table_without_its_athlete_file_says_what_to_give(run: Run, tmp_path: Path) -> None:
    (tmp_path / "alone.csv").write_bytes(sent(NAME, "csv"))
    ending = run("check", "alone.csv")
    assert ending.code == 2
    assert "alone.toml" in ending.err
