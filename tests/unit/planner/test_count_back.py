"""The season is counted back from race day, to the day."""

import itertools
from datetime import date, timedelta

import pytest

from periodise.domain.plan import PhaseKind, WeekKind
from periodise.planner.count_back import Frame, MacroCycle, Taper, count_back, phase_weeks
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()
TWO_WEEKS = Taper(14, (0.65, 0.40))
MONDAY = date(2027, 1, 4)


def season(
    runway_days: int, *, start: date = MONDAY, taper: Taper = TWO_WEEKS, load_weeks: int = 3
) -> MacroCycle:
    return count_back(
        start=start,
        race_date=start + timedelta(runway_days),
        race_days=1,
        taper=taper,
        load_weeks_per_deload=load_weeks,
        deload_share=0.65,
        recovery_days=14,
        rulebook=RULEBOOK,
    )


def kinds(frames: tuple[Frame, ...]) -> str:
    letters = {WeekKind.LOAD: "L", WeekKind.DELOAD: "d", WeekKind.BRIDGE: "b", WeekKind.PARTIAL: "p"}
    return "".join(letters.get(frame.kind, "") for frame in frames)


@pytest.mark.parametrize("weeks", range(3, 61))
@pytest.mark.parametrize("race_weekday", range(7))
def test_base_build_and_taper_fill_the_runway_to_the_day(weeks: int, race_weekday: int) -> None:
    runway_days = weeks * 7 - 6 + race_weekday
    for first_weekday in range(7):
        start = MONDAY + timedelta(first_weekday)
        cycle = season(runway_days, start=start)
        spans = {phase.kind: phase for phase in cycle.phases}
        training = [
            spans[kind] for kind in (PhaseKind.BASE, PhaseKind.BUILD, PhaseKind.TAPER) if kind in spans
        ]
        assert training[0].start == start
        assert training[-1].end == cycle.race_date == start + timedelta(runway_days)
        assert sum((phase.end - phase.start).days for phase in training) == runway_days
        assert all(a.end == b.start for a, b in itertools.pairwise(training))


@pytest.mark.parametrize("runway_days", range(1, 430))
def test_weeks_follow_each_other_without_a_hole_from_the_start_to_the_end_of_recovery(
    runway_days: int,
) -> None:
    frames = season(runway_days, start=MONDAY + timedelta(3)).frames
    assert all(a.end == b.start for a, b in itertools.pairwise(frames))
    assert frames[-1].end == MONDAY + timedelta(3 + runway_days + 1 + 14)


@pytest.mark.parametrize(
    ("weeks", "base", "build", "taper"),
    [
        *[(3, 0, 2, 1), (4, 0, 3, 1), (5, 1, 3, 1)],
        *[(6, 1, 3, 2), (7, 2, 3, 2), (8, 3, 3, 2), (9, 3, 4, 2), (10, 4, 4, 2), (12, 5, 5, 2)],
        *[(14, 6, 6, 2), (16, 7, 7, 2), (18, 8, 8, 2), (20, 10, 8, 2), (24, 14, 8, 2), (30, 20, 8, 2)],
    ],
)
def test_phases_are_as_long_as_the_table_says(weeks: int, base: int, build: int, taper: int) -> None:
    assert phase_weeks(weeks, taper * 7, RULEBOOK) == (base, build, taper)


def test_a_third_taper_week_is_taken_from_base() -> None:
    assert phase_weeks(24, 21, RULEBOOK) == (13, 8, 3)


def test_the_taper_ends_the_day_before_the_race_whatever_the_weekday() -> None:
    for offset in range(7):
        cycle = season(160 + offset)
        blocks = [frame for frame in cycle.frames if frame.kind is WeekKind.TAPER]
        assert [block.days for block in blocks] == [7, 7]
        assert blocks[-1].end == cycle.race_date


def test_the_days_between_the_last_monday_week_and_the_taper_are_a_bridge() -> None:
    assert kinds(season(12 * 7).frames) == "LLdLLLdLLL"
    assert kinds(season(12 * 7 + 5).frames) == "LLdLLLdLLLb"
    assert kinds(season(12 * 7 + 5, start=MONDAY + timedelta(2)).frames) == "pLLdLLLdLLL"


def test_the_last_full_week_before_the_taper_is_a_load_week() -> None:
    for weeks in range(5, 60):
        assert kinds(season(weeks * 7).frames).endswith("L")


def test_a_season_does_not_open_with_a_deload() -> None:
    for weeks in range(3, 60):
        for load_weeks in (2, 3):
            frames = kinds(season(weeks * 7, load_weeks=load_weeks).frames)
            assert not frames.startswith("d")
            assert "LLLLLL" not in frames


def test_a_very_long_runway_has_one_full_easy_week_in_the_middle_of_base() -> None:
    shares = [frame.share for frame in season(52 * 7).frames if frame.kind is WeekKind.DELOAD]
    assert shares.count(0.5) == 1
    assert 0.5 not in [frame.share for frame in season(30 * 7).frames if frame.kind is WeekKind.DELOAD]


def test_race_week_is_week_zero() -> None:
    frames = season(20 * 7).frames
    out = {frame.start: frame.weeks_to_race for frame in frames}
    assert out[MONDAY] == 19
    assert out[MONDAY + timedelta(weeks=19)] == 0
    assert out[MONDAY + timedelta(weeks=20)] == 0


def test_a_runway_shorter_than_the_taper_keeps_its_last_blocks() -> None:
    blocks = [frame for frame in season(9).frames if frame.kind is WeekKind.TAPER]
    assert [(block.days, block.share) for block in blocks] == [(2, 0.65), (7, 0.40)]
