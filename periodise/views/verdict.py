"""What time off means for the race: still safe, safe with less, only to finish, better not (R-80)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from periodise.domain import measures
from periodise.domain.lost import LOST, LostSpan, lost_spans
from periodise.domain.plan import PhaseKind, Plan
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.views.season import race_pack_mass_kg
from periodise.views.wording import counted, paragraph


def safety_words(record: PlanRecord, *, rulebook: Rulebook, today: date) -> str:
    """A sentence or two on the goal, after what was missed until today."""
    told = [_goal_words(record, rulebook, today), *_warnings(record, rulebook, today)]
    return paragraph(" ".join(told))


def _goal_words(record: PlanRecord, rulebook: Rulebook, today: date) -> str:
    race, units = record.inputs.race, record.inputs.plan.units
    if "R-85c" in record.accepted or _finish_only(record.plan, rulebook, today):
        return f"{race.name}: finish only. Start slowly and leave the clock at home (R-80, R-85)."
    race_kg, reached_kg = race_pack_mass_kg(record), _reached_kg(record.plan)
    if race_kg and reached_kg and not mass_within(race_kg, reached_kg):
        safe, asked = measures.mass(reached_kg, units=units), measures.mass(race_kg, units=units)
        return f"{race.name}: safe at {safe}, not {asked}: no heavier pack is reached in training (R-85e)."
    return f"{race.name}: still safe (R-85)."


def _finish_only(plan: Plan, rulebook: Rulebook, today: date) -> bool:
    """Two weeks and more lost, and the taper begun or reached by them."""
    rows = rulebook["R-80"]["rows"]
    least = rows[2]["max_days"] + 1
    spans = _lost(plan, today)
    return any(span.days >= least and _in_taper(plan, span) for span in spans)


def _lost(plan: Plan, today: date) -> Sequence[LostSpan]:
    return lost_spans(day for day in plan.days if day.date <= today)


def _reached_kg(plan: Plan) -> float:
    """Heaviest pack of training, held or to come; tests of the kit left out."""
    kinds = {SessionKind.RACE, SessionKind.SHAKEDOWN, SessionKind.OTHER_RACE}
    return max(
        (
            one.pack_mass_kg
            for day in plan.days
            for one in day.sessions
            if one.kind not in kinds and one.status not in LOST
        ),
        default=0.0,
    )


def _warnings(record: PlanRecord, rulebook: Rulebook, today: date) -> list[str]:
    """What R-80 advises against after what was lost, and what illness and injury ask for."""
    spans = _lost(record.plan, today)
    if not spans:
        return []
    advice = [one for span in spans if (one := _after_long(record.plan, rulebook, span))]
    told = [max(advice).words] if advice else []
    fever = max((one.date for one in record.log if _is_for(one, FEVER)), default=None)
    febrile_days = rulebook["R-80"]["taper_febrile_days"]
    if fever is not None and (record.inputs.race.date - fever).days < febrile_days:
        told.append(f"Do not race within {counted(febrile_days, 'day')} of a fever (R-80).")
    elif any(_has_symptoms(record, rulebook, span) for span in spans):
        told.append("Race only without symptoms (R-80).")
    if any(_is_for(one, ILL) for one in record.log):
        told.append("Chest pain, palpitations or breathlessness: see a doctor first (R-82).")
    if any(_is_for(one, INJURED) for one in record.log):
        told.append("Bone pain, pain at night or a limp: stop and see a clinician (R-83).")
    return told


FEVER = frozenset({MissReason.FEVER})
INJURED = frozenset({MissReason.INJURY})
ILL = FEVER | {MissReason.ILLNESS}


def _is_for(entry: LogEntry, reasons: frozenset[MissReason]) -> bool:
    return entry.kind is LogKind.MISSED and entry.reason in reasons


def _has_symptoms(record: PlanRecord, rulebook: Rulebook, span: LostSpan) -> bool:
    """Whether six days and more of the taper were lost to illness or injury."""
    if span.days < rulebook["R-80"]["away_min_days"] or not _in_taper(record.plan, span):
        return False
    return any(_is_for(one, ILL | INJURED) and span.first <= one.date <= span.last for one in record.log)


class _Advice(NamedTuple):
    """What R-80's table advises after one stretch of lost days; the sternest is the greatest."""

    rank: int
    days: int
    words: str


def _after_long(plan: Plan, rulebook: Rulebook, span: LostSpan) -> _Advice | None:
    """The row of the table by the days lost and the phase they reached; in base the block is all it asks."""
    rows, days = rulebook["R-80"]["rows"], span.days
    many, most = rows[3]["max_days"], rows[4]["max_days"]
    lost = counted(days, "day")
    if days <= many:
        return None
    if _in_taper(plan, span):
        what = "racing this time" if days > most else "the full distance"
        return _Advice(1 + (days > most), days, f"After {lost} off the rule advises against {what} (R-80).")
    if _phase(plan, span.last) is PhaseKind.BUILD:
        weeks = counted(-(-days // 7), "week")
        wiser = f"a shorter race, or one {weeks} later, is the wiser goal"
        return _Advice(0, days, f"After {lost} off in build {wiser} (R-80).")
    return None


def _in_taper(plan: Plan, span: LostSpan) -> bool:
    return _phase(plan, span.last) is PhaseKind.TAPER


def _phase(plan: Plan, day: date) -> PhaseKind | None:
    return next((week.phase for week in plan.weeks if week.start <= day < week.end), None)
