"""What days of races and trips say: stages, races on the way, trips, long days in a row, heat, altitude.

The ordinary words of a session are `session_text`'s; here stands what needs its neighbours or the race.
"""

from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from periodise.domain import measures
from periodise.domain.inputs import Inputs, Units
from periodise.domain.race import OtherRace, RaceKind, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, Session, SessionKind, is_trained_through
from periodise.views import event_words
from periodise.views.plain_text import cleaned_line
from periodise.views.season import race_stages
from periodise.views.wording import counted, weekday_text


class Part(NamedTuple):
    """Which of how many days of an event a day is, from 1."""

    number: int
    days: int


def part_of(session: Session, *, inputs: Inputs, day: date | None) -> Part | None:
    """The stage of the goal or the day of a trip; None for an event of one day and for training."""
    if day is None:
        return None
    if session.kind is SessionKind.RACE and inputs.race.stages:
        return Part((day - inputs.race.date).days + 1, len(inputs.race.stages))
    trip = trip_on(day, inputs) if session.kind is SessionKind.TRIP_DAY else None
    if trip is None or trip.start == trip.end:
        return None
    return Part((day - trip.start).days + 1, (trip.end - trip.start).days + 1)


def race_on(day: date | None, inputs: Inputs) -> OtherRace | None:
    """The race on the way to the goal on a day."""
    return next((race for race in inputs.other_races if race.date == day), None)


def trip_on(day: date, inputs: Inputs) -> Trip | None:
    """The trip that a day belongs to."""
    return next((trip for trip in inputs.trips if trip.start <= day <= trip.end), None)


def event_template(session: Session, *, inputs: Inputs, day: date | None) -> str:
    """What to do on a day of an event, to be filled in; empty where `session_words` has the words."""
    part, units = part_of(session, inputs=inputs, day=day), inputs.plan.units
    if session.kind is SessionKind.RACE and inputs.race.kind is RaceKind.RUCK:
        return event_words.RUCK
    if session.kind is SessionKind.TRIP_DAY and day is not None:
        return _numbered(event_words.TRIP_DAY, part) if part else event_words.ONLY_TRIP_DAY
    if is_trained_through(session):
        race = race_on(day, inputs)
        is_cut = race is not None and session.distance_km < race.distance_km
        far = measures.distance(race.distance_km, units=units) if race else ""
        return event_words.EASY_RACE.replace("{short}", event_words.CUT_SHORT.format(far=far) * is_cut)
    return _numbered(event_words.STAGE, part) if part else ""


def _numbered(template: str, part: Part) -> str:
    return template.replace("{number}", str(part.number)).replace("{count}", str(part.days))


def event_purpose(session: Session, *, inputs: Inputs) -> str:
    """Why an event's day stands there, where it is not as `session_words.PURPOSES` says; else empty."""
    if session.kind is SessionKind.RACE and inputs.race.stages:
        return event_words.STAGES_PURPOSE.format(count=len(inputs.race.stages))
    return event_words.TRAINED_THROUGH if is_trained_through(session) else ""


def event_fact(session: Session, *, inputs: Inputs, day: date | None) -> str:
    """What follows kind and distance in the title of a stage, a trip day or a warm run; else empty."""
    units = inputs.plan.units
    if is_warm(session):
        return f"{measures.duration(session.duration_min)}, hot"
    if (part := part_of(session, inputs=inputs, day=day)) is None or day is None:
        return ""
    trip = trip_on(day, inputs) if session.kind is SessionKind.TRIP_DAY else None
    if trip:
        return f"{part.number}/{part.days} · {cleaned_line(trip.name)}"
    carried = measures.mass(session.pack_mass_kg, units=units) if session.pack_mass_kg > 0 else ""
    return f"{part.number}/{part.days} · {carried or cleaned_line(inputs.race.name)}"


def is_warm(session: Session) -> bool:
    """Whether an easy run is one of those in the heat (R-91)."""
    return session.kind is SessionKind.EASY_RUN and "R-91" in session.rules


def is_whole_race(session: Session, *, inputs: Inputs, day: date) -> bool:
    """Whether a day's session stands for the whole race in a calendar: the first stage of several."""
    return session.kind is SessionKind.RACE and len(inputs.race.stages) > 1 and day == inputs.race.date


def whole_race_title(inputs: Inputs) -> str:
    """`Race 252 km`, for the event over all stages; the name is left to whoever shortens it."""
    far = measures.rough_distance(inputs.race.distance_km, units=inputs.plan.units)
    return f"{event_words.WHOLE_NAMES[inputs.race.kind]} {far}"


def stage_lines(record: PlanRecord) -> list[str]:
    """Every stage with its day, distance, climb, pack and expected time."""
    units = record.inputs.plan.units
    return [
        f"{weekday_text(stage.date)}: {_stage_text(stage.session, units)}"
        for stage in race_stages(record.plan, record.inputs)
    ]


def _stage_text(stage: Session, units: Units) -> str:
    facts = [measures.distance(stage.distance_km, units=units)]
    facts += [f"{measures.climb(stage.ascent_m, units=units)} up"] if stage.ascent_m > 0 else []
    facts += [measures.mass(stage.pack_mass_kg, units=units)] if stage.pack_mass_kg > 0 else []
    return ", ".join([*facts, f"about {measures.duration(stage.duration_min)}"])


def advice(session: Session, *, day: date, record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """What to know beside the numbers on a day of an event, of two long days in a row, or in the heat."""
    if session.kind is SessionKind.RACE:
        return [*_stage_advice(session, day, record), *_race_conditions(record.inputs, rulebook)]
    if session.kind is SessionKind.TRIP_DAY:
        return _trip_advice(day, record.inputs, rulebook)
    if session.kind is SessionKind.OTHER_RACE and not is_trained_through(session):
        return [_race_edges(session, record.inputs, rulebook)]
    if is_warm(session):
        return [_warm_words(session, rulebook), event_words.HEAT_STOP]
    dry_run = [event_words.DRY_RUN] if "R-71" in session.rules else []
    return [*dry_run, *_two_long_days(session, day, record)]


def _stage_advice(session: Session, day: date, record: PlanRecord) -> list[str]:
    inputs = record.inputs
    whole: list[str] = []
    if is_whole_race(session, inputs=inputs, day=day):
        hours = measures.duration(record.plan.predicted_time_min)
        whole = [f"All {len(inputs.race.stages)} stages, about {hours} in all:", *stage_lines(record)]
    part = part_of(session, inputs=inputs, day=day)
    return [*([event_words.TOMORROW] if part and part.number < part.days else []), *whole]


def _race_conditions(inputs: Inputs, rulebook: Rulebook) -> list[str]:
    """R-91 and R-92 on the day itself."""
    height_m, rule, units = inputs.race.altitude_m, rulebook["R-92"], inputs.plan.units
    lines = [event_words.HOT_RACE] if inputs.race.hot else []
    if height_m is not None and height_m > rule["loss_above_m"]:
        height = measures.climb(height_m, units=units)
        lines.append(event_words.ALTITUDE.format(height=height, loss=altitude_loss(height_m, rulebook)))
    if height_m is not None and height_m > rule["sleep_rule_above_m"] and inputs.race.stages:
        above, gain = (rule[name] for name in ("sleep_rule_above_m", "sleep_gain_per_night_m"))
        words = {"height": measures.climb(above, units=units), "gain": measures.climb(gain, units=units)}
        lines.append(event_words.SLEEP_HIGH.format_map(words))
    return lines


def altitude_loss(height_m: float, rulebook: Rulebook) -> str:
    """R-92: how much of the highest oxygen uptake is lost at a height, as `14 %`."""
    rule = rulebook["R-92"]
    per_m = rule["vo2max_loss_per_1000_m_ratio"] / 1000
    return measures.percent(max(0.0, height_m - rule["loss_above_m"]) * per_m)


def _trip_advice(day: date, inputs: Inputs, rulebook: Rulebook) -> list[str]:
    rule, trip = rulebook["R-72"], trip_on(day, inputs)
    if trip is None:
        return []
    days = (trip.end - trip.start).days + 1
    easy = min(days * rule["trip_easy_days_per_day"], rule["trip_easy_max_days"])
    before = measures.duration(rule["before_trip_max_min"])
    return [event_words.AROUND_TRIP.format(before=before, after=counted(easy, "easy day"))]


def _warm_words(session: Session, rulebook: Rulebook) -> str:
    """R-91: how much of a run to spend in the heat; a longer one is finished in the cool."""
    most_min = rulebook["R-91"]["exposure_high_min"]
    most = event_words.WHOLE_RUN
    if session.duration_min > most_min:
        most = event_words.PART_OF_RUN.format(most=measures.duration(most_min))
    return event_words.HEAT.format(most=most)


def _race_edges(session: Session, inputs: Inputs, rulebook: Rulebook) -> str:
    rule = rulebook["R-55"]
    easy = min(ceil(rule["easy_days_per_km"] * session.distance_km), rule["easy_max_days"])
    return event_words.AROUND_RACE.format(
        before=counted(rule["b_race_before_days"], "day"),
        after=counted(easy, "easy day"),
        heavy=counted(rule["b_race_heavy_gap_days"], "day"),
    )


def _two_long_days(session: Session, day: date, record: PlanRecord) -> list[str]:
    """R-46: which of two long days in a row this is."""
    before = paired_day(session, day - timedelta(1), record)
    if before is not None and before.duration_min > 0:
        share = measures.percent(session.duration_min / before.duration_min)
        return [event_words.SECOND_OF_TWO.format(share=share)]
    return [event_words.FIRST_OF_TWO] if paired_day(session, day + timedelta(1), record) else []


def paired_day(session: Session, other: date, record: PlanRecord) -> Session | None:
    """The long run of the day `other` that makes two in a row with `session` (R-46)."""
    if not _is_one_of_two(session):
        return None
    day = next((each for each in record.plan.days if each.date == other), Day(date=other))
    return next(filter(_is_one_of_two, day.sessions), None)


def _is_one_of_two(session: Session) -> bool:
    return session.kind is SessionKind.LONG_RUN and "R-46" in session.rules
