"""Who may carry, from what, and how it sits: R-31, R-60 to R-62, R-70, R-77, R-90 and R-93."""

from collections.abc import Iterator
from datetime import date
from math import floor

from periodise.checker.dated import DatedSession
from periodise.checker.reading import Reading
from periodise.checker.season import Season
from periodise.checker.verdict import broken, count, kg, missed, noted, percent
from periodise.domain.finding import Finding
from periodise.domain.race import RaceKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within


def check_screen(season: Season) -> Iterator[Finding]:
    """R-90: whoever answers yes to the safety screen carries no pack until cleared."""
    answers = season.inputs.athlete.screen.positive
    if not answers:
        return
    for one in season.loaded:
        if one.planned:
            yield broken(
                "R-90",
                one.day,
                f"{kg(one.pack_kg)} are carried, yet the screen says {_listed(answers)}; "
                "nothing is carried until a doctor clears it.",
                limit=0,
                measured=one.pack_kg,
            )


def _listed(answers: tuple[str, ...]) -> str:
    return ", ".join(answer.replace("_", " ") for answer in answers)


def check_entry(season: Season) -> Iterator[Finding]:
    """R-60: the first loaded run needs eight consistent weeks, four of them with three runs each."""
    rule = season.rule("R-60")
    first = next((one for one in season.loaded_runs if one.planned), None)
    if first is None:
        return
    weeks = (
        season.inputs.history.weeks_consistent
        + (first.day - season.start) // season.rule("R-29")["week_days"]
    )
    if weeks < rule["consistent_weeks"]:
        yield broken(
            "R-60",
            first.day,
            f"the first run with a pack comes after {count(weeks, 'week')} of steady running; "
            f"{rule['consistent_weeks']} are needed.",
            limit=rule["consistent_weeks"],
            measured=weeks,
        )
    often = _weeks_run_often(season, first.day)
    if often < rule["runs_per_week_for_weeks"]:
        yield broken(
            "R-60",
            first.day,
            f"the first run with a pack comes after {count(often, 'week')} of "
            f"{rule['runs_per_week_count']} runs or more; "
            f"{rule['runs_per_week_for_weeks']} such weeks are needed.",
            limit=rule["runs_per_week_for_weeks"],
            measured=often,
        )


def _weeks_run_often(season: Season, day: int) -> int:
    """Weeks with enough runs before a date; history stands for the weeks it speaks of (A0)."""
    asked: int = season.rule("R-60")["runs_per_week_count"]
    history = season.inputs.history
    weeks_known = min(history.weeks_consistent, int(season.rule("A0")["history_weeks"]))
    before = weeks_known if history.runs_per_week >= asked else 0
    full = (week for week in season.weeks if week.full and week.end <= day)
    return before + sum(sum(one.run for one in week.sessions) >= asked for week in full)


def check_first_week(season: Season) -> Iterator[Finding]:
    """R-31, soft: whoever never carried begins in the fifth week, in the third on a short runway."""
    rule = season.rule("R-31")
    first = next((one for one in season.loaded if one.planned and not one.test_of_kit), None)
    if first is None or season.anchors.carried:
        return
    short = season.runway_weeks <= rule["short_runway_weeks"]
    steady = season.inputs.history.weeks_consistent >= rule["short_consistent_weeks"]
    earliest = rule["first_pack_week_short" if short and steady else "first_pack_week"]
    monday = season.start - (season.start - 1) % season.rule("R-29")["week_days"]
    week = (first.day - monday) // season.rule("R-29")["week_days"] + 1
    if week < earliest:
        yield missed(
            "R-31",
            first.day,
            f"the first pack comes in week {week}; week {earliest} is early enough for a new carrier.",
            limit=earliest,
            measured=week,
        )


def check_start_mass(season: Season) -> Iterator[Finding]:
    """R-61: the first loaded run is at 5 % of body mass, or at what was carried, up to 10 %."""
    first = next(iter(season.loaded_runs), None)
    if first is None or not first.planned:
        return
    limit = start_limit_kg(season)
    if not mass_within(first.pack_kg, limit):
        yield broken(
            "R-61",
            first.day,
            f"the first run with a pack carries {kg(first.pack_kg)}; it may carry {kg(limit)}.",
            limit=limit,
            measured=first.pack_kg,
        )


def start_limit_kg(season: Season) -> float:
    """The heaviest first pack: 5 % of body mass in half kilograms, or what was carried, at most 10 %."""
    most_kg: float = season.rule("R-61")["carried_max_share"] * season.body_mass_kg
    return max(first_pack_kg(season), min(season.anchors.pack_kg, most_kg))


def first_pack_kg(season: Season) -> float:
    """The pack that someone who never carried begins with: 5 % of body mass in half kilograms."""
    share: float = season.rule("R-61")["start_share"]
    return half_kilograms(season, share * season.body_mass_kg)


def half_kilograms(season: Season, mass_kg: float) -> float:
    """A mass rounded down to the grain of A0."""
    grain: float = season.rule("A0")["mass_grain_kg"]
    # 7.0 halves may come out of a division as 6.9999999.
    return floor(round(mass_kg / grain, 6)) * grain


def check_ceiling(season: Season) -> Iterator[Finding]:
    """R-62: running ends at 15 % of body mass, and a warning comes once above 10 %."""
    rule = season.rule("R-62")
    warned = False
    for run in _run_under_packs(season):
        if not run.planned:
            continue
        if not mass_within(run.pack_kg, rule["ceiling_share"] * season.body_mass_kg):
            yield broken(
                "R-62",
                run.day,
                f"a run with {kg(run.pack_kg)}, {percent(run.body_share)} of body mass; above "
                f"{percent(rule['ceiling_share'])} the session is walked.",
                limit=rule["ceiling_share"],
                measured=run.body_share,
            )
        elif not warned and not mass_within(run.pack_kg, rule["warn_share"] * season.body_mass_kg):
            warned = True
            yield missed(
                "R-62",
                run.day,
                f"from here on packs of {kg(run.pack_kg)} and more are run with, {percent(run.body_share)} "
                f"of body mass; above {percent(rule['warn_share'])} running gets hard on the back.",
                limit=rule["warn_share"],
                measured=run.body_share,
            )


def ceiling_readings(season: Season) -> Iterator[Reading]:
    """Share of body mass of every loaded run."""
    limit = season.rule("R-62")["ceiling_share"]
    return (Reading(run.day, run.body_share, limit) for run in _run_under_packs(season))


def _run_under_packs(season: Season) -> Iterator[DatedSession]:
    """Loaded runs, and B races run under a pack: R-62 holds inside units too (R-28)."""
    raced = SessionKind.OTHER_RACE
    return (
        one for one in season.sessions if one.loaded_run or (one.loaded and one.unit and one.kind is raced)
    )


def check_straps(season: Season) -> Iterator[Finding]:
    """R-70: from 5 % of body mass the pack has a chest strap and a hip belt."""
    share = season.rule("R-70")["straps_from_share"]
    if season.inputs.plan.straps:
        return
    for one in season.loaded:
        if one.planned and one.body_share >= share:
            yield broken(
                "R-70",
                one.day,
                f"{kg(one.pack_kg)} without chest strap and hip belt; from {percent(share)} of body mass "
                "both are needed.",
                limit=share,
                measured=one.body_share,
            )


def check_walking_only(season: Season) -> Iterator[Finding]:
    """R-77: above 15 % of body mass a pack is walked, slowly; before such a ruck nothing loaded is run."""
    rule = season.rule("R-77")
    heavy_race = season.race_pack_kg > rule["walked_above_share"] * season.body_mass_kg
    for one in season.loaded:
        if not one.planned:
            continue
        if one.run and heavy_race and season.inputs.race.kind is RaceKind.RUCK:
            yield broken(
                "R-77",
                one.day,
                f"a run with {kg(one.pack_kg)} before a ruck with {kg(season.race_pack_kg)}; "
                "all loaded work before it is walked.",
                limit=rule["walked_above_share"],
                measured=one.body_share,
            )
        elif one.body_share > rule["walked_above_share"] and _too_fast(season, one):
            yield broken(
                "R-77",
                one.day,
                f"{kg(one.pack_kg)} at {one.speed_m_per_s:.2f} m/s; a pack above "
                f"{percent(rule['walked_above_share'])} of body mass is walked, "
                f"at {rule['walk_max_m_per_s']:g} m/s at the most.",
                limit=rule["walk_max_m_per_s"],
                measured=one.speed_m_per_s,
            )


def _too_fast(season: Season, one: DatedSession) -> bool:
    return not one.run and one.speed_m_per_s > season.rule("R-77")["walk_max_m_per_s"]


def check_doctor_first(season: Season) -> Iterator[Finding]:
    """R-93: above 65 years a doctor is asked first. Told once."""
    rule, born = season.rule("R-93"), season.inputs.athlete.birth_year
    age = 0 if born is None else date.fromordinal(season.start).year - born
    if age > rule["doctor_above_age_years"]:
        yield noted(
            "R-93",
            season.start,
            f"above {rule['doctor_above_age_years']} years, or new to such training, see a doctor first.",
            limit=rule["doctor_above_age_years"],
            measured=age,
        )


def check_age(season: Season) -> Iterator[Finding]:
    """R-93, soft: below eighteen at most 10 % of body mass is carried."""
    rule, born = season.rule("R-93"), season.inputs.athlete.birth_year
    if born is None or season.inputs.race.date.year - born >= rule["adult_age_years"]:
        return
    for one in season.loaded:
        if one.planned and not mass_within(one.pack_kg, rule["minor_max_share"] * season.body_mass_kg):
            yield missed(
                "R-93",
                one.day,
                f"{kg(one.pack_kg)}, {percent(one.body_share)} of body mass; below "
                f"{rule['adult_age_years']} years {percent(rule['minor_max_share'])} is the most.",
                limit=rule["minor_max_share"],
                measured=one.body_share,
            )
