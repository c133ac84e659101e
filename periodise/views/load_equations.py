"""The cost equations as a coach may read them, written from the coefficients that the program uses."""

from collections.abc import Iterable

from periodise.domain.rulebook import Rulebook
from periodise.metrics import cost
from periodise.metrics.gait import walk_run_crossover
from periodise.views.load_curves import example_costing

SECTION = """\
## The equations

*S* is speed in m/s (m/min for the ACSM), *G* grade in percent, *i* grade as a fraction, *l* pack mass
over body mass, *W* and *L* body and pack in kg, *η* the ground. Walking equations give what they cost
with rest included, per kg of body mass, unless they say otherwise; Minetti's give it without.

| Name | Equation | From |
|---|---|---|
{table}

`lcda_backpacking2022` costs every walk and `minetti2002_run` × (1 + {k_pack:g}·*l*) every run; the
others are there for comparison (R-01). `lcda_graded2019` was made for walking without a pack, but
beside the backpacking equation it makes an unloaded walk dearer than the same walk with a light pack;
so that one is used at *l* = 0 as well. Rest is {rest:g} W/kg. Outside the speeds, grades and packs an
equation was made for it is refused.

Rougher ground: running costs {running} times the road, walking {walking} (road, smooth, moderate,
technical; R-03). Climbs are costed at {climb:g} %, or at the kilometre's own grade if that is steeper,
up to {climb_max:g} %; a descent is run at most {downhill:g} times as fast as the flat.

Walk or run? Compared metre by metre on a road: {crossovers}.
"""


def equations(rulebook: Rulebook) -> str:
    """The section with all equations and what is made of them."""
    numbers, effort = example_costing(rulebook).numbers, rulebook["R-10"]
    grades = (0.0, numbers.climb_grade_ratio, -numbers.climb_grade_ratio)
    return SECTION.format(
        table="\n".join(f"| `{name}` | {form} | {source} |" for name, form, source in _rows()),
        k_pack=numbers.k_pack,
        rest=rulebook["R-01"]["rest_w_per_kg"],
        running=_listed(numbers.running_factor.values()),
        walking=_listed(numbers.walking_factor.values()),
        climb=100 * effort["climb_grade_ratio"],
        climb_max=100 * effort["climb_grade_max_ratio"],
        downhill=effort["downhill_speed_max_ratio"],
        crossovers="; ".join(_crossover(grade, k_pack=numbers.k_pack) for grade in grades),
    )


def _rows() -> tuple[tuple[str, str, str], ...]:
    """Name, equation and source of each."""
    return (
        ("lcda_walking2019", _walking(), "Looney 2019, Med Sci Sports Exerc 51(2)"),
        ("lcda_graded2019", f"the above + {_climb()}", "Looney 2019, Med Sci Sports Exerc 51:1954"),
        ("lcda_backpacking2022", _backpacking(), "Looney 2022, Med Sci Sports Exerc 54:646"),
        ("minetti2002_walk", _powers(cost.MINETTI_WALK) + " J/kg/m", "Minetti 2002, J Appl Physiol 93:1039"),
        ("minetti2002_run", _powers(cost.MINETTI_RUN) + " J/kg/m", "the same"),
        ("pandolf1977", _pandolf(), "Pandolf, Givoni & Goldman 1977, J Appl Physiol 43:577"),
        ("epstein1987_run", _epstein(), "Epstein, Stroschein & Pandolf 1987, Eur J Appl Physiol 56:495"),
        ("acsm_walk", _acsm(cost.ACSM_WALK), "ACSM Guidelines"),
        ("acsm_run", _acsm(cost.ACSM_RUN), "the same"),
    )


def _walking() -> str:
    standing, slow, slow_power, fast, fast_power = cost.LCDA_WALKING
    return f"{standing:g} + {slow:g}·*S*^{slow_power:g} + {fast:g}·*S*^{fast_power:g} W/kg"


def _climb() -> str:
    climb, outer, inner, bend = cost.LCDA_GRADE
    return f"{climb:g}·*S*·*G*·(1 − {outer:g}^(1 − {inner:g}^(*G* + {bend:g})))"


def _backpacking() -> str:
    base, slow, slow_power, fast, fast_power = cost.LCDA_BACKPACKING
    level = f"{slow:g}·*S*^{slow_power:g} + {fast:g}·*S*^{fast_power:g}"
    pack, power = cost.LCDA_PACK
    return f"rest + ({base:g} + *η*·({level} + {_climb()}))·(1 + {pack:g}·*l*^{power:g}) W/kg"


def _pandolf() -> str:
    body, load, speed, climb = cost.PANDOLF
    standing = f"{body:g}·*W* + {load:g}·(*W* + *L*)·(*L*/*W*)²"
    return f"{standing} + *η*·(*W* + *L*)·({speed:g}·*S*² + {climb:g}·*S*·*G*) W, *G* ≥ 0"


def _epstein() -> str:
    half, per_kg, pack_w, level_w = cost.EPSTEIN
    return f"P − {half:g}·(1 − {per_kg:g}·*L*)·(P − {pack_w:g}·*L* − {level_w:g}) W, P by Pandolf"


def _acsm(coefficients: tuple[float, float, float]) -> str:
    rest, level, climb = coefficients
    return f"{rest:g} + {level:g}·*S* + {climb:g}·*S*·*i* mL O₂/kg/min"


def _powers(coefficients: tuple[float, ...]) -> str:
    """A polynomial in the grade, highest power first."""
    powers = ("·*i*⁵", "·*i*⁴", "·*i*³", "·*i*²", "·*i*", "")
    terms = (
        f"{'−' if coefficient < 0 else '+'} {abs(coefficient):g}{power}"
        for coefficient, power in zip(coefficients, powers, strict=True)
    )
    return " ".join(terms).removeprefix("+ ")


def _crossover(grade_ratio: float, *, k_pack: float) -> str:
    """Which gait is cheaper on a grade, in words."""
    slope = f"at {100 * grade_ratio:+g} %".replace("-", "−") if grade_ratio else "on the level"
    speed = walk_run_crossover(grade_ratio, k_pack=k_pack)
    if speed is None:
        fastest = cost.BACKPACKING_SPEED_M_PER_S[1]
        return f"{slope} walking costs less up to the end of its range, {fastest:g} m/s"
    return f"{slope} running costs less from {speed:.2f} m/s ({3.6 * speed:.1f} km/h)"


def _listed(factors: Iterable[float]) -> str:
    return ", ".join(f"{factor:g}" for factor in factors)
