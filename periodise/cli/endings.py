"""How a command ends when it cannot finish: a plain sentence and the right exit code, never a traceback.

`--debug` adds the traceback for whoever hunts a bug.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import click

from periodise.cli.exit_codes import ExitCode
from periodise.cli.speech import last_words
from periodise.errors import NoSafePlan, PeriodiseError

DEBUG = "periodise.debug"
"""Key of the context's notes under which `--debug` is kept."""


@contextmanager
def ended(ctx: click.Context) -> Iterator[None]:
    """Turn whatever the block raises into words on standard error and an exit code."""
    try:
        yield
    except click.exceptions.Exit:
        raise
    except click.ClickException as refused:
        last_words(_as_click_says(refused))
        ctx.exit(refused.exit_code)
    except click.Abort:  # at a question: its line has no end yet
        last_words("")
        ctx.exit(ExitCode.INTERRUPTED)
    except KeyboardInterrupt:
        ctx.exit(ExitCode.INTERRUPTED)
    except Exception as error:
        if ctx.meta.get(DEBUG):
            last_words(_traceback())
        elif isinstance(error, MemoryError):
            error.__traceback__ = None  # lets go of what filled the memory: the last words need some
        last_words(words(error))
        ctx.exit(code_of(error))


def _as_click_says(refused: click.ClickException) -> str:
    """Usage and reason, as click would print them."""
    page = StringIO()
    refused.show(page)
    return page.getvalue().rstrip("\n")


def code_of(error: Exception) -> int:
    """The exit code for `error`: its own, 5 for what the system refused, 70 for what we did wrong."""
    if isinstance(error, PeriodiseError):
        return error.exit_code
    return ExitCode.SYSTEM_REFUSED if isinstance(error, OSError | MemoryError) else ExitCode.OUR_BUG


def words(error: Exception) -> str:
    """What to tell the person at the terminal."""
    if isinstance(error, NoSafePlan):
        from periodise.views.refusal import refusal_text

        return refusal_text(error)
    if isinstance(error, PeriodiseError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'periodise'}: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return "periodise: there is not enough memory"
    return _bug_report(error)


def _traceback() -> str:
    import traceback

    return traceback.format_exc()


def _bug_report(error: Exception) -> str:
    """One sentence that whoever mends it can start from."""
    import traceback

    innermost = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{innermost.filename.rpartition('/')[2]}:{innermost.lineno}"
    return (
        f"periodise: this is a bug of ours ({type(error).__name__} at {where}: {error}); nothing was saved. "
        f"Please report it with the output of the same command and --debug, "
        f"on Python {sys.version_info.major}.{sys.version_info.minor}."
    )
