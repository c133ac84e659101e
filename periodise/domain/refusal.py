"""How a refused value says what was found, what is allowed and what to do."""

from collections.abc import Callable, Iterable

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

REFUSED = "refused"
"""Type of every pydantic error whose context holds `found`, `allowed` and `do`."""

TYPED_BY_A_PERSON = "typed_by_a_person"
"""Key of the validation context under which a bare number is refused."""

_SHOWN_CHARACTERS = 60


def refusal(found: str, *, allowed: str, do: str) -> PydanticCustomError:
    """An error for a validator to raise, in the three parts that every message has."""
    return PydanticCustomError(
        REFUSED, "{found}; {allowed}; {do}", {"found": found, "allowed": allowed, "do": do}
    )


def at_most(entries: int) -> Callable[[object], object]:
    """A validator that refuses a longer list as a whole, before each of its entries is judged."""

    def counted(value: object) -> object:
        if isinstance(value, list | tuple) and len(value) > entries:
            raise refusal(
                f"a list of {len(value)} entries",
                allowed=f"at most {entries} entries",
                do="keep those that matter for this race",
            )
        return value

    return counted


def typed_by_a_person(info: ValidationInfo) -> bool:
    """Whether the value comes from a file that a person wrote (numbers there need their unit)."""
    return bool(info.context and info.context.get(TYPED_BY_A_PERSON))


def visible(text: str) -> str:
    """`text` with every character that a terminal might act on written as an escape."""
    return "".join(character if character.isprintable() else escaped(character) for character in text)


def escaped(character: str) -> str:
    """The escape that stands for one character: `\\x1b`, `\\u202e` or `\\U000e0041`."""
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def shown(value: object) -> str:
    """A value as it is quoted back to the person who typed it: short, on one line, harmless."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_shortened(visible(value))}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return _shortened(visible(_as_text(value)))


def listed(names: Iterable[str], *, last: str = "or") -> str:
    """Names as a sentence has them: `a, b or c`."""
    *others, final = list(names)
    return f"{', '.join(others)} {last} {final}" if others else final


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


def _as_text(value: object) -> str:
    try:
        return str(value)
    except ValueError:
        # Python refuses to print an integer of thousands of digits.
        return "a number of thousands of digits"
