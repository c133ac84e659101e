"""Whether two athlete files ask for the same training."""

from periodise.domain.inputs import CalendarSettings, Inputs, Units


def same_goal(old: Inputs, new: Inputs) -> bool:
    """Whether the same plan serves both: names, units and the look of the calendar aside."""
    return _asked(old) == _asked(new)


def _asked(inputs: Inputs) -> Inputs:
    return inputs.model_copy(
        update={
            "athlete": inputs.athlete.model_copy(update={"name": "", "max_heart_rate": None}),
            "race": inputs.race.model_copy(update={"name": ""}),
            "plan": inputs.plan.model_copy(update={"units": Units.METRIC}),
            "calendar": CalendarSettings(),
        }
    )
