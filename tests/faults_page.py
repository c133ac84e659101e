"""Writes docs/faults.md and docs/promises.md from the tables in tests/faults."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "faults"
FAULTS_OPENING = """\
# What can go wrong

This page is written by `python -m tests.regenerate` from `tests/faults/faults.toml`: change the table, not
the page. Each fault has a number for life. The last column is the test that shows it; a fault that no command
of this version can meet says which command it waits for, or why it cannot happen.
"""
PROMISES_OPENING = """\
# What you can count on

This page is written by `python -m tests.regenerate` from `tests/faults/promises.toml`. Numbers that are left
out are about servers and passwords, and no command has to do with either. What can go wrong, fault by fault:
[faults.md](faults.md).
"""
NOT_PROMISED = """\
Not promised: protection from a disk that lies about what it has written, or from another program that runs
as you; that a calendar program heeds a cancelled event; medical safety.
"""


def faults() -> Mapping[str, Any]:
    """The sections of the table: a title, and the faults by their numbers."""
    return tomllib.loads((FOLDER / "faults.toml").read_text(encoding="utf-8"))


def promises() -> Mapping[str, Any]:
    """What is promised, by its number."""
    return tomllib.loads((FOLDER / "promises.toml").read_text(encoding="utf-8"))


def faults_page() -> str:
    """docs/faults.md."""
    return "\n".join([FAULTS_OPENING, *map(_section, faults().values())])


def _section(section: Mapping[str, Any]) -> str:
    rows = [_fault(number, fault) for number, fault in section.items() if number != "title"]
    head = ["| | What happens | What periodise does | Shown by |", "|---|---|---|---|"]
    return "\n".join([f"## {section['title']}", "", *head, *rows, ""])


def _fault(number: str, fault: Mapping[str, Any]) -> str:
    shown_by = ", ".join(dict.fromkeys(_link(test.partition("::")[0]) for test in fault.get("tests", ())))
    waits = f"Waits for `{fault['waits'].replace(' and ', '` and `')}`" if "waits" in fault else ""
    answer = fault.get("answer") or waits or fault["outside"]
    return f"| {number} | {fault['what']} | {answer} | {shown_by} |"


def promises_page() -> str:
    """docs/promises.md."""
    head = ["| | Promise | The tests that show it |", "|---|---|---|"]
    rows = [
        f"| {number} | {row['promise']} | {', '.join(map(_link, row['tests']))} |"
        for number, row in promises().items()
    ]
    return "\n".join([PROMISES_OPENING, *head, *rows, "", NOT_PROMISED])


def _link(file: str) -> str:
    return f"[{file}](../tests/{file})"
