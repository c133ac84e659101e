"""Weeks that raise nothing: deload, return, part weeks, taper blocks and recovery."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile
from math import ceil, inf
from statistics import fmean

from periodise.domain.plan import WeekKind
from periodise.domain.tolerance import minutes_within
from periodise.domain.week import WEEKDAYS
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.pack_sessions import pack_run
from periodise.planner.references import (
    block_share,
    free_share,
    level_of,
    longest_allowed,
    reference,
    runs_of,
    share_of_week,
)
from periodise.planner.season import Season
from periodise.planner.trail import Trail, WeekDone
from periodise.planner.unit_sessions import unit_day_efm
from periodise.planner.week_target import WeekTarget


def deload_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """R-49: a share of the load weeks since the last easy one, no pack, shorter long run."""
    rule, ref = season.rulebook["R-49"], reference(season, trail, frame)
    block, level = _block(season, trail), deload_level_efm(season, trail, most_efm=ref.load_efm)
    load = frame.share * level_of(season, trail, frame, usual_efm=level) * free_share(season, frame)
    longest = min(
        rule["longest_ratio"] * max(week.longest_min for week in block),
        longest_allowed(season, trail, frame),
        share_of_week(season, frame, load),
    )
    return WeekTarget(
        frame=frame,
        kind=WeekKind.DELOAD,
        load_efm=load,
        longest_min=longest,
        descent_m=frame.share * ref.descent_m,
        runs=min(ref.runs, runs_of(season, frame, load_efm=load, longest_min=longest)),
        strength=season.rulebook["R-75"]["sessions_peak_count"],
        rules=("R-49",),
    )


def deload_level_efm(season: Season, trail: Trail, *, most_efm: float) -> float:
    """Mean load of the block that a deload is measured by, races and trips counted as training weeks."""
    return _level_efm(season, _not_easy(season, _block(season, trail)), most_efm=most_efm)


def _level_efm(season: Season, block: Sequence[WeekDone], *, most_efm: float = inf) -> float:
    most = min(most_efm, max(season.weekly_load_efm, *(week.load_efm for week in block)))
    return fmean(min(week.whole_efm, most) for week in block)


def _not_easy(season: Season, block: tuple[WeekDone, ...]) -> tuple[WeekDone, ...]:
    """The block since its last week that turned out easy, near a race or trip or for a long walk (R-49)."""
    ratio = season.rulebook["R-49"]["deload_max_ratio"]
    since: tuple[WeekDone, ...] = ()
    for week in block:
        easy = bool(since) and week.whole_efm <= ratio * _level_efm(season, since)
        since = () if easy else (*since, week)
    return since or block


def deload_was_spoilt(season: Season, trail: Trail) -> bool:
    """Whether the week before was planned as a deload and races or trips in it left it no easy one."""
    last, before = trail.weeks[-1], Trail(trail.placed, trail.weeks[:-1])
    if last.kind is not WeekKind.DELOAD or last.whole_efm <= last.load_efm or not before.weeks:
        return False
    level = deload_level_efm(season, before, most_efm=inf)
    return last.whole_efm > season.rulebook["R-49"]["deload_max_ratio"] * level


def was_easy(season: Season, trail: Trail, *, load_efm: float) -> bool:
    """Whether a deload that is over was one in the end, after the load weeks as they were held (R-49).

    Where days of those weeks were lost it may have been no easier than they: then it counts as one of them.
    """
    last = trail.weeks[-1]
    if last.kind is not WeekKind.LOAD or last.start < season.start:
        return True
    level = deload_level_efm(season, trail, most_efm=inf)
    return minutes_within(load_efm, season.rulebook["R-49"]["deload_max_ratio"] * level)


def deload_is_spent(season: Season, trail: Trail, frame: Frame) -> bool:
    """Whether races and trips in a deload week leave it no easy week: the next one is, then (C2, R-49)."""
    units = sum(unit_day_efm(season, day) for day in frame.dates if day in season.unit_dates)
    level = fmean(week.load_efm for week in _block(season, trail))
    easy = frame.share * level * free_share(season, frame)
    return units > 0 and units + easy > season.rulebook["R-49"]["deload_max_ratio"] * level


def _block(season: Season, trail: Trail) -> tuple[WeekDone, ...]:
    """The load weeks since the last easy week, oldest first; the one before the plan when it has none."""
    planned = [week for week in trail.weeks if week.start >= season.start]
    block = list(takewhile(lambda week: week.kind is WeekKind.LOAD, reversed(planned)))
    return tuple(reversed(block)) or trail.load_weeks(1)


def return_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """R-80: last completed level × fitness kept × the return block's share, over the days that are free."""
    ref = trail.load_weeks(season.rulebook["R-43"]["window_load_weeks"])
    usual = max(week.load_efm for week in ref)
    load = level_of(season, trail, frame, usual_efm=usual) * free_share(season, frame)
    kept = load / usual if usual else 0.0
    longest = min(
        longest_allowed(season, trail, frame),
        max(week.longest_min for week in ref),
        share_of_week(season, frame, load),
    )
    return WeekTarget(
        frame=frame,
        kind=WeekKind.RETURN,
        load_efm=load,
        longest_min=longest,
        descent_m=kept * max(week.descent_m for week in ref),
        runs=min(
            max(week.outings for week in ref), runs_of(season, frame, load_efm=load, longest_min=longest)
        ),
        strength=season.rulebook["R-75"]["sessions_peak_count"],
        rules=("R-80",),
    )


def part_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """The days before the first Monday and the bridge before the taper (R-29)."""
    last = trail.load_weeks(1)[0]
    share = season.rulebook["R-29"]["bridge_ratio"] * frame.days / DAYS_PER_WEEK
    usual = last.load_efm * free_share(season, frame)
    level = level_of(season, trail, frame, usual_efm=usual)
    load = share * min(level, usual * block_share(season, frame))
    kept = load / (share * last.load_efm) if last.load_efm else 0.0
    longest = min(
        longest_allowed(season, trail, frame), last.longest_min * kept, share_of_week(season, frame, load)
    )
    if not any(WEEKDAYS[day.weekday()] == season.long_day for day in frame.dates):
        longest = 0.0
    return WeekTarget(
        frame=frame,
        kind=frame.kind,
        load_efm=load,
        longest_min=longest,
        descent_m=last.descent_m * share * kept,
        runs=min(
            round(last.outings * frame.days / DAYS_PER_WEEK),
            runs_of(season, frame, load_efm=load, longest_min=longest),
        ),
        pack=pack_run(season, trail, frame, may_step=False) if frame.kind is WeekKind.BRIDGE else None,
        strength=int(frame.days > DAYS_PER_WEEK // 2),
        rules=("R-29",),
    )


def taper_block(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """R-50, R-51: a share of the highest load week, lower than the block before, runs kept."""
    rule = season.rulebook["R-51"]
    recent = trail.load_weeks(season.rulebook["R-43"]["window_load_weeks"])
    planned = [
        week
        for week in trail.weeks
        if week.kind is WeekKind.LOAD and week.start >= season.start and week.load_efm
    ]  # a week that a trip took whole is no measure
    peak = max(week.load_efm for week in planned or recent)
    level = min(level_of(season, trail, frame, usual_efm=peak), peak * block_share(season, frame))
    load = frame.share * level * free_share(season, frame) * frame.days / DAYS_PER_WEEK
    before = [week.load_efm for week in trail.weeks if _is_whole_block(season, week)]
    highest = max(week.load_efm for week in recent)
    load = min(load, highest, (before[-1] if before else peak) * rule["block_fall_ratio"])
    longest = min(
        frame.share * max(week.longest_min for week in recent),
        longest_allowed(season, trail, frame),
        share_of_week(season, frame, load),
    )
    kept = ceil(rule["sessions_share"] * max(week.outings for week in recent))
    runs = min(kept, runs_of(season, frame, load_efm=load, longest_min=longest))
    early = _days_out(season, frame) >= season.rulebook["R-53"]["leg_strength_stop_days"]
    pack = pack_run(season, trail, frame, may_step=False) if early else None
    others = rule["shortest_run_min"] * (runs - 1) + (pack.duration_min if pack else 0.0)
    longest = max(0.0, min(longest, load - others))
    return WeekTarget(
        frame=frame,
        kind=WeekKind.TAPER,
        load_efm=load,
        longest_min=longest,
        descent_m=frame.share * max(week.descent_m for week in recent),
        runs=runs,
        pack=pack,
        quality_min=0.0 if season.novice else season.rulebook["R-31"]["touch_min"],
        strength=1 if early else 0,
        rules=("R-50", "R-51"),
    )


def _is_whole_block(season: Season, week: WeekDone) -> bool:
    """Whether a taper block held anything and no day of it was lost: a shortened one is no measure."""
    end = week.start + timedelta(weeks=1)
    cut = any(week.start <= day < end for day in season.away_dates)
    return week.kind is WeekKind.TAPER and week.load_efm > 0 and not cut


def _days_out(season: Season, frame: Frame) -> int:
    return (season.macrocycle.race_date - frame.end).days


def recovery_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """R-55: a week of rest and walks, then a quarter, a half and three quarters of a load week."""
    rule = season.rulebook["R-55"]
    load_weeks = trail.load_weeks(season.rulebook["R-43"]["window_load_weeks"])
    part = frame.days / DAYS_PER_WEEK * free_share(season, frame)
    if not frame.share:
        walks = min(rule["walks_per_week_count"], runs_of(season, frame, load_efm=0.0))
        return WeekTarget(frame=frame, kind=WeekKind.RECOVERY, runs=walks, rules=("R-55",))
    load = frame.share * fmean(week.load_efm for week in load_weeks) * part
    return WeekTarget(
        frame=frame,
        kind=WeekKind.RECOVERY,
        load_efm=load,
        longest_min=0.0,
        descent_m=frame.share * fmean(week.descent_m for week in load_weeks) * part,
        runs=min(
            max(ceil(frame.share * load_weeks[-1].outings), ceil(load / rule["easy_run_max_min"])),
            runs_of(season, frame, load_efm=load),
        ),
        rules=("R-55",),
    )


TARGETS = {
    WeekKind.DELOAD: deload_week,
    WeekKind.RETURN: return_week,
    WeekKind.PARTIAL: part_week,
    WeekKind.BRIDGE: part_week,
    WeekKind.TAPER: taper_block,
    WeekKind.RECOVERY: recovery_week,
}
