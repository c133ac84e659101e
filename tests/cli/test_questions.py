"""`new` on a terminal: what it asks, what it says to an answer that will not do, what it writes."""

from pathlib import Path

from periodise.domain.inputs import Inputs
from periodise.store.athlete_file import read_athlete_file
from tests.cli.terminal import conversation

LAST_QUESTION = "The time zone you train in"
IMPERIAL = ("Mia", "imperial")


def answers(folder: Path, *replies: str) -> tuple[int, str]:
    """Exit code of `new` and all it said, given these replies and then an empty one to whatever it asks."""
    return conversation(folder, "new", "me.toml", "--today", "2026-11-30", replies=replies)


def written(folder: Path) -> Inputs:
    return read_athlete_file(folder / "me.toml")[0]


def test_empty_answers_give_a_file_that_can_be_read(tmp_path: Path) -> None:
    code, said = answers(tmp_path)
    assert code == 0
    assert LAST_QUESTION in said
    assert "[athlete.screen]" in said
    assert written(tmp_path).athlete.body_mass_kg == 70


def test_who_asks_for_imperial_units_is_offered_pounds_miles_and_feet(tmp_path: Path) -> None:
    _, said = answers(tmp_path, *IMPERIAL)
    offered = ("[154 lb]", "[28 mi]", "[31 mi]", "[5000 ft]", "[7 lb]")
    assert [answer for answer in offered if answer not in said] == []
    assert written(tmp_path).plan.units == "imperial"


def test_an_answer_that_will_not_do_is_explained_and_asked_again(tmp_path: Path) -> None:
    _, said = answers(tmp_path, "Mia", "metric", "64", "64 kg", "novice", "30 km", "five", "5")
    assert 'write "64 kg" or "64 lb"' in " ".join(said.split())
    assert "'five' is not a whole number" in said
    assert (written(tmp_path).athlete.body_mass_kg, written(tmp_path).history.runs_per_week) == (64, 5)
