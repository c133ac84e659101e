"""The plan as JSON is what the schema that we ship says it is."""

import json
from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from periodise.domain.athlete import Level
from periodise.domain.finding import Finding, Severity
from periodise.domain.plan import PhaseKind, WeekKind
from periodise.domain.race import RaceKind
from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import Carrier, Intensity, SessionKind, SessionStatus
from periodise.domain.training_log import LogKind, MissReason
from periodise.render.json_document import json_bytes
from periodise.store.schema_file import plan_schema_bytes
from periodise.views.plan_json import plan_document
from tests.small_season import RECORD, START
from tests.staged_season import on_the_way, staged

SCHEMA = json.loads(plan_schema_bytes())
KEYS = {
    "athlete": "name body_mass_kg level easy_pace_s_per_km",
    "race": "name date kind distance_km ascent_m pack_mass_kg predicted_time_min stages",
    "phases": "kind start end rules",
    "weeks": "start end kind weeks_to_race phase deload load_efm distance_km ascent_m minutes longest_min "
    "descent_m loaded_kg_km heavy pack_step_kg rules",
    "days": "date uid sequence locked sessions",
    "sessions": "slot kind title purpose start duration_min distance_km ascent_m descent_m carrier "
    "pack_mass_kg intensity rpe load_efm demanding heavy status rules",
    "ledger": "date kind reason",
    "findings": "rule severity where limit measured message waived",
}
"""What other programs rely on; more may be added, none may go."""


def with_a_finding(record: PlanRecord) -> PlanRecord:
    finding = Finding(
        rule="R-42", severity=Severity.WARNING, where=START, limit=1.1, measured=1.13, message="m"
    )
    return replace(record, plan=replace(record.plan, findings=(finding,)))


def private(record: PlanRecord) -> PlanRecord:
    calendar = replace(record.inputs.calendar, private=True)
    return replace(record, inputs=replace(record.inputs, calendar=calendar))


FULL = with_a_finding(RECORD)
DOCUMENT = plan_document(FULL)


@pytest.mark.parametrize("record", [RECORD, FULL, private(FULL), staged(), on_the_way()])
def test_a_plan_fits_the_shipped_schema(record: PlanRecord) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(plan_document(record))) == []


def test_the_schema_is_a_schema_and_refuses_a_plan_without_its_days() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    broken = {key: value for key, value in DOCUMENT.items() if key != "days"}
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(broken)] == [
        "'days' is a required property"
    ]


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        (("$defs", "session", "properties", "kind"), SessionKind),
        (("$defs", "session", "properties", "carrier"), Carrier),
        (("$defs", "session", "properties", "intensity"), Intensity),
        (("$defs", "session", "properties", "status"), SessionStatus),
        (("$defs", "week", "properties", "kind"), WeekKind),
        (("$defs", "week", "properties", "phase"), PhaseKind),
        (("$defs", "phase", "properties", "kind"), PhaseKind),
        (("$defs", "finding", "properties", "severity"), Severity),
        (("$defs", "log_entry", "properties", "kind"), LogKind),
        (("$defs", "log_entry", "properties", "reason"), MissReason),
        (("properties", "race", "properties", "kind"), RaceKind),
        (("properties", "athlete", "properties", "level"), Level),
    ],
)
def test_the_schema_names_the_kinds_that_the_program_knows(
    where: tuple[str, ...], kinds: type[StrEnum]
) -> None:
    part: Any = SCHEMA
    for key in where:
        part = part[key]
    assert {value for value in part["enum"] if value is not None} == {kind.value for kind in kinds}


def first_of(name: str) -> dict[str, Any]:
    part: Any = DOCUMENT["days"][1]["sessions"] if name == "sessions" else DOCUMENT[name]
    first: dict[str, Any] = part[0] if isinstance(part, list) else part
    return first


@pytest.mark.parametrize("name", KEYS)
def test_no_key_that_others_rely_on_is_missing(name: str) -> None:
    assert set(KEYS[name].split()) <= set(first_of(name))


def test_every_date_from_start_to_end_is_there_once_rest_days_included() -> None:
    dates = [day["date"] for day in DOCUMENT["days"]]
    assert dates == sorted(set(dates))
    assert (dates[0], dates[-1], len(dates)) == ("2027-03-01", "2027-03-21", 21)
    assert DOCUMENT["days"][0]["sessions"][0]["kind"] == "rest"


def test_only_further_sessions_of_a_day_carry_a_uid_of_their_own() -> None:
    assert ["uid" in session for session in DOCUMENT["days"][1]["sessions"]] == [False, True]


def test_minutes_and_metres_are_whole_and_sums_carry_no_dust() -> None:
    run = DOCUMENT["days"][1]["sessions"][0]
    assert repr((run["duration_min"], run["ascent_m"], run["distance_km"])) == "(40, 60, 5.333)"


def test_a_private_plan_keeps_every_key_and_tells_nothing_of_body_and_health() -> None:
    told = json_bytes(plan_document(private(FULL))).decode()
    assert plan_document(private(FULL)).keys() == DOCUMENT.keys()
    for canary in ("Zoë", "71.23", "illness", "intermediate"):
        assert canary in json_bytes(DOCUMENT).decode()
        assert canary not in told


def test_each_stage_tells_its_day_its_size_and_its_time() -> None:
    assert plan_document(staged())["race"]["stages"][1] == {
        "date": "2027-04-16",
        "predicted_time_min": 790,
        "distance_km": 80.5,
        "ascent_m": 700,
        "pack_mass_kg": 8.3,
    }
    assert plan_document(staged())["race"]["predicted_time_min"] == 1270


def test_the_same_plan_gives_the_same_bytes_and_names_stay_readable() -> None:
    assert json_bytes(plan_document(FULL)) == json_bytes(plan_document(FULL))
    assert "Zoë".encode() in json_bytes(DOCUMENT)
