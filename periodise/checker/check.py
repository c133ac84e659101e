"""Every rule in one list, and the judge who walks it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from periodise.checker import (
    after_illness,
    announced,
    around_races,
    back_to_back,
    calendar,
    coming_back,
    deload,
    descent,
    fitness,
    gate,
    load,
    pack_entry,
    pack_runs,
    pack_spacing,
    pack_steps,
    pack_taper,
    pack_walks,
    rest,
    ruck,
    strength,
    stressors,
    structure,
    taper,
    unit_size,
    weather,
)
from periodise.checker.season import Season
from periodise.domain.finding import Finding, Severity
from periodise.domain.inputs import Inputs
from periodise.domain.plan import Plan
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Day, SessionStatus
from periodise.domain.training_log import LogEntry

Check = Callable[[Season], Iterator[Finding]]
"""Says everything that one rule, or one part of it, finds in a season."""

CHECKS: tuple[Check, ...] = (
    structure.check_dates,
    announced.check_race_day,
    structure.check_weeks_cover,
    structure.check_slots,
    structure.check_figures,
    structure.check_rule_ids,
    structure.check_sums,
    structure.check_marks,
    announced.check_units_held,
    structure.check_availability,
    structure.check_clock,
    calendar.check_monday_weeks,
    calendar.check_short_weeks_in_place,
    calendar.check_short_week_load,
    calendar.check_last_full_week,
    calendar.check_phases,
    calendar.check_phase_of_weeks,
    calendar.check_build_length,
    calendar.check_taper_length,
    calendar.check_taper_blocks,
    load.check_load_floor,
    load.check_single_run,
    load.check_hikes,
    load.check_ramp,
    load.check_long_share,
    load.check_longest_ever,
    stressors.check_one_stressor,
    stressors.check_easy_weeks,
    rest.check_rest_days,
    rest.check_demanding_spacing,
    back_to_back.check_back_to_back,
    back_to_back.check_easy_days_after,
    back_to_back.check_when,
    back_to_back.check_how_often,
    back_to_back.check_share,
    rest.check_after_heavy,
    rest.check_around_trips,
    deload.check_recovery_weeks,
    deload.check_rhythm,
    deload.check_deload_depth,
    deload.check_no_pack_in_deload,
    deload.check_after_big_unit,
    taper.check_decrease,
    taper.check_run_count,
    taper.check_last_long_runs,
    taper.check_touch,
    taper.check_depth,
    taper.check_last_strength,
    pack_entry.check_screen,
    pack_entry.check_entry,
    pack_entry.check_first_week,
    pack_entry.check_start_mass,
    pack_entry.check_ceiling,
    pack_entry.check_straps,
    pack_entry.check_walking_only,
    pack_entry.check_age,
    pack_entry.check_doctor_first,
    pack_steps.check_step_size,
    pack_steps.check_step_gap,
    pack_steps.check_step_earned,
    pack_steps.check_walked_steps,
    pack_steps.check_walked_ceiling,
    pack_steps.check_close_to_race,
    pack_steps.check_not_above_race,
    pack_runs.check_loaded_run,
    pack_runs.check_increase_gap,
    pack_walks.check_loaded_walk,
    pack_walks.check_first_walk,
    pack_walks.check_walk_raises,
    pack_spacing.check_loaded_gap,
    pack_spacing.check_loaded_count,
    pack_spacing.check_loaded_easy,
    pack_spacing.check_after_long_run,
    pack_spacing.check_heavy_gap,
    pack_spacing.check_heavy_density,
    pack_taper.check_shakedown_held,
    pack_taper.check_shakedown,
    pack_taper.check_last_packs,
    pack_taper.check_late_trips,
    around_races.check_week_before,
    around_races.check_quiet_days,
    around_races.check_easy_days_after,
    around_races.check_no_heavy_after,
    around_races.check_waived_races,
    around_races.check_capped_races,
    unit_size.check_unit_hours,
    unit_size.check_unit_pack,
    unit_size.check_unit_screen,
    descent.check_hills_at_all,
    descent.check_descent_rhythm,
    descent.check_last_descent,
    weather.check_heat_days,
    weather.check_top_ups,
    weather.check_heat_load,
    weather.check_altitude,
    ruck.check_extra_ruck,
    ruck.check_extra_ruck_mass,
    coming_back.check_return_load,
    coming_back.check_return_pack,
    coming_back.check_return_taper,
    coming_back.check_quiet_week,
    coming_back.check_repeated_week,
    after_illness.check_easy_days,
    after_illness.check_rest_after_fever,
    after_illness.check_pack_after_injury,
    gate.check_gates,
    fitness.check_fitness_ramp,
    fitness.check_fatigue,
    fitness.check_race_form,
    fitness.check_monotony,
    strength.check_strength,
)

SEVERITIES = tuple(Severity)
"""Hard first."""


def check_plan(
    plan: Plan,
    inputs: Inputs,
    *,
    rulebook: Rulebook,
    accepted: Sequence[str] = (),
    log: Sequence[LogEntry] = (),
    as_of: date | None = None,
) -> tuple[Finding, ...]:
    """Everything that a plan breaks or misses: hard findings first, then by date.

    `accepted` holds gates that the athlete opened, such as "R-85e"; `log` says why days were missed. What
    stands before `as_of` counts as done as planned, and is not judged any more. A plan without days is
    judged by nothing else.
    """
    if not plan.days:
        return ()
    return findings_of(season_of(plan, inputs, rulebook, accepted=accepted, log=log, as_of=as_of))


def season_of(
    plan: Plan,
    inputs: Inputs,
    rulebook: Rulebook,
    *,
    accepted: Sequence[str],
    log: Sequence[LogEntry],
    as_of: date | None,
) -> Season:
    """A plan on the judge's table as it stands on a day."""
    return Season(lived(plan, as_of), inputs, rulebook, tuple(accepted), tuple(log), as_of)


def lived(plan: Plan, as_of: date | None) -> Plan:
    """`plan` with sessions before `as_of` done as planned where nothing else is recorded."""
    if as_of is None or as_of <= plan.days[0].date:
        return plan
    days = tuple(_lived_day(day) if day.date < as_of else day for day in plan.days)
    return plan.model_copy(update={"days": days})


def _lived_day(day: Day) -> Day:
    done = {"status": SessionStatus.DONE}
    return day.with_sessions(
        tuple(
            one.model_copy(update=done) if one.status is SessionStatus.PLANNED else one
            for one in day.sessions
        )
    )


def findings_of(season: Season) -> tuple[Finding, ...]:
    """What all checks find, ordered; findings that say the same are told once."""
    found = dict.fromkeys(finding for check in CHECKS for finding in check(season))
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return SEVERITIES.index(finding.severity), finding.where.isoformat(), finding.rule, finding.message
