"""Numbers as a runner reads them: with their unit, metric or imperial, the same in every locale.

Files hold SI. Only what is shown is converted, with the exact factors of `domain.units`.
"""

from decimal import ROUND_HALF_UP, Decimal

from periodise.domain.inputs import Units
from periodise.domain.kit import G_PER_KG, grams
from periodise.domain.units import KG_PER_LB, KM_PER_MI, M_PER_FT

_KM_PER_MI, _KG_PER_LB, _M_PER_FT = float(KM_PER_MI), float(KG_PER_LB), float(M_PER_FT)
_G_PER_OZ = KG_PER_LB * G_PER_KG / 16
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_MIN_PER_HOUR = 60
_FEET_STEP = 10
"""Climb in feet is shown to the nearest ten: a map tells no more."""


def distance(km: float, *, units: Units) -> str:
    """`8 km`, `8.5 km` or `5.3 mi`: one decimal at most."""
    unit = "mi" if units is Units.IMPERIAL else "km"
    return f"{_one_decimal(distance_in(km, units=units))} {unit}"


def distance_in(km: float, *, units: Units) -> float:
    """The number that stands before the unit in `distance`, unrounded."""
    return km / _KM_PER_MI if units is Units.IMPERIAL else km


def rough_distance(km: float, *, units: Units) -> str:
    """`distance` for a title: from ten on without the decimal, so that it stays short."""
    shown = distance_in(km, units=units)
    if shown < 10:
        return distance(km, units=units)
    return f"{_half_up(shown)} {'mi' if units is Units.IMPERIAL else 'km'}"


def climb(metres: float, *, units: Units) -> str:
    """Ascent, descent or altitude: `120 m`, `390 ft`."""
    if units is Units.IMPERIAL:
        return f"{_half_up(metres / _M_PER_FT / _FEET_STEP) * _FEET_STEP} ft"
    return f"{_half_up(metres)} m"


def mass(kg: float, *, units: Units) -> str:
    """A pack or a body: `4 kg`, `3.5 kg`, `8.8 lb`."""
    unit = "lb" if units is Units.IMPERIAL else "kg"
    return f"{_one_decimal(mass_in(kg, units=units))} {unit}"


def mass_in(kg: float, *, units: Units) -> float:
    """The number that stands before the unit in `mass`, unrounded."""
    return kg / _KG_PER_LB if units is Units.IMPERIAL else kg


def item_mass(mass_g: Decimal, *, units: Units) -> str:
    """A thing on a scale: `320 g`, `11.3 oz`; grams as people round, never through a binary fraction."""
    if units is Units.IMPERIAL:
        return f"{_rounded(mass_g / _G_PER_OZ, _TENTH)} oz"
    return f"{_rounded(mass_g, Decimal(1))} g"


def weighed_mass(kg: float, *, units: Units) -> str:
    """A packed pack on a scale, to the gram or a hundredth of a pound: `4.56 kg`, `10.05 lb`."""
    if units is Units.IMPERIAL:
        return f"{_plain(_rounded(grams(kg) / G_PER_KG / KG_PER_LB, _HUNDREDTH))} lb"
    return f"{_plain(_rounded(grams(kg), Decimal(1)) / G_PER_KG)} kg"


def volume(litres: float) -> str:
    """`1.2 l` in every country: packs are sold by the litre, and so are flasks."""
    return f"{_one_decimal(litres)} l"


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    return number.quantize(step, ROUND_HALF_UP)


def _plain(number: Decimal) -> str:
    """Without zeros that say nothing, and never with an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def duration(minutes: float) -> str:
    """`50 min`, `1 h`, `1 h 20 min`; days are not counted: `26 h`."""
    hours, rest = divmod(_half_up(minutes), _MIN_PER_HOUR)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def pace(s_per_km: float, *, units: Units) -> str:
    """`6:30 /km` or `10:28 /mi`."""
    imperial = units is Units.IMPERIAL
    minutes, seconds = divmod(_half_up(s_per_km * (_KM_PER_MI if imperial else 1)), 60)
    return f"{minutes}:{seconds:02d} {'/mi' if imperial else '/km'}"


def percent(share: float) -> str:
    """A share of one as `6 %`; below ten with one decimal where it says more: `5.7 %`."""
    per_cent = share * 100
    return f"{_one_decimal(per_cent) if per_cent < 10 else _half_up(per_cent)} %"


def fine_percent(share: float) -> str:
    """Always with one decimal, for shares that are held against a limit: `10.2 %`."""
    return f"{one_decimal(share * 100)} %"


def _half_up(number: float) -> int:
    """Rounded as people round. `round` would make 2.5 a 2 and 3.5 a 4."""
    return int(number + 0.5 + 1e-9)


def one_decimal(number: float) -> str:
    """`8.0`, `8.5`: for columns, in which the points stand under each other."""
    whole, tenth = divmod(_half_up(number * 10), 10)
    return f"{whole}.{tenth}"


def _one_decimal(number: float) -> str:
    return one_decimal(number).removesuffix(".0")
