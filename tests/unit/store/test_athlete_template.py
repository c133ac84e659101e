"""The file that `new` writes."""

import re
import tomllib
from datetime import date
from uuid import UUID

import pytest

from periodise.domain.hints import athlete_file_warnings
from periodise.store.athlete_file import read_athlete_bytes, validated
from periodise.store.athlete_keys import keys_of, tables
from periodise.store.athlete_template import Answers, athlete_template

PLAN_ID = UUID("3f1c2a9e-5b7d-4c1e-9a2f-6d8e0b4c7a15")
ANSWERS = Answers(race_date=date(2027, 6, 19))
TEXT = athlete_template(ANSWERS, plan_id=PLAN_ID)
ALL_USED = re.sub(r"^# (?=\w+ = |\[\[)", "", TEXT, flags=re.MULTILINE)
"""The template with every commented-out line in use."""


def test_the_template_can_be_planned_as_it_stands() -> None:
    inputs = read_athlete_bytes(TEXT.encode(), file="athlete.toml")
    assert inputs.plan.id == PLAN_ID
    assert inputs.race.date == date(2027, 6, 19)
    assert inputs.athlete.screen.positive == ()
    assert athlete_file_warnings(inputs) == ()


def test_every_line_that_is_commented_out_is_right_as_soon_as_it_is_used() -> None:
    inputs = validated(tomllib.loads(ALL_USED))
    assert len(inputs.kit) == 2
    assert inputs.race.stages[0].pack_mass_kg == 9


def test_it_shows_every_key_there_is() -> None:
    values = tomllib.loads(ALL_USED)
    for path in tables():
        shown = set(re.findall(r"^(?:# )?(\w+) +=|(\w+) = ", TEXT, flags=re.MULTILINE))
        keys = {key for pair in shown for key in pair}
        for key in keys_of(path):
            assert key in keys or key in values or key in ("screen", "stage"), (path, key)


def test_no_line_is_wider_than_an_editor() -> None:
    assert max(map(len, TEXT.splitlines())) <= 110


@pytest.mark.parametrize("name", ['Sam "Ultra" O\'Neill', "back\\slash", "$plan_id $$", "Þór 🏔", "a # b"])
def test_an_answer_comes_back_as_it_was_given(name: str) -> None:
    text = athlete_template(ANSWERS._replace(name=name, race_name=name), plan_id=PLAN_ID)
    inputs = read_athlete_bytes(text.encode(), file="athlete.toml")
    assert inputs.athlete.name == inputs.race.name == name


def test_an_answer_that_is_refused_is_refused_by_the_reader_and_breaks_nothing_else() -> None:
    text = athlete_template(ANSWERS._replace(name="a\x7f\x1b\n[race]"), plan_id=PLAN_ID)
    assert tomllib.loads(text)["athlete"]["name"] == "a\x7f\x1b\n[race]"


def test_the_answers_stand_where_they_belong() -> None:
    imperial = ANSWERS._replace(
        body_mass="11 st 2 lb", weekly_distance="28 mi", longest_run="14 mi", race_distance="31 mi",
        race_ascent="4900 ft", pack_mass="6.5 lb", timezone="America/Denver", units="imperial",
    )  # fmt: skip
    inputs = read_athlete_bytes(athlete_template(imperial, plan_id=PLAN_ID).encode(), file="athlete.toml")
    assert inputs.race.ascent_m == pytest.approx(1493.52)
    assert inputs.week.timezone == "America/Denver"
    assert inputs.plan.units == "imperial"
