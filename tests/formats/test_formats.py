"""Old plans stay readable: one sample of each released format, which nobody changes (I-28, F-86)."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from periodise.cli.commands import periodise
from periodise.store.plan_file import FORMAT, plan_bytes, read_plan_file, sealed_of

FOLDER = Path(__file__).parent
SHA256 = {
    "format-1-small-season.plan.json": "b0d91c30690e29f9ba9c102879945004df10078f826d2ca04c661e7ec5ac10dd",
}
"""Hashes of the samples as they were released. A line is added; none is ever changed."""
each_sample = pytest.mark.parametrize("name", SHA256)


def test_every_sample_is_listed_and_every_format_has_one() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == set(SHA256)
    assert {int(name.split("-")[1]) for name in SHA256} == set(range(1, FORMAT + 1))


@each_sample
def test_a_sample_is_the_file_that_was_released(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == SHA256[name]


@each_sample
def test_an_old_plan_is_read_with_all_that_it_holds(name: str) -> None:
    record = read_plan_file(FOLDER / name)
    assert record.inputs.athlete.name == "Zoë Example"
    assert len(record.plan.days) == 21
    assert [day.date for day in record.plan.days if day.locked] == [date(2027, 3, 6)]
    assert [entry.reason for entry in record.log] == ["illness"]
    assert [finding.waived for finding in record.plan.findings] == ["accepted by the athlete"]
    assert {entry.sequence for entry in record.calendar.values()} == {0}
    assert len(record.calendar) == 23


@each_sample
def test_an_old_plan_written_again_holds_the_same(name: str) -> None:
    record = read_plan_file(FOLDER / name)
    assert sealed_of(plan_bytes(record), path=Path(name)).record == record


@each_sample
@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("check",),
        ("explain", "2027-03-09"),
        ("repair",),
        ("repair", "--accept-edits"),
        ("export", "--to", "ics"),
        ("export", "--to", "json"),
        ("export", "--to", "csv"),
    ],
    ids=" ".join,
)
def test_every_command_reads_an_old_plan_and_changes_nothing(
    tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    path = Path(shutil.copy(FOLDER / name, tmp_path))
    command, *options = arguments
    ended = CliRunner().invoke(periodise, [command, str(path), *options])
    assert ended.exit_code in {0, 1}, ended.stderr
    assert path.read_bytes() == (FOLDER / name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [name]
