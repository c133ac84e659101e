"""From a filled week to its sessions: minutes, kilometres, climb, pack, strength and start times."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import floor

from periodise.domain.plan import WeekKind
from periodise.domain.race import RaceKind
from periodise.domain.session import PACK_KINDS, Carrier, Intensity, Session, SessionKind
from periodise.domain.tolerance import mass_within
from periodise.metrics.pack_class import is_heavy
from periodise.planner.climb import shared_climb
from periodise.planner.draft import Draft, draft_load_efm, moved
from periodise.planner.place_sessions import Choice, Item
from periodise.planner.season import Season
from periodise.planner.session_minutes import (
    big_min,
    easy_cap_min,
    packed_min,
    quality_min,
    run_cap_min,
    second_min,
    shortest_run_min,
)
from periodise.planner.strength import strength_choices
from periodise.planner.trail import Trail
from periodise.planner.unit_sessions import race_run
from periodise.planner.week_target import LoadedSession, WeekTarget

LONG = (SessionKind.LONG_RUN, SessionKind.OTHER_RACE)


def fill_week(
    season: Season, trail: Trail, target: WeekTarget, choices: Sequence[Choice]
) -> dict[date, tuple[Session, ...]]:
    """The sessions of each date of the week; a date without any is a rest day, or locked."""
    by_date = dict(zip(target.frame.dates, choices, strict=True))
    open_days = {day: choice for day, choice in by_date.items() if not choice.locked}
    fixed = _none_above_the_long_run(
        season,
        [draft for day, choice in open_days.items() if (draft := _fixed(season, trail, target, day, choice))],
    )
    easy_days = [day for day, choice in open_days.items() if choice.item is Item.EASY]
    whole = _easy_runs(season, trail, target, fixed, easy_days, frozenset())
    for strength in strength_choices(season, target, by_date):
        # Where time is short, easy running goes before strength; none at all costs nothing.
        easy = _easy_runs(season, trail, target, fixed, easy_days, strength)
        if _total_min(easy) >= _total_min(whole):
            break
    drafts = sorted((_as_race(season, draft) for draft in (*fixed, *easy)), key=lambda draft: draft.date)
    climbs = shared_climb(season, target, drafts)
    on_foot = {
        draft.date: _session(season, target, draft, climb_m_per_km)
        for draft, climb_m_per_km in zip(drafts, climbs, strict=True)
    }
    return {day: _day_sessions(season, day, on_foot.get(day), day in strength) for day in target.frame.dates}


def _none_above_the_long_run(season: Season, drafts: Sequence[Draft]) -> list[Draft]:
    """No other run of 90 minutes or more outlasts the long run, however short its day made it (A0)."""
    long_run = max((draft.duration_min for draft in drafts if draft.kind in LONG), default=0.0)
    most = max(long_run, season.rulebook["A0"]["long_run_min"] - 1)
    return [
        draft if draft.walked else draft._replace(duration_min=min(draft.duration_min, most))
        for draft in drafts
    ]


def _total_min(drafts: Sequence[Draft]) -> float:
    return sum(draft.duration_min for draft in drafts)


def _as_race(season: Season, draft: Draft) -> Draft:
    """The run on the date of a race that is trained through is that race, never longer than it (R-28)."""
    race = season.training_races.get(draft.date)
    if race is None:
        return draft
    whole = race_run(season, race).duration_min
    return draft._replace(
        kind=SessionKind.OTHER_RACE,
        duration_min=min(draft.duration_min, float(floor(whole))),
        rules=("R-28", "R-55", *draft.rules),
    )


def _fixed(season: Season, trail: Trail, target: WeekTarget, day: date, choice: Choice) -> Draft | None:
    """The draft of anything but an easy run, whose minutes depend on what the others leave."""
    if choice.item is Item.BIG:
        raced = day in season.training_races
        hiked = target._replace(hike=None) if raced else target
        return _big_draft(season, hiked, day, big_min(season, trail, target, day))
    if choice.item is Item.PACK:
        return _pack_draft(target, day, packed_min(season, trail, target, day))
    if choice.item is Item.SECOND:
        return Draft(day, SessionKind.LONG_RUN, second_min(season, target, day), rules=("R-46", "R-40"))
    if choice.item is Item.QUALITY:
        return _quality_draft(season, target, day, quality_min(season, trail, target, day))
    return None


def _big_draft(season: Season, target: WeekTarget, day: date, minutes: float) -> Draft:
    if not target.hike:
        pair = ("R-46",) if target.second_min else ()
        return Draft(day, SessionKind.LONG_RUN, minutes, rules=(*pair, "R-32", "R-40", "R-76"))
    mass = target.hike.mass_kg
    kind = SessionKind.HIKE if not mass else SessionKind.BACKPACKING_DAY
    if mass and season.inputs.race.kind is RaceKind.RUCK:
        kind = SessionKind.PACK_WALK
    rules = ("R-73", "R-68" if target.hike.is_step else "R-64b", "R-72") if mass else ("R-60", "R-41")
    rules = ("R-80", *rules) if target.hike.is_set_back else rules
    return Draft(day, kind, float(floor(minutes)), mass, walked=True, rules=rules)


def _pack_draft(target: WeekTarget, day: date, minutes: float) -> Draft:
    if target.shakedown:
        shaken = target.shakedown
        return Draft(
            day, SessionKind.SHAKEDOWN, minutes, shaken.mass_kg, walked=shaken.walked, rules=("R-52",)
        )
    pack = target.pack or LoadedSession(0.0, 0.0)
    if pack.walked:
        return Draft(
            day, SessionKind.PACK_WALK, minutes, pack.mass_kg, walked=True, rules=("R-77", "R-64b", "R-65")
        )
    first = "R-63" if pack.is_step else "R-80" if pack.is_set_back else "R-61"
    rules = (first, "R-64", "R-65")
    return Draft(day, SessionKind.PACK_RUN, minutes, pack.mass_kg, rules=rules)


def _quality_draft(season: Season, target: WeekTarget, day: date, minutes: float) -> Draft:
    rule = season.rulebook["R-31"]
    kind = SessionKind.HILL_RUN if season.inputs.week.hills_on(day) else SessionKind.TEMPO_RUN
    touch = target.quality_min <= rule["touch_min"]
    hard = rule["touch_hard_min"] if touch else rule["quality_hard_min"]
    return Draft(
        day, kind, minutes, hard_min=min(hard, minutes / 2), rules=("R-31", "R-51" if touch else "R-76")
    )


def _easy_runs(
    season: Season,
    trail: Trail,
    target: WeekTarget,
    fixed: Sequence[Draft],
    days: Sequence[date],
    strength: frozenset[date],
) -> list[Draft]:
    """What the week's load leaves, poured evenly over the easy days up to each one's room."""
    kind = (
        SessionKind.RECOVERY
        if target.kind is WeekKind.RECOVERY and not target.load_efm
        else SessionKind.EASY_RUN
    )
    if kind is SessionKind.RECOVERY:
        walk = season.rulebook["R-55"]["walk_min"]
        return [
            Draft(day, kind, min(walk, season.available_min(day)), walked=True, rules=("R-55",))
            for day in days
        ]
    budget = target.load_efm - sum(draft_load_efm(season, draft) for draft in fixed)
    least = shortest_run_min(season, target.kind)
    long_run = max(
        (draft.duration_min for draft in fixed if draft.kind is SessionKind.LONG_RUN),
        default=0.0 if target.locked_walk else target.locked_long_min,
    )
    cap = easy_cap_min(season, target.kind, long_run)
    strength_min = season.rulebook["R-75"]["duration_min"]
    rooms = {
        day: min(
            cap,
            season.available_min(day) - strength_min * (day in strength),
            run_cap_min(season, trail, target, day),
            season.rulebook["A0"]["long_run_min"] - 1 if day in season.training_races else cap,
        )
        for day in days
    }
    kept = _days_kept(rooms, budget, least)
    return [
        Draft(day, kind, minutes, rules=("R-76",))
        for day, minutes in _poured(rooms, kept, max(budget, 0.0)).items()
        if minutes >= least
    ]


def _days_kept(rooms: Mapping[date, float], budget_efm: float, least_min: float) -> list[date]:
    """Easy days that the budget can fill, the roomiest first."""
    days = sorted(rooms, key=lambda day: (-rooms[day], day))
    return sorted(days[: max(0, floor(budget_efm / least_min))])


def _poured(rooms: Mapping[date, float], days: Sequence[date], budget_efm: float) -> dict[date, float]:
    """Equal whole minutes for each day, days with little room filled first."""
    poured: dict[date, float] = {}
    left = budget_efm
    for count, day in zip(
        range(len(days), 0, -1), sorted(days, key=lambda day: (rooms[day], day)), strict=True
    ):
        poured[day] = float(floor(min(rooms[day], left / count)))
        left -= poured[day]
    return poured


INTENSITY: Mapping[SessionKind, tuple[Intensity, str]] = {
    SessionKind.HILL_RUN: (Intensity.HARD, "rpe_hard"),
    SessionKind.TEMPO_RUN: (Intensity.MODERATE, "rpe_moderate"),
    SessionKind.RECOVERY: (Intensity.EASY, "rpe_recovery"),
}


def _session(season: Season, target: WeekTarget, draft: Draft, climb_m_per_km: float) -> Session:
    covered = moved(season, draft, climb_m_per_km)
    body = season.inputs.athlete.body_mass_kg
    shaken = draft.kind is SessionKind.SHAKEDOWN
    heavy = not shaken and is_heavy(draft.pack_mass_kg, draft.duration_min, body, season.rulebook)
    hard = (Intensity.MODERATE, "rpe_moderate") if draft.hard_min else (Intensity.EASY, "rpe_easy")
    intensity, rpe = INTENSITY.get(draft.kind, hard)
    ascent = float(floor(covered.ascent_m / 10) * 10)
    return Session(
        kind=draft.kind,
        start=season.inputs.week.on(draft.date).start,
        duration_min=draft.duration_min,
        distance_km=round(covered.distance_km, 1),
        ascent_m=ascent,
        descent_m=ascent,
        carrier=season.inputs.plan.carrier if draft.pack_mass_kg else Carrier.NONE,
        pack_mass_kg=round(draft.pack_mass_kg, 2),
        intensity=intensity,
        rpe=season.rulebook["R-10"][rpe],
        load_efm=round(covered.load_efm, 1),
        demanding=heavy or _is_demanding(season, draft),
        heavy=heavy,
        rules=tuple(
            dict.fromkeys((*draft.rules, *_heat(season, draft), *_dry_run(season, draft), *target.rules))
        ),
    )


def _heat(season: Season, draft: Draft) -> tuple[str, ...]:
    """R-91: easy runs in the heat, in the weeks that get used to it."""
    return ("R-91",) if draft.kind is SessionKind.EASY_RUN and draft.date in season.heat_dates else ()


def _dry_run(season: Season, draft: Draft) -> tuple[str, ...]:
    """R-71: what carries the race's pack is done in its whole kit."""
    loaded = draft.kind in PACK_KINDS or draft.kind is SessionKind.SHAKEDOWN
    return ("R-71",) if loaded and mass_within(season.race_pack_kg, draft.pack_mass_kg) else ()


def _is_demanding(season: Season, draft: Draft) -> bool:
    """A demanding day's session by its kind and length (rulebook §0)."""
    rule = season.rulebook["A0"]
    if draft.kind in (SessionKind.LONG_RUN, SessionKind.OTHER_RACE):
        return bool(draft.duration_min >= rule["long_run_min"] or draft.hard_min or "R-46" in draft.rules)
    if draft.kind is SessionKind.BACKPACKING_DAY:
        return bool(draft.duration_min >= rule["backpacking_demanding_min"])
    return draft.kind in (SessionKind.HILL_RUN, SessionKind.TEMPO_RUN)


def _day_sessions(season: Season, day: date, on_foot: Session | None, strength: bool) -> tuple[Session, ...]:
    sessions = [on_foot] if on_foot else []
    if strength:
        sessions.append(_strength(season, day, after=on_foot))
    return tuple(sessions)


def _strength(season: Season, day: date, *, after: Session | None) -> Session:
    minutes = float(season.rulebook["R-75"]["duration_min"])
    start = season.inputs.week.on(day).start
    return Session(
        slot=2 if after else 1,
        kind=SessionKind.STRENGTH,
        start=_later(start, after.duration_min) if start and after else start,
        duration_min=minutes,
        intensity=Intensity.MODERATE,
        rpe=season.rulebook["R-10"]["rpe_strength"],
        load_efm=round(season.costing.strength(minutes), 1),
        rules=("R-75",),
    )


def _later(start: str, minutes: float) -> str | None:
    """A clock time `minutes` after `start`; none when that is another day."""
    hours, mins = start.split(":")
    later = int(hours) * 60 + int(mins) + int(minutes)
    return f"{later // 60:02d}:{later % 60:02d}" if later < 24 * 60 else None
