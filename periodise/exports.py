"""One plan in any form: a calendar, tables, pages, a document for other programs.

Every form is made from the plan of record. What a form needs beyond the core is an extra, and is asked for
only when the form is.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from periodise.errors import ExtraMissing, PlanFileRefused

if TYPE_CHECKING:
    from periodise.domain.record import PlanRecord
    from periodise.views.page import SeasonPage


class ExportRequest(NamedTuple):
    """What `export` is asked for."""

    form: str
    """A key of `EXPORTS`."""
    private: bool = False
    """Neutral titles, and no figure of body or health."""
    update: bool = False
    """Calendar only: cancelled events too."""
    remove: bool = False
    """Calendar only: every event cancelled."""


class Exported(NamedTuple):
    """What a form is made of."""

    record: "PlanRecord"
    before: "PlanRecord | None"
    """The revision that it replaced, where it was kept."""
    request: ExportRequest


def export_plan(plan_path: Path, request: ExportRequest) -> bytes:
    """One rendering of the plan at `plan_path`."""
    from periodise.store.plan_file import read_plan_file
    from periodise.views.privacy import is_private, private_record

    record = read_plan_file(plan_path)
    before = _revision_before(plan_path, record) or _taken_back(record)
    if request.private or is_private(record):
        record, before = private_record(record), before and private_record(before)
    return EXPORTS[request.form](Exported(record, before, request))


def write_export(plan_path: Path, target: Path, request: ExportRequest, *, force: bool = False) -> None:
    """The same, saved at `target` as a whole or not at all."""
    from periodise.store.atomic import NewFile, write_files
    from periodise.store.outputs import MARKS, Output, refuse_taken

    output = Output(target, "another with -o", MARKS[request.form])
    refuse_taken([output], read_from=plan_path, force=force)
    write_files([NewFile(target, export_plan(plan_path, request))])


def _revision_before(plan_path: Path, record: "PlanRecord") -> "PlanRecord | None":
    """The kept revision just before this one of the same plan; None where there is none to be read."""
    from periodise.store.atomic import previous_path, real_path
    from periodise.store.plan_file import read_plan_file

    kept = previous_path(real_path(plan_path))
    if not record.revision or not kept.is_file():
        return None
    try:
        before = read_plan_file(kept)
    except PlanFileRefused:
        return None
    is_one_before = (before.plan_id, before.revision) == (record.plan_id, record.revision - 1)
    return before if is_one_before else None


def _taken_back(record: "PlanRecord") -> "PlanRecord | None":
    """The same from the plan's own history, unless a change was taken back since."""
    from periodise.domain.history import taken_back

    return taken_back(record) if record.history and len(record.history) == record.revision else None


def _calendar(exported: Exported) -> bytes:
    from periodise.render.ics import render_calendar
    from periodise.store.rulebook_file import load_rulebook
    from periodise.views.calendar_entries import calendar_view

    request = exported.request
    view = calendar_view(
        exported.record, rulebook=load_rulebook(), update=request.update, remove=request.remove
    )
    return render_calendar(view)


def _document(exported: Exported) -> bytes:
    from periodise.render.json_document import json_bytes
    from periodise.views.plan_json import plan_document

    return json_bytes(plan_document(exported.record))


def _table(exported: Exported) -> bytes:
    from periodise.render.csv_table import csv_bytes
    from periodise.views.session_rows import COLUMNS, session_rows

    return csv_bytes(COLUMNS, session_rows(exported.record))


def _html(exported: Exported) -> bytes:
    with _extra("html", "jinja2 and pygal", "report"):
        from periodise.render.html_page import html_bytes

    return html_bytes(coach_page(exported.record, before=exported.before))


def _pdf(exported: Exported) -> bytes:
    with _extra("pdf", "typst and pygal", "pdf"):
        from periodise.render.pdf import pdf_bytes

    return pdf_bytes(coach_page(exported.record, before=exported.before), as_of=exported.record.as_of)


def _workbook(exported: Exported) -> bytes:
    with _extra("xlsx", "xlsxwriter", "sheets"):
        from periodise.render.xlsx import xlsx_bytes
    from periodise.views.session_rows import session_sheet

    page = coach_page(exported.record, before=exported.before)
    return xlsx_bytes(page, session_sheet(exported.record), as_of=exported.record.as_of)


@contextmanager
def _extra(form: str, packages: str, extra: str) -> Iterator[None]:
    """Say what to install when the block cannot import what a form needs."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("periodise"):
            raise
        raise ExtraMissing(f"--to {form}", packages, extra) from missing


def coach_page(record: "PlanRecord", *, before: "PlanRecord | None" = None) -> "SeasonPage":
    """Everything a coach is shown, the judge's audit with it."""
    from periodise.checker.audit import audit
    from periodise.store.rulebook_file import load_explained_rulebook
    from periodise.views.season_page import season_page

    rulebook = load_explained_rulebook()
    lines = audit(
        record.plan,
        record.inputs,
        rulebook,
        accepted=record.accepted,
        log=record.log,
        as_of=record.as_of,
    )
    return season_page(record, rulebook=rulebook, audit=lines, before=before)


EXPORTS: Mapping[str, Callable[[Exported], bytes]] = {
    "ics": _calendar,
    "json": _document,
    "csv": _table,
    "html": _html,
    "pdf": _pdf,
    "xlsx": _workbook,
}
"""How each form is made of the plan of record."""
