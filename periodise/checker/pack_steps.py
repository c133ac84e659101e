"""The ladder of pack mass: R-63 for runs, R-68 for walks, R-69 for how near it comes to the race."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from periodise.checker.dated import DatedSession
from periodise.checker.pack_entry import half_kilograms
from periodise.checker.reading import Reading
from periodise.checker.references import heaviest_before
from periodise.checker.season import Season
from periodise.checker.verdict import broken, count, kg, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within


class Step(NamedTuple):
    """The first run with a pack heavier than any before."""

    run: DatedSession
    from_kg: float
    since: int
    """Date of the step before it: the first run at the mass that is left, or the eve of the plan."""
    completed: int
    """Days with a run of twenty minutes at that mass since."""

    @property
    def kilograms(self) -> float:
        return self.run.pack_kg - self.from_kg

    @property
    def year(self) -> int:
        return date.fromordinal(self.run.day).year

    @property
    def gap_days(self) -> int:
        return self.run.day - self.since


def steps_of(season: Season) -> tuple[Step, ...]:
    """Every step up of the loaded runs. The first of all is no step; it answers to R-61.

    Where it is lighter than what history carried, the ladder climbs from there; and so it does where the
    first run after four weeks off is lighter than those before (R-80).
    """
    steps: list[Step] = []
    runs = season.loaded_runs.sessions
    mass_kg, since = season.anchors.pack_kg, season.anchors.day
    for index, run in enumerate(runs):
        lighter = mass_within(run.pack_kg, mass_kg)
        restarts = index and not mass_within(mass_kg, run.pack_kg) and _restarts(season, runs[index - 1], run)
        if lighter and not restarts and (index or mass_within(mass_kg, run.pack_kg)):
            continue
        if index and not lighter:
            steps.append(Step(run, mass_kg, since, _completed(season, mass_kg, since, run.day)))
        mass_kg, since = run.pack_kg, run.day
    return tuple(steps)


def _restarts(season: Season, before: DatedSession, run: DatedSession) -> bool:
    """Whether time off that takes the pack back to the first lies between two runs with one (R-80)."""
    least = season.rule("R-80")["pack_restart_days"]
    gaps = (one.absence for one in season.comebacks)
    return any(before.day < gap.end <= run.day and gap.days_lost >= least for gap in gaps)


def _completed(season: Season, mass_kg: float, since: int, end: int) -> int:
    """Days with a completed session at a mass, within a quarter of a kilogram."""
    rule = season.rule("R-63")
    return len(
        {
            run.day
            for run in season.loaded_runs.between(since, end)
            if abs(run.pack_kg - mass_kg) <= rule["mass_match_kg"] and run.minutes >= rule["session_min_min"]
        }
    )


def check_step_size(season: Season) -> Iterator[Finding]:
    """R-63: a step adds a kilogram at most and, softly, 1.5 % of body mass."""
    rule = season.rule("R-63")
    soft_kg = rule["step_max_share"] * season.body_mass_kg
    for step in steps_of(season):
        told = f"the pack goes from {kg(step.from_kg)} to {kg(step.run.pack_kg)}"
        if not step.run.planned:
            continue
        if not mass_within(step.kilograms, rule["step_max_kg"]):
            yield broken(
                "R-63",
                step.run.day,
                f"{told}; one step adds {kg(rule['step_max_kg'])} at the most.",
                limit=rule["step_max_kg"],
                measured=step.kilograms,
            )
        elif not mass_within(step.kilograms, soft_kg):
            yield missed(
                "R-63",
                step.run.day,
                f"{told}; {percent(rule['step_max_share'])} of body mass, {kg(soft_kg)}, is the aim.",
                limit=soft_kg,
                measured=step.kilograms,
            )


def check_step_gap(season: Season) -> Iterator[Finding]:
    """R-63: steps lie 14 days apart, 21 for novices, from fifty and after time off."""
    for step in steps_of(season):
        limit = step_gap_days(season, step)
        if step.gap_days < limit and step.run.planned:
            yield broken(
                "R-63",
                step.run.day,
                f"the pack goes up to {kg(step.run.pack_kg)} {count(step.gap_days, 'day')} after it reached "
                f"{kg(step.from_kg)}; {limit} days is the least.",
                limit=limit,
                measured=step.gap_days,
            )


def step_gap_days(season: Season, step: Step) -> int:
    """Least days between two steps for this athlete at this time."""
    rule = season.rule("R-63")
    born = season.inputs.athlete.birth_year
    # Only the year of birth is known: in the year of the birthday the doubt is the planner's.
    older = born is not None and step.year - born > rule["slow_from_age_years"]
    returner = season.comeback_on(step.run.day) is not None
    gap: int = rule["step_gap_slow_days" if season.novice or older or returner else "step_gap_days"]
    return gap


def check_step_earned(season: Season) -> Iterator[Finding]:
    """R-63: a step follows two completed sessions at the present mass."""
    needed = season.rule("R-63")["sessions_before_step_count"]
    for step in steps_of(season):
        if step.completed < needed and step.run.planned:
            yield broken(
                "R-63",
                step.run.day,
                f"the pack goes up to {kg(step.run.pack_kg)} after {count(step.completed, 'run')} of "
                f"twenty minutes or more with {kg(step.from_kg)}; {needed} on different days come first.",
                limit=needed,
                measured=step.completed,
            )


def step_readings(season: Season) -> Iterator[Reading]:
    """Kilograms of every step."""
    limit = season.rule("R-63")["step_max_kg"]
    return (Reading(step.run.day, step.kilograms, limit) for step in steps_of(season))


def run_step_kg(season: Season) -> float:
    """One step of this athlete's running pack: 1.5 % of body mass in half kilograms, a kilogram at most."""
    rule = season.rule("R-63")
    step_kg = half_kilograms(season, min(rule["step_max_kg"], rule["step_max_share"] * season.body_mass_kg))
    return max(float(season.rule("A0")["mass_grain_kg"]), step_kg)


def walk_step_kg(season: Season) -> float:
    """One step of a walked pack: 5 % of body mass, 3 kg at most (R-68)."""
    rule = season.rule("R-68")
    return float(min(rule["step_kg"], rule["step_share"] * season.body_mass_kg))


def check_walked_steps(season: Season) -> Iterator[Finding]:
    """R-68: walked packs rise by 5 % of body mass and 3 kg at most in fourteen days."""
    for walk, reading in zip(season.loaded_walks, walked_step_readings(season), strict=True):
        if walk.planned and reading.limit and not mass_within(reading.measured, reading.limit):
            yield broken(
                "R-68",
                walk.day,
                f"a walk with {kg(reading.measured)}; a step above what was carried "
                f"{season.rule('R-68')['step_window_days']} days before it is {kg(reading.limit)}.",
                limit=reading.limit,
                measured=reading.measured,
            )


def walked_step_readings(season: Season) -> Iterator[Reading]:
    """Mass of every loaded walk against the heaviest of a fortnight ago plus a step.

    The first walk of someone who never carried has nothing to be measured by; R-64b bounds it.
    """
    rule, step_kg = season.rule("R-68"), walk_step_kg(season)
    for walk in season.loaded_walks:
        base_kg = _carried_by(season, walk.day - rule["step_window_days"] + 1, before=walk.day)
        yield Reading(walk.day, walk.pack_kg, base_kg + step_kg if base_kg else 0.0)


def walk_reach_kg(season: Season, day: int) -> float:
    """Heaviest pack that a walk on a date may carry after what was carried before it."""
    rule = season.rule("R-68")
    base_kg = _carried_by(season, day - rule["step_window_days"] + 1, before=day)
    first_kg: float = season.rule("R-64b")["first_max_share"] * season.body_mass_kg
    return min(base_kg + walk_step_kg(season) if base_kg else first_kg, walked_ceiling_kg(season))


def walked_ceiling_kg(season: Season) -> float:
    """20 % of body mass, or the event pack up to 30 %."""
    rule, body_kg = season.rule("R-68"), season.body_mass_kg
    event_kg = min(season.race_pack_kg, rule["event_ceiling_share"] * body_kg)
    return max(float(rule["ceiling_share"]) * body_kg, event_kg)


def _carried_by(season: Season, end: int, *, before: int) -> float:
    """Heaviest pack before `end`; when packs began only after, the first that was carried."""
    heaviest = max(heaviest_before(season, season.loaded_runs, end), season.loaded_walks.heaviest_kg(end))
    if heaviest:
        return heaviest
    recent = [one for one in season.loaded.between(end, before) if one.loaded_run or one.loaded_walk]
    return recent[0].pack_kg if recent else 0.0


def check_walked_ceiling(season: Season) -> Iterator[Finding]:
    """R-68: 20 % of body mass, or the event pack up to 30 %; a warning once above 25 %."""
    rule, body_kg = season.rule("R-68"), season.body_mass_kg
    limit = walked_ceiling_kg(season)
    warned = False
    for walk in season.loaded_walks:
        if not walk.planned:
            continue
        if not mass_within(walk.pack_kg, limit):
            yield broken(
                "R-68",
                walk.day,
                f"a walk with {kg(walk.pack_kg)}; {kg(limit)} is the most for this athlete and event.",
                limit=limit,
                measured=walk.pack_kg,
            )
        elif not warned and not mass_within(walk.pack_kg, rule["warn_share"] * body_kg):
            warned = True
            yield missed(
                "R-68",
                walk.day,
                f"from here on packs of {percent(walk.body_share)} of body mass are walked with; "
                f"above {percent(rule['warn_share'])} injuries are twice as frequent.",
                limit=rule["warn_share"],
                measured=walk.body_share,
            )


def check_close_to_race(season: Season) -> Iterator[Finding]:
    """R-69, soft: some sessions of an hour near the race mass within the last six weeks."""
    if not (season.race_pack_loaded and season.may_carry):
        return
    reading = closeness_reading(season)
    if reading.measured < reading.limit:
        yield missed(
            "R-69",
            reading.day,
            f"{count(int(reading.measured), 'session')} of an hour near the race pack of "
            f"{kg(season.race_pack_kg)} in the last weeks; {reading.limit:.0f} would make it familiar.",
            limit=reading.limit,
            measured=reading.measured,
        )


def closeness_reading(season: Season) -> Reading:
    """Sessions of an hour at nine tenths of race mass in the last six weeks, against what is asked."""
    rule = season.rule("R-69")
    first = season.race_day - rule["close_window_weeks"] * season.rule("R-29")["week_days"]
    close_kg = rule["close_share"] * season.race_pack_kg
    near = [
        one
        for one in (*season.loaded.between(first, season.race_day), *_trip_days(season, first))
        if one.minutes >= rule["close_session_min"] and mass_within(close_kg, one.pack_kg)
    ]
    heavy = season.race_pack_kg >= rule["close_heavy_share"] * season.body_mass_kg
    asked = rule["close_count_heavy" if heavy else "close_count"]
    return Reading(max(first, season.start), len(near), asked)


def _trip_days(season: Season, first: int) -> Iterator[DatedSession]:
    """Days of trips count for how familiar a pack is: R-28 keeps them only out of what may grow."""
    within_window = season.sessions.between(first, season.race_day)
    return (one for one in within_window if one.unit is not None and one.kind is SessionKind.TRIP_DAY)


def check_not_above_race(season: Season) -> Iterator[Finding]:
    """R-69, soft: runs never carry more than the race pack. Told once."""
    if not season.race_pack_loaded:
        return
    over = [
        run for run in season.loaded_runs if run.planned and not mass_within(run.pack_kg, season.race_pack_kg)
    ]
    if over:
        heaviest = max(over, key=lambda run: run.pack_kg)
        yield missed(
            "R-69",
            heaviest.day,
            f"a run with {kg(heaviest.pack_kg)}; the race pack is {kg(season.race_pack_kg)}, "
            "and no run needs more.",
            limit=season.race_pack_kg,
            measured=heaviest.pack_kg,
        )
