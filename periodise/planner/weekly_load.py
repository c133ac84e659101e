"""What a load week should hold: load, longest run, climb, pack, from what stands before it.

The desired curve runs from today's level to the peak in equal ratios and arrives some load weeks
before the taper (R-32). The caps of R-40, R-42 and R-43 stand above it: at most one stressor is
raised in a load week, the others creep or hold.
"""

from datetime import timedelta
from math import floor

from periodise.domain.plan import PhaseKind, WeekKind
from periodise.domain.session import SessionKind
from periodise.metrics.race_time import row_for
from periodise.planner.back_to_back import back_to_back
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.gaps import gaps_behind
from periodise.planner.pack_sessions import pack_run
from periodise.planner.references import (
    Reference,
    free_share,
    level_of,
    longest_allowed,
    reference,
    runs_of,
    share_of_week,
)
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.walks import long_walk
from periodise.planner.week_target import LoadedSession, Stressor, WeekTarget

ONE_WEEK = timedelta(DAYS_PER_WEEK)


def load_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    ref = reference(season, trail, frame)
    gaps = gaps_behind(frame.start, season.gaps, season.rulebook)
    hot = _is_hot(season, frame)
    if gaps or hot or free_share(season, frame) < 1 or trail.weeks[-1].kind is WeekKind.RETURN:
        return _held_week(season, trail, frame, ref)
    volume, longest = _desired(season, frame)
    pack = pack_run(season, trail, frame, may_step=_may_step(season, trail, frame))
    hike = _due_walk(season, trail, frame, ref)
    steps = any(loaded.is_step for loaded in (pack, hike) if loaded)
    stressor = _stressor(season, frame, ref, steps=steps, volume=volume, longest=longest)
    wanted_min = floor(_longest(season, trail, frame, ref, stressor, longest))
    load, longest_min = _balanced(season, frame, ref, stressor, volume_efm=volume, longest_min=wanted_min)
    if hike is None and stressor is not Stressor.LONGEST and _can_wait(season, trail, frame, ref):
        free = stressor in (Stressor.NONE, Stressor.PACK)
        hike = long_walk(season, trail, frame, load_efm=load, may_step=free)
    if hike and hike.is_step and season.ladder.walk_only:
        pack = None  # the moderate ruck would be the shorter walk that a heavier one is measured by
    quality = _quality(season, frame)
    pair = (
        (0.0, 0.0)
        if hike or any(day in season.training_races for day in frame.dates)
        else back_to_back(
            season,
            trail,
            frame,
            stressor,
            load_efm=load,
            longest_min=longest_min,
            beside_min=[minutes for minutes in (pack.duration_min if pack else 0.0, quality) if minutes],
        )
    )
    return WeekTarget(
        frame=frame,
        kind=WeekKind.LOAD,
        load_efm=load,
        longest_min=pair[0] or longest_min,
        second_min=pair[1],
        alone_min=longest_min,
        descent_m=_descent_cap(season, ref),
        runs=runs_of(season, frame, load_efm=load, longest_min=pair[0] or longest_min, second_min=pair[1]),
        pack=pack,
        hike=hike,
        quality_min=quality,
        strength=season.rulebook["R-75"]["sessions_per_week_count"],
        stressor=stressor,
        rules=_load_rules(stressor),
    )


def _due_walk(season: Season, trail: Trail, frame: Frame, ref: Reference) -> LoadedSession | None:
    """The long walk that goes before the long run, its step before other raises (R-32).

    Where the race is walked, always; before a stage race while building.
    """
    staged = season.inputs.race.stages and frame.phase is PhaseKind.BUILD
    if not season.walked and not staged:
        return None
    may_step = _may_step(season, trail, frame)
    return long_walk(season, trail, frame, load_efm=ref.load_efm, may_step=may_step)


def _may_step(season: Season, trail: Trail, frame: Frame) -> bool:
    """Whether so short a runway leaves a pack step (R-30): none in maintenance, one in a crash plan.

    A plan that goes on keeps the weeks in which it steps, so that the long runs keep theirs (R-84).
    """
    if season.past is not None and not season.past.steps_in(frame.start):
        return False
    rule, weeks = season.rulebook["R-30"], season.macrocycle.weeks
    if weeks > rule["crash_max_weeks"]:
        return True
    carried = {
        item.session.pack_mass_kg for item in trail.placed if item.loaded and item.date >= season.start
    }
    return weeks > rule["maintenance_max_weeks"] and len(carried) < 2


def _balanced(
    season: Season,
    frame: Frame,
    ref: Reference,
    stressor: Stressor,
    *,
    volume_efm: float,
    longest_min: float,
) -> tuple[float, float]:
    """Load and long run that fit each other: the run's growth counts in the load, the load caps the run."""
    load = _volume(season, ref, stressor, volume_efm, longest_min)
    most = float(floor(share_of_week(season, frame, load)))
    if longest_min <= most:
        return load, longest_min
    return _balanced(season, frame, ref, stressor, volume_efm=volume_efm, longest_min=most)


def _load_rules(stressor: Stressor) -> tuple[str, ...]:
    raised = {Stressor.VOLUME: ("R-42",), Stressor.LONGEST: ("R-40",), Stressor.PACK: ("R-63",)}
    return ("R-32", *raised.get(stressor, ()), "R-43")


def _held_week(season: Season, trail: Trail, frame: Frame, ref: Reference) -> WeekTarget:
    """A load week with days away, or one that still answers for a gap: nothing rises (R-80)."""
    load = level_of(season, trail, frame, usual_efm=ref.load_efm) * free_share(season, frame)
    hot = _is_hot(season, frame)
    load *= season.rulebook["R-91"]["load_ratio"] if hot else 1.0
    kept = load / ref.load_efm if ref.load_efm else 0.0
    longest = min(
        longest_allowed(season, trail, frame), kept * ref.longest_min, share_of_week(season, frame, load)
    )
    if any(day in season.unit_dates for day in frame.dates):
        longest = 0.0  # the race or trip is the week's long day
    return WeekTarget(
        frame=frame,
        kind=WeekKind.LOAD,
        load_efm=load,
        longest_min=longest,
        descent_m=kept * ref.descent_m,
        runs=runs_of(season, frame, load_efm=load, longest_min=longest),
        pack=pack_run(season, trail, frame, may_step=False),
        strength=season.rulebook["R-75"]["sessions_per_week_count"],
        rules=(*_held_by(season, frame), "R-43"),
    )


def _held_by(season: Season, frame: Frame) -> tuple[str, ...]:
    """Why nothing rises in a week: races and trips near it, heat to get used to, or days away."""
    near = {
        rule
        for unit in season.occasions
        if unit.unit and any(day in season.unit_dates or day in season.day_limits for day in frame.dates)
        for rule in ("R-28", "R-55" if unit.kind is SessionKind.OTHER_RACE else "R-72")
        if unit.first < frame.end + ONE_WEEK and frame.start < unit.last + ONE_WEEK
    }
    hot = ("R-91",) if _is_hot(season, frame) else ()
    return (*sorted(near), *hot) or ("R-80",)


def _is_hot(season: Season, frame: Frame) -> bool:
    """Whether the week's easy runs are for getting used to the heat (R-91)."""
    return any(day in season.heat_dates for day in frame.dates)


def _desired(season: Season, frame: Frame) -> tuple[float, float]:
    """Load and longest run of this load week on the curve from today to the peak (R-32)."""
    load_frames = [item for item in season.macrocycle.frames if item.kind is WeekKind.LOAD]
    row = row_for(season.rulebook["R-32"]["hold_weeks"], season.inputs.race.distance_km)
    arrive = max(1, len(load_frames) - row["weeks"])
    done = sum(item.start <= frame.start for item in load_frames)
    share = min(1.0, done / arrive)
    return (
        _between(season.weekly_load_efm, season.peak_load_efm, share),
        _between(season.longest_run_min, season.peak_longest_min, share),
    )


def _between(today: float, peak: float, share: float) -> float:
    """A point of the curve of equal ratios; a fall to less free time happens at once."""
    if peak <= today or today <= 0:
        return peak
    return float(today * (peak / today) ** share)


def _stressor(
    season: Season,
    frame: Frame,
    ref: Reference,
    *,
    steps: bool,
    volume: float,
    longest: float,
) -> Stressor:
    """Which variable this week raises: a pack step first, then what is further behind its curve.

    A long run that creeping would not bring to what gate c asks for goes before the volume.
    """
    if season.macrocycle.weeks <= season.rulebook["R-30"]["maintenance_max_weeks"]:
        return Stressor.LONGEST
    if steps:
        return Stressor.PACK
    behind_volume = volume / crept_load(season, ref)
    behind_longest = longest / crept_longest(season, ref)
    if max(behind_volume, behind_longest) <= 1:
        return Stressor.NONE
    weeks = len(_load_weeks_after(season, frame)) + 1
    late = behind_longest > 1 and _crept_reach(season, ref, weeks=weeks) < season.needed_run_min
    return Stressor.LONGEST if late or behind_longest > behind_volume else Stressor.VOLUME


def crept_load(season: Season, ref: Reference) -> float:
    """Most load of a week that raises no volume (R-43)."""
    rule = season.rulebook["R-43"]
    return max(rule["volume_ratio"] * ref.load_efm, ref.load_efm + rule["volume_min"])


def crept_longest(season: Season, ref: Reference) -> float:
    """Longest run of a week that raises none (R-43)."""
    return _crept(season, ref.longest_min)


def _crept(season: Season, longest_min: float) -> float:
    rule = season.rulebook["R-43"]
    return float(max(rule["longest_ratio"] * longest_min, longest_min + rule["longest_min"]))


def _longest(
    season: Season,
    trail: Trail,
    frame: Frame,
    ref: Reference,
    stressor: Stressor,
    desired_min: float,
) -> float:
    allowed = longest_allowed(season, trail, frame)
    if stressor is Stressor.PACK:
        allowed = min(allowed, ref.longest_min)
    elif stressor is not Stressor.LONGEST:
        allowed = min(allowed, crept_longest(season, ref))
    return min(allowed, max(desired_min, min(ref.longest_min, season.peak_longest_min)))


def _volume(
    season: Season, ref: Reference, stressor: Stressor, desired_efm: float, longest_min: float
) -> float:
    rule = season.rulebook["R-42"]
    ramp = max(rule["ramp_soft_ratio"] * ref.best_load_efm, ref.best_load_efm + rule["ramp_floor_min"])
    if season.macrocycle.weeks <= season.rulebook["R-30"]["maintenance_max_weeks"]:
        return min(ramp, ref.load_efm)
    if stressor is Stressor.VOLUME:
        return min(desired_efm, ramp)
    growth = max(0.0, longest_min - ref.held_longest_min) if stressor is Stressor.LONGEST else 0.0
    return min(max(desired_efm, ref.load_efm), ramp, crept_load(season, ref) + growth)


def _descent_cap(season: Season, ref: Reference) -> float:
    """Descent that raises nothing (R-43, R-47)."""
    rule = season.rulebook["R-43"]
    return max(rule["descent_ratio"] * ref.descent_m, ref.descent_m + rule["descent_m"])


def _can_wait(season: Season, trail: Trail, frame: Frame, ref: Reference) -> bool:
    """Whether this week can go without a long run: the next may still be as long, and the peak is reached."""
    left = _load_weeks_after(season, frame)
    window = season.rulebook["R-40"]["window_days"]
    if not left or trail.longest_run(left[0].dates[-1], window) < ref.longest_min:
        return False
    return _crept_reach(season, ref, weeks=len(left)) >= season.peak_longest_min


def _load_weeks_after(season: Season, frame: Frame) -> tuple[Frame, ...]:
    frames = season.macrocycle.frames
    return tuple(item for item in frames if item.kind is WeekKind.LOAD and item.start > frame.start)


def _crept_reach(season: Season, ref: Reference, *, weeks: int) -> float:
    """Longest run after so many load weeks that raise no long run."""
    reach = ref.longest_min
    for _ in range(weeks):
        reach = _crept(season, reach)
    return reach


def _quality(season: Season, frame: Frame) -> float:
    """Minutes of the week's one faster session, build only, none for novices (R-31, R-76)."""
    if season.novice or frame.phase is not PhaseKind.BUILD:
        return 0.0
    return float(season.rulebook["R-31"]["quality_min"])
