"""Everything a judge looks at, arranged once: a plan, what it was made for, and views of both.

Each view is computed from the sessions, the athlete file and the rulebook; of the plan's own words
only the kinds and phases of its weeks are taken, and those are held against the calendar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from periodise.checker.absence import Absence, Comeback, absences_of, comebacks_of
from periodise.checker.anchors import Anchors, anchors_of
from periodise.checker.dated import DatedSession, Track, Unit
from periodise.checker.dating import dated_sessions, units_of
from periodise.checker.microcycle import Microcycle, microcycle
from periodise.domain.athlete import Level
from periodise.domain.inputs import Inputs
from periodise.domain.plan import PhaseKind, Plan, WeekKind
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session, SessionKind, SessionStatus
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.domain.week import WEEKDAYS
from periodise.metrics.kit_mass import race_pack_kg
from periodise.metrics.occasions import Occasion, occasions
from periodise.metrics.race_days import RaceDay, is_walked, race_days
from periodise.metrics.race_time import distance_class

RACE_KINDS = frozenset({SessionKind.RACE, SessionKind.OTHER_RACE})
DAY_OUT_KINDS = frozenset({SessionKind.BACKPACKING_DAY, SessionKind.TRIP_DAY})
LONG_BY_NAME = frozenset({SessionKind.LONG_RUN, SessionKind.OTHER_RACE})
BACK_TO_BACK = "R-46"
"""Two days in a row are a planned back-to-back when a session of each names this rule."""


def names_back_to_back(one: DatedSession) -> bool:
    """Whether a session calls itself a day of a back-to-back and is easy enough to be one."""
    return BACK_TO_BACK in one.session.rules and one.training and not one.fast


@dataclass(frozen=True)
class Season:
    """A plan on the judge's table. Days are ordinals; spans leave out their end."""

    plan: Plan
    inputs: Inputs
    rulebook: Rulebook
    accepted: tuple[str, ...] = ()
    log: tuple[LogEntry, ...] = ()
    as_of: date | None = None
    """First day that anything can be put on; none: every day."""

    def rule(self, rule_id: str) -> Mapping[str, Any]:
        """The numbers of a rule."""
        return self.rulebook[rule_id]

    # The calendar

    @cached_property
    def start(self) -> int:
        return self.plan.days[0].date.toordinal()

    @cached_property
    def end(self) -> int:
        """First day after the plan."""
        return self.plan.days[-1].date.toordinal() + 1

    @cached_property
    def open_from(self) -> int:
        """First day that is not past."""
        return max(self.start, self.as_of.toordinal()) if self.as_of else self.start

    @cached_property
    def race_day(self) -> int:
        return self.inputs.race.date.toordinal()

    @cached_property
    def runway_weeks(self) -> int:
        """W of R-29: weeks from the start to race day, a part week counted whole."""
        return -((self.start - self.race_day) // len(WEEKDAYS))

    @cached_property
    def weeks(self) -> tuple[Microcycle, ...]:
        """Every declared week, in order, with its sums counted again."""
        return tuple(
            microcycle(week, self.sessions.between(week.start.toordinal(), week.end.toordinal()))
            for week in self.plan.weeks
        )

    def phase_on(self, day: int) -> PhaseKind | None:
        """Phase of the declared week that holds a day."""
        return next((week.phase for week in self.weeks if week.first <= day < week.end), None)

    @cached_property
    def load_weeks(self) -> tuple[Microcycle, ...]:
        return tuple(week for week in self.weeks if week.load_week)

    @cached_property
    def taper_blocks(self) -> tuple[Microcycle, ...]:
        return tuple(week for week in self.weeks if week.kind is WeekKind.TAPER)

    @cached_property
    def taper_start(self) -> int:
        """First day of the declared taper; race day when there is none."""
        return min((week.first for week in self.taper_blocks), default=self.race_day)

    @cached_property
    def peak_load_efm(self) -> float:
        """The highest load week; a week of history when none holds training of its own (R-29)."""
        return max(
            (week.load_efm for week in self.load_weeks if week.load_efm), default=self.anchors.load_efm
        )

    # Sessions

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        last = self.race_days[-1].date.toordinal()
        return units_of(self.plan, self.inputs, on_the_way=self.occasions, last_race_day=last)

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """Races and trips on the way that the athlete file announces, units or not."""
        return occasions(self.inputs, start=self.plan.days[0].date, rulebook=self.rulebook)

    @cached_property
    def sessions(self) -> Track:
        """Every session that was or will be held: all kinds but rest."""
        return Track.of(dated_sessions(self.plan, self.inputs, self.units, self.rulebook))

    @cached_property
    def training(self) -> Track:
        """Everything on foot outside units."""
        return Track.of([one for one in self.sessions if one.training])

    @cached_property
    def runs(self) -> Track:
        return Track.of([one for one in self.sessions if one.run])

    @cached_property
    def loaded(self) -> Track:
        """Loaded outside units, the shakedown included."""
        return Track.of([one for one in self.sessions if one.loaded_training])

    @cached_property
    def loaded_runs(self) -> Track:
        return Track.of([one for one in self.sessions if one.loaded_run])

    @cached_property
    def loaded_walks(self) -> Track:
        return Track.of([one for one in self.sessions if one.loaded_walk])

    @cached_property
    def long_runs(self) -> tuple[DatedSession, ...]:
        """The longest run of each week that has one of 90 minutes or more (A0).

        Where something was missed the week goes on (R-80): of the runs to come only one of that name is one,
        or a race in training; no other takes its place. What was done counts as it was.
        """
        least = self.rule("A0")["long_run_min"]
        longest = (
            max(
                (one for one in self._may_be_long(week) if one.minutes >= least),
                key=lambda one: (one.minutes, one.kind is SessionKind.LONG_RUN),
                default=None,
            )
            for week in self.weeks
        )
        return tuple(one for one in longest if one is not None)

    def _may_be_long(self, week: Microcycle) -> Iterator[DatedSession]:
        whole = not any(week.first <= day < week.end for day in self.days_missed)
        return (
            one for one in week.sessions if one.run and (whole or not one.planned or one.kind in LONG_BY_NAME)
        )

    @cached_property
    def days_missed(self) -> frozenset[int]:
        """Days on which something was missed."""
        return frozenset(day for day, _ in self._missed)

    def missed_between(self, first: int, end: int) -> tuple[Session, ...]:
        """What was missed from `first` on and before `end`, rest days left out."""
        return tuple(
            one for day, one in self._missed if first <= day < end and one.kind is not SessionKind.REST
        )

    @cached_property
    def _missed(self) -> tuple[tuple[int, Session], ...]:
        return tuple(
            (day.date.toordinal(), one)
            for day in self.plan.days
            for one in day.sessions
            if one.status is SessionStatus.MISSED
        )

    @cached_property
    def demanding(self) -> Track:
        """Demanding sessions, those of units included (§0)."""
        known = {id(one) for one in (*self.long_runs, *self._back_to_backs)}
        return Track.of([one for one in self.sessions if id(one) in known or self._is_demanding(one)])

    @cached_property
    def _back_to_backs(self) -> tuple[DatedSession, ...]:
        """Sessions of both days of every planned back-to-back."""
        named = [one for one in self.training if names_back_to_back(one)]
        days = {one.day for one in named}
        return tuple(one for one in named if {one.day - 1, one.day + 1} & days)

    def _is_demanding(self, one: DatedSession) -> bool:
        """Tempo or hills, a heavy session, a long day with a pack, or a race that is a unit."""
        if one.fast or (one.unit is not None and one.kind in RACE_KINDS):
            return True
        if one.heavy:
            return not one.test_of_kit and not one.strap_check
        return one.kind in DAY_OUT_KINDS and one.minutes >= self.rule("A0")["backpacking_demanding_min"]

    @cached_property
    def heavy(self) -> Track:
        """Heavy sessions, units' included; a shakedown is none (R-52)."""
        return Track.of(
            [one for one in self.sessions if one.heavy and not one.test_of_kit and not one.strap_check]
        )

    # Time away

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        return absences_of(self.plan.days, self.inputs.away)

    @cached_property
    def absences_missed(self) -> tuple[Absence, ...]:
        """Stretches of days that were missed, days away left out."""
        return absences_of(self.plan.days, ())

    @cached_property
    def days_told(self) -> Mapping[MissReason, frozenset[int]]:
        """Days missed for each reason, as the log tells them."""
        missed = [entry for entry in self.log if entry.kind is LogKind.MISSED]
        return {
            reason: frozenset(entry.date.toordinal() for entry in missed if entry.reason is reason)
            for reason in MissReason
        }

    @cached_property
    def comebacks(self) -> tuple[Comeback, ...]:
        return comebacks_of(self.absences, self.rulebook)

    def comeback_on(self, day: int) -> Comeback | None:
        """The latest absence that still tells on this day, in its block or in the days after (R-80)."""
        return next(
            (one for one in reversed(self.comebacks) if one.absence.end <= day < one.faded_until), None
        )

    @cached_property
    def days_away(self) -> frozenset[int]:
        """Days without training, asked for or missed."""
        return frozenset(day for one in self.absences for day in range(one.first, one.end))

    @cached_property
    def _weekday_min(self) -> tuple[float, ...]:
        return tuple(getattr(self.inputs.week, name).available_min for name in WEEKDAYS)

    def available_min(self, day: int) -> float:
        """Minutes that a date offers: its weekday's, none while away."""
        return 0.0 if day in self.days_away else self._weekday_min[(day - 1) % len(WEEKDAYS)]

    def free_days(self, first: int, end: int) -> tuple[int, ...]:
        """Dates on which anything can be done, from `first` on and before `end`."""
        return tuple(day for day in range(first, end) if self.available_min(day) > 0)

    # The athlete and the race

    @cached_property
    def anchors(self) -> Anchors:
        return anchors_of(self.inputs, start=self.start, rulebook=self.rulebook)

    @property
    def body_mass_kg(self) -> float:
        return self.inputs.athlete.body_mass_kg

    @property
    def novice(self) -> bool:
        return self.inputs.athlete.level is Level.NOVICE

    @cached_property
    def distance_class(self) -> str:
        """`short`, `middle` or `long` (A0)."""
        return distance_class(self.inputs.race.distance_km, self.rulebook)

    @cached_property
    def race_days(self) -> tuple[RaceDay, ...]:
        """The goal day by day, by the athlete file."""
        return race_days(self.inputs, self.rulebook)

    @cached_property
    def race_walked(self) -> bool:
        """Whether hours on foot prepare for the goal as hours of running do."""
        return is_walked(self.inputs, self.rulebook)

    @cached_property
    def race_pack_kg(self) -> float:
        """Pack at the start of the race, typed or weighed from the kit list."""
        return race_pack_kg(self.inputs)

    @cached_property
    def race_pack_loaded(self) -> bool:
        """Whether the race pack is one that has to be trained for (A0)."""
        rule = self.rule("A0")
        by_share = self.race_pack_kg >= rule["loaded_share"] * self.body_mass_kg
        return bool(by_share or self.race_pack_kg > rule["light_vest_max_kg"])

    @property
    def may_carry(self) -> bool:
        """Whether the safety screen lets this athlete carry a pack at all (R-90)."""
        return not self.inputs.athlete.screen.positive
