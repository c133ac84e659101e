"""`periodise rules`: the rulebook, with its numbers and where they come from."""

from typing import TYPE_CHECKING

import click

from periodise.cli.options import debug_option
from periodise.cli.speech import tell

if TYPE_CHECKING:
    from periodise.domain.rulebook import ExplainedRulebook, Rule


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


def named_rule(rulebook: "ExplainedRulebook", rule_id: str) -> "Rule":
    """The rule of that id, however its letters are written."""
    by_id = {known.upper(): rule for known, rule in rulebook.rules.items()}
    if rule_id.upper() not in by_id:
        raise click.BadParameter(
            f"there is no rule {rule_id!r}; `periodise rules` lists them", param_hint="RULE"
        )
    return by_id[rule_id.upper()]
