"""Training plans for people who run and walk with a pack.

The front door for other programs. A plan is built and judged without touching a terminal or a calendar:

    inputs, _ = periodise.read_athlete_file(Path("athlete.toml"))
    rulebook = periodise.load_rulebook()
    plan = periodise.build_plan(inputs, as_of=date(2026, 11, 30), rulebook=rulebook)
    findings = periodise.check_plan(plan, inputs, rulebook=rulebook)

Every name is loaded when it is first asked for, so importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from periodise._version import __version__

if TYPE_CHECKING:
    from periodise.checker.check import check_plan
    from periodise.domain.finding import Finding, Severity
    from periodise.domain.inputs import Inputs
    from periodise.domain.plan import Phase, Plan, Week
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import Rule, Rulebook
    from periodise.domain.session import Day, Session
    from periodise.errors import InputRefused, NoSafePlan, PeriodiseError, PlanFileRefused
    from periodise.planner.build import build_plan
    from periodise.planner.past import Past
    from periodise.planner.replan import replan
    from periodise.store.athlete_file import read_athlete_file
    from periodise.store.plan_file import read_plan_file
    from periodise.store.rulebook_file import load_rulebook

__all__ = [
    "Day",
    "Finding",
    "InputRefused",
    "Inputs",
    "NoSafePlan",
    "Past",
    "PeriodiseError",
    "Phase",
    "Plan",
    "PlanFileRefused",
    "PlanRecord",
    "Rule",
    "Rulebook",
    "Session",
    "Severity",
    "Week",
    "__version__",
    "build_plan",
    "check_plan",
    "load_rulebook",
    "read_athlete_file",
    "read_plan_file",
    "replan",
]

_HOMES = {
    "Day": "periodise.domain.session",
    "Finding": "periodise.domain.finding",
    "InputRefused": "periodise.errors",
    "Inputs": "periodise.domain.inputs",
    "NoSafePlan": "periodise.errors",
    "Past": "periodise.planner.past",
    "PeriodiseError": "periodise.errors",
    "Phase": "periodise.domain.plan",
    "Plan": "periodise.domain.plan",
    "PlanFileRefused": "periodise.errors",
    "PlanRecord": "periodise.domain.record",
    "Rule": "periodise.domain.rulebook",
    "Rulebook": "periodise.domain.rulebook",
    "Session": "periodise.domain.session",
    "Severity": "periodise.domain.finding",
    "Week": "periodise.domain.plan",
    "build_plan": "periodise.planner.build",
    "check_plan": "periodise.checker.check",
    "load_rulebook": "periodise.store.rulebook_file",
    "read_athlete_file": "periodise.store.athlete_file",
    "read_plan_file": "periodise.store.plan_file",
    "replan": "periodise.planner.replan",
}
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    """The public name `name`, from the module it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'periodise' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
