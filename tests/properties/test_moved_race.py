"""A race on another day: whatever week has begun by then, no hard rule is broken, past weeks included."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from periodise.checker.check import check_plan
from periodise.domain.finding import Severity
from tests.calendar.test_reimport import EVERYTHING, EXAMPLES, RULEBOOK, first_record, replanned

ONCE_BROKEN = (
    ("ccc", date(2027, 7, 4), -7),  # a deload that had been a load week for six days
    ("javelina-jundred", date(2027, 6, 13), -7),
    ("chuckanut-50k", date(2027, 2, 1), -7),  # the deloads counted back anew: six load weeks in a row
    ("lakeland-50", date(2027, 5, 30), -7),
    ("lakeland-50", date(2027, 4, 16), -14),  # a pack step was held, and the long run grew beside it
    ("lakeland-50", date(2027, 4, 16), 7),
    ("lakeland-50", date(2027, 4, 28), -7),  # a pack step was held in what became a deload
    ("jfk-50", date(2027, 8, 20), -14),
    ("ccc", date(2027, 8, 6), -14),  # no day is left for a shakedown
    ("western-states-100", date(2027, 6, 4), -14),  # the last day for it, with a pack run held that week
    ("jfk-50", date(2027, 10, 25), -14),  # a taper block that its first days filled
    ("winter-spine-sprint", date(2027, 12, 14), -14),
    ("diagonale-des-fous", date(2027, 5, 30), -7),  # the long run grew, and the week was to grow instead
)


def hard_after(example: Path, today: date, moved_days: int) -> list[str]:
    record = first_record(example)
    race_date = record.inputs.race.date + timedelta(moved_days)
    after = replanned(record, today, race_date=race_date)
    findings = check_plan(
        after.plan, after.inputs, rulebook=RULEBOOK, accepted=EVERYTHING, log=after.log, as_of=after.as_of
    )
    return [f"{one.rule} {one.message}" for one in findings if one.severity is Severity.HARD]


@pytest.mark.parametrize(("example", "today", "moved_days"), ONCE_BROKEN)
def test_what_once_broke_a_rule_breaks_none(example: str, today: date, moved_days: int) -> None:
    path = next(path for path in EXAMPLES if path.stem == example)
    assert hard_after(path, today, moved_days) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("share", [0.45, 0.7])
def test_a_race_a_week_nearer_leaves_every_hard_rule_kept(example: Path, share: float) -> None:
    record = first_record(example)
    runway_days = (record.inputs.race.date - record.plan.start).days
    today = record.plan.start + timedelta(int(share * runway_days))
    assert hard_after(example, today, -7) == []
