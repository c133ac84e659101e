"""A terminal with somebody at it, who answers what a command asks and does not wait for ever."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from select import select

import pytest

from tests.cli.conftest import command, environment

CTRL_C, CTRL_D = "\x03", "\x04"
ASKS = b"]: "
"""How every question ends."""
SILENCE_S = 2
PATIENCE_S = 60
OWN_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that runs the tests in the background ignores it
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""A process that has the terminal to itself, so that Ctrl-C reaches it."""


def conversation(folder: Path, *arguments: str, replies: Sequence[str] = ()) -> tuple[int, str]:
    """Exit code of a command and all it said, given these replies and then an empty one to what it asks."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL, *command(*arguments)],
        cwd=folder,
        env=environment(),
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
    ) as asking:
        os.close(its)
        try:
            said = _heard(ours, list(replies))
            return asking.wait(timeout=PATIENCE_S), said
        finally:
            asking.kill()
            os.close(ours)


def _heard(terminal: int, replies: list[str]) -> str:
    """All that is said until the terminal closes; each question is answered."""
    heard, reply = b"", ""
    last_moment = time.monotonic() + PATIENCE_S
    while time.monotonic() < last_moment:
        if select([terminal], [], [], SILENCE_S)[0]:
            chunk = _read(terminal)
            if not chunk:
                return heard.decode()
            heard += chunk
            if heard.endswith(ASKS):
                reply = replies.pop(0) if replies else ""
                _press(terminal, reply)
        elif reply == CTRL_C:  # lost: it came after the question and before Python waited for an answer
            _press(terminal, reply)
    pytest.fail(f"it neither asked nor ended in {PATIENCE_S} s; it said: {heard.decode()}")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end has closed
        return b""


def _press(terminal: int, reply: str) -> None:
    os.write(terminal, (reply if reply in {CTRL_C, CTRL_D} else f"{reply}\n").encode())
