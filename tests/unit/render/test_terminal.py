"""What is drawn fits an old terminal and needs no colours."""

from datetime import timedelta

import pytest

from periodise.domain.inputs import Units
from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.render.terminal import WIDTH, table_text
from periodise.views.table import Column, Table
from periodise.views.week_table import days_table, season_table
from tests.small_season import RECORD


def imperial(record: PlanRecord) -> PlanRecord:
    plan = replace(record.inputs.plan, units=Units.IMPERIAL)
    return replace(record, inputs=replace(record.inputs, plan=plan))


@pytest.mark.parametrize("record", [RECORD, imperial(RECORD)])
def test_no_line_is_longer_than_eighty_characters_and_no_cell_is_cut(record: PlanRecord) -> None:
    drawn = [table_text(season_table(record)), table_text(days_table(record, record.plan.weeks[0]))]
    assert all(len(line) <= WIDTH for text in drawn for line in text.splitlines())
    assert not any("…" in text for text in drawn)


def test_without_a_terminal_there_are_no_escapes() -> None:
    assert "\x1b" not in table_text(season_table(RECORD))
    assert "\x1b" in table_text(season_table(RECORD), colour=True)


def test_a_week_shows_its_seven_days_with_pack_and_effort() -> None:
    text = table_text(days_table(RECORD, RECORD.plan.weeks[0]))
    week = RECORD.plan.weeks[0]
    assert [f"{(week.start + timedelta(day)).day} Mar" in text for day in range(7)] == [True] * 7
    assert "Pack run 5.3 km · 3.5 kg" in text
    assert "easy, RPE 3" in text


def test_a_cell_cannot_steer_the_terminal() -> None:
    table = Table("ti\x1b[2Jtle", (Column("Heading"),), (("ce\x1b]0;x\x07ll\r\nnext",), ("\u202egnp",)))
    drawn = table_text(table)
    assert {character for character in drawn if not character.isprintable()} == {"\n"}
    assert "ce]0;xll next" in drawn


def test_text_in_brackets_is_shown_as_it_was_written() -> None:
    named = replace(RECORD.plan.days[1].sessions[0], title="[red]Pack run[/red]")
    day = RECORD.plan.days[1].with_sessions((named,))
    days = (RECORD.plan.days[0], day, *RECORD.plan.days[2:])
    record = replace(RECORD, plan=replace(RECORD.plan, days=days))
    assert "[red]Pack run[/red]" in table_text(days_table(record, record.plan.weeks[0]))
