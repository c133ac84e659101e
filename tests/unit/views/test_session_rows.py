"""The plan as rows: each session once, with the numbers of the plan."""

from periodise.domain.replace import replace
from periodise.views.session_rows import COLUMNS, session_rows
from tests.small_season import RECORD, SESSIONS

ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in session_rows(RECORD)]


def test_every_session_is_there_once_rest_days_included() -> None:
    rest_days = 21 - len(SESSIONS)
    assert len(ROWS) == sum(len(sessions) for sessions in SESSIONS.values()) + rest_days
    assert [row["kind"] for row in ROWS[:3]] == ["rest", "pack_run", "strength"]


def test_numbers_stay_numbers_and_those_of_a_week_add_up_to_its_sums() -> None:
    on_foot = [row for row in ROWS[:8] if row["kind"] != "strength"]
    assert sum(float(row["duration_min"]) for row in on_foot) == RECORD.plan.weeks[0].minutes
    assert sum(float(row["load_efm"]) for row in ROWS[:8]) == RECORD.plan.weeks[0].load_efm
    assert isinstance(ROWS[1]["pack_mass_kg"], float)


def test_a_heading_with_a_quantity_names_its_unit() -> None:
    quantities = [
        name for name in COLUMNS if name.split("_")[0] in {"duration", "distance", "ascent", "load"}
    ]
    assert quantities == ["duration_min", "distance_km", "ascent_m", "load_efm"]


def test_a_private_table_has_neutral_titles_and_no_reasons() -> None:
    calendar = replace(RECORD.inputs.calendar, private=True)
    shared = replace(RECORD, inputs=replace(RECORD.inputs, calendar=calendar))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in session_rows(shared)]
    assert {row["purpose"] for row in rows} == {""}
    assert rows[1]["title"] == "Training 40 min"
