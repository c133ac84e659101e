"""What a runner reads after planning, and what is said of a goal that is not safe."""

from datetime import UTC, date, datetime

from periodise.domain.finding import ClosedGate, Finding, SafeGoal, Severity
from periodise.domain.plan import LeftOut
from periodise.domain.record import LedgerEntry
from periodise.domain.replace import replace
from periodise.domain.session import SessionKind
from periodise.errors import NoSafePlan
from periodise.store.rulebook_file import load_rulebook
from periodise.views.refusal import refusal_text
from periodise.views.summary import summary_text, verdict_text
from tests.small_season import RECORD, START

SUMMARY = summary_text(RECORD, rulebook=load_rulebook(), calendar_name="season.ics")
TIGHT = ClosedGate(gate="R-85c", message="the longest run stays too short", acceptable=True)
HEAVY = ClosedGate(gate="R-85e", message="the pack cannot be reached", acceptable=True)
UNWELL = ClosedGate(gate="R-85a", message="a stress fracture must heal first", acceptable=False)


def test_the_summary_names_the_race_the_peak_the_longest_run_and_the_pack() -> None:
    assert SUMMARY.startswith("Example 30, Sat 20 Mar 2027: 30 km, 800 m of climb, 5 kg on your back.\n")
    assert "Build          2 weeks from Mon 1 Mar 2027\n" in SUMMARY
    assert "Peak week      3 h 40 min, 29.3 km, 360 m of climb, from Mon 8 Mar 2027\n" in SUMMARY
    assert "Longest run    3 h, 24 km, on Sat 13 Mar 2027\n" in SUMMARY
    assert "Pack           3.5 kg from 2 Mar and 4.5 kg from 9 Mar (90 % of the race's" in SUMMARY


def test_the_expected_time_is_shown_with_a_fifth_either_way_and_the_limit() -> None:
    words = " ".join(SUMMARY.split())
    assert "4 h 30 min, likely between 3 h 36 min and 5 h 24 min; the limit is 8 h" in words


def test_the_summary_says_once_that_it_is_no_medical_advice_and_what_to_import() -> None:
    assert SUMMARY.count("not medical advice") == 1
    assert "import season.ics" in " ".join(SUMMARY.split())


def test_the_summary_fits_eighty_columns() -> None:
    assert max(len(line) for line in SUMMARY.splitlines()) <= 80


def test_a_risk_that_was_taken_stands_in_the_summary() -> None:
    taken = summary_text(replace(RECORD, accepted=("R-85c",)), rulebook=load_rulebook())
    assert "You took the risk of R-85c on yourself." in taken


def test_a_finding_is_told_with_its_rule_its_day_and_why_it_was_waived() -> None:
    finding = Finding(
        rule="R-42",
        severity=Severity.HARD,
        where=START,
        message="the week grows by a third.",
        waived="a trip",
    )
    told = verdict_text((finding,))
    assert told == "  hard R-42, Mon 1 Mar 2027: the week grows by a third. Waived: a trip\n\n1 hard.\n"


def test_the_day_of_a_finding_is_told_once() -> None:
    told = Finding(
        rule="R-42", severity=Severity.NOTE, where=START, message="Monday 2027-03-01: the week grows."
    )
    assert verdict_text((told,)).startswith("  note R-42, Mon 1 Mar 2027: the week grows.\n")


def test_findings_are_counted_and_their_words_told() -> None:
    notes = [
        Finding(rule="R-22", severity=Severity.NOTE, where=START, message=f"form on race day is +{n} EFM.")
        for n in (30, 40)
    ]
    told = verdict_text(tuple(notes))
    assert "\n2 notes.\n\nEFM: equivalent" in told
    assert "Form: fitness less fatigue" in told


def without_packs(**athlete: object) -> str:
    """The summary of a season in which no pack is carried, on one line."""
    days = tuple(each.with_sessions(()) for each in RECORD.plan.days)
    inputs = replace(RECORD.inputs, athlete=replace(RECORD.inputs.athlete, **athlete))
    empty = replace(RECORD, inputs=inputs, plan=replace(RECORD.plan, days=days))
    return " ".join(summary_text(empty, rulebook=load_rulebook()).split())


def test_a_season_without_a_pack_says_which_answer_keeps_it_out() -> None:
    screen = replace(RECORD.inputs.athlete.screen, back_pain=True, hernia=True)
    assert "Pack no training with a pack: your health questions say back pain and hernia" in without_packs(
        screen=screen
    )
    assert "no training with a pack Expected" in without_packs()


def test_a_calendar_of_years_is_said_to_be_more_than_google_takes() -> None:
    entry = LedgerEntry(day=START, slot=1, title="Rest", sha256="", revised=datetime(2027, 2, 28, tzinfo=UTC))
    ledger = {str(number): entry for number in range(1001)}
    long = summary_text(
        replace(RECORD, calendar=ledger), rulebook=load_rulebook(), calendar_name="season.ics"
    )
    assert "It holds 1001 events. Google Calendar has been seen to lose some past 1000" in " ".join(
        long.split()
    )
    assert "Google Calendar has been" not in SUMMARY


def test_heat_that_nothing_prepares_for_and_what_height_costs_are_not_passed_over() -> None:
    race = replace(RECORD.inputs.race, hot=True, altitude_m=2600)
    hot = replace(RECORD, inputs=replace(RECORD.inputs, race=race))
    told = summary_text(hot, rulebook=load_rulebook())
    assert "Nothing in this plan prepares for the heat of the race: there is no room for it." in told
    assert "Altitude       2600 m, where the highest oxygen uptake is about 14 % lower\n" in told
    assert "prepares for" not in SUMMARY
    assert "Altitude" not in SUMMARY


def test_a_plan_without_findings_is_said_to_keep_every_rule() -> None:
    assert verdict_text(()) == "Every rule is kept.\n"


def test_an_unsafe_goal_is_told_with_every_reason_the_safe_goals_and_what_may_be_accepted() -> None:
    goals = (SafeGoal(distance_km=50, race_date=date(2027, 6, 19)), SafeGoal(message="the same with 6 kg"))
    told = refusal_text(NoSafePlan((TIGHT, HEAVY), goals))
    assert "  R-85c  the longest run stays too short\n  R-85e  the pack cannot be reached\n" in told
    assert "  - 50 km on Sat 19 Jun 2027\n  - the same with 6 kg\n" in told
    assert "add --accept R-85c --accept R-85e." in told


def test_a_gate_that_stays_shut_is_not_offered_to_be_accepted() -> None:
    told = refusal_text(NoSafePlan((UNWELL, TIGHT)))
    assert "--accept" not in told
    assert "R-85a cannot be waived." in told


def test_what_found_no_day_is_told_with_how_often_and_why() -> None:
    missing = LeftOut(kind=SessionKind.PACK_RUN, rules=("R-65",))
    plan = RECORD.plan
    weeks = tuple(replace(week, left_out=(missing,)) for week in plan.weeks[:2])
    record = replace(RECORD, plan=replace(plan, weeks=(*weeks, *plan.weeks[2:])))
    text = " ".join(summary_text(record, rulebook=load_rulebook()).split())
    assert "Without a day" in text
    assert "no day for the pack run in 2 weeks, the first of them from here" in text
    assert "R-65 and the days that are free" in text
