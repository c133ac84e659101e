"""The plan as other programs read it: SI units, ISO dates, keys that are only ever added to.

`plan.schema.json` describes it. A private plan keeps every key and leaves the figures of body and health out.
"""

from datetime import date, timedelta
from typing import Any

from periodise.domain.finding import Finding
from periodise.domain.inputs import Inputs
from periodise.domain.plan import LeftOut, Phase, Week
from periodise.domain.race import Stage
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day, Session
from periodise.domain.training_log import LogEntry
from periodise.views.plain_text import cleaned_line
from periodise.views.season import race_pack_mass_kg, race_stages
from periodise.views.session_text import neutral_title, purpose, title

FORMAT = "periodise-plan"
VERSION = 1
DECIMALS = 3
"""Finer than anything that is planned: grams, metres, fractions of a second."""

Document = dict[str, Any]


def plan_document(record: PlanRecord) -> Document:
    """The whole plan; the same record gives the same document, keys in the same order."""
    plan = record.plan
    weeks = {day.date: week for week in plan.weeks for day in plan.days if week.start <= day.date < week.end}
    return {
        "format": FORMAT,
        "version": VERSION,
        "plan_id": str(record.plan_id),
        "revision": record.revision,
        "as_of": record.as_of.isoformat(),
        "rulebook_version": record.rulebook_version,
        "accepted": list(record.accepted),
        "athlete": _athlete(record.inputs),
        "race": _race(record),
        "phases": [_phase(phase) for phase in plan.phases],
        "weeks": [_week(week) for week in plan.weeks],
        "days": [_day(day, week=weeks.get(day.date), record=record) for day in plan.days],
        "ledger": [_log_entry(entry, private=record.inputs.calendar.private) for entry in record.log],
        "findings": [_finding(finding) for finding in plan.findings],
    }


def _athlete(inputs: Inputs) -> Document:
    athlete = inputs.athlete
    if inputs.calendar.private:
        return dict.fromkeys(("name", "body_mass_kg", "level", "easy_pace_s_per_km"))
    return {
        "name": athlete.name,
        "body_mass_kg": _number(athlete.body_mass_kg),
        "level": athlete.level.value,
        "easy_pace_s_per_km": _whole_if_it_is(athlete.easy_pace_s_per_km),
    }


def _race(record: PlanRecord) -> Document:
    race = record.inputs.race
    return {
        "name": race.name,
        "date": race.date.isoformat(),
        "kind": race.kind.value,
        "distance_km": _number(race.distance_km),
        "ascent_m": _whole_if_it_is(race.ascent_m),
        "pack_mass_kg": _number(race_pack_mass_kg(record)),
        "predicted_time_min": _whole_if_it_is(record.plan.predicted_time_min),
        "stages": [_stage(stage, number, record) for number, stage in enumerate(race.stages)],
    }


def _stage(stage: Stage, number: int, record: PlanRecord) -> Document:
    """A stage as the athlete file has it, with its day and the time that the plan expects."""
    mass_kg, day = stage.pack_mass_kg, record.inputs.race.date + timedelta(days=number)
    planned = [
        each.session.duration_min for each in race_stages(record.plan, record.inputs) if each.date == day
    ]
    return {
        "date": day.isoformat(),
        "predicted_time_min": _whole_if_it_is(sum(planned)),
        "distance_km": _number(stage.distance_km),
        "ascent_m": _whole_if_it_is(stage.ascent_m),
        "pack_mass_kg": None if mass_kg is None else _number(mass_kg),
    }


def _phase(phase: Phase) -> Document:
    span = {"kind": phase.kind.value, "start": phase.start.isoformat(), "end": phase.end.isoformat()}
    return {**span, "rules": list(phase.rules)}


def _week(week: Week) -> Document:
    return {
        "start": week.start.isoformat(),
        "end": week.end.isoformat(),
        "kind": week.kind.value,
        "weeks_to_race": week.weeks_to_race,
        "phase": week.phase.value,
        "deload": week.deload,
        "load_efm": _number(week.load_efm),
        "distance_km": _number(week.distance_km),
        "ascent_m": _whole_if_it_is(week.ascent_m),
        "minutes": _whole_if_it_is(week.minutes),
        "longest_min": _whole_if_it_is(week.longest_min),
        "descent_m": _whole_if_it_is(week.descent_m),
        "loaded_kg_km": _number(week.loaded_kg_km),
        "heavy": week.heavy,
        "pack_step_kg": _number(week.pack_step_kg),
        "rules": list(week.rules),
        **({"left_out": [_left_out(one) for one in week.left_out]} if week.left_out else {}),
    }


def _left_out(missing: LeftOut) -> Document:
    return {"kind": missing.kind.value, "rules": list(missing.rules)}


def _day(day: Day, *, week: Week | None, record: PlanRecord) -> Document:
    told = record.calendar.get(day.uid)
    return {
        "date": day.date.isoformat(),
        "uid": day.uid,
        "sequence": told.sequence if told else day.sequence,
        "locked": day.locked,
        "sessions": [_session(each, day.date, week=week, inputs=record.inputs) for each in day.sessions],
    }


def _session(session: Session, day: date, *, week: Week | None, inputs: Inputs) -> Document:
    document = {
        "slot": session.slot,
        "kind": session.kind.value,
        **_words(session, day, week=week, inputs=inputs),
        "note": "" if inputs.calendar.private else cleaned_line(session.note),
        "start": session.start,
        "duration_min": _whole_if_it_is(session.duration_min),
        "distance_km": _number(session.distance_km),
        "ascent_m": _whole_if_it_is(session.ascent_m),
        "descent_m": _whole_if_it_is(session.descent_m),
        "carrier": session.carrier.value,
        "pack_mass_kg": _number(session.pack_mass_kg),
        "intensity": session.intensity.value,
        "rpe": session.rpe,
        "load_efm": _number(session.load_efm),
        "demanding": session.demanding,
        "heavy": session.heavy,
        "status": session.status.value,
        "rules": list(session.rules),
    }
    return {**document, "uid": session.uid} if session.slot > 1 else document


def _words(session: Session, day: date, *, week: Week | None, inputs: Inputs) -> Document:
    if inputs.calendar.private:
        return {"title": neutral_title(session), "purpose": ""}
    said = purpose(session, week=week, inputs=inputs, day=day)
    return {"title": title(session, inputs=inputs, day=day), "purpose": said}


def _log_entry(entry: LogEntry, *, private: bool) -> Document:
    reason = entry.reason.value if entry.reason and not private else None
    return {"date": entry.date.isoformat(), "kind": entry.kind.value, "reason": reason}


def _finding(finding: Finding) -> Document:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "where": finding.where.isoformat(),
        "limit": finding.limit,
        "measured": finding.measured,
        "message": finding.message,
        "waived": finding.waived,
    }


def findings_document(record: PlanRecord, findings: tuple[Finding, ...]) -> Document:
    """What a judge found in a plan, for other programs."""
    return {
        "format": "periodise-findings",
        "version": VERSION,
        "plan_id": str(record.plan_id),
        "revision": record.revision,
        "findings": [_finding(finding) for finding in findings],
    }


def _number(value: float) -> float:
    """Without the dust that sums of tenths leave behind."""
    return round(float(value), DECIMALS) + 0.0


def _whole_if_it_is(value: float | None) -> float | int | None:
    """Minutes and metres are planned whole, and stand without a point."""
    if value is None:
        return None
    tidy = _number(value)
    return int(tidy) if tidy.is_integer() else tidy
