"""What rules did that put no single session where it is: how load is counted, what is left out, who you are.

Each is a sentence with figures of this plan; a rule that is not here tells only which sessions name it.
"""

from collections.abc import Callable
from typing import NamedTuple

from periodise.domain.measures import climb, duration, mass, percent
from periodise.domain.plan import WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import PACK_KINDS, RUNS, SessionKind
from periodise.domain.training_log import LogKind
from periodise.views.season import Dated, longest_run, sessions_of
from periodise.views.wording import counted, day_text


class Season(NamedTuple):
    """What the sentences are made of."""

    record: PlanRecord
    on_foot: list[Dated]
    loaded: list[Dated]


def standing_story(rule_id: str, record: PlanRecord) -> list[str]:
    """Sentences on a rule that works on the whole plan; none for other rules."""
    tell = SENTENCES.get(rule_id)
    return tell(_season(record)) if tell else []


def _season(record: PlanRecord) -> Season:
    idle = (SessionKind.REST, SessionKind.STRENGTH)
    on_foot = [each for each in sessions_of(record.plan) if each.session.kind not in idle]
    return Season(record, on_foot, [each for each in on_foot if each.session.pack_mass_kg > 0])


def _priced(season: Season) -> list[str]:
    load = sum(each.session.load_efm for each in season.on_foot)
    sessions = counted(len(season.on_foot), "session")
    return [f"It is behind the load of {sessions} on foot, {load:.0f} EFM in all."]


def _read(season: Season) -> list[str]:
    days = season.record.plan.days
    load = sum(day.load_efm for day in days)
    return [f"It reads the load of {counted(len(days), 'day')}, {load:.0f} EFM in all."]


def _carried(season: Season) -> list[str]:
    if not season.loaded:
        return ["It changed nothing: no session carries a pack."]
    return [f"It holds for {counted(len(season.loaded), 'session')} with a pack."]


def _ground(season: Season) -> list[str]:
    return [f"The ground of the race is {season.record.inputs.race.terrain.value}."]


def _bands(season: Season) -> list[str]:
    return [f"It gives the time of {counted(len(season.on_foot), 'session')} its band."]


def _felt(season: Season) -> list[str]:
    done = sum(entry.kind is LogKind.DONE for entry in season.record.log)
    if not done:
        return ["It changed nothing: nothing is recorded as done yet."]
    return [f"It looked at {counted(done, 'session')} recorded as done."]


def _ledgers(season: Season) -> list[str]:
    weeks, units = season.record.plan.weeks, season.record.inputs.plan.units
    trained = [week for week in weeks if week.kind is WeekKind.LOAD]
    if not trained:
        return []
    down = max(trained, key=lambda week: week.descent_m)
    carried = max(trained, key=lambda week: week.loaded_kg_km)
    return [
        f"Most descent: {climb(down.descent_m, units=units)}, week of {day_text(down.start)}.",
        f"Most carried: {carried.loaded_kg_km:.0f} kg·km, week of {day_text(carried.start)}.",
    ]


def _descent(season: Season) -> list[str]:
    return _ledgers(season)[:1]


def _hikes(season: Season) -> list[str]:
    hikes = [each for each in season.on_foot if each.session.kind is SessionKind.HIKE]
    if not hikes:
        return ["It changed nothing: this plan holds no hike without a pack."]
    longest = max(hikes, key=lambda hike: hike.session.duration_min)
    time = duration(longest.session.duration_min)
    return [f"{counted(len(hikes), 'hike')}, the longest {time} on {day_text(longest.date)}."]


def _share_of_week(season: Season) -> list[str]:
    plan = season.record.plan
    shares = [
        (each.session.load_efm / week.load_efm, week, each)
        for week in plan.weeks
        if week.kind is WeekKind.LOAD and week.load_efm
        for each in season.on_foot
        if week.start <= each.date < week.end and each.session.kind in RUNS
    ]
    if not shares:
        return []
    share, week, _ = max(shares, key=lambda item: item[0])
    most, monday = percent(share), day_text(week.start)
    return [f"One run holds {most} of its load week at most, in the week of {monday}."]


def _longest(season: Season) -> list[str]:
    longest = longest_run(season.record.plan)
    if longest is None:
        return []
    return [f"The longest run lasts {duration(longest.session.duration_min)}, on {day_text(longest.date)}."]


def _last_strength(season: Season) -> list[str]:
    race_day = season.record.inputs.race.date
    days = [
        each.date
        for each in sessions_of(season.record.plan)
        if each.session.kind is SessionKind.STRENGTH and each.date < race_day
    ]
    if not days:
        return ["It changed nothing: this plan holds no strength work."]
    gap = counted((race_day - days[-1]).days, "day")
    return [f"The last strength work is on {day_text(days[-1])}, {gap} before the race."]


def _entry(season: Season) -> list[str]:
    past = season.record.inputs.history
    weeks, runs = counted(past.weeks_consistent, "week"), counted(past.runs_per_week, "run")
    return [f"You come with {weeks} of steady running and {runs} a week; {_first_load(season)}."]


def _first_load(season: Season) -> str:
    trained = [each for each in season.loaded if each.session.kind in PACK_KINDS]
    return f"the first pack comes on {day_text(trained[0].date)}" if trained else "no session carries a pack"


def _carriers(season: Season) -> list[str]:
    carrier = season.record.inputs.plan.carrier.value
    if not season.loaded:
        return ["It changed nothing: no session carries anything."]
    heaviest = max(each.session.pack_mass_kg for each in season.loaded)
    most = mass(heaviest, units=season.record.inputs.plan.units)
    return [f"All that is carried, {most} at most, goes in a {carrier}; nothing hangs on hands or feet."]


def _away(season: Season) -> list[str]:
    missed = sum(entry.kind is LogKind.MISSED for entry in season.record.log)
    spans = season.record.inputs.away
    told = [f"Away from {day_text(span.start)} to {day_text(span.end)}." for span in spans]
    told += [f"{counted(missed, 'day')} recorded as missed."] if missed else []
    return told or ["No day is lost in this plan."]


def _no_log(season: Season) -> list[str]:
    if any(entry.kind is LogKind.MISSED for entry in season.record.log):
        return []
    return ["It changed nothing: no day is recorded as missed."]


def _revisions(season: Season) -> list[str]:
    if not season.record.revision:
        return ["It changed nothing: the plan is as it was first made."]
    return [f"Changed {counted(season.record.revision, 'time')} since it was made."]


def _body(season: Season) -> list[str]:
    athlete = season.record.inputs.athlete
    born = f", born in {athlete.birth_year}" if athlete.birth_year else ""
    return [f"It is for the level {athlete.level.value}{born}."]


def _words_only(_season: Season) -> list[str]:
    return ["It is about what is said: nothing of that kind is printed, and no session hangs on it."]


SENTENCES: dict[str, Callable[[Season], list[str]]] = {
    **dict.fromkeys(("R-01", "R-02", "R-10", "R-12", "R-13"), _priced),
    **dict.fromkeys(("R-20", "R-21", "R-22", "R-24"), _read),
    **dict.fromkeys(("R-04", "R-06", "R-67", "R-70"), _carried),
    **dict.fromkeys(("R-23", "R-94"), _words_only),
    **dict.fromkeys(("R-81", "R-82", "R-83"), _no_log),
    "R-03": _ground,
    "R-05": _bands,
    "R-11": _felt,
    "R-14": _ledgers,
    "R-41": _hikes,
    "R-44": _share_of_week,
    "R-45": _longest,
    "R-47": _descent,
    "R-53": _last_strength,
    "R-60": _entry,
    "R-74": _carriers,
    "R-80": _away,
    "R-84": _revisions,
    "R-93": _body,
}
