"""From a plan's days to dated sessions: what is held, what it belongs to, what its pack makes of it."""

from collections.abc import Sequence

from periodise.checker.dated import NEVER_HELD, DatedSession, Unit
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session, SessionKind
from periodise.metrics.occasions import Occasion
from periodise.metrics.pack_class import is_heavy, is_loaded


def units_of(
    plan: Plan, inputs: Inputs, *, on_the_way: Sequence[Occasion], last_race_day: int
) -> tuple[Unit, ...]:
    """Goal race, trips, and B races that are raced, in order of date; the others are training (R-28)."""
    first = inputs.race.date.toordinal()
    race = Unit(inputs.race.name, SessionKind.RACE, first, max(last_race_day, _goes_on_until(plan, first)))
    others = (
        Unit(one.name, one.kind, one.first.toordinal(), one.last.toordinal())
        for one in on_the_way
        if one.unit
    )
    return tuple(sorted((race, *others), key=lambda unit: (unit.first, unit.last)))


def _goes_on_until(plan: Plan, first: int) -> int:
    """The last day of an unbroken row of race days: a long ultra may take two."""
    raced = {
        day.date.toordinal() for day in plan.days if any(one.kind is SessionKind.RACE for one in day.sessions)
    }
    last = first
    while last + 1 in raced:
        last += 1
    return last


def dated_sessions(
    plan: Plan, inputs: Inputs, units: tuple[Unit, ...], rulebook: Rulebook
) -> list[DatedSession]:
    """Everything held, strength included and rest left out, in order of date and slot."""
    in_unit = {(unit.kind, day): unit for unit in units for day in range(unit.first, unit.last + 1)}
    body_mass_kg = inputs.athlete.body_mass_kg
    race_day = inputs.race.date.toordinal()
    strap_min = rulebook["R-52"]["strap_check_min"]
    strap_days = range(race_day - rulebook["R-52"]["unloaded_last_days"], race_day)

    def dated(day: int, session: Session) -> DatedSession:
        carried = session.pack_mass_kg > 0
        is_walk = session.kind is SessionKind.PACK_WALK
        return DatedSession(
            day=day,
            session=session,
            loaded=is_loaded(session, body_mass_kg, rulebook),
            heavy=carried and is_heavy(session.pack_mass_kg, session.duration_min, body_mass_kg, rulebook),
            body_share=session.pack_mass_kg / body_mass_kg,
            unit=in_unit.get((session.kind, day)),
            strap_check=is_walk and day in strap_days and session.duration_min <= strap_min,
        )

    return [
        dated(day.date.toordinal(), session)
        for day in plan.days
        for session in day.sessions
        if session.kind is not SessionKind.REST and session.status not in NEVER_HELD
    ]
