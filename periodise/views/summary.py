"""The page a runner reads right after planning: the season in ten lines, what to know, what to do next."""

from collections import Counter

from periodise.domain.finding import Finding, Severity
from periodise.domain.measures import climb, distance, duration, mass, percent
from periodise.domain.plan import Phase
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.views.carrier_text import vest_advice, vest_warning
from periodise.views.event_text import altitude_loss, is_warm, stage_lines
from periodise.views.glosses import glosses
from periodise.views.left_out import conditions_left_out, sessions_left_out
from periodise.views.on_the_way import on_the_way
from periodise.views.season import (
    longest_run,
    longest_walk,
    pack_ladder,
    peak_week,
    race_pack_mass_kg,
    sessions_of,
)
from periodise.views.wording import (
    LABEL_WIDTH,
    WEEKDAY_NAMES,
    counted,
    day_text,
    joined,
    labelled,
    lasting,
    paragraph,
    short_day_text,
)

MOST_EVENTS = 1000
"""What every calendar that was tried takes in one file."""
NOT_MEDICAL_ADVICE = (
    "This plan is not medical advice. Pain that changes how you move, chest pain, fainting or fever: "
    "stop, and see somebody who can examine you."
)


def summary_text(record: PlanRecord, *, rulebook: Rulebook, calendar_name: str | None = None) -> str:
    """The summary of a plan. `calendar_name` is the file to import, when one was written."""
    parts = [
        headline(record),
        "",
        *[_phase_line(phase) for phase in record.plan.phases],
        "",
        *_figures(record, rulebook),
        *_listed("Stages", stage_lines(record)),
        *_listed("On the way", on_the_way(record)),
        *_risks(record),
        *_carrier(record, rulebook),
        *findings_lines(record.plan.findings),
        *_left_out(record),
        "",
        paragraph(NOT_MEDICAL_ADVICE),
        *_next_steps(record, calendar_name),
    ]
    return "\n".join(parts) + "\n"


def headline(record: PlanRecord) -> str:
    """Race, day and what it asks, in a sentence."""
    race = record.inputs.race
    return paragraph(f"{race.name}, {day_text(race.date)}: {what_it_asks(record)}.")


def what_it_asks(record: PlanRecord) -> str:
    """Distance, climb and pack of the race."""
    race, units = record.inputs.race, record.inputs.plan.units
    asks = f"{distance(race.distance_km, units=units)}, {climb(race.ascent_m, units=units)} of climb"
    pack_kg = race_pack_mass_kg(record)
    pack = f"{mass(pack_kg, units=units)} on your back" if pack_kg else "nothing to carry"
    if race.stages:
        asks = f"{asks} in {counted(len(race.stages), 'stage')}"
    return f"{asks}, {pack}"


def _listed(label: str, lines: list[str]) -> list[str]:
    """A line each under one label; what does not fit goes on a little further in."""
    rest = " " * (LABEL_WIDTH + 2)
    heads = ["" if index else label for index in range(len(lines))]
    return [
        paragraph(f"{head:<{LABEL_WIDTH}}{line}", rest=rest) for head, line in zip(heads, lines, strict=True)
    ]


def _phase_line(phase: Phase) -> str:
    span = f"{lasting((phase.end - phase.start).days)} from {day_text(phase.start)}"
    return labelled(phase.kind.capitalize(), span)


def _figures(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    return [labelled(label, text) for label, text in season_figures(record, rulebook).items()]


def season_figures(record: PlanRecord, rulebook: Rulebook) -> dict[str, str]:
    """What stands out in a season, in words, by what it is called; only what there is to tell."""
    figures = {
        "Peak week": _peak(record),
        "Longest run": _longest(record),
        "Longest walk": _longest_walk(record),
        "Pack": _pack(record, rulebook),
        "Heat": _heat(record),
        "Altitude": _altitude(record, rulebook),
        "Expected time": _time(record, rulebook),
    }
    return {label: text for label, text in figures.items() if text}


def _peak(record: PlanRecord) -> str:
    week, units = peak_week(record.plan), record.inputs.plan.units
    if week is None:
        return ""
    size = f"{duration(week.minutes)}, {distance(week.distance_km, units=units)}"
    return f"{size}, {climb(week.ascent_m, units=units)} of climb, from {day_text(week.start)}"


def _longest(record: PlanRecord) -> str:
    run, units = longest_run(record.plan), record.inputs.plan.units
    if run is None:
        return ""
    size = f"{duration(run.session.duration_min)}, {distance(run.session.distance_km, units=units)}"
    return f"{size}, on {day_text(run.date)}"


def _longest_walk(record: PlanRecord) -> str:
    """The longest day of walking in training, where it is longer than every run."""
    walk, run, units = longest_walk(record.plan), longest_run(record.plan), record.inputs.plan.units
    if walk is None or (run and run.session.duration_min >= walk.session.duration_min):
        return ""
    size = f"{duration(walk.session.duration_min)}, {distance(walk.session.distance_km, units=units)}"
    carried = walk.session.pack_mass_kg
    pack = f" with {mass(carried, units=units)}" if carried > 0 else ""
    return f"{size}{pack}, on {day_text(walk.date)}"


def _heat(record: PlanRecord) -> str:
    """R-91: how many runs in the heat, and when."""
    days = [each.date for each in sessions_of(record.plan) if is_warm(each.session)]
    if not days:
        return ""
    return f"{counted(len(days), 'run')} in the heat, from {day_text(days[0])} to {day_text(days[-1])}"


def _altitude(record: PlanRecord, rulebook: Rulebook) -> str:
    """R-92: what height costs; shown, and changes nothing."""
    height_m = record.inputs.race.altitude_m
    if height_m is None or height_m <= rulebook["R-92"]["loss_above_m"]:
        return ""
    height = climb(height_m, units=record.inputs.plan.units)
    return f"{height}, where the highest oxygen uptake is about {altitude_loss(height_m, rulebook)} lower"


def _pack(record: PlanRecord, rulebook: Rulebook) -> str:
    """The ladder of pack mass, and how near to the race's pack it comes."""
    ladder, units = pack_ladder(record.plan), record.inputs.plan.units
    if advice := vest_advice(record.inputs, rulebook):
        return advice
    if not ladder:
        return f"no training with a pack{_why_no_pack(record)}"
    steps = [f"{mass(rung.pack_mass_kg, units=units)} from {short_day_text(rung.date)}" for rung in ladder]
    race_kg = race_pack_mass_kg(record)
    reached = f" ({percent(ladder[-1].pack_mass_kg / race_kg)} of the race's pack)" if race_kg else ""
    return joined(steps) + reached


def _why_no_pack(record: PlanRecord) -> str:
    """What in the athlete file keeps every pack out of the training (R-90, R-70); empty without one."""
    if positive := record.inputs.athlete.screen.positive:
        answers = joined([name.replace("_", " ") for name in positive])
        return f": your health questions say {answers}, so first let a doctor clear you (R-90)"
    if race_pack_mass_kg(record) and not record.inputs.plan.straps:
        return ": it has no chest strap and hip belt (R-70)"
    return ""


def _time(record: PlanRecord, rulebook: Rulebook) -> str:
    """R-33's race time with its band, and the race's limit beside it."""
    expected_min, band = record.plan.predicted_time_min, rulebook["R-33"]["band_ratio"]
    if not expected_min:
        return ""
    low, high = (duration(expected_min * factor) for factor in (1 - band, 1 + band))
    cutoff_min = record.inputs.race.cutoff_min
    limit = f"; the limit is {duration(cutoff_min)}" if cutoff_min else ""
    return f"{duration(expected_min)}, likely between {low} and {high}{limit}"


def _risks(record: PlanRecord) -> list[str]:
    told = risk_taken(record)
    return ["", paragraph(told)] if told else []


def risk_taken(record: PlanRecord) -> str:
    """Which gates were opened, in a sentence; empty without one."""
    if not record.accepted:
        return ""
    gates = joined(sorted(record.accepted))
    return f"You took the risk of {gates} on yourself. It stands in everything made from this plan."


def _carrier(record: PlanRecord, rulebook: Rulebook) -> list[str]:
    """A vest that is asked to hold more than a vest is for."""
    warning = vest_warning(record.inputs, rulebook)
    return ["", paragraph(warning)] if warning else []


def _left_out(record: PlanRecord) -> list[str]:
    told = race_left_out(record)
    without_a_day = [paragraph(line) for line in sessions_left_out(record)]
    heading = ["", "Without a day"] if without_a_day else []
    return [*heading, *without_a_day, *(["", paragraph(told)] if told else [])]


def race_left_out(record: PlanRecord) -> str:
    """What the athlete file tells of the race that no session prepares for; empty without it."""
    told = joined(conditions_left_out(record))
    return f"Nothing in this plan prepares for {told} of the race: there is no room for it." if told else ""


def findings_lines(findings: tuple[Finding, ...]) -> list[str]:
    """What the judge found, a paragraph each, under a heading; empty lines around it included."""
    if not findings:
        return ["", "Every rule is kept."]
    told = [finding_text(finding) for finding in findings]
    explained = glosses("\n".join(told))
    return ["", "To know", *told, *(["", *explained] if explained else [])]


def verdict_text(findings: tuple[Finding, ...]) -> str:
    """Every finding, and in a last line how many of each severity."""
    if not findings:
        return "Every rule is kept.\n"
    counts = Counter(finding.severity for finding in findings)
    tally = joined([_tallied(severity, counts[severity]) for severity in Severity if counts[severity]])
    told = [finding_text(finding) for finding in findings]
    explained = glosses("\n".join(told))
    return "\n".join([*told, "", f"{tally}.", *(["", *explained] if explained else [])]) + "\n"


def _tallied(severity: Severity, count: int) -> str:
    return f"{count} hard" if severity is Severity.HARD else counted(count, severity.value)


def finding_text(finding: Finding) -> str:
    """One finding: how grave, which rule, where, in words, and why it stands all the same."""
    waived = f" Waived: {finding.waived}" if finding.waived else ""
    head = f"  {finding.severity.value} {finding.rule}, {day_text(finding.where)}"
    # Messages begin with their day, for readers who have nothing else; here it stands before the colon.
    said = finding.message.removeprefix(f"{WEEKDAY_NAMES[finding.where.weekday()]} {finding.where}: ")
    return paragraph(f"{head}: {said}{waived}", rest="    ")


def _next_steps(record: PlanRecord, calendar_name: str | None) -> list[str]:
    if calendar_name is None:
        return []
    advice = (
        f"Next: make a new, empty calendar in Google, Apple or whichever you use, and import {calendar_name} "
        "into that one. A calendar of its own can be hidden, shared, or taken away as a whole."
    )
    return ["", paragraph(advice), *_size_warning(record)]


def _size_warning(record: PlanRecord) -> list[str]:
    """That a calendar of several years is more than Google takes at once."""
    events = sum(not entry.cancelled for entry in record.calendar.values())
    if events <= MOST_EVENTS:
        return []
    advice = (
        f"It holds {events} events. Google Calendar has been seen to lose some past {MOST_EVENTS}: leave "
        "rest days out (rest_days = false under [calendar]), or plan for a nearer race first."
    )
    return ["", paragraph(advice)]
