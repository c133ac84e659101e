"""Parts of an athlete file that contradict each other."""

import copy
import tomllib
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from periodise.domain.agreement import contradictions, path_text, problems_of_today
from periodise.domain.inputs import Inputs
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import validated


def changed(**changes: Any) -> Inputs:
    """The example with values at `table__key` or `list__0__key` paths; None takes the key away."""
    values = copy.deepcopy(tomllib.loads(EXAMPLE))
    for path, value in changes.items():
        *around, last = path.split("__")
        table: Any = values
        for part in around:
            table = table[int(part)] if part.isdigit() else table[part]
        if value is None:
            table.pop(last)
        else:
            table[last] = value
    return validated(values)


def places(inputs: Inputs) -> list[str]:
    return [path_text(contradiction.path) for contradiction in contradictions(inputs)]


def test_the_example_agrees_with_itself() -> None:
    assert places(changed()) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"trip__0__end": date(2027, 4, 30)}, "trip.1.end"),
        ({"away__0__end": date(2027, 3, 21)}, "away.1.end"),
        ({"other_race__0__date": date(2027, 6, 19)}, "other_race.1.date"),
        ({"other_race__0__date": date(2027, 6, 20)}, "other_race.1.date"),
        ({"trip__0__end": date(2027, 6, 19)}, "trip.1.end"),
        ({"other_race__0__date": date(2027, 5, 2)}, "trip.1.start"),
        ({"away__0__end": date(2027, 4, 10)}, "away.1.start"),
        ({"away__0__start": date(2027, 5, 3), "away__0__end": date(2027, 5, 9)}, "away.1.start"),
        ({"race__kind": "ultra"}, "race.stage.1"),
        ({"race__stage": None}, "race.kind"),
        ({"race__kind": "fastpack", "race__stage": []}, "race.kind"),
        ({"race__distance": "101.1 km"}, "race.distance"),
        ({"race__pack_mass": "from kit", "kit": []}, "race.pack_mass"),
        ({"race__pack_mass": "from kit", "kit": [{"name": "x", "mass": "50 kg"}] * 3}, "race.pack_mass"),
        ({"kit__0__rate": None}, "kit.1.consumable"),
        ({"trip__0__kit__0__rate": None}, "trip.1.kit.1.consumable"),
        ({"pack": [{"name": "One"}, {"name": "one"}]}, "pack.2.name"),
        ({"pack__0__name": "Water"}, "kit.1.mass"),
        ({"plan__start": date(2027, 6, 20)}, "race.date"),
        ({"plan__start": date(2022, 6, 18), "race__date": date(2027, 6, 19)}, "race.date"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_each_contradiction_is_found_once_where_it_can_be_mended(changes: dict[str, Any], place: str) -> None:
    assert places(changed(**changes)) == [place]


@pytest.mark.parametrize(
    "changes",
    [
        {"trip__0__end": date(2027, 5, 1)},
        {"trip__0__end": date(2027, 6, 18)},
        {"race__distance": "101 km"},
        {"race__pack_mass": "from kit"},
        {"plan__start": date(2027, 6, 19)},
        {"plan__start": date(2022, 6, 19)},
        {"plan__start": date(2024, 2, 29), "race__date": date(2028, 2, 29)},
        {"away__0__end": date(2027, 4, 9)},
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_only_looks_odd_is_left_alone(changes: dict[str, Any]) -> None:
    assert places(changed(**changes)) == []


def test_two_other_races_on_one_day_are_one_too_many() -> None:
    spring = {"name": "A", "date": date(2027, 4, 10), "distance": "50 km", "priority": "B"}
    assert places(changed(other_race=[spring, {**spring, "name": "B"}])) == ["other_race.2.date"]


def test_inputs_made_by_the_program_are_refused_too() -> None:
    good = changed()
    with pytest.raises(ValidationError, match=r"trip\.1\.end"):
        Inputs.model_validate(
            {**good.model_dump(), "trips": [{**good.trips[0].model_dump(), "end": date(2027, 4, 1)}]}
        )


def test_inputs_come_back_from_the_numbers_they_are_kept_as() -> None:
    good = changed()
    assert Inputs.model_validate_json(good.model_dump_json()) == good
    assert Inputs.model_validate(good.model_dump()) == good


def test_a_race_in_the_past_is_a_problem_of_today_that_names_both_days() -> None:
    [(field, message)] = problems_of_today(changed(), date(2027, 6, 20))
    assert field == "race.date"
    assert "2027-06-19" in message
    assert "2027-06-20" in message
    assert "--today" in message
    assert problems_of_today(changed(plan__start=None), date(2027, 6, 19)) == ()


def test_a_plan_may_begin_in_the_week_that_runs_and_no_earlier() -> None:
    assert problems_of_today(changed(), date(2026, 12, 13)) == ()
    [(field, message)] = problems_of_today(changed(), date(2026, 12, 14))
    assert field == "plan.start"
    assert "2026-12-07 is 7 days before today, 2026-12-14" in message
    assert "--today 2026-12-07" in message


def test_without_a_start_the_five_years_count_from_today() -> None:
    inputs = changed(plan__start=None)
    assert problems_of_today(inputs, date(2022, 6, 19)) == ()
    [(field, message)] = problems_of_today(inputs, date(2022, 6, 18))
    assert (field, "at most 5 years" in message) == ("race.date", True)
