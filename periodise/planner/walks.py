"""The week's long day under a pack: backpacking day, ruck, or plain hike (R-41, R-64b, R-66, R-68, R-73)."""

from datetime import date, timedelta
from math import ceil

from periodise.domain.plan import PhaseKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import MASS_KG
from periodise.metrics.pack_class import is_heavy
from periodise.planner.carried import carried_kg, heaviest_kg, is_set_back, last_back, packs_before
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.pack_sessions import earliest_loaded, in_first_pack_weeks
from periodise.planner.season import Season
from periodise.planner.trail import Placed, Trail
from periodise.planner.week_target import LoadedSession

LONG_WALKS = (SessionKind.BACKPACKING_DAY, SessionKind.PACK_WALK, SessionKind.HIKE)


def long_walk(
    season: Season, trail: Trail, frame: Frame, *, load_efm: float, may_step: bool
) -> LoadedSession | None:
    """The week's long walk with a pack (without one where none may be carried), if one is due (R-73)."""
    ladder = season.ladder
    if frame.number < _first_week(season):
        return None
    last = _last_walk(season, trail)
    earliest = _earliest_by_rhythm(season, trail, frame, last)
    if not ladder.climbs:
        return _hike(season, trail, frame, last, earliest=earliest, load_efm=load_efm)
    mass, since = _mass(season, trail, frame, may_step=may_step)
    if not mass:
        return None
    minutes = min(
        _most_min(season, trail, frame, mass, last), _room_min(season, mass_kg=mass, load_efm=load_efm)
    )
    walk = LoadedSession(
        mass,
        minutes,
        is_step=mass > carried_kg(season, trail, frame.end) + MASS_KG,
        is_set_back=is_set_back(season, packs_before(trail, frame.end), frame, mass),
        earliest=max(earliest, since, earliest_loaded(season, trail)),
        walked=True,
    )
    return _if_it_fits(season, frame, _spaced_if_heavy(season, trail, walk))


def _if_it_fits(season: Season, frame: Frame, walk: LoadedSession) -> LoadedSession | None:
    """Nothing when it would be too short to matter or is not yet due this week."""
    too_short = walk.duration_min < least_walk_min(season)
    return None if too_short or walk.earliest > frame.dates[-1] else walk


def least_walk_min(season: Season) -> float:
    """Shortest walk that may take the long run's place; less where it is walking that must grow."""
    if season.walked:
        return float(season.rulebook["R-69"]["close_session_min"])
    return float(season.rulebook["R-73"]["least_min"])


def _hike(
    season: Season, trail: Trail, frame: Frame, last: Placed | None, *, earliest: date, load_efm: float
) -> LoadedSession | None:
    """Uphill walking without a pack for a hilly race, where no pack may be carried (R-60)."""
    if season.race_ascent_m_per_km < season.rulebook["R-73"]["hilly_m_per_km"]:
        return None
    minutes = min(
        _most_min(season, trail, frame, 0.0, last), _room_min(season, mass_kg=0.0, load_efm=load_efm)
    )
    return _if_it_fits(season, frame, LoadedSession(0.0, minutes, earliest=earliest, walked=True))


def _first_week(season: Season) -> int:
    """R-68: no walked packs in the first weeks, unless they are all there is and one was carried lately."""
    week: int = season.rulebook["R-68"]["none_before_week"]
    carried = season.inputs.history.pack_mass_kg > 0
    return season.ladder.first_week if season.ladder.walk_only and carried else week


def _last_walk(season: Season, trail: Trail) -> Placed | None:
    """The last long one; the moderate ruck beside it has no say (C12)."""
    return trail.newest(lambda item: item.session.kind in LONG_WALKS and "R-77" not in item.session.rules)


def _earliest_by_rhythm(season: Season, trail: Trail, frame: Frame, last: Placed | None) -> date:
    """R-73: so many days after the last one, fewer in build and where the race itself is walked.

    Before a ruck the walks are weekly until R-66 spaces them for being heavy.
    """
    rule = season.rulebook["R-73"]
    dense = season.walked or frame.phase is PhaseKind.BUILD
    gap = rule["peak_gap_low_days" if dense else "base_gap_low_days"]
    if season.ladder.walk_only:
        gap = DAYS_PER_WEEK
    return last.date + timedelta(gap) if last else date.min


def _mass(season: Season, trail: Trail, frame: Frame, *, may_step: bool) -> tuple[float, date]:
    """Kilograms of this week's walk, 0 for none, and the first date that R-68 allows them on."""
    ladder = season.ladder
    if not ladder.walk_only and _too_new(season, trail, frame):
        return 0.0, date.min
    carried = carried_kg(season, trail, frame.end)
    if not carried:
        return ladder.start_kg, date.min
    wanted = _wanted_kg(season, trail, frame, carried)
    if wanted <= carried + MASS_KG or not may_step:
        window = timedelta(season.rulebook["R-68"]["step_window_days"])
        held = carried_kg(season, trail, frame.start - window)
        return min(wanted, carried, held + ladder.walk_step_kg if held else carried), date.min
    return _stepped(season, trail, frame, wanted)


def _too_new(season: Season, trail: Trail, frame: Frame) -> bool:
    """Whether the pack is not yet known from runs: a new mass, or the first weeks with any (R-65)."""
    stretch = trail.stretch
    few = season.rulebook["R-63"]["sessions_before_step_count"]
    return stretch is None or stretch.days < few or in_first_pack_weeks(season, trail, frame.dates[0])


def _wanted_kg(season: Season, trail: Trail, frame: Frame, carried_kg: float) -> float:
    """The event's pack close to it (R-69, R-73), before that what is run with, and 10 % in base."""
    ladder = season.ladder
    close = frame.weeks_to_race <= season.rulebook["R-69"]["close_window_weeks"]
    stretch = trail.stretch
    wanted = ladder.walk_target_kg
    if not close and not season.walked and stretch:
        wanted = min(stretch.mass_kg, wanted)
    if _is_light(season, trail, frame, carried_kg):
        rule, grain = season.rulebook["R-73"], season.rulebook["A0"]["mass_grain_kg"]
        light = rule["base_max_share"] * season.inputs.athlete.body_mass_kg // grain * grain
        # Half a step would spend a week that could make the walk longer.
        worthwhile = light - carried_kg >= ladder.walk_step_kg / 2
        wanted = min(wanted, light if worthwhile else min(carried_kg, light))
    return wanted


def _is_light(season: Season, trail: Trail, frame: Frame, carried_kg: float) -> bool:
    """The first of all, and base days as long as the later steps still bring the event's pack home (R-73)."""
    kinds = (SessionKind.BACKPACKING_DAY, SessionKind.PACK_WALK)
    if not any(item.session.kind in kinds for item in trail.placed):
        return True
    if frame.phase is not PhaseKind.BASE:
        return False
    return not (season.walked and _steps_are_due(season, frame, carried_kg))


def _steps_are_due(season: Season, frame: Frame, carried_kg: float) -> bool:
    """Whether waiting longer would bring the event's pack home too late (R-52, R-68, R-69)."""
    rules, ladder = season.rulebook, season.ladder
    steps = ceil(max(0.0, ladder.walk_target_kg - carried_kg) / ladder.walk_step_kg)
    step_days = rules["R-68"]["step_window_days"]
    spare = rules["R-52"]["last_heavy_days"] + rules["R-69"]["close_count_heavy"] * step_days
    left = (season.macrocycle.race_date - frame.start).days - spare
    return steps * step_days >= left


def _stepped(season: Season, trail: Trail, frame: Frame, wanted_kg: float) -> tuple[float, date]:
    """A step above what was carried a fortnight before the week's end, and the date that makes it one.

    After time off the ladder climbs from what has been carried since (R-80).
    """
    window, back = timedelta(season.rulebook["R-68"]["step_window_days"]), last_back(season, frame.end)
    held = [item for item in packs_before(trail, frame.end - window) if item.date >= back]
    base = heaviest_kg(held)
    mass = min(wanted_kg, base + season.ladder.walk_step_kg)
    carried = carried_kg(season, trail, frame.end)
    shrunk = 0 < _walked_lately_min(season, trail, frame) < least_walk_min(season)
    if not base or shrunk or mass <= carried + MASS_KG:
        return carried, date.min
    first = min(item.date for item in held if item.session.pack_mass_kg > base - MASS_KG)
    return mass, first + window


def _walked_lately_min(season: Season, trail: Trail, frame: Frame) -> float:
    """Longest loaded walk of R-64b's window: a heavier one is no longer than it."""
    days = season.rulebook["R-64b"]["window_days"]
    ends = (frame.dates[0], frame.dates[-1])
    walked = [trail.longest(day, days, lambda item: item.loaded and item.is_walk) for day in ends]
    return min((minutes for minutes in walked if minutes), default=0.0)


def _most_min(season: Season, trail: Trail, frame: Frame, mass_kg: float, last: Placed | None) -> float:
    """≤ 1.25 × the longest time on feet, and never longer and heavier at once (R-64b)."""
    rule = season.rulebook["R-64b"]
    ends = (frame.dates[0], frame.dates[-1])
    longest = min(trail.longest_on_foot(day, rule["window_days"]) for day in ends)
    peak = season.walked and (frame.phase is not PhaseKind.BASE or season.ladder.walk_only)
    aim = season.long_walk_min if peak else season.rulebook["R-73"]["base_max_min"]
    most = min(rule["growth_ratio"] * longest, aim)
    if last is None:
        most = min(most, rule["first_max_min"])
    elif mass_kg > last.session.pack_mass_kg + MASS_KG:
        most = min(most, last.session.duration_min, _walked_lately_min(season, trail, frame) or most)
    return float(min(most, season.longest_day_min))


def _room_min(season: Season, *, mass_kg: float, load_efm: float) -> float:
    """Minutes of walking that take the share of a week's load that one session may take (R-44)."""
    hour = season.costing.walk(
        60,
        ascent_m_per_km=season.race_ascent_m_per_km,
        terrain=season.inputs.race.terrain,
        pack_mass_kg=mass_kg,
    )
    return float(season.rulebook["R-44"]["planned_max_share"] * load_efm * 60 / hour.load_efm)


def _spaced_if_heavy(season: Season, trail: Trail, walk: LoadedSession) -> LoadedSession:
    """R-66: a heavy one waits until ten days after the last heavy one."""
    heavy = trail.newest(lambda item: item.session.heavy)
    body = season.inputs.athlete.body_mass_kg
    if heavy is None or not is_heavy(walk.mass_kg, walk.duration_min, body, season.rulebook):
        return walk
    gap = timedelta(season.rulebook["R-66"]["heavy_gap_days"])
    return walk._replace(earliest=max(walk.earliest, heavy.date + gap))
