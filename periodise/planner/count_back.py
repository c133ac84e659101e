"""Count back from race day: taper, bridge, Monday weeks, phases and deloads (R-29, R-30, R-49, R-50)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import Any, NamedTuple

from periodise.domain.dates import dates
from periodise.domain.plan import Phase, PhaseKind, WeekKind
from periodise.domain.rulebook import Rulebook

DAYS_PER_WEEK = 7


class Taper(NamedTuple):
    """How long the taper is and how much of the highest load week each 7-day block keeps (R-50)."""

    days: int
    shares: tuple[float, ...]


class Frame(NamedTuple):
    """A week before anything is put into it; `end` is the first day not in it."""

    start: date
    end: date
    kind: WeekKind
    phase: PhaseKind
    number: int = 0
    """Training week of the plan, from 1; the partial first week is part of week 1."""
    share: float = 1.0
    """Of the load that its kind is measured by: a taper block's of the peak, a deload's of its load weeks."""
    weeks_to_race: int = 0

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def dates(self) -> tuple[date, ...]:
        return dates(self.start, self.end)


class MacroCycle(NamedTuple):
    """The whole season as empty frames, from the plan's start to the end of recovery."""

    frames: tuple[Frame, ...]
    phases: tuple[Phase, ...]
    weeks: int
    """W: whole and part weeks from the start to race day (R-29)."""
    taper: Taper
    race_date: date


def runway_weeks(start: date, race_date: date) -> int:
    """W of R-29: weeks from the start to race day, a part week counted whole."""
    return ceil((race_date - start).days / DAYS_PER_WEEK)


def phase_weeks(weeks: int, taper_days: int, rulebook: Rulebook) -> tuple[int, int, int]:
    """Base, build and taper weeks of a runway of `weeks` (R-30)."""
    rule = rulebook["R-30"]
    taper = max(1, round(taper_days / DAYS_PER_WEEK))
    left = max(0, weeks - taper)
    wanted = floor(rule["specific_share"] * left + 0.5)
    build = min(left, max(rule["specific_min_weeks"], min(wanted, rule["specific_max_weeks"])))
    return left - build, build, min(taper, weeks)


def count_back(
    *,
    start: date,
    race_date: date,
    race_days: int,
    taper: Taper,
    load_weeks_per_deload: int,
    deload_share: float,
    recovery_days: int,
    rulebook: Rulebook,
) -> MacroCycle:
    """Every week of the season, empty: `start` ≤ first day, last day = end of recovery."""
    weeks = runway_weeks(start, race_date)
    taper = _fitted(taper, (race_date - start).days)
    training = _training_frames(start, race_date - timedelta(taper.days))
    training = _with_phases(training, phase_weeks(weeks, taper.days, rulebook)[1])
    training = _with_deloads(
        training,
        load_weeks=load_weeks_per_deload,
        share=deload_share,
        weeks=weeks,
        rulebook=rulebook,
    )
    race_end = race_date + timedelta(race_days)
    frames = (
        *training,
        *_taper_frames(race_date, taper),
        Frame(race_date, race_end, WeekKind.RACE, PhaseKind.RACE),
        *_recovery_frames(race_end, recovery_days, rulebook["R-55"]),
    )
    numbered = tuple(_numbered(frame, start, race_date) for frame in frames)
    return MacroCycle(numbered, _phases(numbered), weeks, taper, race_date)


def _fitted(taper: Taper, runway_days: int) -> Taper:
    """The taper cut to the days there are, its last blocks kept."""
    if taper.days <= runway_days:
        return taper
    blocks = ceil(runway_days / DAYS_PER_WEEK)
    return Taper(runway_days, taper.shares[-blocks:] if blocks else ())


def _training_frames(start: date, taper_start: date) -> tuple[Frame, ...]:
    """The partial first week, full Monday weeks and the bridge (R-29)."""
    first_monday = start + timedelta(-start.weekday() % DAYS_PER_WEEK)
    if taper_start <= first_monday:
        return _frames_if_any(start, taper_start, WeekKind.BRIDGE)
    full = (taper_start - first_monday).days // DAYS_PER_WEEK
    mondays = [first_monday + timedelta(weeks=index) for index in range(full + 1)]
    return (
        *_frames_if_any(start, first_monday, WeekKind.PARTIAL),
        *(
            Frame(monday, monday + timedelta(weeks=1), WeekKind.LOAD, PhaseKind.BASE)
            for monday in mondays[:-1]
        ),
        *_frames_if_any(mondays[-1], taper_start, WeekKind.BRIDGE),
    )


def _frames_if_any(start: date, end: date, kind: WeekKind) -> tuple[Frame, ...]:
    return (Frame(start, end, kind, PhaseKind.BASE),) if end > start else ()


def _with_phases(frames: tuple[Frame, ...], build_weeks: int) -> tuple[Frame, ...]:
    """The last `build_weeks` frames are build, what stands before them base (R-30)."""
    base = max(0, len(frames) - build_weeks)
    return (
        *frames[:base],
        *(frame._replace(phase=PhaseKind.BUILD) for frame in frames[base:]),
    )


def _with_deloads(
    frames: tuple[Frame, ...], *, load_weeks: int, share: float, weeks: int, rulebook: Rulebook
) -> tuple[Frame, ...]:
    """Every `load_weeks` + 1st full week, counted back from the taper, is a deload (R-29, R-49)."""
    full = [index for index, frame in enumerate(frames) if frame.kind is WeekKind.LOAD]
    cycle = load_weeks + 1
    deloads = [index for back, index in enumerate(reversed(full)) if back % cycle == cycle - 1]
    deloads = _without_early(deloads, full, rulebook["R-49"]["max_load_weeks_count"])
    shares = dict.fromkeys(deloads, share) | _midway(deloads, frames, weeks, rulebook["R-30"])
    return tuple(
        frame._replace(kind=WeekKind.DELOAD, share=shares[index]) if index in shares else frame
        for index, frame in enumerate(frames)
    )


def _without_early(deloads: Sequence[int], full: Sequence[int], most: int) -> list[int]:
    """`deloads` without one in the first two weeks, where there is little to recover from yet."""
    if not deloads or full.index(deloads[-1]) > 1:
        return list(deloads)
    until = full.index(deloads[-2]) if len(deloads) > 1 else len(full)
    return list(deloads[:-1]) if until <= most else list(deloads)


def _midway(
    deloads: Sequence[int], frames: Sequence[Frame], weeks: int, rule: Mapping[str, Any]
) -> dict[int, float]:
    """On a long runway the deload in the middle of base is a full easy week (R-30)."""
    base = [index for index in deloads if frames[index].phase is PhaseKind.BASE]
    if weeks <= rule["long_runway_weeks"] or not base:
        return {}
    middle = sum(frame.phase is PhaseKind.BASE for frame in frames) / 2
    return {min(base, key=lambda index: (abs(index - middle), index)): rule["midway_deload_ratio"]}


def _taper_frames(race_date: date, taper: Taper) -> tuple[Frame, ...]:
    """7-day blocks that end the day before the race; the first is shorter when days are short."""
    blocks = []
    for back, share in enumerate(reversed(taper.shares)):
        end = race_date - timedelta(weeks=back)
        start = max(end - timedelta(weeks=1), race_date - timedelta(taper.days))
        blocks.append(Frame(start, end, WeekKind.TAPER, PhaseKind.TAPER, share=share))
    return tuple(reversed(blocks))


def _recovery_frames(start: date, days: int, rule: Mapping[str, Any]) -> tuple[Frame, ...]:
    """7-day blocks after the race, the last one shorter (R-55)."""
    shares: Sequence[float] = rule["recovery_week_shares"]
    return tuple(
        Frame(
            start + timedelta(offset),
            start + timedelta(min(offset + DAYS_PER_WEEK, days)),
            WeekKind.RECOVERY,
            PhaseKind.RECOVERY,
            share=shares[min(offset // DAYS_PER_WEEK, len(shares) - 1)],
        )
        for offset in range(0, days, DAYS_PER_WEEK)
    )


def _numbered(frame: Frame, start: date, race_date: date) -> Frame:
    week_one = start - timedelta(start.weekday())
    return frame._replace(
        number=(frame.start - week_one).days // DAYS_PER_WEEK + 1,
        weeks_to_race=_weeks_to_race(frame, race_date),
    )


def _weeks_to_race(frame: Frame, race_date: date) -> int:
    """0 for the seven days before the race and the race itself, negative in recovery."""
    if frame.kind is WeekKind.RACE:
        return 0
    return ceil((race_date - frame.start).days / DAYS_PER_WEEK) - 1


PHASE_RULES: Mapping[PhaseKind, tuple[str, ...]] = {
    PhaseKind.BASE: ("R-29", "R-30", "R-31"),
    PhaseKind.BUILD: ("R-29", "R-30", "R-31", "R-32"),
    PhaseKind.TAPER: ("R-50", "R-51", "R-52"),
    PhaseKind.RACE: ("R-28",),
    PhaseKind.RECOVERY: ("R-55",),
}


def _phases(frames: Sequence[Frame]) -> tuple[Phase, ...]:
    spans: dict[PhaseKind, tuple[date, date]] = {}
    for frame in frames:
        first = spans.get(frame.phase, (frame.start, frame.end))[0]
        spans[frame.phase] = (first, frame.end)
    return tuple(
        Phase(kind=kind, start=first, end=end, rules=PHASE_RULES[kind])
        for kind, (first, end) in spans.items()
    )
