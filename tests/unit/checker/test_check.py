"""The judge as a whole: order, waivers, what is done, where the numbers come from."""

from dataclasses import replace
from types import MappingProxyType

from periodise.checker.check import CHECKS, check_plan
from periodise.domain.finding import Severity
from periodise.domain.rulebook import Rulebook
from tests.unit.checker.seasons import a_plan, hard, judged, rulebook

TOO_LONG = "2027-01-09 long_run 150 min\n2027-01-16 long_run 190 min"


def _with_number(rule: str, name: str, value: float) -> Rulebook:
    values = {**rulebook().values, rule: {**rulebook()[rule], name: value}}
    return replace(rulebook(), values=MappingProxyType(values))


def test_an_ordinary_season_has_no_hard_finding() -> None:
    assert hard(judged(*a_plan())) == []


def test_hard_findings_come_first_and_then_the_earlier_day() -> None:
    findings = judged(*a_plan(days=TOO_LONG))
    severities = [list(Severity).index(one.severity) for one in findings]
    assert severities == sorted(severities)
    dates = [one.where for one in findings if one.severity is Severity.HARD]
    assert dates == sorted(dates)
    assert len(dates) > 1


def test_every_finding_says_where_and_what() -> None:
    for finding in judged(*a_plan(days=TOO_LONG)):
        assert finding.where.isoformat() in finding.message
        assert finding.message.endswith(".")


def test_a_measured_finding_carries_its_limit_and_measure() -> None:
    finding = next(one for one in judged(*a_plan(days="2027-01-09 long_run 150 min")) if one.rule == "R-40")
    assert (finding.limit, finding.measured) == (132, 150)


def test_limits_come_from_the_rulebook() -> None:
    plan, inputs = a_plan(days="2027-01-09 long_run 150 min")
    generous = _with_number("R-40", "growth_ratio", 1.3)
    assert "R-40" in hard(judged(plan, inputs))
    assert "R-40" not in hard(check_plan(plan, inputs, rulebook=generous))


def test_what_was_done_is_judged_no_more_and_stays_the_reference() -> None:
    done = "2027-01-09 long_run 150 min done"
    assert hard(judged(*a_plan(days=done))) == []
    assert hard(judged(*a_plan(days=f"{done}\n2027-01-16 long_run 160 min"))) == []
    assert hard(judged(*a_plan(days=f"{done}\n2027-01-16 long_run 170 min"))) == ["R-40"]


def test_what_was_missed_did_not_happen() -> None:
    missed = "2027-01-09 long_run 132 min missed\n2027-01-16 long_run 145 min"
    assert "R-40" in hard(judged(*a_plan(days=missed)))


def test_a_dropped_session_leaves_a_rest_day() -> None:
    days = """
    2027-01-04 easy_run 20 min
    2027-01-05 easy_run 45 min
    2027-01-06 easy_run 20 min dropped
    2027-01-07 easy_run 45 min
    2027-01-08 easy_run 20 min
    2027-01-10 easy_run 50 min
    """
    assert hard(judged(*a_plan(days=days))) == []


def test_an_accepted_gate_stays_in_sight_with_its_waiver() -> None:
    plan, inputs = a_plan(inputs={"race": {"distance_km": 50}})
    finding = next(one for one in judged(plan, inputs, accepted=("R-85c",)) if one.rule == "R-85")
    assert finding.severity is Severity.WARNING
    assert finding.waived is not None


def test_no_waiver_opens_the_safety_screen_or_the_ceiling() -> None:
    plan, inputs = a_plan("packed", inputs={"athlete": {"screen": {"hernia": True}}})
    assert hard(judged(plan, inputs, accepted=("R-90", "R-85a", "R-62"))) == ["R-90"]


def test_the_same_plan_gets_the_same_verdict_twice() -> None:
    plan, inputs = a_plan(days=TOO_LONG)
    assert judged(plan, inputs) == judged(plan, inputs)


def test_an_empty_plan_is_no_reason_to_stumble() -> None:
    plan, inputs = a_plan()
    nothing = plan.model_copy(update={"days": (), "weeks": (), "phases": ()})
    assert judged(nothing, inputs) == ()


def test_every_check_says_which_rule_it_is() -> None:
    assert all(check.__doc__ and check.__name__.startswith("check_") for check in CHECKS)
    assert len(set(CHECKS)) == len(CHECKS)
