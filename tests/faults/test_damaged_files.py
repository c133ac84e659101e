"""A damaged file gets a sentence, whatever is asked of it: no traceback, no control character, no change.

F-57 to F-67 and F-83, with every command that reads, within 10 s and 512 MiB (I-13).
"""

import unicodedata
from pathlib import Path

import pytest

from tests.every_command import ATHLETE, COACH, LOCK, PLAN, ROWS, Row, fill
from tests.faults.damage import damaged
from tests.faults.rig import Job, Outcome, outcomes

READERS = [row for row in ROWS if row.reads is not None]
REFUSED_WITH = {ATHLETE: {2, 3}, PLAN: {4}}
STILL_READABLE = {
    ATHLETE: ("all but the last byte", "a bit turned"),
    PLAN: (),
}
"""Harm after which a text that a person wrote may still say something sound."""


def controls(text: str) -> set[str]:
    """Characters of `text` that a terminal might act on."""
    return {one for one in text if unicodedata.category(one) in {"Cc", "Cf"} and one not in "\n\t\u200d"}


def outcome_of_each(tmp_path: Path, row: Row) -> list[tuple[str, Outcome]]:
    template, work = tmp_path / "template", tmp_path / "work"
    template.mkdir()
    work.mkdir()
    fill(template)
    assert row.reads is not None
    kinds = list(damaged((template / row.reads).read_bytes()))
    spoilt = [(row.reads, content.hex()) for _, content in kinds]
    found = outcomes(Job(str(template), str(work), row.arguments, spoilt=spoilt))
    return list(zip([kind for kind, _ in kinds], found, strict=True))


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
def test_a_damaged_file_is_refused_in_words_and_left_as_it_is(tmp_path: Path, row: Row) -> None:
    assert row.reads is not None
    for kind, outcome in outcome_of_each(tmp_path, row):
        if outcome.code == 0 and kind.startswith(STILL_READABLE[row.reads]):
            continue
        assert outcome.code in REFUSED_WITH[row.reads], (kind, outcome.code, outcome.err[:200])
        assert outcome.out == "", kind
        assert outcome.err.startswith((f"{row.reads}:", "No plan was made")), (kind, outcome.err[:200])
        assert "Traceback" not in outcome.err, kind
        assert controls(outcome.err) == set(), kind
        made = {name for name in outcome.files if name != LOCK}
        assert made == {ATHLETE, PLAN, "athlete.ics", COACH}, (kind, made)


@pytest.mark.parametrize("option", ["--yes", "--accept-edits"])
def test_a_damaged_plan_without_an_earlier_revision_is_told_so_and_left_as_it_is(
    tmp_path: Path, option: str
) -> None:
    row = Row(("repair", PLAN, option), reads=PLAN)
    for kind, outcome in outcome_of_each(tmp_path, row):
        assert outcome.code == 4, (kind, outcome.err)
        assert option != "--yes" or outcome.out.startswith("Changed by hand:\n") or outcome.out == "", kind
        assert "Traceback" not in outcome.err, kind
        assert controls(outcome.out + outcome.err) == set(), kind
        assert outcome.err.startswith(f"{PLAN}: "), kind
        assert set(outcome.files) - {LOCK} == {ATHLETE, PLAN, "athlete.ics", COACH}
