"""The judge's audit as a table: every rule, its limit, its worst week and how it stands."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from periodise.domain import measures
from periodise.domain.inputs import Inputs, Units
from periodise.domain.rulebook import ExplainedRulebook
from periodise.views.page import Cell, Form, Heading, PageTable
from periodise.views.privacy import HEALTH_RULES
from periodise.views.wording import day_text

HEADINGS = (
    Heading("Rule"),
    Heading("Asks"),
    Heading("Limit"),
    Heading("Worst"),
    Heading("Week of", Form.DATE),
    Heading("Stands"),
)
NOTE = "Worst: the week that came nearest to its limit. A dash: the rule is kept or not, without a measure."
BODY_SECTION = "Pack"
"""Rules of this section measure by body mass: a private plan shows how they stand, and no figure."""
UNITS = {"monotony": ""}
"""What is a bare ratio, by the judge's word for it."""
NONE = Cell("–", "")


class AuditLine(Protocol):
    """One rule in one plan, as the judge tells it."""

    @property
    def rule(self) -> str: ...
    @property
    def limit(self) -> float | None: ...
    @property
    def worst_week(self) -> date | None: ...
    @property
    def measured(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def at_least(self) -> bool: ...
    @property
    def verdict(self) -> str: ...


def audit_table(lines: Sequence[AuditLine], *, rulebook: ExplainedRulebook, inputs: Inputs) -> PageTable:
    """A row for each rule; those that tell of health are left out of a private plan."""
    private = inputs.calendar.private
    shown = [line for line in lines if not (private and line.rule in HEALTH_RULES)]
    rows = tuple(_row(line, rulebook, inputs) for line in shown)
    return PageTable("Audit", HEADINGS, rows, NOTE)


def _row(line: AuditLine, rulebook: ExplainedRulebook, inputs: Inputs) -> tuple[Cell, ...]:
    rule = rulebook.rules.get(line.rule)
    hidden = inputs.calendar.private and rule is not None and rule.section == BODY_SECTION
    units = inputs.plan.units
    return (
        Cell(line.rule),
        Cell(rule.title if rule else ""),
        NONE if hidden or line.limit is None else Cell(_limit(line, line.limit, units)),
        NONE if hidden or line.measured is None else Cell(_amount(line.measured, line.unit, units)),
        Cell(day_text(line.worst_week), line.worst_week) if line.worst_week else NONE,
        Cell(str(line.verdict), tone=str(line.verdict)),
    )


def _limit(line: AuditLine, limit: float, units: Units) -> str:
    sense = "at least" if line.at_least else "at most"
    return f"{sense} {_amount(limit, line.unit, units)}"


def _amount(amount: float, unit: str, units: Units) -> str:
    """A measure with its unit; counts are told by what they count."""
    if unit == "min":
        return measures.duration(amount)
    if unit == "share":
        return measures.percent(amount)
    if unit == "kg":
        return measures.mass(amount, units=units)
    number, counted = _tidy(amount), UNITS.get(unit, unit)
    return f"{number} {counted.removesuffix('s') if number == '1' else counted}".strip()


def _tidy(amount: float) -> str:
    return measures.one_decimal(amount).removesuffix(".0")
