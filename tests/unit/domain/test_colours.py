"""The colour of a calendar."""

import pytest
from pydantic import TypeAdapter, ValidationError

from periodise.domain.colours import CSS3_COLOURS, Colour


def test_the_table_holds_the_147_names_of_css3() -> None:
    assert len(CSS3_COLOURS) == 147
    assert CSS3_COLOURS["seagreen"] == "#2E8B57"
    assert CSS3_COLOURS["gray"] == CSS3_COLOURS["grey"] == "#808080"


def test_capitals_do_not_matter() -> None:
    assert TypeAdapter(Colour).validate_python("SeaGreen") == "seagreen"


@pytest.mark.parametrize("typed", ["sea green", "#2E8B57", "", 5, None, "rebeccapurple\n"])
def test_what_is_no_css3_name_is_refused_with_names_to_choose(typed: object) -> None:
    with pytest.raises(ValidationError, match="write"):
        TypeAdapter(Colour).validate_python(typed)
