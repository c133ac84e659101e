"""Days and counts in words, the same in every locale."""

from datetime import date
from textwrap import fill

WIDTH = 80
"""Characters in a line on the terminal."""
LABEL_WIDTH = 15
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_text(day: date) -> str:
    """`Sat 19 Jun 2027`."""
    return f"{weekday_text(day)} {day.year:04d}"


def weekday_text(day: date) -> str:
    """`Sat 19 Jun`."""
    return f"{WEEKDAYS[day.weekday()]} {short_day_text(day)}"


def short_day_text(day: date) -> str:
    """`19 Jun`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def counted(count: int, noun: str) -> str:
    """`1 week`, `2 weeks`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def lasting(days: int) -> str:
    """`2 weeks`, `5 days`, `14 weeks and 3 days`."""
    weeks, rest = divmod(days, 7)
    parts = [counted(weeks, "week")] if weeks else []
    return " and ".join([*parts, counted(rest, "day")] if rest or not weeks else parts)


def joined(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def labelled(label: str, text: str) -> str:
    """A line that begins with a label; the text goes on below itself."""
    return paragraph(f"{label:<{LABEL_WIDTH}}{text}", rest=" " * LABEL_WIDTH)


def bulleted(text: str) -> str:
    """A line of a list."""
    return paragraph(f"  - {text}", rest="    ")


def paragraph(text: str, *, first: str = "", rest: str = "") -> str:
    """`text` in lines of at most 80 characters, with what each begins with; words stay whole."""
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
