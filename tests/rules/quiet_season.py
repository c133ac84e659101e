"""From a rule's TOML file to plans: a quiet season with a few days changed, and what a judge should say.

The notation is a coach's: `2027-01-09 long_run 132 min`, `2027-01-05 pack_run 40 min 4 kg`,
`2027-01-07 easy_run 60 min + strength 20 min`, `2027-01-09 rest`. After the kind come, in any order,
minutes, kilograms, kilometres, metres of descent, EFM, an intensity, a status, or rules as `by R-46`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from periodise.checker.season import Season
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Phase, PhaseKind, Plan, Week, WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Carrier, Day, Intensity, Session, SessionKind, SessionStatus
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.domain.week import WEEKDAYS
from periodise.metrics.occasions import occasions

HERE = Path(__file__).parent
WEEK = timedelta(weeks=1)
A_DAY = timedelta(1)
RUN_KM_PER_MIN, WALK_KM_PER_MIN = 1 / 6, 1 / 12
STRENGTH_EFM_PER_MIN = 5 / 6
WALKED = {SessionKind.PACK_WALK, SessionKind.BACKPACKING_DAY, SessionKind.HIKE, SessionKind.TRIP_DAY}
FIELD_OF_UNIT = {
    "min": "duration_min",
    "kg": "pack_mass_kg",
    "km": "distance_km",
    "m": "descent_m",
    "efm": "load_efm",
}


@dataclass(frozen=True)
class Case:
    """One plan of a rule's file and the verdict that a coach expects."""

    rule: str
    verdict: str
    """kept, warned or broken."""
    name: str
    season: str = "quiet"
    days: str = ""
    """Changed days in the notation above."""
    scaled: Mapping[str, float] = field(default_factory=dict)
    """Weeks whose sessions all take this share of their time, by their first day."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Weeks of another kind than the calendar gives them, by their first day."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """Changes of the athlete file."""
    phases: Mapping[str, str] = field(default_factory=dict)
    """First day of a phase, where it differs."""
    taper_days: int = 14
    accepted: tuple[str, ...] = ()
    reason: str = "life"
    """Why the missed days of the case were missed."""
    where: date | None = None
    """The date of the finding."""
    also: tuple[str, ...] = ()
    """Other hard rules that break with it, for a reason that the name or a comment gives."""


def cases() -> Iterator[Case]:
    """Every case of every rule file, in order."""
    for path in sorted(HERE.glob("*.toml")):
        if path.stem == "seasons":
            continue
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for verdict in ("kept", "warned", "broken"):
            for record in document.get(verdict, []):
                shared = {name: document[name] for name in ("season", "reason") if name in document}
                values = {"season": "quiet", **shared, **record}
                values["also"] = tuple(values.get("also", ()))
                values["accepted"] = tuple(values.get("accepted", ()))
                yield Case(rule=document["rule"], verdict=verdict, **values)


def plan_of(case: Case, rulebook: Rulebook) -> tuple[Plan, Inputs]:
    """The quiet season with the case's changes, its sums and marks right."""
    template = _season(case.season)
    inputs = Inputs.model_validate(_merged(template["inputs"], case.inputs))
    frames = _frames(inputs, case)
    phases = _phases(inputs, frames, case)
    changed = _changes(case.days)
    days = tuple(
        Day(date=on, sessions=changed.get(on) or _usual(template["week"], frame, on, inputs, case))
        for frame in frames
        for on in _dates(frame.start, frame.end)
    )
    trained = _races_in_training(inputs, rulebook)
    draft = _assembled(days, frames, phases, trained)
    return _assembled(_marked(draft, inputs, rulebook), frames, phases, trained), inputs


def _races_in_training(inputs: Inputs, rulebook: Rulebook) -> frozenset[date]:
    """Dates of races that count as runs (R-28)."""
    assert inputs.plan.start is not None
    on_the_way = occasions(inputs, start=inputs.plan.start, rulebook=rulebook)
    return frozenset(one.first for one in on_the_way if not one.unit)


def log_of(plan: Plan, case: Case) -> tuple[LogEntry, ...]:
    """An entry for every missed session, with the case's reason."""
    return tuple(
        LogEntry(date=day.date, slot=one.slot, kind=LogKind.MISSED, reason=MissReason(case.reason))
        for day in plan.days
        for one in day.sessions
        if one.status is SessionStatus.MISSED
    )


@dataclass(frozen=True)
class Frame:
    start: date
    end: date
    kind: WeekKind
    template: str


@cache
def _seasons() -> dict[str, Any]:
    return tomllib.loads((HERE / "seasons.toml").read_text(encoding="utf-8"))


def _season(name: str) -> dict[str, Any]:
    own = _seasons()[name]
    return own if "like" not in own else _merged(_season(own["like"]), own)


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = deepcopy(dict(base))
    for key, value in changes.items():
        if isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged


def _frames(inputs: Inputs, case: Case) -> list[Frame]:
    """Part week, Monday weeks with every fourth one easy counted back, bridge, taper, race, recovery."""
    start, race = inputs.plan.start, inputs.race.date
    assert start is not None
    taper = race - timedelta(case.taper_days)
    monday = start + timedelta(-start.weekday() % 7)
    frames = [Frame(start, monday, WeekKind.PARTIAL, "partial")] if monday > start else []
    full = (taper - monday).days // 7
    for index in range(full):
        easy = (full - index) % 4 == 0 and index > 0
        kind = WeekKind.DELOAD if easy else WeekKind.LOAD
        frames.append(Frame(monday + index * WEEK, monday + (index + 1) * WEEK, kind, kind.value))
    last = monday + full * WEEK
    if last < taper:
        frames.append(Frame(last, taper, WeekKind.BRIDGE, "bridge"))
    blocks = ceil(case.taper_days / 7)
    for index in range(blocks):
        first = taper + index * WEEK
        frames.append(
            Frame(first, min(first + WEEK, race), WeekKind.TAPER, f"taper_{2 - (blocks - 1 - index)}")
        )
    after = race + _race_length(inputs)
    frames.append(Frame(race, after, WeekKind.RACE, "race"))
    frames.append(Frame(after, after + WEEK, WeekKind.RECOVERY, "recovery"))
    return [_kind_changed(frame, case.kinds.get(frame.start.isoformat())) for frame in frames]


def _race_length(inputs: Inputs) -> timedelta:
    """A day, or one for each stage."""
    return max(1, len(inputs.race.stages)) * A_DAY


def _kind_changed(frame: Frame, kind: str | None) -> Frame:
    return frame if kind is None else Frame(frame.start, frame.end, WeekKind(kind), kind)


def _phases(inputs: Inputs, frames: list[Frame], case: Case) -> dict[PhaseKind, date]:
    """First day of each phase: a build of half the weeks before the taper, three to eight."""
    race = inputs.race.date
    taper = race - timedelta(case.taper_days)
    weeks = [frame for frame in frames if frame.end <= taper]
    left = ceil((race - frames[0].start).days / 7) - max(1, round(case.taper_days / 7))
    build = min(left, max(3, min(int(left / 2 + 0.5), 8)))
    starts = {PhaseKind.BASE: frames[0].start}
    if build:
        starts[PhaseKind.BUILD] = weeks[-build].start if build <= len(weeks) else frames[0].start
    starts |= {PhaseKind.TAPER: taper, PhaseKind.RACE: race, PhaseKind.RECOVERY: race + _race_length(inputs)}
    return starts | {PhaseKind(kind): date.fromisoformat(on) for kind, on in case.phases.items()}


def _usual(
    templates: Mapping[str, Any], frame: Frame, on: date, inputs: Inputs, case: Case
) -> tuple[Session, ...]:
    if any(span.start <= on <= span.end for span in inputs.away):
        return _sessions("rest")
    if frame.kind is WeekKind.RACE:
        return _sessions(_race_text(inputs, (on - inputs.race.date).days))
    text = templates.get(frame.template, {}).get(WEEKDAYS[on.weekday()], "rest")
    share = case.scaled.get(frame.start.isoformat(), 1.0)
    return tuple(_scaled(one, share) for one in _sessions(text))


def _race_text(inputs: Inputs, stage: int) -> str:
    """The race, or one of its stages counted from 0, in the notation."""
    if not inputs.race.stages:
        return f"race 240 min {inputs.race.distance_km} km {_race_pack(inputs)} kg hard"
    own = inputs.race.stages[stage]
    mass_kg = _race_pack(inputs) if own.pack_mass_kg is None else own.pack_mass_kg
    return f"race 240 min {own.distance_km} km {mass_kg} kg hard"


def _race_pack(inputs: Inputs) -> float:
    mass = inputs.race.pack_mass_kg
    return 0.0 if isinstance(mass, str) else mass


def _scaled(session: Session, share: float) -> Session:
    changed = {name: getattr(session, name) * share for name in ("duration_min", "distance_km", "load_efm")}
    return session.model_copy(update=changed)


def _changes(text: str) -> dict[date, tuple[Session, ...]]:
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    split = (line.split(maxsplit=1) for line in lines if line)
    return {date.fromisoformat(on): _sessions(sessions) for on, sessions in split}


def _sessions(text: str) -> tuple[Session, ...]:
    return tuple(_session(one.split(), slot) for slot, one in enumerate(text.split(" + "), start=1))


def _session(words: list[str], slot: int) -> Session:
    kind = SessionKind(words[0])
    values: dict[str, Any] = {"kind": kind, "slot": slot}
    if kind is SessionKind.REST:
        return Session(**values, intensity=Intensity.REST)
    rest = iter(words[1:])
    for word in rest:
        if word in set(Intensity):
            values["intensity"] = word
        elif word in set(SessionStatus):
            values["status"] = word
        elif word == "by":
            values["rules"] = (*values.get("rules", ()), next(rest))
        elif word == "at":
            values["start"] = next(rest)
        else:
            values[FIELD_OF_UNIT[next(rest)]] = float(word)
    return Session(**_filled_in(kind, values))


def _filled_in(kind: SessionKind, values: dict[str, Any]) -> dict[str, Any]:
    minutes = values.get("duration_min", 0.0)
    if kind in (SessionKind.TEMPO_RUN, SessionKind.HILL_RUN):
        values.setdefault("intensity", "hard")
    if kind is SessionKind.STRENGTH:
        values.setdefault("load_efm", minutes * STRENGTH_EFM_PER_MIN)
        return values
    values.setdefault("load_efm", minutes)
    values.setdefault("distance_km", minutes * (WALK_KM_PER_MIN if kind in WALKED else RUN_KM_PER_MIN))
    if values.get("pack_mass_kg"):
        values.setdefault("carrier", Carrier.PACK)
    return values


def _marked(plan: Plan, inputs: Inputs, rulebook: Rulebook) -> tuple[Day, ...]:
    """Days with the marks of demanding and heavy sessions, which no rule but `structure` is about."""
    season = Season(plan, inputs, rulebook)
    demanding = {id(one.session) for one in season.demanding}
    heavy = {id(one.session) for one in season.heavy}
    return tuple(
        day.with_sessions(
            tuple(
                one.model_copy(update={"demanding": id(one) in demanding, "heavy": id(one) in heavy})
                for one in day.sessions
            )
        )
        for day in plan.days
    )


def _assembled(
    days: tuple[Day, ...], frames: list[Frame], starts: Mapping[PhaseKind, date], trained: frozenset[date]
) -> Plan:
    end = frames[-1].end
    order = sorted(starts.items(), key=lambda item: (item[1], list(PhaseKind).index(item[0])))
    ends = [*(on for _, on in order[1:]), end]
    phases = tuple(
        Phase(kind=kind, start=on, end=until)
        for (kind, on), until in zip(order, ends, strict=True)
        if until > on
    )
    return Plan(
        phases=phases, weeks=tuple(_week(frame, days, phases, trained) for frame in frames), days=days
    )


def _week(frame: Frame, days: tuple[Day, ...], phases: tuple[Phase, ...], trained: frozenset[date]) -> Week:
    held = [
        one
        for day in days
        if frame.start <= day.date < frame.end
        for one in day.sessions
        if one.status in (SessionStatus.PLANNED, SessionStatus.DONE)
    ]
    foot = [one for one in held if one.kind is not SessionKind.STRENGTH]
    races = [
        one
        for day in days
        if frame.start <= day.date < frame.end and day.date in trained
        for one in day.sessions
        if one.kind is SessionKind.OTHER_RACE
    ]
    runs = [one.duration_min for one in (*held, *races) if one in races or one.kind.value.endswith("_run")]
    return Week(
        start=frame.start,
        end=frame.end,
        kind=frame.kind,
        weeks_to_race=0,
        phase=next(phase.kind for phase in phases if phase.start <= frame.start < phase.end),
        deload=frame.kind is WeekKind.DELOAD,
        load_efm=sum(one.load_efm for one in held),
        distance_km=sum(one.distance_km for one in held),
        ascent_m=sum(one.ascent_m for one in held),
        minutes=sum(one.duration_min for one in foot),
        longest_min=max(runs, default=0.0),
        descent_m=sum(one.descent_m for one in held),
        loaded_kg_km=sum(one.pack_mass_kg * one.distance_km for one in held),
        heavy=sum(one.heavy for one in held),
        pack_step_kg=max((one.pack_mass_kg for one in held if one.kind is not SessionKind.RACE), default=0.0),
    )


def _dates(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(offset) for offset in range((end - start).days))
