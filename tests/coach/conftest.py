"""The program as a process of its own, as for the tests of the command line."""

from tests.cli.conftest import run as run
