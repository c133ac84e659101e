"""Says why there is no safe plan, what would be safe, and which of the reasons a person may overrule."""

from periodise.domain.finding import ClosedGate, SafeGoal
from periodise.errors import NoSafePlan
from periodise.views.wording import day_text, joined, paragraph


def refusal_text(refused: NoSafePlan) -> str:
    """The whole answer, every reason first."""
    return "\n".join(
        [
            "No plan was made: this goal is not safe from where you are today.",
            "",
            "Why",
            *[paragraph(f"  {gate.gate}  {gate.message}", rest=" " * 9) for gate in refused.gates],
            *_goals(refused.goals),
            *_way_out(refused.gates),
        ]
    )


def _goals(goals: tuple[SafeGoal, ...]) -> list[str]:
    if not goals:
        return []
    return ["", "What would be safe", *[paragraph(f"  - {_goal(goal)}", rest="    ") for goal in goals]]


def _goal(goal: SafeGoal) -> str:
    if goal.message:
        return goal.message
    parts = [
        f"{goal.distance_km:g} km" if goal.distance_km is not None else "",
        f"on {day_text(goal.race_date)}" if goal.race_date is not None else "",
        f"with {goal.pack_mass_kg:g} kg" if goal.pack_mass_kg is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _way_out(gates: tuple[ClosedGate, ...]) -> list[str]:
    """How to go on all the same, if every closed gate may be overruled."""
    fixed = sorted({gate.gate for gate in gates if not gate.acceptable})
    if fixed:
        advice = "Change the goal, or come back when the reason is gone."
        return ["", paragraph(f"{joined(fixed)} cannot be waived. {advice}")]
    options = " ".join(f"--accept {name}" for name in sorted({gate.gate for gate in gates}))
    offer = (
        f"To train for it all the same, add {options}. The plan is then made as the other rules allow, "
        "and the risk you took is written into every calendar, table and page that is made from it."
    )
    return ["", paragraph(offer)]
