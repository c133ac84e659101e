"""A goal that is offered instead of an unsafe one is planned when it is typed in."""

from hypothesis import assume, given, settings

from periodise.domain.inputs import Inputs
from periodise.domain.race import Race
from periodise.domain.replace import replace
from periodise.errors import NoSafePlan
from periodise.planner.build import build_plan
from periodise.store.rulebook_file import load_rulebook
from tests.properties.athletes import athletes

RULEBOOK = load_rulebook()


def shortened(race: Race, distance_km: float) -> Race:
    """Everything in proportion, as the offer says."""
    share = distance_km / race.distance_km
    cutoff = None if race.cutoff_min is None else race.cutoff_min * share
    stages = [
        replace(stage, distance_km=stage.distance_km * share, ascent_m=stage.ascent_m * share)
        for stage in race.stages
    ]
    ascent_m = race.ascent_m * share
    return replace(race, distance_km=distance_km, ascent_m=ascent_m, cutoff_min=cutoff, stages=tuple(stages))


def lighter(race: Race, pack_mass_kg: float) -> Race:
    """No stage starts with more than the race."""
    stages = [
        replace(stage, pack_mass_kg=min(stage.pack_mass_kg, pack_mass_kg)) if stage.pack_mass_kg else stage
        for stage in race.stages
    ]
    return replace(race, pack_mass_kg=pack_mass_kg, stages=tuple(stages))


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
                race = shortened(race, goal.distance_km)
            race = replace(race, date=goal.race_date or race.date)
            if goal.pack_mass_kg is not None:
                race = lighter(race, goal.pack_mass_kg)
            safe = replace(inputs, race=race)
            assert build_plan(safe, as_of=inputs.plan.start, rulebook=RULEBOOK).days
