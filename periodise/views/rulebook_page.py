"""The rulebook as a page of Markdown: every rule with its numbers, evidence and sources."""

from collections.abc import Sequence
from itertools import groupby

from periodise.domain.rulebook import Conflict, ExplainedRulebook, Rule
from periodise.views.rule_numbers import RuleNumber, rule_numbers

OPENING = """\
# The rulebook

Version {version}. This page is written from `periodise/rulebook/` by `python -m tests.regenerate`;
change the data, not the page.

A *hard* rule is never broken by a plan that `periodise` makes, and `check` fails a plan that breaks it.
A *soft* rule is aimed at, and warned about where it is missed. Evidence: **A** peer-reviewed and read, at
least its abstract; **B** peer-reviewed and read second-hand; **C** coaches, guide companies, published
plans; **D** our own engineering choice. A number without a paper is ours.

S0, S2, S3 and S4 are four public articles the project started from: "Running With a Weighted Backpack:
Benefits and How to Do It Right" (S0), "Is It Ok to Go Running With Weights?" (S2), a guide to combining
backpacking and trail running days (Andrew Allen, 2025; S3) and "Top 8 Running Backpacks for Every Type of
Run" (Jasmine Vigar; S4). Ratios and shares are fractions: 0.05 is five per cent.
"""

CONFLICTS = "## Where sources disagree\n\n| | Question | Answer | Rules |\n|---|---|---|---|\n"


def rulebook_page(rulebook: ExplainedRulebook, conflicts: Sequence[Conflict]) -> str:
    """The whole page, sections in the order of the files, conflicts at the end."""
    sections = groupby(rulebook.rules.values(), key=lambda rule: rule.section)
    parts = [
        OPENING.format(version=rulebook.version),
        *(_section(title, tuple(rules)) for title, rules in sections),
        CONFLICTS + "".join(_conflict_row(conflict) for conflict in conflicts),
    ]
    return "\n".join(parts)


def _section(title: str, rules: Sequence[Rule]) -> str:
    return "\n".join([f"## {title}\n", *(_rule(rule) for rule in rules)])


def _rule(rule: Rule) -> str:
    parts = [
        f"### {rule.id} {rule.title}",
        f"*{rule.force} · evidence {rule.confidence} · {rule.status} · for {', '.join(rule.applies_to)}*",
        rule.statement,
        *([f"> Settled on whole seasons: {rule.amended}"] if rule.amended else []),
        *([_numbers(rule)] if rule.values else []),
        "Sources: " + "; ".join(rule.source) + ".",
    ]
    return "\n\n".join(parts) + "\n"


def _numbers(rule: Rule) -> str:
    rows = "\n".join(_number_row(number) for number in rule_numbers(rule))
    return f"| Number | Value | Unit |\n|---|---|---|\n{rows}"


def _number_row(number: RuleNumber) -> str:
    name = f"`{number.name}`" if number.name else ""
    return f"| {name} | {number.value} | {number.unit} |"


def _conflict_row(conflict: Conflict) -> str:
    return f"| {conflict.id} | {conflict.question} | {conflict.answer} | {', '.join(conflict.rules)} |\n"
