"""What is explained of races, trips, long days in a row, rucks, heat and altitude, and of standing rules."""

from datetime import date, timedelta

import pytest

from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.store.rulebook_file import load_explained_rulebook
from periodise.views.explanation import day_explanation, rule_explanation
from periodise.views.on_the_way import on_the_way as lines_on_the_way
from periodise.views.summary import summary_text
from tests.staged_season import FIRST_STAGE, on_the_way, staged

RULEBOOK = load_explained_rulebook()
STAGED, ON_THE_WAY = staged(), on_the_way()


def of_day(day: date, record: PlanRecord = ON_THE_WAY) -> str:
    found = next(each for each in record.plan.days if each.date == day)
    return " ".join(day_explanation(record, found, rulebook=RULEBOOK).split())


def of_rule(rule_id: str, record: PlanRecord = ON_THE_WAY) -> str:
    return " ".join(rule_explanation(record, RULEBOOK.rules[rule_id], rulebook=RULEBOOK).split())


def april(day: int) -> date:
    return date(2027, 4, day)


def test_the_summary_lists_every_stage_with_its_pack_and_its_time() -> None:
    told = summary_text(STAGED, rulebook=RULEBOOK)
    assert "133.5 km, 1100 m of climb in 3 stages, 9 kg on your" in told
    assert "Expected time  21 h 10 min, likely between 16 h 56 min and 25 h 24 min;" in told
    assert "Stages         Thu 15 Apr: 32 km, 300 m up, 9 kg, about 4 h 58 min\n" in told
    assert f"{' ' * 15}Sat 17 Apr: 21 km, 100 m up, 7.6 kg, about 3 h 2 min\n" in told


def test_the_summary_names_races_and_trips_on_the_way() -> None:
    assert lines_on_the_way(ON_THE_WAY) == [
        "Thu 8 Apr: Spring 50, 50 km, raced, about 7 h 20 min",
        "Thu 15 Apr: Cairngorm round, 3 days of 24 km with 11 kg",
        "Sat 24 Apr: Short 10, 10 km, 8 km of it as training, about 50 min",
    ]
    told = summary_text(ON_THE_WAY, rulebook=RULEBOOK)
    assert "On the way     Thu 8 Apr: Spring 50" in told
    assert "Heat           2 runs in the heat, from Tue 20 Apr 2027 to Thu 22 Apr 2027\n" in told
    assert "Altitude       3400 m, where the highest oxygen uptake is about 20 % lower\n" in told
    assert "prepares for" not in told


def test_the_summaries_fit_eighty_columns() -> None:
    told = [summary_text(record, rulebook=RULEBOOK) for record in (STAGED, ON_THE_WAY)]
    assert max(len(line) for text in told for line in text.splitlines()) <= 80


def test_a_stage_is_explained_with_its_time_and_that_of_the_whole_race() -> None:
    told = of_day(FIRST_STAGE + timedelta(1), STAGED)
    assert "Day 2 of 3, which count as one unit together" in told
    assert "Expected time 13 h 10 min, likely between 10 h 32 min and 15 h 48 min." in told
    assert "All stages together take 21 h 10 min." in told


def test_the_days_of_a_race_in_stages_are_one_heavy_session() -> None:
    assert "R-66 The first heavy session of the plan." in of_day(FIRST_STAGE, STAGED)
    assert "after the heavy session before it" not in of_day(FIRST_STAGE + timedelta(1), STAGED)
    assert "1 day after the one before" not in of_rule("R-66", STAGED)


def test_days_around_a_race_and_a_trip_tell_how_near_it_is() -> None:
    assert "2 days before Spring 50: the 7 days before it should hold 70 % of a load week at most" in of_day(
        april(6)
    )
    assert "1 day after Spring 50; 5 easy days follow it." in of_day(april(9))
    assert "The day before Cairngorm round: rest, or 40 min of easy running at most." in of_day(april(14))
    assert "2 days after Cairngorm round; 3 easy days follow a trip of 3 days." in of_day(april(19))
    assert "Short 10" not in of_day(april(25)), "nothing is easier after a race that is trained through"


def test_a_race_that_is_trained_through_tells_how_much_of_it_is_run() -> None:
    assert "Run as training, every limit on runs holds for it: 8 km of the race's 10 km." in of_day(april(24))


def test_two_long_days_are_measured_against_each_other_and_the_week() -> None:
    told = "The first day lasts 3 h 20 min, the second 2 h, 60 % of it; 50 % to 70 % is the rule."
    assert told in of_day(april(26))
    assert told in of_day(april(27))
    assert "of the week's load, 50 % at most." in of_day(april(27))


def test_a_run_in_the_heat_tells_which_of_them_it_is() -> None:
    assert "Run 2 of 2 in the heat, 9 days before the race." in of_day(april(22))
    assert "5 to 14 of 60 to 90 minutes bring most of what can be got." in of_day(april(22))


def test_race_day_tells_what_its_height_costs() -> None:
    assert "R-92 At 3400 m the highest oxygen uptake is about 20 % lower." in of_day(date(2027, 5, 1))


def test_the_rules_tell_what_they_did_to_races_trips_and_heat() -> None:
    assert "Cairngorm round, 3 days of 24 km with 11 kg." in of_rule("R-28")
    assert "The goal is one unit of 3 stages." in of_rule("R-28", STAGED)
    assert "Mon 26 Apr 2027 and the day after: 3 h 20 min and 2 h, " in of_rule("R-46")
    assert "Spring 50 on Thu 8 Apr 2027: 0 EFM in the 7 days before it" in of_rule("R-55")
    assert "Thu 15 Apr 2027: 5 h 23 min with 11 kg." in of_rule("R-73")
    assert "Thu 22 Apr 2027: 1 h, 9 days before the race." in of_rule("R-91")
    assert "2 nights at 2750 m in the last 14 days help." in of_rule("R-92")


@pytest.mark.parametrize(
    ("rule_id", "why"),
    [
        ("R-46", "no two long days stand in a row in this plan"),
        ("R-73", "this plan holds no backpacking day and no trip"),
        ("R-77", "the pack of the day is 12 % of body mass, and it is for rucks above 15 %"),
        ("R-91", "the athlete file does not call the race hot"),
        ("R-92", "the athlete file names no altitude of the race"),
        ("R-11", "nothing is recorded as done yet"),
        ("R-82", "no day is recorded as missed"),
        ("R-90", "no health question was answered with yes"),
    ],
)
def test_a_rule_that_had_no_part_says_so_and_why(rule_id: str, why: str) -> None:
    assert f"It changed nothing: {why}." in of_rule(rule_id, STAGED)


def test_a_rule_that_stands_behind_a_session_is_never_said_to_have_changed_nothing() -> None:
    for record in (STAGED, ON_THE_WAY):
        for rule_id in RULEBOOK.rules:
            told = of_rule(rule_id, record)
            assert not ("It changed nothing" in told and "It stands behind" in told), rule_id


def test_rules_of_the_whole_plan_tell_its_figures() -> None:
    on_foot = [
        session.load_efm
        for day in ON_THE_WAY.plan.days
        for session in day.sessions
        if session.kind.value != "rest"
    ]
    assert f"the load of 10 sessions on foot, {sum(on_foot):.0f} EFM in all" in of_rule("R-01")
    assert "3 sessions under a load. The whole card is for all of them" in of_rule("R-70")
    assert "only a pack teaches you to carry a pack" in of_rule("R-74")


def test_a_low_race_is_said_to_cost_nothing() -> None:
    race = replace(ON_THE_WAY.inputs.race, altitude_m=250)
    low = replace(ON_THE_WAY, inputs=replace(ON_THE_WAY.inputs, race=race))
    assert "It changed nothing: 250 m costs nothing that could be felt." in of_rule("R-92", low)
