"""Weeks that raise nothing: deload, return, part weeks, taper blocks and recovery."""

from math import ceil
from statistics import fmean

from periodise.domain.plan import WeekKind
from periodise.domain.week import WEEKDAYS
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.gaps import gap_behind, share_on
from periodise.planner.pack_sessions import pack_run, shakedown
from periodise.planner.season import Season
from periodise.planner.trail import Trail, WeekDone
from periodise.planner.week_target import WeekTarget
from periodise.planner.weekly_load import free_share, longest_allowed, reference, runs_of


def deload_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """R-49: a share of the load weeks since the last easy one, no pack, shorter long run."""
    rule, ref = season.rulebook["R-49"], reference(season, trail, frame)
    block = _block(trail, rule["max_load_weeks_count"])
    load = frame.share * fmean(week.load_efm for week in block) * free_share(season, frame)
    longest = min(
        rule["longest_ratio"] * max(week.longest_min for week in block),
        longest_allowed(season, trail, frame),
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


def _block(trail: Trail, most: int) -> tuple[WeekDone, ...]:
    """The load weeks since the last easy week, at least one and at most `most`."""
    block: list[WeekDone] = []
    for week in reversed(trail.weeks):
        if week.kind is not WeekKind.LOAD and block:
            break
        if week.kind is WeekKind.LOAD:
            block.append(week)
    return tuple(block[:most])


def return_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """R-80: last completed level × fitness kept × the return block's share, day by day."""
    rule = season.rulebook["R-43"]
    ref = trail.load_weeks(rule["window_after_gap_load_weeks"])
    usual = sum(season.inputs.week.on(day).available_min for day in frame.dates)
    shares = [
        season.available_min(day) * (share_on(day, gap, season.rulebook) if gap else 1.0)
        for day in frame.dates
        for gap in (gap_behind(day, season.gaps, season.rulebook),)
    ]
    kept = sum(shares) / usual if usual else 0.0
    load = kept * max(week.load_efm for week in ref)
    longest = min(longest_allowed(season, trail, frame), max(week.longest_min for week in ref))
    return WeekTarget(
        frame=frame,
        kind=WeekKind.RETURN,
        load_efm=load,
        longest_min=longest,
        descent_m=kept * max(week.descent_m for week in ref),
        runs=min(ref[-1].runs, runs_of(season, frame, load_efm=load, longest_min=longest)),
        strength=season.rulebook["R-75"]["sessions_peak_count"],
        rules=("R-80",),
    )


def part_week(season: Season, trail: Trail, frame: Frame) -> WeekTarget:
    """The days before the first Monday and the bridge before the taper (R-29)."""
    last = trail.load_weeks(1)[0]
    share = season.rulebook["R-29"]["bridge_ratio"] * frame.days / DAYS_PER_WEEK
    gap = gap_behind(frame.start, season.gaps, season.rulebook)
    kept = (share_on(frame.start, gap, season.rulebook) if gap else 1.0) * free_share(season, frame)
    load = last.load_efm * share * kept
    longest = min(longest_allowed(season, trail, frame), last.longest_min * kept, load)
    if not any(WEEKDAYS[day.weekday()] == season.inputs.week.long_day for day in frame.dates):
        longest = 0.0
    return WeekTarget(
        frame=frame,
        kind=frame.kind,
        load_efm=load,
        longest_min=longest,
        descent_m=last.descent_m * share * kept,
        runs=min(
            round(last.runs * frame.days / DAYS_PER_WEEK),
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
    peak = max(week.load_efm for week in trail.weeks if week.kind is WeekKind.LOAD)
    load = frame.share * peak * _taper_free_share(season, frame)
    before = trail.weeks[-1]
    if before.kind is WeekKind.TAPER:
        load = min(load, before.load_efm * rule["block_fall_ratio"])
    last = frame.end == season.macrocycle.race_date
    longest = min(
        frame.share * max(week.longest_min for week in recent),
        rule["last_long_min"] - 1 if last else rule["very_long_min"],
        longest_allowed(season, trail, frame),
    )
    runs = ceil(rule["sessions_share"] * max(week.runs for week in recent))
    shaken = shakedown(season, trail, frame)
    early = (season.macrocycle.race_date - frame.end).days >= season.rulebook["R-53"][
        "leg_strength_stop_days"
    ]
    return WeekTarget(
        frame=frame,
        kind=WeekKind.TAPER,
        load_efm=load,
        longest_min=longest,
        descent_m=frame.share * max(week.descent_m for week in recent),
        runs=min(runs, runs_of(season, frame, load_efm=load, longest_min=longest)),
        pack=pack_run(season, trail, frame, may_step=False) if early else None,
        shakedown=shaken,
        quality_min=0.0 if season.novice else season.rulebook["R-31"]["touch_min"],
        strength=1 if early else 0,
        rules=("R-50", "R-51"),
    )


def _taper_free_share(season: Season, frame: Frame) -> float:
    """Time away shrinks a taper block; a block cut short by a short runway holds fewer days."""
    return free_share(season, frame) * frame.days / DAYS_PER_WEEK


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
            max(ceil(frame.share * load_weeks[-1].runs), ceil(load / rule["easy_run_max_min"])),
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
