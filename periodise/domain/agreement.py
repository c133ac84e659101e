"""Parts of an athlete file that are right by themselves and wrong together.

Each check looks at a whole `Inputs` and names the fields it looked at, so that the reader of a file
with other faults can leave out what rests on a value that was refused.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pydantic_core import PydanticCustomError

from periodise.domain.kit import FROM_KIT, G_PER_KG, KitItem, carried_kg
from periodise.domain.limits import LONGEST_RUNWAY_YEARS, MOST_DAYS_PAST, STAGE_SUM_RATIO
from periodise.domain.race import Away, RaceKind, Trip
from periodise.domain.refusal import refusal, shown
from periodise.domain.text import same_name
from periodise.domain.units import RACE_PACK_MASS

if TYPE_CHECKING:
    from periodise.domain.inputs import Inputs

FieldPath = tuple[str | int, ...]
"""Keys as in the athlete file, entries of a list counted from 0."""

_IN_STAGES = frozenset({RaceKind.STAGE_RACE, RaceKind.FASTPACK})


class Contradiction(NamedTuple):
    """Two or more fields that cannot all be meant."""

    path: FieldPath
    """The field to point at."""
    rests_on: tuple[FieldPath, ...]
    """Every field the judgement needs, `path` included where it has a value."""
    found: str
    allowed: str
    do: str

    def as_refusal(self) -> PydanticCustomError:
        """The same as an error that a pydantic validator may raise."""
        return refusal(f"{path_text(self.path)}: {self.found}", allowed=self.allowed, do=self.do)


def path_text(path: FieldPath) -> str:
    """`race.stage.3.distance`: entries of a list counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def contradictions(inputs: "Inputs") -> tuple[Contradiction, ...]:
    """All of them, in no particular order; none in a file that makes sense."""
    return tuple(contradiction for check in CHECKS for contradiction in check(inputs))


def problems_of_today(inputs: "Inputs", today: date) -> tuple[tuple[str, str], ...]:
    """What is wrong with the file only because of the day it is: (field path, message) pairs."""
    race_day = inputs.race.date
    if race_day < today:
        found = f"{race_day} is before today, {today}"
        do = "give a date still to come, or the day to plan from with --today"
        return (("race.date", f"{found}; a race today or later; {do}"),)
    start = inputs.plan.start
    if start is None and _too_far(race_day, start=today):
        found = f"{race_day} is more than {LONGEST_RUNWAY_YEARS} years after today, {today}"
        return (("race.date", f"{found}; at most {LONGEST_RUNWAY_YEARS} years; {_CLOSER_RACE}"),)
    if start is not None and (today - start).days > MOST_DAYS_PAST:
        found = f"{start} is {(today - start).days} days before today, {today}"
        allowed = f"at most {MOST_DAYS_PAST} days before, since days that are past cannot be planned"
        do = f"delete the line to begin next Monday, or plan as of that day with --today {start}"
        return (("plan.start", f"{found}; {allowed}; {do}"),)
    return ()


_CLOSER_RACE = "plan for a nearer race first"


def _spans(inputs: "Inputs") -> Iterator[Contradiction]:
    for table in ("trip", "away"):
        spans: tuple[Trip | Away, ...] = inputs.trips if table == "trip" else inputs.away
        for index, span in enumerate(spans):
            start, end = (table, index, "start"), (table, index, "end")
            if span.end < span.start:
                found = f"{span.end} is before the start, {span.start}"
                do = "swap the two dates or correct one"
                yield Contradiction(end, (start, end), found, "the last day, on or after the start", do)


def _one_race_a_day(inputs: "Inputs") -> Iterator[Contradiction]:
    seen: dict[date, FieldPath] = {inputs.race.date: ("race", "date")}
    for index, race in enumerate(inputs.other_races):
        path = ("other_race", index, "date")
        first = seen.setdefault(race.date, path)
        if first != path:
            found = f"{race.date} is the date of {path_text(first)} too"
            yield Contradiction(path, (first, path), found, "one race a day", "correct one of the dates")


class _Taken(NamedTuple):
    """Days that one entry of the file takes whole."""

    path: FieldPath
    start: date
    end: date
    what: str


def _days_taken_once(inputs: "Inputs") -> Iterator[Contradiction]:
    """A race, a trip and time away exclude each other; touching spans away are one."""
    races = [
        _Taken(("other_race", index, "date"), race.date, race.date, "a race")
        for index, race in enumerate(inputs.other_races)
    ]
    trips = [
        _Taken(("trip", index, "start"), trip.start, trip.end, "a trip")
        for index, trip in enumerate(inputs.trips)
    ]
    away = [
        _Taken(("away", index, "start"), span.start, span.end, "time away")
        for index, span in enumerate(inputs.away)
    ]
    for other, one in combinations((*races, *trips, *away), 2):
        both_away = one.path[0] == other.path[0] == "away"
        if one.path[0] == "other_race" or both_away or one.start > other.end or other.start > one.end:
            continue
        day = max(one.start, other.start)
        found = f"{day} is a day of {path_text(other.path[:2])} too"
        ends = tuple((*taken.path[:2], "end") for taken in (one, other) if taken.path[0] != "other_race")
        yield Contradiction(
            one.path,
            (one.path, other.path, *ends),
            found,
            f"days that are not {other.what} already",
            "correct the dates, or split the longer span in two",
        )


def _before_the_race(inputs: "Inputs") -> Iterator[Contradiction]:
    race_day = inputs.race.date
    days = [(("other_race", index, "date"), race.date) for index, race in enumerate(inputs.other_races)]
    late = [(path, day) for path, day in days if day > race_day]
    ends = [(("trip", index, "end"), trip.end) for index, trip in enumerate(inputs.trips)]
    late += [(path, day) for path, day in ends if day >= race_day]
    for path, day in late:
        found = f"{day} is not before the race, {race_day}"
        do = "correct the date, or keep it for the plan after this race"
        yield Contradiction(path, (path, ("race", "date")), found, "a day before race.date", do)


def _stages(inputs: "Inputs") -> Iterator[Contradiction]:
    race, kind, stage = inputs.race, ("race", "kind"), ("race", "stage")
    in_stages = race.kind in _IN_STAGES
    if race.stages and not in_stages:
        found = f"a race of kind {shown(race.kind.value)} has stages"
        do = 'delete them, or write kind = "stage-race" or "fastpack"'
        yield Contradiction((*stage, 0), (kind,), found, "stages only in a stage-race or fastpack", do)
    if in_stages and not race.stages:
        found = f"{shown(race.kind.value)} has no stages"
        do = "add a [[race.stage]] with distance and ascent for each day"
        yield Contradiction(kind, (kind, stage), found, "one stage for each day", do)


def _stage_distances(inputs: "Inputs") -> Iterator[Contradiction]:
    race, distance = inputs.race, ("race", "distance")
    total_km = sum(stage.distance_km for stage in race.stages)
    if not race.stages or race.kind not in _IN_STAGES:
        return
    if abs(total_km - race.distance_km) > STAGE_SUM_RATIO * race.distance_km:
        found = f"{race.distance_km:g} km, but the stages add up to {total_km:g} km"
        allowed = f"the sum of the stages, give or take {STAGE_SUM_RATIO:.0%}"
        yield Contradiction(
            distance,
            (distance, ("race", "stage")),
            found,
            allowed,
            "correct the race's distance or a stage's",
        )


def _kit(inputs: "Inputs") -> Iterator[Contradiction]:
    pack = ("race", "pack_mass")
    if inputs.race.pack_mass_kg == FROM_KIT and not inputs.kit:
        do = "add a [[kit]] for each thing, or write the mass"
        yield Contradiction(
            pack, (pack, ("kit",)), '"from kit" without a kit list', "a mass, or a list of [[kit]]", do
        )
    if inputs.race.pack_mass_kg == FROM_KIT and carried_kg(inputs.kit) > RACE_PACK_MASS.high:
        found = f"the kit list weighs {carried_kg(inputs.kit):g} kg"
        do = "correct the masses of [[kit]]"
        yield Contradiction(pack, (pack, ("kit",)), found, RACE_PACK_MASS.allowed, do)
    yield from _consumables(("kit",), inputs.kit)
    for index, trip in enumerate(inputs.trips):
        yield from _consumables(("trip", index, "kit"), trip.kit)


def _consumables(around: FieldPath, kit: Iterable[KitItem]) -> Iterator[Contradiction]:
    for index, item in enumerate(kit):
        rate, consumable = (*around, index, "rate"), (*around, index, "consumable")
        if item.consumable and item.rate is None:
            found = f"{shown(item.name)} is consumable and has no rate"
            do = 'add rate = "0.5 l/h" or the like'
            yield Contradiction(consumable, (rate, consumable), found, "a rate for each consumable", do)


def _packs(inputs: "Inputs") -> Iterator[Contradiction]:
    """One pack a name; and on the kit list it weighs what it weighs among the packs."""
    first: dict[str, int] = {}
    for index, pack in enumerate(inputs.packs):
        name, path = same_name(pack.name), ("pack", index, "name")
        if first.setdefault(name, index) != index:
            found = f"{shown(pack.name)} is the name of pack.{first[name] + 1} too"
            rests: tuple[FieldPath, ...] = (path, ("pack", first[name], "name"))
            yield Contradiction(path, rests, found, "one pack a name", "give each its own")
    for index, item in enumerate(inputs.kit):
        own = first.get(same_name(item.name))
        listed = None if own is None else inputs.packs[own].mass_kg
        if own is not None and listed is not None and listed != item.mass_kg:
            found = f"{item.mass_kg * G_PER_KG:g} g, and {listed * G_PER_KG:g} g as pack.{own + 1}"
            mass, other = ("kit", index, "mass"), ("pack", own, "mass")
            yield Contradiction(mass, (mass, other), found, "the same mass in both", "correct one of them")


def _runway(inputs: "Inputs") -> Iterator[Contradiction]:
    start, race_day = inputs.plan.start, inputs.race.date
    paths: tuple[FieldPath, FieldPath] = ("race", "date"), ("plan", "start")
    if start is None:
        return
    if race_day < start:
        found = f"{race_day} is before plan.start, {start}"
        yield Contradiction(
            paths[0], paths, found, "a day on or after plan.start", "correct one of the two dates"
        )
    if _too_far(race_day, start=start):
        found = f"{race_day} is more than {LONGEST_RUNWAY_YEARS} years after plan.start, {start}"
        yield Contradiction(paths[0], paths, found, f"at most {LONGEST_RUNWAY_YEARS} years", _CLOSER_RACE)


def _too_far(race_day: date, *, start: date) -> bool:
    """Whether the race lies more than the allowed years off; 29 February needs no special care here."""
    latest = start.year + LONGEST_RUNWAY_YEARS, start.month, start.day
    return (race_day.year, race_day.month, race_day.day) > latest


CHECKS = (
    _spans,
    _one_race_a_day,
    _days_taken_once,
    _before_the_race,
    _stages,
    _stage_distances,
    _kit,
    _packs,
    _runway,
)
"""Every check of an athlete file that needs more than one field."""
