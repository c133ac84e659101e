"""Quantities as people spell them."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from periodise.domain import units
from periodise.domain.kit import KitItem
from periodise.domain.refusal import TYPED_BY_A_PERSON

TYPED = {TYPED_BY_A_PERSON: True}
QUANTITIES = {
    name: quantity for name, quantity in vars(units).items() if isinstance(quantity, units.Quantity)
}


def read(type_: object, value: object, *, typed: bool = True) -> object:
    """`value` as a field of that type reads it, from a person's file or from ours."""
    return TypeAdapter(type_).validate_python(value, context=TYPED if typed else None)


SPELLINGS = [
    (units.BodyMassKg, "70 kg", "70"),
    (units.BodyMassKg, "154 lb", "69.85322498"),
    (units.BodyMassKg, "11 st 2 lb", "70.76040972"),
    (units.BodyMassKg, "11 st", "69.85322498"),
    (units.PackMassKg, "3.5 kg", "3.5"),
    (units.PackMassKg, "850 g", "0.85"),
    (units.PackMassKg, "0 kg", "0"),
    (units.RacePackMassKg, "13 lb", "5.89670081"),
    (units.ItemMassKg, "320 g", "0.32"),
    (units.ItemMassKg, "16 oz", "0.45359237"),
    (units.DistanceKm, "100 km", "100"),
    (units.DistanceKm, "62 mi", "99.779328"),
    (units.GoalDistanceKm, "26.2 mi", "42.1648128"),
    (units.AscentM, "5600 m", "5600"),
    (units.AscentM, "18000 ft", "5486.4"),
    (units.AltitudeM, "7900 ft", "2407.92"),
    (units.DurationMin, "90 min", "90"),
    (units.DurationMin, "1h30m", "90"),
    (units.DurationMin, "1:30", "90"),
    (units.DurationMin, "26 h", "1560"),
    (units.DurationMin, "1.5 h", "90"),
    (units.DayMinutes, "7 h", "420"),
    (units.DayMinutes, "0 min", "0"),
    (units.DayMinutes, "24:00", "1440"),
    (units.VolumeL, "1.2 l", "1.2"),
    (units.VolumeL, "500 ml", "0.5"),
    (units.PaceSPerKm, "6:30 /km", "390"),
    (units.Reminder, "12 h", "720"),
]


@pytest.mark.parametrize(("type_", "text", "expected"), SPELLINGS, ids=lambda value: str(value)[:24])
def test_every_spelling_gives_the_exact_number(type_: object, text: str, expected: str) -> None:
    assert read(type_, text) == float(Decimal(expected))


def test_a_pace_per_mile_is_divided_by_the_kilometres_of_a_mile() -> None:
    assert read(units.PaceSPerKm, "10:30 /mi") == pytest.approx(630 / 1.609344, rel=1e-15)


def test_a_reminder_that_is_off_is_none_and_a_pack_from_the_kit_is_a_word() -> None:
    assert read(units.Reminder, "off") is None
    assert read(units.RacePackMassKg, "from kit") == "from kit"


@pytest.mark.parametrize("number", [70, 70.0, 0, -5, True, 10**400])
def test_a_bare_number_typed_by_a_person_is_refused_and_the_units_are_named(number: object) -> None:
    with pytest.raises(ValidationError, match="kg"):
        read(units.BodyMassKg, number)


def test_the_bare_number_comes_back_with_its_units_in_what_to_write() -> None:
    with pytest.raises(ValidationError, match=r'70 has no unit.*write "70 kg" or "70 lb"'):
        read(units.BodyMassKg, 70)


def test_a_number_in_quotes_comes_back_with_its_units_kilograms_first() -> None:
    with pytest.raises(ValidationError, match=r'write "70 kg" or "70 lb"'):
        read(units.BodyMassKg, "70")


@pytest.mark.parametrize("number", [70, 70.5])
def test_a_bare_number_in_a_file_of_ours_is_in_the_fields_own_unit(number: float) -> None:
    assert read(units.BodyMassKg, number, typed=False) == number


@pytest.mark.parametrize("number", [24.9, 250.1, -70, float("nan"), float("inf"), True, 10**400])
def test_a_number_that_no_body_weighs_is_refused_wherever_it_comes_from(number: object) -> None:
    with pytest.raises(ValidationError, match="25 to 250 kg"):
        read(units.BodyMassKg, number, typed=False)


def test_a_negative_zero_is_a_zero() -> None:
    assert str(read(units.PackMassKg, -0.0, typed=False)) == "0.0"


MISSPELLED = [
    (units.BodyMassKg, "70kg", "70 kg"),
    (units.BodyMassKg, "11 st 2", "11 st 2 lb"),
    (units.BodyMassKg, "72,5 kg", "72.5 kg"),
    (units.BodyMassKg, "154 lbs", "154 lb"),
    (units.BodyMassKg, " 70 KG ", "70 kg"),
    (units.AscentM, "5,600 m", "5600 m"),
    (units.AscentM, "18000 feet", "18000 ft"),
    (units.DistanceKm, "62 miles", "62 mi"),
    (units.DurationMin, "90 minutes", "90 min"),
    (units.DurationMin, "1 h 30 min", "1h30m"),
    (units.DurationMin, "1h 30m", "1h30m"),
    (units.DurationMin, "26:45 h", "26:45"),
    (units.PaceSPerKm, "6:30/km", "6:30 /km"),
    (units.PaceSPerKm, "6:30 min/km", "6:30 /km"),
    (units.PaceSPerKm, "10:30 / mile", "10:30 /mi"),
]


@pytest.mark.parametrize(("type_", "typed", "meant"), MISSPELLED, ids=lambda value: str(value)[:24])
def test_a_near_miss_is_refused_with_the_spelling_that_was_meant(
    type_: object, typed: str, meant: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        read(type_, typed)
    assert refused.value.errors()[0]["ctx"]["do"] == f'write "{meant}"'
    read(type_, meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "70",
        "kg",
        "-70 kg",
        "+70 kg",
        "7e1 kg",
        "1_0 kg",
        "٧٠ kg",
        "7² kg",
        "70 kg\n",
        "nan kg",
        "0x46 kg",
    ],
)
def test_no_other_spelling_of_a_number_is_guessed_at(text: str) -> None:
    with pytest.raises(ValidationError, match="is not spelled as a body mass"):
        read(units.BodyMassKg, text)


@pytest.mark.parametrize("name", sorted(QUANTITIES))
def test_every_example_of_a_quantity_can_be_read_and_lies_in_its_range(name: str) -> None:
    quantity = QUANTITIES[name]
    for example in quantity.examples:
        assert quantity.low <= quantity._spelled(example) <= quantity.high


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("0.5 l/h", 0.5, "l/h"),
        ("500 ml/h", 0.5, "l/h"),
        ("600 g/day", 600, "g/day"),
        ("1 kg/day", 1000, "g/day"),
    ],
)
def test_a_rate_keeps_its_amount_in_litres_or_grams(text: str, amount: float, unit: str) -> None:
    rate = read(units.ConsumptionRate, text)
    assert rate == units.ConsumptionRate(amount=amount, unit=unit)


@pytest.mark.parametrize(
    "rate", ["0 l/h", "0.5 l", "0.5 l/min", "9000000 l/h", 5, {"amount": 1, "unit": "l/h"}]
)
def test_a_rate_without_amount_or_time_is_refused_in_a_typed_file(rate: object) -> None:
    with pytest.raises(ValidationError, match="litres or grams per hour or per day"):
        KitItem.model_validate({"name": "water", "mass": "1 kg", "rate": rate}, context=TYPED)
