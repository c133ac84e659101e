"""Trips and B races too big for the plan that leads to them: what could be carried, and how long (R-28)."""

from collections.abc import Iterator
from typing import NamedTuple

from periodise.checker.dated import Unit
from periodise.checker.load import single_run_cap
from periodise.checker.pack_entry import half_kilograms
from periodise.checker.pack_steps import walk_reach_kg
from periodise.checker.references import longest_before
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, found_min, kg, missed
from periodise.domain.finding import Finding
from periodise.domain.replace import replace
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within, minutes_within
from periodise.metrics.cost import BACKPACKING_PACK_SHARE
from periodise.metrics.load import costing_of
from periodise.metrics.occasions import Occasion
from periodise.metrics.race_time import predicted_time_min


class Announced(NamedTuple):
    """A unit on the way with the figures of the athlete file."""

    unit: Unit
    occasion: Occasion

    @property
    def trip(self) -> bool:
        return self.unit.kind is SessionKind.TRIP_DAY


def announced(season: Season) -> Iterator[Announced]:
    """Trips and B races that are still to come."""
    waiting = [one for one in season.occasions if one.unit]
    for unit in season.units:
        for one in waiting:
            if (one.kind, one.name, one.first.toordinal()) == (unit.kind, unit.name, unit.first):
                yield Announced(unit, one)
                break


def check_unit_hours(season: Season) -> Iterator[Finding]:
    """R-28: a day much longer than the plan can reach before it is warned about, never refused."""
    ratio = season.rule("R-28")["long_unit_warn_ratio"]
    for one in announced(season):
        if not _is_planned(season, one):
            continue
        reach, taken = _reachable_min(season, one), day_min(season, one.occasion)
        limit = ratio * reach
        if not minutes_within(taken, limit):
            yield missed(
                "R-28",
                one.unit.first,
                f"{one.unit.name} takes about {found_min(taken)}{' a day' if one.unit.days > 1 else ''}; "
                f"this plan reaches {allowed_min(reach)} before it. Plan for {allowed_min(limit)} at most, "
                "or find a shorter way.",
                limit=limit,
                measured=taken,
            )


def day_min(season: Season, one: Occasion) -> float:
    """Minutes of the race, or of a day of the trip, by our own reckoning."""
    athlete = season.inputs.athlete
    if one.kind is SessionKind.TRIP_DAY:
        most_kg = BACKPACKING_PACK_SHARE[1] * athlete.body_mass_kg
        day = costing_of(athlete, season.rulebook).walk_distance(
            one.distance_km,
            ascent_m=one.ascent_m,
            terrain=season.inputs.race.terrain,
            pack_mass_kg=min(one.pack_mass_kg, most_kg),
        )
        return day.duration_min
    return predicted_time_min(
        distance_km=one.distance_km,
        ascent_m=one.ascent_m,
        terrain=season.inputs.race.terrain,
        pack_mass_kg=one.pack_mass_kg,
        athlete=athlete,
        rulebook=season.rulebook,
    )


def _reachable_min(season: Season, one: Announced) -> float:
    """The longest day that the caps would allow on that date: on foot for a trip, a run for a race."""
    if not one.trip:
        return single_run_cap(season, one.unit.first)
    rule = season.rule("R-64b")
    longest = longest_before(
        season,
        season.training,
        day=one.unit.first,
        window_days=rule["window_days"],
        history_min=max(season.anchors.longest_min, season.anchors.loaded_min),
    )
    return float(rule["growth_ratio"]) * longest


def check_unit_pack(season: Season) -> Iterator[Finding]:
    """R-28: a trip with more than the steps of R-68 reach is warned about, with what could be carried."""
    for one in announced(season):
        reach = half_kilograms(season, walk_reach_kg(season, one.unit.first))
        if one.trip and _is_planned(season, one) and not mass_within(one.occasion.pack_mass_kg, reach):
            yield missed(
                "R-28",
                one.unit.first,
                f"{one.unit.name} is to be walked with {kg(one.occasion.pack_mass_kg)}; this plan prepares "
                f"for {kg(reach)} by then. Carry at most {kg(reach)}.",
                limit=reach,
                measured=one.occasion.pack_mass_kg,
            )


def check_unit_screen(season: Season) -> Iterator[Finding]:
    """R-90: a trip under a pack, announced by someone whom the safety screen keeps from packs."""
    if season.may_carry:
        return
    for one in announced(season):
        if one.occasion.pack_mass_kg > 0 and _is_planned(season, one):
            yield replace(
                missed(
                    "R-90",
                    one.unit.first,
                    f"{one.unit.name} is to be walked with {kg(one.occasion.pack_mass_kg)}, and the safety "
                    "screen says that nothing is carried until a doctor clears it.",
                    limit=0,
                    measured=one.occasion.pack_mass_kg,
                ),
                waived="The athlete file announces this trip; ask a doctor before it.",
            )


def _is_planned(season: Season, one: Announced) -> bool:
    """Whether any of its days is still to come."""
    return any(held.planned for held in season.sessions.between(one.unit.first, one.unit.last + 1))
