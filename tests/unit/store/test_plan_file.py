"""The plan of record is read only if it is, byte for byte, what was written."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from periodise.domain.replace import replace
from periodise.errors import PlanFileRefused
from periodise.store.plan_file import plan_bytes, read_plan_file, write_plan_file
from tests.small_season import RECORD

WHOLE = plan_bytes(RECORD)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "season.plan.json"


def refusal(path: Path, content: bytes) -> str:
    """What is said about a plan file with this content, which is not touched."""
    path.write_bytes(content)
    with pytest.raises(PlanFileRefused) as refused:
        read_plan_file(path)
    assert path.read_bytes() == content
    return str(refused.value)


def sealed_again(content: bytes) -> bytes:
    """The same content with a seal that fits: what somebody would forge."""
    unsealed = content[: content.rindex(b'"sha256": "') + len(b'"sha256": "')]
    return unsealed + hashlib.sha256(unsealed).hexdigest().encode() + b'"}\n'


def test_a_plan_comes_back_as_it_was_saved(path: Path) -> None:
    write_plan_file(path, RECORD)
    assert read_plan_file(path) == RECORD
    assert plan_bytes(read_plan_file(path)) == path.read_bytes()


def test_the_file_is_json_with_its_keys_in_order_and_a_final_new_line() -> None:
    text = WHOLE.decode()
    known = json.loads(text)
    assert list(known) == ["body", "format", "revision", "sha256"]
    assert list(known["body"]) == sorted(known["body"])
    assert known["format"] == 1
    assert text.endswith("}\n")
    assert "\r" not in text
    assert "Zoë" in text


def test_a_plan_is_its_owners_to_read(path: Path) -> None:
    write_plan_file(path, RECORD)
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_revision_before_is_kept_and_named_when_the_plan_is_damaged(path: Path) -> None:
    write_plan_file(path, RECORD)
    write_plan_file(path, replace(RECORD, revision=1))
    assert f"The revision before it is kept as {path}.1" in refusal(path, b'{"body": {')


@given(cut=st.integers(min_value=0, max_value=len(WHOLE) - 1))
def test_a_plan_cut_short_anywhere_is_refused(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    refusal(tmp_path_factory.mktemp("cut") / "season.plan.json", WHOLE[:cut])


@given(place=st.integers(min_value=0, max_value=len(WHOLE) - 1), bit=st.integers(min_value=0, max_value=7))
def test_a_plan_with_one_bit_turned_is_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    turned = bytearray(WHOLE)
    turned[place] ^= 1 << bit
    refusal(tmp_path_factory.mktemp("bit") / "season.plan.json", bytes(turned))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"\0" * 4096, "is empty"),
        (WHOLE[:-2000] + b"\0" * 2000, "is damaged"),
        (WHOLE[:5000], "is damaged"),
        (WHOLE + WHOLE, "is damaged"),
        (b"\xef\xbb\xbf" + WHOLE, "is not a plan file"),
        (WHOLE.replace(b"\n", b"\r\n"), "was changed since it was saved"),
        (WHOLE.replace(b'"duration_min": 180.0', b'"duration_min": 120.0'), "was changed since it was saved"),
        (json.dumps(json.loads(WHOLE)).encode(), "was changed since it was saved"),
        (
            sealed_again(WHOLE.replace(b'"format": 1,', b'"format": 3,')),
            "is of format 3; this program knows 1",
        ),
        (b'{"format": 3, "body": []}', "is of format 3; this program knows 1"),
        (b'{"format": "periodise-plan", "version": 1}', "is not a plan file"),
        (b"[athlete]\nname = 'Sam'\n", "is not a plan file"),
        (b"\x89PNG\r\n\x1a\n", "is not a plan file"),
        (b"[" * 100_000, "is not a plan file"),
        (b'{"body": ' + b"[" * 100_000, "is damaged"),
        (sealed_again(WHOLE.replace(b'"as_of": "2027', b'"as_of": "year')), "is sealed, but"),
        (sealed_again(WHOLE.replace(b'"log":', b'"logbook":')), "is sealed, but"),
    ],
)
def test_a_file_that_is_no_sealed_plan_is_refused_in_clear_words(
    path: Path, content: bytes, words: str
) -> None:
    assert f"{path}: {words}" in refusal(path, content)


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name, words in {
        "missing": "does not exist",
        ".": "is a folder",
        "pipe": "is a pipe",
        "loop": "cannot be read",
    }.items():
        with pytest.raises(PlanFileRefused, match=words):
            read_plan_file(tmp_path / name)
    with pytest.raises(PlanFileRefused, match="is a device"):
        read_plan_file(Path("/dev/zero"))


def test_a_file_larger_than_any_plan_is_refused_before_it_is_read_through(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(17 * 2**20)
    with pytest.raises(PlanFileRefused, match="is larger than 16,777,216 bytes"):
        read_plan_file(path)
