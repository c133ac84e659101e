"""What the README shows and promises is so. Its pictures are compared by `test_generated_pages.py`."""

import re
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

from periodise.cli.commands import COMMANDS
from periodise.planner.build import build_plan
from periodise.store.athlete_file import read_athlete_bytes
from periodise.store.rulebook_file import load_rulebook
from tests.readme_page import EXAMPLE, EXAMPLE_TODAY, PICTURES, PROJECT

TEXT = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\S+)[^\n]*\n(.*?)^```$", TEXT)
DOCUMENTS = sorted(
    [PROJECT / "README.md", PROJECT / "examples" / "README.md", *(PROJECT / "docs").rglob("*.md")]
)


def blocks(language: str) -> list[str]:
    return [content for found, content in BLOCKS if found == language]


def test_each_picture_stands_once() -> None:
    assert sorted(re.findall(r"(?m)^```text (\w+)$", TEXT)) == sorted(PICTURES)


def test_a_plan_is_the_first_thing_that_is_shown() -> None:
    assert TEXT.index("```text weeks") < TEXT.index("\n## ")
    assert TEXT[: TEXT.index("```text weeks")].count("\n") < 12


def test_the_first_command_plans_the_example_of_the_picture() -> None:
    assert f"periodise plan {EXAMPLE} --today {EXAMPLE_TODAY}" in blocks("sh")[0]


def test_the_tests_are_run_by_one_block_that_pins_every_package() -> None:
    (block,) = [block for _, block in BLOCKS if "pytest" in block]
    assert "--require-hashes -r requirements-dev.lock" in block


@pytest.mark.parametrize("number", range(3))
def test_a_block_of_commands_is_sound_shell_and_has_no_remark(number: int) -> None:
    block = blocks("sh")[number]
    assert subprocess.run(["sh", "-n"], input=block, encoding="utf-8", check=False).returncode == 0
    assert "#" not in block, "zsh on macOS takes a pasted remark for a command"


def test_every_command_has_its_row_and_no_other_has() -> None:
    rows = re.findall(r"(?m)^\| `(\w+) ", TEXT)
    assert rows == list(COMMANDS)


def test_the_athlete_file_that_is_shown_can_be_planned() -> None:
    (shown,) = blocks("toml")
    inputs = read_athlete_bytes(shown.encode(), file="README.md")
    assert tomllib.loads(shown)["race"]["name"] == inputs.race.name
    assert build_plan(inputs, as_of=date.fromisoformat(EXAMPLE_TODAY), rulebook=load_rulebook()).days


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_line_of_prose_is_wider_than_a_terminal() -> None:
    assert [line for line in TEXT.splitlines() if len(line) > 80 and not line.startswith("|")] == []
