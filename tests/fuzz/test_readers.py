"""Every reader, given what nobody should give it: a short slice, the same each time, of what a fuzzer does.

`with_atheris.py` goes on for as long as one likes.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import FOUND, SEEDS, TARGETS

PIECES = [
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b"'",
        b'"""',
        b"\\u0000",
        b"\\ud800",
        b"\\",
        b"\n",
        b"\r",
        b"\0",
        b"\x1b[2J",
    ),
    *(b"=", b".", b",", b"#", b"-", b"1e999", b"nan", b"inf", b"-0.0", b"9" * 400, b"0x", b"true", b"null"),
    *("\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), b"\xff", b"\xc0\xaf", b"\xed\xa0\x80"),
    *(b"2027-02-29", b"0001-01-01", b"9999-12-31", b"24:00", b"18:30", b'"70 kg"', b'"from kit"', b"a." * 30),
]
EDIT = st.tuples(
    st.floats(0, 1), st.sampled_from([0, 0, 1, 5, 40, 400]), st.sampled_from(PIECES) | st.binary()
)


def edited(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """`content` with pieces cut out of it and others put in."""
    for where, cut, piece in edits:
        at = int(where * len(content))
        content = content[:at] + piece + content[at + cut :]
    return content


SLOW = sorted(name for name in TARGETS if name.startswith("coach_"))
"""Readers that take a fiftieth of a second, where others take a thousandth."""


@pytest.mark.parametrize("name", sorted(set(TARGETS) - set(SLOW)))
@settings(max_examples=200)
@given(edits=st.lists(EDIT, max_size=6))
def test_a_good_file_with_pieces_cut_out_and_put_in_is_read_or_refused(
    name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    TARGETS[name](edited(SEEDS[name], edits))


@pytest.mark.parametrize("name", SLOW)
@settings(max_examples=30)
@given(edits=st.lists(EDIT, max_size=6))
def test_a_coachs_file_with_pieces_cut_out_and_put_in_is_read_or_refused(
    name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    TARGETS[name](edited(SEEDS[name], edits))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=50)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    TARGETS[name](content)


@pytest.mark.parametrize(
    "path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_a_fuzzer_found_is_read_or_refused(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_seed_is_good() -> None:
    for name, target in TARGETS.items():
        target(SEEDS[name])
        assert SEEDS[name]
