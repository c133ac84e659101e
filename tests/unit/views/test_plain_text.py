"""Text without characters that control, hide or break a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from periodise.views.plain_text import cleaned_line, cleaned_text, shortened, shortened_to_bytes

ASTRONAUT = "👩🏽‍🚀"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Zoë's 🏔️ run", "Zoë's 🏔️ run"),
        (ASTRONAUT, ASTRONAUT),
        ("a\r\nb\rc\u2028d\x85e", "a b c d e"),
        ("bell\x07 escape\x1b[31m null\x00", "bell escape[31m null"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half \ud800", "half"),
        ("\ttab\tbed ", "tab bed"),
    ],
)
def test_a_line_loses_what_controls_or_hides(text: str, clean: str) -> None:
    assert cleaned_line(text) == clean


def test_notes_keep_their_lines_and_lose_the_rest() -> None:
    assert cleaned_text("one\r\ntwo\rthree\u2029four\x00\n") == "one\ntwo\nthree\nfour"


@given(st.text())
def test_a_cleaned_line_is_one_line_and_clean(text: str) -> None:
    clean = cleaned_line(text)
    assert len(clean.splitlines()) <= 1
    assert cleaned_line(clean) == clean


def test_short_text_stays_and_long_text_ends_in_an_ellipsis() -> None:
    assert shortened("Lakes", longest=5) == "Lakes"
    assert shortened("Lakeland", longest=5) == "Lake…"


@pytest.mark.parametrize("longest", range(1, 12))
def test_no_picture_is_cut_in_two(longest: int) -> None:
    kept = shortened(f"ab{ASTRONAUT}cd{ASTRONAUT}", longest=longest)
    assert len(kept) <= longest
    assert kept.removesuffix("…") in ("", "a", "ab", f"ab{ASTRONAUT}", f"ab{ASTRONAUT}c", f"ab{ASTRONAUT}cd")


@given(st.text(alphabet="aé🏔 ", max_size=60), st.integers(3, 80))
def test_bytes_are_counted_and_no_character_is_cut(text: str, longest_bytes: int) -> None:
    kept = shortened_to_bytes(text, longest_bytes=longest_bytes)
    assert len(kept.encode()) <= longest_bytes
    assert text.startswith(kept.removesuffix("…").rstrip())
