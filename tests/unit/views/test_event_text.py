"""What days of races and trips say, and what stands beside two long days and runs in the heat."""

from datetime import date, timedelta

import pytest

from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import Session, SessionStatus
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_events import event_title
from periodise.views.session_text import (
    DESCRIPTION_BYTES,
    TITLE_CHARACTERS,
    description,
    purpose,
    title,
)
from tests.staged_season import FIRST_STAGE, RACED, on_the_way, staged

RULEBOOK = load_rulebook()
STAGED, ON_THE_WAY = staged(), on_the_way()


def session_on(day: date, record: PlanRecord) -> Session:
    return next(each for each in record.plan.days if each.date == day).sessions[0]


def said(day: date, record: PlanRecord) -> str:
    """The text of the day's event."""
    return description(session_on(day, record), day=day, week=None, record=record, rulebook=RULEBOOK)


def titled(day: date, record: PlanRecord) -> str:
    return title(session_on(day, record), inputs=record.inputs, day=day)


def april(day: int) -> date:
    return date(2027, 4, day)


def test_a_stage_is_titled_with_its_distance_its_number_and_its_pack() -> None:
    days = [FIRST_STAGE + timedelta(number) for number in range(3)]
    assert [titled(day, STAGED) for day in days] == [
        "Stage 32 km · 1/3 · 9 kg",
        "Stage 81 km · 2/3 · 8.3 kg",
        "Stage 21 km · 3/3 · 7.6 kg",
    ]


def test_a_stage_that_is_done_says_so() -> None:
    done = session_on(FIRST_STAGE, STAGED).model_copy(update={"status": SessionStatus.DONE})
    assert title(done, inputs=STAGED.inputs, day=FIRST_STAGE) == "Stage 32 km · 1/3 · 9 kg · done"


@pytest.mark.parametrize(
    ("kind", "told"), [("stage-race", "Race 134 km · Sands"), ("fastpack", "Route 134 km · Sands")]
)
def test_the_event_over_all_stages_is_titled_with_the_whole_distance(kind: str, told: str) -> None:
    record = staged(kind)
    first = session_on(FIRST_STAGE, record)
    assert event_title(first, inputs=record.inputs, day=FIRST_STAGE) == told
    second = FIRST_STAGE + timedelta(1)
    assert event_title(first, inputs=record.inputs, day=second).startswith("Stage 32 km")


def test_a_long_name_of_a_race_in_stages_is_shortened() -> None:
    named = replace(STAGED.inputs, race=replace(STAGED.inputs.race, name="Sands " * 15))
    told = event_title(session_on(FIRST_STAGE, STAGED), inputs=named, day=FIRST_STAGE)
    assert told.startswith("Race 134 km · Sands")
    assert len(told) <= TITLE_CHARACTERS


def test_the_first_stage_lists_every_stage_with_its_own_figures_before_them() -> None:
    told = said(FIRST_STAGE, STAGED).splitlines()
    assert told[0] == "Stage 1 of 3 of Sands: 32 km in about 4 h 58 min, with a pack of 9 kg."
    assert told[1] == "Start: 07:00, Africa/Casablanca. Time limit: 40 h."
    place = told.index("All 3 stages, about 21 h 10 min in all:")
    assert told[place + 1 : place + 4] == [
        "Thu 15 Apr: 32 km, 300 m up, 9 kg, about 4 h 58 min",
        "Fri 16 Apr: 80.5 km, 700 m up, 8.3 kg, about 13 h 10 min",
        "Sat 17 Apr: 21 km, 100 m up, 7.6 kg, about 3 h 2 min",
    ]


def test_a_further_stage_tells_its_own_figures_only_and_no_start_of_another_day() -> None:
    told = said(FIRST_STAGE + timedelta(1), STAGED)
    assert told.startswith("Stage 2 of 3 of Sands: 80.5 km in about 13 h 10 min, with a pack of 8.3 kg.")
    assert "Start:" not in told
    assert "All 3 stages" not in told
    assert "Tomorrow is another stage" in told


def test_after_the_last_stage_there_is_no_tomorrow() -> None:
    assert "Tomorrow" not in said(FIRST_STAGE + timedelta(2), STAGED)


def test_a_race_of_a_hundred_stages_still_fits_a_calendar() -> None:
    race = STAGED.inputs.race
    many = replace(race, stages=race.stages[:1] * 100, distance_km=3200)
    days = [replace(STAGED.plan.days[0], date=FIRST_STAGE + timedelta(n)) for n in range(100)]
    held = tuple(day.with_sessions((session_on(FIRST_STAGE, STAGED),)) for day in days)
    record = replace(STAGED, inputs=replace(STAGED.inputs, race=many), plan=replace(STAGED.plan, days=held))
    assert len(said(FIRST_STAGE, record).encode()) <= DESCRIPTION_BYTES


def test_a_ruck_is_called_a_ruck() -> None:
    inputs = ON_THE_WAY.inputs
    ruck = replace(inputs, race=replace(inputs.race, kind="ruck"))
    record = replace(ON_THE_WAY, inputs=ruck)
    assert titled(date(2027, 5, 1), record) == "Ruck 100 km · Example 100"
    assert said(date(2027, 5, 1), record).startswith("Ruck day, Example 100: 100 km in about 17 h")


def test_a_trip_day_is_numbered_and_tells_what_is_easy_around_it() -> None:
    assert titled(april(16), ON_THE_WAY) == "Trip day 24 km · 2/3 · Cairngorm round"
    told = said(april(16), ON_THE_WAY)
    assert told.startswith("Day 2 of 3 of Cairngorm round: 24 km in about 5 h 23 min, with a pack of 11 kg.")
    assert "rest or at most 40 min of easy running the day before, 3 easy days after it." in told


def test_far_from_home_nobody_is_told_to_go_home_without_the_load() -> None:
    told = said(april(16), ON_THE_WAY)
    assert "Stop rule:" in told
    assert "Go home" not in told
    assert "choose the shortest way out" in told


def test_a_race_that_is_raced_tells_what_stands_around_it() -> None:
    assert titled(april(8), ON_THE_WAY) == "Race 50 km · Spring 50"
    told = said(april(8), ON_THE_WAY)
    assert told.startswith("Race Spring 50: 50 km in about 7 h 20 min.")
    assert "the 7 days before it hold less and nothing hard, and 5 easy days follow." in told
    assert "(± 20 %)" in told


def test_a_race_that_is_trained_through_is_an_easy_run_that_ends_in_time() -> None:
    assert titled(april(24), ON_THE_WAY) == "Race 8 km · Short 10"
    told = said(april(24), ON_THE_WAY)
    assert told.startswith("Run Short 10 as a training run: 8 km in about 50 min")
    assert "The race goes on to 10 km: when your time is over, stop or walk off the course." in told
    assert "easy, whole sentences come without effort" in told
    assert "(± 15 %)" in told
    assert "takes the place of a training run" in told


def test_a_race_that_is_no_longer_than_its_run_is_finished() -> None:
    whole = session_on(april(24), ON_THE_WAY).model_copy(update={"distance_km": 10})
    told = description(whole, day=april(24), week=None, record=ON_THE_WAY, rulebook=RULEBOOK)
    assert "The race goes on" not in told


def test_a_run_in_the_heat_says_so_in_its_title_and_how_much_of_it_is_enough() -> None:
    assert titled(april(20), ON_THE_WAY) == "Easy run 17 km · 1 h 45 min, hot"
    long, short = said(april(20), ON_THE_WAY), said(april(22), ON_THE_WAY)
    assert "spend 1 h 30 min of it, no more, in the warmest hours" in long
    assert "spend the whole run in the warmest hours" in short
    assert "Stop in the shade and cool down if you feel dizzy" in long


def test_two_long_days_in_a_row_know_of_each_other() -> None:
    assert "First of two long days: hold back" in said(april(26), ON_THE_WAY)
    second = said(april(27), ON_THE_WAY)
    assert "Second of two long days, 60 % as long as yesterday's" in second
    assert "Tomorrow is rest." in second
    assert "First of two" not in second


def test_a_long_run_alone_says_nothing_of_a_second_one() -> None:
    alone = replace(
        ON_THE_WAY,
        plan=replace(
            ON_THE_WAY.plan, days=tuple(day for day in ON_THE_WAY.plan.days if day.date != april(27))
        ),
    )
    assert "two long days:" not in said(april(26), alone)


def test_an_easy_day_tells_which_trip_or_race_it_is_easy_for() -> None:
    assert "The day before Cairngorm round: rest, or 40 min of easy running at most." in said(
        april(14), ON_THE_WAY
    )
    assert "3 days after Spring 50; 5 easy days follow it." in said(april(11), ON_THE_WAY)
    assert "Cairngorm round; 3 easy days" not in said(april(21), ON_THE_WAY)
    assert "Short 10" not in said(april(25), ON_THE_WAY)


def test_race_day_tells_what_heat_and_height_ask_for() -> None:
    told = said(date(2027, 5, 1), ON_THE_WAY)
    assert "Heat: go by effort" in told
    assert "Altitude: up to 3400 m, where your best oxygen uptake is about 20 % lower" in told
    assert "sleep at most" not in told, "a race of one day has no nights"


def test_in_stages_at_height_the_nights_count_too() -> None:
    race = replace(STAGED.inputs.race, altitude_m=3600)
    told = said(FIRST_STAGE, replace(STAGED, inputs=replace(STAGED.inputs, race=race)))
    assert "Above 3000 m sleep at most 500 m higher each night." in told


def test_every_stage_has_its_share_in_what_the_plan_leads_to() -> None:
    told = purpose(session_on(FIRST_STAGE, STAGED), week=None, inputs=STAGED.inputs, day=FIRST_STAGE)
    assert told == "These 3 days are what the whole plan leads to."
    assert purpose(RACED, week=None, inputs=ON_THE_WAY.inputs, day=april(8)).startswith(
        "This race is practice"
    )


def test_a_private_calendar_tells_the_stage_and_no_advice_on_the_body() -> None:
    calendar = replace(STAGED.inputs.calendar, private=True)
    told = said(FIRST_STAGE, replace(STAGED, inputs=replace(STAGED.inputs, calendar=calendar)))
    assert told.startswith("Stage 1 of 3")
    assert "body mass" not in told
    assert "your feet" not in told
