"""What changed from one plan to the next: sessions with the rule behind each, weeks in two lines.

The same words for the question before a plan is written, for `diff`, and for a coach's inbox.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from periodise.domain import measures
from periodise.domain.changes import Placed, SessionChange, changes_between
from periodise.domain.goal import same_goal
from periodise.domain.inputs import Units
from periodise.domain.plan import Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import Session
from periodise.views.season import race_pack_mass_kg
from periodise.views.session_text import title
from periodise.views.table import Column, Table
from periodise.views.wording import counted, day_text, joined, paragraph, short_day_text, weekday_text

SESSION_COLUMNS = (Column("Day"), Column("Was"), Column("Now"), Column("What"), Column("Rule"))
WEEK_COLUMNS = (
    Column("Week of"),
    Column(""),
    Column("Week"),
    Column("Load", is_number=True),
    Column("On foot", is_number=True),
    Column("Longest", is_number=True),
    Column("Pack", is_number=True),
)
NOTHING = "Nothing changes."
BY_COACH = "coach"
MOST_RULES = 2
"""Rules shown for a change: the first say most."""


class ChangeList(NamedTuple):
    """Two plans beside each other."""

    old: PlanRecord
    new: PlanRecord
    changes: tuple[SessionChange, ...]
    """Of sessions that were not kept."""
    weeks: tuple[tuple[Week | None, Week | None], ...]
    """Weeks whose load or pack changed, before and after."""

    @property
    def by_coach(self) -> frozenset[date]:
        """Days that a coach changed between the two: his word stands where a rule's id would."""
        return frozenset(edit.day for edit in self.new.edits[len(self.old.edits) :])


def change_list(old: PlanRecord, new: PlanRecord) -> ChangeList:
    """What is different between two plans of record."""
    changes = tuple(change for change in changes_between(old.plan, new.plan) if not change.kept)
    return ChangeList(old, new, changes, _weeks(old, new))


def _weeks(old: PlanRecord, new: PlanRecord) -> tuple[tuple[Week | None, Week | None], ...]:
    before = {week.start: week for week in old.plan.weeks}
    after = {week.start: week for week in new.plan.weeks}
    pairs = ((before.get(start), after.get(start)) for start in sorted({*before, *after}))
    return tuple(pair for pair in pairs if _told(pair[0]) != _told(pair[1]))


def _told(week: Week | None) -> tuple[object, ...] | None:
    if week is None:
        return None
    return week.end, week.kind, week.load_efm, week.minutes, week.longest_min, week.pack_step_kg


def tally(changes: ChangeList) -> str:
    """`6 sessions: 3 dropped, 2 shorter and 1 moved.`, by the most telling word of each."""
    counts: dict[str, int] = {}
    for change in changes.changes:
        counts[change.kinds[0].value] = counts.get(change.kinds[0].value, 0) + 1
    words = [
        f"{count} {kind}" for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    sessions = f"{counted(len(changes.changes), 'session')}: {joined(words)}" if words else "No session"
    weeks = counted(len(changes.weeks), "week")
    return f"{sessions}. {weeks} with another load or pack."


def sessions_table(changes: ChangeList) -> Table:
    """A row for every session that is not as it was."""
    rows = tuple(session_row(change, changes) for change in changes.changes)
    return Table("", SESSION_COLUMNS, rows)


def session_row(change: SessionChange, changes: ChangeList) -> tuple[str, ...]:
    """A session before and after, what happened to it, and the rules that ask for it."""
    was = _title(change.before, changes.old, beside=change.after)
    now = _title(change.after, changes.new, beside=None)
    figures = _figures_apart(change, changes) if was == now else ("", "")
    return (
        weekday_text(change.day),
        was + figures[0],
        now + figures[1],
        ", ".join(kind.value for kind in change.kinds),
        BY_COACH if change.day in changes.by_coach else " ".join(change.rules[:MOST_RULES]),
    )


def _figures_apart(change: SessionChange, changes: ChangeList) -> tuple[str, str]:
    """The first figure that tells a session from what it was, for titles that do not."""
    if change.before is None or change.after is None:
        return "", ""
    units = changes.old.inputs.plan.units, changes.new.inputs.plan.units
    for told in FIGURES:
        was, now = told(change.before.session, units[0]), told(change.after.session, units[1])
        if was != now:
            return f" · {was}", f" · {now}"
    return "", ""


FIGURES: tuple[Callable[[Session, Units], str], ...] = (
    lambda one, _: measures.duration(one.duration_min),
    lambda one, units: measures.distance(one.distance_km, units=units),
    lambda one, units: f"{measures.climb(one.ascent_m, units=units)} up",
    lambda one, units: f"{measures.climb(one.descent_m, units=units)} down",
    lambda one, _: f"RPE {one.rpe}",
    lambda one, _: f"at {one.start}" if one.start else "all day",
    lambda one, _: f"load {one.load_efm:.0f}",
)
"""What a session is besides its title, most telling first."""


def _title(placed: Placed | None, record: PlanRecord, *, beside: Placed | None) -> str:
    if placed is None:
        return ""
    shown = title(placed.session, inputs=record.inputs, day=placed.date)
    if beside is not None and beside.date != placed.date:
        return f"{weekday_text(placed.date)}: {shown}"
    return shown


def weeks_table(changes: ChangeList) -> Table:
    """Two lines for every week that holds another load or another pack: before and after."""
    rows = [row for pair in changes.weeks for row in _week_rows(pair, changes)]
    return Table("", WEEK_COLUMNS, tuple(rows), "Load: equivalent easy flat minutes. Times: hours:minutes.")


def _week_rows(pair: tuple[Week | None, Week | None], changes: ChangeList) -> list[tuple[str, ...]]:
    first = pair[0] or pair[1]
    assert first is not None
    named = (f"{short_day_text(first.start)} {first.start.year}", "")
    records = (changes.old, changes.new)
    return [
        (name, word, *_figures(week, record))
        for name, word, week, record in zip(named, ("was", "now"), pair, records, strict=True)
    ]


def _figures(week: Week | None, record: PlanRecord) -> tuple[str, ...]:
    if week is None:
        return ("",) * (len(WEEK_COLUMNS) - 2)
    units = record.inputs.plan.units
    return (
        week.kind.value,
        f"{week.load_efm:.0f}",
        _clock(week.minutes),
        _clock(week.longest_min) if week.longest_min else "",
        measures.mass(week.pack_step_kg, units=units) if week.pack_step_kg else "",
    )


def _clock(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours}:{rest:02d}"


def goal_lines(changes: ChangeList) -> list[str]:
    """What else is different: the race, its day, its pack, the expected time."""
    old, new = changes.old.inputs.race, changes.new.inputs.race
    units = changes.new.inputs.plan.units
    told = []
    if old.date != new.date:
        told.append(f"The race moves from {old.date} to {new.date}.")
    if old.distance_km != new.distance_km:
        distances = (measures.distance(race.distance_km, units=units) for race in (old, new))
        told.append("The race was {} and is {}.".format(*distances))
    carried = [race_pack_mass_kg(record) for record in (changes.old, changes.new)]
    if carried[0] != carried[1]:
        packs = (measures.mass(kg, units=units) for kg in carried)
        told.append("The race pack was {} and is {}.".format(*packs))
    return told


def lock_lines(changes: ChangeList) -> list[str]:
    """Which days a coach's lock was put on, and which it was taken off or lost."""
    before, after = ({day.date for day in one.plan.pinned_days} for one in (changes.old, changes.new))
    lines = (("Locked", after - before), ("No longer locked", before - after))
    return [f"{word}: {joined([day_text(day) for day in sorted(days)])}." for word, days in lines if days]


def raised_lines(changes: ChangeList) -> list[str]:
    """Weeks to come that hold more than they did, and the rule that lets them (R-80)."""
    old, new = changes.old, changes.new
    raised = [(was, now) for was, now in changes.weeks if was and now and _is_raised(was, now, new)]
    if not raised or len(new.history) <= len(old.history):
        return []
    if old.inputs.race.date != new.inputs.race.date:
        return [f"{_holding(len(raised))}: the season is counted back from another day (R-29)."]
    if not same_goal(old.inputs, new.inputs):
        return [f"{_holding(len(raised))}: the athlete file asks for it now (R-32)."]
    later = sum(was.deload and now.kind is WeekKind.LOAD for was, now in raised)
    others = len(raised) - later
    told = (
        [f"{_holding(later)}: days off stood in for the easy week, which comes later (R-49)."]
        if later
        else []
    )
    return told + ([f"{_holding(others)}: the race asks for long sessions again (R-85)."] if others else [])


def _is_raised(was: Week, now: Week, new: PlanRecord) -> bool:
    return was.end == now.end and now.start >= new.as_of and now.load_efm > was.load_efm


def _holding(weeks: int) -> str:
    return f"{counted(weeks, 'week')} {'holds' if weeks == 1 else 'hold'} more than before"


def change_words(changes: ChangeList) -> str:
    """The head of both forms: what changed in a sentence or two."""
    locks = lock_lines(changes)
    if not changes.changes and not changes.weeks and not goal_lines(changes):
        return paragraph(" ".join(locks)) if locks else NOTHING
    return paragraph(" ".join([*goal_lines(changes), tally(changes), *raised_lines(changes), *locks]))


def markdown_text(changes: ChangeList) -> str:
    """The same as Markdown, to paste into a message to a coach."""
    parts = [change_words(changes).replace("\n", " ")]
    if changes.changes:
        parts.append(_markdown(sessions_table(changes)))
    if changes.weeks:
        parts.append(_markdown(weeks_table(changes)))
    return "\n\n".join(parts) + "\n"


def _markdown(table: Table) -> str:
    heads = [column.heading for column in table.columns]
    marks = ["---:" if column.is_number else "---" for column in table.columns]
    lines: list[Sequence[str]] = [heads, marks, *table.rows]
    drawn = "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)
    return f"{drawn}\n\n{table.note}" if table.note else drawn


def _cell(text: str) -> str:
    """A cell that no name can break out of."""
    return "".join(f"\\{character}" if character in _MARKED else character for character in text)


_MARKED = frozenset("\\|`*_<>[]#~!")
