"""The program: runs the commands, and ends with the right number whatever happens."""

import gc
import os
import signal
import sys
from contextlib import suppress
from errno import EPIPE
from types import FrameType
from typing import NoReturn


class Terminated(BaseException):
    """The system asked the program to end. Not an `Exception`, so that nothing swallows it on the way."""


def main() -> NoReturn:
    """Run the command line and end the process.

    It ends at once, because taking all modules down again takes a runner's time and gives nothing back; and
    rubbish is not collected, because the process is over before it could pile up. Pydantic is not to look
    for plugins: it would read a file of every package there is, and what a plan is must not hang on them.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run()
    os._exit(_flushed(code))


def run() -> int:
    """Run the command line; its exit code."""
    try:
        _heed_the_system()
        from periodise.cli.commands import periodise

        _be_robust_in_any_locale()
        periodise(prog_name="periodise")
    except KeyboardInterrupt:
        return 130
    except Terminated:
        return 143
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 0
    except OSError as error:  # standard output is full while the help is printed
        return _unsayable(error, 0)
    return 0


def _heed_the_system() -> None:
    """Tidy up before ending when asked to end or when the terminal is closed; not under `nohup`."""
    for asked in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(asked) is not signal.SIG_IGN:
            signal.signal(asked, _terminate)


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def _be_robust_in_any_locale() -> None:
    """Write what the terminal's encoding lacks as an escape, rather than fail in the middle of a table."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _flushed(code: int) -> int:
    """`code`, or 5 when the last of the output could not be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            code = _unsayable(error, code)
    return code


def _unsayable(error: OSError, code: int) -> int:
    """The exit code when output fails: a reader that has gone is no failure, a full disk is."""
    if error.errno == EPIPE:
        return code
    with suppress(OSError):
        os.write(2, f"periodise: standard output: {error.strerror}\n".encode())
    return 5
