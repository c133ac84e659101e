"""What stays the same while a plan is made: inputs, numbers, the empty season and its aims."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from periodise.domain.athlete import Level
from periodise.domain.inputs import Inputs, Rhythm
from periodise.domain.rulebook import Rulebook
from periodise.domain.session import Session
from periodise.domain.week import WEEKDAYS
from periodise.metrics import history
from periodise.metrics.kit_mass import race_pack_kg
from periodise.metrics.load import Costing, costing_of
from periodise.metrics.occasions import Occasion, occasions
from periodise.metrics.pack_class import Carried, is_loaded
from periodise.metrics.race_days import RaceDay, is_walked, race_days
from periodise.metrics.race_time import distance_class
from periodise.planner import aims
from periodise.planner.around_units import FREE, DayLimit, day_limits
from periodise.planner.count_back import MacroCycle, Taper, count_back, runway_weeks
from periodise.planner.gaps import Gap, gaps_of
from periodise.planner.pack_progression import PackLadder, pack_ladder, walk_target_kg
from periodise.planner.past import Past
from periodise.planner.unit_sessions import race_run


@dataclass(frozen=True)
class Season:
    """The frame of one plan. Nothing in it depends on the sessions that are placed later."""

    inputs: Inputs
    rulebook: Rulebook
    start: date
    past: Past | None = None
    """The plan so far, when a season is planned on from its middle."""

    @cached_property
    def race_pack_kg(self) -> float:
        """Pack mass at the start of the race, a kit list weighed."""
        return race_pack_kg(self.inputs)

    @cached_property
    def walk_target_kg(self) -> float:
        """The heaviest pack to walk with: the race's, or less where R-68 or R-93 say so."""
        return walk_target_kg(self.inputs, race_pack_kg=self.race_pack_kg, rulebook=self.rulebook)

    @cached_property
    def costing(self) -> Costing:
        return costing_of(self.inputs.athlete, self.rulebook)

    @cached_property
    def distance_class(self) -> str:
        return distance_class(self.inputs.race.distance_km, self.rulebook)

    @cached_property
    def novice(self) -> bool:
        return self.inputs.athlete.level is Level.NOVICE

    @cached_property
    def race_days(self) -> tuple[RaceDay, ...]:
        """The goal day by day, stages with their own packs."""
        return race_days(self.inputs, self.rulebook)

    @cached_property
    def predicted_time_min(self) -> float:
        """Expected minutes of the race, stages added up (R-33)."""
        return sum(day.time_min for day in self.race_days)

    @cached_property
    def walked(self) -> bool:
        """Whether hours on foot prepare for the race as hours of running do."""
        return is_walked(self.inputs, self.rulebook)

    @cached_property
    def last_race_date(self) -> date:
        """The day on which the race is expected to end; without a start time it starts with its day."""
        last = self.race_days[-1]
        hours, minutes = (self.inputs.race.start or "00:00").split(":")
        return last.date + timedelta(minutes=int(hours) * 60 + int(minutes) + last.time_min)

    @cached_property
    def weekly_load_efm(self) -> float:
        return history.weekly_load_efm(self.inputs, self.rulebook)

    @cached_property
    def longest_run_min(self) -> float:
        return history.longest_run_min(self.inputs, self.rulebook)

    @cached_property
    def longest_loaded_min(self) -> float:
        """Longest session with a pack of the last 30 days; 0: none."""
        return history.longest_loaded_min(self.inputs, self.rulebook)

    @cached_property
    def weekly_descent_m(self) -> float:
        return history.weekly_descent_m(self.inputs, self.rulebook)

    @cached_property
    def available_week_min(self) -> float:
        """Minutes of a week with nobody away."""
        return sum(getattr(self.inputs.week, name).available_min for name in WEEKDAYS)

    @cached_property
    def longest_day_min(self) -> float:
        """Minutes of the roomiest weekday."""
        return max(getattr(self.inputs.week, name).available_min for name in WEEKDAYS)

    @cached_property
    def peak_load_efm(self) -> float:
        """Weekly load the race asks for, as far as the free time allows (R-32)."""
        return min(
            max(aims.wanted_peak_efm(self), self.weekly_load_efm),
            self.rulebook["R-32"]["availability_share"] * self.available_week_min,
            self.room_efm(self.longest_foot_min),
        )

    def room_efm(self, longest_min: float) -> float:
        """Load that a whole week has room for beside a run of `longest_min`: rest days and easy caps kept."""
        rest = self.rulebook["R-48"]["rest_days_novice_count" if self.novice else "rest_days_count"]
        easy = self.rulebook["R-76"]["easy_run_max_min"]
        rooms = sorted((getattr(self.inputs.week, name).available_min for name in WEEKDAYS), reverse=True)
        used = rooms[: len(WEEKDAYS) - rest]
        return float(min(used[0], longest_min) + sum(min(room, easy) for room in used[1:]))

    @cached_property
    def needed_longest_min(self) -> float:
        """Longest single session that gate c asks for (R-85c)."""
        return min(aims.needed_longest_min(self), self.longest_cap_min)

    @cached_property
    def needed_run_min(self) -> float:
        """The same as far as it must be run: nothing where walking counts."""
        return 0.0 if self.walked else self.needed_longest_min

    @cached_property
    def longest_cap_min(self) -> float:
        """Absolute cap of one run (R-45)."""
        caps: Mapping[str, float] = self.rulebook["R-45"][self.distance_class]
        return caps[self.inputs.athlete.level.value]

    @cached_property
    def roomy_longest_min(self) -> float:
        """The run that the race asks for, within its cap and the roomiest day (R-32)."""
        wanted = max(aims.wanted_run_min(self), self.needed_run_min, self.longest_run_min)
        return min(wanted, self.longest_cap_min, self.longest_day_min)

    @cached_property
    def long_walk_min(self) -> float:
        """The longest walk with a pack to aim for, within R-45's cap and the roomiest day."""
        cap: float = self.rulebook["R-45"]["hike_max_min"]
        return min(aims.wanted_walk_min(self), cap, self.longest_day_min)

    @cached_property
    def longest_foot_min(self) -> float:
        """The longest day on foot to aim for."""
        return max(self.roomy_longest_min, self.long_walk_min if self.walked else 0.0)

    @cached_property
    def peak_longest_min(self) -> float:
        """Longest run to aim for: half of the peak week, more for R-32's least share and gate c (R-44)."""
        half = self.rulebook["R-44"]["peak_share"] * self.peak_load_efm
        return min(self.roomy_longest_min, max(half, self.needed_run_min, aims.least_run_min(self)))

    @cached_property
    def long_day(self) -> str:
        """The weekday of the long run: the file's, unless it has no room for one and another has."""
        rooms = {name: getattr(self.inputs.week, name).available_min for name in WEEKDAYS}
        asked = self.inputs.week.long_day
        if rooms[asked] >= min(self.longest_foot_min, self.longest_cap_min):
            return asked
        return max(rooms, key=lambda name: (rooms[name], name == asked))

    @cached_property
    def taper(self) -> Taper:
        """Days and block shares of R-50."""
        return aims.taper_of(self)

    @cached_property
    def macrocycle(self) -> MacroCycle:
        load_weeks, share = self._rhythm
        race = self.inputs.race
        return count_back(
            start=self.start,
            race_date=race.date,
            race_days=len(self.race_days),
            taper=self.taper,
            load_weeks_per_deload=load_weeks,
            deload_share=share,
            recovery_days=self._recovery_days,
            rulebook=self.rulebook,
        )

    @cached_property
    def _rhythm(self) -> tuple[int, float]:
        """Load weeks to a deload, and the deload's share of them (R-49)."""
        rule = self.rulebook["R-49"]
        weeks = runway_weeks(self.start, self.inputs.race.date)
        rhythm = self.inputs.plan.rhythm
        roomy = weeks > rule["two_to_one_above_weeks"]
        if rhythm is Rhythm.TWO_TO_ONE or (rhythm is None and self.novice and roomy):
            return rule["load_weeks_two_to_one_count"], rule["deload_ratio"]
        share = rule["novice_deload_ratio"] if self.novice else rule["deload_ratio"]
        return rule["load_weeks_default_count"], share

    @cached_property
    def _recovery_days(self) -> int:
        rule, race = self.rulebook["R-55"], self.inputs.race
        km_effort = race.distance_km + race.ascent_m / self.rulebook["A0"]["ascent_per_km_effort_m"]
        wanted = rule["recovery_days_per_ke"] * km_effort
        return int(max(rule["recovery_min_days"], min(wanted, rule["recovery_max_days"])))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps_of(self.inputs.away, start=self.start, rulebook=self.rulebook)

    @cached_property
    def away_dates(self) -> frozenset[date]:
        return frozenset(
            date.fromordinal(ordinal)
            for span in self.inputs.away
            for ordinal in range(span.start.toordinal(), span.end.toordinal() + 1)
        )

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """Races and trips on the way to the goal."""
        return occasions(self.inputs, start=self.start, rulebook=self.rulebook)

    @cached_property
    def unit_dates(self) -> Mapping[date, Occasion]:
        """Dates that a unit takes whole (R-28)."""
        return {day: one for one in self.occasions if one.unit for day in one.dates}

    @cached_property
    def event_dates(self) -> frozenset[date]:
        """Dates of units, the goal race among them."""
        return frozenset((*self.unit_dates, *(day.date for day in self.race_days)))

    @cached_property
    def heat_dates(self) -> frozenset[date]:
        """Dates on which easy runs get used to the heat, and top-ups close to the race (R-91)."""
        if not self.inputs.race.hot:
            return frozenset()
        rule, race_date = self.rulebook["R-91"], self.inputs.race.date
        first, last = rule["finish_earliest_weeks"] * 7, rule["finish_latest_weeks"] * 7
        top_ups = range(
            rule["top_up_quiet_days"] + 1, rule["top_up_quiet_days"] + 1 + rule["top_up_high_days"]
        )
        return frozenset(race_date - timedelta(out) for out in (*range(last + 1, first + 1), *top_ups))

    @cached_property
    def shakedown_dates(self) -> tuple[date, ...]:
        """Dates with room for the shakedown (R-52)."""
        rule, race_date = self.rulebook["R-52"], self.inputs.race.date
        outs = range(rule["shakedown_earliest_days"], rule["shakedown_latest_days"] - 1, -1)
        days = (race_date - timedelta(out) for out in outs)
        return tuple(
            day
            for day in days
            if self.available_min(day) >= rule["shakedown_min_min"]
            and self.limit_on(day).loaded
            and day not in self.training_races
            and not self._is_beside_trip(day)
        )

    def _is_beside_trip(self, day: date) -> bool:
        """Whether R-65 keeps a pack off a date because of a loaded trip."""
        gap = self.rulebook["R-65"]["gap_days"]
        near = (day + timedelta(away) for away in range(1 - gap, gap))
        return any(one in self.unit_dates and self.is_loaded_unit(self.unit_dates[one]) for one in near)

    def is_loaded_unit(self, unit: Occasion) -> bool:
        """Whether a race or trip is under a pack that is a load (A0)."""
        carried = Carried(unit.kind, unit.pack_mass_kg)
        return is_loaded(carried, self.inputs.athlete.body_mass_kg, self.rulebook)

    @cached_property
    def locked(self) -> Mapping[date, tuple[Session, ...]]:
        """Days to come that a coach locked, with what stands on them; the file's races and trips go first."""
        taken = {*self.event_dates, *self.training_races}
        days = self.past.locked if self.past is not None else {}
        return {day: held for day, held in days.items() if day not in taken}

    @cached_property
    def training_races(self) -> Mapping[date, Occasion]:
        """Dates of races that are trained through."""
        return {one.first: one for one in self.occasions if not one.unit}

    @cached_property
    def day_limits(self) -> Mapping[date, DayLimit]:
        """What units near a date let it hold."""
        return day_limits(self)

    @cached_property
    def ladder(self) -> PackLadder:
        return pack_ladder(
            self.inputs,
            race_pack_kg=self.race_pack_kg,
            macrocycle=self.macrocycle,
            rulebook=self.rulebook,
        )

    def available_min(self, day: date) -> float:
        """Free minutes on a date, time away and units taken off; a race makes its own room."""
        known = self._available_min.get(day)
        if known is None:
            known = self._available_min[day] = self._free_min(day)
        return known

    @cached_property
    def _available_min(self) -> dict[date, float]:
        """What was asked for before: the same few hundred dates, again and again."""
        return {}

    def _free_min(self, day: date) -> float:
        if day in self.away_dates or day in self.unit_dates or self._rests_after_fever(day):
            return 0.0
        own = float(self.inputs.week.on(day).available_min)
        if day in self.training_races:
            own = max(own, race_run(self, self.training_races[day]).duration_min)
        return min(own, self.limit_on(day).most_min)

    def _rests_after_fever(self, day: date) -> bool:
        return self.past is not None and day in self.past.fever_rest

    def limit_on(self, day: date) -> DayLimit:
        return self.day_limits.get(day, FREE)

    @cached_property
    def habitual_ascent_m_per_km(self) -> float:
        """Climb per kilometre of the athlete's own last weeks."""
        past = self.inputs.history
        if not past.weekly_distance_km or past.weekly_ascent_m is None:
            return float(self.rulebook["R-10"]["ascent_default_m_per_km"])
        return past.weekly_ascent_m / past.weekly_distance_km

    @cached_property
    def race_ascent_m_per_km(self) -> float:
        return self.inputs.race.ascent_m / self.inputs.race.distance_km
