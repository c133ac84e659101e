"""The readers as a fuzzer calls them: any bytes in, one of our own refusals or nothing out.

A reader of files is one more function here and one more line in `TARGETS`. What a fuzzer found stays in
`found/TARGET/` for ever.
"""

import hashlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from periodise.checker.check import check_plan
from periodise.coach.event_reading import read_calendar
from periodise.coach.own_plan import own_plan
from periodise.coach.proposal import proposed
from periodise.coach.table_reading import read_table
from periodise.domain.coach_file import CoachTable
from periodise.errors import InputRefused, PlanFileRefused
from periodise.exports import EXPORTS, Exported, ExportRequest
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import read_athlete_bytes
from periodise.store.coach_file import READERS
from periodise.store.plan_file import FORMAT, HEAD, plan_bytes, sealed_of
from periodise.store.rulebook_file import load_rulebook
from periodise.views.calendar_ledger import with_calendar
from tests.small_season import RECORD

FOUND = Path(__file__).parent / "found"
RULEBOOK = load_rulebook()
KEPT = with_calendar(RECORD, rulebook=RULEBOOK)
EXPORTED = {form: EXPORTS[form](Exported(KEPT, None, ExportRequest(form))) for form in ("csv", "ics", "xlsx")}
BODY = plan_bytes(RECORD)[len(HEAD) :].rpartition(b',\n"format"')[0]


def athlete(content: bytes) -> None:
    """An athlete file."""
    try:
        read_athlete_bytes(content, file="a.toml")
    except InputRefused as refused:
        _check_words(refused.problems)


def plan(content: bytes) -> None:
    """A plan file."""
    try:
        sealed_of(content, path=Path("a.plan.json"))
    except PlanFileRefused as refused:
        _check_words([str(refused)])


def sealed_plan(body: bytes) -> None:
    """A plan file with a right seal whatever its body is, as a forger or a bug of ours would make it."""
    unsealed = HEAD + body + f',\n"format": {FORMAT},\n"revision": 0,\n"sha256": "'.encode()
    plan(unsealed + hashlib.sha256(unsealed).hexdigest().encode() + b'"}\n')


def coach_csv(content: bytes) -> None:
    """A coach's table, held against our plan and taken for a plan of his own."""
    _merge(content, ".csv")


def coach_calendar(content: bytes) -> None:
    """A coach's calendar."""
    _merge(content, ".ics")


def coach_workbook(content: bytes) -> None:
    """A coach's workbook as bytes: mostly a damaged archive."""
    _merge(content, ".xlsx")


def coach_sheet(content: bytes) -> None:
    """A whole workbook whose sheet of days is anything."""
    _merge(_packed(content), ".xlsx")


def _merge(content: bytes, ending: str) -> None:
    """Everything that `merge` and `check` make of a coach's file before they ask or judge."""
    try:
        file = READERS[ending](content, f"coach{ending}")
        if isinstance(file, CoachTable):
            _judge_own(file)
            reading = read_table(file, KEPT)
        else:
            reading = read_calendar(file, KEPT, rulebook=RULEBOOK)
        found = proposed(reading, KEPT, rulebook=RULEBOOK, today=KEPT.as_of)
        plan_bytes(KEPT.model_copy(update={"plan": found.plan, "edits": found.edits}))
    except InputRefused as refused:
        _check_words(refused.problems)


def _judge_own(table: CoachTable) -> None:
    try:
        plan_of_his = own_plan(table, KEPT.inputs, rulebook=RULEBOOK)
        check_plan(plan_of_his, KEPT.inputs, rulebook=RULEBOOK)
    except InputRefused as refused:
        _check_words(refused.problems)


def _parts() -> dict[str, bytes]:
    with ZipFile(BytesIO(EXPORTED["xlsx"])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = _parts()
SHEET = max((name for name in PARTS if "worksheets/" in name), key=lambda name: PARTS[name].count(b"<row"))
"""The part with the sheet of days."""


def _packed(sheet: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, part in {**PARTS, SHEET: sheet}.items():
            archive.writestr(name, part)
    return content.getvalue()


def _check_words(problems: object) -> None:
    """A refusal says something, on one line each, in characters that no terminal acts on."""
    for problem in list(problems):  # type: ignore[call-overload]
        if not problem.isprintable() or len(problem) > 3000:
            raise AssertionError(f"not fit to be shown: {problem[:200]!r}")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "athlete": athlete,
    "plan": plan,
    "sealed_plan": sealed_plan,
    "coach_csv": coach_csv,
    "coach_calendar": coach_calendar,
    "coach_workbook": coach_workbook,
    "coach_sheet": coach_sheet,
}
SEEDS: Mapping[str, bytes] = {
    "athlete": EXAMPLE.encode(),
    "plan": plan_bytes(RECORD),
    "sealed_plan": BODY,
    "coach_csv": EXPORTED["csv"],
    "coach_calendar": EXPORTED["ics"],
    "coach_workbook": EXPORTED["xlsx"],
    "coach_sheet": PARTS[SHEET],
}
"""A good input of each, to start from."""
