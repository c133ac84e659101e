"""The plan so far, as it stands on the day that it is planned on from: what was held, what was lost.

What was not done did not happen (R-80). Lost days are to the planner what days away are: it learns of them
afterwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from periodise.domain.dates import dates
from periodise.domain.inputs import Inputs
from periodise.domain.lost import LOST, lost_spans
from periodise.domain.plan import Plan, Week
from periodise.domain.race import Away
from periodise.domain.session import Day, Session, SessionKind
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.metrics.locked_days import OF_THE_FILE

SICK = frozenset({MissReason.ILLNESS, MissReason.FEVER})
ONE_DAY = timedelta(1)


@dataclass(frozen=True)
class Past:
    """A plan with its log, and the first date that may still change."""

    plan: Plan
    until: date
    """First date that may change."""
    log: tuple[LogEntry, ...] = ()
    may_rise: bool = False
    """Whether later weeks may hold more than they did: the race or the athlete file changed."""

    @cached_property
    def days(self) -> Mapping[date, Day]:
        """The plan so far by date, days to come included."""
        return {day.date: day for day in self.plan.days}

    @cached_property
    def weeks(self) -> Mapping[tuple[date, date], Week]:
        """Its weeks by first day and end."""
        return {(week.start, week.end): week for week in self.plan.weeks}

    def steps_in(self, start: date) -> bool:
        """Whether the week from `start` may take a pack step: it did so far, or no later week does (R-63)."""
        if self.may_rise:
            return True
        steps = [week.start for week in self.plan.weeks if "R-63" in week.rules]
        return start in steps or start > max(steps, default=date.min)

    @cached_property
    def locked(self) -> Mapping[date, tuple[Session, ...]]:
        """Days to come that a coach locked; what the athlete file has there is not his to lock."""
        return {
            day.date: held(day)
            for day in self.plan.pinned_days
            if day.date >= self.until and not any(one.kind in OF_THE_FILE for one in day.sessions)
        }

    @cached_property
    def lost(self) -> tuple[Away, ...]:
        """Spans of lost days before `until`, rest days between them included."""
        spans = lost_spans(day for day in self.plan.days if day.date < self.until)
        return tuple(Away(start=span.first, end=span.last) for span in spans)

    @cached_property
    def fever_rest(self) -> frozenset[date]:
        """The days of rest that follow a fever (R-82: 24 to 48 hours without symptoms)."""
        spans = self.spans_of(frozenset({MissReason.FEVER}))
        return frozenset(last + ONE_DAY for _, last in spans if last + ONE_DAY >= self.until)

    def spans_of(self, reasons: frozenset[MissReason]) -> tuple[tuple[date, date], ...]:
        """First and last day of each lost span's days that were missed for one of `reasons`."""
        told = {entry.date for entry in self.log if entry.kind is LogKind.MISSED and entry.reason in reasons}
        spans = []
        for span in self.lost:
            days = [day for day in told if span.start <= day <= span.end]
            if days:
                spans.append((min(days), max(days)))
        return tuple(spans)

    def as_lived(self, inputs: Inputs) -> Inputs:
        """`inputs` with lost days as days away, and without the races and trips that were missed."""
        lost = {day for span in self.lost for day in dates(span.start, span.end + ONE_DAY)}
        races = tuple(race for race in inputs.other_races if race.date not in lost)
        trips = tuple(trip for trip in inputs.trips if not set(dates(trip.start, trip.end + ONE_DAY)) <= lost)
        away = (*inputs.away, *self.lost)
        return inputs.model_copy(update={"away": away, "other_races": races, "trips": trips})

    def held_on(self, day: date) -> tuple[Session, ...]:
        """What was or is to be done on a day; a rest day holds nothing."""
        standing = self.days.get(day)
        return held(standing) if standing is not None else ()


def held(day: Day) -> tuple[Session, ...]:
    """The sessions of a day that were held or are to come."""
    return tuple(
        session
        for session in day.sessions
        if session.kind is not SessionKind.REST and session.status not in LOST
    )


def on_foot_efm(sessions: Iterable[Session]) -> float:
    """Load of sessions, strength left out (A0)."""
    return sum(session.load_efm for session in sessions if session.kind is not SessionKind.STRENGTH)
