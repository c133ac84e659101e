"""Words made safe for a calendar: no character that controls, hides or breaks a line where none may.

Names are checked when an athlete file is read. A plan file can come from anywhere, and a coach's
titles pass through other people's calendars, so what is shown is cleaned once more here.
"""

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = frozenset({"Cc", "Cs"})
_DECEIVING = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF])
"""Bidi embeddings, overrides and isolates, and spaces of no width; joiners stay, emoji need them."""
_HOLDS_TO_THE_LEFT = frozenset({0x200D, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)})
"""Joiner, variation selectors and skin tones: parts of the picture before them."""
ELLIPSIS = "…"


def cleaned_line(text: str) -> str:
    """`text` on one line: line breaks become spaces, control and hidden characters go."""
    if text.isprintable():
        return text.strip()
    return _without_hidden(_LINE_BREAK.sub(" ", text)).replace("\t", " ").strip()


def cleaned_text(text: str) -> str:
    """`text` with every kind of line break as a line feed and no other control character."""
    lines = text.split("\n")
    if not all(map(str.isprintable, lines)):
        lines = [_without_hidden(line) for line in _LINE_BREAK.sub("\n", text).split("\n")]
    return "\n".join(map(str.rstrip, lines)).strip("\n")


def shortened(text: str, *, longest: int) -> str:
    """`text` in at most `longest` characters, an ellipsis for what is left out, no picture cut in two."""
    if len(text) <= longest:
        return text
    cut = max(longest - len(ELLIPSIS), 0)
    while cut and _belongs_together(text[cut - 1], text[cut]):
        cut -= 1
    return text[:cut].rstrip() + ELLIPSIS


def shortened_to_bytes(text: str, *, longest_bytes: int) -> str:
    """`text` in at most `longest_bytes` bytes of UTF-8, cut between characters."""
    if len(text.encode()) <= longest_bytes:
        return text
    room = max(longest_bytes - len(ELLIPSIS.encode()), 0)
    return text.encode()[:room].decode(errors="ignore").rstrip() + ELLIPSIS


def _belongs_together(one: str, next_one: str) -> bool:
    if ord(one) == 0x200D or ord(next_one) in _HOLDS_TO_THE_LEFT:
        return True
    return unicodedata.combining(next_one) != 0


def _without_hidden(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(character for character in line if _is_shown(character))


def _is_shown(character: str) -> bool:
    if character == "\t":
        return True
    return unicodedata.category(character) not in _UNPRINTABLE and ord(character) not in _DECEIVING
