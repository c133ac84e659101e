"""`periodise new`: an athlete file to fill in."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

import click

from periodise.cli import clock
from periodise.cli.options import FILE, debug_option, parsed_day, today_option
from periodise.cli.speech import complain
from periodise.errors import InputRefused

if TYPE_CHECKING:
    from periodise.store.athlete_template import Answers

EXAMPLE_RACE_IN_WEEKS = 24
SATURDAY = 5


class Question(NamedTuple):
    """One thing that `new` asks."""

    answer: str
    """Its name in `Answers`."""
    words: str
    field: str
    """Where it stands in the file, as problems name it."""
    kind: type = str


QUESTIONS = (
    Question("name", "Your name", "athlete.name"),
    Question("units", "Units to show, metric or imperial", "plan.units"),
    Question("body_mass", "Your body mass", "athlete.body_mass"),
    Question("level", "You are novice, intermediate or experienced", "athlete.level"),
    Question(
        "weekly_distance", "Distance you run in a week, mean of the last four", "history.weekly_distance"
    ),
    Question("runs_per_week", "Runs in such a week", "history.runs_per_week", int),
    Question(
        "weeks_consistent", "Weeks you have been running without a break", "history.weeks_consistent", int
    ),
    Question("longest_run", "Your longest run of the last 30 days", "history.longest_run"),
    Question("race_name", "Name of the race", "race.name"),
    Question("race_date", "Day of the race (YYYY-MM-DD)", "race.date", date),
    Question("race_distance", "Its distance", "race.distance"),
    Question("race_ascent", "Its climb, all hills together", "race.ascent"),
    Question("pack_mass", "What you carry at its start, water and food included", "race.pack_mass"),
    Question("timezone", "The time zone you train in", "week.timezone"),
)
LAST_STEPS = (
    "Look through it, above all at [athlete.screen], what your body allows, and at [week], when you can "
    "train. Then: periodise plan"
)


@click.command("new")
@click.argument("path", metavar="[FILE]", type=FILE, default="athlete.toml")
@click.option("--yes", is_flag=True, help="Ask nothing: take an example answer everywhere.")
@today_option
@debug_option
def command(path: Path, yes: bool, today: date | None) -> None:
    """Write an athlete file to fill in.

    Asks a few questions on a terminal and writes FILE (athlete.toml) with a remark beside every line. What
    you do not know yet you can leave as it is and change in the file later.
    """
    from periodise.store.athlete_template import Answers, athlete_template
    from periodise.store.outputs import refuse_existing
    from periodise.views.wording import paragraph
    from periodise.workflows import write_athlete_file

    refuse_existing(path)
    plan_id = uuid4()
    answers = Answers(race_date=_example_race_day(today or clock.today()))
    if not yes:
        answers = _asked(answers, plan_id)
    write_athlete_file(path, athlete_template(answers, plan_id=plan_id))
    complain(paragraph(f"Saved {path}. {LAST_STEPS} {path}"))


def _example_race_day(today: date) -> date:
    """A Saturday far enough off for a whole season."""
    about_then = today + timedelta(weeks=EXAMPLE_RACE_IN_WEEKS)
    return about_then + timedelta(days=(SATURDAY - about_then.weekday()) % 7)


def _asked(answers: "Answers", plan_id: UUID) -> "Answers":
    from periodise.store.athlete_template import in_imperial_units

    if not sys.stdin.isatty():
        raise InputRefused(["new: there is no terminal to ask on; add --yes for a file of example answers"])
    for question in QUESTIONS:
        answers = _answered(question, answers, plan_id)
        if question.answer == "units" and answers.units == "imperial":
            answers = in_imperial_units(answers)
    return answers


def _answered(question: Question, answers: "Answers", plan_id: UUID) -> "Answers":
    """`answers` with one more given by a person; asked again until the file could hold it."""
    default = getattr(answers, question.answer)
    given = click.prompt(
        question.words, default=str(default), value_proc=_checked(question, answers, plan_id), err=True
    )
    return _with(answers, question, given)


def _with(answers: "Answers", question: Question, value: Any) -> "Answers":
    return answers._replace(**{question.answer: value})


def _checked(question: Question, answers: "Answers", plan_id: UUID) -> Callable[[str], Any]:
    """What click asks of each reply: its value, or a UsageError that says what is wrong with it."""

    def value_of(reply: str) -> Any:
        value = _parsed(reply, question.kind)
        problem = _problem(question.field, _with(answers, question, value), plan_id)
        if problem:
            raise click.UsageError(problem)
        return value

    return value_of


def _parsed(reply: str, kind: type) -> Any:
    """`reply` as a date, a whole number or text; a UsageError that says what to write."""
    try:
        return parsed_day(reply) if kind is date else kind(reply)
    except ValueError as error:
        words = str(error) if kind is date else f"{reply!r} is not a whole number; write it in digits"
        raise click.UsageError(words) from None


def _problem(field: str, answers: "Answers", plan_id: UUID) -> str | None:
    """What the reader of athlete files says of one field, if these were the answers."""
    from periodise.store.athlete_file import read_athlete_bytes
    from periodise.store.athlete_template import athlete_template

    try:
        read_athlete_bytes(athlete_template(answers, plan_id=plan_id).encode(), file="")
    except InputRefused as refused:
        found = (problem.partition(f" {field}: ")[2] for problem in refused.problems)
        return next((words for words in found if words), None)
    return None
