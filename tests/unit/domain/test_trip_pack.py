"""A trip's pack, typed or weighed from the trip's own list."""

import pytest

from periodise.domain.inputs import Inputs
from periodise.errors import InputRefused
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import read_athlete_bytes

FROM_KIT = EXAMPLE.replace('pack_mass = "11 kg"', 'pack_mass = "from kit"')
TENT = '\n[[trip.kit]]\nname = "tent"\nmass = "1150 g"\n'


def read(text: str) -> Inputs:
    return read_athlete_bytes(text.encode(), file="a.toml")


def with_tent(text: str) -> str:
    return text.replace("\n[[away]]", f"{TENT}\n[[away]]")


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(InputRefused) as refused:
        read(text)
    return refused.value.problems


def test_a_trip_is_weighed_from_its_own_list_and_not_from_that_of_the_race() -> None:
    assert read(with_tent(FROM_KIT)).trips[0].pack_mass_kg == 2.95
    assert read(with_tent(EXAMPLE)).trips[0].pack_mass_kg == 11


def test_what_was_weighed_is_a_number_from_then_on() -> None:
    inputs = read(with_tent(FROM_KIT))
    assert Inputs.model_validate_json(inputs.model_dump_json()) == inputs


def test_a_trip_without_a_list_cannot_be_weighed() -> None:
    bare = FROM_KIT.replace("[[trip.kit]]", "[[kit]]")
    [problem] = problems(bare)
    assert 'trip.1.pack_mass: "from kit" without a kit list of the trip' in problem


def test_a_list_with_a_fault_is_told_of_its_fault_only() -> None:
    [problem] = problems(with_tent(FROM_KIT).replace('mass = "1150 g"', 'mass = "1150"'))
    assert "trip.1.kit.2.mass" in problem


def test_another_word_is_refused_with_the_one_that_is_meant() -> None:
    [problem] = problems(FROM_KIT.replace('"from kit"', '"from kitt"'))
    assert '"from kit"' in problem
