"""The week's pack run and shakedown: how heavy, how long, how early (R-52, R-63 to R-65)."""

from datetime import date, timedelta
from itertools import chain

from periodise.domain.plan import WeekKind
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import MASS_KG
from periodise.planner.carried import after_gap_kg, carried_kg, heaviest_kg, is_set_back, packs_before
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.gaps import Gap, gaps_behind, is_away_or_returning, share_on
from periodise.planner.pack_progression import step_is_due
from periodise.planner.season import Season
from periodise.planner.trail import PackStretch, Trail
from periodise.planner.week_target import LoadedSession

ONE_WEEK = timedelta(weeks=1)


def pack_run(season: Season, trail: Trail, frame: Frame, *, may_step: bool) -> LoadedSession | None:
    """The week's pack run, a step heavier when it is due and allowed; none before R-31's week."""
    ladder = season.ladder
    too_soon = frame.number < ladder.first_week or frame.dates[-1] < ladder.first_date
    returning = any(is_away_or_returning(day, season.gaps) for day in frame.dates)
    if not ladder.climbs or too_soon or returning or _too_few_runs(season, trail):
        return None
    if ladder.walk_only:
        return extra_ruck(season, trail, frame) if may_step else None
    stretch = trail.stretch
    earliest = max(earliest_loaded(season, trail), ladder.first_date)
    mass = _set_back(season, trail, frame, ladder.start_kg)
    if stretch is not None and stretch.last >= season.start:
        mass = _set_back(season, trail, frame, min(stretch.mass_kg, ladder.target_kg))
        if may_step and _may_step(season, trail, stretch, mass, frame):
            mass = _next_kg(season, trail, mass)
            earliest = max(earliest, stretch.since + timedelta(ladder.gap_days))
    is_step = mass > _held_kg(season, trail) + MASS_KG
    if is_step and not may_step:
        return None
    minutes = pack_run_min(season, trail, frame.dates[-1], mass)
    runs = (item for item in trail.placed if item.is_loaded_run)
    back = is_set_back(season, runs, frame, mass)
    return LoadedSession(mass, minutes, is_step=is_step, is_set_back=back, earliest=earliest)


def _held_kg(season: Season, trail: Trail) -> float:
    """Heaviest pack run with in the recent load weeks, the measure of a raise (R-43)."""
    since = trail.load_weeks(season.rulebook["R-43"]["window_load_weeks"])[0].start
    carried = (
        item.session.pack_mass_kg for item in trail.placed if item.is_loaded_run and item.date >= since
    )
    return max(carried, default=0.0)


def _too_few_runs(season: Season, trail: Trail) -> bool:
    """R-60: four weeks of at least three runs lie behind every pack."""
    rule, past = season.rulebook["R-60"], season.inputs.history
    asked = rule["runs_per_week_count"]
    known = min(past.weeks_consistent, season.rulebook["A0"]["history_weeks"])
    weeks = known if past.runs_per_week >= asked else 0
    weeks += sum(week.start >= season.start and week.runs >= asked for week in trail.weeks)
    return weeks < rule["runs_per_week_for_weeks"]


def _set_back(season: Season, trail: Trail, frame: Frame, mass_kg: float) -> float:
    """`mass_kg`, or steps less where no pack was run with since the last gap."""
    gap = _gap_since(season.gaps, trail, frame)
    return after_gap_kg(season, gap, mass_kg, step_kg=season.ladder.step_kg) if gap else mass_kg


def _next_kg(season: Season, trail: Trail, mass_kg: float) -> float:
    """The next mass of the ladder; after a step back it lands on what was run with before (R-43)."""
    restart = season.rulebook["R-80"]["pack_restart_days"]
    since = max((gap.end for gap in season.gaps if gap.days_lost >= restart), default=season.start)
    held = heaviest_kg(item for item in trail.placed if item.is_loaded_run and item.date >= since)
    above = season.ladder.above(mass_kg)
    return held if mass_kg + MASS_KG < held < above else above


def _gap_since(gaps: tuple[Gap, ...], trail: Trail, frame: Frame) -> Gap | None:
    """The last gap with no pack run after it yet."""
    for gap in reversed(gaps):
        if gap.end <= frame.end:
            newest = trail.newest(lambda item: item.is_loaded_run)
            return gap if newest is None or newest.date < gap.start else None
    return None


def _may_step(season: Season, trail: Trail, stretch: PackStretch, mass_kg: float, frame: Frame) -> bool:
    """R-63: enough sessions at this mass, enough days since the last step, and it is due."""
    rule = season.rulebook["R-63"]
    sessions = trail.sessions_at(
        mass_kg,
        since=max(stretch.since, season.start),
        match_kg=rule["mass_match_kg"],
        least_min=rule["session_min_min"],
    )
    rested = stretch.since + timedelta(season.ladder.gap_days) <= frame.dates[-1]
    enough = sessions >= rule["sessions_before_step_count"]
    held = abs(stretch.mass_kg - mass_kg) <= MASS_KG
    return (
        held
        and enough
        and rested
        and step_is_due(mass_kg, frame, season.ladder, season.macrocycle.frames, season.rulebook)
    )


def earliest_loaded(season: Season, trail: Trail) -> date:
    """First date for another loaded session: seven days apart in the first pack weeks (R-65)."""
    newest = trail.newest(lambda item: item.loaded)
    if newest is None or not in_first_pack_weeks(season, trail, newest.date):
        return date.min
    return newest.date + ONE_WEEK


def in_first_pack_weeks(season: Season, trail: Trail, day: date) -> bool:
    """Whether `day` is within the first four weeks with a pack of somebody who never carried one."""
    past = season.inputs.history
    if past.pack_mass_kg > 0 or past.longest_loaded_km > 0:
        return False
    first = next((item.date for item in trail.placed if item.loaded), None)
    weeks = season.rulebook["R-65"]["first_pack_weeks"]
    return first is None or day < first + timedelta(weeks=weeks)


def pack_run_min(season: Season, trail: Trail, day: date, mass_kg: float) -> float:
    """Longest pack run that R-64 lets happen on `day` at `mass_kg`, in whole minutes."""
    rule = season.rulebook["R-64"]
    longest, first = _loaded_reference(season, trail, day)
    if first:
        return longest
    stretch = trail.stretch
    if stretch and mass_kg > stretch.mass_kg + MASS_KG:
        return max(rule["floor_min"], rule["new_mass_first_ratio"] * longest)
    young = stretch is not None and stretch.days < season.rulebook["R-63"]["sessions_before_step_count"]
    if young or _grew_lately(trail, day, rule["increase_gap_days"], rule["window_days"]):
        return longest * rule["new_mass_second_ratio"]
    return min(_grown(season, longest), season.rulebook["R-76"]["easy_run_max_min"])


def _loaded_reference(season: Season, trail: Trail, day: date) -> tuple[float, bool]:
    """Longest loaded run behind `day` in minutes, and whether it is a first or a fresh start."""
    rule = season.rulebook["R-64"]
    kept = [
        trail.longest_loaded_run(gap.start, rule["window_days"]) * share_on(day, gap, season.rulebook)
        for gap in gaps_behind(day, season.gaps, season.rulebook)
    ]
    first = min(rule["first_min"], season.longest_loaded_min or rule["first_min"])
    if kept:
        return min(kept) or first, True
    longest = trail.longest_loaded_run(day, rule["window_days"])
    if longest:
        return longest, False
    last = trail.newest(lambda item: item.is_loaded_run and item.session.duration_min > 0)
    known = rule["first_known_share"] * last.session.duration_min if last else first
    return known, True


def _grown(season: Season, longest_min: float) -> float:
    rule = season.rulebook["R-64"]
    if longest_min >= rule["short_below_min"]:
        return float(rule["growth_ratio"] * longest_min)
    step = rule["short_step_novice_min"] if season.novice else rule["short_step_min"]
    return float(max(rule["growth_ratio"] * longest_min, longest_min + step))


def _grew_lately(trail: Trail, day: date, gap_days: int, window_days: int) -> bool:
    """Whether a longest loaded run was set less than `gap_days` before `day` (R-64)."""
    recent = [item for item in trail.within(day, gap_days - 1) if item.is_loaded_run]
    return any(
        item.session.duration_min > trail.longest_loaded_run(item.date, window_days) for item in recent
    )


def extra_ruck(season: Season, trail: Trail, frame: Frame) -> LoadedSession | None:
    """The moderate ruck of a load week, only for who asked for it: no raise, and never heavy (R-77, C12)."""
    if not season.inputs.plan.ruck_extra:
        return None
    rule, definitions = season.rulebook["R-77"], season.rulebook["A0"]
    grain, body = definitions["mass_grain_kg"], season.inputs.athlete.body_mass_kg
    walked = [item.session for item in packs_before(trail, frame.end) if item.date >= season.start]
    heaviest = carried_kg(season, trail, frame.end) if walked else 0.0
    light = definitions["heavy_share"] * body - grain
    mass = min(heaviest, rule["extra_ruck_high_ratio"] * season.race_pack_kg, light) // grain * grain
    if mass < rule["extra_ruck_low_ratio"] * season.race_pack_kg:
        return None
    minutes = min(rule["extra_ruck_min"], max(session.duration_min for session in walked))
    return LoadedSession(mass, minutes, earliest=earliest_loaded(season, trail), walked=True)


def shakedown(season: Season, trail: Trail, frame: Frame) -> LoadedSession | None:
    """The last full-kit test, 8 to 14 days out: race pack, or one step above what was carried (R-52)."""
    rule, ladder = season.rulebook["R-52"], season.ladder
    race_date = season.macrocycle.race_date
    roomy = season.shakedown_dates
    window = [day for day in roomy if frame.start <= day < frame.end]
    units_near = any(
        race_date - timedelta(out) in season.unit_dates
        for out in range(1, rule["shakedown_earliest_days"] + DAYS_PER_WEEK)
    )
    if frame.kind is WeekKind.LOAD and len(window) < len(roomy) / 2 and not units_near:
        return None  # an easier week holds it
    packs = (item.session for item in trail.placed if item.loaded)
    carried = max((one.pack_mass_kg for one in packs if one.kind is not SessionKind.SHAKEDOWN), default=0.0)
    only_walks = ladder.refused == "R-60" and carried > 0
    if _is_shaken(season, trail) or not window or not (ladder.climbs or only_walks):
        return None
    mass = min(season.race_pack_kg, carried + ladder.step_kg)
    ceiling = rule["walked_above_share"] * season.inputs.athlete.body_mass_kg
    return LoadedSession(
        mass,
        rule["shakedown_max_min"],
        earliest=max(window[0], earliest_loaded(season, trail)),
        latest=window[-1],
        walked=only_walks or mass > ceiling or mass > carried + MASS_KG,
    )


def _is_shaken(season: Season, trail: Trail) -> bool:
    """Whether a shakedown stands already; one held earlier than R-52 asks, for a race that moved, is none."""
    earliest = season.rulebook["R-52"]["shakedown_earliest_days"]
    first = season.macrocycle.race_date - timedelta(earliest)
    held = ((item.date, item.session) for item in trail.placed)
    locked = ((day, session) for day, sessions in season.locked.items() for session in sessions)
    return any(session.kind is SessionKind.SHAKEDOWN and day >= first for day, session in chain(held, locked))
