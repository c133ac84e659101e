"""Whether the plan holds what the athlete file announces: the goal day by day, other races and trips."""

from collections.abc import Iterator

from periodise.checker.season import Season
from periodise.checker.structure import ROUNDED, RULE
from periodise.checker.verdict import broken, kg, missed
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import MASS_KG


def check_race_day(season: Season) -> Iterator[Finding]:
    """The race stands on its dates, stage by stage, with the kilometres and the pack of the day."""
    entered = _entered(season)
    for expected in season.race_days:
        day = expected.date.toordinal()
        if (day, SessionKind.RACE) not in entered:
            which = "the race" if len(season.race_days) == 1 else "this day of the race"
            yield broken(RULE, day, f"{which} is not in the plan on its date.")
    for one in season.sessions:
        if one.kind is SessionKind.RACE and one.unit is None and one.day > season.race_day:
            yield broken(RULE, one.day, "a race day after the race has ended.")
    yield from _stage_figures(season)


def _stage_figures(season: Season) -> Iterator[Finding]:
    """Each stage as the athlete file has it."""
    if len(season.race_days) == 1:
        return
    stages = {expected.date.toordinal(): expected for expected in season.race_days}
    for one in season.sessions:
        stage = stages.get(one.day)
        if one.kind is not SessionKind.RACE or stage is None or not one.planned:
            continue
        told = (one.session.distance_km, one.pack_kg)
        if abs(told[0] - stage.distance_km) > ROUNDED or abs(told[1] - stage.pack_mass_kg) > MASS_KG:
            yield broken(
                RULE,
                one.day,
                f"this day of the race is entered as {told[0]:g} km with {kg(told[1])}; the athlete file "
                f"has {stage.distance_km:g} km with {kg(stage.pack_mass_kg)}.",
                limit=stage.distance_km,
                measured=told[0],
            )


def check_units_held(season: Season) -> Iterator[Finding]:
    """Trips and races stand where the athlete file has them: no trip day without its trip, none left out.

    What was missed or dropped stands there all the same. A race that is trained through may be left
    out when the caps allow nothing on its date; the plan says so.
    """
    for one in season.sessions:
        if one.kind is SessionKind.TRIP_DAY and one.unit is None:
            yield broken(RULE, one.day, "a trip day that no trip of the athlete file holds.")
    entered = _entered(season)
    for occasion in season.occasions:
        for day in range(occasion.first.toordinal(), min(occasion.last.toordinal() + 1, season.race_day)):
            if (day, occasion.kind) in entered:
                continue
            told = f"{occasion.name} is on this date in the athlete file and not in this plan"
            if occasion.unit:
                yield broken(RULE, day, f"{told}.")
            else:
                yield missed("R-28", day, f"{told}: what stands around it leaves no room, so do without.")


def _entered(season: Season) -> set[tuple[int, SessionKind]]:
    """Dates and kinds of every session, whatever became of it."""
    return {(day.date.toordinal(), one.kind) for day in season.plan.days for one in day.sessions}
