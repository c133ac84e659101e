"""How long each session of a week may be on a date (R-40, R-48, R-51, R-52, R-64, R-72, R-76)."""

from datetime import date, timedelta

from periodise.domain.plan import WeekKind
from periodise.metrics.pack_class import is_heavy
from periodise.planner.pack_sessions import pack_run_min
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.unit_sessions import race_run
from periodise.planner.week_target import LoadedSession, WeekTarget


def shortest_run_min(season: Season, kind: WeekKind) -> float:
    """Shortest run worth planning; a taper keeps its runs and shortens them (R-51)."""
    if kind is WeekKind.TAPER:
        return float(season.rulebook["R-51"]["shortest_run_min"])
    return least_run_min(season)


def least_run_min(season: Season) -> float:
    """Shortest run worth planning outside a taper (R-76)."""
    return float(season.rulebook["R-76"]["easy_run_min_min"])


def easy_cap_min(season: Season, kind: WeekKind, long_run_min: float) -> float:
    """Longest easy or pack run beside a long run of so many minutes (0: none): never a long run itself."""
    if kind is WeekKind.RECOVERY:
        return float(season.rulebook["R-55"]["easy_run_max_min"])
    rule = season.rulebook["R-76"]
    below_long = season.rulebook["A0"]["long_run_min"] - 1
    if not long_run_min:
        return float(min(rule["easy_run_max_min"], below_long))
    share = max(rule["easy_share_of_long"] * long_run_min, rule["easy_run_min_min"])
    return float(min(rule["easy_run_max_min"], share))


def big_load_efm(season: Season, target: WeekTarget) -> float:
    """Load of the week's long run or long walk."""
    if target.hike is None:
        return target.longest_min
    walk = season.costing.walk(
        target.hike.duration_min,
        ascent_m_per_km=season.race_ascent_m_per_km,
        terrain=season.inputs.race.terrain,
        pack_mass_kg=target.hike.mass_kg,
    )
    return walk.load_efm


def big_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Minutes of the long run or backpacking day if it stands on `day`; 0: it may not."""
    room = season.available_min(day)
    if day in season.training_races:
        own = race_run(season, season.training_races[day]).duration_min
        if own < min(target.longest_min, season.rulebook["A0"]["long_run_min"]):
            return 0.0  # too short to be the week's long run
        most = season.limit_on(day).most_min
        return float(int(min(own, target.longest_min, target.run_allowed_min[day], most)))
    if target.hike:
        return min(target.hike.duration_min, room) if _hike_fits(season, target.hike, day) else 0.0
    return float(int(min(target.longest_min, room, target.run_allowed_min[day])))


def _hike_fits(season: Season, hike: LoadedSession, day: date) -> bool:
    """Not before its spacing allows it, nor in the last two weeks (R-52)."""
    out = (season.macrocycle.race_date - day).days
    return day >= hike.earliest and out >= season.rulebook["R-52"]["last_loaded_long_days"]


def packed_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Minutes of the pack run or shakedown if it stands on `day`; 0: it may not."""
    packed = target.shakedown or target.pack
    if packed is None or not max(packed.earliest, target.pack_from) <= day <= packed.latest:
        return 0.0
    if target.shakedown:
        least = season.rulebook["R-52"]["shakedown_min_min"]
        return float(int(min(packed.duration_min, season.available_min(day), max(least, target.load_efm))))
    beside = big_load_efm(season, target)
    own_min = packed.duration_min if packed.walked else pack_run_min(season, trail, day, packed.mass_kg)
    return float(
        int(
            min(
                own_min,
                season.available_min(day),
                target.load_efm - beside - _kept_in_taper_min(season, target),
                run_cap_min(season, trail, target, day),
                _late_pack_min(season, trail, day),
                _light_pack_min(season, packed.mass_kg),
            )
        )
    )


def _kept_in_taper_min(season: Season, target: WeekTarget) -> float:
    """Minutes of the other runs that a taper block keeps beside its pack run and its long run (R-51)."""
    if target.kind is not WeekKind.TAPER:
        return 0.0
    long_runs = int(target.longest_min >= least_run_min(season))
    return shortest_run_min(season, target.kind) * max(0, target.runs - 1 - long_runs)


def _light_pack_min(season: Season, mass_kg: float) -> float:
    """How long a pack run may be and not be heavy: heavy sessions are backpacking days (R-66)."""
    rule = season.rulebook["A0"]
    longest = season.rulebook["R-76"]["easy_run_max_min"]
    heavy = is_heavy(mass_kg, rule["heavy_long_min"], season.inputs.athlete.body_mass_kg, season.rulebook)
    return float(min(longest, rule["heavy_long_min"] - 1) if heavy else longest)


def _late_pack_min(season: Season, trail: Trail, day: date) -> float:
    """R-52: how long a pack run may be so close to the race, and none that leaves the shakedown no day."""
    rule, out = season.rulebook["R-52"], (season.macrocycle.race_date - day).days
    before_shakedown = out == rule["shakedown_earliest_days"] + 1
    if out <= rule["unloaded_last_days"] or before_shakedown or _crowds_shakedown(season, trail, day):
        return 0.0
    close = out < rule["last_loaded_long_days"]
    return float(rule["last_loaded_long_min"] if close else season.rulebook["R-76"]["easy_run_max_min"])


def _crowds_shakedown(season: Season, trail: Trail, day: date) -> bool:
    """Whether a pack on `day` would be one too many in seven days with the last that holds a shakedown."""
    last = max(season.shakedown_dates, default=day)
    window = season.rulebook["R-65"]["window_days"]
    if not 0 < (last - day).days < window:
        return False
    since = last - timedelta(window - 1)
    packs = any(item.loaded and since <= item.date for item in trail.placed)
    return packs or any(since <= taken < day + timedelta(window) for taken in season.unit_dates)


def quality_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Minutes of the faster session if it stands on `day`; 0: it may not."""
    minutes = min(target.quality_min, season.available_min(day), run_cap_min(season, trail, target, day))
    late = (season.macrocycle.race_date - day).days < season.rulebook["R-51"]["touch_soft_latest_days"]
    short = minutes < min(target.quality_min, season.rulebook["R-31"]["touch_min"])
    return 0.0 if late or short or _bars_shakedown(season, day) else float(int(minutes))


def _bars_shakedown(season: Season, day: date) -> bool:
    """Whether a faster session on `day` is so near every date for the shakedown that none is left (R-65)."""
    if not (season.ladder.climbs and season.shakedown_dates):
        return False
    gap = season.rulebook["R-65"]["intensity_gap_days"]
    return all(abs((one - day).days) < gap for one in season.shakedown_dates)


def run_cap_min(season: Season, trail: Trail, target: WeekTarget, day: date) -> float:
    """Longest run beside the long run on `day`: R-40, and nothing that would be the week's long run."""
    cap = easy_cap_min(season, target.kind, target.long_run_min)
    if target.kind is WeekKind.LOAD and not any(day in season.unit_dates for day in target.frame.dates):
        held = max(target.longest_min, target.locked_long_min)
    else:
        recent = trail.load_weeks(season.rulebook["R-43"]["window_load_weeks"])
        held = max(week.longest_min for week in recent)
    least = season.rulebook["R-76"]["easy_run_min_min"]
    return min(cap, max(held, least), target.run_allowed_min[day])


def second_min(season: Season, target: WeekTarget, day: date) -> float:
    """Minutes of the second long day if it stands on `day`; 0: it may not."""
    minutes = min(target.second_min, season.available_min(day), target.run_allowed_min[day])
    short = season.rulebook["R-46"]["day_two_low_ratio"] * target.longest_min
    late = (season.macrocycle.race_date - day).days <= season.rulebook["R-46"]["last_days_before"]
    return 0.0 if late or minutes < short else float(int(minutes))
