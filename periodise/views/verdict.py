"""What time off means for the race: still safe, safe with less, only to finish, better not (R-80)."""

from collections.abc import Sequence
from datetime import date

from periodise.domain.lost import LOST, LostSpan, lost_spans
from periodise.domain.plan import PhaseKind, Plan
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within
from periodise.domain.training_log import LogKind, MissReason
from periodise.views import measures
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
    return any(span.days >= least and _phase(plan, span.last) is PhaseKind.TAPER for span in spans)


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
    """What R-80 advises against, by the longest stretch that was lost, and after a fever."""
    spans = _lost(record.plan, today)
    if not spans:
        return []
    longest = max(spans, key=lambda span: span.days)
    told = _after_long(record, rulebook, longest.last, longest.days)
    fever = max((one.date for one in record.log if _is_fever(one.kind, one.reason)), default=None)
    febrile_days = rulebook["R-80"]["taper_febrile_days"]
    if fever is not None and (record.inputs.race.date - fever).days < febrile_days:
        told.append(f"Do not race within {counted(febrile_days, 'day')} of a fever (R-80).")
    if any(one.reason in (MissReason.ILLNESS, MissReason.FEVER) for one in record.log):
        told.append("Chest pain, palpitations or breathlessness: see a doctor first (R-82).")
    if any(one.reason is MissReason.INJURY for one in record.log):
        told.append("Bone pain, pain at night or a limp: stop and see a clinician (R-83).")
    return told


def _is_fever(kind: LogKind, reason: MissReason | None) -> bool:
    return kind is LogKind.MISSED and reason is MissReason.FEVER


def _after_long(record: PlanRecord, rulebook: Rulebook, last: date, days: int) -> list[str]:
    rows = rulebook["R-80"]["rows"]
    many, most = rows[3]["max_days"], rows[4]["max_days"]
    phase = _phase(record.plan, last)
    lost = counted(days, "day")
    if days > most:
        return [f"After {lost} off the rule advises against racing this time (R-80)."]
    if days > many and phase is PhaseKind.TAPER:
        return [f"After {lost} off the rule advises against the full distance (R-80)."]
    if days > many and phase is PhaseKind.BUILD:
        weeks = counted(-(-days // 7), "week")
        return [f"After {lost} off in build a shorter race, or one {weeks} later, is the wiser goal (R-80)."]
    return []


def _phase(plan: Plan, day: date) -> PhaseKind | None:
    return next((week.phase for week in plan.weeks if week.start <= day < week.end), None)
