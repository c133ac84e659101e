"""Planning on after time off: R-80 row by row, R-82, R-83, and a past that stays as it was."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID

import pytest

from periodise.checker.check import check_plan
from periodise.domain.finding import Severity
from periodise.domain.logbook import missed_entries
from periodise.domain.plan import PhaseKind, Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import PACK_KINDS, Session, SessionKind
from periodise.domain.training_log import MissReason
from periodise.metrics.logged_plan import with_log
from periodise.planner.build import build_plan
from periodise.planner.past import Past
from periodise.planner.replan import replan
from periodise.store.athlete_file import read_athlete_file
from periodise.store.rulebook_file import load_rulebook
from tests.nothing_made_up import weeks_made_up
from tests.readme_page import EXAMPLE, EXAMPLE_TODAY, PROJECT

RULEBOOK = load_rulebook()
EVERYTHING = ("R-85c", "R-85d", "R-85e", "R-85f")
ON_FOOT = frozenset(SessionKind) - {SessionKind.REST, SessionKind.STRENGTH}


@cache
def first_record() -> PlanRecord:
    """A season of 25 weeks to a race of 80 km with 5 kg, made on 1 February 2027."""
    inputs, sha256 = read_athlete_file(PROJECT / EXAMPLE)
    as_of = date.fromisoformat(EXAMPLE_TODAY)
    plan = build_plan(inputs, as_of=as_of, rulebook=RULEBOOK)
    return PlanRecord(
        plan_id=UUID("0d9c3c1e-3a53-4b0b-9e0e-6a2a54a0a2f1"),
        as_of=as_of,
        rulebook_version=RULEBOOK.version,
        inputs=inputs,
        inputs_sha256=sha256,
        plan=plan,
    )


def phase_start(kind: PhaseKind) -> date:
    return next(phase.start for phase in first_record().plan.phases if phase.kind is kind)


def missed(first: date, days: int, reason: MissReason = MissReason.LIFE) -> PlanRecord:
    """The record with so many days missed."""
    record = first_record()
    last = first + timedelta(days - 1)
    entries = missed_entries(record.plan, first=first, last=last, reason=reason)
    return with_log(record, entries, rulebook=RULEBOOK)


def planned_on(record: PlanRecord) -> Plan:
    """The season planned on from the day after the last one of the log."""
    until = max(entry.date for entry in record.log) + timedelta(1)
    past = Past(record.plan, until, record.log)
    return replan(record.inputs, past, rulebook=RULEBOOK, accepted=EVERYTHING)


def after(first: date, days: int, reason: MissReason = MissReason.LIFE) -> Plan:
    return planned_on(missed(first, days, reason))


def sessions_in(plan: Plan, first: date, days: int) -> list[tuple[date, Session]]:
    end = first + timedelta(days)
    return [
        (day.date, one)
        for day in plan.days
        if first <= day.date < end
        for one in day.sessions
        if one.kind in ON_FOOT and one.status == "planned"
    ]


def load_in(plan: Plan, first: date, days: int) -> float:
    return sum(one.load_efm for _, one in sessions_in(plan, first, days))


def weeks_from(plan: Plan, day: date) -> list[Week]:
    return [week for week in plan.weeks if week.start >= day]


def packs_from(plan: Plan, day: date) -> list[float]:
    return [one.pack_mass_kg for on, one in sessions_in(plan, day, 400) if one.kind in PACK_KINDS]


@pytest.mark.parametrize("days_in", range(0, 170, 13))
def test_planned_on_with_everything_held_the_season_is_the_very_same(days_in: int) -> None:
    record = first_record()
    until = record.plan.start + timedelta(days_in)
    assert replan(record.inputs, Past(record.plan, until), rulebook=RULEBOOK) == record.plan


@pytest.mark.parametrize("phase", [PhaseKind.BASE, PhaseKind.BUILD, PhaseKind.TAPER])
@pytest.mark.parametrize("days", [1, 2, 4, 9, 13, 20, 28, 40, 60])
@pytest.mark.parametrize("reason", [MissReason.LIFE, MissReason.FEVER, MissReason.INJURY])
def test_whatever_was_missed_nothing_is_made_up_and_every_hard_rule_is_kept_from_then_on(
    phase: PhaseKind, days: int, reason: MissReason
) -> None:
    first = phase_start(phase) + timedelta(8)
    if first + timedelta(days) > first_record().inputs.race.date:
        pytest.skip("longer than the season")
    record = missed(first, days, reason)
    plan, until = planned_on(record), first + timedelta(days)
    assert [one for one in plan.days if one.date < until] == [
        one for one in record.plan.days if one.date < until
    ]
    assert not weeks_made_up(record.plan, plan, since=until)
    findings = check_plan(plan, record.inputs, rulebook=RULEBOOK, accepted=EVERYTHING, log=record.log)
    assert [one for one in findings if one.severity is Severity.HARD and one.where >= until] == []


def test_a_deload_right_after_a_return_block_is_taken_later_and_the_season_goes_on() -> None:
    base = first_record().plan
    deload = next(week for week in base.weeks if week.deload and week.weeks_to_race < 16)
    first = deload.start - timedelta(23)
    plan = after(first, 10, MissReason.FEVER)
    [now] = [week for week in plan.weeks if week.start == deload.start]
    assert now.kind is WeekKind.LOAD
    assert 1.3 * deload.load_efm < now.load_efm
    later = [week for week in plan.weeks if week.start > deload.start and week.deload]
    assert later
    before, peak = (max(week.longest_min for week in one.weeks) for one in (base, plan))
    assert peak > 0.8 * before


def test_after_ten_days_load_comes_back_at_half_and_then_three_quarters() -> None:
    first = phase_start(PhaseKind.BASE) + timedelta(28)
    plan = after(first, 10)
    usual = max(week.load_efm for week in plan.weeks if week.end <= first)
    weeks = [week for week in plan.weeks if week.kind is WeekKind.RETURN and week.start > first]
    assert [week.start for week in weeks] == [first + timedelta(7), first + timedelta(14)]
    assert all(0 < week.load_efm <= 0.75 * usual for week in weeks)
    assert weeks[0].load_efm <= 0.5 * usual


@pytest.mark.parametrize(("days", "steps"), [(10, 1), (20, 2)])
def test_in_build_the_pack_goes_one_or_two_steps_down(days: int, steps: int) -> None:
    first = phase_start(PhaseKind.BUILD) + timedelta(1)
    record = missed(first, days)
    carried = max(
        one.pack_mass_kg for on, one in sessions_in(record.plan, record.plan.start, 400) if on < first
    )
    ladder = RULEBOOK["R-63"]["step_max_kg"]
    assert packs_from(planned_on(record), first + timedelta(days))[0] <= carried - steps * ladder / 2


def test_after_four_weeks_the_pack_begins_where_it_began() -> None:
    first = phase_start(PhaseKind.BUILD) - timedelta(20)
    packs = packs_from(after(first, 30), first + timedelta(30))
    assert packs[0] == packs_from(first_record().plan, first_record().plan.start)[0]


def test_after_two_key_sessions_lost_in_build_the_week_is_done_again() -> None:
    record = first_record()
    week = next(
        week
        for week, following in zip(record.plan.weeks, record.plan.weeks[1:], strict=False)
        if week.phase is PhaseKind.BUILD and week.kind is following.kind is WeekKind.LOAD
        if following.load_efm > week.load_efm + 30
    )
    plan = after(week.start + timedelta(1), 5)
    again = next(one for one in plan.weeks if one.start == week.end)
    assert again.load_efm <= week.load_efm + RULEBOOK["R-75"]["sessions_per_week_count"] * 17


def test_after_illness_there_are_as_many_easy_days_at_half_at_most() -> None:
    first = phase_start(PhaseKind.BASE) + timedelta(29)
    plan = after(first, 4, MissReason.ILLNESS)
    back = first + timedelta(4)
    before = {on: one.duration_min for on, one in sessions_in(first_record().plan, back, 4)}
    for on, one in sessions_in(plan, back, 4):
        assert one.kind is SessionKind.EASY_RUN or (one.kind is SessionKind.LONG_RUN and not one.demanding)
        assert one.pack_mass_kg == 0
        assert one.duration_min <= max(30, before.get(on, 180) / 2)


def test_the_day_after_a_fever_is_a_day_of_rest() -> None:
    for start in range(20, 40):
        first = phase_start(PhaseKind.BASE) + timedelta(start)
        assert sessions_in(after(first, 2, MissReason.FEVER), first + timedelta(2), 1) == []


def test_after_an_injury_no_pack_is_carried_for_a_week_and_before_the_running_is_back() -> None:
    first = phase_start(PhaseKind.BASE) + timedelta(60)
    plan = after(first, 5, MissReason.INJURY)
    carried = [on for on, one in sessions_in(plan, first, 200) if one.pack_mass_kg and one.kind in PACK_KINDS]
    assert carried
    assert carried[0] >= first + timedelta(5 + 7)


def test_a_missed_demanding_session_never_comes_back_beside_another() -> None:
    first = phase_start(PhaseKind.BUILD) + timedelta(1)
    plan = after(first, 6)
    demanding = [on for on, one in sessions_in(plan, first, 60) if one.demanding]
    assert all((b - a).days >= 2 for a, b in pairwise(demanding))


@pytest.mark.parametrize("weeks_to_race", [22, 20, 18, 12, 10])
def test_a_week_lost_early_costs_little_of_the_peak(weeks_to_race: int) -> None:
    before = first_record().plan
    first = next(week.start for week in before.weeks if week.weeks_to_race == weeks_to_race)
    plan = after(first, 7)
    longest, peak = (max(week.longest_min for week in one.weeks) for one in (plan, before))
    assert longest >= 0.8 * peak


def test_a_race_that_moves_after_the_shakedown_gets_another_one() -> None:
    record = first_record()
    [shaken] = [
        day.date for day in record.plan.days if any(one.kind is SessionKind.SHAKEDOWN for one in day.sessions)
    ]
    race_date = record.inputs.race.date + timedelta(21)
    later = replace(record.inputs, race=replace(record.inputs.race, date=race_date))
    past = Past(record.plan, shaken + timedelta(1), may_rise=True)
    plan = replan(later, past, rulebook=RULEBOOK, accepted=EVERYTHING)
    held = [day.date for day in plan.days if any(one.kind is SessionKind.SHAKEDOWN for one in day.sessions)]
    assert held[0] == shaken
    assert [8 <= (race_date - day).days <= 14 for day in held[1:]] == [True]
