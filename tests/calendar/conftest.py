"""Readers made ready once a test run, and the way from a plan of record to the bytes of its calendar."""

from collections.abc import Callable

import pytest

from tests.calendar.reading import Command, Seen, events_seen, reader_commands


@pytest.fixture(scope="session")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Command]:
    """The command of each reader."""
    return reader_commands(tmp_path_factory.mktemp("readers"))


@pytest.fixture(scope="session")
def read(
    readers: dict[str, Command], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, bytes], list[Seen]]:
    """What the named reader sees in a calendar file."""

    def events(name: str, content: bytes) -> list[Seen]:
        path = tmp_path_factory.mktemp("calendar") / "plan.ics"
        path.write_bytes(content)
        return events_seen(readers[name], path)

    return events
