"""The rules that a plan rests on, each with what it asks and where it comes from."""

from collections.abc import Iterator, Sequence

from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import ExplainedRulebook, Rule
from periodise.views.audit_table import AuditLine
from periodise.views.page import Source
from periodise.views.privacy import HEALTH_RULES, is_private


def sources_of(
    record: PlanRecord, audit: Sequence[AuditLine], rulebook: ExplainedRulebook
) -> tuple[Source, ...]:
    """Rules that a phase, week or session names, or that the judge held it against, in the book's order."""
    named = {*_named(record), *(line.rule for line in audit)}
    hidden = HEALTH_RULES if is_private(record) else frozenset[str]()
    shown = (rule for rule in rulebook.rules.values() if rule.id in named and rule.id not in hidden)
    return tuple(map(_source, shown))


def _named(record: PlanRecord) -> Iterator[str]:
    plan = record.plan
    for phase in plan.phases:
        yield from phase.rules
    for week in plan.weeks:
        yield from week.rules
    for day in plan.days:
        for session in day.sessions:
            yield from session.rules


def _source(rule: Rule) -> Source:
    return Source(rule.id, rule.title, f"{rule.statement.rstrip('.').partition('. ')[0]}.", rule.source)
