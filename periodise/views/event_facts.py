"""The figures behind days of races and trips, the days around them, long days in a row, and heat.

As in `day_facts`: each function says its figure in a sentence, or nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from periodise.domain.measures import climb, distance, duration, mass, percent
from periodise.domain.race import OtherRace, RaceKind, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind, is_trained_through
from periodise.views.event_text import (
    altitude_loss,
    is_warm,
    paired_day,
    part_of,
    race_on,
)
from periodise.views.plain_text import cleaned_line
from periodise.views.scene import Scene
from periodise.views.season import race_pack_mass_kg, sessions_of, week_of
from periodise.views.wording import counted

_EVENTS = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE, SessionKind.TRIP_DAY})


def _unit(scene: Scene) -> str:
    """R-28: what an event counts as."""
    if scene.session.kind not in _EVENTS:
        return ""
    if is_trained_through(scene.session):
        return _trained_through(scene)
    part = part_of(scene.session, inputs=scene.record.inputs, day=scene.day)
    days = f"Day {part.number} of {part.days}, which" if part else "It"
    verb = "count as one unit together" if part else "counts as one unit"
    return f"{days} {verb}; the limits on growth do not look inside it."


def _trained_through(scene: Scene) -> str:
    race, units = race_on(scene.day, scene.record.inputs), scene.record.inputs.plan.units
    if race is None or scene.session.distance_km >= race.distance_km:
        return "Run as training: every limit on runs holds for it."
    whole, run = (distance(km, units=units) for km in (race.distance_km, scene.session.distance_km))
    return f"Run as training, every limit on runs holds for it: {run} of the race's {whole}."


def _race_time(scene: Scene) -> str:
    """R-33: the expected time with its band."""
    session, plan = scene.session, scene.record.plan
    if session.kind not in (SessionKind.RACE, SessionKind.OTHER_RACE) or is_trained_through(session):
        return ""
    band = scene.rulebook["R-33"]["band_ratio"]
    low, high = (duration(session.duration_min * (1 + sign * band)) for sign in (-1, 1))
    told = f"Expected time {duration(session.duration_min)}, likely between {low} and {high}."
    is_stage = session.kind is SessionKind.RACE and scene.record.inputs.race.stages
    return f"{told} All stages together take {duration(plan.predicted_time_min)}." if is_stage else told


def _pair(scene: Scene) -> str:
    """R-46: two long days against each other and against the week."""
    session, rule = scene.session, scene.rulebook["R-46"]
    before = paired_day(session, scene.day - timedelta(1), scene.record)
    after = paired_day(session, scene.day + timedelta(1), scene.record)
    first, second = (before, session) if before else (session, after)
    week = week_of(scene.record.plan, scene.day)
    if second is None or week is None or not (first.duration_min and week.load_efm):
        return ""
    low, high = percent(rule["day_two_low_ratio"]), percent(rule["day_two_high_ratio"])
    return (
        f"The first day lasts {duration(first.duration_min)}, the second {duration(second.duration_min)}, "
        f"{percent(second.duration_min / first.duration_min)} of it; {low} to {high} is the rule. Together "
        f"they hold {percent((first.load_efm + second.load_efm) / week.load_efm)} of the week's load, "
        f"{percent(rule['week_share'])} at most."
    )


def _around_races(scene: Scene) -> str:
    """R-55: how near a race on the way is that is raced."""
    rule = scene.rulebook["R-55"]
    for race in scene.record.inputs.other_races:
        gap = (scene.day - race.date).days
        easy = min(ceil(rule["easy_days_per_km"] * race.distance_km), rule["easy_max_days"])
        is_near = -rule["b_race_before_days"] <= gap < 0 or 0 < gap <= easy
        if is_near and _is_raced(race, scene.record):
            return _before_race(-gap, race, scene) if gap < 0 else _after_race(gap, race, easy=easy)
    return ""


def _is_raced(race: OtherRace, record: PlanRecord) -> bool:
    day = next((each for each in record.plan.days if each.date == race.date), None)
    held = [each for each in day.sessions if each.kind is SessionKind.OTHER_RACE] if day else []
    return any(not is_trained_through(each) for each in held)


def _before_race(left: int, race: OtherRace, scene: Scene) -> str:
    rule = scene.rulebook["R-55"]
    share, quiet = percent(rule["b_race_before_ratio"]), counted(rule["b_race_quiet_days"], "day")
    days = counted(rule["b_race_before_days"], "day")
    return (
        f"{counted(left, 'day')} before {cleaned_line(race.name)}: the {days} before it should hold {share} "
        f"of a load week at most, the last {quiet} nothing hard."
    )


def _after_race(gap: int, race: OtherRace, *, easy: int) -> str:
    return f"{counted(gap, 'day')} after {cleaned_line(race.name)}; {counted(easy, 'easy day')} follow it."


def _around_trips(scene: Scene) -> str:
    """R-72: how near a trip is."""
    rule = scene.rulebook["R-72"]
    for trip in scene.record.inputs.trips:
        days = (trip.end - trip.start).days + 1
        easy = min(days * rule["trip_easy_days_per_day"], rule["trip_easy_max_days"])
        if scene.day == trip.start - timedelta(1):
            most = duration(rule["before_trip_max_min"])
            return f"The day before {cleaned_line(trip.name)}: rest, or {most} of easy running at most."
        if 0 < (scene.day - trip.end).days <= easy:
            return _after_trip(scene, trip, easy=easy)
    return ""


def _after_trip(scene: Scene, trip: Trip, *, easy: int) -> str:
    gap = counted((scene.day - trip.end).days, "day")
    days = counted((trip.end - trip.start).days + 1, "day")
    return f"{gap} after {cleaned_line(trip.name)}; {counted(easy, 'easy day')} follow a trip of {days}."


def _ruck(scene: Scene) -> str:
    """R-77: a walk's pack against the pack of the event."""
    record, session = scene.record, scene.session
    race_kg = race_pack_mass_kg(record)
    if record.inputs.race.kind is not RaceKind.RUCK or session.kind is not SessionKind.PACK_WALK:
        return ""
    carried = mass(session.pack_mass_kg, units=record.inputs.plan.units)
    return f"{carried} is {percent(session.pack_mass_kg / race_kg)} of the pack of the day itself."


def _heat(scene: Scene) -> str:
    """R-91: which of the runs in the heat this is."""
    rule, race_day = scene.rulebook["R-91"], scene.record.inputs.race.date
    if not is_warm(scene.session):
        return ""
    days = [each.date for each in sessions_of(scene.record.plan) if is_warm(each.session)]
    left = counted((race_day - scene.day).days, "day")
    return (
        f"Run {days.index(scene.day) + 1} of {len(days)} in the heat, {left} before the race. "
        f"{rule['exposures_low_days']} to {rule['exposures_high_days']} of {rule['exposure_low_min']} to "
        f"{rule['exposure_high_min']} minutes bring most of what can be got."
    )


def _altitude(scene: Scene) -> str:
    """R-92: what the race's height costs."""
    height_m, rule = scene.record.inputs.race.altitude_m, scene.rulebook["R-92"]
    if scene.session.kind is not SessionKind.RACE or height_m is None or height_m <= rule["loss_above_m"]:
        return ""
    height = climb(height_m, units=scene.record.inputs.plan.units)
    return f"At {height} the highest oxygen uptake is about {altitude_loss(height_m, scene.rulebook)} lower."


def near_event(scene: Scene) -> list[str]:
    """What a day of training or rest owes to a race or a trip next to it."""
    if scene.session.kind in _EVENTS or scene.session.kind is SessionKind.STRENGTH:
        return []
    return [told for told in (_around_races(scene), _around_trips(scene)) if told]


EVENT_SENTENCES: dict[str, Callable[[Scene], str]] = {
    "R-28": _unit,
    "R-33": _race_time,
    "R-46": _pair,
    "R-55": _around_races,
    "R-72": _around_trips,
    "R-77": _ruck,
    "R-91": _heat,
    "R-92": _altitude,
}
