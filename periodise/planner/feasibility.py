"""The gate: is the goal safe, and if not, why not (R-85, R-90). Judged on the season as it was filled."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from periodise.domain import measures
from periodise.domain.dates import dates
from periodise.domain.finding import ClosedGate
from periodise.domain.race import RaceKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import MASS_KG, mass_within, minutes_within, within
from periodise.domain.week import WEEKDAYS
from periodise.metrics.pack_class import Carried, is_loaded
from periodise.metrics.race_days import longest_pair_min
from periodise.metrics.race_time import row_for
from periodise.planner.count_back import DAYS_PER_WEEK
from periodise.planner.season import Season
from periodise.planner.trail import Trail


def closed_gates(season: Season, trail: Trail) -> tuple[ClosedGate, ...]:
    """Every gate that is closed, in the order of R-85."""
    return tuple(gate for check in GATES for gate in check(season, trail))


def _screen(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85a, R-90: a positive screen answer, and a race whose pack is a load."""
    positive = season.inputs.athlete.screen.positive
    if positive and _race_is_loaded(season):
        answers = ", ".join(name.replace("_", " ") for name in positive)
        yield ClosedGate(
            gate="R-85a",
            message=f"The screen says {answers}: no pack until a doctor has cleared it (R-90), "
            f"and this race asks for {_mass(season, season.race_pack_kg)}.",
        )


def _race_is_loaded(season: Season) -> bool:
    carried = Carried(SessionKind.RACE, season.race_pack_kg)
    return is_loaded(carried, season.inputs.athlete.body_mass_kg, season.rulebook)


def _runway(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85b: too late to train, and the longest run is too short already."""
    rule, race = season.rulebook["R-85"], season.inputs.race
    row = row_for(season.rulebook["R-32"]["longest_share"], race.distance_km)
    needed_km = rule["short_longest_share"] * row["low_ratio"] * race.distance_km
    longest_km = season.inputs.history.longest_run_km
    if season.macrocycle.weeks < rule["taper_only_weeks"] and not within(needed_km, longest_km):
        yield ClosedGate(
            gate="R-85b",
            message=f"The race is less than {rule['taper_only_weeks']} weeks away and the longest run of the "
            f"last 30 days is {_distance(season, longest_km)}; "
            f"{_distance(season, needed_km)} would be the least.",
            limit=round(needed_km, 1),
            measured=longest_km,
        )


def _free_days(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85b: a runway of a week and more on which no session finds a day."""
    weeks_left = (season.macrocycle.race_date - season.start).days >= DAYS_PER_WEEK
    trained = bool(season.unit_dates) or any(
        season.start <= item.date < season.macrocycle.race_date for item in trail.placed
    )
    if weeks_left and not trained:
        yield ClosedGate(gate="R-85b", message=_why_untrained(season), limit=1, measured=0)


def _why_untrained(season: Season) -> str:
    least = season.rulebook["R-76"]["easy_run_min_min"]
    runway = dates(season.start, season.macrocycle.race_date)
    if any(season.available_min(day) >= least for day in runway):
        return (
            f"No session before the race fits: the days that are free would hold less than {least} minutes "
            "each of the load that is safe for you now. Free more days in [week] or [[away]]."
        )
    return (
        "No day before the race has room for a session: every weekday is too short or away. "
        f"Free {least} minutes or more on some days of [week]."
    )


def _longest(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85c: the longest session that the caps let the plan reach is too short for the race."""
    rule = season.rulebook["R-85"]
    reached = longest_reached_min(season, trail)
    needed = rule["closed_ratio"] * season.needed_longest_min
    if minutes_within(needed, reached) or _pair_serves(season, trail):
        return
    yield ClosedGate(
        gate="R-85c",
        message=f"The longest {'session on foot' if season.walked else 'run'} that this runway reaches is "
        f"{_clock(reached)}; {_told_race(season)} asks for {_clock(needed)} at the very least "
        f"({_clock(season.needed_longest_min)} is right).",
        limit=round(needed, 1),
        measured=round(reached, 1),
        acceptable=True,
    )


def _told_race(season: Season) -> str:
    """What the longest session is for: a race, or its longest stage, with the time it takes."""
    longest_day = max(day.time_min for day in season.race_days)
    what = "a longest stage" if len(season.race_days) > 1 else "a race"
    return f"{what} of about {_clock(longest_day)}"


def longest_reached_min(season: Season, trail: Trail) -> float:
    """Longest single run of the season, history included; walks too where the race is walked."""
    if season.inputs.race.kind is RaceKind.RUCK:
        return max(
            (one.session.duration_min for one in trail.placed if one.loaded and one.is_walk), default=0.0
        )
    return max(
        (one.session.duration_min for one in trail.placed if one.is_run or (season.walked and one.is_walk)),
        default=0.0,
    )


def _pair_serves(season: Season, trail: Trail) -> bool:
    """Two long days in a row serve as well, from 50 miles up and for stages (R-85c)."""
    needed = _needed_pair_min(season)
    held = sorted(
        (one for one in trail.placed if one.is_run or (season.walked and one.is_walk)),
        key=lambda one: one.date,
    )
    pairs = (
        one.session.duration_min + other.session.duration_min
        for one, other in pairwise(held)
        if (other.date - one.date).days == 1
    )
    return bool(needed) and minutes_within(needed, max(pairs, default=0.0))


def _needed_pair_min(season: Season) -> float:
    """Minutes of two days in a row that stand for the longest one; 0 where they do not."""
    rule, race = season.rulebook["R-85"], season.inputs.race
    if race.stages:
        return float(rule["stage_pair_ratio"] * longest_pair_min(season.race_days))
    if race.kind is RaceKind.RUCK or race.distance_km < rule["back_to_back_from_km"]:
        return 0.0
    cap = rule["back_to_back_cap_ratio"] * season.longest_cap_min
    return float(min(rule["back_to_back_ratio"] * season.predicted_time_min, cap))


def _cutoff(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85d: the predicted time is above the cut-off."""
    cutoff = season.inputs.race.cutoff_min
    if cutoff is not None and not minutes_within(season.predicted_time_min, cutoff):
        yield ClosedGate(
            gate="R-85d",
            message=f"The race would take about {_clock(season.predicted_time_min)}; "
            f"the cut-off is {_clock(cutoff)}.",
            limit=cutoff,
            measured=round(season.predicted_time_min, 1),
            acceptable=True,
        )


def _pack(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85e: too little of the race pack is reached, or it may not be run with at all."""
    rule, body = season.rulebook["R-85"], season.inputs.athlete.body_mass_kg
    race_kg = season.race_pack_kg
    if not _race_is_loaded(season):
        return
    run_limit = rule["run_only_max_share"] * body
    if season.inputs.race.run_only and not mass_within(race_kg, run_limit):
        yield ClosedGate(
            gate="R-85e",
            message=f"{_mass(season, race_kg)} is more than 15 % of body mass, which is walked and not run "
            f"(R-62); the file says run_only.",
            limit=round(run_limit, 2),
            measured=race_kg,
            acceptable=True,
        )
    reached = pack_reached_kg(season, trail)
    needed = rule["pack_reach_share"] * race_kg
    if reached < needed - MASS_KG:
        yield ClosedGate(
            gate="R-85e",
            message=f"The pack that can be reached is {_mass(season, reached)}{_why_no_pack(season)}; "
            f"{_mass(season, needed)} is the least for a race pack of {_mass(season, race_kg)}.",
            limit=round(needed, 2),
            measured=reached,
            acceptable=True,
        )


def pack_reached_kg(season: Season, trail: Trail) -> float:
    """Heaviest pack carried in a session that counts, shakedowns left out (R-52).

    What was carried before the plan counts for whoever may go on carrying.
    """
    return max(
        (
            item.session.pack_mass_kg
            for item in trail.placed
            if item.loaded
            and item.session.kind is not SessionKind.SHAKEDOWN
            and (season.ladder.climbs or item.date >= season.start)
        ),
        default=0.0,
    )


def _why_no_pack(season: Season) -> str:
    rules, week = season.rulebook, season.inputs.week
    least, runs = rules["R-76"]["easy_run_min_min"], rules["R-60"]["runs_per_week_count"]
    days = sum(getattr(week, name).available_min >= least for name in WEEKDAYS)
    steady = f"eight weeks of steady running with {runs} runs a week come first (R-60)"
    reasons = {
        "R-90": ", because the screen forbids one (R-90)",
        "R-70": ", because the pack has no chest strap and hip belt (R-70)",
        "R-60": f", because {steady}" + (f" and the week has room for {days}" if days < runs else ""),
    }
    return reasons.get(season.ladder.refused, "")


def _first_long(season: Season, trail: Trail) -> Iterator[ClosedGate]:
    """R-85f: a first race above 130 km with nothing of 80 km before it."""
    rule, race = season.rulebook["R-85"], season.inputs.race
    longest_km = season.inputs.history.longest_event_km
    if race.distance_km > rule["first_long_km"] and not within(rule["experience_km"], longest_km):
        yield ClosedGate(
            gate="R-85f",
            message=f"A first race of {_distance(season, race.distance_km)} wants one of "
            f"{_distance(season, rule['experience_km'])} before it; the longest finished is "
            f"{_distance(season, longest_km)}.",
            limit=rule["experience_km"],
            measured=longest_km,
            acceptable=True,
        )


def _mass(season: Season, mass_kg: float) -> str:
    return measures.mass(mass_kg, units=season.inputs.plan.units)


def _distance(season: Season, distance_km: float) -> str:
    return measures.distance(distance_km, units=season.inputs.plan.units)


def _clock(minutes: float) -> str:
    """Minutes as "3 h 20 min"."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} min"


GATES: tuple[Callable[[Season, Trail], Iterator[ClosedGate]], ...] = (
    _screen,
    _runway,
    _free_days,
    _longest,
    _cutoff,
    _pack,
    _first_long,
)
