"""What stays the same while a plan is made: inputs, numbers, the empty season and its aims."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from periodise.domain.athlete import Level
from periodise.domain.inputs import Inputs, Rhythm
from periodise.domain.rulebook import Rulebook
from periodise.domain.week import WEEKDAYS
from periodise.metrics import history
from periodise.metrics.kit_mass import race_pack_kg
from periodise.metrics.load import Costing, costing_of
from periodise.metrics.race_time import distance_class, predicted_time_min, row_for
from periodise.planner.count_back import MacroCycle, Taper, count_back, runway_weeks
from periodise.planner.gaps import Gap, gaps_of
from periodise.planner.in_rhythm import in_rhythm
from periodise.planner.pack_progression import PackLadder, pack_ladder
from periodise.planner.past import Past


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
    def costing(self) -> Costing:
        return costing_of(self.inputs.athlete, self.rulebook)

    @cached_property
    def distance_class(self) -> str:
        return distance_class(self.inputs.race.distance_km, self.rulebook)

    @cached_property
    def novice(self) -> bool:
        return self.inputs.athlete.level is Level.NOVICE

    @cached_property
    def predicted_time_min(self) -> float:
        race = self.inputs.race
        return predicted_time_min(
            distance_km=race.distance_km,
            ascent_m=race.ascent_m,
            terrain=race.terrain,
            pack_mass_kg=self.race_pack_kg,
            athlete=self.inputs.athlete,
            rulebook=self.rulebook,
        )

    @cached_property
    def last_race_date(self) -> date:
        """The day on which the race is expected to end; without a start time it starts with its day."""
        hours, minutes = (self.inputs.race.start or "00:00").split(":")
        end_min = int(hours) * 60 + int(minutes) + self.predicted_time_min
        return self.inputs.race.date + timedelta(minutes=end_min)

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
        race, rule = self.inputs.race, self.rulebook["R-32"]
        km_effort = race.distance_km + race.ascent_m / self.rulebook["A0"]["ascent_per_km_effort_m"]
        wanted = row_for(rule["peak_ke"], race.distance_km)["ratio"] * km_effort
        per_km_effort = self.costing.run_distance(1.0, terrain=race.terrain).duration_min
        return min(
            max(wanted * per_km_effort, self.weekly_load_efm),
            rule["availability_share"] * self.available_week_min,
            self.room_efm(self.roomy_longest_min),
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
        """Longest single run that gate c asks for (R-85c)."""
        share: float = self.rulebook["R-85"]["needed_hours_ratio"][self.distance_class]
        return min(share * self.predicted_time_min, self.longest_cap_min)

    @cached_property
    def longest_cap_min(self) -> float:
        """Absolute cap of one run (R-45)."""
        caps: Mapping[str, float] = self.rulebook["R-45"][self.distance_class]
        return caps[self.inputs.athlete.level.value]

    @cached_property
    def roomy_longest_min(self) -> float:
        """R-32's share of the race as one run, within its cap and the roomiest day."""
        row = row_for(self.rulebook["R-32"]["longest_share"], self.inputs.race.distance_km)
        middle = (row["low_ratio"] + row["high_ratio"]) / 2
        wanted = max(middle * self.predicted_time_min, self.needed_longest_min, self.longest_run_min)
        return min(wanted, self.longest_cap_min, self.longest_day_min)

    @cached_property
    def peak_longest_min(self) -> float:
        """Longest run to aim for: half of the peak week, more only as far as gate c asks for it (R-44)."""
        half = self.rulebook["R-44"]["peak_share"] * self.peak_load_efm
        return min(self.roomy_longest_min, max(half, self.needed_longest_min))

    @cached_property
    def long_day(self) -> str:
        """The weekday of the long run: the file's, unless it has no room for one and another has."""
        rooms = {name: getattr(self.inputs.week, name).available_min for name in WEEKDAYS}
        asked = self.inputs.week.long_day
        if rooms[asked] >= min(self.peak_longest_min, self.longest_cap_min):
            return asked
        return max(rooms, key=lambda name: (rooms[name], name == asked))

    @cached_property
    def taper(self) -> Taper:
        """Days and block shares of R-50."""
        rule = self.rulebook["R-50"]
        if runway_weeks(self.start, self.inputs.race.date) < rule["short_runway"]["below_weeks"]:
            return _taper_of(rule["short_runway"])
        row = rule[self.distance_class]
        variant = row.get("long_variant")
        first = self.inputs.history.longest_event_km < self.inputs.race.distance_km
        if variant and (first or self.peak_load_efm >= variant["peak_weekly_min"]):
            return _taper_of(variant)
        return _taper_of(row)

    @cached_property
    def macrocycle(self) -> MacroCycle:
        load_weeks, share = self._rhythm
        race = self.inputs.race
        cycle = count_back(
            start=self.start,
            race_date=race.date,
            taper=self.taper,
            load_weeks_per_deload=load_weeks,
            deload_share=share,
            recovery_days=self._recovery_days,
            rulebook=self.rulebook,
        )
        return cycle if self.past is None else in_rhythm(cycle, self.past, load_weeks, self.rulebook)

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
    def ladder(self) -> PackLadder:
        return pack_ladder(
            self.inputs,
            race_pack_kg=self.race_pack_kg,
            macrocycle=self.macrocycle,
            rulebook=self.rulebook,
        )

    def available_min(self, day: date) -> float:
        """Free minutes on a date, time away and the rest after a fever taken off."""
        resting = self.past is not None and day in self.past.fever_rest
        return 0.0 if resting or day in self.away_dates else float(self.inputs.week.on(day).available_min)

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


def _taper_of(row: Mapping[str, Any]) -> Taper:
    return Taper(row["days"], tuple(row["shares"]))
