"""Every rule against plans that keep it and plans that break it, as its TOML file has them."""

from pathlib import Path

import pytest

from periodise.checker.check import check_plan
from periodise.domain.finding import Finding, Severity
from periodise.domain.rulebook import Rulebook
from periodise.store.rulebook_file import load_rulebook
from tests.rules.quiet_season import HERE, Case, cases, log_of, plan_of

CASES = tuple(cases())
HARD_RULES_IN_SCOPE = (
    *("R-12", "R-28", "R-29", "R-30", "R-40", "R-42", "R-43", "R-46", "R-48", "R-49", "R-50", "R-51", "R-52"),
    *("R-60", "R-61", "R-62", "R-63", "R-64", "R-64b", "R-65", "R-66", "R-68", "R-70", "R-72", "R-77"),
    *("R-80", "R-82", "R-83", "R-85", "R-90"),
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def _found(case: Case, rulebook: Rulebook) -> tuple[Finding, ...]:
    plan, inputs = plan_of(case, rulebook)
    log = log_of(plan, case)
    return check_plan(plan, inputs, rulebook=rulebook, accepted=case.accepted, log=log)


def _hard(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {one.rule: one.message for one in findings if one.severity is Severity.HARD}


def _named(case: Case) -> str:
    return f"{case.rule}: {case.verdict}: {case.name}"


def _of(verdict: str) -> list[Case]:
    return [case for case in CASES if case.verdict == verdict]


@pytest.mark.parametrize("case", _of("kept"), ids=_named)
def test_a_plan_that_keeps_a_rule_has_no_finding_of_it_and_breaks_no_other(
    case: Case, rulebook: Rulebook
) -> None:
    findings = _found(case, rulebook)
    assert _hard(findings) == {}
    assert [one.message for one in findings if one.rule == case.rule] == []


@pytest.mark.parametrize("case", _of("warned"), ids=_named)
def test_a_plan_that_misses_a_soft_rule_is_warned_about_and_breaks_none(
    case: Case, rulebook: Rulebook
) -> None:
    findings = _found(case, rulebook)
    assert _hard(findings) == {}
    assert [one for one in findings if one.rule == case.rule and one.severity is not Severity.HARD]


@pytest.mark.parametrize("case", _of("broken"), ids=_named)
def test_a_plan_that_breaks_a_rule_is_told_so_and_of_nothing_else(case: Case, rulebook: Rulebook) -> None:
    findings = _found(case, rulebook)
    assert set(_hard(findings)) == {case.rule, *case.also}, _hard(findings)
    if case.where is not None:
        own = [one for one in findings if one.rule == case.rule and one.severity is Severity.HARD]
        assert case.where in [one.where for one in own]


@pytest.mark.parametrize("rule", HARD_RULES_IN_SCOPE)
def test_every_hard_rule_has_plans_that_keep_and_break_it(rule: str) -> None:
    verdicts = {case.verdict for case in CASES if case.rule == rule}
    assert {"kept", "broken"} <= verdicts, f"{HERE / rule}.toml lacks one of them"


@pytest.mark.parametrize("path", sorted(HERE.glob("R-*.toml")), ids=lambda path: path.stem)
def test_a_rule_file_is_named_for_its_rule(path: Path) -> None:
    assert {case.rule for case in CASES if case.rule == path.stem} == {path.stem}
