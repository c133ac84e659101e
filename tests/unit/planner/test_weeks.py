"""What a week holds follows from the weeks before it, from rules, and from the days that are free."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from typing import Any

import pytest

from periodise.domain.inputs import Inputs
from periodise.domain.plan import PhaseKind, Plan, Week, WeekKind
from periodise.domain.session import RUNS, Session, SessionKind
from periodise.domain.week import WEEKDAYS
from periodise.planner.build import build_plan
from periodise.store.rulebook_file import load_rulebook
from tests.unit.planner.inputs import START, an_athlete

RULEBOOK = load_rulebook()
EVERYTHING = ("R-85c", "R-85d", "R-85e", "R-85f")


def planned(inputs: Inputs) -> Plan:
    return build_plan(inputs, as_of=START, rulebook=RULEBOOK, accepted=EVERYTHING)


def sessions(plan: Plan, *kinds: SessionKind) -> list[tuple[date, Session]]:
    return [(day.date, one) for day in plan.days for one in day.sessions if one.kind in kinds]


def weeks(plan: Plan, *kinds: WeekKind) -> list[Week]:
    return [week for week in plan.weeks if week.kind in kinds]


def strength_efm(plan: Plan, week: Week) -> float:
    held = sessions(plan, SessionKind.STRENGTH)
    return sum(one.load_efm for day, one in held if week.start <= day < week.end)


def test_load_grows_by_a_tenth_of_the_best_recent_week_at_most() -> None:
    plan = planned(an_athlete())
    load = [week.load_efm - strength_efm(plan, week) for week in weeks(plan, WeekKind.LOAD)]
    assert max(load) > 1.5 * load[0]
    for index, efm in enumerate(load[1:], start=1):
        best = max(load[max(0, index - 3) : index])
        assert efm <= max(1.10 * best, best + 20) + 0.5


def test_a_run_is_a_tenth_longer_than_the_longest_of_thirty_days_at_most() -> None:
    plan = planned(an_athlete())
    runs = sessions(plan, *RUNS)
    for day, run in runs:
        before = [one.duration_min for other, one in runs if day - timedelta(30) <= other < day]
        if len(before) > 8:
            assert run.duration_min <= max(1.10 * max(before), 30) + 0.5


def test_a_deload_is_lighter_shorter_and_carries_no_pack() -> None:
    plan = planned(an_athlete())
    block: list[float] = []
    for week in plan.weeks:
        on_foot_efm = week.load_efm - strength_efm(plan, week)
        if week.kind is WeekKind.LOAD:
            block.append(on_foot_efm)
        if week.kind is WeekKind.DELOAD:
            assert on_foot_efm <= 0.75 * fmean(block)
            block = []
            assert week.pack_step_kg == 0
            assert 0 < week.longest_min <= 0.7 * 300


def test_taper_blocks_fall_and_end_the_day_before_the_race() -> None:
    inputs = an_athlete()
    plan = planned(inputs)
    blocks = weeks(plan, WeekKind.TAPER)
    assert [(block.end - block.start).days for block in blocks] == [7, 7, 7]
    assert blocks[-1].end == inputs.race.date
    falling = [block.load_efm - strength_efm(plan, block) for block in blocks]
    assert falling == sorted(falling, reverse=True)
    assert all(
        one.duration_min < 90 for day, one in sessions(plan, *RUNS) if day > inputs.race.date - timedelta(7)
    )


def test_the_full_kit_is_shaken_down_once_eight_to_fourteen_days_out() -> None:
    inputs = an_athlete()
    ((day, shaken),) = sessions(planned(inputs), SessionKind.SHAKEDOWN)
    assert 8 <= (inputs.race.date - day).days <= 14
    assert shaken.pack_mass_kg == 6
    assert 20 <= shaken.duration_min <= 30


def test_backpacking_days_stand_two_weeks_apart_and_start_after_four_weeks() -> None:
    days = [day for day, _ in sessions(planned(an_athlete()), SessionKind.BACKPACKING_DAY)]
    assert len(days) >= 4
    assert days[0] >= START + timedelta(weeks=4)
    assert all((after - before).days >= 10 for before, after in pairwise(days))


def test_two_strength_sessions_a_load_week_none_in_race_week() -> None:
    inputs = an_athlete(week={name: {"available_min": 150} for name in WEEKDAYS[:5]})
    plan = planned(inputs)
    held = sessions(plan, SessionKind.STRENGTH)
    load = weeks(plan, WeekKind.LOAD)
    counts = [sum(week.start <= day < week.end for day, _ in held) for week in load]
    assert set(counts) <= {1, 2}
    assert counts.count(2) > len(counts) / 2
    assert all(day < inputs.race.date - timedelta(7) for day, _ in held)


def test_where_time_is_short_easy_running_goes_before_strength() -> None:
    plan = planned(an_athlete())
    peak = max(weeks(plan, WeekKind.LOAD), key=lambda week: week.load_efm)
    easy = [one for day, one in sessions(plan, SessionKind.EASY_RUN) if peak.start <= day < peak.end]
    held = [day for day, _ in sessions(plan, SessionKind.STRENGTH) if peak.start <= day < peak.end]
    assert len(held) < 2
    assert any(one.duration_min == 60 for one in easy)


def test_novices_run_nothing_fast_and_rest_two_days_in_seven() -> None:
    week = {name: {"available_min": 90} for name in WEEKDAYS}
    plan = planned(an_athlete(athlete={"level": "novice"}, week=week))
    assert not sessions(plan, SessionKind.HILL_RUN, SessionKind.TEMPO_RUN)
    resting = [day.sessions[0].kind is SessionKind.REST for day in plan.days]
    assert all(sum(resting[at : at + 7]) >= 2 for at in range(len(resting) - 6))


def test_fast_sessions_belong_to_build_and_taper() -> None:
    plan = planned(an_athlete())
    phases = {day: week.phase for week in plan.weeks for day in span(week)}
    fast = sessions(plan, SessionKind.HILL_RUN, SessionKind.TEMPO_RUN)
    assert fast
    assert {phases[day] for day, _ in fast} <= {PhaseKind.BUILD, PhaseKind.TAPER}


def span(week: Week) -> list[date]:
    return [week.start + timedelta(offset) for offset in range((week.end - week.start).days)]


@pytest.mark.parametrize(
    ("days_away", "lowest", "highest"), [(2, 0.4, 1.0), (5, 0.0, 0.8), (10, 0.3, 0.8), (20, 0.1, 0.8)]
)
def test_nothing_is_made_up_after_days_away(days_away: int, lowest: float, highest: float) -> None:
    first = START + timedelta(weeks=9)
    away: list[Any] = [{"start": first, "end": first + timedelta(days_away - 1)}]
    usual, plan = planned(an_athlete()), planned(an_athlete(away=away))
    gone = {first + timedelta(offset) for offset in range(days_away)}
    assert not [day for day in plan.days if day.date in gone and day.sessions[0].kind is not SessionKind.REST]
    back = next(week for week in plan.weeks if week.start <= first + timedelta(days_away) < week.end)
    best = max(week.load_efm for week in usual.weeks if week.start < first)
    assert lowest * best <= back.load_efm <= highest * best
    assert all(week.kind in (WeekKind.RETURN, WeekKind.LOAD, WeekKind.DELOAD) for week in plan.weeks[9:12])


def test_a_screen_answer_leaves_a_plan_of_plain_runs_and_hikes() -> None:
    inputs = an_athlete(athlete={"screen": {"back_pain": True}}, race={"pack_mass_kg": 2})
    carried = [
        one.pack_mass_kg
        for day in planned(inputs).days
        for one in day.sessions
        if one.kind is not SessionKind.RACE
    ]
    assert set(carried) == {0}
    assert sessions(planned(inputs), SessionKind.HIKE)


def test_flat_days_have_no_climb() -> None:
    week = {"tuesday": {"available_min": 75, "hills": False}}
    plan = planned(an_athlete(week=week))
    tuesdays = [one for day in plan.days if day.date.weekday() == 1 for one in day.sessions]
    assert sum(one.ascent_m for one in tuesdays) == 0


def test_the_same_inputs_give_the_same_plan() -> None:
    assert planned(an_athlete()) == planned(an_athlete())


@pytest.mark.parametrize("last_days_out", [9, 3])
def test_a_trip_near_the_race_leaves_the_shakedown_a_day_before_it(last_days_out: int) -> None:
    race_date = an_athlete().race.date
    trip = {
        "name": "A round",
        "start": race_date - timedelta(11),
        "end": race_date - timedelta(last_days_out),
        "distance_per_day_km": 18,
        "pack_mass_kg": 8,
    }
    plan = planned(an_athlete(trip=[trip]))
    [(held, _)] = sessions(plan, SessionKind.SHAKEDOWN)
    assert race_date - timedelta(14) <= held < race_date - timedelta(12)
