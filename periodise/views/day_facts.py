"""The figures behind one session: what it was measured against, under which rule, and how near it came.

Each function looks at one session on its day and says its figure in a sentence, or nothing where its rule
has nothing to do with the session. The judging is the checker's; this only tells.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import takewhile
from operator import itemgetter

from periodise.domain.measures import distance, duration, mass, percent
from periodise.domain.plan import PhaseKind, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import PACK_KINDS, RUNS, SessionKind
from periodise.views.event_facts import EVENT_SENTENCES
from periodise.views.event_text import part_of
from periodise.views.scene import Fact, Scene
from periodise.views.season import pack_ladder, sessions_of, week_of
from periodise.views.wording import counted, short_day_text


def day_facts(scene: Scene) -> list[Fact]:
    """Every figure there is to tell of the session."""
    tellers = sorted([*SENTENCES.items(), *EVENT_SENTENCES.items()], key=itemgetter(0))
    told = ((rule, tell(scene)) for rule, tell in tellers)
    return [Fact(rule, sentence) for rule, sentence in told if sentence]


def _longest_run(scene: Scene) -> str:
    """R-40: the run against the longest of the last month."""
    if scene.session.kind not in RUNS:
        return ""
    values = scene.rulebook["R-40"]
    window_days, growth_ratio = values["window_days"], values["growth_ratio"]
    runs = [each for each in scene.earlier(window_days=window_days) if each.session.kind in RUNS]
    longest = max(runs, key=lambda run: run.session.duration_min, default=None)
    if longest is None:
        return _longest_before_the_plan(scene)
    reference_min = longest.session.duration_min
    return (
        f"The longest run of the {window_days} days before lasts {duration(reference_min)} "
        f"({short_day_text(longest.date)}); {growth_ratio:g} times that is "
        f"{duration(reference_min * growth_ratio)}. This one lasts {duration(scene.session.duration_min)}."
    )


def _longest_before_the_plan(scene: Scene) -> str:
    inputs, session = scene.record.inputs, scene.session
    known = distance(inputs.history.longest_run_km, units=inputs.plan.units)
    this = distance(session.distance_km, units=inputs.plan.units)
    return f"Your longest run before the plan was {known}; this one is {this}."


def _pack_share(scene: Scene) -> str:
    """R-62: the pack against body mass."""
    inputs, carried_kg = scene.record.inputs, scene.session.pack_mass_kg
    if carried_kg <= 0:
        return ""
    share = carried_kg / inputs.athlete.body_mass_kg
    ceiling = percent(scene.rulebook["R-62"]["ceiling_share"])
    return (
        f"{mass(carried_kg, units=inputs.plan.units)} is {percent(share)} of your body mass; "
        f"up to {ceiling} may be run with, more is walked."
    )


def _pack_step(scene: Scene) -> str:
    """R-63: how long the mass has been carried, and what came before it."""
    units = scene.record.inputs.plan.units
    rungs = [rung for rung in pack_ladder(scene.record.plan) if rung.date <= scene.day]
    if scene.session.kind not in PACK_KINDS or not rungs:
        return ""
    last = rungs[-1]
    if last.date != scene.day:
        since = counted((scene.day - last.date).days, "day")
        carried = mass(last.pack_mass_kg, units=units)
        return f"{carried} is the most you have trained with in this plan, for {since} now."
    if len(rungs) == 1:
        return "The first pack of this plan."
    before = rungs[-2]
    step_kg, gap = last.pack_mass_kg - before.pack_mass_kg, (last.date - before.date).days
    return f"A step of {mass(step_kg, units=units)}, {counted(gap, 'day')} after the step before it."


def _heavy_gap(scene: Scene) -> str:
    """R-66: days since the heavy session before."""
    part = part_of(scene.session, inputs=scene.record.inputs, day=scene.day)
    if not scene.session.heavy or (part and part.number > 1):  # a unit is one heavy session
        return ""
    needed = scene.rulebook["R-66"]["heavy_gap_days"]
    heavy = [
        each.date for each in sessions_of(scene.record.plan) if each.session.heavy and each.date < scene.day
    ]
    if not heavy:
        return "The first heavy session of the plan."
    gap = counted((scene.day - heavy[-1]).days, "day")
    return f"{gap} after the heavy session before it; {needed} is the least."


def _rest(scene: Scene) -> str:
    """R-48: days since the last full rest day."""
    if scene.session.kind is not SessionKind.REST:
        return ""
    rests = [each.date for each in sessions_of(scene.record.plan) if each.session.kind is SessionKind.REST]
    before = [day for day in rests if day < scene.day]
    since = (
        f"{counted((scene.day - before[-1]).days, 'day')} after the last one"
        if before
        else "the first of the plan"
    )
    return f"A full rest day, {since}."


def _easy_week(scene: Scene) -> str:
    """R-49: the easy week against the load weeks since the last one."""
    week = week_of(scene.record.plan, scene.day)
    if week is None or week.kind is not WeekKind.DELOAD or scene.session.kind is SessionKind.STRENGTH:
        return ""
    return f"The week's load is {easy_week_figures(week, scene.record)}."


def easy_week_figures(week: Week, record: PlanRecord) -> str:
    """An easy week's load, and its share of the mean of the load weeks since the last easy one."""
    before = [each for each in record.plan.weeks if each.start < week.start]
    loaded = list(takewhile(lambda each: each.kind is WeekKind.LOAD, reversed(before)))
    load = f"{week.load_efm:.0f} EFM"
    if not loaded:
        return load
    share = percent(week.load_efm * len(loaded) / sum(each.load_efm for each in loaded))
    mean = f"mean of the {counted(len(loaded), 'load week')} before"
    return f"{load}, {share} of the {mean}"


def _taper(scene: Scene) -> str:
    """R-50: how deep in the taper this block is."""
    weeks = scene.record.plan.weeks
    block = week_of(scene.record.plan, scene.day)
    peak_efm = max((each.load_efm for each in weeks if each.kind is WeekKind.LOAD), default=0)
    if block is None or block.kind is not WeekKind.TAPER or not peak_efm:
        return ""
    left = counted((scene.record.inputs.race.date - scene.day).days, "day")
    share = percent(block.load_efm / peak_efm)
    return f"{left} to the race; these days hold {share} of the highest load week."


def _recovery(scene: Scene) -> str:
    """R-55: which day of the recovery after the goal race this is."""
    spans = [each for each in scene.record.plan.phases if each.kind is PhaseKind.RECOVERY]
    span = next((each for each in spans if each.start <= scene.day < each.end), None)
    if span is None or scene.session.kind is SessionKind.REST:
        return ""
    number, whole = (scene.day - span.start).days + 1, (span.end - span.start).days
    return f"Day {number} of {whole} of recovery after the race."


def _week_load(scene: Scene) -> str:
    """R-42: the week against the best of the weeks before it."""
    week = week_of(scene.record.plan, scene.day)
    return week_sentence(week, scene.record, scene.rulebook) if week and week.kind is WeekKind.LOAD else ""


def week_sentence(week: Week, record: PlanRecord, rulebook: Rulebook) -> str:
    """A week's load, its ratio to the best of the weeks before, and the limits; empty without those."""
    figures = ramp_figures(week, record, rulebook)
    return f"The week's load is {figures}; {ramp_limits(rulebook)}." if figures else ""


def ramp_figures(week: Week, record: PlanRecord, rulebook: Rulebook) -> str:
    """A week's load against the best of the weeks before it; empty where there are none."""
    weeks = rulebook["R-42"]["window_weeks"]
    first = week.start - timedelta(weeks=weeks)
    before = [each.load_efm for each in record.plan.weeks if first <= each.start < week.start]
    if not before or max(before) <= 0:
        return ""
    ratio = week.load_efm / max(before)
    return f"{week.load_efm:.0f} EFM, {ratio:.2f} times the best of the {weeks} weeks before"


def ramp_limits(rulebook: Rulebook) -> str:
    """What R-42 aims at and what it never passes."""
    values = rulebook["R-42"]
    return f"{values['ramp_soft_ratio']:.2f} is aimed at, {values['ramp_hard_ratio']:.2f} is never passed"


SENTENCES: dict[str, Callable[[Scene], str]] = {
    "R-40": _longest_run,
    "R-42": _week_load,
    "R-48": _rest,
    "R-49": _easy_week,
    "R-50": _taper,
    "R-55": _recovery,
    "R-62": _pack_share,
    "R-63": _pack_step,
    "R-66": _heavy_gap,
}
