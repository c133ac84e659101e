"""The numbers of a rule in words: name, value and unit, tables row by row."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from periodise.domain.rulebook import Rule

NO_LIMIT = 9999
"""What a table's last row says where it has no upper end."""

UNITS: Mapping[str, str] = {
    "s_per_km": "s/km",
    "m_per_km": "m/km",
    "m_per_s": "m/s",
    "w_per_kg": "W/kg",
    "j_per_kg_per_m": "J/(kg·m)",
    "min": "minutes",
    "h": "hours",
    "day": "day",
    "days": "days",
    "week": "week of the plan, from 1",
    "weeks": "weeks",
    "months": "months",
    "years": "years",
    "kg": "kg",
    "km": "km",
    "m": "m",
    "count": "number",
    "ratio": "ratio",
    "share": "share",
    "shares": "shares",
    "factor": "factor",
    "factors": "factors",
    "points": "points",
    "efm": "EFM",
    "tss": "TSS",
    "rpe": "RPE",
}
"""What the end of a number's name says it is counted in; longer endings before their own ends."""


class RuleNumber(NamedTuple):
    """One line of a rule's numbers, ready to be shown."""

    name: str
    value: str
    unit: str


def unit_of(name: str, units: Mapping[str, str]) -> str:
    """The unit of a number in words, from `units` or from how its name ends; "" when it has none."""
    if name in units:
        return units[name]
    ended = (unit for ending, unit in UNITS.items() if f"_{name}".endswith(f"_{ending}"))
    return next(ended, UNITS["rpe"] if name.startswith("rpe_") else "")


def rule_numbers(rule: Rule) -> Iterator[RuleNumber]:
    """Every value of `rule` in its order; each row of a table is a line, named on the first."""
    for name, value in rule.values.items():
        unit = unit_of(name, rule.units)
        for index, row in enumerate(_rows(value)):
            yield RuleNumber("" if index else name, shown(row), "" if index else unit)


def _rows(value: Any) -> tuple[Any, ...]:
    """The rows of a table, or the value alone."""
    is_table = isinstance(value, tuple) and value and isinstance(value[0], Mapping)
    return value if is_table else (value,)


def shown(value: Any) -> str:
    """A value as it is read: `1.1`, `a, b`, `short 0.55, middle 0.35`."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_nested(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return ", ".join(shown(item) for item in value)
    return "any" if value == NO_LIMIT else str(value)


def _nested(value: Any) -> str:
    return f"({shown(value)})" if isinstance(value, Mapping | tuple) else shown(value)
