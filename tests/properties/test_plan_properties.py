"""What holds of every plan whoever it is for."""

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.session import SessionKind
from periodise.errors import NoSafePlan
from periodise.planner.build import build_plan
from periodise.store.rulebook_file import load_rulebook
from tests.properties.athletes import athletes

RULEBOOK = load_rulebook()
EVERYTHING = ("R-85c", "R-85d", "R-85e", "R-85f")


def planned(inputs: Inputs) -> Plan:
    assert inputs.plan.start is not None
    try:
        return build_plan(
            inputs, as_of=inputs.plan.start, rulebook=RULEBOOK, accepted=EVERYTHING, search=False
        )
    except NoSafePlan:
        assume(False)
        raise


def moved(value: Any, days: timedelta) -> Any:
    """`value` with every date in it later."""
    if isinstance(value, date):
        return value + days
    if isinstance(value, dict):
        return {key: moved(item, days) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [moved(item, days) for item in value]
    return value


@settings(max_examples=40)
@given(inputs=athletes(), weeks=st.integers(1, 30))
def test_moving_start_and_race_by_whole_weeks_moves_the_plan_and_nothing_else(
    inputs: Inputs, weeks: int
) -> None:
    days = timedelta(weeks=weeks)
    # Rules of age look at the year of the race.
    born = {**inputs.model_dump()["athlete"], "birth_year": None}
    before = Inputs.model_validate({**inputs.model_dump(), "athlete": born})
    after = Inputs.model_validate(moved({**inputs.model_dump(), "athlete": born}, days))
    assert moved(planned(before).model_dump(), days) == moved(planned(after).model_dump(), timedelta())


@settings(max_examples=60)
@given(inputs=athletes())
def test_every_session_names_rules_that_exist_and_each_once(inputs: Inputs) -> None:
    for day in planned(inputs).days:
        for session in day.sessions:
            assert session.rules
            assert set(session.rules) <= set(RULEBOOK.values)
            assert len(session.rules) == len(set(session.rules))


@settings(max_examples=60)
@given(inputs=athletes())
def test_something_is_carried_exactly_where_a_carrier_is_named(inputs: Inputs) -> None:
    for day in planned(inputs).days:
        for session in day.sessions:
            assert (session.pack_mass_kg > 0) == (session.carrier != "none")


@settings(max_examples=60)
@given(inputs=athletes())
def test_the_race_stands_once_on_its_date_and_only_recovery_after_it(inputs: Inputs) -> None:
    days = planned(inputs).days
    stages = range(max(1, len(inputs.race.stages)))
    race_dates = [inputs.race.date + timedelta(stage) for stage in stages]
    assert [day.date for day in days for one in day.sessions if one.kind is SessionKind.RACE] == race_dates
    late = {one.kind for day in days if day.date > race_dates[-1] for one in day.sessions}
    assert late <= {SessionKind.RECOVERY, SessionKind.EASY_RUN, SessionKind.REST}
