"""Arguments and options that several commands share."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from periodise.cli.endings import DEBUG

F = TypeVar("F", bound=Callable[..., Any])
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class DayType(click.ParamType[date]):
    """A date as YYYY-MM-DD, the only spelling that means one thing everywhere."""

    name = "date"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parsed_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def parsed_day(text: str) -> date:
    """`text` as a date; ValueError says what to write instead."""
    if not ISO_DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date; write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar; write it as YYYY-MM-DD") from None


DAY = DayType()
FILE = click.Path(path_type=Path, readable=False)
"""Neither existence nor permission is asked here: the readers say better what is wrong with a file."""


class QuantityType(click.ParamType[float]):
    """An amount with its unit, read as in an athlete file: `8 km`, `1h30m`, `13 lb`."""

    def __init__(self, name: str, metavar: str) -> None:
        self.name = name
        self.metavar = metavar

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self.metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        from pydantic import ValidationError

        from periodise.domain.units import amount_of

        try:
            return amount_of(self.name, value)
        except ValidationError as error:
            self.fail(error.errors(include_url=False)[0]["msg"], param, ctx)


def _note_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.meta[DEBUG] = value


def debug_option(command: F) -> F:
    """`--debug`: the traceback too."""
    return click.option(
        "--debug",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_note_debug,
        help="Show the traceback when something goes wrong.",
    )(command)


def plan_argument(command: F) -> F:
    """`PLAN.json`, the plan of record."""
    return click.argument("plan_path", metavar="PLAN.json", type=FILE)(command)


def calendar_option(command: F) -> F:
    """`--ics`, where the calendar of a changed plan goes."""
    return click.option(
        "--ics",
        "calendar_path",
        metavar="FILE",
        type=FILE,
        help="Where the calendar goes; its update goes beside it. Without it, beside the plan.",
    )(command)


def today_option(command: F) -> F:
    """`--today`, for the day to plan from; without it the machine's own."""
    return click.option("--today", type=DAY, help="Plan as if this were today.")(command)


def no_lock_option(command: F) -> F:
    """`--no-lock`: write without waiting for another periodise."""
    words = "For disks that know no locks: you see to it that only one runs."
    return click.option("--no-lock", is_flag=True, help=words)(command)
