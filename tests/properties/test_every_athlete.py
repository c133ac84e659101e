"""Whoever asks gets a plan that keeps every hard rule, or true reasons why there is none."""

from datetime import date

from hypothesis import event, given, settings

from periodise.checker.check import check_plan
from periodise.domain.finding import ClosedGate, Severity
from periodise.domain.inputs import Inputs
from periodise.errors import NoSafePlan
from periodise.planner.build import build_plan
from periodise.store.rulebook_file import load_rulebook
from tests.properties.athletes import athletes

RULEBOOK = load_rulebook()
CAN_BE_ACCEPTED = ("R-85c", "R-85d", "R-85e", "R-85f")
TOO_MUCH = {"R-85d"}
"""Gates that close because the measure is above its limit; the others because it is below."""


@settings(max_examples=500)
@given(inputs=athletes())
def test_a_plan_has_no_hard_finding_or_the_refusal_is_true(inputs: Inputs) -> None:
    assert inputs.plan.start is not None
    try:
        plan = build_plan(inputs, as_of=inputs.plan.start, rulebook=RULEBOOK, search=False)
    except NoSafePlan as refusal:
        event("refused")
        assert refusal.gates
        for gate in refusal.gates:
            assert_true(gate, inputs)
        return
    event("planned")
    hard = [f for f in check_plan(plan, inputs, rulebook=RULEBOOK) if f.severity is Severity.HARD]
    assert not hard, hard


@settings(max_examples=200)
@given(inputs=athletes())
def test_a_goal_that_was_accepted_against_advice_still_keeps_every_hard_rule(inputs: Inputs) -> None:
    assert inputs.plan.start is not None
    try:
        plan = build_plan(
            inputs, as_of=inputs.plan.start, rulebook=RULEBOOK, accepted=CAN_BE_ACCEPTED, search=False
        )
    except NoSafePlan as refusal:
        assert {gate.gate for gate in refusal.gates} <= {"R-85a", "R-85b"}
        return
    findings = check_plan(plan, inputs, rulebook=RULEBOOK, accepted=CAN_BE_ACCEPTED)
    hard = [f for f in findings if f.severity is Severity.HARD]
    assert not hard, hard


def no_day_is_free(inputs: Inputs) -> bool:
    """Every date of the runway is away or too short for the shortest run of a taper."""
    assert inputs.plan.start is not None
    dates = range(inputs.plan.start.toordinal(), inputs.race.date.toordinal())
    away = [range(span.start.toordinal(), span.end.toordinal() + 1) for span in inputs.away]
    free = [day for day in dates if not any(day in span for span in away)]
    return all(inputs.week.on(date.fromordinal(day)).available_min < 20 for day in free)


def assert_true(gate: ClosedGate, inputs: Inputs) -> None:
    """The reason holds on its own figures, and the figures on the file."""
    if gate.gate == "R-85a":
        assert inputs.athlete.screen.positive
        return
    assert gate.limit is not None
    assert gate.measured is not None
    if gate.gate == "R-85b" and (gate.limit, gate.measured) == (1, 0):
        assert no_day_is_free(inputs) == ("No day before the race has room" in gate.message)
        return
    too_heavy_to_run = gate.gate == "R-85e" and gate.measured == inputs.race.pack_mass_kg
    assert (gate.measured > gate.limit) == (gate.gate in TOO_MUCH or too_heavy_to_run)
    typed = {
        "R-85b": inputs.history.longest_run_km,
        "R-85d": gate.measured,
        "R-85f": inputs.history.longest_event_km,
    }
    assert gate.measured == typed.get(gate.gate, gate.measured)
