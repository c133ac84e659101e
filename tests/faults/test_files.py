"""Files, folders and the machine around them (F-69 to F-95); what a shared file tells (F-154 to F-156)."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import which

import pytest

from tests.cli.conftest import PROJECT, environment
from tests.every_command import ATHLETE, PLAN, ROWS, Row, fill
from tests.faults.planning import planned

IS_ROOT = os.geteuid() == 0
AS_OTHERS_MAY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if IS_ROOT else ()
"""Before a command: root without the right to pass over the modes of files."""
modes_count = pytest.mark.skipif(IS_ROOT and which("setpriv") is None, reason="modes do not hold root back")
each_writer = pytest.mark.parametrize("row", [row for row in ROWS if row.writes], ids=lambda row: row.name)


def run(
    folder: Path, *arguments: str, after: tuple[str, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*after, sys.executable, "-B", "-m", "periodise", *arguments],
        cwd=folder,
        env={**environment(), **variables},
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root may give a file to another group")


@modes_count
@each_writer
def test_f72_a_folder_one_may_not_write_in_ends_with_5_and_changes_nothing(tmp_path: Path, row: Row) -> None:
    fill(tmp_path)
    before = contents(tmp_path)
    tmp_path.chmod(0o555)
    done = run(tmp_path, *row.arguments, after=AS_OTHERS_MAY)
    tmp_path.chmod(0o755)
    wanted = 0 if row.arguments[0] == "repair" else 5  # a whole plan needs no writing
    assert done.returncode == wanted, done.stderr
    assert "Traceback" not in done.stderr
    assert wanted == 0 or "Permission denied; nothing was saved" in done.stderr
    assert contents(tmp_path) == before


@modes_count
def test_f57_a_file_one_may_not_read_is_refused_as_that(tmp_path: Path) -> None:
    fill(tmp_path)
    for name in (ATHLETE, PLAN):
        (tmp_path / name).chmod(0)
    plan = run(tmp_path, "show", PLAN, after=AS_OTHERS_MAY)
    assert (plan.returncode, plan.stdout) == (4, "")
    assert plan.stderr.startswith(f"{PLAN}: may not be read: permission denied")
    athlete = run(tmp_path, "plan", ATHLETE, "-o", "x.plan.json", after=AS_OTHERS_MAY)
    assert (athlete.returncode, athlete.stdout) == (2, "")
    assert athlete.stderr.startswith(f"{ATHLETE}: file: may not be read: permission denied")


@needs_root
def test_f70_a_plan_keeps_its_group_and_mode(tmp_path: Path) -> None:
    fill(tmp_path)
    os.chown(tmp_path / PLAN, -1, 1)
    (tmp_path / PLAN).chmod(0o640)
    assert run(tmp_path, "plan", ATHLETE, "--today", "2026-11-29", "--force").returncode == 0
    kept = (tmp_path / PLAN).stat()
    assert (kept.st_gid, kept.st_mode & 0o777) == (1, 0o640)


def test_f70_a_second_hard_link_keeps_the_revision_before(tmp_path: Path) -> None:
    fill(tmp_path)
    old = (tmp_path / PLAN).read_bytes()
    os.link(tmp_path / PLAN, tmp_path / "second name")
    assert run(tmp_path, "plan", ATHLETE, "--today", "2026-11-29", "--force").returncode == 0
    assert (tmp_path / "second name").read_bytes() == old
    assert (tmp_path / PLAN).read_bytes() != old


def test_f95_it_runs_from_a_zip_that_nobody_may_write_and_writes_nothing_beside_it(tmp_path: Path) -> None:
    packed, folder = tmp_path / "periodise.zip", tmp_path / "folder"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted((PROJECT / "periodise").rglob("*")):
            if path.suffix in {".py", ".toml", ".json"}:
                archive.write(path, path.relative_to(PROJECT))
    packed.chmod(0o444)
    folder.mkdir()
    fill(folder)
    made = run(folder, "plan", ATHLETE, "--today", "2026-11-29", "--force", PYTHONPATH=str(packed))
    assert made.returncode == 0, made.stderr
    shown = run(folder, "show", PLAN, PYTHONPATH=str(packed))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {"periodise.zip", "folder"}


WATCHED = """
import sys
written = []
def watch(event, details):
    if event == "open" and isinstance(details[2], int) and details[2] & 3:
        written.append(str(details[0]))
sys.addaudithook(watch)
from periodise.cli.main import run
sys.argv = ["periodise", *sys.argv[1:]]
run()
print("\\n".join(written), file=sys.stderr)
"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_f95_no_command_opens_another_file_for_writing_than_those_it_says(tmp_path: Path, row: Row) -> None:
    fill(tmp_path)
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *row.arguments],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    opened = {Path(line).name for line in done.stderr.splitlines() if "/" in line or line.startswith(".")}
    temporary = {name for name in opened if name.endswith(".periodise-tmp")}
    assert {name[1:].rpartition(".periodise-tmp")[0].rpartition(".")[0] for name in temporary} <= set(
        row.writes
    )
    assert opened - temporary <= set(row.writes)


# -- what a shared file tells ---------------------------------------------------------------------------

CANARIES = {
    'body_mass = "': 'body_mass = "71.23 kg"',
    "max_heart_rate = ": "max_heart_rate = 187",
    "birth_year = ": "birth_year = 1979",
    "+": '[[away]]\nstart = 2026-12-26\nend = 2026-12-27\nreason = "ZEBRA-KNEE clinic"',
}
TELLING = ("71.23", "71.2 kg", "157 lb", "1979", "eart rate", "ZEBRA", "% of body mass")


@pytest.mark.parametrize("form", ["ics", "csv", "json"])
def test_f154_a_private_export_tells_nothing_of_body_and_health(tmp_path: Path, form: str) -> None:
    made = planned(tmp_path, CANARIES)
    assert made.code == 0, made.err
    unfolded = [
        made.shown("export", "--to", form, *more).replace("\r\n ", "") for more in ((), ("--private",))
    ]
    assert [one for one in TELLING if one in unfolded[1]] == []
    assert form == "csv" or [one for one in TELLING if one in unfolded[0]], "the words would have been found"


def test_f155_no_event_is_public_and_f156_none_says_where_it_starts(tmp_path: Path) -> None:
    fill(tmp_path)
    calendar = (tmp_path / "athlete.ics").read_text()
    assert "CLASS:" not in calendar
    assert "GEO:" not in calendar
