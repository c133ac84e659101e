"""Where each key of a TOML text stands: the standard library's parser does not say.

The walk trusts that `tomllib` has accepted the text, or the text up to where the walk is told to end.
"""

import re
import tomllib
from bisect import bisect_right
from functools import cached_property

from periodise.domain.agreement import FieldPath

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = r'"(?:[^"\\\n]|\\.)*"'
_LITERAL = r"'[^'\n]*'"
_STRING = re.compile(
    rf'"""(?:[^\\]|\\.)*?"""(?:"{{0,2}})|\'\'\'.*?\'\'\'(?:\'{{0,2}})|{_BASIC}|{_LITERAL}', re.DOTALL
)
_QUOTED_KEY = re.compile(f"{_BASIC}|{_LITERAL}")
_SCALAR = re.compile(r"[^,\]}\n#]+")


class TextEnds(Exception):
    """The text stops, or stops being TOML, in the middle of a statement."""


class KeyWalk:
    """One pass over a TOML text; afterwards it knows where every key and list entry begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.starts: dict[FieldPath, int] = {}
        """Offset of the first place that names a path."""
        self.table: FieldPath = ()
        """The table that the last header opened."""
        self.begun = 0
        """Offset of the last statement begun."""
        self.statement: FieldPath | None = None
        """Path of that statement; None if its key cannot be read."""
        self.ended: int | None = 0
        """Offset of its end; None while it is open."""
        self.too_deep = False
        """Whether brackets in brackets made the walk give up in the last statement."""
        self._entries: dict[FieldPath, int] = {}
        """How many entries each `[[list]]` has so far."""

    def run(self) -> "KeyWalk":
        """Walk to the end, or to where the text breaks off."""
        try:
            while not self._at_end():
                self._read_statement()
        except TextEnds:
            pass
        except RecursionError:
            self.too_deep = True
        return self

    def line(self, path: FieldPath) -> int:
        """Line of a path, or of the nearest table around it that is in the file; 1 if none is."""
        while path and path not in self.starts:
            path = path[:-1]
        return bisect_right(self._line_ends, self.starts[path] - 1) + 1 if path else 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def _at_end(self) -> bool:
        self._skip(_BLANK)
        return self.position == len(self.text)

    def _read_statement(self) -> None:
        start = self.begun = self.position
        self.statement = self.ended = None
        if self.text.startswith("[", start):
            self._read_header(start)
        else:
            self.statement = path = self._read_key(self.table)
            self._expect("=")
            self._read_value(path)
        self.ended = self.position

    def _read_header(self, start: int) -> None:
        doubled = self.text.startswith("[[", start)
        self.position += 2 if doubled else 1
        self._skip(_SPACE)
        path: FieldPath = ()
        *parents, last = self._read_key_parts()
        for part in parents:
            path = self._current_entry((*path, part), start)
        path = (*path, last)
        self.starts.setdefault(path, start)
        if doubled:
            self._entries[path] = self._entries.get(path, 0) + 1
            path = self._current_entry(path, start)
        self.table = self.statement = path
        self._expect("]")
        self.position += 1 if doubled else 0

    def _current_entry(self, path: FieldPath, start: int) -> FieldPath:
        """`path`, or its latest entry where it is a list of tables."""
        self.starts.setdefault(path, start)
        if path in self._entries:
            path = (*path, self._entries[path] - 1)
            self.starts.setdefault(path, start)
        return path

    def _read_key(self, table: FieldPath) -> FieldPath:
        start = self.position
        path = table
        for part in self._read_key_parts():
            path = (*path, part)
            self.starts.setdefault(path, start)
        return path

    def _read_key_parts(self) -> list[str]:
        parts = [self._read_key_part()]
        self._skip(_SPACE)
        while self.text.startswith(".", self.position):
            self.position += 1
            self._skip(_SPACE)
            parts.append(self._read_key_part())
            self._skip(_SPACE)
        return parts

    def _read_key_part(self) -> str:
        if bare := _BARE_KEY.match(self.text, self.position):
            self.position = bare.end()
            return bare[0]
        quoted = _QUOTED_KEY.match(self.text, self.position)
        if quoted is None:
            raise TextEnds
        self.position = quoted.end()
        try:
            return str(tomllib.loads(f"key = {quoted[0]}")["key"])
        except tomllib.TOMLDecodeError as error:
            raise TextEnds from error

    def _read_value(self, path: FieldPath) -> None:
        self._skip(_SPACE)
        opening = self.text[self.position : self.position + 1]
        if opening == "[":
            self._read_list(path)
        elif opening == "{":
            self._read_inline_table(path)
        else:
            self._take(_STRING if opening in ('"', "'") else _SCALAR)

    def _read_list(self, path: FieldPath) -> None:
        self.position += 1
        index = 0
        while not self._closes("]"):
            self.starts.setdefault((*path, index), self.position)
            self._read_value((*path, index))
            index += 1
            self._skip_comma()

    def _read_inline_table(self, path: FieldPath) -> None:
        self.position += 1
        while not self._closes("}"):
            key = self._read_key(path)
            self._expect("=")
            self._read_value(key)
            self._skip_comma()

    def _closes(self, bracket: str) -> bool:
        self._skip(_BLANK)
        if self.position == len(self.text):
            raise TextEnds
        if not self.text.startswith(bracket, self.position):
            return False
        self.position += 1
        return True

    def _skip_comma(self) -> None:
        self._skip(_BLANK)
        if self.text.startswith(",", self.position):
            self.position += 1

    def _expect(self, sign: str) -> None:
        self._skip(_SPACE)
        if not self.text.startswith(sign, self.position):
            raise TextEnds
        self.position += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def _take(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        if match is None:
            raise TextEnds
        self.position = match.end()


def line_of(text: str, offset: int) -> int:
    """Line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1
