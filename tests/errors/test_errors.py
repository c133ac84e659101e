"""One broken athlete file for each kind of mistake, beside it what the reader says of it.

`python -m tests.errors.test_errors` writes the `.stderr` files and README.md anew from what the reader
really says; read the difference before you keep it.
"""

from pathlib import Path

import pytest

from periodise.errors import InputRefused
from periodise.store.athlete_file import read_athlete_file

FOLDER = Path(__file__).parent
BROKEN = sorted(FOLDER.glob("*.toml"))


def said_of(path: Path) -> str:
    """What standard error shows for a file, called by its bare name."""
    try:
        read_athlete_file(path)
    except InputRefused as refused:
        return "".join(f"{problem.replace(str(path), path.name)}\n" for problem in refused.problems)
    return ""


def readme() -> str:
    rows = [f"| [{path.stem}]({path.name}) | `{first_line(path)}` |" for path in BROKEN]
    return "\n".join(
        [
            "# What the reader says of a broken athlete file",
            "",
            "One file for each kind of mistake; the second column is the first line of what it is told.",
            "",
            "| mistake | answer |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )


def first_line(path: Path) -> str:
    return said_of(path).split("\n")[0].replace("|", "\\|").replace("`", "'")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_told_exactly_what_stands_beside_it(path: Path) -> None:
    assert said_of(path) == path.with_suffix(".stderr").read_text(encoding="utf-8")
    assert said_of(path)


def test_the_table_of_mistakes_is_current() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == readme()


def test_no_answer_is_without_its_question() -> None:
    assert {path.stem for path in FOLDER.glob("*.stderr")} == {path.stem for path in BROKEN}


if __name__ == "__main__":
    for broken in BROKEN:
        broken.with_suffix(".stderr").write_text(said_of(broken), encoding="utf-8", newline="\n")
    (FOLDER / "README.md").write_text(readme(), encoding="utf-8", newline="\n")
