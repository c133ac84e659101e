"""What moving costs the body: the published equations, one pure function each.

Coefficients belong to their papers and stand here by name; the numbers of training that use them
stand in the rulebook. Every function refuses what its equation was not made for (`OutOfRange`).
Which equation the planner trusts for what is rule R-01; the others are there to be compared with.
"""

from functools import lru_cache
from math import isfinite

from periodise.errors import OutOfRange

WALKING_SPEED_M_PER_S = (0.0, 1.97)
"""Level walking, standing included (Looney 2019)."""
GRADED_SPEED_M_PER_S = (0.0, 1.96)
GRADED_GRADE_PERCENT = (-40.0, 45.0)
BACKPACKING_SPEED_M_PER_S = (0.45, 1.97)
"""Backpacking speeds of Looney 2022."""
BACKPACKING_PACK_SHARE = (0.0, 0.66)
MINETTI_GRADE_RATIO = (-0.45, 0.45)
PANDOLF_SPEED_M_PER_S = (0.0, 2.0)
PANDOLF_PACK_KG = (0.0, 70.0)
PANDOLF_GRADE_PERCENT = (0.0, 100.0)
"""Never downhill (R-01)."""
EPSTEIN_SPEED_M_PER_S = (2.2, 3.2)
EPSTEIN_PACK_KG = (0.0, 30.0)
RUNNING_PACK_SHARE = (0.0, 0.30)
"""Epstein's heaviest runner's pack, as a share of body mass."""
ACSM_WALK_SPEED_M_PER_MIN = (50.0, 100.0)
ACSM_RUN_SPEED_M_PER_MIN = (80.0, 500.0)
ACSM_GRADE_RATIO = (0.0, 1.0)
TERRAIN_FACTOR = (1.0, 4.1)
"""From blacktop to soft snow of 35 cm (Soule & Goldman 1972)."""
BODY_MASS_KG = (20.0, 300.0)
REST_W_PER_KG = (0.5, 2.5)

LCDA_WALKING = (1.44, 1.94, 0.43, 0.24, 4)
"""Looney 2019, Med Sci Sports Exerc 51(2): standing, two weights of speed, each with its power."""
LCDA_GRADE = (0.34, 1.05, 1.1, 32)
"""Looney 2019, Med Sci Sports Exerc 51:1954. The third is 1.1; a magazine printed 1.11 (R-02)."""
LCDA_BACKPACKING = (0.19, 1.78, 0.58, 0.27, 4)
LCDA_PACK = (1.96, 1.36)
"""Looney 2022, Med Sci Sports Exerc 54:646: weight and power of the pack share."""
PANDOLF = (1.5, 2.0, 1.5, 0.35)
"""Pandolf, Givoni & Goldman 1977, J Appl Physiol 43:577."""
EPSTEIN = (0.5, 0.01, 15.0, 850.0)
"""Epstein, Stroschein & Pandolf 1987, Eur J Appl Physiol 56:495."""
ACSM_WALK = (3.5, 0.1, 1.8)
ACSM_RUN = (3.5, 0.2, 0.9)
"""ACSM Guidelines: rest, speed, speed × grade."""
MINETTI_WALK = (280.5, -58.7, -76.8, 51.9, 19.6, 2.5)
"""Minetti 2002, J Appl Physiol 93:1039: walking, from the fifth power of the grade down."""
MINETTI_RUN = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
"""The same paper: running."""


def within_range(quantity: str, found: float, allowed: tuple[float, float]) -> float:
    """`found` itself, or `OutOfRange` with the quantity's name and its range."""
    low, high = allowed
    if isfinite(found) and low <= found <= high:
        return found
    raise OutOfRange(quantity, found, low, high)


def lcda_walking2019(speed_m_per_s: float) -> float:
    """Gross W/kg of walking on the level without a pack; 0.20 W/kg standard error.

    Looney 2019, Med Sci Sports Exerc 51(2).
    """
    speed = within_range("walking speed, m/s", speed_m_per_s, WALKING_SPEED_M_PER_S)
    standing, slow, slow_power, fast, fast_power = LCDA_WALKING
    return float(standing + slow * speed**slow_power + fast * speed**fast_power)


def lcda_graded2019(speed_m_per_s: float, grade_percent: float) -> float:
    """Gross W/kg of walking on a grade without a pack; the grade in signed percent.

    Looney 2019, Med Sci Sports Exerc 51:1954; 0.42 W/kg standard error.
    """
    speed = within_range("walking speed on a grade, m/s", speed_m_per_s, GRADED_SPEED_M_PER_S)
    grade = within_range("grade, percent", grade_percent, GRADED_GRADE_PERCENT)
    return lcda_walking2019(speed) + climb_w_per_kg(speed, grade)


def climb_w_per_kg(speed_m_per_s: float, grade_percent: float) -> float:
    """What the grade adds to level walking, W/kg; negative on gentle descents, which save power."""
    climb, outer, inner, bend_percent = LCDA_GRADE
    bend = 1 - outer ** (1 - inner ** (grade_percent + bend_percent))
    return float(climb * speed_m_per_s * grade_percent * bend)


def lcda_backpacking2022(
    speed_m_per_s: float, grade_ratio: float, pack_share: float, terrain_factor: float, rest_w_per_kg: float
) -> float:
    """Gross W per kg of body mass of walking with a pack.

    Looney 2022, Med Sci Sports Exerc 54:646; 0.62 W/kg standard deviation of its error. Fitted on
    level ground; the grade term comes from Looney 2019.
    """
    rest = within_range("resting rate, W/kg", rest_w_per_kg, REST_W_PER_KG)
    return rest + backpacking_net(speed_m_per_s, grade_ratio, pack_share, terrain_factor)


def backpacking_net(
    speed_m_per_s: float, grade_ratio: float, pack_share: float, terrain_factor: float
) -> float:
    """`lcda_backpacking2022` above rest: what the pack, the ground and the climb ask of each kilogram."""
    speed = within_range("backpacking speed, m/s", speed_m_per_s, BACKPACKING_SPEED_M_PER_S)
    grade_percent = within_range("grade, percent", 100 * grade_ratio, GRADED_GRADE_PERCENT)
    share = within_range("pack mass / body mass, walking", pack_share, BACKPACKING_PACK_SHARE)
    ground = within_range("terrain factor", terrain_factor, TERRAIN_FACTOR)
    base, slow, slow_power, fast, fast_power = LCDA_BACKPACKING
    level = slow * speed**slow_power + fast * speed**fast_power
    pack, pack_power = LCDA_PACK
    unloaded = base + ground * (level + climb_w_per_kg(speed, grade_percent))
    return float(unloaded * (1 + pack * share**pack_power))


def clamped_grade(grade_ratio: float) -> float:
    """The grade, at most 45 % either way: Minetti's treadmill went no steeper (R-02)."""
    if not isfinite(grade_ratio):
        raise OutOfRange("grade, fraction", grade_ratio, *MINETTI_GRADE_RATIO)
    low, high = MINETTI_GRADE_RATIO
    return min(max(grade_ratio, low), high)


def minetti2002_walk(grade_ratio: float) -> float:
    """Net J/kg/m of walking at the most economical speed; grade a fraction, clamped to ±0.45.

    Minetti 2002, J Appl Physiol 93:1039.
    """
    return _polynomial(MINETTI_WALK, clamped_grade(grade_ratio))


@lru_cache(maxsize=256)
def minetti2002_run(grade_ratio: float) -> float:
    """Net J/kg/m of running at any speed; grade a fraction, clamped to ±0.45.

    Minetti 2002, J Appl Physiol 93:1039.
    """
    return _polynomial(MINETTI_RUN, clamped_grade(grade_ratio))


def run_with_pack(grade_ratio: float, pack_share: float, k: float) -> float:
    """Net J/m per kg of body mass of running with a pack: Minetti × (1 + k·l) (R-04).

    k = 1.1 fits Epstein 1987; Teunissen 2007 and Fagundes 2017 put it between 1.0 and 2.0.
    """
    share = within_range("pack mass / body mass, running", pack_share, RUNNING_PACK_SHARE)
    return minetti2002_run(grade_ratio) * (1 + k * share)


def pandolf1977(
    *,
    body_mass_kg: float,
    pack_mass_kg: float,
    speed_m_per_s: float,
    grade_percent: float = 0,
    terrain_factor: float = 1,
) -> float:
    """Gross W of standing or walking with a load, uphill or level; a cross-check only.

    Pandolf, Givoni & Goldman 1977, J Appl Physiol 43:577. Too low by 12 to 33 % with modern packs,
    too high in the field: use ratios.
    """
    speed = within_range("walking speed, m/s", speed_m_per_s, PANDOLF_SPEED_M_PER_S)
    pack_kg = within_range("pack mass, kg", pack_mass_kg, PANDOLF_PACK_KG)
    return pandolf_form(
        body_mass_kg=body_mass_kg,
        pack_mass_kg=pack_kg,
        speed_m_per_s=speed,
        grade_percent=grade_percent,
        terrain_factor=terrain_factor,
    )


def pandolf_form(
    *,
    body_mass_kg: float,
    pack_mass_kg: float,
    speed_m_per_s: float,
    grade_percent: float,
    terrain_factor: float,
) -> float:
    """Pandolf's expression at any speed, W: Epstein builds on it above the walking range."""
    body_kg = within_range("body mass, kg", body_mass_kg, BODY_MASS_KG)
    grade = within_range("grade, percent", grade_percent, PANDOLF_GRADE_PERCENT)
    ground = within_range("terrain factor", terrain_factor, TERRAIN_FACTOR)
    total_kg = body_kg + pack_mass_kg
    body, load, speed, climb = PANDOLF
    standing = body * body_kg + load * total_kg * (pack_mass_kg / body_kg) ** 2
    return standing + ground * total_kg * speed_m_per_s * (speed * speed_m_per_s + climb * grade)


def epstein1987_run(
    *,
    body_mass_kg: float,
    pack_mass_kg: float,
    speed_m_per_s: float,
    grade_percent: float = 0,
    terrain_factor: float = 1,
) -> float:
    """Gross W of running with a backpack; a cross-check on R-04.

    Epstein, Stroschein & Pandolf 1987, Eur J Appl Physiol 56:495; the speed range is from memory.
    """
    speed = within_range("running speed, m/s", speed_m_per_s, EPSTEIN_SPEED_M_PER_S)
    pack_kg = within_range("pack mass, kg", pack_mass_kg, EPSTEIN_PACK_KG)
    walking = pandolf_form(
        body_mass_kg=body_mass_kg,
        pack_mass_kg=pack_kg,
        speed_m_per_s=speed,
        grade_percent=grade_percent,
        terrain_factor=terrain_factor,
    )
    half, per_kg, pack_w, level_w = EPSTEIN
    return walking - half * (1 - per_kg * pack_kg) * (walking - pack_w * pack_kg - level_w)


def acsm_walk(speed_m_per_min: float, grade_ratio: float) -> float:
    """Gross oxygen of walking, mL/kg/min (ACSM Guidelines); too low on the level, error 4.5."""
    speed = within_range("walking speed, m/min", speed_m_per_min, ACSM_WALK_SPEED_M_PER_MIN)
    grade = within_range("grade, fraction", grade_ratio, ACSM_GRADE_RATIO)
    rest, level, climb = ACSM_WALK
    return rest + level * speed + climb * speed * grade


def acsm_run(speed_m_per_min: float, grade_ratio: float) -> float:
    """Gross oxygen of running, mL/kg/min (ACSM Guidelines)."""
    speed = within_range("running speed, m/min", speed_m_per_min, ACSM_RUN_SPEED_M_PER_MIN)
    grade = within_range("grade, fraction", grade_ratio, ACSM_GRADE_RATIO)
    rest, level, climb = ACSM_RUN
    return rest + level * speed + climb * speed * grade


def _polynomial(coefficients: tuple[float, ...], x: float) -> float:
    """Horner's scheme, highest power first."""
    total = 0.0
    for coefficient in coefficients:
        total = total * x + coefficient
    return total
