"""Without `--today` the day is that of the machine."""

from pathlib import Path

from click.testing import CliRunner
from freezegun import freeze_time

from periodise.cli.commands import periodise
from periodise.store.athlete_file import read_athlete_file
from periodise.store.plan_file import read_plan_file
from tests.cli.conftest import TODAY


def test_a_plan_is_made_as_of_the_machines_day(athlete_file: Path) -> None:
    with freeze_time(f"{TODAY} 23:59"):
        result = CliRunner().invoke(periodise, ["plan", str(athlete_file)])
    assert result.exit_code == 0
    assert read_plan_file(athlete_file.with_name("athlete.plan.json")).as_of.isoformat() == TODAY


def test_a_new_athlete_file_races_on_a_saturday_a_season_from_the_machines_day(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    with freeze_time("2026-11-22"):
        result = CliRunner().invoke(periodise, ["new", str(path), "--yes"])
    assert result.exit_code == 0
    assert read_athlete_file(path)[0].race.date.isoformat() == "2027-05-15"


def test_today_on_the_command_line_wins_over_the_machines_day(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    with freeze_time("2031-01-01"):
        CliRunner().invoke(periodise, ["new", str(path), "--yes", "--today", "2026-11-22"])
    assert read_athlete_file(path)[0].race.date.isoformat() == "2027-05-15"
