"""What a session says: title, purpose and what to do, from numbers, units and rule ids.

One wording for the calendar, JSON, tables and the terminal. A plan holds numbers only; a title or
purpose that is not empty in the plan was written by somebody, and theirs wins.
"""

from datetime import date

from periodise.domain import measures
from periodise.domain.inputs import Inputs, Units
from periodise.domain.plan import Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import (
    PACK_KINDS,
    Carrier,
    Intensity,
    Session,
    SessionKind,
    SessionStatus,
    is_trained_through,
)
from periodise.metrics.kit_mass import race_pack_kg
from periodise.views import event_words, session_words
from periodise.views.event_facts import near_event
from periodise.views.event_text import (
    advice,
    event_fact,
    event_purpose,
    event_template,
    part_of,
)
from periodise.views.form_card import STOP_HOME, STOP_SIGNS, cue_of
from periodise.views.left_out import events_left_out
from periodise.views.plain_text import cleaned_line, cleaned_text, shortened, shortened_to_bytes
from periodise.views.rest_text import absence, race_goes_on, special_instruction, special_purpose
from periodise.views.scene import Scene
from periodise.views.shakedown_kit import kit_lines

TITLE_CHARACTERS = 40
DESCRIPTION_BYTES = 2000
"""Under 2 KB: every calendar that was tried keeps that much."""
SEARCH_WORD = "periodise-plan"
"""Last line of every description: what to search for to find, or delete, the whole plan."""
_ROOM_BYTES = DESCRIPTION_BYTES - len(SEARCH_WORD) - 1

COACH = "Coach:"
"""Begins the line that holds a coach's note."""

_RACES = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE})
_ON_FOOT = frozenset(SessionKind) - {SessionKind.REST, SessionKind.STRENGTH}


def title(session: Session, *, inputs: Inputs, day: date | None = None) -> str:
    """Kind and distance first, then the pack, the minutes or the name: `Pack run 8 km · 4 kg`.

    `day` finds the name of another race or a trip; without it they stay nameless.
    """
    if own := cleaned_line(session.title):
        return own
    lead = f"{_name(session, inputs)} {_size(session, inputs.plan.units)}".strip()
    untold = session.status is SessionStatus.PLANNED or session.kind is SessionKind.REST
    status = "" if untold else f" · {session.status}"
    return joined_title(lead, _second_fact(session, inputs=inputs, day=day), status)


def short_title(session: Session, *, inputs: Inputs, day: date | None = None) -> str:
    """What it is, for where the figures stand beside it: `Pack run`, `Race · Lakeland 50`."""
    if own := cleaned_line(session.title):
        return own
    event = cleaned_line(_event_name(session, inputs=inputs, day=day))
    about = event or ("away" if absence(session, inputs=inputs, day=day) else "")
    return " · ".join(part for part in (_name(session, inputs), about) if part)


def neutral_title(session: Session) -> str:
    """A title that tells a stranger nothing but the time it takes."""
    if session.kind is SessionKind.REST:
        return "Rest"
    if session.kind is SessionKind.RACE:
        return "Race day"
    return f"Training {measures.duration(session.duration_min)}" if session.duration_min else "Training"


def purpose(session: Session, *, week: Week | None, inputs: Inputs, day: date | None = None) -> str:
    """One sentence: why this stands here, by its kind, its week and the rules that put it there.

    `day` finds the days on which nobody is there to train.
    """
    if own := cleaned_line(session.purpose):
        return own
    template = special_purpose(session, week=week, inputs=inputs, day=day)
    template = template or event_purpose(session, inputs=inputs) or session_words.PURPOSES[session.kind]
    reasons = [template.format_map(_race_words(inputs)), *_further_reasons(session, week)]
    sentence = "; ".join(reasons)
    return f"{sentence[0].upper()}{sentence[1:]}."


def instruction(session: Session, *, inputs: Inputs, day: date | None = None) -> str:
    """The main thing to do, in one line."""
    if special := special_instruction(session, inputs=inputs, day=day):
        return special
    units = inputs.plan.units
    carried = session_words.CARRIED[session.carrier] if session.pack_mass_kg > 0 else ""
    template = event_template(session, inputs=inputs, day=day) or session_words.INSTRUCTIONS[session.kind]
    return template.format(
        amount=_amount(session, units),
        pack=carried.format(mass=measures.mass(session.pack_mass_kg, units=units)),
        name=cleaned_line(_event_name(session, inputs=inputs, day=day) or "the day"),
    )


def description(
    session: Session, *, day: date, week: Week | None, record: PlanRecord, rulebook: Rulebook
) -> str:
    """Plain text for a calendar, under 2 KB: what to do first, then the numbers, the form and the reason.

    A private calendar gets no share of body mass, no heart rate, no reason and nobody's own words.
    """
    inputs = record.inputs
    lines = [instruction(session, inputs=inputs, day=day), *_numbers(session, inputs, rulebook, day=day)]
    if not inputs.calendar.private:
        reason = _reason(session, week=week, inputs=inputs, day=day)
        lines += [*_coach(session), *_form(session, day)]
        lines += [*advice(session, day=day, record=record, rulebook=rulebook), reason]
        lines += near_event(Scene(record, rulebook, day, session))
        lines += [*_waivers(record, day), *_left_out(record, day)]
        lines += kit_lines(session, inputs, room_bytes=_ROOM_BYTES - len("\n".join(lines).encode()) - 1)
    text = shortened_to_bytes(cleaned_text("\n".join(lines)), longest_bytes=_ROOM_BYTES)
    return f"{text}\n{SEARCH_WORD}"


def heart_rates(session: Session, *, inputs: Inputs, rulebook: Rulebook) -> tuple[int, int] | None:
    """Lowest and highest heart rate of an easy or moderate session; None for others or when unknown.

    Recovery stays below every range, and a race day drifts through all of them.
    """
    highest = inputs.athlete.max_heart_rate
    if highest is None or session.kind not in _ON_FOOT - {SessionKind.RECOVERY} or _is_raced(session):
        return None
    if session.intensity not in (Intensity.EASY, Intensity.MODERATE):
        return None
    shares = rulebook["R-10"]
    low, high = (shares[f"{session.intensity}_heart_rate_{end}_share"] for end in ("low", "high"))
    return round(highest * low), round(highest * high)


def carries_pack(session: Session) -> bool:
    """Whether the form and the stop rule of R-70 concern this session: a pack on the back, no race."""
    on_back = session.carrier is Carrier.PACK and session.pack_mass_kg > 0
    return (on_back or session.kind in PACK_KINDS) and session.kind not in _RACES


def _is_raced(session: Session) -> bool:
    return session.kind in _RACES and not is_trained_through(session)


def _name(session: Session, inputs: Inputs) -> str:
    if session.kind is SessionKind.RACE and inputs.race.stages:
        return event_words.STAGE_NAME
    if session.kind is SessionKind.RACE:
        return event_words.WHOLE_NAMES[inputs.race.kind]
    return session_words.RACE_GOES_ON_NAME if race_goes_on(session) else session_words.NAMES[session.kind]


def _size(session: Session, units: Units) -> str:
    if session.distance_km > 0:
        return measures.rough_distance(session.distance_km, units=units)
    return measures.duration(session.duration_min) if session.duration_min > 0 else ""


def joined_title(lead: str, fact: str, status: str) -> str:
    """Lead, second fact and status in at most 40 characters; only the fact is ever shortened."""
    room = TITLE_CHARACTERS - len(lead) - len(status) - len(" · ")
    return f"{lead} · {shortened(fact, longest=room)}{status}" if fact else f"{lead}{status}"


def _second_fact(session: Session, *, inputs: Inputs, day: date | None) -> str:
    if fact := event_fact(session, inputs=inputs, day=day):
        return fact
    if name := _event_name(session, inputs=inputs, day=day):
        return cleaned_line(name)
    if absence(session, inputs=inputs, day=day):
        return "away"
    if session.pack_mass_kg > 0:
        return measures.mass(session.pack_mass_kg, units=inputs.plan.units)
    return measures.duration(session.duration_min) if session.distance_km > 0 < session.duration_min else ""


def _event_name(session: Session, *, inputs: Inputs, day: date | None) -> str:
    """Name of the race or trip that a session is part of; empty for training."""
    if session.kind is SessionKind.RACE:
        return inputs.race.name
    if day is not None and session.kind is SessionKind.OTHER_RACE:
        return next((race.name for race in inputs.other_races if race.date == day), "")
    if day is not None and session.kind is SessionKind.TRIP_DAY:
        return next((trip.name for trip in inputs.trips if trip.start <= day <= trip.end), "")
    return ""


def _amount(session: Session, units: Units) -> str:
    time = measures.duration(session.duration_min)
    if session.distance_km <= 0:
        return time
    far = measures.distance(session.distance_km, units=units)
    return f"{far} in about {time}" if session.duration_min > 0 else far


def _race_words(inputs: Inputs) -> dict[str, str]:
    units, race = inputs.plan.units, inputs.race
    pack = measures.mass(race_pack_kg(inputs), units=units)
    return {
        "race": cleaned_line(race.name),
        "ascent": measures.climb(race.ascent_m, units=units),
        "race_pack": f"the {pack} of race day",
    }


def _further_reasons(session: Session, week: Week | None) -> list[str]:
    known = session_words.RULE_REASONS.items()
    by_rule = (text for rule, (kinds, text) in known if rule in session.rules and session.kind in kinds)
    by_week = None
    if week is not None and session.kind not in session_words.SPEAK_FOR_THEMSELVES:
        by_week = session_words.WEEK_REASONS.get(week.kind)
    after_the_race = week is not None and week.kind is WeekKind.RECOVERY
    return [reason for reason in (None if after_the_race else next(by_rule, None), by_week) if reason]


def _numbers(session: Session, inputs: Inputs, rulebook: Rulebook, *, day: date) -> list[str]:
    """Climb, time with its band, pack and effort: a line each, where there is something to say."""
    lines = (
        _race_line(session, inputs, day),
        _climb_line(session, inputs.plan.units),
        _time_line(session, rulebook),
        _pack_line(session, inputs, rulebook),
        _effort_line(session, inputs, rulebook),
    )
    return [line for line in lines if line]


def _race_line(session: Session, inputs: Inputs, day: date) -> str:
    """Start and limit of the goal race; an all-day event shows no time of its own."""
    race = inputs.race
    part = part_of(session, inputs=inputs, day=day)
    if session.kind is not SessionKind.RACE or (part and part.number > 1):
        return ""
    start = f"Start: {race.start}, {race.timezone or inputs.week.timezone}." if race.start else ""
    limit = f"Time limit: {measures.duration(race.cutoff_min)}." if race.cutoff_min else ""
    return f"{start} {limit}".strip()


def _climb_line(session: Session, units: Units) -> str:
    if session.ascent_m <= 0 and session.descent_m <= 0:
        return ""
    up, down = (measures.climb(metres, units=units) for metres in (session.ascent_m, session.descent_m))
    if session.kind in _RACES:  # the athlete file knows a race's ascent only
        return f"Climb: {up}."
    return f"Climb: {up} up, {down} down."


def _time_line(session: Session, rulebook: Rulebook) -> str:
    """The time with R-05's band, a race's with R-33's: nobody knows it better."""
    if session.kind not in _ON_FOOT or session.duration_min <= 0 or session.distance_km <= 0:
        return ""
    band_ratio = rulebook["R-33" if _is_raced(session) else "R-05"]["band_ratio"]
    low, high = (measures.duration(session.duration_min * (1 + sign * band_ratio)) for sign in (-1, 1))
    return f"Time: expect {low} to {high} (± {measures.percent(band_ratio)})."


def _pack_line(session: Session, inputs: Inputs, rulebook: Rulebook) -> str:
    if session.pack_mass_kg <= 0:
        return ""
    share = session.pack_mass_kg / inputs.athlete.body_mass_kg
    mass = measures.mass(session.pack_mass_kg, units=inputs.plan.units)
    of_body = "" if inputs.calendar.private else f", {measures.percent(share)} of body mass"
    is_loaded = share >= rulebook["R-70"]["straps_from_share"]
    fit = session_words.FITS[session.carrier] if is_loaded else session_words.LIGHT_VEST
    return f"Pack: {mass} with water and food{of_body}; {fit}."


def _effort_line(session: Session, inputs: Inputs, rulebook: Rulebook) -> str:
    if session.rpe <= 0:
        return ""
    if session.kind is SessionKind.STRENGTH:
        return f"Effort: RPE {session.rpe} of 10."
    if _is_raced(session):
        return f"Effort: RPE {session.rpe} of 10 {session_words.RACE_EFFORT}."
    rates = None if inputs.calendar.private else heart_rates(session, inputs=inputs, rulebook=rulebook)
    beats = f" Heart rate {rates[0]} to {rates[1]}." if rates else ""
    where = session_words.HARD_PART.get(session.kind, "")
    return f"Effort: RPE {session.rpe} of 10{where}, {session_words.EFFORTS[session.intensity]}.{beats}"


def _coach(session: Session) -> list[str]:
    note = cleaned_line(session.note)
    return [f"{COACH} {note}"] if note else []


def _form(session: Session, day: date) -> list[str]:
    """One line of the card, by turns, and the stop rule always (R-70)."""
    if not carries_pack(session):
        return []
    home = event_words.TRIP_STOP if session.kind is SessionKind.TRIP_DAY else STOP_HOME
    return [f"Form today: {cue_of(day, session.carrier)}.", f"Stop rule: {STOP_SIGNS} {home}"]


def _reason(session: Session, *, week: Week | None, inputs: Inputs, day: date) -> str:
    rules = f" ({', '.join(dict.fromkeys(session.rules))})" if session.rules else ""
    return f"Why: {purpose(session, week=week, inputs=inputs, day=day)}{rules}"


def _waivers(record: PlanRecord, day: date) -> list[str]:
    """Every rule that was bent on this day, with the reason given for it."""
    bent = [finding for finding in record.plan.findings if finding.waived and finding.where == day]
    return [f"Bent here: {finding.rule}, {cleaned_line(finding.waived or '')}" for finding in bent]


def _left_out(record: PlanRecord, day: date) -> list[str]:
    """A race or trip of the athlete file on this day that the plan does not hold."""
    names = (cleaned_line(event.name) for event in events_left_out(record, day))
    return [f"Also today: {name}. {session_words.LEFT_OUT}" for name in names]
