"""How long the calendar of a 24-week plan takes, part by part: `pytest tests/bench --benchmark-enable`."""

from typing import Any

from periodise.render import ics
from periodise.store.rulebook_file import load_rulebook
from periodise.views import calendar_ledger
from periodise.views.calendar_entries import calendar_view, view_of
from periodise.views.calendar_events import events_of
from periodise.views.calendar_ledger import calendar_told, with_ledger
from tests.calendar.sample_plan import record_of

REMEMBERING = (*vars(ics).values(), *vars(calendar_ledger).values())
ROUNDS = 30


def forget() -> None:
    """Empty the memories of what a run of the program makes once."""
    for each in REMEMBERING:
        if hasattr(each, "cache_clear"):
            each.cache_clear()


def first_time(benchmark: Any, action: Any) -> Any:
    """`action` as the one time a run of the program does it."""
    return benchmark.pedantic(action, setup=forget, rounds=ROUNDS, warmup_rounds=2)


def test_wording_200_events(benchmark: Any) -> None:
    record = record_of()
    assert len(first_time(benchmark, lambda: events_of(record, rulebook=load_rulebook()))) > 190


def test_bringing_the_ledger_up_to_date(benchmark: Any) -> None:
    record = record_of()
    told = first_time(benchmark, lambda: calendar_told(record, rulebook=load_rulebook()))
    assert len(told.ledger) > 190


def test_giving_every_day_its_uid(benchmark: Any) -> None:
    record = record_of()
    ledger = calendar_told(record, rulebook=load_rulebook()).ledger
    assert first_time(benchmark, lambda: with_ledger(record, ledger)).calendar == ledger


def test_arranging_200_events(benchmark: Any) -> None:
    record = record_of()
    told = calendar_told(record, rulebook=load_rulebook())
    assert len(first_time(benchmark, lambda: view_of(told, record)).entries) > 190


def test_writing_200_events(benchmark: Any) -> None:
    view = calendar_view(record_of(), rulebook=load_rulebook())
    assert first_time(benchmark, lambda: ics.render_calendar(view)).startswith(b"BEGIN:VCALENDAR")
