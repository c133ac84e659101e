"""Random valid athletes, races and weeks: plain, hilly, short of time, ill prepared, often away."""

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
def athletes(draw: st.DrawFn) -> Inputs:
    """A valid file for an ultra, one to sixty weeks away."""
    start = date(2026, 1, 1) + timedelta(draw(st.integers(0, 800)))
    runway_days = draw(st.one_of(st.integers(1, 40), st.integers(20, 200), st.integers(100, 420)))
    weekly_km = draw(_one_decimal(8, 120))
    race_km = draw(st.one_of(_one_decimal(42, 60), _one_decimal(60, 130), _one_decimal(130, 260)))
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
            "race": {
                "name": "A race",
                "date": start + timedelta(runway_days),
                "start": draw(st.sampled_from([None, "06:00"])),
                "kind": "ultra",
                "distance_km": race_km,
                "ascent_m": round(race_km * draw(st.floats(0, 75))),
                "cutoff_min": draw(st.one_of(st.none(), st.just(race_km * 15))),
                "terrain": draw(st.sampled_from(["road", "smooth", "moderate", "technical"])),
                "pack_mass_kg": draw(MASSES),
                "run_only": draw(st.integers(0, 9)) == 0,
            },
            "week": draw(_weeks()),
            "away": draw(_spans_away(start, runway_days)),
            "plan": {
                "start": start,
                "rhythm": draw(st.sampled_from([None, "3:1", "2:1"])),
                "straps": draw(st.integers(0, 19)) > 0,
            },
        }
    )
