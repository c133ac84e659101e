"""`periodise repair --accept-edits`: sessions edited by hand become a coach's changes (F-84)."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from periodise.accepting import Accepting, propose_edits, take_edits
from periodise.cli.commands import periodise
from periodise.domain.history import bare
from periodise.domain.record import PlanRecord
from periodise.domain.session import Day
from periodise.errors import PlanHeld
from periodise.store.plan_file import plan_bytes, read_plan_file
from tests.cli.terminal import conversation
from tests.coach.season import edited_csv
from tests.every_command import ATHLETE, COACH, PLAN, fill

ON = ("--today", "2026-12-05")
TODAY = date(2026, 12, 5)
EASY, LONG, PACK = "2026-12-10", "2026-12-12", "2026-12-15"
Edit = Callable[[Any], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An athlete file, its plan and its calendar, to work in."""
    fill(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(periodise, arguments, prog_name="periodise")


def accept(*arguments: str) -> Result:
    return ran("repair", PLAN, "--accept-edits", *arguments, *ON)


def edit(folder: Path, *changes: Edit) -> bytes:
    """Change the plan as somebody with an editor does; the file as it was."""
    path = folder / PLAN
    before = path.read_bytes()
    known = json.loads(before)
    for change in changes:
        change(known["body"])
    path.write_text(json.dumps(known, indent=2), encoding="utf-8")
    return before


def day_of(body: Any, day: str) -> Any:
    return next(one for one in body["plan"]["days"] if one["date"] == day)


def session(day: str, **values: object) -> Edit:
    return lambda body: day_of(body, day)["sessions"][0].update(values)


def day_in(record: PlanRecord, day: str) -> Day:
    return next(one for one in record.plan.days if one.date == date.fromisoformat(day))


def bare_days(record: PlanRecord) -> list[Day]:
    return [bare(day) for day in record.plan.days]


SHORTER = session(EASY, duration_min=45.0, note="with \x1b[31mthe dog\n")


def test_f84_edits_by_hand_are_taken_as_a_coachs(folder: Path) -> None:
    before = edit(folder, SHORTER)
    edited = (folder / PLAN).read_bytes()
    ending = accept("--yes")
    assert ending.exit_code == 0, ending.output
    record = read_plan_file(folder / PLAN)
    day = day_in(record, EASY)
    assert (record.revision, record.history[-1].command, day.locked) == (1, "repair", True)
    assert (day.sessions[0].duration_min, day.sessions[0].note) == (45, "with [31mthe dog")
    assert [(one.field, one.revision) for one in record.edits] == [("time", 1), ("note", 1)]
    assert record.calendar[day.uid].sequence == 1
    assert (folder / f"{PLAN}.damaged").read_bytes() == edited
    assert (folder / f"{PLAN}.1").read_bytes() == before
    assert ran("check", PLAN).exit_code == 0


def test_what_follows_from_an_edit_is_worked_out_and_its_week_summed(folder: Path) -> None:
    before = read_plan_file(folder / PLAN)
    edit(folder, session(EASY, duration_min=25.0, load_efm=9999.0))
    told = accept("--yes").stdout
    assert "Not taken\n  Thu 10 Dec 2026: load_efm is worked out by periodise; not taken." in told
    after = read_plan_file(folder / PLAN)
    lost = day_in(before, EASY).load_efm - day_in(after, EASY).load_efm
    assert 10 < lost < 40
    (old, new) = (next(w for w in one.plan.weeks if w.start == date(2026, 12, 7)) for one in (before, after))
    assert old.load_efm - new.load_efm == pytest.approx(lost)


def test_the_words_are_those_of_merge_for_the_same_edits(folder: Path) -> None:
    content = (folder / COACH).read_bytes()
    uid = day_in(read_plan_file(folder / PLAN), LONG).uid
    cells = {"duration_min": "240", "distance_km": "33", "note": "steady"}
    (folder / COACH).write_bytes(edited_csv(content, uid, cells))
    merged = ran("merge", PLAN, COACH, "--dry-run", *ON)
    edit(folder, session(LONG, duration_min=240.0, distance_km=33.0, note="steady"))
    ending = accept("--yes")
    assert "breaks R-40" in merged.stdout
    assert ending.stdout == merged.stdout
    assert ending.exit_code == ran("check", PLAN).exit_code == 1


def test_undo_puts_the_plan_back_as_it_was_before_the_edits(folder: Path) -> None:
    before = read_plan_file(folder / PLAN)
    edit(folder, SHORTER, session(PACK, kind="rest"))
    assert accept("--yes").exit_code in (0, 1)
    ending = ran("undo", PLAN)
    assert "Took `repair` back; no earlier changes." in ending.stderr
    after = read_plan_file(folder / PLAN)
    assert (bare_days(after), after.plan.weeks, after.edits) == (bare_days(before), before.plan.weeks, ())
    assert after.revision == 2


DONE = ("done", PLAN, "2026-12-01", "--duration", "50 min", "--today", "2026-12-04")
MISSED = ("missed", PLAN, "2026-12-01", "2026-12-04", "--reason", "illness", "--today", "2026-12-04")
REPLAN = ("replan", PLAN, "--assume", "missed", "--yes", "--today", "2026-12-05")
LATER = ("replan", PLAN, "--race-date", "2027-04-03", "--assume", "done", "--yes", "--today", "2026-12-05")
MERGE = ("merge", PLAN, "changed.csv", "--yes", "--today", "2026-12-05")
UNDO = ("undo", PLAN)
PASTS = {
    "plan": [],
    "done": [DONE],
    "missed": [MISSED],
    "replan": [MISSED, REPLAN],
    "race moved": [DONE, LATER],
    "undo": [MISSED, REPLAN, UNDO],
    "merge": [MERGE],
    "replan around a lock": [MERGE, LATER],
}


def lived(folder: Path, past: str) -> PlanRecord:
    """The plan after those commands."""
    record = read_plan_file(folder / PLAN)
    table = edited_csv((folder / COACH).read_bytes(), day_in(record, "2027-01-09").uid, {"note": "hills"})
    (folder / "changed.csv").write_bytes(table)
    for arguments in PASTS[past]:
        assert ran(*arguments).exit_code == 0, arguments
    return read_plan_file(folder / PLAN)


@pytest.mark.parametrize("past", PASTS)
def test_whatever_came_before_the_plan_that_was_saved_is_known_by_its_seal(folder: Path, past: str) -> None:
    before = lived(folder, past)
    edit(folder, session("2026-12-19", duration_min=61.0, title="With Ana"), session(PACK, note="mine"))
    accepting = propose_edits(folder / PLAN, today=TODAY)
    assert not accepting.saved.unproved
    assert accepting.merge.before == before
    assert {(one.edit.day.isoformat(), one.edit.field) for one in accepting.merge.judged.edits} == {
        ("2026-12-19", "time"),
        ("2026-12-19", "title"),
        (PACK, "note"),
    }
    take_edits(accepting, folder / PLAN)
    assert (folder / f"{PLAN}.1").read_bytes() == plan_bytes(before)
    assert read_plan_file(folder / PLAN) == accepting.merge.after


def test_sessions_that_were_swapped_have_moved_with_all_they_hold(folder: Path) -> None:
    before = read_plan_file(folder / PLAN)

    def swap(body: Any) -> None:
        one, other = day_of(body, LONG), day_of(body, "2026-12-11")
        one["sessions"], other["sessions"] = other["sessions"], one["sessions"]

    edit(folder, swap)
    told = accept("--yes").stdout
    assert "Long run 13 mi · 2 h 34 min: moved from Sat 12 Dec 2026" in told
    after = read_plan_file(folder / PLAN)
    held = day_in(after, "2026-12-11").sessions[0]
    assert held == day_in(before, LONG).sessions[0].model_copy(update={"demanding": held.demanding})
    assert day_in(after, LONG).sessions == day_in(before, "2026-12-11").sessions


def test_sessions_are_added_and_taken_out(folder: Path) -> None:
    def change(body: Any) -> None:
        day_of(body, PACK)["sessions"] = []
        free = day_of(body, "2026-12-11")["sessions"]
        free[0] = {"kind": "hike", "duration_min": 90, "distance_km": 6, "rpe": 3}
        free.append({"kind": "strength", "duration_min": 20})

    edit(folder, change)
    assert accept("--yes").exit_code in (0, 1)
    after = read_plan_file(folder / PLAN)
    assert [one.kind for one in day_in(after, PACK).sessions] == ["rest"]
    assert [(one.slot, one.kind) for one in day_in(after, "2026-12-11").sessions] == [
        (1, "hike"),
        (2, "strength"),
    ]
    assert all(one.load_efm > 0 for one in day_in(after, "2026-12-11").sessions)


def test_planning_on_leaves_the_edits_where_they_are(folder: Path) -> None:
    edit(folder, SHORTER, session(PACK, kind="easy_run", pack_mass_kg=0.0))
    assert accept("--yes").exit_code in (0, 1)
    taken = read_plan_file(folder / PLAN)
    assert ran(*LATER).exit_code == 0
    later = read_plan_file(folder / PLAN)
    assert later.inputs.race.date == date(2027, 4, 3)
    for day in (EASY, PACK):
        held, now = bare(day_in(taken, day)), bare(day_in(later, day))
        assert now.locked
        assert [one.model_copy(update={"demanding": False}) for one in now.sessions] == [
            one.model_copy(update={"demanding": False}) for one in held.sessions
        ]


def test_a_file_that_an_editor_only_reshaped_is_sealed_again_as_it_was(folder: Path) -> None:
    before = edit(folder)
    ending = accept("--yes")
    assert ending.exit_code == 0
    assert ending.stdout == "No session differs: revision 0 can be sealed again as it was saved.\n"
    assert (folder / PLAN).read_bytes() == before
    assert not (folder / f"{PLAN}.1").exists()


def test_sums_and_findings_by_hand_are_worked_out_again(folder: Path) -> None:
    def change(body: Any) -> None:
        body["plan"]["weeks"][3]["load_efm"] = 1.0
        body["plan"]["findings"] = []

    before = edit(folder, change)
    assert accept("--yes").exit_code == 0
    assert (folder / PLAN).read_bytes() == before


OTHERS: dict[str, Edit] = {
    "inputs": lambda body: body["inputs"]["athlete"].update(body_mass_kg=50.0),
    "accepted": lambda body: body.update(accepted=["R-85e"]),
    "log": lambda body: body["log"][0].update(duration_min=500.0),
    "as_planned": lambda body: body["as_planned"].clear(),
    "history": lambda body: body["history"].clear(),
    "edits": lambda body: body["edits"].clear(),
    "plan.phases": lambda body: body["plan"]["phases"][0].update(kind="taper"),
    "plan.weeks": lambda body: body["plan"]["weeks"][2].update(kind="deload"),
    "plan.days (their dates)": lambda body: body["plan"]["days"].pop(),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_session_is_named_and_refused(folder: Path, name: str) -> None:
    lived(folder, "merge")
    for arguments in (DONE, (*DONE[:2], "2026-12-03", *DONE[3:])):
        assert ran(*arguments[:-1], "2026-12-05").exit_code == 0
    edit(folder, OTHERS[name], SHORTER)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ending = accept("--yes")
    assert (ending.exit_code, ending.stdout) == (4, "")
    assert (
        f"not only sessions were changed by hand, but also {name}; sessions alone are taken" in ending.stderr
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_history_that_is_gone_is_named_also_where_it_held_a_single_change(folder: Path) -> None:
    lived(folder, "done")
    edit(folder, OTHERS["history"], SHORTER)
    ending = accept("--yes")
    assert ending.exit_code == 4
    assert "but also history; sessions alone are taken" in ending.stderr


def test_facts_of_a_first_plan_are_held_against_the_athlete_file(folder: Path) -> None:
    edit(folder, OTHERS["inputs"], SHORTER)
    ending = accept("--yes")
    assert ending.exit_code == 4
    assert "but also inputs; sessions alone are taken" in ending.stderr


def unknown(folder: Path) -> Accepting:
    """The proposal where no revision before is kept and the plan cannot be made again."""
    lived(folder, "race moved")
    (folder / f"{PLAN}.1").unlink()
    edit(folder, session("2026-12-19", distance_km=5.0, duration_min=31.0), session(PACK, ascent_m=77.0))
    return propose_edits(folder / PLAN, today=TODAY)


def test_without_the_revision_before_the_titles_of_the_calendar_tell_what_was(folder: Path) -> None:
    accepting = unknown(folder)
    before = [(one.edit.day, one.edit.kind, one.edit.field) for one in accepting.merge.judged.edits]
    assert (date(2026, 12, 15), "locked", "") in before
    assert (date(2026, 12, 19), "changed", "distance") in before
    assert accepting.saved.unclear == (date(2026, 12, 15),)
    told = " ".join(accept("--yes").stdout.split())
    assert f"not known for certain: {PLAN}.1 is not there" in told
    assert "What changed on Tue 15 Dec 2026 no title tells." in told
    after = read_plan_file(folder / PLAN)
    assert day_in(after, PACK).sessions[0].ascent_m == 77
    assert day_in(after, PACK).locked
    assert not (folder / f"{PLAN}.1").exists()
    assert ran("undo", PLAN).exit_code == 0
    assert ran("check", PLAN).exit_code in (0, 1)


def test_without_the_revision_before_a_private_calendar_tells_too_little(folder: Path) -> None:
    text = (folder / ATHLETE).read_text(encoding="utf-8")
    assert "[calendar]" not in text
    (folder / ATHLETE).write_text(f"{text}\n[calendar]\nprivate = true\n", encoding="utf-8")
    assert ran("plan", ATHLETE, "--force", "--today", "2026-11-30").exit_code == 0
    assert ran(*DONE).exit_code == 0
    (folder / f"{PLAN}.1").unlink()
    edit(folder, SHORTER)
    ending = accept("--yes")
    assert ending.exit_code == 4
    assert "calendars were told too little of it to see what was changed" in ending.stderr


def test_the_past_is_not_rewritten_and_a_race_changes_in_words_alone(folder: Path) -> None:
    before = read_plan_file(folder / PLAN)
    race_day = before.inputs.race.date.isoformat()
    edit(folder, session("2026-12-01", duration_min=5.0), session(race_day, note="smile", distance_km=5.0))
    told = " ".join(accept("--yes").stdout.split())
    assert "races and trips stand where the athlete file has them" in told
    assert not read_plan_file(folder / PLAN).edits
    edit(folder, session("2026-12-01", duration_min=5.0), session(race_day, note="smile"))
    told = " ".join(accept("--yes").stdout.split())
    assert "Tue 1 Dec 2026: is before Sat 5 Dec 2026, and the past is not rewritten" in told
    after = read_plan_file(folder / PLAN)
    assert bare(day_in(after, "2026-12-01")) == bare(day_in(before, "2026-12-01"))
    assert day_in(after, race_day).sessions[0].note == "smile"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"duration_min": 59_000.0}, "Thu 10 Dec 2026, duration_min: 59000 is outside 0 to 10000."),
        ({"duration_min": -1.0}, "sessions.0.duration_min: Input should be greater than or equal to 0"),
        ({"kind": "nap"}, "sessions.0.kind: Input should be 'rest', 'easy_run'"),
    ],
)
def test_a_figure_that_no_session_can_have_is_refused(
    folder: Path, values: dict[str, Any], said: str
) -> None:
    edit(folder, session(EASY, **values))
    edited = (folder / PLAN).read_bytes()
    ending = accept("--yes")
    assert (ending.exit_code, ending.stdout) == (4, "")
    assert said in ending.stderr
    assert (folder / PLAN).read_bytes() == edited


def test_a_file_that_is_no_json_any_more_is_refused_with_the_place(folder: Path) -> None:
    content = (folder / PLAN).read_bytes()
    (folder / PLAN).write_bytes(content.replace(b'"rpe": 3,', b'"rpe": 3', 1))
    ending = accept("--yes")
    assert ending.exit_code == 4
    assert "expected `,` or `}` at line " in ending.stderr


def test_a_whole_plan_and_one_of_a_newer_format_are_left_alone(folder: Path) -> None:
    ending = accept("--yes")
    assert (ending.exit_code, ending.stdout) == (0, f"{PLAN} is whole; there is nothing to repair.\n")
    newer = b'{"body": {}, "format": 9, "revision": 1}'
    (folder / PLAN).write_bytes(newer)
    assert accept("--yes").exit_code == 4
    assert (folder / PLAN).read_bytes() == newer


def test_without_a_terminal_and_without_yes_nothing_is_taken(folder: Path) -> None:
    edit(folder, SHORTER)
    edited = (folder / PLAN).read_bytes()
    ending = accept()
    assert ending.exit_code == 4
    assert "Nothing was changed; add --yes to take it over." in ending.stderr
    assert (folder / PLAN).read_bytes() == edited


def test_repair_by_itself_says_how_to_take_the_edits(folder: Path) -> None:
    edit(folder, SHORTER)
    ending = ran("repair", PLAN)
    assert ending.exit_code == 4
    assert f"as a coach's changes: periodise repair {PLAN} --accept-edits\n" in ending.stdout


def test_a_file_that_was_changed_since_it_was_shown_is_not_taken(folder: Path) -> None:
    edit(folder, SHORTER)
    accepting = propose_edits(folder / PLAN, today=TODAY)
    edit(folder, session(EASY, duration_min=26.0))
    edited = (folder / PLAN).read_bytes()
    with pytest.raises(PlanHeld, match="was changed in the meantime, and nothing was saved"):
        take_edits(accepting, folder / PLAN)
    assert (folder / PLAN).read_bytes() == edited


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 4)])
def test_somebody_at_a_terminal_is_asked(folder: Path, answer: str, code: int) -> None:
    edit(folder, SHORTER)
    ended, said = conversation(folder, "repair", PLAN, "--accept-edits", *ON, replies=(answer,))
    assert ended == code
    assert "Take it over, and keep the refused file beside it? [y/N]" in said
    assert (folder / f"{PLAN}.damaged").exists() == (code == 0)
