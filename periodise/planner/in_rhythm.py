"""Weeks to come in step with those that were: no sixth load week in a row where the race has moved (R-49)."""

from collections.abc import Sequence
from statistics import fmean

from periodise.domain.plan import WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.planner.count_back import Frame, MacroCycle
from periodise.planner.past import Past, on_foot_efm

TRAINING = (WeekKind.LOAD, WeekKind.DELOAD)
ALWAYS_EASY = (WeekKind.RETURN, WeekKind.TAPER)


def in_rhythm(cycle: MacroCycle, past: Past, load_weeks: int, rulebook: Rulebook) -> MacroCycle:
    """`cycle` with the weeks before `past.until` of the kind that they were, and deloads where they lack."""
    frames = [_as_it_was(frame, past) for frame in cycle.frames]
    full = [index for index, frame in enumerate(frames) if frame.kind in (*TRAINING, WeekKind.RETURN)]
    streak: list[int] = []
    for index in full:
        frame = frames[index]
        if _is_easy(frame, [frames[at] for at in streak], past, rulebook):
            streak = []
            continue
        streak.append(index)
        if len(streak) <= rulebook["R-49"]["max_load_weeks_count"]:
            continue
        at = _for_deload(streak, frames, full[-1], load_weeks, past)
        if at is not None:
            share = rulebook["R-49"]["deload_ratio"]
            frames[at] = frames[at]._replace(kind=WeekKind.DELOAD, share=share)
            streak = [other for other in streak if other > at]
    return cycle._replace(frames=tuple(frames))


def _as_it_was(frame: Frame, past: Past) -> Frame:
    """A past frame of the kind that its week had, where both are weeks of training."""
    week = past.weeks.get((frame.start, frame.end))
    known = week is not None and week.kind in (*TRAINING, WeekKind.RETURN)
    if frame.end > past.until or frame.kind not in TRAINING or week is None or not known:
        return frame
    return frame._replace(kind=week.kind)


def _is_easy(frame: Frame, streak: Sequence[Frame], past: Past, rulebook: Rulebook) -> bool:
    """A planned easy week, days lost, or a past week that was light."""
    if frame.kind in ALWAYS_EASY:
        return True
    if frame.end > past.until:
        return frame.kind is WeekKind.DELOAD
    least = rulebook["R-49"]["easy_span_days"]
    lost = any(
        span.start < frame.end and frame.start <= span.end and (span.end - span.start).days + 1 >= least
        for span in past.lost
    )
    return lost or _load(frame, past) <= _easy_efm(streak, past, rulebook)


def _easy_efm(streak: Sequence[Frame], past: Past, rulebook: Rulebook) -> float:
    ratio: float = rulebook["R-49"]["deload_max_ratio"]
    return ratio * fmean(_load(frame, past) for frame in streak) if streak else 0.0


def _load(frame: Frame, past: Past) -> float:
    return on_foot_efm(session for day in frame.dates for session in past.held_on(day))


def _for_deload(
    streak: Sequence[int], frames: Sequence[Frame], last_full: int, load_weeks: int, past: Past
) -> int | None:
    """The week of a long run of load weeks that becomes a deload: never the last before the taper."""
    open_weeks = [at for at in streak if frames[at].start >= past.until and at != last_full]
    wanted = [at for at in open_weeks if streak.index(at) >= load_weeks]
    return min(wanted or open_weeks, default=None)


