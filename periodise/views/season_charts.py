"""The two pictures of a season: how much each week holds, and how the pack grows."""

from periodise.domain.inputs import Units
from periodise.domain.measures import mass, mass_in, one_decimal
from periodise.domain.plan import Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day, SessionKind
from periodise.views.page import Chart, Series
from periodise.views.season import race_pack_mass_kg
from periodise.views.wording import short_day_text

RACES = frozenset({SessionKind.RACE})
NOT_ON_FOOT = frozenset({SessionKind.REST, SessionKind.STRENGTH, *RACES})
EASIER = frozenset({WeekKind.DELOAD, WeekKind.TAPER, WeekKind.RECOVERY, WeekKind.RETURN})


def load_chart(plan: Plan) -> Chart:
    """Load of each week and its longest day, the race left out; easier weeks stand back."""
    loads = tuple(round(_training_load_efm(plan, week), 1) for week in plan.weeks)
    longest = tuple(float(round(_longest_day_min(plan, week))) for week in plan.weeks)
    easier = tuple(week.kind in EASIER for week in plan.weeks)
    return Chart(
        key="load",
        title="Load and longest day, week by week",
        description=f"{len(plan.weeks)} weeks; the fullest counts {max(loads, default=0):.0f} EFM, the "
        f"longest day lasts {max(longest, default=0):.0f} minutes. The race itself is left out.",
        labels=_labels(plan),
        series=(
            Series("Load, EFM (paler: an easier week)", loads, easier),
            Series("Longest day, minutes", longest, easier),
        ),
    )


def pack_chart(record: PlanRecord) -> Chart:
    """The heaviest pack trained with in each week, and the race's."""
    plan, units = record.plan, record.inputs.plan.units
    unit = "lb" if units is Units.IMPERIAL else "kg"
    race_kg = race_pack_mass_kg(record)
    trained = tuple(_shown(week.pack_step_kg, units) for week in plan.weeks)
    raced = tuple(_shown(race_kg if _holds_race(plan, week) else 0, units) for week in plan.weeks)
    never = (False,) * len(plan.weeks)
    most_kg = max((week.pack_step_kg for week in plan.weeks), default=0)
    return Chart(
        key="pack",
        title=f"Pack, {unit}, week by week",
        description=f"The heaviest pack trained with is {mass(most_kg, units=units)}, the race's "
        f"{mass(race_kg, units=units)}.",
        labels=_labels(plan),
        series=(
            Series(f"Training pack, {unit}", trained, never),
            Series(f"Race pack, {unit}", raced, never),
        ),
    )


def _labels(plan: Plan) -> tuple[str, ...]:
    return tuple(short_day_text(week.start) for week in plan.weeks)


def _shown(kg: float, units: Units) -> float | None:
    return float(one_decimal(mass_in(kg, units=units))) if kg else None


def _days(plan: Plan, week: Week) -> list[Day]:
    return [day for day in plan.days if week.start <= day.date < week.end]


def _training_load_efm(plan: Plan, week: Week) -> float:
    sessions = (session for day in _days(plan, week) for session in day.sessions)
    return sum(session.load_efm for session in sessions if session.kind not in RACES)


def _longest_day_min(plan: Plan, week: Week) -> float:
    """Moving minutes of the week's longest day, all its sessions on foot together (R-44)."""
    minutes = (
        sum(one.duration_min for one in day.sessions if one.kind not in NOT_ON_FOOT)
        for day in _days(plan, week)
    )
    return max(minutes, default=0)


def _holds_race(plan: Plan, week: Week) -> bool:
    return any(one.kind in RACES for day in _days(plan, week) for one in day.sessions)
