"""Reading an athlete file: what is taken, and what is refused with its line.

Tests are named by the faults a training planner must survive (F-01 to F-67); each file is the complete
example with one thing changed.
"""

import hashlib
import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from periodise.domain.inputs import Inputs
from periodise.errors import InputRefused
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import placed_problems, read_athlete_bytes, read_athlete_file

FORM = re.compile(r"^a\.toml(:[0-9]+)?: [^:;]+: [^;]+; [^;]+; .+$")

READ_IT = "import sys, pathlib, periodise; periodise.read_athlete_file(pathlib.Path(sys.argv[1]))"
"""A program that reads the athlete file named on its command line."""


def with_line(key: str, line: str) -> str:
    """The example with the line of `table.key` replaced by another."""
    table, _, name = key.rpartition(".")
    header = re.search(rf"^\[+{re.escape(table)}\]+$", EXAMPLE, re.MULTILINE)
    assert header
    old = re.compile(rf"^{name} = .*$", re.MULTILINE).search(EXAMPLE, header.end())
    assert old
    return EXAMPLE[: old.start()] + line + EXAMPLE[old.end() :]


def read(text: str | bytes) -> Inputs:
    return read_athlete_bytes(text if isinstance(text, bytes) else text.encode(), file="a.toml")


def problems(text: str | bytes) -> tuple[str, ...]:
    """What the reader says of a file that it must refuse, each line in the promised form."""
    with pytest.raises(InputRefused) as refused:
        read(text)
    for problem in refused.value.problems:
        assert FORM.match(problem), problem
        assert problem.isprintable()
    return refused.value.problems


def line_number(text: str, line: str) -> int:
    return text.split("\n").index(line) + 1


REFUSED = [
    ("F-02", "race.date", "date = 2027-02-29", "February 2027 has days 01 to 28"),
    ("F-02", "race.date", "date = 2026-02-30", "February 2026 has days 01 to 28"),
    ("F-02", "race.date", "date = 2026-13-01", "months from 01 to 12"),
    ("F-02", "race.date", "date = 2026-06-00", "days 01 to 30"),
    ("F-02", "race.date", 'date = "2027-02-29"', "does not exist"),
    ("F-05", "race.date", "date = 9999-12-31", "out of range"),
    ("F-05", "race.date", "date = 0001-01-01", "out of range"),
    ("F-05", "race.date", "date = 2057-06-19", "at most 5 years"),
    ("F-14", "week.timezone", 'timezone = "europe/berlin"', "Europe/Berlin"),
    ("F-14", "week.timezone", 'timezone = "Mars/Olympus"', "is not a time zone"),
    ("F-14", "week.timezone", 'timezone = "EST"', "America/New_York"),
    ("F-14", "week.timezone", 'timezone = ""', "is not a time zone"),
    ("F-14", "race.timezone", 'timezone = "../../etc/passwd"', "is not a time zone"),
    ("F-14", "race.timezone", 'timezone = "W. Europe Standard Time"', "Europe/Berlin"),
    ("F-21", "race.date", 'date = "03/04/2026"', "year-month-day"),
    ("F-21", "race.date", "date = 03/04/2026", "year-month-day"),
    ("F-21", "race.date", "date = 2026-1-5", "year-month-day"),
    ("F-21", "race.date", "date = 20261011", "year-month-day"),
    ("F-21", "race.date", 'date = "20261011"', "year-month-day"),
    ("F-21", "race.date", 'date = "2026-W41-7"', "year-month-day"),
    ("F-22", "race.date", "date = 06:00:00", "has a time of day"),
    ("F-22", "race.date", "date = 2027-06-19T06:00:00", "has a time of day"),
    ("F-22", "race.date", "date = 2027-06-19T06:00:00+02:00", "has a time of day"),
    ("F-22", "race.start", "start = 2027-06-19", "is not a time of day"),
    ("F-23", "race.start", "start = 18:30", 'write "18:30", or 18:30:00'),
    ("F-25", "other_race.date", "date = 2027-06-19 # again", "one race a day"),
    ("F-26", "athlete.body_mass", "body_mass = nan", "nan is not a number"),
    ("F-26", "athlete.body_mass", "body_mass = inf", "inf is not a number"),
    ("F-26", "race.distance", "distance = 1e999", "inf is not a number"),
    ("F-26", "race.distance", 'distance = "inf km"', "is not spelled"),
    ("F-27", "athlete.body_mass", 'body_mass = "0 kg"', "25 to 250 kg"),
    ("F-27", "athlete.body_mass", 'body_mass = "-70 kg"', "25 to 250 kg"),
    ("F-27", "history.runs_per_week", "runs_per_week = -1", "0 to 14"),
    ("F-27", "race.cutoff", 'cutoff = "0 h"', "1 to 60000 min"),
    ("F-28", "athlete.body_mass", 'body_mass = "500 kg"', "25 to 250 kg"),
    ("F-28", "athlete.body_mass", 'body_mass = "12 kg"', "25 to 250 kg"),
    ("F-30", "athlete.body_mass", 'body_mass = "70kg"', 'write "70 kg"'),
    ("F-30", "athlete.body_mass", 'body_mass = "11 st 2"', 'write "11 st 2 lb"'),
    ("F-30", "athlete.body_mass", "body_mass = 70", 'write "70 kg" or "70 lb"'),
    ("F-30", "athlete.body_mass", 'body_mass = { value = 70, unit = "lb" }', "is not a body mass"),
    ("F-31", "athlete.body_mass", "body_mass = 72,5", "write 72.5"),
    ("F-31", "athlete.body_mass", 'body_mass = "72,5 kg"', 'write "72.5 kg"'),
    ("F-31", "race.ascent", "ascent = 1,000", "write 1000"),
    ("F-32", "athlete.body_mass", "body_mass = true", "true is not a body mass"),
    ("F-32", "athlete.body_mass", 'body_mass = "70"', "is not spelled as a body mass"),
    ("F-32", "athlete.birth_year", "birth_year = true", "is not a whole number"),
    ("F-32", "history.runs_per_week", 'runs_per_week = "4"', "is not a whole number"),
    ("F-32", "history.runs_per_week", "runs_per_week = 4.0", "is not a whole number"),
    ("F-33", "history.weeks_consistent", f"weeks_consistent = {'9' * 5000}", "thousands of digits"),
    ("F-33", "history.weeks_consistent", f"weeks_consistent = 0x{'f' * 5000}", "0 to 2000"),
    ("F-34", "athlete.body_mass", 'body_mass = "٧٠ kg"', "is not spelled"),
    ("F-34", "athlete.body_mass", 'body_mass = "1_0 kg"', "is not spelled"),
    ("F-34", "athlete.body_mass", 'body_mass = "7² kg"', "is not spelled"),
    ("F-35", "week.monday", 'monday = { available = "1500 min" }', "0 to 1440 min"),
    ("F-35", "week.monday", "monday = { available = 60 }", 'write "60 min"'),
    ("F-39", "race.distance", "distance = 62", 'write "62 km" or "62 mi"'),
    ("F-39", "athlete.easy_pace", 'easy_pace = "6:30"', '"10:30 /mi"'),
    ("F-41", "race.name", 'name = "x\\r\\nATTENDEE:y"', "U+000D"),
    ("F-42", "race.name", 'name = "a\\u2028b"', "U+2028"),
    ("F-42", "race.name", 'name = "a\\u0085b"', "U+0085"),
    ("F-42", "away.reason", 'reason = "a\\nb"', "U+000A"),
    ("F-44", "athlete.name", 'name = "a\\u0000b"', "U+0000"),
    ("F-44", "athlete.name", 'name = "a\\u009bb"', "U+009B"),
    ("F-44", "athlete.name", 'name = "a\x1bb"', "U+001B"),
    ("F-45", "athlete.name", 'name = "a\\ud800b"', "cannot be read"),
    ("F-46", "athlete.name", 'name = "a\\u202eb"', "U+202E"),
    ("F-46", "athlete.name", 'name = "a\u2069b"', "U+2069"),
    ("F-46", "kit.name", 'name = "a\\u200bb"', "U+200B"),
    ("F-46", "trip.name", 'name = "a\\U000E0041b"', "U+E0041"),
    ("F-47", "athlete.name", f'name = "{"x" * 10_000}"', "at most 200 characters"),
    ("F-47", "away.reason", f'reason = "{"x" * 10_001}"', "at most 10000 characters"),
    ("F-49", "athlete.name", 'name = " "', "blank"),
    ("F-49", "athlete.name", "name = 0", "is not text"),
    ("F-52", "athlete.level", 'level = "\\u001b[31mhard"', r"\x1b[31mhard"),
    ("F-64", "athlete.body_mass", 'bodymass_kg = "70 kg"', "did you mean body_mass?"),
    ("F-64", "athlete.body_mass", 'body_mass_kg = "70 kg"', "did you mean body_mass?"),
    ("F-64", "athlete.birth_year", 'weekly_ascent = "9 m"', "move it to [history]"),
    ("F-64", "calendar.busy", "bussy = false", "did you mean busy?"),
    ("F-65", "athlete.level", 'name = "again"', "a second time (first in line 3)"),
    ("F-67", "athlete.name", f"name = {'[' * 3000}{']' * 3000}", "nested too deeply"),
    ("a word", "athlete.level", 'level = "expert"', 'write "experienced"'),
    ("a word", "race.kind", 'kind = "Ultra"', 'write "ultra"'),
    ("a word", "race.kind", "kind = ultra", 'write "ultra"'),
    ("a word", "athlete.name", "name = “Sam”", 'write "Sam"'),
    ("a word", "plan.straps", "straps = yes", "write true or false"),
    ("a word", "plan.straps", 'straps = "true"', "is not true or false"),
    ("a word", "plan.id", 'id = "3F1C2A9E-5B7D-1C1E-9A2F-6D8E0B4C7A15"', "random UUID"),
    ("a word", "week.long_day", 'long_day = "Samstag"', '"saturday"'),
    ("a word", "calendar.reminder", 'reminder = "never"', '"off"'),
    ("a word", "race.pack_mass", 'pack_mass = "from kitt"', '"from kit"'),
    ("a table", "week.monday", 'monday = "60 min"', "is not a table"),
    ("a table", "week.monday", "monday = {}", "available is needed"),
    ("TOML", "athlete.name", 'name: "Sam"', "write name = …"),
    ("TOML", "athlete.name", "name =", "no value"),
    ("TOML", "athlete.name", 'name = "Sam', "does not close"),
    ("TOML", "athlete.birth_year", "birth_year = 01988", "write 1988"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "key", "line", "said"), REFUSED, ids=[f"{fault} {line[:40]!r}" for fault, _, line, _ in REFUSED]
)
def test_a_fault_is_refused_on_its_own_line_and_says_what_to_do(
    fault: str, key: str, line: str, said: str
) -> None:
    text = with_line(key, line)
    own = [problem for problem in problems(text) if said in problem]
    assert len(own) == 1, problems(text)
    assert own[0].startswith(f"a.toml:{line_number(text, line)}: ")


TAKEN = [
    ("F-01", "race.date", "date = 2028-02-29"),
    ("F-23", "race.start", "start = 18:30:00"),
    ("F-32", "race.date", 'date = "2027-06-19"'),
    ("F-40", "athlete.name", 'name = "Æsa 🏔️ محمد אבי สมชาย"'),
    ("F-46", "athlete.name", 'name = "👩\u200d🚒"'),
    ("F-49", "athlete.name", 'name = "null"'),
    ("F-50", "race.name", 'name = "<script>alert(1)</script>"'),
    ("F-51", "race.name", 'name = "=1+2"'),
    ("F-53", "race.name", 'name = "../../x"'),
    ("F-54", "away.reason", 'reason = "see https://example.org"'),
]


@pytest.mark.parametrize(("fault", "key", "line"), TAKEN, ids=[f"{fault} {line}" for fault, _, line in TAKEN])
def test_what_is_odd_but_right_is_taken(fault: str, key: str, line: str) -> None:
    read(with_line(key, line))


def test_f15_zones_are_known_without_a_time_zone_database_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(EXAMPLE)
    run = subprocess.run(
        [sys.executable, "-c", READ_IT, str(tmp_path / "a.toml")],
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")


def test_f43_nothing_rests_on_an_assert(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(with_line("race.name", 'name = "x\\r\\ny"'))
    run = subprocess.run(
        [sys.executable, "-O", "-c", READ_IT, str(tmp_path / "a.toml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "InputRefused" in run.stderr
    assert "U+000D" in run.stderr


def test_the_inputs_come_with_the_hash_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(EXAMPLE.encode())
    inputs, sha256 = read_athlete_file(path)
    assert inputs == read(EXAMPLE)
    assert sha256 == hashlib.sha256(EXAMPLE.encode()).hexdigest()


def refused_file(path: Path) -> str:
    with pytest.raises(InputRefused) as refused:
        read_athlete_file(path)
    [problem] = refused.value.problems
    return problem


def test_f57_a_missing_file_and_a_folder_are_refused_as_what_they_are(tmp_path: Path) -> None:
    assert "does not exist" in refused_file(tmp_path / "nobody.toml")
    assert "is a folder" in refused_file(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_f57_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(EXAMPLE)
    (tmp_path / "a.toml").chmod(0)
    assert "permission" in refused_file(tmp_path / "a.toml")


def test_f58_a_pipe_a_device_a_socket_and_a_link_to_itself_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        assert "socket" in refused_file(tmp_path / "socket") or "cannot be read" in refused_file(
            tmp_path / "socket"
        )
    assert "is a pipe" in refused_file(tmp_path / "pipe")
    assert "is a device" in refused_file(Path("/dev/zero"))
    assert "cannot be read" in refused_file(tmp_path / "loop")


def test_f58_a_link_to_an_athlete_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(EXAMPLE)
    (tmp_path / "link").symlink_to(tmp_path / "a.toml")
    assert read_athlete_file(tmp_path / "link")[0] == read(EXAMPLE)


def test_f59_a_mebibyte_is_read_and_a_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    filling = 2**20 - len(EXAMPLE) - 2
    path.write_text(f"{EXAMPLE}#{'x' * filling}\n")
    assert path.stat().st_size == 2**20
    read_athlete_file(path)
    path.write_text(f"{EXAMPLE}#{'x' * filling}x\n")
    assert "larger than 1,048,576 bytes" in refused_file(path)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n"])
def test_f60_an_empty_file_is_told_every_table_it_lacks(text: str) -> None:
    assert [problem.split(" ")[1] for problem in problems(text)] == ["athlete:", "history:", "race:", "week:"]
    assert "name" in problems(text)[0]


def test_f61_a_byte_order_mark_of_utf8_is_no_part_of_the_file() -> None:
    assert read(b"\xef\xbb\xbf" + EXAMPLE.encode()) == read(EXAMPLE)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_f62_utf16_and_utf32_are_called_by_their_names(encoding: str) -> None:
    [problem] = problems(EXAMPLE.encode(encoding))
    assert encoding[:6].upper() in problem
    assert "save it as UTF-8" in problem


@pytest.mark.parametrize("letter", [b"\xe9", b"\xc0\xaf", b"\xed\xa0\x80", b"\xff"])
def test_f62_what_is_not_utf8_is_placed_by_byte_and_line(letter: bytes) -> None:
    contents = EXAMPLE.encode().replace(b"Sam", b"S" + letter)
    [problem] = problems(contents)
    assert problem.startswith("a.toml:3: file: byte 0x")
    assert f"at offset {contents.index(letter)} " in problem


def test_f63_lines_may_end_in_cr_lf_but_not_in_cr() -> None:
    assert read(EXAMPLE.replace("\n", "\r\n")) == read(EXAMPLE)
    [problem] = problems(EXAMPLE.replace("\n", "\r"))
    assert "CR only" in problem


def test_f63_problems_of_a_file_with_cr_lf_have_the_same_lines() -> None:
    text = with_line("race.kind", 'kind = "x"')
    assert problems(text.replace("\n", "\r\n")) == problems(text)


def test_f64_all_problems_come_at_once_in_the_order_of_the_lines() -> None:
    text = EXAMPLE
    for old, new in [
        ('body_mass = "70 kg"', "body_mass = 70"),
        ("runs_per_week = 4", "runs = 4"),
        ("date = 2027-06-19", "date = 2027-02-29"),
        ('start = "06:00"', "start = 18:30"),
        ("end = 2027-05-03", "end = 2027-04-03"),
        ('carrier = "pack"', 'carrier = "bag"'),
    ]:
        assert old in text
        text = text.replace(old, new)
    found = [problem.split(" ")[:2] for problem in problems(text)]
    bag = 'carrier = "bag"'
    lines = text.split("\n")
    assert found == [
        [f"a.toml:{lines.index('body_mass = 70') + 1}:", "athlete.body_mass:"],
        [f"a.toml:{lines.index('[history]') + 1}:", "history.runs_per_week:"],
        [f"a.toml:{lines.index('runs = 4') + 1}:", "history.runs:"],
        [f"a.toml:{lines.index('date = 2027-02-29') + 1}:", "race.date:"],
        [f"a.toml:{lines.index('start = 18:30') + 1}:", "race.start:"],
        [f"a.toml:{lines.index('end = 2027-04-03') + 1}:", "trip.1.end:"],
        [f"a.toml:{lines.index(bag) + 1}:", "plan.carrier:"],
    ]


def test_nothing_is_said_that_rests_on_a_value_that_was_refused() -> None:
    found = problems(with_line("race.distance", "distance = 250"))
    assert len(found) == 1
    assert "has no unit" in found[0]


def test_entries_of_a_list_are_counted_from_one_and_have_their_own_lines() -> None:
    text = EXAMPLE + "[[trip]]\nname = 'Second'\nstart = 2027-05-20\nend = 2027-05-18\n"
    text += 'distance_per_day = "20 km"\n'
    [missing, end] = problems(text)
    line = line_number(text, "name = 'Second'")
    assert missing.startswith(f"a.toml:{line - 1}: trip.2.pack_mass: is missing")
    assert end.startswith(f"a.toml:{line + 2}: trip.2.end: 2027-05-18 is before the start")


def test_f65_a_table_that_stands_twice_is_refused() -> None:
    text = f"{EXAMPLE}[week]\n"
    [problem] = problems(text)
    assert "second time" in problem
    assert problem.startswith(f"a.toml:{len(text.splitlines())}: week:")


@pytest.mark.parametrize(
    "line", ["a." * 9000 + "b = 1", "[" + "a . " * 25 + "b]", "x = { " + '"a".' * 25 + "b = 1 }"]
)
def test_f67_a_key_of_endless_parts_is_refused_before_it_is_parsed(line: str) -> None:
    [problem] = problems(f"{EXAMPLE}{line}\n")
    assert problem.startswith(f"a.toml:{len(EXAMPLE.splitlines()) + 1}: file: a key of more than 20 parts")


def test_one_table_where_a_list_is_wanted_is_told_how_to_begin_it() -> None:
    text = EXAMPLE.replace("[[away]]", "[away]")
    [problem] = problems(text)
    assert "away: a table is not a list of tables" in problem
    assert "[[away]]" in problem


def test_a_flood_of_problems_is_cut_short_and_counted() -> None:
    found = problems(EXAMPLE + "".join(f"x{number} = 1\n" for number in range(600)))
    assert len(found) == 501
    assert found[-1].startswith("a.toml: file: 100 more problems")


def test_a_list_longer_than_any_athletes_is_refused_as_a_whole() -> None:
    [problem] = problems(EXAMPLE.replace("[[kit]]", "[[kit]]\nname = 'x'\nmass = '1 kg'\n" * 501 + "[[kit]]"))
    assert "kit: a list of 502 entries; at most 500 entries" in problem


def test_control_characters_in_the_name_of_the_file_or_a_key_are_shown_as_escapes() -> None:
    with pytest.raises(InputRefused) as refused:
        read_athlete_bytes(b'"\\u001b[2J" = 1\n', file="a\x1b[31m.toml")
    assert "\x1b" not in str(refused.value)
    assert r"a\x1b[31m.toml:1: \x1b[2J: is not a known key" in str(refused.value)


def test_a_problem_found_later_gets_its_line_too(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(EXAMPLE)
    [placed, unplaced] = placed_problems(path, [("race.date", "past; future; wait"), ("race.none", "x")])
    assert placed == f"{path}:{line_number(EXAMPLE, 'date = 2027-06-19')}: race.date: past; future; wait"
    assert unplaced == f"{path}: race.none: x"
    path.unlink()
    assert placed_problems(path, [("race.date", "past")]) == (f"{path}: race.date: past",)


def test_the_example_is_toml_that_another_parser_reads_too() -> None:
    tomlkit = pytest.importorskip("tomlkit")
    assert tomlkit.parse(EXAMPLE).unwrap() == tomllib.loads(EXAMPLE)
