"""Which row of R-50's table a goal has: by kind, by days, by distance and by the time that is left."""

from collections.abc import Mapping
from typing import Any

from periodise.checker.season import Season
from periodise.domain.race import RaceKind

Row = Mapping[str, Any]
"""Days of taper, up to `max_days` where there is one, and the share of each block."""


def taper_rows(season: Season) -> tuple[Row, ...]:
    """Rows that fit, the first one preferred."""
    rule = season.rule("R-50")
    if season.runway_weeks < rule["short_runway"]["below_weeks"]:
        return (rule["short_runway"],)
    own = _row_of_kind(season)
    if own is None:
        return _rows_of_distance(season)
    one_day = len(season.race_days) < rule["trek"]["event_low_days"] and own is rule["trek"]
    return (*_rows_of_distance(season), own) if one_day else (own,)


def _row_of_kind(season: Season) -> Row | None:
    """The row of a kind that has its own; a route of one day may taper by its distance as well."""
    kind, days = season.inputs.race.kind, len(season.race_days)
    rows: Mapping[str, Row] = season.rule("R-50")
    if kind is RaceKind.RUCK:
        return rows["ruck"]
    if kind is RaceKind.ULTRA:
        return None
    long_enough = days >= rows["stage_race"]["event_low_days"]
    return rows["stage_race" if kind is RaceKind.STAGE_RACE or long_enough else "trek"]


def _rows_of_distance(season: Season) -> tuple[Row, ...]:
    """Between 60 and 130 km the longer taper is asked for when the distance is new. Otherwise both may be
    right: whether the peak counts as nine hours is the planner's to say before the peak is built.
    """
    rule = season.rule("R-50")
    if season.distance_class != "middle":
        return (rule[season.distance_class],)
    longer = rule["middle"]["long_variant"]
    if season.inputs.history.longest_event_km < season.inputs.race.distance_km:
        return (longer,)
    return (rule["middle"], longer)


def taper_days(season: Season) -> tuple[int, ...]:
    """Lengths that R-50 allows; the whole runway when it is shorter."""
    runway = season.race_day - season.start
    lengths = (
        days
        for row in taper_rows(season)
        for days in range(row["days"], row.get("max_days", row["days"]) + 1)
    )
    return tuple(dict.fromkeys(min(days, runway) for days in lengths))


def taper_shares(season: Season) -> tuple[float, ...]:
    """What each declared block may keep: by the row that has as many blocks, of this goal or of another."""
    rule, blocks = season.rule("R-50"), len(season.taper_blocks)
    others = (rule["short_runway"], rule[season.distance_class], rule["middle"]["long_variant"])
    rows = (*taper_rows(season), *others)
    return next((tuple(row["shares"]) for row in rows if len(row["shares"]) == blocks), ())
