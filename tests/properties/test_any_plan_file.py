"""Whatever a sealed plan says: it is refused, or every command can show it, judge it and export it."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from periodise.checker.check import check_plan
from periodise.domain.record import PlanRecord
from periodise.exports import EXPORTS, Exported, ExportRequest
from periodise.render.terminal import table_text
from periodise.store.rulebook_file import load_explained_rulebook, load_rulebook
from periodise.views.calendar_ledger import with_calendar
from periodise.views.calendar_told import events_behind
from periodise.views.explanation import day_explanation
from periodise.views.hand_edits import hand_edits
from periodise.views.skipped_times import skipped_times
from periodise.views.summary import summary_text
from periodise.views.week_table import days_table, season_table
from tests.small_season import RECORD

RULEBOOK, EXPLAINED = load_rulebook(), load_explained_rulebook()
GOOD: dict[str, Any] = json.loads(with_calendar(RECORD, rulebook=RULEBOOK).model_dump_json())
Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> list[Path]:
    """Every place of a plan that a value can be put in."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in pairs for found in ((*path, key), *places(inner, (*path, key)))]


ODD = st.sampled_from(
    [
        *(
            "",
            "x",
            "25:00",
            "06:30",
            "2027-03-05",
            "1999-01-01",
            "2201-12-31",
            "9999-12-31",
            "Asia/Kathmandu",
        ),
        *("rest", "race", "hard", "pack", "deload", "R-99", "\x1b[31m", "9999-12-31T23:59:59Z"),
        *(0, 1, -1, 7, 10**18, 2**31 - 1, 0.5, 1e-308, 1e308, 60_000, 5000, True, None, [], {}),
    ]
)


def with_odd_values(changes: list[tuple[Path, Any]], good: dict[str, Any] = GOOD) -> dict[str, Any]:
    values = copy.deepcopy(good)
    for path, odd in changes:
        around: Any = values
        for part in path[:-1]:
            around = around[part] if _holds(around, part) else None
        if _holds(around, path[-1]):
            around[path[-1]] = odd
    return values


def _holds(around: Any, part: str | int) -> bool:
    if isinstance(around, dict):
        return part in around
    return isinstance(around, list) and isinstance(part, int) and part < len(around)


def use(record: PlanRecord) -> None:
    """Everything that commands do with a plan that they have read."""
    check_plan(record.plan, record.inputs, rulebook=RULEBOOK, accepted=record.accepted)
    for form in ("ics", "json", "csv"):
        assert EXPORTS[form](Exported(record, None, ExportRequest(form)))
    summary_text(record, rulebook=RULEBOOK)
    table_text(season_table(record))
    for week in record.plan.weeks:
        table_text(days_table(record, week))
    for day in record.plan.days:
        day_explanation(record, day, rulebook=EXPLAINED)
    hand_edits(record, rulebook=RULEBOOK)
    skipped_times(record)
    events_behind(b"", record)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(places(GOOD)), ODD), min_size=1, max_size=2))
def test_a_plan_with_odd_values_is_refused_or_can_be_used(changes: list[tuple[Path, Any]]) -> None:
    try:
        record = PlanRecord.model_validate_json(json.dumps(with_odd_values(changes)))
    except ValidationError:
        return
    use(record)
