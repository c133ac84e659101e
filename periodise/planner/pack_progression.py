"""The ladder of pack mass: where it starts, when it may climb, solved back from the race pack.

Runs only (R-60 to R-66, R-69). A step is taken in the latest load week that still brings the race
pack home `ready_by_weeks_to_race` before the race, or at once when the runway is too short.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import floor
from typing import NamedTuple

from periodise.domain.athlete import Level
from periodise.domain.inputs import Inputs
from periodise.domain.plan import WeekKind
from periodise.domain.race import RaceKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.tolerance import MASS_KG
from periodise.domain.week import WEEKDAYS
from periodise.metrics.pack_class import is_heavy
from periodise.planner.count_back import Frame, MacroCycle


class PackLadder(NamedTuple):
    """How an athlete gets from today's pack to the race pack, or why they do not."""

    start_kg: float = 0.0
    first_kg: float = 0.0
    """What someone who never carried begins with (R-61), and who comes back after four weeks off (R-80)."""
    target_kg: float = 0.0
    """Heaviest pack to run with: the race pack, or less where R-62, R-90 or R-93 say so."""
    step_kg: float = 0.0
    gap_days: int = 0
    """Least days between two steps (R-63)."""
    first_week: int = 0
    """First training week with a pack; 0: none."""
    first_date: date = date.min
    """First date with eight weeks of steady running behind it (R-60)."""
    walk_target_kg: float = 0.0
    """Heaviest pack to walk with (R-68)."""
    walk_step_kg: float = 0.0
    walk_only: bool = False
    """Whether everything loaded is walked (R-77)."""
    refused: str = ""
    """Rule that forbids any pack session, "" when none does."""

    @property
    def climbs(self) -> bool:
        return self.first_week > 0

    def above(self, mass_kg: float) -> float:
        """The next mass of the ladder; the last step ends on the target itself (A0)."""
        return self.target_kg if mass_kg + self.step_kg > self.target_kg - MASS_KG else mass_kg + self.step_kg

    def steps_left(self, mass_kg: float) -> int:
        steps = 0
        while mass_kg < self.target_kg - MASS_KG:
            mass_kg, steps = self.above(mass_kg), steps + 1
        return steps


def pack_ladder(
    inputs: Inputs, *, race_pack_kg: float, macrocycle: MacroCycle, rulebook: Rulebook
) -> PackLadder:
    """The ladder for this athlete, empty with the refusing rule when no pack may be carried."""
    if race_pack_kg <= 0:
        return PackLadder()
    refused = _refusal(inputs, race_pack_kg, macrocycle, rulebook)
    if refused:
        return PackLadder(refused=refused)
    body, grain = inputs.athlete.body_mass_kg, rulebook["A0"]["mass_grain_kg"]
    target = min(race_pack_kg, _grained(body * _ceiling_share(inputs, rulebook), grain))
    if is_heavy(target, 0, body, rulebook):
        # A run at the very ceiling would be a heavy session, and those keep ten days apart.
        target = _grained(target - grain, grain)
    if target <= 0:
        return PackLadder(refused="R-62")
    walks = rulebook["R-68"]
    return PackLadder(
        start_kg=min(target, _start_kg(inputs, rulebook)),
        first_kg=min(target, _first_kg(inputs, rulebook)),
        target_kg=target,
        step_kg=_step_kg(body, rulebook),
        gap_days=_gap_days(inputs, macrocycle, rulebook),
        walk_target_kg=walk_target_kg(inputs, race_pack_kg=race_pack_kg, rulebook=rulebook),
        walk_step_kg=_grained(min(walks["step_kg"], walks["step_share"] * body), grain),
        walk_only=_walk_only(inputs, race_pack_kg, rulebook),
        first_week=_first_week(inputs, macrocycle, rulebook),
        first_date=_established(inputs, macrocycle, rulebook),
    )


def _refusal(inputs: Inputs, race_pack_kg: float, macrocycle: MacroCycle, rulebook: Rulebook) -> str:
    """The rule that forbids every pack session of this athlete, or ""."""
    needs_belt = race_pack_kg >= rulebook["R-70"]["straps_from_share"] * inputs.athlete.body_mass_kg
    entry, least = rulebook["R-60"], rulebook["R-76"]["easy_run_min_min"]
    days = sum(getattr(inputs.week, name).available_min >= least for name in WEEKDAYS)
    too_few_runs = days < entry["runs_per_week_count"]
    too_new = inputs.history.weeks_consistent + macrocycle.weeks < entry["consistent_weeks"]
    reasons = {
        "R-90": bool(inputs.athlete.screen.positive),
        "R-70": needs_belt and not inputs.plan.straps,
        "R-60": too_few_runs or too_new,
    }
    return next((rule for rule, holds in reasons.items() if holds), "")


def _ceiling_share(inputs: Inputs, rulebook: Rulebook) -> float:
    """Largest pack to run with as a share of body mass (R-62; R-93 for the young)."""
    ceiling: float = rulebook["R-62"]["ceiling_share"]
    return min(ceiling, _share_by_age(inputs, rulebook))


def _share_by_age(inputs: Inputs, rulebook: Rulebook) -> float:
    """Largest share of body mass that age allows; 1 for adults (R-93)."""
    ages = rulebook["R-93"]
    age = age_on(inputs.race.date, inputs.athlete.birth_year)
    return ages["minor_max_share"] if age is not None and age < ages["adult_age_years"] else 1.0


def walk_target_kg(inputs: Inputs, *, race_pack_kg: float, rulebook: Rulebook) -> float:
    """Heaviest pack to walk with in training: the race's, up to R-68's ceiling for an event that asks."""
    share = min(rulebook["R-68"]["event_ceiling_share"], _share_by_age(inputs, rulebook))
    body, grain = inputs.athlete.body_mass_kg, rulebook["A0"]["mass_grain_kg"]
    return min(race_pack_kg, _grained(share * body, grain))


def _walk_only(inputs: Inputs, race_pack_kg: float, rulebook: Rulebook) -> bool:
    """R-77: before a ruck or a route above 15 % of body mass all loaded work is walked."""
    limit_kg = rulebook["R-77"]["walked_above_share"] * inputs.athlete.body_mass_kg
    return inputs.race.kind in (RaceKind.RUCK, RaceKind.FASTPACK) and race_pack_kg > limit_kg


def _start_kg(inputs: Inputs, rulebook: Rulebook) -> float:
    """R-61: 5 % of body mass, or what was carried lately when that is more and ≤ 10 %."""
    rule, body = rulebook["R-61"], inputs.athlete.body_mass_kg
    grain = rulebook["A0"]["mass_grain_kg"]
    carried, start = inputs.history.pack_mass_kg, _first_kg(inputs, rulebook)
    if start < carried <= rule["carried_max_share"] * body:
        return max(start, _grained(carried, grain))
    return start


def _first_kg(inputs: Inputs, rulebook: Rulebook) -> float:
    """R-61: 5 % of body mass, rounded down."""
    grain = rulebook["A0"]["mass_grain_kg"]
    share = rulebook["R-61"]["start_share"]
    return max(grain, _grained(inputs.athlete.body_mass_kg * share, grain))


def _step_kg(body_mass_kg: float, rulebook: Rulebook) -> float:
    rule, grain = rulebook["R-63"], rulebook["A0"]["mass_grain_kg"]
    return max(grain, _grained(min(rule["step_max_kg"], rule["step_max_share"] * body_mass_kg), grain))


def _gap_days(inputs: Inputs, macrocycle: MacroCycle, rulebook: Rulebook) -> int:
    rule = rulebook["R-63"]
    age = age_on(macrocycle.race_date, inputs.athlete.birth_year)
    older = age is not None and age >= rule["slow_from_age_years"]
    slow = older or inputs.athlete.level is Level.NOVICE
    days: int = rule["step_gap_slow_days"] if slow else rule["step_gap_days"]
    return days


def _first_week(inputs: Inputs, macrocycle: MacroCycle, rulebook: Rulebook) -> int:
    """First training week with a pack (R-31)."""
    rule, past = rulebook["R-31"], inputs.history
    if past.pack_mass_kg > 0:
        return 1
    short = (
        macrocycle.weeks <= rule["short_runway_weeks"]
        and past.weeks_consistent >= rule["short_consistent_weeks"]
    )
    week: int = rule["first_pack_week_short"] if short else rule["first_pack_week"]
    return week


def _established(inputs: Inputs, macrocycle: MacroCycle, rulebook: Rulebook) -> date:
    missing = rulebook["R-60"]["consistent_weeks"] - inputs.history.weeks_consistent
    return macrocycle.frames[0].start + timedelta(weeks=max(0, missing))


def age_on(day: date, birth_year: int | None) -> int | None:
    """Age reached in the year of `day`, the only age that a year of birth can tell."""
    return None if birth_year is None else day.year - birth_year


def _grained(mass_kg: float, grain_kg: float) -> float:
    """`mass_kg` rounded down to the grain of the ladder (A0)."""
    return floor(mass_kg / grain_kg + 1e-9) * grain_kg


def step_is_due(
    mass_kg: float, frame: Frame, ladder: PackLadder, frames: Sequence[Frame], rulebook: Rulebook
) -> bool:
    """Whether waiting past this load week would bring the race pack home too late (R-69)."""
    steps = ladder.steps_left(mass_kg)
    if not steps:
        return False
    rule = rulebook["R-69"]
    load = [item for item in frames if item.kind is WeekKind.LOAD and item.start >= frame.start]
    ready = [item for item in load if item.weeks_to_race >= rule["ready_by_weeks_to_race"]]
    latest = _latest_first_step(ready, steps, ladder.gap_days, rulebook["R-63"]["sessions_before_step_count"])
    return latest is None or frame.start >= latest


def _latest_first_step(load: Sequence[Frame], steps: int, gap_days: int, sessions: int) -> date | None:
    """Start of the latest week for the first of `steps` steps; none when they do not all fit."""
    if not load:
        return None
    at = len(load) - 1
    for _ in range(steps - 1):
        at = next(
            (
                index
                for index in range(at - sessions, -1, -1)
                if load[at].start - load[index].start >= timedelta(gap_days)
            ),
            -1,
        )
        if at < 0:
            return None
    return load[at].start
