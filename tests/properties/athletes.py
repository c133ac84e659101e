"""Random valid athletes, races of every kind and weeks: short of time, ill prepared, often away, on trips."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from periodise.domain.inputs import Inputs
from periodise.domain.week import WEEKDAYS

MINUTES = st.sampled_from([0, 0, 15, 30, 45, 60, 75, 90, 120, 180, 240, 420, 600])
MASSES = st.one_of(st.just(0.0), st.floats(1, 8).map(lambda kg: round(kg, 1)), st.floats(4, 20).map(round))


def _one_decimal(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda number: round(number, 1))


@st.composite
def _weeks(draw: st.DrawFn) -> dict[str, Any]:
    days: dict[str, Any] = {
        name: {"available_min": draw(MINUTES), "start": "06:30" if draw(st.booleans()) else None}
        for name in WEEKDAYS
    }
    long_day = draw(st.sampled_from(WEEKDAYS))
    return {"timezone": "Europe/London", "long_day": long_day, "hills": draw(st.booleans()), **days}


@st.composite
def _spans_away(draw: st.DrawFn, start: date, runway_days: int) -> list[dict[str, date]]:
    spans = []
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        first = start + timedelta(draw(st.integers(-3, runway_days)))
        last = first + timedelta(draw(st.sampled_from([0, 2, 4, 5, 6, 9, 13, 20, 34, 60])))
        spans.append({"start": first, "end": last})
    return spans


@st.composite
def goals(draw: st.DrawFn) -> dict[str, Any]:
    """A race of any kind, its date left out."""
    kind = draw(st.sampled_from(["ultra", "ultra", "stage-race", "fastpack", "ruck"]))
    climb_m_per_km = draw(st.floats(0, 75))
    stages: list[dict[str, Any]] = []
    if kind in ("stage-race", "fastpack"):
        for _ in range(draw(st.integers(1, 8))):
            km = draw(_one_decimal(8, 60))
            mass = draw(st.one_of(st.none(), _one_decimal(1, 12)))
            stages.append({"distance_km": km, "ascent_m": round(km * climb_m_per_km), "pack_mass_kg": mass})
        km = sum(stage["distance_km"] for stage in stages)
    elif kind == "ruck":
        km = draw(_one_decimal(10, 80))
    else:
        km = draw(st.one_of(_one_decimal(42, 60), _one_decimal(60, 130), _one_decimal(130, 260)))
    heavy = st.floats(8, 30).map(round)
    return {
        "name": "A race",
        "start": draw(st.sampled_from([None, "06:00"])),
        "kind": kind,
        "distance_km": km,
        "ascent_m": round(km * climb_m_per_km),
        "cutoff_min": draw(st.one_of(st.none(), st.just(km * 15))),
        "terrain": draw(st.sampled_from(["road", "smooth", "moderate", "technical"])),
        "pack_mass_kg": draw(heavy if kind == "ruck" else MASSES),
        "run_only": draw(st.integers(0, 9)) == 0,
        "hot": draw(st.integers(0, 3)) == 0,
        "stages": stages,
    }


@st.composite
def on_the_way(
    draw: st.DrawFn, start: date, runway_days: int, away: list[dict[str, date]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Trips and other races on dates that nothing else takes."""
    taken = {
        span["start"] + timedelta(offset)
        for span in away
        for offset in range((span["end"] - span["start"]).days + 1)
    }
    trips: list[dict[str, Any]] = []
    races: list[dict[str, Any]] = []
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3]))):
        first = start + timedelta(draw(st.integers(-2, runway_days)))
        days = draw(st.sampled_from([1, 1, 2, 3, 5, 9]))
        dates = {first + timedelta(offset) for offset in range(days)}
        if dates & taken or max(dates) >= start + timedelta(runway_days):
            continue
        taken |= dates
        if days == 1 and draw(st.booleans()):
            km = draw(st.sampled_from([5.0, 10.0, 21.1, 42.2, 80.0]))
            race = {
                "name": f"Race {len(races)}",
                "date": first,
                "distance_km": km,
                "ascent_m": round(20 * km),
            }
            races.append({**race, "priority": draw(st.sampled_from(["B", "C"]))})
        else:
            trip = {"name": "A trip", "start": first, "end": max(dates)}
            daily = {"distance_per_day_km": draw(_one_decimal(8, 32)), "ascent_per_day_m": 600}
            trips.append({**trip, **daily, "pack_mass_kg": draw(_one_decimal(1, 18))})
    return trips, races


@st.composite
def athletes(draw: st.DrawFn) -> Inputs:
    """A valid file for a race of any kind, one to sixty weeks away."""
    start = date(2026, 1, 1) + timedelta(draw(st.integers(0, 800)))
    runway_days = draw(st.one_of(st.integers(1, 40), st.integers(20, 200), st.integers(100, 420)))
    weekly_km = draw(_one_decimal(8, 120))
    away = draw(_spans_away(start, runway_days))
    trips, races = draw(on_the_way(start, runway_days, away))
    return Inputs.model_validate(
        {
            "athlete": {
                "name": "A runner",
                "body_mass_kg": draw(_one_decimal(38, 130)),
                "birth_year": draw(st.sampled_from([None, 1958, 1975, 1995, 2011])),
                "level": draw(st.sampled_from(["novice", "intermediate", "experienced"])),
                "easy_pace_s_per_km": draw(st.one_of(st.none(), st.integers(260, 600))),
                "screen": {"joint_pain": draw(st.integers(0, 9)) == 0},
            },
            "history": {
                "weekly_distance_km": weekly_km,
                "weekly_ascent_m": draw(st.one_of(st.none(), st.integers(0, round(weekly_km * 50)))),
                "runs_per_week": draw(st.integers(0, 8)),
                "weeks_consistent": draw(st.integers(0, 80)),
                "longest_run_km": draw(_one_decimal(0, min(weekly_km, 60))),
                "longest_loaded_km": draw(st.one_of(st.just(0.0), _one_decimal(2, 18))),
                "pack_mass_kg": draw(st.one_of(st.just(0.0), _one_decimal(1, 12))),
                "longest_event_km": draw(st.sampled_from([0, 21.1, 50, 100, 161])),
            },
            "race": {**draw(goals()), "date": start + timedelta(runway_days)},
            "week": draw(_weeks()),
            "away": away,
            "trips": trips,
            "other_races": races,
            "plan": {
                "start": start,
                "rhythm": draw(st.sampled_from([None, "3:1", "2:1"])),
                "straps": draw(st.integers(0, 19)) > 0,
                "ruck_extra": draw(st.booleans()),
            },
        }
    )
