"""A quiet season to bend in one place, and what the judge says of it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from periodise.checker.check import check_plan
from periodise.checker.season import Season
from periodise.domain.finding import Finding, Severity
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day
from periodise.store.rulebook_file import load_rulebook
from tests.rules.quiet_season import Case, plan_of


def a_plan(season: str = "quiet", **changes: Any) -> tuple[Plan, Inputs]:
    """A season of tests/rules/seasons.toml with the changes of a rule's case."""
    return plan_of(Case(rule="", verdict="", name="", season=season, **changes), rulebook())


def a_season(season: str = "quiet", **changes: Any) -> Season:
    plan, inputs = a_plan(season, **changes)
    return Season(plan, inputs, rulebook())


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def judged(plan: Plan, inputs: Inputs, **options: Any) -> tuple[Finding, ...]:
    return check_plan(plan, inputs, rulebook=rulebook(), **options)


def hard(findings: tuple[Finding, ...]) -> list[str]:
    """Rules of the hard findings, each once, in order."""
    return list(dict.fromkeys(one.rule for one in findings if one.severity is Severity.HARD))


def with_days(plan: Plan, change: Callable[[Day], Day | None]) -> Plan:
    """The plan with each day changed, or left out where `change` gives none."""
    changed = (change(day) for day in plan.days)
    return plan.model_copy(update={"days": tuple(day for day in changed if day is not None)})
