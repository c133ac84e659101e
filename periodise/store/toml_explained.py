"""What `tomllib` cannot read, in words: `18:30`, `72,5`, 29 February 2027, a quote that never closes."""

import re
from calendar import monthrange
from collections.abc import Callable
from typing import NamedTuple

from periodise.domain.agreement import FieldPath, path_text
from periodise.domain.refusal import shown, visible
from periodise.store.athlete_example import example_at
from periodise.store.problems import Problem
from periodise.store.toml_lines import KeyWalk, line_of

Words = tuple[str, str, str]
"""What was found, what is allowed, what to do."""

_DUPLICATE = re.compile(r"Cannot (?:overwrite|declare|mutate|redefine)|Duplicate")
_NEVER_CLOSED = re.compile(r"Un(?:closed|terminated)")
_BARE_KEYS = re.compile(r"[ \t]*[A-Za-z0-9_.-]+[ \t]*")


class Fault(NamedTuple):
    """Where the parser stopped."""

    message: str
    """The parser's own words, without the place."""
    text: str
    offset: int
    walk: KeyWalk
    """Over everything before the offset."""

    @property
    def path(self) -> FieldPath | None:
        """The key whose statement cannot be read; None for a line that is nobody's."""
        return None if self._between_statements else self.walk.statement

    @property
    def start(self) -> int:
        """Where the statement that cannot be read begins."""
        return self.offset if self._between_statements else self.walk.begun

    @property
    def is_duplicate(self) -> bool:
        return bool(_DUPLICATE.match(self.message))

    @property
    def line_text(self) -> str:
        """The whole line of the fault."""
        begin = self.text.rfind("\n", 0, self.offset) + 1
        return self.text[begin:].partition("\n")[0]

    @property
    def stands_alone(self) -> bool:
        """Whether the statement lies on one line and leaving it out does not open or close another."""
        value = self.line_text
        alone = "\n" not in self.text[self.start : self.offset] and not value.lstrip().startswith("[")
        closed = all(value.count(one) == value.count(other) for one, other in ("[]", "{}"))
        return alone and closed and '"""' not in value and "'''" not in value

    @property
    def _between_statements(self) -> bool:
        ended = self.walk.ended
        return ended is not None and (ended == 0 or "\n" in self.text[ended : self.offset])


def explained(fault: Fault) -> Problem:
    """The fault as a line of the refusal."""
    at_start = fault.is_duplicate or fault.offset == len(fault.text)
    line = line_of(fault.text, fault.start if at_start else fault.offset)
    return Problem(fault.path or (), *_words(fault), line=line, field=_field(fault))


def _field(fault: Fault) -> str | None:
    """The field as it was typed, where its key itself cannot be read."""
    key, equals, _ = fault.line_text.partition("=")
    if fault.path and (_BARE_KEYS.fullmatch(key) or not equals):
        return None
    around = path_text(fault.walk.table)
    typed = visible(key.strip())[:60] if equals else ""
    return ".".join(part for part in (around, typed) if part) or None


def _words(fault: Fault) -> Words:
    if fault.is_duplicate:
        return _said_twice(fault)
    if _NEVER_CLOSED.match(fault.message):
        return "a quote or bracket opens here and never closes", "pairs of them", "close it"
    if fault.message.startswith("Illegal character"):
        return _illegal_character(fault)
    if "thousands of digits" in fault.message or "digits" in fault.message:
        return "a number of thousands of digits", "a number that fits the field", "correct the number"
    for value in _values(fault.line_text):
        for pattern, words in _MISTAKES:
            match = re.fullmatch(pattern, value)
            if match and (words is not _yes_or_no or isinstance(example_at(fault.path or ()), bool)):
                return words(match)
    return _not_toml(fault)


def _values(line: str) -> list[str]:
    """What stands right of each `=` in a line, comments and inner brackets left out."""
    _, equals, value = line.partition("=")
    if not equals:
        return []
    value = re.sub(r"#[^\"']*$", "", value).strip()
    if not value.startswith("{"):
        return [value]
    pieces = re.split(r"[{,]\s*[A-Za-z_]+\s*=", value)
    return [piece.strip(" \t,}") for piece in pieces[1:]]


def _said_twice(fault: Fault) -> Words:
    path = fault.path or ()
    first = fault.walk.starts.get(path)
    where = f" (first in line {line_of(fault.text, first)})" if first not in (None, fault.start) else ""
    return f"stands here a second time{where}", "each key and each table once", "delete one of the two"


def _illegal_character(fault: Fault) -> Words:
    character = fault.text[fault.offset : fault.offset + 1]
    if character in ("\n", ""):
        return "a quote opens and does not close on its line", "a closing quote", "close the quote"
    return (
        f"holds the character U+{ord(character):04X}, which may not stand there",
        "text without control characters",
        "delete it",
    )


def _not_toml(fault: Fault) -> Words:
    line = fault.line_text.strip()
    if "=" not in line and re.match(r"[A-Za-z_]+ *:", line):
        key, *_ = line.partition(":")
        return "a colon stands where = belongs", "key = value", f"write {visible(key.strip())} = …"
    found = f"{shown(line)} cannot be read ({visible(fault.message)})"
    return found, 'key = value, text in "double quotes"', "correct the line, or put # before it"


def _decimal_comma(match: re.Match[str]) -> Words:
    point = f"{match[1]}{match[2]}" if len(match[2]) == 3 else f"{match[1]}.{match[2]}"
    do = f'write "{point} {match[3]}"' if match[3] else f"write {point}, a quantity in quotes with its unit"
    return f"{match[0]} has a comma", "a decimal point, no thousands separator", do


def _clock(match: re.Match[str]) -> Words:
    do = f'write "{match[1]:0>2}:{match[2]}", or {match[1]:0>2}:{match[2]}:00 without quotes'
    return f"{match[0]} has no quotes", "a time of day in quotes, or with seconds", do


def _impossible_date(match: re.Match[str]) -> Words:
    year, month = int(match[1]), int(match[2])
    found = f"{match[0]} is no day of the calendar"
    if not 1 <= month <= 12 or not year:
        return found, "months from 01 to 12", "correct the date"
    last = monthrange(year, month)[1]
    return found, f"{_MONTHS.split('/')[month - 1]} {year} has days 01 to {last}", "correct the date"


_MONTHS = "January/February/March/April/May/June/July/August/September/October/November/December"


def _other_date(match: re.Match[str]) -> Words:
    return f"{match[0]} is not a date", "year-month-day with two digits each", "write it like 2027-06-19"


def _yes_or_no(match: re.Match[str]) -> Words:
    return f"{match[0]} is not a value", "true or false in small letters", "write true or false"


def _curly_quotes(match: re.Match[str]) -> Words:
    inside = visible(match[0].strip("“”„‘’«»‹›"))[:60]
    return "the quotes are typographic ones", 'straight quotes: "', f'write "{inside}"'


def _no_quotes(match: re.Match[str]) -> Words:
    text = visible(match[0])[:60]
    return f"{text} has no quotes", "text and quantities in double quotes", f'write "{text}"'


def _nothing(_: re.Match[str]) -> Words:
    return "no value follows the =", "a value", "write one, or put # before the line"


def _leading_zero(match: re.Match[str]) -> Words:
    return f"{match[0]} begins with 0", "a number without leading zeros", f"write {match[0].lstrip('0') or 0}"


_MISTAKES: tuple[tuple[str, Callable[[re.Match[str]], Words]], ...] = (
    (r"([0-9]+),([0-9]+)(?: ?([A-Za-z/]+))?", _decimal_comma),
    (r"([0-9]{1,2}):([0-9]{2})", _clock),
    (r"([0-9]{4})-([0-9]{2})-([0-9]{2})", _impossible_date),
    (r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", _other_date),
    (r"(?i:yes|no|on|off|true|false|y|n)", _yes_or_no),
    (r"[“”„‘’«»‹›].*", _curly_quotes),
    (r"0[0-9]+", _leading_zero),
    (r"[A-Za-z0-9][^\"'=\[\]{}]*", _no_quotes),
    (r"", _nothing),
)
"""How a value looks that people type and TOML does not take, with what to say; first match first."""
