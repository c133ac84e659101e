"""Whether the plan brings the athlete far enough for the race to be safe: gates c to f of R-85.

The hours of gate c are counted in `gate_hours`.

What the planner foresees before it plans is measured here on the plan itself. A gate that was
accepted stays in sight as a warning with its waiver.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from periodise.checker.gate_hours import RULE, expected_min, hours_enough
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, found_min, kg, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.replace import replace
from periodise.domain.tolerance import mass_within, minutes_within


class Gate(NamedTuple):
    """One gate: its letter and what it finds."""

    letter: str
    look: Callable[[Season], Iterator[Finding]]


def check_gates(season: Season) -> Iterator[Finding]:
    """R-85: the race is within reach of this plan, or the athlete was told and accepted."""
    for gate in GATES:
        for finding in gate.look(season):
            yield _waived(season, gate.letter, finding)


def _waived(season: Season, letter: str, finding: Finding) -> Finding:
    name = f"{RULE}{letter}"
    if name not in season.accepted or letter not in season.rule(RULE)["acceptable_gates"]:
        return finding
    softened = missed(RULE, finding.where.toordinal(), "", limit=finding.limit, measured=finding.measured)
    return replace(softened, message=finding.message, waived=f"{name} was accepted when the plan was made.")


def _inside_cutoff(season: Season) -> Iterator[Finding]:
    """Gate d."""
    cutoff = season.inputs.race.cutoff_min
    if cutoff is None:
        return
    expected, tight = expected_min(season), season.rule(RULE)["tight_ratio"]
    if minutes_within(expected, tight * cutoff):
        return
    closed = not minutes_within(expected, cutoff)
    yield (broken if closed else missed)(
        RULE,
        season.race_day,
        f"about {found_min(expected)} are to be expected and {allowed_min(cutoff)} are allowed"
        f"{'' if closed else f'; above {percent(tight)} of it the cut-off is tight'}.",
        limit=cutoff,
        measured=expected,
    )


def _pack_in_reach(season: Season) -> Iterator[Finding]:
    """Gate e. Who may carry nothing is told of it as a warning: the pack is no matter of steps then."""
    rule = season.rule(RULE)
    if not season.race_pack_loaded:
        return
    ceiling_kg = rule["run_only_max_share"] * season.body_mass_kg
    if season.inputs.race.run_only and not mass_within(season.race_pack_kg, ceiling_kg):
        yield broken(
            RULE,
            season.race_day,
            f"a race pack of {kg(season.race_pack_kg)} is above {percent(rule['run_only_max_share'])} of "
            "body mass, too much to run with all the way; walk the loaded parts.",
            limit=ceiling_kg,
            measured=season.race_pack_kg,
        )
    needed, reached = rule["pack_reach_share"] * season.race_pack_kg, heaviest_reached_kg(season)
    if not mass_within(needed, reached):
        allowed = season.may_carry and season.inputs.plan.straps
        yield (broken if allowed else missed)(
            RULE,
            season.race_day,
            f"the heaviest pack carried before the race is {kg(reached)}; the race pack is "
            f"{kg(season.race_pack_kg)}, and {percent(rule['pack_reach_share'])} of it is the least.",
            limit=needed,
            measured=reached,
        )


def heaviest_reached_kg(season: Season) -> float:
    """Heaviest pack of training before the race; history's when the plan stays below it."""
    carried = (one.pack_kg for one in season.loaded.between(season.start, season.race_day))
    return max((season.anchors.pack_kg, *carried))


def _far_before(season: Season) -> Iterator[Finding]:
    """Gate f, soft: a first very long race after one of 50 miles."""
    rule, race = season.rule(RULE), season.inputs.race
    longest = season.inputs.history.longest_event_km
    if race.distance_km > rule["first_long_km"] and longest < rule["experience_km"]:
        yield missed(
            RULE,
            season.race_day,
            f"{race.distance_km:g} km after {longest:g} km as the longest race; "
            f"one of {rule['experience_km']} km or more comes first.",
            limit=rule["experience_km"],
            measured=longest,
        )


GATES = (
    Gate("c", hours_enough),
    Gate("d", _inside_cutoff),
    Gate("e", _pack_in_reach),
    Gate("f", _far_before),
)
