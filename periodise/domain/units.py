"""Physical quantities as people spell them, and the one place where units are converted.

In a file that a person typed every quantity is text with its unit; in the plan file it is a plain
number in the unit that the field's name ends in. Both pass through the same types.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from periodise.domain.noun import Noun
from periodise.domain.refusal import TYPED_BY_A_PERSON, listed, refusal, shown, typed_by_a_person

KG_PER_LB = Decimal("0.45359237")
LB_PER_ST = 14
KM_PER_MI = Decimal("1.609344")
M_PER_FT = Decimal("0.3048")

NUMBER = r"[0-9]{1,7}(?:\.[0-9]{1,6})?"
"""ASCII digits with a point; never a comma, a sign or an exponent."""


class Spelling(NamedTuple):
    """One way to write a quantity."""

    pattern: str
    """Matches the whole text; groups hold the numbers. Serves the JSON Schema too."""
    amount: Callable[[re.Match[str]], Decimal]
    """The number in the quantity's own unit."""
    unit: str = ""
    """Where the spelling is one number and a unit."""


def in_unit(unit: str, factor: Decimal | int = 1) -> Spelling:
    """`70 kg`: a number, a space, the unit; `factor` is its size in the quantity's own unit."""
    return Spelling(f"({NUMBER}) {re.escape(unit)}", lambda match: Decimal(match[1]) * factor, unit)


def _stones(match: re.Match[str]) -> Decimal:
    return (Decimal(match[1]) * LB_PER_ST + Decimal(match[2])) * KG_PER_LB


def _hours_and_minutes(match: re.Match[str]) -> Decimal:
    return Decimal(match[1]) * 60 + Decimal(match[2])


def _pace(km: Decimal | int) -> Callable[[re.Match[str]], Decimal]:
    return lambda match: (Decimal(match[1]) * 60 + Decimal(match[2])) / km


_CLOCK = "([0-9]{1,4}):([0-5][0-9])"
KILOGRAMS = in_unit("kg"), in_unit("lb", KG_PER_LB)
STONES = (
    Spelling(f"({NUMBER}) st ({NUMBER}) lb", _stones),
    in_unit("st", KG_PER_LB * LB_PER_ST),
)
GRAMS = in_unit("g", Decimal("0.001")), in_unit("oz", KG_PER_LB / 16)
KILOMETRES = in_unit("km"), in_unit("mi", KM_PER_MI)
METRES = in_unit("m"), in_unit("ft", M_PER_FT)
LITRES = in_unit("l"), in_unit("ml", Decimal("0.001"))
MINUTES = (
    in_unit("min"),
    in_unit("h", 60),
    Spelling("([0-9]{1,4})h([0-5]?[0-9])m", _hours_and_minutes),
    Spelling(_CLOCK, _hours_and_minutes),
)
PACES = (
    Spelling("([0-9]{1,2}):([0-5][0-9]) /km", _pace(1)),
    Spelling("([0-9]{1,2}):([0-5][0-9]) /mi", _pace(KM_PER_MI)),
)


class Quantity(NamedTuple):
    """A kind of quantity: how it may be spelled, how large it may be, and what to say if it is not."""

    what: str
    """As a message begins: "a body mass"."""
    unit: str
    """Of the number that the program keeps."""
    spellings: tuple[Spelling, ...]
    low: float
    high: float
    examples: tuple[str, ...]
    words: tuple[tuple[str, str | float | None], ...] = ()
    """Words that stand in place of a quantity ("off"), with what they mean."""
    span: str = ""
    """Range in words, where the number in `unit` is not how people say it."""

    def read(self, value: object, info: ValidationInfo) -> str | float | None:
        """The number in `unit`: from text with a unit, or as it stands in a file that we wrote."""
        if isinstance(value, str):
            return dict(self.words)[value] if value in dict(self.words) else self._spelled(value)
        if value is None and None in dict(self.words).values() and not typed_by_a_person(info):
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise refusal(f"{shown(value)} is not {self.what}", allowed=self.allowed, do=self.advice)
        if typed_by_a_person(info):
            raise self._without_unit(value)
        return self._in_range(value, found=shown(value))

    @property
    def allowed(self) -> str:
        """Range and spellings in words."""
        span = f"{self.what} is {self.span or f'{self.low:g} to {self.high:g} {self.unit}'}"
        return f"{span}, as text with its unit" if not self.words else f"{span}, or {self._words}"

    @property
    def advice(self) -> str:
        """What to write, by example."""
        return f"write {listed(shown(example) for example in self.examples)}"

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of the text a person types."""
        words = [re.escape(word) for word, _ in self.words]
        patterns = [spelling.pattern for spelling in self.spellings] + words
        examples = [*self.examples, *(word for word, _ in self.words)]
        return {"type": "string", "pattern": f"^(?:{'|'.join(patterns)})$", "examples": examples}

    @property
    def _words(self) -> str:
        return listed(shown(word) for word, _ in self.words)

    def _spelled(self, text: str) -> float:
        for spelling in self.spellings:
            if match := re.fullmatch(spelling.pattern, text):
                return self._in_range(float(spelling.amount(match)), found=shown(text))
        raise self._unreadable(text)

    def _in_range(self, amount: float, *, found: str) -> float:
        if self.low <= amount <= self.high:  # neither NaN nor an infinity is
            return float(amount) + 0.0  # -0.0 becomes 0.0
        raise refusal(f"{found} is out of range", allowed=self.allowed, do=self.advice)

    def _without_unit(self, number: float) -> Exception:
        if isinstance(number, float) and not isfinite(number):
            return refusal(f"{shown(number)} is not a number", allowed=self.allowed, do=self.advice)
        do = f"write {listed(written)}" if (written := self._with_units(shown(number))) else self.advice
        return refusal(f"{shown(number)} has no unit", allowed=self.allowed, do=do)

    def _with_units(self, number: str) -> list[str]:
        """`number` in the first two units that make it a quantity in range, as text to type."""
        units = [spelling.unit for spelling in self.spellings if spelling.unit][:2]
        return [shown(text) for unit in units if self._takes(text := f"{number} {unit}")]

    def _takes(self, text: str) -> bool:
        try:
            self._spelled(text)
        except PydanticCustomError:
            return False
        return True

    def _unreadable(self, text: str) -> Exception:
        found = f"{shown(text)} is not spelled as {self.what}"
        return refusal(found, allowed=self.allowed, do=self._respelling(text))

    def _respelling(self, text: str) -> str:
        """What to write instead: the number with its units, the likely meaning, or an example."""
        from periodise.domain.spelling import likely_meant

        bare = text.strip()
        likely = self._with_units(bare) if re.fullmatch(NUMBER, bare) else []
        meant = None if likely else likely_meant(text, [spelling.pattern for spelling in self.spellings])
        likely = [shown(meant)] if meant else likely
        return f"write {listed(likely)}" if likely else self.advice


BODY_MASS = Quantity("a body mass", "kg", KILOGRAMS + STONES, 25, 250, ("70 kg", "154 lb", "11 st 2 lb"))
PACK_MASS = Quantity("a pack mass", "kg", KILOGRAMS + STONES + GRAMS, 0, 100, ("6 kg", "13 lb"))
RACE_PACK_MASS = Quantity(
    "a race's pack mass", "kg", PACK_MASS.spellings, 0, 100, ("6 kg", "13 lb"), (("from kit", "from kit"),)
)
TRIP_PACK_MASS = RACE_PACK_MASS._replace(what="a trip's pack mass")
ITEM_MASS = Quantity("the mass of a thing", "kg", GRAMS + KILOGRAMS, 0, 50, ("320 g", "1.2 kg", "11 oz"))
VOLUME = Quantity("a volume", "l", LITRES, 0, 200, ("1.2 l", "500 ml"))
DISTANCE = Quantity("a distance", "km", KILOMETRES, 0, 5000, ("45 km", "28 mi"))
GOAL_DISTANCE = Quantity("a distance to cover", "km", KILOMETRES, 1, 5000, ("100 km", "62 mi"))
ASCENT = Quantity("an ascent or descent", "m", METRES, 0, 100_000, ("900 m", "3000 ft"))
ALTITUDE = Quantity("an altitude", "m", METRES, 0, 9000, ("2400 m", "7900 ft"))
DURATION = Quantity("a duration", "min", MINUTES, 1, 60_000, ("26 h", "90 min", "1h30m", "1:30"))
DAY_MINUTES = Quantity("the time free on a day", "min", MINUTES, 0, 1440, ("75 min", "7 h", "1h30m", "1:30"))
REMINDER = Quantity("a reminder", "min", MINUTES, 0, 10_080, ("12 h", "30 min"), (("off", None),))
PACE = Quantity("a pace", "s/km", PACES, 120, 1800, ("6:30 /km", "10:30 /mi"), span="2:00 to 30:00 /km")


def _number(quantity: Quantity) -> Any:
    """`Annotated` metadata of a float that is read as `quantity`."""
    return BeforeValidator(quantity.read)


BodyMassKg = Annotated[float, _number(BODY_MASS), WithJsonSchema(BODY_MASS.schema)]
PackMassKg = Annotated[float, _number(PACK_MASS), WithJsonSchema(PACK_MASS.schema)]
RacePackMassKg = Annotated[
    float | Literal["from kit"], _number(RACE_PACK_MASS), WithJsonSchema(RACE_PACK_MASS.schema)
]
ItemMassKg = Annotated[float, _number(ITEM_MASS), WithJsonSchema(ITEM_MASS.schema)]
VolumeL = Annotated[float, _number(VOLUME), WithJsonSchema(VOLUME.schema)]
DistanceKm = Annotated[float, _number(DISTANCE), WithJsonSchema(DISTANCE.schema)]
GoalDistanceKm = Annotated[float, _number(GOAL_DISTANCE), WithJsonSchema(GOAL_DISTANCE.schema)]
AscentM = Annotated[float, _number(ASCENT), WithJsonSchema(ASCENT.schema)]
AltitudeM = Annotated[float, _number(ALTITUDE), WithJsonSchema(ALTITUDE.schema)]
DurationMin = Annotated[float, _number(DURATION), WithJsonSchema(DURATION.schema)]
DayMinutes = Annotated[float, _number(DAY_MINUTES), WithJsonSchema(DAY_MINUTES.schema)]
Reminder = Annotated[float | None, _number(REMINDER), WithJsonSchema(REMINDER.schema)]
"""Minutes before a session; None: off."""
PaceSPerKm = Annotated[float, _number(PACE), WithJsonSchema(PACE.schema)]


class ConsumptionRate(Noun):
    """How fast water, food or fuel is used up."""

    amount: float = Field(gt=0, le=5000)
    """Litres or grams, as `unit` says."""
    unit: Literal["l/h", "l/day", "g/h", "g/day"]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object, info: ValidationInfo) -> object:
        """A mapping from the plan file as it is, `0.5 l/h` or `80 g/h` from a person."""
        if isinstance(value, str):
            return _rate(value)
        if typed_by_a_person(info):
            raise refusal(f"{shown(value)} has no unit", allowed=RATE_ALLOWED, do=RATE_ADVICE)
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The text that a person types."""
        return {"type": "string", "pattern": f"^(?:{RATE_PATTERN})$", "examples": ["0.5 l/h", "600 g/day"]}


RATE_PATTERN = f"({NUMBER}) (l|ml|g|kg)/(h|day)"
RATE_ALLOWED = "a rate is litres or grams per hour or per day, above 0 and at most 5000"
RATE_ADVICE = 'write "0.5 l/h" or "600 g/day"'
_RATE_UNITS = {
    "l": ("l", Decimal(1)),
    "ml": ("l", Decimal("0.001")),
    "g": ("g", Decimal(1)),
    "kg": ("g", Decimal(1000)),
}


def _rate(text: str) -> dict[str, object]:
    match = re.fullmatch(RATE_PATTERN, text)
    if match is None:
        raise refusal(f"{shown(text)} is not spelled as a rate", allowed=RATE_ALLOWED, do=RATE_ADVICE)
    unit, factor = _RATE_UNITS[match[2]]
    amount = float(Decimal(match[1]) * factor)
    if not 0 < amount <= 5000:
        raise refusal(f"{shown(text)} is out of range", allowed=RATE_ALLOWED, do=RATE_ADVICE)
    return {"amount": amount, "unit": f"{unit}/{match[3]}"}


Whole = Annotated[int, Field(strict=True)]
"""A whole number: neither `true` nor text in quotes is one."""

YesNo = Annotated[bool, Field(strict=True)]
"""`true` or `false`, never "yes" or 1."""


AMOUNTS: Mapping[str, Any] = {"distance": DistanceKm, "duration": DurationMin, "pack mass": PackMassKg}
"""Kinds of amount that a person may type outside an athlete file."""


def amount_of(kind: str, text: str) -> float:
    """The number in the unit that the program keeps; pydantic's ValidationError says what is wrong."""
    amount: float = TypeAdapter(AMOUNTS[kind]).validate_python(text, context={TYPED_BY_A_PERSON: True})
    return amount
