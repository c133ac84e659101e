"""A rule as plain text in 80 columns, for a terminal of any kind."""

from collections.abc import Iterator
from textwrap import wrap

from periodise.domain.rulebook import ExplainedRulebook, Rule
from periodise.views.rule_numbers import rule_numbers

WIDTH = 80
NAME_WIDTH = 32
LATER = "later"


def rule_list_text(rulebook: ExplainedRulebook) -> str:
    """Every rule on a line of its own, under its section: id, title, force."""
    lines: list[str] = []
    section = ""
    for rule in rulebook.rules.values():
        if rule.section != section:
            section = rule.section
            lines += ["", section] if lines else [section]
        lines.append(_rule_line(rule))
    return "\n".join(lines) + "\n"


def _rule_line(rule: Rule) -> str:
    mark = LATER if rule.status.startswith(LATER) else ""
    return f"  {rule.id:6}{rule.title:52}{rule.force:14}{mark}".rstrip()


def rule_text(rule: Rule) -> str:
    """All of one rule: what it asks, its numbers, how sure it is and where it comes from."""
    parts = [
        f"{rule.id}  {rule.title}",
        _paragraph(rule.statement),
        *([_paragraph(f"Settled on whole seasons: {rule.amended}")] if rule.amended else []),
        *(["Numbers\n" + "\n".join(_number_lines(rule))] if rule.values else []),
        _paragraph(f"Force: {rule.force}. Evidence: {rule.confidence}. Status: {rule.status}."),
        "Sources\n" + "\n".join(_paragraph(source, first="- ", rest="  ") for source in rule.source),
    ]
    return "\n\n".join(parts) + "\n"


def _number_lines(rule: Rule) -> Iterator[str]:
    for name, value, unit in rule_numbers(rule):
        room = f"  {name:{NAME_WIDTH}} "
        yield _paragraph(f"{value} {unit}".rstrip(), first=room, rest=" " * (NAME_WIDTH + 3))


def _paragraph(text: str, *, first: str = "", rest: str = "") -> str:
    """`text` wrapped to the width, whatever lines it was written in."""
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return "\n".join(lines)
