"""A coach's file that was weeks on its way: nothing that was lived or planned since is lost or doubled."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from periodise.domain.coach_edit import EditKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import SessionKind, SessionStatus
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.exports import EXPORTS, Exported, ExportRequest, coach_page
from periodise.views.change_list import change_list, session_row
from periodise.views.privacy import private_record
from tests.coach import season
from tests.coach.lived import TODAY, noted, recorded, replanned
from tests.coach.season import exported, merged, planned, sent, sessions_on

NAME = "lakeland-50"
FORMS = ("csv", "xlsx", "ics")
REASONS = re.compile(r"injur|\bill(ness)?\b|fever|R-82|R-83", re.IGNORECASE)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lived", [recorded, replanned], ids=["recorded", "replanned"])
def test_an_export_of_a_lived_season_that_nobody_edited_changes_nothing(form: str, lived: object) -> None:
    record = lived()  # type: ignore[operator]
    proposal = merged(exported(record, form), form, record, today=TODAY)
    assert (proposal.edits, proposal.remarks, proposal.plan) == ((), (), record.plan)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_from_before_it_was_lived_changes_nothing(form: str) -> None:
    proposal = merged(sent(NAME, form), form, recorded(), today=TODAY)
    assert (proposal.edits, proposal.remarks) == ((), ())
    assert proposal.plan == recorded().plan


@pytest.mark.parametrize("form", FORMS)
def test_a_file_from_before_it_was_planned_anew_takes_nothing_of_that_back(form: str) -> None:
    record = replanned()
    grown = [day for day in record.plan.days if day.date > TODAY and len(day.sessions) > 1]
    proposal = merged(sent(NAME, form), form, record, today=TODAY)
    assert grown
    assert proposal.edits == ()
    assert proposal.plan == record.plan
    assert all("perhaps newer than it" in remark for remark in proposal.remarks)


def uid_of(record: PlanRecord, day: date) -> str:
    return next(one.uid for one in record.plan.days if one.date == day)


def changed_since(record: PlanRecord, *, by_planning: bool) -> date:
    """A day to come with an easy run that planning anew changed, or left as it was."""
    before = {day.date: day for day in planned().plan.days}
    return next(
        day.date
        for day in record.plan.days
        if day.date > TODAY
        and day.sessions[0].kind is SessionKind.EASY_RUN
        and before[day.date].sessions[0].kind is SessionKind.EASY_RUN
        and before[day.date].sessions[0].start == day.sessions[0].start
        and (before[day.date].sessions[0].duration_min != day.sessions[0].duration_min) is by_planning
    )


def edited(form: str, uid: str, minutes: int) -> bytes:
    content = sent(NAME, form)
    if form == "csv":
        return season.edited_csv(content, uid, {"duration_min": str(minutes)})
    if form == "xlsx":
        return season.edited_xlsx(content, {uid: {"duration_min": minutes}})
    return season.edited_ics(content, {uid: season.stretched_to(minutes)})


@pytest.mark.parametrize("form", FORMS)
def test_a_change_to_a_day_that_planning_left_alone_is_taken_from_an_old_file(form: str) -> None:
    record = recorded()
    day = changed_since(record, by_planning=False)
    proposal = merged(edited(form, uid_of(record, day), 33), form, record, today=TODAY)
    assert {edit.day for edit in proposal.edits} == {day}
    assert sessions_on(proposal.plan.days, day)[0].duration_min == 33


@pytest.mark.parametrize("form", FORMS)
def test_a_change_to_a_day_that_was_planned_anew_is_told_and_not_taken(form: str) -> None:
    record = replanned()
    day = changed_since(record, by_planning=True)
    proposal = merged(edited(form, uid_of(record, day), 33), form, record, today=TODAY)
    assert proposal.edits == ()
    told = [
        remark for remark in proposal.remarks if "the plan has changed since this file was made" in remark
    ]
    assert len(told) == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", [date(2027, 2, 2), date(2027, 3, 9)], ids=["done", "missed"])
def test_what_was_done_or_missed_is_not_rewritten(form: str, day: date) -> None:
    record = replanned()
    proposal = merged(edited(form, uid_of(record, day), 33), form, record, today=TODAY)
    assert proposal.edits == ()
    assert sessions_on(proposal.plan.days, day) == sessions_on(record.plan.days, day)
    assert any("the past is not rewritten" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("form", FORMS)
def test_today_is_past_once_it_is_recorded(form: str) -> None:
    day = changed_since(recorded(), by_planning=False)
    record = noted(recorded(), (LogEntry(date=day, kind=LogKind.DONE, duration_min=44),), "done")
    proposal = merged(edited(form, uid_of(record, day), 33), form, record, today=day)
    assert proposal.edits == ()
    assert sessions_on(proposal.plan.days, day)[0].duration_min == 44
    assert sessions_on(proposal.plan.days, day)[0].status is SessionStatus.DONE


@pytest.mark.parametrize("form", FORMS)
def test_a_session_that_planning_kept_can_be_taken_away_with_an_old_file(form: str) -> None:
    record = recorded()
    day = changed_since(record, by_planning=False)
    drop = {"csv": season.without_row, "xlsx": season.without_sheet_row, "ics": season.without_event}[form]
    proposal = merged(drop(sent(NAME, form), uid_of(record, day)), form, record, today=TODAY)
    assert [(edit.kind, edit.day) for edit in proposal.edits] == [(EditKind.REMOVED, day)]


# What every form tells of it


def bytes_of(record: PlanRecord, form: str, *, before: PlanRecord, private: bool = False) -> bytes:
    shown, was = (private_record(one) if private else one for one in (record, before))
    return EXPORTS[form](Exported(shown, was, ExportRequest(form, private=private)))


def words_of(content: bytes, form: str) -> str:
    text = content.decode("utf-8-sig")
    return text.replace("\r\n ", "") if form == "ics" else text


def told_as(reason: MissReason, record: PlanRecord) -> PlanRecord:
    """The same record, its days missed for another reason."""
    log = tuple(
        entry.model_copy(update={"reason": reason}) if entry.kind is LogKind.MISSED else entry
        for entry in record.log
    )
    return record.model_copy(update={"log": log})


@pytest.mark.parametrize("form", EXPORTS)
def test_a_private_form_is_the_same_whyever_days_were_missed(form: str) -> None:
    both = [
        bytes_of(told_as(reason, replanned()), form, before=told_as(reason, recorded()), private=True)
        for reason in (MissReason.INJURY, MissReason.TRAVEL)
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize("form", ["csv", "ics", "json"])
def test_no_private_file_names_an_injury_or_the_rules_of_coming_back_from_one(form: str) -> None:
    told = words_of(bytes_of(replanned(), form, before=recorded(), private=True), form)
    assert not REASONS.search(told), REASONS.search(told)


def test_page_and_workbook_tell_what_changed_in_the_words_of_diff() -> None:
    before, after = recorded(), replanned()
    page = coach_page(after, before=before)
    changes = change_list(before, after)
    rows = [session_row(one, changes) for one in changes.changes]
    assert len(page.changes) == len(rows) > 0
    for told, (_, was, now, what, rules) in zip(page.changes, rows, strict=True):
        assert told.text.endswith(f": {what} ({rules.replace(' ', ', ')})")
        assert all(part in told.text for part in (was, now))
    book = load_workbook(BytesIO(bytes_of(after, "xlsx", before=before)))
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert {one.text for one in page.changes} <= cells
    assert page.changes_lead in cells


def test_what_was_done_and_missed_has_the_same_figures_in_every_table() -> None:
    record = replanned()
    book = load_workbook(BytesIO(exported(record, "xlsx")))
    heads, *rows = [[cell.value for cell in row] for row in book["Days"].iter_rows()]
    of_book = {
        (row[heads.index("uid")], float(row[heads.index("duration_min")] or 0), row[heads.index("status")])
        for row in rows
    }
    of_table = {
        (row["uid"], float(row["duration_min"] or 0), row["status"])
        for row in season.rows_of(exported(record, "csv"))
    }
    of_plan = {
        (day.uid if one.slot == 1 else one.uid, one.duration_min, one.status.value)
        for day in record.plan.days
        for one in day.sessions
    }
    assert of_book == of_table == of_plan


def test_a_lived_season_still_fits_on_paper_and_into_a_message() -> None:
    before, after = recorded(), replanned()
    (pages,) = re.findall(rb"/Type/Pages/Count (\d+)", bytes_of(after, "pdf", before=before))
    assert int(pages) < 8
    assert len(bytes_of(after, "html", before=before)) <= 200_000
    assert TODAY - timedelta(1) in {entry.date for entry in after.log}
