"""Whether a plan is whole: its dates, its sums, and the hours that the athlete has."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from periodise.checker.dated import DatedSession
from periodise.checker.microcycle import Microcycle
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, count, found_min
from periodise.domain.finding import Finding
from periodise.domain.rulebook import ExplainedRulebook, Rulebook
from periodise.domain.session import Day, Session, SessionKind
from periodise.domain.tolerance import DURATION_MIN, MASS_KG, RELATIVE, minutes_within

RULE = "structure"
"""No rule of training: what every plan must be before one can be judged."""
RULE_ID = re.compile(r"R-[0-9]{2}b?")
ROUNDED = 0.11
"""Slack of sums that are printed with one decimal."""
MIN_PER_HOUR = 60
MIN_PER_DAY = 24 * MIN_PER_HOUR
FIGURES = ("duration_min", "distance_km", "ascent_m", "descent_m", "pack_mass_kg", "load_efm")
TIMELESS = frozenset({SessionKind.REST, SessionKind.RACE, SessionKind.OTHER_RACE, SessionKind.TRIP_DAY})
"""Kinds that take the day they take, whatever the week offers."""


def check_dates(season: Season) -> Iterator[Finding]:
    """Every date once and in order; the race on its date and nowhere before."""
    for one, other in pairwise(season.plan.days):
        if other.date != one.date + timedelta(1):
            yield broken(
                RULE,
                other.date.toordinal(),
                f"dates skip or repeat: {one.date} comes right before it.",
            )
    for day in season.plan.days:
        if (
            any(one.kind is SessionKind.RACE for one in day.sessions)
            and day.date.toordinal() < season.race_day
        ):
            yield broken(
                RULE, day.date.toordinal(), f"a race day before the race of {season.inputs.race.date}."
            )


def check_weeks_cover(season: Season) -> Iterator[Finding]:
    """Weeks follow each other and cover the days exactly."""
    weeks = season.weeks
    if not weeks or weeks[0].first != season.start or weeks[-1].end != season.end:
        yield broken(RULE, season.start, "the weeks do not cover the plan from its first day to its last.")
    for one, other in pairwise(weeks):
        if one.end != other.first:
            yield broken(RULE, other.first, "this week does not begin where the one before it ends.")


def check_slots(season: Season) -> Iterator[Finding]:
    """Sessions of a day are numbered from 1 on; a rest day holds nothing else."""
    for day in season.plan.days:
        slots = [one.slot for one in day.sessions]
        if slots != list(range(1, len(slots) + 1)) or not slots:
            yield broken(
                RULE,
                day.date.toordinal(),
                f"sessions are numbered {slots or 'none'}; they count from 1.",
            )
        if len(slots) > 1 and any(one.kind is SessionKind.REST for one in day.sessions):
            yield broken(RULE, day.date.toordinal(), "a rest day holds another session.")


def check_figures(season: Season) -> Iterator[Finding]:
    """Figures are finite and not negative, a session takes time, and no day is longer than a day."""
    for day in season.plan.days:
        for one in day.sessions:
            yield from _figures(day, one)


def _figures(day: Day, one: Session) -> Iterator[Finding]:
    at = day.date.toordinal()
    for name in FIGURES:
        value = getattr(one, name)
        if not isfinite(value) or value < 0:
            yield broken(RULE, at, f"{name} of the {one.kind} is {value}; it is 0 or more.")
    if one.kind is SessionKind.REST and (one.duration_min > 0 or one.load_efm > 0):
        yield broken(RULE, at, "a rest day takes time or counts load.")
    elif one.kind not in TIMELESS and not 0 < one.duration_min <= MIN_PER_DAY:
        yield broken(RULE, at, f"a {one.kind} of {one.duration_min:g} min; it takes time, a day at the most.")


def check_rule_ids(season: Season) -> Iterator[Finding]:
    """Every rule that a session, week or phase names is in the rulebook."""
    named = (
        *((day.date, rule) for day in season.plan.days for one in day.sessions for rule in one.rules),
        *((week.start, rule) for week in season.plan.weeks for rule in week.rules),
        *((phase.start, rule) for phase in season.plan.phases for rule in phase.rules),
    )
    for day, rule in named:
        if not _is_known(season.rulebook, rule):
            yield broken(RULE, day.toordinal(), f"the rule {rule} is named, and no rulebook has it.")


def _is_known(rulebook: Rulebook, rule: str) -> bool:
    """Whether a rulebook holds a rule; one that keeps numbers only cannot tell of rules without any."""
    if isinstance(rulebook, ExplainedRulebook):
        return rule in rulebook.rules
    return rule in rulebook.values or RULE_ID.fullmatch(rule) is not None


class Printed(NamedTuple):
    """A sum that a week prints, and what it is counted again from."""

    name: str
    again: Callable[[Microcycle], float]
    slack: float = DURATION_MIN
    """What rounding explains."""


PRINTED = (
    Printed("load_efm", lambda week: sum(one.session.load_efm for one in week.sessions)),
    Printed("distance_km", lambda week: sum(one.session.distance_km for one in _on_foot(week)), ROUNDED),
    Printed("ascent_m", lambda week: sum(one.session.ascent_m for one in _on_foot(week))),
    Printed("descent_m", lambda week: sum(one.session.descent_m for one in _on_foot(week))),
    Printed("minutes", lambda week: sum(one.minutes for one in _on_foot(week))),
    Printed("longest_min", lambda week: week.longest_min),
    Printed("loaded_kg_km", lambda week: _pack_load_kg_km(week), ROUNDED),
    Printed("heavy", lambda week: _heavy_told(week)),
    Printed("pack_step_kg", lambda week: _heaviest_kg(week), MASS_KG),
)


def _pack_load_kg_km(week: Microcycle) -> float:
    return sum(one.pack_kg * one.session.distance_km for one in _on_foot(week))


def _heavy_told(week: Microcycle) -> float:
    """Heavy training sessions; in a week with a race or trip, whose heaviness is its own, what is printed."""
    if any(one.unit is not None for one in week.sessions):
        return week.week.heavy
    return sum(one.heavy and not one.test_of_kit for one in week.sessions)


def _heaviest_kg(week: Microcycle) -> float:
    """Heaviest pack of a week, the goal race left out."""
    return max((one.pack_kg for one in week.sessions if one.kind is not SessionKind.RACE), default=0.0)


def _on_foot(week: Microcycle) -> list[DatedSession]:
    """Sessions but strength, whatever figures a coach gave it (A0)."""
    return [one for one in week.sessions if one.kind is not SessionKind.STRENGTH]


def check_sums(season: Season) -> Iterator[Finding]:
    """What a week prints is what its sessions add up to."""
    for week in season.weeks:
        for printed in PRINTED:
            told, again = float(getattr(week.week, printed.name)), float(printed.again(week))
            if abs(told - again) > max(printed.slack, again * RELATIVE):
                yield broken(
                    RULE,
                    week.first,
                    f"the week prints {told:g} as {printed.name}; its sessions come to {again:g}.",
                    limit=again,
                    measured=told,
                )


def check_marks(season: Season) -> Iterator[Finding]:
    """A session marked as heavy or demanding is; one that is, is marked."""
    demanding = {id(one) for one in season.demanding}
    heavy = {id(one) for one in season.heavy}
    for one in season.sessions:
        if not one.planned or one.unit is not None:
            continue
        for mark, is_so, marked in (
            ("heavy", id(one) in heavy, one.session.heavy),
            ("demanding", id(one) in demanding, one.session.demanding),
        ):
            if is_so != marked:
                told = f"is {mark} and not marked so" if is_so else f"is marked as {mark} and is not"
                yield broken(RULE, one.day, f"the {one.kind.replace('_', ' ')} {told}.")


def check_availability(season: Season) -> Iterator[Finding]:
    """A day's sessions fit into the minutes that the athlete has; nothing stands on a day away."""
    minutes: dict[int, float] = {}
    for one in season.sessions:
        if one.planned and one.kind not in TIMELESS:
            minutes[one.day] = minutes.get(one.day, 0.0) + one.minutes
    for day, total in minutes.items():
        available = season.available_min(day)
        if day in season.days_away:
            yield broken(RULE, day, f"{found_min(total)} of training on a day away.", limit=0, measured=total)
        elif not minutes_within(total, available):
            yield broken(
                RULE,
                day,
                f"{found_min(total)} of training; the day offers {allowed_min(available)}.",
                limit=available,
                measured=total,
            )


def check_clock(season: Season) -> Iterator[Finding]:
    """Timed sessions lie inside the day's window and do not overlap."""
    for day in season.plan.days:
        timed = sorted(
            (_minute(one.start), one.duration_min)
            for one in day.sessions
            if one.start and one.kind not in TIMELESS
        )
        opens = season.inputs.week.on(day.date).start
        at = day.date.toordinal()
        if opens and timed:
            yield from _inside(at, timed, first=_minute(opens), minutes=season.available_min(at))
        for (start, duration), (other, _) in pairwise(timed):
            if not minutes_within(start + duration, other):
                yield broken(
                    RULE, at, f"two sessions overlap by {count(int(start + duration - other), 'minute')}."
                )


def _inside(at: int, timed: list[tuple[int, float]], *, first: int, minutes: float) -> Iterator[Finding]:
    last = min(first + minutes, MIN_PER_DAY) if minutes else MIN_PER_DAY
    for start, duration in timed:
        if start < first or not minutes_within(start + duration, last):
            yield broken(
                RULE,
                at,
                f"a session from minute {start} to {start + duration:.0f} of the day lies outside the time "
                f"from {first} to {last:.0f} that is free.",
            )


def _minute(clock: str) -> int:
    """Minute of the day of "06:30"."""
    hours, minutes = clock.split(":")
    return int(hours) * MIN_PER_HOUR + int(minutes)
