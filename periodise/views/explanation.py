"""Why a day is what it is, and what a rule did in this plan, in words a runner understands."""

from datetime import date

from periodise.domain.plan import Week
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import ExplainedRulebook, Rule
from periodise.domain.session import Day, Session
from periodise.views.day_facts import day_facts
from periodise.views.event_text import advice
from periodise.views.glosses import glosses
from periodise.views.plain_text import cleaned_line
from periodise.views.rule_story import rule_story
from periodise.views.scene import Scene
from periodise.views.season import Dated, sessions_of, week_of
from periodise.views.session_text import COACH, instruction, purpose, title
from periodise.views.summary import finding_text
from periodise.views.wording import counted, day_text, joined, paragraph

LOCKED = "Locked: a coach changed this day, and no later planning touches it."
NOTHING = "It changed nothing"
"""What is said of a rule that had no part in a plan."""


def day_explanation(record: PlanRecord, day: Day, *, rulebook: ExplainedRulebook) -> str:
    """Every session of `day`: what to do, why, the figures behind it and the rules that put it there."""
    week = week_of(record.plan, day.date)
    paragraphs = [_place(day.date, week), *([paragraph(LOCKED)] if day.locked else [])]
    for session in day.sessions:
        paragraphs += _session_paragraphs(session, Scene(record, rulebook, day.date, session), week=week)
        paragraphs += _rules_named(session, rulebook)
    paragraphs += [finding_text(finding) for finding in record.plan.findings if finding.where == day.date]
    return "\n\n".join([*paragraphs, *glosses("\n".join(paragraphs))]) + "\n"


def _place(day: date, week: Week | None) -> str:
    """Where the day stands in the season."""
    if week is None:
        return day_text(day)
    left = f", {counted(week.weeks_to_race, 'week')} to the race" if week.weeks_to_race > 0 else ""
    return f"{day_text(day)}\n{week.phase.value.capitalize()}, {week.kind.value} week{left}."


def _session_paragraphs(session: Session, scene: Scene, *, week: Week | None) -> list[str]:
    inputs = scene.record.inputs
    what = paragraph(instruction(session, inputs=inputs, day=scene.day))
    why = paragraph(f"Why: {purpose(session, week=week, inputs=inputs, day=scene.day)}")
    named = title(session, inputs=inputs, day=scene.day)
    note = f"\n{paragraph(f'{COACH} {cleaned_line(session.note)}')}" if session.note else ""
    further = advice(session, day=scene.day, record=scene.record, rulebook=scene.rulebook)
    return [
        f"{named}\n{'-' * len(named)}\n{what}{note}\n{why}",
        *(["\n".join(map(paragraph, further))] if further else []),
        *_figures(scene),
    ]


def _figures(scene: Scene) -> list[str]:
    facts = day_facts(scene)
    return (
        ["\n".join(["The figures", *[_bullet(fact.rule, fact.sentence) for fact in facts]])] if facts else []
    )


def _rules_named(session: Session, rulebook: ExplainedRulebook) -> list[str]:
    rules = [rulebook.rules[rule_id] for rule_id in dict.fromkeys(session.rules) if rule_id in rulebook.rules]
    if not rules:
        return []
    lines = [_bullet(rule.id, f"{rule.title}. {_first_sentence(rule.statement)}") for rule in rules]
    return ["\n".join(["The rules that put it here", *lines])]


def _first_sentence(statement: str) -> str:
    """What a rule asks, without its finer points."""
    return f"{statement.rstrip('.').partition('. ')[0]}."


def _bullet(label: str, text: str) -> str:
    return paragraph(f"  {label:<6}{text}", rest=" " * 8)


def rule_explanation(record: PlanRecord, rule: Rule, *, rulebook: ExplainedRulebook) -> str:
    """What `rule` asks, what it did in this plan, and what was found against it."""
    deeds = [paragraph(f"  {line}", rest="    ") for line in _deeds(record, rule, rulebook)]
    parts = [
        f"{rule.id} {rule.title} ({rule.force})",
        paragraph(rule.statement),
        "\n".join(["In this plan", *deeds]),
        *[finding_text(finding) for finding in record.plan.findings if finding.rule == rule.id],
        f"`periodise rules {rule.id}` has its numbers and where they come from.",
    ]
    return "\n\n".join([*parts, *glosses("\n".join(parts))]) + "\n"


def _deeds(record: PlanRecord, rule: Rule, rulebook: ExplainedRulebook) -> list[str]:
    named = _named_by(record, rule)
    told = rule_story(rule.id, record, rulebook)
    deeds = [*[line for line in told if not (named and line.startswith(NOTHING))], *named]
    is_missed = any(finding.rule == rule.id for finding in record.plan.findings)
    return deeds or ["It put no session where it is." if is_missed else f"{NOTHING}."]


def _named_by(record: PlanRecord, rule: Rule) -> list[str]:
    """Which phases, weeks and sessions it helped to shape."""
    plan = record.plan
    phases = [phase.kind.value for phase in plan.phases if rule.id in phase.rules]
    weeks = [week for week in plan.weeks if rule.id in week.rules]
    sessions = [each for each in sessions_of(plan) if rule.id in each.session.rules]
    noun = "phase" if len(phases) == 1 else "phases"
    told = [f"It shaped the {joined(phases)} {noun}."] if phases else []
    told += (
        [f"It shaped {counted(len(weeks), 'week')}, the first from {day_text(weeks[0].start)}."]
        if weeks
        else []
    )
    return told + ([_sessions_named(sessions)] if sessions else [])


def _sessions_named(sessions: list[Dated]) -> str:
    first, last = sessions[0].date, sessions[-1].date
    span = f"on {day_text(first)}" if first == last else f"from {day_text(first)} to {day_text(last)}"
    return f"It stands behind {counted(len(sessions), 'session')}, {span}."
