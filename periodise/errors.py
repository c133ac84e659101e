"""What cannot go on, each class with the exit code the command line gives it (contract §2)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from periodise.domain.finding import ClosedGate, SafeGoal


class PeriodiseError(Exception):
    """Base of every refusal; `str()` is what a person reads, one problem a line."""

    exit_code = 70


class InputRefused(PeriodiseError):
    """An option, athlete file, log or coach's file that cannot be used: every problem of it."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class ExtraMissing(PeriodiseError):
    """A form that needs packages which are not installed; says in a sentence what to install."""

    exit_code = 2

    def __init__(self, form: str, packages: str, extra: str) -> None:
        remedy = f"in the folder of periodise run .venv/bin/pip install '.[{extra}]'"
        super().__init__(f"{form} needs {packages}, which this Python does not have: {remedy}")


class NoSafePlan(PeriodiseError):
    """The goal is not safe: every closed gate and the nearest goals that are (R-85, R-90)."""

    exit_code = 3

    def __init__(self, gates: Sequence["ClosedGate"], goals: Sequence["SafeGoal"] = ()) -> None:
        super().__init__("\n".join(gate.message for gate in gates))
        self.gates = tuple(gates)
        self.goals = tuple(goals)


class PlanFileRefused(PeriodiseError):
    """A plan file that is damaged, changed by hand, or of a newer format."""

    exit_code = 4

    def __init__(self, message: str, *, can_be_put_back: bool = True) -> None:
        super().__init__(message)
        self.can_be_put_back = can_be_put_back
        """Whether the revision before may take its place: not where a newer program can read the file."""


class SystemRefused(PeriodiseError):
    """The system would not: full disk, read-only folder, no permission."""

    exit_code = 5


class PlanHeld(PeriodiseError):
    """Another periodise holds the plan."""

    exit_code = 6


class OutOfRange(PeriodiseError, ValueError):
    """A quantity outside what an equation was fitted for: it names what, how much, and the range."""

    exit_code = 2

    def __init__(self, quantity: str, found: float, low: float, high: float) -> None:
        super().__init__(f"{quantity}: {found:g} is outside {low:g} to {high:g}.")
        self.quantity = quantity
        self.found = found
        self.low = low
        self.high = high
