"""What each command prints and writes, for a plan that stands."""

import csv
import json
from io import StringIO
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.cli.conftest import TODAY, Run


def test_show_gives_the_season_in_short_and_its_weeks(run: Run, plan_file: Path) -> None:
    ending = run("show", plan_file.name)
    assert (ending.code, ending.err) == (0, "")
    assert ending.out.startswith("Example 30, Sat 20 Mar 2027")
    assert "2027-03-08" in ending.out
    assert "\x1b" not in ending.out


def test_show_weeks_gives_the_table_of_weeks_alone(run: Run, plan_file: Path) -> None:
    assert run("show", plan_file.name, "--weeks").out.splitlines()[0].startswith(" Week of")


def test_show_week_gives_the_week_that_holds_the_date_and_refuses_another(run: Run, plan_file: Path) -> None:
    assert "Sat 13 Mar" in run("show", plan_file.name, "--week", "2027-03-10").out
    ending = run("show", plan_file.name, "--week", "2028-01-01")
    assert ending.code == 2
    assert "it runs from 2027-03-01 to 2027-03-21" in ending.err


def test_explain_takes_a_date_or_a_rule_and_says_what_else_it_was_given(run: Run, plan_file: Path) -> None:
    assert "Pack run" in run("explain", plan_file.name, "2027-03-09").out
    assert "Steps in pack mass" in run("explain", plan_file.name, "r-63").out
    for subject in ("tomorrow", "2028-01-01", "R-99", "race"):
        ending = run("explain", plan_file.name, subject)
        assert (ending.code, ending.out) == (2, "")


def test_check_as_json_holds_the_same_findings_as_check(run: Run, plan_file: Path) -> None:
    ending = run("check", plan_file.name, "--json")
    findings = json.loads(ending.out)["findings"]
    assert ending.code == 1
    assert "R-40" in {finding["rule"] for finding in findings if finding["severity"] == "hard"}
    assert len(findings) == sum(
        line.startswith(("  hard ", "  warning ", "  note "))
        for line in run("check", plan_file.name).out.splitlines()
    )


def test_a_fresh_plan_passes_the_check_until_its_athlete_file_changes(run: Run, athlete_file: Path) -> None:
    run("plan", "athlete.toml", "--today", TODAY)
    assert (run("check", "athlete.plan.json").code, run("check", "athlete.plan.json").err) == (0, "")
    athlete_file.write_bytes(athlete_file.read_bytes() + b"\n# a remark\n")
    ending = run("check", "athlete.plan.json")
    assert ending.code == 0
    assert "has changed since" in ending.err


def test_rules_lists_every_rule_and_prints_one_with_its_numbers_and_sources(run: Run) -> None:
    assert "R-63" in run("rules").out
    one = run("rules", "R-63").out
    assert "step_max_kg" in one
    assert "Sources" in one


def test_a_rule_is_found_however_it_is_written_and_a_gate_by_its_rule(run: Run) -> None:
    whole = run("rules", "R-63").out
    assert [run("rules", name).out for name in ("63", "r63", "r-63")] == [whole] * 3
    assert run("rules", "R-85c").out == run("rules", "R-85").out
    assert run("rules", "R-63b").code == 2


def test_a_command_that_is_misspelled_is_answered_with_the_one_meant(run: Run) -> None:
    assert "Did you mean plan?" in run("plna", "athlete.toml").err
    assert "new, plan, show" in run("jog").err


def test_an_export_goes_to_standard_output_or_to_a_file_and_is_the_same(run: Run, plan_file: Path) -> None:
    shown = run("export", plan_file.name, "--to", "json")
    saved = run("export", plan_file.name, "--to", "json", "-o", "season.json")
    assert (saved.code, saved.out, saved.err) == (0, "", "Saved season.json.\n")
    assert plan_file.with_name("season.json").read_text(encoding="utf-8") == shown.out


def test_an_export_is_made_again_over_itself_but_not_over_something_else(run: Run, plan_file: Path) -> None:
    arguments = ("export", plan_file.name, "--to", "csv", "-o", "season.csv")
    assert [run(*arguments).code, run(*arguments).code] == [0, 0]
    plan_file.with_name("season.csv").write_text("my own notes\n")
    assert run(*arguments).code == 2
    assert run(*arguments, "--force").code == 0


def test_the_table_has_a_row_for_each_session(run: Run, plan_file: Path) -> None:
    rows = list(csv.DictReader(StringIO(run("export", plan_file.name, "--to", "csv").out)))
    assert [row["kind"] for row in rows[:3]] == ["rest", "pack_run", "strength"]


def test_the_schema_is_printed_without_a_plan_and_fits_the_export(run: Run, plan_file: Path) -> None:
    schema = json.loads(run("export", "--to", "json", "--schema").out)
    Draft202012Validator(schema).validate(json.loads(run("export", plan_file.name, "--to", "json").out))


def test_the_calendar_has_three_forms(run: Run, plan_file: Path) -> None:
    plain, update, removal = (
        run("export", plan_file.name, "--to", "ics", *option).out
        for option in ([], ["--update"], ["--remove"])
    )
    assert plain.startswith("BEGIN:VCALENDAR")
    assert update.startswith("BEGIN:VCALENDAR")
    assert plain.count("BEGIN:VEVENT") == removal.count("STATUS:CANCELLED")


def test_a_private_export_says_nothing_of_the_body(run: Run, plan_file: Path) -> None:
    for form in ("ics", "json", "csv"):
        ending = run("export", plan_file.name, "--to", form, "--private")
        assert ending.code == 0
        assert "71.2" not in ending.out
        assert "% of body" not in ending.out
        assert "illness" not in ending.out


def test_a_new_athlete_file_can_be_planned_as_it_stands(run: Run, tmp_path: Path) -> None:
    assert run("new", "me.toml", "--yes", "--today", TODAY).code == 0
    assert run("plan", "me.toml", "--today", TODAY).code == 0
    assert (tmp_path / "me.ics").is_file()
    assert (tmp_path / "me.toml").stat().st_mode & 0o777 == 0o600


def test_a_name_that_could_steer_the_terminal_is_written_out(run: Run) -> None:
    ending = run("plan", "\x1b[2Jathlete\n.toml")
    assert ending.code == 2
    assert "\x1b" not in ending.err


def test_check_says_when_the_calendar_beside_the_plan_is_of_another_revision(
    run: Run, athlete_file: Path
) -> None:
    assert run("plan", athlete_file.name, "--today", TODAY).code == 0
    plan, calendar = athlete_file.with_name("athlete.plan.json"), athlete_file.with_name("athlete.ics")
    assert run("check", plan.name).err == ""
    calendar.write_bytes(calendar.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:1", 2))
    ending = run("check", plan.name)
    assert ending.code == 0
    assert "of another revision, by 2 events. Make it again: periodise export athlete.plan.json" in ending.err
    calendar.unlink()
    assert run("check", plan.name).err == ""
