"""Dates, times of day and time zones."""

from datetime import UTC, date, datetime, time

import pytest
from pydantic import TypeAdapter, ValidationError

from periodise.domain.times import CalendarDate, ClockTime, TimeZone, known_zones, nearest_zones


def read(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("06:30", "06:30"), ("6:30", "06:30"), ("23:59", "23:59"), ("0:00", "00:00"), (time(18, 30), "18:30")],
)
def test_a_time_of_day_is_kept_as_hours_and_minutes(typed: object, kept: str) -> None:
    assert read(ClockTime, typed) == kept


def test_every_minute_of_the_day_reads_as_itself() -> None:
    for minute in range(1440):
        text = f"{minute // 60:02d}:{minute % 60:02d}"
        assert read(ClockTime, text) == text


@pytest.mark.parametrize(
    "typed",
    ["24:00", "6:60", "6.30", "6:30 pm", "0630", 630, 6.5, True, date(2027, 6, 19), time(6, 30, 15), "６:30"],
)
def test_what_is_no_time_of_day_is_refused(typed: object) -> None:
    with pytest.raises(ValidationError, match="00:00 to 23:59"):
        read(ClockTime, typed)


@pytest.mark.parametrize("typed", [date(2028, 2, 29), "2028-02-29"])
def test_a_leap_day_is_a_day_like_others(typed: object) -> None:
    assert read(CalendarDate, typed) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed",
    [
        "03/04/2026",
        "2026-1-5",
        "20261011",
        20261011,
        "2026-W41-7",
        "2027-02-29",
        "2027-06-19T06:00",
        datetime(2027, 6, 19),  # noqa: DTZ001 - what TOML gives for a local date-time
        datetime(2027, 6, 19, tzinfo=UTC),
        time(6, 0),
        1_000_000_000,
        True,
        "",
        date(1, 1, 1),
        date(9999, 12, 31),
    ],
)
def test_what_is_no_plain_date_in_our_time_is_refused(typed: object) -> None:
    with pytest.raises(ValidationError, match="2000-01-01 to 2199-12-31"):
        read(CalendarDate, typed)


@pytest.mark.parametrize(
    "key",
    [
        "Europe/London",
        "America/Argentina/Ushuaia",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
        "Etc/GMT+5",
        "UTC",
    ],
)
def test_a_zone_of_the_database_is_kept(key: str) -> None:
    assert read(TimeZone, key) == key


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("Europe/Berlim", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("EST", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("America/New York", "America/New_York"),
    ],
)
def test_a_zone_that_is_not_one_is_refused_with_the_nearest(typed: str, nearest: str) -> None:
    assert nearest in nearest_zones(typed)
    with pytest.raises(ValidationError, match=nearest):
        read(TimeZone, typed)


@pytest.mark.parametrize(
    "typed", ["", "../../etc/passwd", "/etc/passwd", "Europe/../London", "Europe", "zones", 5]
)
def test_a_path_or_a_folder_is_no_zone(typed: object) -> None:
    with pytest.raises(ValidationError, match="is not a time zone"):
        read(TimeZone, typed)


def test_every_known_zone_can_be_loaded() -> None:
    from zoneinfo import ZoneInfo

    assert len(known_zones()) > 400
    assert all(ZoneInfo(key).key == key for key in known_zones())
