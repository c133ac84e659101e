"""R-82 and R-83: what illness, fever and injury keep out of the days after them.

Why a day was missed stands in the log; without one nothing can be judged here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from periodise.checker.dated import DatedSession
from periodise.checker.season import Season
from periodise.checker.verdict import broken, count, kg
from periodise.domain.finding import Finding
from periodise.domain.tolerance import minutes_within
from periodise.domain.training_log import MissReason

ILL = frozenset({MissReason.ILLNESS, MissReason.FEVER})


class Spell(NamedTuple):
    """Days of one absence that were missed for a reason; `last` is the last of them."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1


def spells_of(season: Season, reasons: frozenset[MissReason]) -> tuple[Spell, ...]:
    """A spell for every absence in which days were missed for one of `reasons`."""
    told = frozenset[int]().union(*(season.days_told[reason] for reason in reasons))
    spans = ([day for day in told if one.first <= day < one.end] for one in season.absences_missed if told)
    return tuple(Spell(min(days), max(days)) for days in spans if days)


def check_easy_days(season: Season) -> Iterator[Finding]:
    """R-82: as many easy days as were spent ill, before any pack, long run or faster session."""
    per_day = season.rule("R-82")["easy_days_per_sick_day"]
    long_runs = {id(one) for one in season.long_runs}
    for spell in spells_of(season, ILL):
        easy_days = per_day * spell.days
        end = spell.last + 1 + easy_days
        for one in season.sessions.between(spell.last + 1, end):
            easy = not (one.loaded_training or one.fast or id(one) in long_runs)
            if one.planned and one.unit is None and not easy:
                yield broken(
                    "R-82",
                    one.day,
                    f"{_named(one)} {count(one.day - spell.last, 'day')} after "
                    f"{count(spell.days, 'day')} of illness; {count(easy_days, 'easy day')} "
                    f"{'comes' if easy_days == 1 else 'come'} first, without a pack or a long run.",
                    limit=easy_days,
                    measured=one.day - spell.last - 1,
                )


def _named(one: DatedSession) -> str:
    pack = f" with {kg(one.pack_kg)}" if one.pack_kg else ""
    return f"a {one.kind.replace('_', ' ')}{pack}"


def check_rest_after_fever(season: Season) -> Iterator[Finding]:
    """R-82: a day of rest after the last day of fever, so that training waits for 24 to 48 hours."""
    for spell in spells_of(season, frozenset({MissReason.FEVER})):
        for one in season.sessions.between(spell.last + 1, spell.last + 2):
            if one.planned and one.unit is None:
                yield broken(
                    "R-82",
                    one.day,
                    f"{_named(one)} the day after a fever; training waits until "
                    f"{season.rule('R-82')['resume_low_h']} to {season.rule('R-82')['resume_high_h']} hours "
                    "after the last symptom.",
                    limit=1,
                    measured=0,
                )


def rests_after_fever(season: Season, day: int) -> bool:
    """Whether a day is the rest that follows a fever."""
    return any(day == spell.last + 1 for spell in spells_of(season, frozenset({MissReason.FEVER})))


def check_pack_after_injury(season: Season) -> Iterator[Finding]:
    """R-83: no pack before seven days without pain and three quarters of the former unloaded volume."""
    for spell in spells_of(season, frozenset({MissReason.INJURY})):
        back = pack_from(season, spell)
        for one in season.loaded.between(spell.last + 1, back):
            if one.planned:
                yield broken(
                    "R-83",
                    one.day,
                    f"{_named(one)} {count(one.day - spell.last, 'day')} after an injury; "
                    f"{season.rule('R-83')['pain_free_days']} days without pain and three quarters of the "
                    "former running without a pack come first.",
                )


def barred_from_pack(season: Season, day: int) -> bool:
    """Whether illness (R-82) or injury (R-83) keeps any pack off this day.

    After a fever the easy days begin with the day after its rest. The volume that R-83 asks for is a week's,
    so after an injury a week more may go by before it is known.
    """
    per_day = season.rule("R-82")["easy_days_per_sick_day"]
    ill = any(
        spell.last < day <= spell.last + per_day * spell.days + rests_after_fever(season, spell.last + 1)
        for spell in spells_of(season, ILL)
    )
    injuries = spells_of(season, frozenset({MissReason.INJURY}))
    week = season.rule("R-29")["week_days"]
    return ill or any(spell.last < day < pack_from(season, spell) + week for spell in injuries)


def pack_from(season: Season, spell: Spell) -> int:
    """First day on which a pack may be carried after an injury; the end of the plan if there is none."""
    rule, week = season.rule("R-83"), season.rule("R-29")["week_days"]
    wanted = rule["former_volume_share"] * former_efm(season, spell.first)
    free = spell.last + rule["pain_free_days"] + 1
    firsts = range(spell.last + 1, season.end - week + 1)
    ends = (
        first + week for first in firsts if minutes_within(wanted, _unloaded_efm(season, first, first + week))
    )
    return max(free, next(ends, season.end))


def former_efm(season: Season, before: int) -> float:
    """Weekly unloaded load of the four weeks before a day; history where the plan is younger."""
    weeks, length = season.rule("A0")["history_weeks"], season.rule("R-29")["week_days"]
    first = before - weeks * length
    older = min(max(0, season.start - first), weeks * length)
    known = _unloaded_efm(season, max(first, season.start), before)
    return float((known + season.anchors.load_efm * older / length) / weeks)


def _unloaded_efm(season: Season, first: int, end: int) -> float:
    held = season.training.between(first, end)
    return sum(one.session.load_efm for one in held if not one.loaded_training)
