"""`periodise explain`: why a day is what it is, and what a rule did."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from periodise.cli.options import debug_option, parsed_day, plan_argument
from periodise.cli.rules import named_rule, names_rule
from periodise.cli.show import outside
from periodise.cli.speech import tell

if TYPE_CHECKING:
    from periodise.domain.record import PlanRecord
    from periodise.domain.rulebook import ExplainedRulebook


@click.command("explain")
@plan_argument
@click.argument("subject", metavar="DATE|RULE")
@debug_option
def command(plan_path: Path, subject: str) -> None:
    """Say why a day is what it is, or what a rule did.

    Give a date of the plan, as 2027-05-01, or a rule, as R-63.
    """
    from periodise.store.plan_file import read_plan_file
    from periodise.store.rulebook_file import load_explained_rulebook

    record, rulebook = read_plan_file(plan_path), load_explained_rulebook()
    tell(_rule(record, subject, rulebook) if names_rule(subject) else _day(record, subject, rulebook))


def _rule(record: "PlanRecord", rule_id: str, rulebook: "ExplainedRulebook") -> str:
    from periodise.views.explanation import rule_explanation

    return rule_explanation(record, named_rule(rulebook, rule_id), rulebook=rulebook)


def _day(record: "PlanRecord", text: str, rulebook: "ExplainedRulebook") -> str:
    from periodise.views.explanation import day_explanation

    asked = _date(text)
    day = next((day for day in record.plan.days if day.date == asked), None)
    if day is None:
        raise click.BadParameter(outside(record, asked), param_hint="DATE")
    return day_explanation(record, day, rulebook=rulebook)


def _date(text: str) -> date:
    try:
        return parsed_day(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}, or give a rule such as R-63", param_hint="DATE|RULE") from None
