"""Bytes of a text file as text, or what they are instead of UTF-8."""

from periodise.errors import InputRefused

_MARKS = (
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\xfe\xff", "UTF-16"),
    (b"\xff\xfe", "UTF-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark it begins with."""
_ALLOWED = "UTF-8, with lines that end in LF or CR LF"
_SAVE = "save it as UTF-8 in your editor"


def decoded(contents: bytes, *, file: str) -> str:
    """The text without its byte order mark, line ends as `\\n`; `InputRefused` for anything but UTF-8.

    Programs that do not know the mark keep it as a letter and put another before it: all of them go.
    """
    if encoding := _other_encoding(contents):
        raise InputRefused([f"{file}:1: file: is {encoding} from byte 0 on; {_ALLOWED}; {_SAVE}"])
    try:
        text = contents.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise InputRefused([_not_utf8(contents, error.start, file=file)]) from error
    if "\r" in text and "\n" not in text:
        raise InputRefused([f"{file}: file: its lines end in CR only; {_ALLOWED}; {_SAVE}, line ends LF"])
    return text.replace("\r\n", "\n")


def _other_encoding(contents: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or by the zeros between the letters of its first words."""
    for mark, encoding in _MARKS:
        if contents.startswith(mark):
            return encoding
    head = contents[:4]
    if len(head) == 4 and head.count(0) == 3:
        return "UTF-32"
    return "UTF-16" if len(head) == 4 and (not any(head[::2]) or not any(head[1::2])) else None


def _not_utf8(contents: bytes, offset: int, *, file: str) -> str:
    line = contents.count(b"\n", 0, offset) + 1
    found = f"byte 0x{contents[offset]:02x} at offset {offset} is not UTF-8 (Latin-1 or damaged?)"
    return f"{file}:{line}: file: {found}; {_ALLOWED}; {_SAVE}"
