"""Minutes, kilometres and training load of any session before it happens (R-10, R-12).

Load is counted in EFM, equivalent easy flat minutes: an easy hour on the flat is 60 EFM. Effort r
is the net metabolic rate over that of the athlete's own easy flat running; a minute counts r up to
an easy effort and r² above it.
"""

from typing import NamedTuple

from periodise.domain.athlete import Athlete
from periodise.domain.race import Terrain
from periodise.domain.rulebook import Rulebook
from periodise.domain.units import BODY_MASS, PACE
from periodise.metrics.cost import (
    BACKPACKING_PACK_SHARE,
    RUNNING_PACK_SHARE,
    backpacking_net,
    minetti2002_run,
    run_with_pack,
    within_range,
)
from periodise.metrics.gait import SteadyWalk, steady_walk
from periodise.metrics.load_numbers import LoadNumbers, easy_pace_of, load_numbers
from periodise.metrics.moved import Moved, Stretch, together, walked
from periodise.metrics.pack_class import reaches
from periodise.metrics.route import ANY_AMOUNT, M_PER_KM, Profile, profile

__all__ = ["Costing", "Moved", "costing_of"]

EASY_PACE_S_PER_KM = (PACE.low, PACE.high)
BODY_MASS_KG = (BODY_MASS.low, BODY_MASS.high)
EFFORT_RATIO = (0.1, 3.0)
S_PER_MIN = 60.0


class Costing(NamedTuple):
    """Costs any session of one athlete: by the minutes it is given or by the distance it covers.

    A run is prescribed by effort, so a pack, a climb or rough ground slows it and leaves its load
    alone. A walk has a comfortable speed, slowed on climbs to an effort that can be held all day.
    """

    body_mass_kg: float
    easy_pace_s_per_km: float
    """Easy, flat, unloaded, on a road."""
    numbers: LoadNumbers

    @classmethod
    def of(cls, *, body_mass_kg: float, easy_pace_s_per_km: float, rulebook: Rulebook) -> "Costing":
        """The costing of a body and an easy pace under a rulebook."""
        return cls(
            body_mass_kg=within_range("body mass, kg", body_mass_kg, BODY_MASS_KG),
            easy_pace_s_per_km=within_range("easy pace, s/km", easy_pace_s_per_km, EASY_PACE_S_PER_KM),
            numbers=load_numbers(rulebook),
        )

    @property
    def easy_speed_m_per_s(self) -> float:
        return M_PER_KM / self.easy_pace_s_per_km

    @property
    def reference_w_per_kg(self) -> float:
        """Net rate of easy flat running, W/kg: the effort called 1 (R-10)."""
        return minetti2002_run(0) * self.easy_speed_m_per_s

    def pack_share(self, pack_mass_kg: float) -> float:
        """Pack mass as a share of body mass."""
        return within_range("pack mass, kg", pack_mass_kg, ANY_AMOUNT) / self.body_mass_kg

    def efm(self, duration_min: float, effort_ratio: float) -> float:
        """Load of minutes at an effort: × r up to easy, × r² above (R-10)."""
        exponent = self.numbers.above_easy_exponent if effort_ratio > 1 else 1
        return float(duration_min * effort_ratio**exponent)

    def run(
        self,
        duration_min: float,
        *,
        ascent_m_per_km: float = 0,
        descent_m_per_km: float | None = None,
        terrain: Terrain = Terrain.ROAD,
        pack_mass_kg: float = 0,
        effort_ratio: float = 1.0,
    ) -> Moved:
        """A run of so many minutes at an effort; descent None: as much down as up."""
        descent_m_per_km = ascent_m_per_km if descent_m_per_km is None else descent_m_per_km
        min_per_km = self.run_min_per_km(
            profile(ascent_m_per_km, descent_m_per_km, numbers=self.numbers),
            terrain=terrain,
            pack_mass_kg=pack_mass_kg,
            effort_ratio=effort_ratio,
        )
        duration = within_range("duration, minutes", duration_min, ANY_AMOUNT)
        distance = duration / min_per_km
        effort = self._run_floored(effort_ratio, pack_mass_kg)
        return Moved(
            duration_min=duration,
            distance_km=distance,
            ascent_m=distance * ascent_m_per_km,
            descent_m=distance * descent_m_per_km,
            load_efm=self.efm(duration, effort),
            effort_ratio=effort,
        )

    def run_distance(
        self,
        distance_km: float,
        *,
        ascent_m: float = 0,
        descent_m: float | None = None,
        terrain: Terrain = Terrain.ROAD,
        pack_mass_kg: float = 0,
        effort_ratio: float = 1.0,
    ) -> Moved:
        """A run over a distance with a climb, at an effort; descent None: as much down as up."""
        descent_m = ascent_m if descent_m is None else descent_m
        effort = self._run_floored(effort_ratio, pack_mass_kg)
        if within_range("distance, km", distance_km, ANY_AMOUNT) == 0:
            return Moved(0, 0, 0, 0, 0, effort)
        min_per_km = self.run_min_per_km(
            profile(ascent_m / distance_km, descent_m / distance_km, numbers=self.numbers),
            terrain=terrain,
            pack_mass_kg=pack_mass_kg,
            effort_ratio=effort_ratio,
        )
        duration_min = distance_km * min_per_km
        load_efm = self.efm(duration_min, effort)
        return Moved(duration_min, distance_km, ascent_m, descent_m, load_efm, effort)

    def run_min_per_km(
        self, route: Profile, *, terrain: Terrain, pack_mass_kg: float, effort_ratio: float
    ) -> float:
        """Minutes for a kilometre of a route at an effort, with a pack (R-04), on some ground (R-03)."""
        share = within_range(
            "pack mass / body mass, running", self.pack_share(pack_mass_kg), RUNNING_PACK_SHARE
        )
        effort = within_range("effort ratio", effort_ratio, EFFORT_RATIO)
        slowed = self.numbers.running_factor[terrain] / (1 - self.numbers.speed_loss_per_pack_share * share)
        uphill = minetti2002_run(route.grade_ratio) / minetti2002_run(0)
        downhill = minetti2002_run(-route.grade_ratio) / minetti2002_run(0)
        downhill = max(downhill, 1 / self.numbers.downhill_speed_max_ratio)
        flat_km = route.level_km + route.climb_km * uphill + route.descent_km * downhill
        return self.easy_pace_s_per_km / S_PER_MIN * slowed * flat_km / effort

    def walk(
        self,
        duration_min: float,
        *,
        ascent_m_per_km: float = 0,
        descent_m_per_km: float | None = None,
        terrain: Terrain = Terrain.ROAD,
        pack_mass_kg: float = 0,
    ) -> Moved:
        """A walk of so many minutes at a steady effort; descent None: as much down as up."""
        descent_m_per_km = ascent_m_per_km if descent_m_per_km is None else descent_m_per_km
        route = profile(ascent_m_per_km, descent_m_per_km, numbers=self.numbers)
        km = self.walk_km(route, terrain=terrain, pack_mass_kg=pack_mass_kg)
        duration = within_range("duration, minutes", duration_min, ANY_AMOUNT)
        return walked(
            km,
            distance_km=duration / sum(stretch.duration_min for stretch in km),
            ascent_m_per_km=ascent_m_per_km,
            descent_m_per_km=descent_m_per_km,
        )

    def walk_distance(
        self,
        distance_km: float,
        *,
        ascent_m: float = 0,
        descent_m: float | None = None,
        terrain: Terrain = Terrain.ROAD,
        pack_mass_kg: float = 0,
    ) -> Moved:
        """A walk over a distance with a climb; descent None: as much down as up."""
        descent_m = ascent_m if descent_m is None else descent_m
        if within_range("distance, km", distance_km, ANY_AMOUNT) == 0:
            return Moved(0, 0, 0, 0, 0, 0)
        ascent_m_per_km, descent_m_per_km = ascent_m / distance_km, descent_m / distance_km
        route = profile(ascent_m_per_km, descent_m_per_km, numbers=self.numbers)
        return walked(
            self.walk_km(route, terrain=terrain, pack_mass_kg=pack_mass_kg),
            distance_km=distance_km,
            ascent_m_per_km=ascent_m_per_km,
            descent_m_per_km=descent_m_per_km,
        )

    def walk_km(self, route: Profile, *, terrain: Terrain, pack_mass_kg: float) -> tuple[Stretch, ...]:
        """Climb, descent and level part of one kilometre, walked at a steady effort."""
        grade = route.grade_ratio
        parts = ((grade, route.climb_km), (-grade, route.descent_km), (0.0, route.level_km))
        return tuple(
            self._walk_stretch(path_km, grade_ratio=slope, terrain=terrain, pack_mass_kg=pack_mass_kg)
            for slope, path_km in parts
            if path_km > 0
        )

    def steady_walk(self, *, grade_ratio: float, terrain: Terrain, pack_mass_kg: float) -> SteadyWalk:
        """How the athlete walks: comfortably for the ground, slower where that would be too hard.

        Rough ground slows the comfortable step as it slows a runner (R-03); a pack slows it only by
        the limit on effort.
        """
        numbers = self.numbers
        share = within_range(
            "pack mass / body mass, walking", self.pack_share(pack_mass_kg), BACKPACKING_PACK_SHARE
        )
        return steady_walk(
            comfortable_m_per_s=numbers.walk_speed_flat_m_per_s / numbers.running_factor[terrain],
            limit_w_per_kg=numbers.walk_effort_max_ratio * self.reference_w_per_kg,
            grade_ratio=grade_ratio,
            pack_share=share,
            ground=numbers.walking_factor[terrain],
        )

    def walk_effort_ratio(
        self,
        speed_m_per_s: float,
        *,
        grade_ratio: float = 0,
        terrain: Terrain = Terrain.ROAD,
        pack_mass_kg: float = 0,
    ) -> float:
        """Effort of walking at a speed, before R-12's floors.

        Without a pack too it is the backpacking equation that speaks: R-01 names another one there,
        but it puts an unloaded walk above one with a light pack.
        """
        share = self.pack_share(pack_mass_kg)
        ground = self.numbers.walking_factor[terrain]
        return backpacking_net(speed_m_per_s, grade_ratio, share, ground) / self.reference_w_per_kg

    def run_effort_ratio(
        self, speed_m_per_s: float, *, grade_ratio: float = 0, pack_mass_kg: float = 0
    ) -> float:
        """Effort of running at a speed, before R-12's floors (R-04)."""
        cost = run_with_pack(grade_ratio, self.pack_share(pack_mass_kg), self.numbers.k_pack)
        return cost * speed_m_per_s / self.reference_w_per_kg

    def effort_floor(self, *, grade_ratio: float, pack_mass_kg: float) -> float:
        """The least effort a moving minute counts: loaded or steeply downhill more (R-12)."""
        loaded = reaches(pack_mass_kg, self.numbers.loaded_share * self.body_mass_kg)
        steep = grade_ratio < self.numbers.steep_descent_grade_ratio
        return self.numbers.floor_loaded_ratio if loaded or steep else self.numbers.floor_unloaded_ratio

    def strength(self, duration_min: float) -> float:
        """EFM of a strength session (R-12)."""
        return within_range("duration, minutes", duration_min, ANY_AMOUNT) * self.numbers.strength_efm_per_min

    def tempo(
        self,
        easy_min: float,
        hard_min: float,
        effort_ratio: float,
        *,
        ascent_m_per_km: float = 0,
        descent_m_per_km: float | None = None,
        terrain: Terrain = Terrain.ROAD,
    ) -> Moved:
        """An easy run with so many harder minutes in it, never with a pack (R-65)."""
        parts = ((easy_min, 1.0), (hard_min, effort_ratio))
        return together(
            self.run(
                duration_min,
                ascent_m_per_km=ascent_m_per_km,
                descent_m_per_km=descent_m_per_km,
                terrain=terrain,
                effort_ratio=effort,
            )
            for duration_min, effort in parts
        )

    def _walk_stretch(
        self, path_km: float, *, grade_ratio: float, terrain: Terrain, pack_mass_kg: float
    ) -> Stretch:
        walk = self.steady_walk(grade_ratio=grade_ratio, terrain=terrain, pack_mass_kg=pack_mass_kg)
        floor = self.effort_floor(grade_ratio=grade_ratio, pack_mass_kg=pack_mass_kg)
        duration_min = path_km * M_PER_KM / walk.speed_m_per_s / S_PER_MIN
        counted = max(walk.net_w_per_kg / self.reference_w_per_kg, floor)
        return Stretch(duration_min, self.efm(duration_min, counted), counted)

    def _run_floored(self, effort_ratio: float, pack_mass_kg: float) -> float:
        """A loaded run counts at least R-12's floor; an unloaded one what it is."""
        is_loaded = reaches(pack_mass_kg, self.numbers.loaded_share * self.body_mass_kg)
        return max(effort_ratio, self.numbers.floor_loaded_ratio) if is_loaded else effort_ratio


def costing_of(athlete: Athlete, rulebook: Rulebook) -> Costing:
    """The costing of an athlete, with the level's easy pace when none is stated (R-10)."""
    pace = athlete.easy_pace_s_per_km
    return Costing.of(
        body_mass_kg=athlete.body_mass_kg,
        easy_pace_s_per_km=easy_pace_of(athlete.level, rulebook) if pace is None else pace,
        rulebook=rulebook,
    )
