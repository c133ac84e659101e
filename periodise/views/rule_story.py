"""What a rule did in a plan, in dates and figures: the pack's ladder, the weeks' ramp, the taper."""

from collections.abc import Callable
from itertools import pairwise

from periodise.domain.measures import duration, mass, percent
from periodise.domain.plan import WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import RUNS, SessionKind
from periodise.views.carrier_text import carrier_reasons
from periodise.views.day_facts import easy_week_figures, ramp_figures, ramp_limits
from periodise.views.event_story import EVENT_STORIES
from periodise.views.event_text import part_of
from periodise.views.form_card import form_card
from periodise.views.season import Dated, pack_ladder, race_pack_mass_kg, sessions_of, week_of
from periodise.views.session_text import carries_pack
from periodise.views.standing_story import standing_story
from periodise.views.wording import counted, day_text, joined

Story = Callable[[PlanRecord, Rulebook], list[str]]


def rule_story(rule_id: str, record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """Lines on what the rule did, where there is more to tell than which sessions name it."""
    tell = STORIES.get(rule_id) or EVENT_STORIES.get(rule_id)
    if tell:
        return tell(record, rulebook)
    return standing_story(rule_id, record)


def _ladder(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    units, body_kg = record.inputs.plan.units, record.inputs.athlete.body_mass_kg
    rungs = pack_ladder(record.plan)
    if not rungs:
        return ["No training session carries a pack."]
    gaps = [
        "",
        *[f", {counted((b.date - a.date).days, 'day')} after the step before" for a, b in pairwise(rungs)],
    ]
    steps = [
        f"{mass(rung.pack_mass_kg, units=units)} ({percent(rung.pack_mass_kg / body_kg)} of body mass) "
        f"from {day_text(rung.date)}{gap}."
        for rung, gap in zip(rungs, gaps, strict=True)
    ]
    return [*steps, f"The race asks for {mass(race_pack_mass_kg(record), units=units)}."]


def _first_pack(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """The ladder's first step alone."""
    return _ladder(record, rulebook)[:1]


def _long_runs(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """Each long run that was longer than all before it."""
    longest: list[Dated] = []
    for each in sessions_of(record.plan):
        is_longer = each.session.duration_min > (longest[-1].session.duration_min if longest else 0)
        if each.session.kind is SessionKind.LONG_RUN and is_longer:
            longest.append(each)
    return [f"{duration(each.session.duration_min)} on {day_text(each.date)}." for each in longest]


def _ramp(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    load_weeks = [week for week in record.plan.weeks if week.kind is WeekKind.LOAD]
    told = [(week, ramp_figures(week, record, rulebook)) for week in load_weeks]
    lines = [f"Week of {day_text(week.start)}: {figures}." for week, figures in told if figures]
    return [*lines, f"Of these ratios {ramp_limits(rulebook)}."] if lines else []


def _pack_weeks(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """The weeks in which the pack grows, and what the longest run does there."""
    steps = {week_of(record.plan, rung.date) for rung in pack_ladder(record.plan)[1:]}
    load_weeks = [week for week in record.plan.weeks if week.kind is WeekKind.LOAD]
    return [
        f"Week of {day_text(week.start)}: the pack grows, so the longest run does not: "
        f"{duration(week.longest_min)} after {duration(before.longest_min)}."
        for before, week in pairwise(load_weeks)
        if week in steps and week.longest_min <= before.longest_min
    ]


def _easy_weeks(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    easy = [week for week in record.plan.weeks if week.deload]
    told = [f"Week of {day_text(week.start)}: {easy_week_figures(week, record)}." for week in easy]
    return told or ["No easy week."]


def _taper(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    peak_efm = max((week.load_efm for week in record.plan.weeks if week.kind is WeekKind.LOAD), default=0)
    blocks = [week for week in record.plan.weeks if week.kind is WeekKind.TAPER]
    if not peak_efm:
        return []
    return [
        f"From {day_text(week.start)}: {week.load_efm:.0f} EFM, {percent(week.load_efm / peak_efm)} of the "
        "highest load week."
        for week in blocks
    ]


def _heavy(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    days = [each.date for each in sessions_of(record.plan) if each.session.heavy and _begins(each, record)]
    gaps = ["", *[f", {counted((b - a).days, 'day')} after the one before" for a, b in pairwise(days)]]
    told = [f"{day_text(day)}{gap}." for day, gap in zip(days, gaps, strict=True)] if days else []
    return told or ["No session is heavy."]


def _begins(each: Dated, record: PlanRecord) -> bool:
    """Whether a day is no later day of a trip or of the race: those are one heavy session (R-28)."""
    part = part_of(each.session, inputs=record.inputs, day=each.date)
    return part is None or part.number == 1


def _shakedown(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    race_day, units = record.inputs.race.date, record.inputs.plan.units
    found = [each for each in sessions_of(record.plan) if each.session.kind is SessionKind.SHAKEDOWN]
    return [
        f"{duration(each.session.duration_min)} with {mass(each.session.pack_mass_kg, units=units)} on "
        f"{day_text(each.date)}, {counted((race_day - each.date).days, 'day')} before the race."
        for each in found
    ]


def _dry_runs(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-71: the sessions in the race's whole kit."""
    units = record.inputs.plan.units
    found = [each for each in sessions_of(record.plan) if "R-71" in each.session.rules]
    if not found:
        return ["It changed nothing: no session of this plan carries the race's whole pack."]
    longest = max(found, key=lambda each: each.session.duration_min)
    with_pack = (
        f"{duration(longest.session.duration_min)} with {mass(longest.session.pack_mass_kg, units=units)}"
    )
    since, day = day_text(found[0].date), day_text(longest.date)
    told = f"{counted(len(found), 'session')} in the race's whole kit, from {since} on"
    return [f"{told}; the longest takes {with_pack}, on {day}."]


def _race_time(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    expected_min, band = record.plan.predicted_time_min, percent(rulebook["R-33"]["band_ratio"])
    return (
        [f"The race is expected to take {duration(expected_min)}, {band} either way."] if expected_min else []
    )


def _accepted(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    if not record.accepted:
        return ["No gate was closed when this plan was made."]
    return [f"You opened {joined(sorted(record.accepted))} yourself."]


def _ceiling(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """R-62: the heaviest pack run with, against the ceiling."""
    runs = [each.session.pack_mass_kg for each in sessions_of(record.plan) if each.session.kind in RUNS]
    heaviest_kg = max(runs, default=0)
    if not heaviest_kg:
        return []
    carried = mass(heaviest_kg, units=record.inputs.plan.units)
    share = percent(heaviest_kg / record.inputs.athlete.body_mass_kg)
    ceiling = percent(rulebook["R-62"]["ceiling_share"])
    return [f"The heaviest pack run with is {carried}, {share} of body mass; {ceiling} is the ceiling."]


def _screen(record: PlanRecord, _rulebook: Rulebook) -> list[str]:
    """R-90: which answers keep packs out."""
    answers = joined([name.replace("_", " ") for name in record.inputs.athlete.screen.positive])
    if not answers:
        return ["It changed nothing: no health question was answered with yes."]
    return [f"No session carries a pack: your health questions say {answers}."]


def _form_card(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """R-70: the whole card, of which each event tells a line."""
    card = form_card(record.inputs.plan.carrier)
    share = rulebook["R-70"]["straps_from_share"]
    from_kg = mass(share * record.inputs.athlete.body_mass_kg, units=record.inputs.plan.units)
    carrying = [each for each in sessions_of(record.plan) if carries_pack(each.session)]
    told = f"{counted(len(carrying), 'session')} under a load" if carrying else "No session carries a load"
    head = f"{told}. The whole card is for all of them, and strict from {from_kg} up:"
    fit, form = [f"Fit: {line}." for line in card.fit], [f"Form: {line}." for line in card.form]
    return [head, *fit, *form, f"Stop: {card.stop}"]


def _carriers(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """R-74: what may carry weight, and why the rest never does."""
    return carrier_reasons(record.inputs, rulebook)


STORIES: dict[str, Story] = {
    "R-33": _race_time,
    "R-40": _long_runs,
    "R-42": _ramp,
    "R-43": _pack_weeks,
    "R-49": _easy_weeks,
    "R-50": _taper,
    "R-51": _taper,
    "R-52": _shakedown,
    "R-61": _first_pack,
    "R-62": _ceiling,
    "R-63": _ladder,
    "R-66": _heavy,
    "R-68": _ladder,
    "R-69": _ladder,
    "R-70": _form_card,
    "R-71": _dry_runs,
    "R-74": _carriers,
    "R-85": _accepted,
    "R-90": _screen,
}
