"""Names and notes: text that is safe to put on one line of any file or terminal."""

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from periodise.domain.limits import NAME_CHARACTERS, NOTE_CHARACTERS
from periodise.domain.refusal import refusal, shown

_LINE_BREAKS = "\r\n\x85\u2028\u2029"
_DECEIVING = frozenset(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x61C, 0xFEFF]
)
"""Zero-width characters, bidi marks, embeddings, overrides and isolates, word joiners."""
_JOINERS = frozenset([0x200C, 0x200D])
"""Persian, Hindi and many emoji need them between two characters; there they deceive nobody."""
_TAGS = range(0xE0000, 0xE0080)


def one_line(value: object) -> str:
    """A name of 1 to 200 characters on one line, kept as it was typed."""
    return _checked(_text(value), longest=NAME_CHARACTERS)


def note(value: object) -> str:
    """A remark of at most 10,000 characters on one line; it may be empty."""
    text = _text(value)
    return _checked(text, longest=NOTE_CHARACTERS) if text.strip() else ""


def same_name(name: str) -> str:
    """What two spellings of one name have in common: capitals, accents' encoding and wide spaces aside."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def same_text(one: str, other: str) -> bool:
    """Whether two names read alike, however their accents are encoded."""
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


Name = Annotated[
    str,
    BeforeValidator(one_line),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": NAME_CHARACTERS,
            "pattern": r"^[^\r\n\u0000-\u001f]*\S",
        }
    ),
]
"""A name shown in calendars and pages."""

Note = Annotated[
    str,
    BeforeValidator(note),
    WithJsonSchema({"type": "string", "maxLength": NOTE_CHARACTERS, "pattern": r"^[^\r\n\u0000-\u001f]*$"}),
]
"""A remark, possibly empty."""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise refusal(f"{shown(value)} is not text", allowed="text in quotes", do="put it in double quotes")


def _checked(text: str, *, longest: int) -> str:
    if len(text) > longest:
        raise refusal(
            f"{shown(text)} has {len(text)} characters",
            allowed=f"at most {longest} characters",
            do="shorten it",
        )
    if not text.strip():
        raise refusal("it is blank", allowed="text that can be read", do="write a name or leave the key out")
    for position, character in enumerate(text):
        _check_character(text, position, character)
    return text


def _check_character(text: str, position: int, character: str) -> None:
    fault = _fault(character)
    if fault is None or _joins(text, position):
        return
    raise refusal(
        f"{shown(text)} holds {fault} U+{ord(character):04X}",
        allowed="text on one line, without characters that control or hide",
        do=f"delete character {position + 1}",
    )


def _joins(text: str, position: int) -> bool:
    """Whether a joiner stands between two letters or pictures that may need it, none of them ASCII."""
    if ord(text[position]) not in _JOINERS:
        return False
    around = text[position - 1 : position], text[position + 1 : position + 2]
    return all(neighbour > "\x7f" for neighbour in around)


def _fault(character: str) -> str | None:
    """What is wrong with a character, or None: line breaks, control characters, hidden ones."""
    if character in _LINE_BREAKS:
        return "the line break"
    category = unicodedata.category(character)
    if category == "Cc":
        return "the control character"
    if category == "Cs":
        return "half of a character,"
    code = ord(character)
    return "the hidden character" if code in _DECEIVING or code in _TAGS else None
