"""Which sessions somebody changed in a plan file by hand: what it holds beside what calendars were told."""

from periodise.domain.record import LedgerEntry, PlanRecord
from periodise.domain.rulebook import Rulebook
from periodise.views.calendar_ledger import calendar_told
from periodise.views.wording import day_text


def hand_edits(record: PlanRecord, *, rulebook: Rulebook) -> tuple[str, ...]:
    """One sentence for each event that is not as it was last exported (F-84); none if none ever was."""
    told, now = record.calendar, calendar_told(record, rulebook=rulebook).ledger
    changed = (uid for uid in now if told and told.get(uid) != now[uid])
    return tuple(f"{day_text(now[uid].day)}: {_change(told.get(uid), now[uid])}" for uid in changed)


def _change(before: LedgerEntry | None, after: LedgerEntry) -> str:
    if before is None:
        return f"{after.title} was added"
    if after.cancelled:
        return f"{before.title} was taken out"
    if before.title != after.title:
        return f"{before.title} became {after.title}"
    return f"{after.title} has another time or text"
