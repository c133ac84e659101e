"""How long the calendar of a 24-week plan takes, part by part: `pytest tests/bench --benchmark-enable`."""

from typing import Any

from periodise.render.ics import render_calendar
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_entries import calendar_view
from periodise.views.calendar_ledger import with_calendar
from tests.calendar.sample_plan import record_of


def test_arranging_200_events(benchmark: Any) -> None:
    record = with_calendar(record_of(), rulebook=load_rulebook())
    view = benchmark(lambda: calendar_view(record, rulebook=load_rulebook()))
    assert len(view.entries) > 190


def test_bringing_the_ledger_up_to_date(benchmark: Any) -> None:
    record = record_of()
    assert len(benchmark(lambda: with_calendar(record, rulebook=load_rulebook())).calendar) > 190


def test_writing_200_events(benchmark: Any) -> None:
    view = calendar_view(record_of(), rulebook=load_rulebook())
    assert benchmark(lambda: render_calendar(view)).startswith(b"BEGIN:VCALENDAR")
