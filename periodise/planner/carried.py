"""What counts as carried after time off: steps less, after four weeks the first pack again (R-80)."""

from collections.abc import Iterable
from datetime import date

from periodise.domain.plan import PhaseKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import MASS_KG
from periodise.metrics.detraining import return_row
from periodise.planner.count_back import Frame
from periodise.planner.gaps import Gap
from periodise.planner.season import Season
from periodise.planner.trail import Placed, Trail


def after_gap_kg(season: Season, gap: Gap, mass_kg: float, *, step_kg: float) -> float:
    """A pack carried before `gap`, steps less after it; a week or two off cost none in base."""
    least = min(mass_kg, season.ladder.first_kg)
    if gap.days_lost >= season.rulebook["R-80"]["pack_restart_days"]:
        return least
    steps: int = return_row(gap.days_lost, season.rulebook)["pack_steps_down_count"]
    if steps == 1 and _in_base(season, gap.start):
        return mass_kg
    return max(least, mass_kg - steps * step_kg)


def _in_base(season: Season, day: date) -> bool:
    frames = season.macrocycle.frames
    return any(item.start <= day < item.end and item.phase is PhaseKind.BASE for item in frames)


def last_back(season: Season, before: date) -> date:
    """First day back from the last gap over before a date; without one the earliest date there is."""
    return max((gap.end for gap in season.gaps if gap.end < before), default=date.min)


def is_set_back(season: Season, packs: Iterable[Placed], frame: Frame, mass_kg: float) -> bool:
    """Whether some of `packs` of this plan were heavier, before time off that is over."""
    back = last_back(season, frame.end)
    return mass_kg < heaviest_kg(item for item in packs if season.start <= item.date < back) - MASS_KG


def packs_before(trail: Trail, before: date) -> list[Placed]:
    """Every pack of training before a date, shakedowns left out."""
    return [
        item
        for item in trail.placed
        if item.loaded and item.date < before and item.session.kind is not SessionKind.SHAKEDOWN
    ]


def carried_kg(season: Season, trail: Trail, before: date) -> float:
    """Heaviest pack that counts as carried before a date, in walking steps less for each gap since (R-68)."""
    packs = packs_before(trail, before)
    kept, since = 0.0, date.min
    for gap in season.gaps:
        if gap.end < before:
            held = max(kept, heaviest_kg(item for item in packs if since <= item.date < gap.start))
            kept = after_gap_kg(season, gap, held, step_kg=season.ladder.walk_step_kg)
            since = gap.end
    return max(kept, heaviest_kg(item for item in packs if item.date >= since))


def heaviest_kg(packs: Iterable[Placed]) -> float:
    """Heaviest of some packs; 0 without any."""
    return max((item.session.pack_mass_kg for item in packs), default=0.0)
