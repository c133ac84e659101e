"""A second ruck in the week, by the athlete's choice only (C12 in R-77)."""

from collections.abc import Iterator

from periodise.checker.dated import DatedSession
from periodise.checker.season import Season
from periodise.checker.verdict import count, kg, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.race import RaceKind
from periodise.domain.tolerance import mass_within

RULE = "R-77"


def extra_rucks(season: Season) -> tuple[DatedSession, ...]:
    """The lightest loaded walk of every week that has two: what comes on top of the usual one."""
    weeks = (
        [one for one in week.sessions if one.loaded_walk and not one.test_of_kit] for week in season.weeks
    )
    return tuple(
        min(walks, key=lambda walk: (walk.pack_kg, walk.minutes)) for walks in weeks if len(walks) > 1
    )


def check_extra_ruck(season: Season) -> Iterator[Finding]:
    """C12: a second ruck in a week is warned about; without being asked for it should not be there."""
    extra = [one for one in extra_rucks(season) if one.planned]
    if season.inputs.race.kind is not RaceKind.RUCK or not extra:
        return
    asked = season.inputs.plan.ruck_extra
    why = (
        "you asked for it. Where five marches a month or more were done, injuries were twice as frequent."
        if asked
        else "the athlete file does not ask for one (plan.ruck_extra)."
    )
    yield missed(
        RULE,
        extra[0].day,
        f"a second ruck stands in {count(len(extra), 'week')}, first in this one; {why}",
        limit=0,
        measured=len(extra),
    )


def check_extra_ruck_mass(season: Season) -> Iterator[Finding]:
    """C12: the second ruck is a moderate one, at most three quarters of the race pack. Told once."""
    most_kg = season.rule(RULE)["extra_ruck_high_ratio"] * season.race_pack_kg
    if season.inputs.race.kind is not RaceKind.RUCK:
        return
    heavy = [one for one in extra_rucks(season) if one.planned and not mass_within(one.pack_kg, most_kg)]
    if heavy:
        worst = max(heavy, key=lambda one: one.pack_kg)
        yield missed(
            RULE,
            worst.day,
            f"the second ruck of the week carries {kg(worst.pack_kg)}; {kg(most_kg)} is "
            f"{percent(season.rule(RULE)['extra_ruck_high_ratio'])} of the race pack, the most for it.",
            limit=most_kg,
            measured=worst.pack_kg,
        )
