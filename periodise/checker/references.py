"""What a session or a week is measured against: the recent past, history, and what time off left of it."""

from collections.abc import Sequence
from typing import NamedTuple

from periodise.checker.absence import Comeback
from periodise.checker.dated import Track
from periodise.checker.microcycle import Microcycle
from periodise.checker.season import Season


class WeekReference(NamedTuple):
    """The highest of the load weeks that a week is measured against."""

    load_efm: float
    longest_min: float
    descent_m: float


def longest_before(season: Season, track: Track, *, day: int, window_days: int, history_min: float) -> float:
    """Minutes of the longest session of a sort in the days before `day`, history included.

    In a return block, and in the days after it that still answer for the absence, what was done
    before counts times the fitness kept times the block's share; what was done since counts whole.
    """
    back = season.comeback_on(day)
    if back is None:
        return _longest(season, track, first=day - window_days, end=day, history_min=history_min)
    left = back.absence.first
    before = _longest(season, track, first=left - window_days, end=left, history_min=history_min)
    since = track.longest_min(max(back.absence.end, day - window_days), day)
    return max(since, before * back.kept * back.share_on(day))


def _longest(season: Season, track: Track, *, first: int, end: int, history_min: float) -> float:
    done = track.longest_min(first, end)
    return max(done, history_min) if first <= season.anchors.day < end else done


def week_reference(season: Season, week: Microcycle) -> WeekReference:
    """The highest of the last four load weeks, of six after a gap (R-43); history is four of them."""
    recent = _recent_load_weeks(season, week.first, _window_weeks(season, week))
    history = season.anchors
    load = [one.load_efm for one in recent]
    longest = [one.longest_min for one in recent]
    descent = [one.descent_m for one in recent]
    if _reaches_history(season, recent, week):
        load.append(history.load_efm)
        longest.append(history.longest_min)
        descent.append(history.descent_m)
    return WeekReference(max(load, default=0.0), max(longest, default=0.0), max(descent, default=0.0))


def ramp_reference(season: Season, week: Microcycle) -> float:
    """The best recent load week, EFM, for R-42: faded after time off as R-80 asks."""
    back = season.comeback_on(week.first)
    if back is None:
        return week_reference(season, week).load_efm
    since = (one.load_efm for one in season.load_weeks if back.absence.end <= one.first < week.first)
    return max((load_before(season, back) * back.kept * back.share_on(week.first), *since))


def load_before(season: Season, back: Comeback) -> float:
    """The best load week before an absence, EFM: of the last four, history included."""
    window = season.rule("R-43")["window_load_weeks"]
    recent = _recent_load_weeks(season, back.absence.first, window)
    done = [one.load_efm for one in recent if one.end <= back.absence.first]
    return max((*done, *((season.anchors.load_efm,) if len(done) < window else ())), default=0.0)


def _window_weeks(season: Season, week: Microcycle) -> int:
    """Four load weeks, or six where the last six calendar weeks hold a gap or one still tells (R-80)."""
    rule = season.rule("R-43")
    longer: int = rule["window_after_gap_load_weeks"]
    gap_days = season.rule("R-49")["easy_span_days"]
    since = week.first - longer * season.rule("R-29")["week_days"]
    gapped = any(one.days_lost >= gap_days and one.overlaps(since, week.first) for one in season.absences)
    gapped = gapped or season.comeback_on(week.first) is not None
    return longer if gapped else int(rule["window_load_weeks"])


def _recent_load_weeks(season: Season, before: int, window: int) -> Sequence[Microcycle]:
    return [one for one in season.load_weeks if one.first < before][-window:]


def _reaches_history(season: Season, recent: Sequence[Microcycle], week: Microcycle) -> bool:
    """Whether fewer load weeks lie between the start and this week than the window holds."""
    return len(recent) < _window_weeks(season, week)


def heaviest_before(season: Season, track: Track, day: int) -> float:
    """Heaviest pack of a sort of session before a date, kg; what was run with before the plan counts."""
    return max(track.heaviest_kg(day), season.anchors.pack_kg)
