"""`periodise kit` as a program."""

from pathlib import Path

from tests.cli.conftest import PROJECT, Run

CCC = PROJECT / "examples" / "ccc.toml"


def test_the_kit_of_an_example_is_weighed(run: Run) -> None:
    ending = run("kit", str(PROJECT / "examples" / "winter-spine-sprint.toml"))
    assert (ending.code, ending.err) == (0, "")
    assert "8.56 kg at the start, 10.7 % of your body mass" in " ".join(ending.out.split())
    assert "what tips it: microspikes" in ending.out
    assert max(map(len, ending.out.splitlines())) <= 80


def test_packs_are_judged_the_own_ones_too(run: Run) -> None:
    ending = run("kit", "--pack", str(PROJECT / "examples" / "winter-spine-sprint.toml"))
    assert (ending.code, ending.err) == (0, "")
    assert "Fit\n  - 28-litre pack: 28 l, 720 g." in ending.out
    assert "15-litre race vest: 15 l, 340 g. Too small for 26.8 l; no hip belt." in ending.out
    assert "Stolt Athlete Backpack" in ending.out
    assert max(map(len, ending.out.splitlines())) <= 80


def test_a_file_without_a_kit_list_is_told_what_to_add(run: Run, athlete_file: Path) -> None:
    ending = run("kit", athlete_file.name)
    assert (ending.code, ending.out) == (2, "")
    assert ending.err.startswith("athlete.toml: kit: there is no kit list; a [[kit]] for each thing")


def test_a_race_that_asks_for_no_pack_has_nothing_to_weigh(run: Run, tmp_path: Path) -> None:
    text = CCC.read_text(encoding="utf-8").split("[[kit]]")[0]
    text = text.replace('pack_mass = "from kit"', 'pack_mass = "0 kg"')
    (tmp_path / "light.toml").write_text(text, encoding="utf-8")
    ending = run("kit", "light.toml")
    assert (ending.code, ending.err) == (0, "")
    assert "wear a fitted vest of 5 to 10 % of your body mass (3.5 to 7 kg)" in " ".join(ending.out.split())


def test_a_name_on_the_list_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    text = CCC.read_text(encoding="utf-8").replace('"folding poles"', '"=1+2 | [red]x[/red]"')
    (tmp_path / "odd.toml").write_text(text, encoding="utf-8")
    assert "=1+2 | [red]x[/red]" in run("kit", "odd.toml").out


def test_nothing_is_written(run: Run, tmp_path: Path) -> None:
    run("kit", str(CCC))
    run("kit", "--pack", str(CCC))
    assert list(tmp_path.iterdir()) == []
