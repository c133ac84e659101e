"""Planned around what a coach locked: his days stand, count in their week, and the search goes round them.

A week's target is what is left for its other days. Days of the next week that stand already are looked
ahead at, so that a week ends with room for them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from periodise.domain.plan import WeekKind
from periodise.domain.session import Session, SessionKind
from periodise.domain.tolerance import MASS_KG
from periodise.metrics.pack_class import is_loaded
from periodise.planner.easy_weeks import was_easy
from periodise.planner.held_days import ITEMS, ONE_DAY, held_choice, is_paired, is_second
from periodise.planner.pack_sessions import pack_run
from periodise.planner.past import on_foot_efm
from periodise.planner.place_sessions import MASK, RESTED, Choice, Item
from periodise.planner.recovering import without_second
from periodise.planner.references import reference, share_of_week
from periodise.planner.season import Season
from periodise.planner.session_minutes import big_load_efm
from periodise.planner.trail import RUN_KINDS, Trail
from periodise.planner.week_target import Stressor, WeekTarget
from periodise.planner.weekly_load import crept_load, crept_longest


def locked_choice(season: Season, day: date) -> Choice:
    """A locked day to the search: it stands whatever stands around it."""
    held = season.locked[day]
    pairs = {one for one in (day, day - ONE_DAY) if is_paired(season.locked.get(one, ()))}
    choice = held_choice(season, held, second=is_second(day, pairs))
    if choice.item is Item.REST and held:
        choice = choice._replace(item=Item.EASY)  # strength alone is no rest day
    if choice.item is not Item.SECOND and _may_be_long(season, held):
        bars = max(1, choice.bars_demanding_days)
        choice = choice._replace(demanding=True, bars_demanding_days=bars)
    return choice._replace(locked=True)


def _may_be_long(season: Season, held: Sequence[Session]) -> bool:
    """Whether a run is so long that it is the week's long run where no other is longer (A0)."""
    least = season.rulebook["A0"]["long_run_min"]
    return any(one.kind in RUN_KINDS and one.duration_min >= least for one in held)


def looked_ahead(season: Season, end: date) -> tuple[Choice, ...]:
    """The days from `end` to the last locked one that rules of the days before it still look at.

    Days between them rest; a race or trip ends the look, for it is asked about elsewhere.
    """
    days: list[date] = []
    for ahead in range(MASK.bit_length()):
        day = end + timedelta(ahead)
        if day in season.event_dates:
            break
        days.append(day)
    while days and days[-1] not in season.locked:
        days.pop()
    return tuple(locked_choice(season, day) if day in season.locked else RESTED for day in days)


def beside_locked(season: Season, trail: Trail, target: WeekTarget) -> WeekTarget:
    """What a week asks of its days that are not locked: `target` less what stands on those that are."""
    held = [season.locked[day] for day in target.frame.dates if day in season.locked]
    sessions = [session for day in held for session in day]
    if not sessions:
        return target
    target = _holding(season, trail, target, sessions)
    items: Counter[Item] = Counter(_item(target, day) for day in held)
    del items[Item.REST]
    left = _without_placed(target, items, sessions)
    left = left._replace(
        locked=items,
        load_efm=max(0.0, target.load_efm - on_foot_efm(sessions)),
        descent_m=max(0.0, target.descent_m - sum(one.descent_m for one in sessions)),
        strength=max(0, target.strength - sum(one.kind is SessionKind.STRENGTH for one in sessions)),
    )
    return _fitting(season, left, most_min=share_of_week(season, target.frame, target.load_efm))


def is_spoilt(
    season: Season, trail: Trail, target: WeekTarget, sessions: Mapping[date, Sequence[Session]]
) -> bool:
    """Whether locked days leave a deload no easy week: then it counts as one of the load weeks (R-49)."""
    if target.kind is not WeekKind.DELOAD or not any(day in season.locked for day in sessions):
        return False
    load = on_foot_efm(session for held in sessions.values() for session in held)
    return not was_easy(season, trail, load_efm=load)


def _holding(season: Season, trail: Trail, target: WeekTarget, sessions: Sequence[Session]) -> WeekTarget:
    """`target` without a raise of its own where a locked session is the week's one raise (R-43)."""
    raised = _raised(season, trail, target, sessions)
    if target.kind is not WeekKind.LOAD or not raised or raised == {target.stressor}:
        return target
    ref = reference(season, trail, target.frame)
    grown = max(0.0, _longest_min(sessions) - ref.longest_min)
    longest = ref.longest_min if Stressor.PACK in raised else crept_longest(season, ref)
    stepped = target.pack is not None and target.pack.is_step
    return without_second(target)._replace(
        load_efm=min(target.load_efm, crept_load(season, ref) + grown),
        longest_min=min(target.longest_min, longest),
        pack=pack_run(season, trail, target.frame, may_step=False) if stepped else target.pack,
        hike=None if target.hike and target.hike.is_step else target.hike,
    )


def _raised(season: Season, trail: Trail, target: WeekTarget, sessions: Sequence[Session]) -> set[Stressor]:
    """What locked sessions raise by themselves."""
    ref = reference(season, trail, target.frame)
    carried = max((item.session.pack_mass_kg for item in trail.placed if item.loaded), default=0.0)
    loaded = [one for one in sessions if is_loaded(one, season.inputs.athlete.body_mass_kg, season.rulebook)]
    raised = {
        Stressor.VOLUME: on_foot_efm(sessions) > crept_load(season, ref),
        Stressor.LONGEST: _longest_min(sessions) > crept_longest(season, ref),
        Stressor.PACK: max((one.pack_mass_kg for one in loaded), default=0.0) > carried + MASS_KG,
    }
    return {stressor for stressor, is_raised in raised.items() if is_raised}


def _longest_min(sessions: Iterable[Session]) -> float:
    return max((one.duration_min for one in sessions if one.kind in RUN_KINDS), default=0.0)


def _item(target: WeekTarget, held: Sequence[Session]) -> Item:
    """What a locked day takes out of its week: a run as long as the long run is the long run."""
    items = [ITEMS[one.kind] for one in held if one.kind in ITEMS]
    if Item.EASY in items and _longest_min(held) >= max(target.longest_min, 1):
        items.append(Item.BIG)
    return next((item for item in KEPT_FIRST if item in items), Item.REST)


KEPT_FIRST = (Item.BIG, Item.PACK, Item.QUALITY, Item.EASY)


def _without_placed(target: WeekTarget, items: Counter[Item], sessions: Sequence[Session]) -> WeekTarget:
    if items[Item.BIG]:
        run = _longest_min(sessions)
        long_run = any(one.kind is SessionKind.LONG_RUN for one in sessions)
        walked = not long_run and run < max(target.longest_min, 1)
        longest = target.longest_min if walked else min(run, target.longest_min) or run
        target = without_second(target)._replace(
            hike=None, longest_min=0.0, alone_min=0.0, locked_long_min=longest, locked_walk=walked
        )
    if items[Item.PACK]:
        shaken = any(one.kind is SessionKind.SHAKEDOWN for one in sessions)
        target = target._replace(pack=None, shakedown=None if shaken else target.shakedown)
    return target._replace(quality_min=0.0) if items[Item.QUALITY] else target


def _fitting(season: Season, target: WeekTarget, *, most_min: float) -> WeekTarget:
    """`target` with its long day no longer than the load that is left, nor than its share of the week."""
    whole = big_load_efm(season, target)
    if target.hike and whole > target.load_efm:
        part = target.load_efm / whole
        return target._replace(
            hike=target.hike._replace(duration_min=float(int(target.hike.duration_min * part)))
        )
    longest = min(target.longest_min, target.load_efm, most_min)
    if longest < target.longest_min and target.second_min:
        target = without_second(target)
    return target._replace(longest_min=min(target.longest_min, longest))
