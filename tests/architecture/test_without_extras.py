"""The program with nothing but what it must have: every command works, and says what to install for more."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.cli.conftest import ATHLETE_FILE, TODAY, Ended, Run

PROJECT = Path(__file__).parents[2]
EXTRAS = {"jinja2", "pygal", "typst", "xlsxwriter", "openpyxl"}


def requirements(name: str) -> Iterator[str]:
    """Names of everything that installing `name` without extras brings."""
    for line in distribution(name).requires or ():
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield needed.name


def with_dependencies(names: list[str]) -> dict[str, Distribution]:
    found: dict[str, Distribution] = {}
    while names:
        name = names.pop()
        if name not in found:
            found[name] = distribution(name)
            names += list(requirements(name))
    return found


def core_names() -> list[str]:
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line).name for line in project["dependencies"]]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds the core's and no others, as `pip install .` would leave it."""
    folder = tmp_path_factory.mktemp("bare")
    for found in with_dependencies(core_names()).values():
        for file in found.files or ():
            top = Path(str(file)).parts[0]
            source = Path(str(found.locate_file(top)))
            if top not in ("..", "__pycache__") and source.exists() and not (folder / top).exists():
                (folder / top).symlink_to(source)
    (folder / "periodise").symlink_to(PROJECT / "periodise")
    return folder


@pytest.fixture
def run_bare(bare: Path, tmp_path: Path) -> Run:
    (tmp_path / "athlete.toml").write_bytes(ATHLETE_FILE.read_bytes())

    def ended(*arguments: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-S", "-P", "-m", "periodise", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(bare), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return ended


def test_the_bare_folder_has_the_core_and_no_extra(bare: Path) -> None:
    held = {path.name.lower() for path in bare.iterdir()}
    assert {"click", "icalendar", "pydantic", "rich", "tomlkit"} <= held
    assert held & EXTRAS == set()


def test_every_command_works_without_an_extra(run_bare: Run, tmp_path: Path) -> None:
    commands = (
        ("plan", "athlete.toml", "--today", TODAY),
        ("show", "athlete.plan.json"),
        ("check", "athlete.plan.json"),
        ("explain", "athlete.plan.json", "R-63"),
        ("rules",),
        *[
            ("export", "athlete.plan.json", "--to", form, "-o", f"out.{form}")
            for form in ("ics", "json", "csv")
        ],
        ("merge", "athlete.plan.json", "out.csv", "--dry-run", "--today", TODAY),
        ("merge", "athlete.plan.json", "out.ics", "--dry-run", "--today", TODAY),
        ("check", "out.csv", "--athlete", "athlete.toml"),
    )
    for arguments in commands:
        ending = run_bare(*arguments)
        assert (ending.code, "Traceback" in ending.err) == (0, False), (arguments, ending.err)


@pytest.mark.parametrize(
    ("form", "packages", "extra"),
    [
        ("html", "jinja2 and pygal", "report"),
        ("pdf", "typst and pygal", "pdf"),
        ("xlsx", "xlsxwriter", "sheets"),
    ],
)
def test_a_form_that_lacks_its_packages_says_in_a_sentence_what_to_install(
    run_bare: Run, tmp_path: Path, form: str, packages: str, extra: str
) -> None:
    run_bare("plan", "athlete.toml", "--today", TODAY)
    ending = run_bare("export", "athlete.plan.json", "--to", form, "-o", f"out.{form}")
    assert (ending.code, ending.out) == (2, "")
    assert ending.err.count("\n") == 1
    assert packages in ending.err
    assert f"'.[{extra}]'" in ending.err
    assert not (tmp_path / f"out.{form}").exists()


def test_a_workbook_that_comes_back_says_what_to_install(run_bare: Run, tmp_path: Path) -> None:
    run_bare("plan", "athlete.toml", "--today", TODAY)
    (tmp_path / "coach.xlsx").write_bytes(b"PK")
    ending = run_bare("merge", "athlete.plan.json", "coach.xlsx", "--today", TODAY)
    assert ending.code == 2
    assert "'.[sheets]'" in ending.err
