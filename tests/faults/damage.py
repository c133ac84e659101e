"""Ways in which a file comes to harm: cut, doubled, emptied, saved by the wrong program, made by an enemy."""

from collections.abc import Iterator

BITS_TURNED = 12
"""How many places of a file have a bit turned."""


def damaged(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each kind of harm by its name, and what the file holds then."""
    yield from _lost(content)
    yield from _saved_otherwise(content)
    yield from _hostile(content)
    yield from _bits_turned(content)


def _lost(content: bytes) -> Iterator[tuple[str, bytes]]:
    size = len(content)
    yield "empty", b""
    yield "one new line", b"\n"
    yield "zeros", b"\0" * size
    yield "zeros at the end", content[: size * 3 // 4] + b"\0" * (size // 4)
    yield "a quarter", content[: size // 4]
    yield "a half", content[: size // 2]
    yield "all but the last byte", content[:-1]
    yield "all but the first byte", content[1:]
    yield "doubled", content + content
    yield "a page missing in the middle", content[: size // 3] + content[size // 3 + 512 :]
    yield "lines in reverse", b"\n".join(reversed(content.split(b"\n")))


def _saved_otherwise(content: bytes) -> Iterator[tuple[str, bytes]]:
    text = content.decode()
    yield "UTF-16", text.encode("utf-16")
    yield "UTF-32", text.encode("utf-32")
    yield "Latin-1", text.encode("latin-1", errors="replace") + b"\xe9"
    yield "CR only", content.replace(b"\n", b"\r")
    yield "tabs in front", content.replace(b"\n", b"\n\t") + b'"'
    yield "curly quotes", text.replace('"', "\u201d").encode()
    yield "decimal commas", content.replace(b".", b",") + b",,"
    yield "a web page", b"<!DOCTYPE html><html><body>403 Forbidden</body></html>"
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def _hostile(content: bytes) -> Iterator[tuple[str, bytes]]:
    head = content[:20]
    yield "brackets without end", head + b"[" * 200_000
    yield "braces without end", head + b'{"a":' * 100_000
    yield "a number without end", head + b"\nx = " + b"9" * 100_000
    yield "a key without end", head + b"\n" + b"a." * 50_000 + b"a = 1\n"
    yield "a quote without end", head + b'\nx = "' + b"x" * 500_000
    yield "escapes for the terminal", content.replace(b'"', b'"\x1b]0;owned\x07\x1b[2J', 3)
    yield "escapes in keys", b'"\\u001b[31m\\u009b2J" = 1\n' + content
    yield "a line that hides", content.replace(b'"', '"\u202e\u2066'.encode(), 2)
    yield "half of a character", content.replace(b'"', b'"\xed\xa0\x80', 1)
    yield "carriage returns in text", content.replace(b'"', b'"\rRACE: cancelled\r', 2)
    yield "many tables", content + b"".join(b"[[kit]]\n" for _ in range(20_000))
    yield "many keys", content + b"".join(b"k%d = 1\n" % number for number in range(20_000))
    yield "numbers that are none", content.replace(b"0", b"nan").replace(b"1", b"1e999")


def _bits_turned(content: bytes) -> Iterator[tuple[str, bytes]]:
    for number in range(BITS_TURNED):
        place = (2 * number + 1) * len(content) // (2 * BITS_TURNED)
        turned = bytearray(content)
        turned[place] ^= 1 << (number % 8)
        yield f"a bit turned at byte {place}", bytes(turned)
