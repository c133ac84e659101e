"""`periodise rules`: the rulebook, with its numbers and where they come from."""

import re
from typing import TYPE_CHECKING

import click

from periodise.cli.options import debug_option
from periodise.cli.speech import tell

if TYPE_CHECKING:
    from periodise.domain.rulebook import ExplainedRulebook, Rule

RULE_ID = re.compile("(?:R-?)?([0-9]{1,2})([a-z]?)", re.ASCII | re.IGNORECASE)
GATE = "R-85"
"""Its parts a to f have names of their own, and one record."""


@click.command("rules")
@click.argument("rule_id", metavar="[RULE]", required=False)
@debug_option
def command(rule_id: str | None) -> None:
    """Print the rules with their numbers and sources.

    Without RULE: one line for each. With one, as R-63: what it asks, its numbers, how sure it is and
    where it comes from.
    """
    from periodise.store.rulebook_file import load_explained_rulebook
    from periodise.views.rule_text import rule_list_text, rule_text

    rulebook = load_explained_rulebook()
    tell(rule_text(named_rule(rulebook, rule_id)) if rule_id else rule_list_text(rulebook))


def names_rule(text: str) -> bool:
    """Whether `text` looks like a rule's id rather than a date: `R-63`, `r63`, `63`, `R-64b`."""
    return RULE_ID.fullmatch(text) is not None


def named_rule(rulebook: "ExplainedRulebook", text: str) -> "Rule":
    """The rule that `text` names. One gate of R-85, as R-85c, is told with its rule."""
    by_id = {known.upper(): rule for known, rule in rulebook.rules.items()}
    named = RULE_ID.fullmatch(text)
    rule = None
    if named:
        number, letter = f"R-{named[1]:0>2}", named[2].upper()
        rule = by_id.get(number + letter) or (by_id.get(number) if number == GATE else None)
    if rule is None:
        advice = "`periodise rules` lists them"
        raise click.BadParameter(f"there is no rule {text!r}; {advice}", param_hint="RULE")
    return rule
