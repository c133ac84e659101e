"""A coach's file from disk: a table, a workbook or a calendar, by what its name ends in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from periodise.domain.coach_file import CoachFile, CoachTable
from periodise.errors import InputRefused
from periodise.store.plain_file import NotReadable, read_plain_file

MOST_BYTES = 5 * 2**20
MOST_ROWS = 20_000


def read_coach_file(path: Path) -> CoachFile:
    """What stands in a `.csv`, `.xlsx` or `.ics`; InputRefused for anything else, and with where it fails."""
    read = READERS.get(path.suffix.lower())
    if read is None:
        found = f'its name ends in "{path.suffix}"' if path.suffix else "its name has no ending"
        allowed = ", ".join(READERS)
        raise InputRefused([f"{path}: {found}; {allowed}; save it in one of these forms"])
    return read(_contents(path), str(path))


def read_coach_table(path: Path) -> CoachTable:
    """The same for a plan of a coach's own: a `.csv` or `.xlsx`."""
    read = read_coach_file(path)
    if not isinstance(read, CoachTable):
        raise InputRefused([f"{path}: is a calendar; .csv, .xlsx; a plan of your own is a table"])
    return read


def _contents(path: Path) -> bytes:
    try:
        contents = read_plain_file(path, most_bytes=MOST_BYTES)
    except NotReadable as reason:
        raise InputRefused([f"{path}: {reason}; give the file that came back"]) from None
    if not contents.strip():
        raise InputRefused([f"{path}: is empty, and an empty file takes nothing away; export it again"])
    return contents


def _csv(contents: bytes, file: str) -> CoachFile:
    from periodise.store.coach_csv import csv_table

    return csv_table(contents, file=file, most_rows=MOST_ROWS)


def _workbook(contents: bytes, file: str) -> CoachFile:
    from periodise.errors import ExtraMissing

    try:
        from periodise.store.coach_workbook import workbook_table
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("periodise"):
            raise
        raise ExtraMissing(file, "openpyxl", "sheets") from missing
    return workbook_table(contents, file=file, most_rows=MOST_ROWS)


def _calendar(contents: bytes, file: str) -> CoachFile:
    from periodise.store.coach_calendar import calendar_events

    return calendar_events(contents, file=file)


READERS: Mapping[str, Callable[[bytes, str], CoachFile]] = {
    ".csv": _csv,
    ".xlsx": _workbook,
    ".ics": _calendar,
}
