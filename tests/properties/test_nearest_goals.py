"""A goal that is offered instead of an unsafe one is planned when it is typed in."""

from hypothesis import assume, given, settings

from periodise.domain.inputs import Inputs
from periodise.domain.replace import replace
from periodise.errors import NoSafePlan
from periodise.planner.build import build_plan
from periodise.store.rulebook_file import load_rulebook
from tests.properties.athletes import athletes

RULEBOOK = load_rulebook()


@settings(max_examples=12)
@given(inputs=athletes())
def test_each_nearest_goal_is_accepted(inputs: Inputs) -> None:
    assert inputs.plan.start is not None
    try:
        build_plan(inputs, as_of=inputs.plan.start, rulebook=RULEBOOK)
    except NoSafePlan as refusal:
        assume(refusal.goals)
        for goal in refusal.goals:
            race = inputs.race
            if goal.distance_km is not None:
                part = goal.distance_km / race.distance_km
                cutoff = None if race.cutoff_min is None else race.cutoff_min * part
                race = replace(
                    race, distance_km=goal.distance_km, ascent_m=race.ascent_m * part, cutoff_min=cutoff
                )
            race = replace(race, date=goal.race_date or race.date)
            if goal.pack_mass_kg is not None:
                race = replace(race, pack_mass_kg=goal.pack_mass_kg)
            safe = replace(inputs, race=race)
            assert build_plan(safe, as_of=inputs.plan.start, rulebook=RULEBOOK).days
