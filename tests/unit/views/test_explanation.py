"""Why a day is what it is, with the figures a runner can check."""

from datetime import date

from periodise.domain.plan import Phase, PhaseKind, WeekKind
from periodise.domain.replace import replace
from periodise.store.rulebook_file import load_explained_rulebook
from periodise.views.explanation import day_explanation, rule_explanation
from tests.small_season import RECORD

RULEBOOK = load_explained_rulebook()


def of_day(number: int) -> str:
    """The explanation of a day of March, on one line."""
    day = next(day for day in RECORD.plan.days if day.date == date(2027, 3, number))
    return " ".join(day_explanation(RECORD, day, rulebook=RULEBOOK).split())


def of_rule(rule_id: str) -> str:
    return " ".join(rule_explanation(RECORD, RULEBOOK.rules[rule_id], rulebook=RULEBOOK).split())


def test_a_long_run_is_measured_against_the_longest_of_the_month_before() -> None:
    told = of_day(13)
    assert "The longest run of the 30 days before lasts 2 h (6 Mar); 1.1 times that is 2 h 12 min." in told
    assert "This one lasts 3 h." in told


def test_the_first_run_is_measured_against_what_was_run_before_the_plan() -> None:
    assert "Your longest run before the plan was 20 km; this one is 5.3 km." in of_day(2)


def test_a_pack_run_tells_its_share_of_body_mass_and_its_step() -> None:
    told = of_day(9)
    assert "4.5 kg is 6.3 % of your body mass; up to 15 % may be run with" in told
    assert "A step of 1 kg, 7 days after the step before it." in told


def test_the_first_pack_and_one_that_is_known_are_told_apart() -> None:
    assert "The first pack of this plan." in of_day(2)
    assert "4.5 kg is the most you have trained with in this plan, for 7 days now." in of_day(16)


def in_week(number: int, kind: WeekKind) -> str:
    """The explanation of the Saturday of a week, if the week were of this kind."""
    weeks = list(RECORD.plan.weeks)
    weeks[number] = replace(weeks[number], kind=kind)
    record = replace(RECORD, plan=replace(RECORD.plan, weeks=tuple(weeks)))
    day = next(day for day in record.plan.days if day.date == date(2027, 3, 6 + 7 * number))
    return " ".join(day_explanation(record, day, rulebook=RULEBOOK).split())


def test_an_easy_week_is_measured_against_the_load_weeks_before_it() -> None:
    told = in_week(1, WeekKind.DELOAD)
    assert "The week's load is 237 EFM, 134 % of the mean of the 1 load week before." in told


def test_a_taper_week_tells_the_days_left_and_its_share_of_the_peak() -> None:
    assert "7 days to the race; these days hold 134 % of the highest load week." in in_week(1, WeekKind.TAPER)


def test_a_day_after_the_race_tells_how_far_recovery_is() -> None:
    phase = Phase(kind=PhaseKind.RECOVERY, start=date(2027, 3, 8), end=date(2027, 3, 15))
    record = replace(RECORD, plan=replace(RECORD.plan, phases=(phase,)))
    day = next(day for day in record.plan.days if day.date == date(2027, 3, 9))
    assert "Day 2 of 7 of recovery after the race." in day_explanation(record, day, rulebook=RULEBOOK)


def test_a_load_week_is_measured_against_the_best_of_the_weeks_before() -> None:
    assert "1.34 times the best of the 4 weeks before;" in of_day(13)


def test_a_rest_day_tells_how_long_it_is_since_the_last() -> None:
    assert "A full rest day, 1 day after the last one." in of_day(4)


def test_a_day_names_the_rules_that_put_it_there_by_their_titles() -> None:
    assert f"R-63 {RULEBOOK.rules['R-63'].title}." in of_day(9)


def test_a_rule_tells_its_steps_in_this_plan() -> None:
    told = of_rule("R-63")
    assert "3.5 kg (4.9 % of body mass) from Tue 2 Mar 2027." in told
    assert "4.5 kg (6.3 % of body mass) from Tue 9 Mar 2027, 7 days after the step before." in told
    assert "It stands behind 3 sessions, from Tue 2 Mar 2027 to Tue 16 Mar 2027." in told


def test_the_rule_of_long_runs_tells_each_run_that_was_the_longest_so_far() -> None:
    assert "2 h on Sat 6 Mar 2027. 3 h on Sat 13 Mar 2027." in of_rule("R-40")


def test_the_rule_of_one_stressor_tells_where_the_pack_grew_and_the_long_run_did_not() -> None:
    assert "the pack grows, so" not in of_rule("R-43")  # here the long run grows too: nothing is claimed
    assert "It shaped" not in of_rule("R-43")


def test_a_rule_that_had_nothing_to_do_says_so() -> None:
    assert "It changed nothing: the athlete file names no altitude of the race." in of_rule("R-92")
    assert "It changed nothing." in of_rule("R-54")


def test_the_ceiling_for_running_tells_how_near_the_plan_comes() -> None:
    told = "The heaviest pack run with is 4.5 kg, 6.3 % of body mass; 15 % is the ceiling."
    assert told in of_rule("R-62")


def test_the_health_questions_tell_what_they_keep_out() -> None:
    athlete = RECORD.inputs.athlete
    unwell = replace(athlete, screen=replace(athlete.screen, hernia=True))
    record = replace(RECORD, inputs=replace(RECORD.inputs, athlete=unwell))
    told = rule_explanation(record, RULEBOOK.rules["R-90"], rulebook=RULEBOOK)
    assert "No session carries a pack: your health questions say hernia." in told


def test_a_word_of_the_trade_is_told_where_it_stands() -> None:
    assert "EFM: equivalent easy flat minutes" in of_rule("R-42")
    assert "EFM:" not in of_rule("R-92")


def test_every_rule_and_every_day_can_be_explained_in_eighty_columns() -> None:
    rules = [rule_explanation(RECORD, rule, rulebook=RULEBOOK) for rule in RULEBOOK.rules.values()]
    days = [day_explanation(RECORD, day, rulebook=RULEBOOK) for day in RECORD.plan.days]
    assert max(len(line) for text in [*rules, *days] for line in text.splitlines()) <= 80
