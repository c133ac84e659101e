"""What the rules of races, trips, long days in a row, rucks, heat and altitude did in a plan."""

from collections.abc import Callable
from datetime import timedelta

from periodise.domain.measures import climb, distance, duration, mass, percent
from periodise.domain.plan import PhaseKind
from periodise.domain.race import RaceKind
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import SessionKind, is_trained_through
from periodise.views.event_text import altitude_loss, is_warm, paired_day, race_on
from periodise.views.on_the_way import on_the_way
from periodise.views.plain_text import cleaned_line
from periodise.views.season import Dated, race_pack_mass_kg, race_stages, sessions_of, week_of
from periodise.views.wording import counted, day_text, lasting, weekday_text

Story = Callable[[PlanRecord, Rulebook], list[str]]

NO_PART = "It changed nothing: {why}."
"""Of a rule that had no part, which is known by these words."""


def _units(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-28: every event and what it counts as."""
    stages = len(race_stages(record.plan, record.inputs))
    goal = f"The goal is one unit of {counted(stages, 'stage')}." if stages else "The goal race is one unit."
    events = [f"{line}." for line in on_the_way(record)]
    return [goal, *(events or ["No other race and no trip stands in this plan."])]


def _pairs(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-46: each two long days in a row."""
    lines = []
    for each in sessions_of(record.plan):
        second = paired_day(each.session, each.date + timedelta(1), record)
        week = week_of(record.plan, each.date)
        if second is not None and week is not None and week.load_efm:
            load = percent((each.session.load_efm + second.load_efm) / week.load_efm)
            times = f"{duration(each.session.duration_min)} and {duration(second.duration_min)}"
            lines.append(f"{day_text(each.date)} and the day after: {times}, {load} of the week's load.")
    return lines or [NO_PART.format(why="no two long days stand in a row in this plan")]


def _around_races(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-55: the load before each race that is raced, and the recovery after the goal."""
    lines = [_before_race(each, record) for each in sessions_of(record.plan) if _is_raced(each)]
    spans = [phase for phase in record.plan.phases if phase.kind is PhaseKind.RECOVERY]
    return lines + [
        f"Recovery after the race: {lasting((span.end - span.start).days)} from {day_text(span.start)}."
        for span in spans
    ]


def _is_raced(each: Dated) -> bool:
    return each.session.kind is SessionKind.OTHER_RACE and not is_trained_through(each.session)


def _before_race(each: Dated, record: PlanRecord) -> str:
    race, days = race_on(each.date, record.inputs), 7
    sums = [
        sum(
            other.session.load_efm
            for other in sessions_of(record.plan)
            if 0 < (each.date - other.date).days * side <= days
        )
        for side in (1, -1)
    ]
    name = cleaned_line(race.name) if race else "A race"
    before, after = (f"{load:.0f} EFM" for load in sums)
    return f"{name} on {day_text(each.date)}: {before} in the {days} days before it, {after} in those after."


def _trips(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-73: backpacking days and trips with their packs."""
    kinds = (SessionKind.BACKPACKING_DAY, SessionKind.TRIP_DAY)
    units = record.inputs.plan.units
    told = [
        f"{weekday_text(each.date)} {each.date.year}: {duration(each.session.duration_min)} with "
        f"{mass(each.session.pack_mass_kg, units=units)}."
        for each in sessions_of(record.plan)
        if each.session.kind in kinds or "R-73" in each.session.rules
    ]
    return told or [NO_PART.format(why="this plan holds no backpacking day and no trip")]


def _rucks(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """R-77: the race's pack against body mass, and the walks it makes of the pack sessions."""
    race_share = race_pack_mass_kg(record) / record.inputs.athlete.body_mass_kg
    above = rulebook["R-77"]["walked_above_share"]
    told = f"the pack of the day is {percent(race_share)} of body mass"
    walks = [each for each in sessions_of(record.plan) if each.session.kind is SessionKind.PACK_WALK]
    if record.inputs.race.kind is not RaceKind.RUCK or race_share <= above or not walks:
        return [NO_PART.format(why=f"{told}, and it is for rucks above {percent(above)}")]
    longest, units = max(walks, key=lambda walk: walk.session.duration_min).session, record.inputs.plan.units
    size = f"{duration(longest.duration_min)}, {distance(longest.distance_km, units=units)}"
    carried = mass(longest.pack_mass_kg, units=units)
    return [
        f"{told[0].upper()}{told[1:]}; above {percent(above)} all loaded work is walked.",
        f"{counted(len(walks), 'walk')} with a pack, the longest {size} with {carried}.",
    ]


def _heat(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-91: every run in the heat."""
    race = record.inputs.race
    days = [each for each in sessions_of(record.plan) if is_warm(each.session)]
    if not race.hot:
        return [NO_PART.format(why="the athlete file does not call the race hot")]
    return [
        f"{day_text(each.date)}: {duration(each.session.duration_min)}, "
        f"{counted((race.date - each.date).days, 'day')} before the race."
        for each in days
    ] or [NO_PART.format(why="the race is hot, but no easy run stands where heat would help")]


def _altitude(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """R-92: what the race's height costs; shown, and changes nothing."""
    height_m, rule, units = record.inputs.race.altitude_m, rulebook["R-92"], record.inputs.plan.units
    if height_m is None:
        return [NO_PART.format(why="the athlete file names no altitude of the race")]
    height = climb(height_m, units=units)
    if height_m <= rule["loss_above_m"]:
        return [NO_PART.format(why=f"{height} costs nothing that could be felt")]
    helpful = climb(rule["helpful_height_m"], units=units)
    lines = [f"At {height} the highest oxygen uptake is about {altitude_loss(height_m, rulebook)} lower."]
    if height_m > rule["sleep_rule_above_m"]:
        nights = counted(rule["helpful_nights_count"], "night")
        lines.append(f"{nights} at {helpful} in the last {rule['helpful_within_days']} days help.")
    return [*lines, "It is shown, and changes no session."]


EVENT_STORIES: dict[str, Story] = {
    "R-28": _units,
    "R-46": _pairs,
    "R-55": _around_races,
    "R-73": _trips,
    "R-77": _rucks,
    "R-91": _heat,
    "R-92": _altitude,
}
