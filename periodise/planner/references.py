"""What a week is measured against and bounded by: recent weeks, recent runs, gaps, and free days."""

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import fmean
from typing import NamedTuple

from periodise.domain.plan import WeekKind
from periodise.metrics.detraining import return_share
from periodise.planner.count_back import DAYS_PER_WEEK, Frame
from periodise.planner.gaps import Gap, gaps_behind, share_on
from periodise.planner.season import Season
from periodise.planner.trail import Trail, WeekDone


class Reference(NamedTuple):
    """What this week is measured against (R-42, R-43)."""

    best_load_efm: float
    """Best of the last four weeks, and no more than a load week held (R-42)."""
    load_efm: float
    longest_min: float
    held_longest_min: float
    """Longest of all weeks in the window, those before a gap included: what growth is counted from."""
    descent_m: float
    runs: int


def reference(season: Season, trail: Trail, frame: Frame) -> Reference:
    """Highest of the recent load weeks and best of the last four weeks."""
    load = _recent_load_weeks(season, trail, frame)
    recent = trail.weeks_before(frame.start, season.rulebook["R-42"]["window_weeks"])
    highest = max(week.load_efm for week in load)
    return Reference(
        best_load_efm=min(highest, max((week.load_efm for week in recent), default=0.0)),
        load_efm=highest,
        longest_min=max(week.longest_min for week in load),
        held_longest_min=max(
            week.longest_min
            for week in trail.load_weeks(season.rulebook["R-43"]["window_after_gap_load_weeks"])
        ),
        descent_m=max(week.descent_m for week in load),
        runs=max(week.outings for week in load),
    )


def _recent_load_weeks(season: Season, trail: Trail, frame: Frame) -> tuple[WeekDone, ...]:
    """The last four load weeks, six after a gap: returning to a level held there is no raise (R-43)."""
    rule = season.rulebook["R-43"]
    after_gap = gaps_behind(frame.start, season.gaps, season.rulebook)
    return trail.load_weeks(rule["window_after_gap_load_weeks" if after_gap else "window_load_weeks"])


def longest_allowed(season: Season, trail: Trail, frame: Frame) -> float:
    """R-40 over dates, for a run on the last day of `frame` or earlier: the stricter end counts."""
    return min(_longest_allowed_on(season, trail, day) for day in (frame.dates[0], frame.dates[-1]))


def longest_allowed_on(season: Season, trail: Trail, day: date) -> float:
    """Longest run that may stand on `day`; the day before the race is protected (R-72)."""
    allowed = _longest_allowed_on(season, trail, day)
    if (season.macrocycle.race_date - day).days == 1:
        return min(allowed, season.rulebook["R-72"]["before_trip_max_min"])
    return allowed


def _longest_allowed_on(season: Season, trail: Trail, day: date) -> float:
    """Longest run that R-40 lets happen on `day`, R-45's cap included."""
    rule = season.rulebook["R-40"]
    kept = [
        max(
            trail.longest_run(gap.start, rule["window_days"]) * share_on(day, gap, season.rulebook),
            trail.longest_run(day, (day - gap.end).days),
        )
        for gap in gaps_behind(day, season.gaps, season.rulebook)
    ]
    longest = min(kept, default=trail.longest_run(day, rule["window_days"]))
    return min(grown(longest, rule), season.longest_cap_min, _late_cap_min(season, day))


def _late_cap_min(season: Season, day: date) -> float:
    """How long a run may be so close to the race (R-51)."""
    rule, out = season.rulebook["R-51"], (season.macrocycle.race_date - day).days
    far = season.distance_class != "short" and season.taper.days >= rule["very_long_days_far"]
    if 0 < out < rule["last_long_days"]:
        return float(rule["last_long_min"] - 1)
    if 0 < out < rule["very_long_days_far" if far else "very_long_days"]:
        return float(rule["very_long_min"])
    return season.longest_cap_min


def grown(longest_min: float, rule: Mapping[str, float]) -> float:
    """One step of R-40 above `longest_min`, with its floor for short runs.

    A short run grows no further than one that is short no longer: that one may come days before it.
    """
    if longest_min < rule["short_below_min"]:
        step = min(longest_min + rule["short_step_min"], rule["growth_ratio"] * rule["short_below_min"])
        return max(rule["floor_min"], step, rule["growth_ratio"] * longest_min)
    return rule["growth_ratio"] * longest_min


def free_share(season: Season, frame: Frame) -> float:
    """Share of the week's usual minutes that time away, races and trips leave: nothing is made up (R-80)."""
    usual = sum(season.inputs.week.on(day).available_min for day in frame.dates)
    free = sum(_free_min(season, day) for day in frame.dates)
    return free / usual if usual else 0.0


def _free_min(season: Season, day: date) -> float:
    """Minutes of an ordinary week that a date keeps near races and trips (R-55)."""
    usual = season.inputs.week.on(day).available_min
    return min(usual, season.available_min(day)) * season.limit_on(day).load_share


def level_of(season: Season, trail: Trail, frame: Frame, *, usual_efm: float) -> float:
    """Weekly load that R-80 lets a frame be measured by: the mean over its days that are not lost."""
    here = [day for day in frame.dates if day not in season.away_dates]
    levels = [
        min(
            (
                load_before(season, trail, gap) * share_on(day, gap, season.rulebook)
                for gap in gaps_behind(day, season.gaps, season.rulebook)
            ),
            default=usual_efm,
        )
        for day in here
    ]
    return min(usual_efm, fmean(levels)) if levels else 0.0


def block_share(season: Season, frame: Frame) -> float:
    """Share of its own numbers that a taper or bridge keeps in a return block (R-80); 1 outside of one."""
    here = [day for day in frame.dates if day not in season.away_dates]
    shares = [
        min(
            (
                return_share(gap.days_lost, (day - gap.end).days, season.rulebook)
                for gap in gaps_behind(day, season.gaps, season.rulebook)
            ),
            default=1.0,
        )
        for day in here
    ]
    return fmean(shares) if shares else 0.0


def load_before(season: Season, trail: Trail, gap: Gap) -> float:
    """Best load of the whole weeks among the four before a gap: what a return is measured by (R-80)."""
    weeks = trail.weeks_before(gap.start, season.rulebook["R-42"]["window_weeks"])
    whole = (week for week in weeks if week.start + timedelta(weeks=1) <= gap.start)
    return max((week.load_efm for week in whole), default=0.0)


def share_of_week(season: Season, frame: Frame, load_efm: float) -> float:
    """Most of a week's load that one run may take (R-44); all of it when only one day is free."""
    least = season.rulebook["R-76"]["easy_run_min_min"]
    days = sum(season.available_min(day) >= least for day in frame.dates)
    return float(load_efm * (season.rulebook["R-44"]["planned_max_share"] if days > 1 else 1))


def easy_room_min(season: Season, frame: Frame, *, days_taken: int) -> float:
    """Minutes of easy running that a week has room for beside its `days_taken` roomiest days."""
    rest = season.rulebook["R-48"]["rest_days_novice_count" if season.novice else "rest_days_count"]
    easy = season.rulebook["R-76"]["easy_run_max_min"]
    rooms = sorted((season.available_min(day) for day in frame.dates), reverse=True)
    return float(sum(min(room, easy) for room in rooms[days_taken : DAYS_PER_WEEK - rest]))


def runs_of(
    season: Season, frame: Frame, *, load_efm: float, longest_min: float = 0.0, second_min: float = 0.0
) -> int:
    """Runs and walks of a week: today's habit, more when the load needs the days (R-48, R-76)."""
    rest = season.rulebook["R-48"]["rest_days_novice_count" if season.novice else "rest_days_count"]
    taper = frame.kind is WeekKind.TAPER
    least = (
        season.rulebook["R-51"]["shortest_run_min"] if taper else season.rulebook["R-76"]["easy_run_min_min"]
    )
    rooms = sorted((season.available_min(day) for day in frame.dates), reverse=True)
    most = min(sum(room >= least for room in rooms), DAYS_PER_WEEK - rest)
    wanted = max(season.inputs.history.runs_per_week, season.rulebook["R-76"]["runs_per_week_count"])
    easy = season.rulebook["R-76"]["easy_run_max_min"]
    held = [min(rooms[0], longest_min), *(min(room, easy) for room in rooms[1:])]
    if second_min:
        held[1] = min(rooms[1], second_min)
    while wanted < most and sum(held[:wanted]) < load_efm:
        wanted += 1
    return max(0, min(wanted, most))
