"""What came before the plan: history as four equal weeks that end on the eve of its first day (A0)."""

from typing import NamedTuple

from periodise.domain.inputs import Inputs
from periodise.domain.rulebook import Rulebook
from periodise.metrics import history


class Anchors(NamedTuple):
    """The athlete's last weeks in the units of a plan."""

    day: int
    """The date that they count as: the day before the plan."""
    load_efm: float
    """Load of a week."""
    longest_min: float
    """Longest run."""
    loaded_min: float
    """Longest loaded session; 0 when none was."""
    descent_m: float
    """Of a week."""
    pack_kg: float
    """Heaviest pack run with; 0 when none was."""

    @property
    def carried(self) -> bool:
        """Whether a pack was carried at all."""
        return self.pack_kg > 0 or self.loaded_min > 0


def anchors_of(inputs: Inputs, *, start: int, rulebook: Rulebook) -> Anchors:
    """History dated the day before `start`."""
    return Anchors(
        day=start - 1,
        load_efm=history.weekly_load_efm(inputs, rulebook),
        longest_min=history.longest_run_min(inputs, rulebook),
        loaded_min=history.longest_loaded_min(inputs, rulebook),
        descent_m=history.weekly_descent_m(inputs, rulebook),
        pack_kg=inputs.history.pack_mass_kg,
    )
