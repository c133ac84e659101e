"""R-64b: how long a loaded walk or backpacking day may be."""

from collections.abc import Iterator

from periodise.checker.dated import DatedSession
from periodise.checker.reading import Reading
from periodise.checker.references import heaviest_before, longest_before
from periodise.checker.season import Season
from periodise.checker.verdict import allowed_min, broken, found_min, kg, percent
from periodise.domain.finding import Finding
from periodise.domain.tolerance import mass_within, minutes_within


def check_loaded_walk(season: Season) -> Iterator[Finding]:
    """At most a quarter longer than the longest time on feet of thirty days."""
    for walk, reading in zip(season.loaded_walks, loaded_walk_readings(season), strict=True):
        if walk.planned and not minutes_within(reading.measured, reading.limit):
            yield broken(
                "R-64b",
                walk.day,
                f"{found_min(reading.measured)} on foot with {kg(walk.pack_kg)}; "
                f"{allowed_min(reading.limit)} is the most after the longest time on feet of the last "
                f"{season.rule('R-64b')['window_days']} days"
                f"{', and for a first walk with a pack' if _is_first(season, walk) else ''}.",
                limit=reading.limit,
                measured=reading.measured,
            )


def loaded_walk_readings(season: Season) -> Iterator[Reading]:
    """Minutes of every loaded walk against its limit."""
    rule = season.rule("R-64b")
    for walk in season.loaded_walks:
        longest = longest_before(
            season,
            season.training,
            day=walk.day,
            window_days=rule["window_days"],
            history_min=max(season.anchors.longest_min, season.anchors.loaded_min),
        )
        limit = rule["growth_ratio"] * longest
        yield Reading(
            walk.day,
            walk.minutes,
            min(limit, rule["first_max_min"]) if _is_first(season, walk) else limit,
        )


def check_first_walk(season: Season) -> Iterator[Finding]:
    """The first loaded walk carries 10 % of body mass at most."""
    share = season.rule("R-64b")["first_max_share"]
    for walk in season.loaded_walks:
        if (
            walk.planned
            and _is_first(season, walk)
            and not mass_within(walk.pack_kg, share * season.body_mass_kg)
        ):
            yield broken(
                "R-64b",
                walk.day,
                f"the first walk with a pack carries {kg(walk.pack_kg)}, {percent(walk.body_share)} "
                f"of body mass; {percent(share)} is the most.",
                limit=share,
                measured=walk.body_share,
            )


def check_walk_raises(season: Season) -> Iterator[Finding]:
    """Time and mass of loaded walks are not raised together."""
    rule = season.rule("R-64b")
    for walk in season.loaded_walks:
        longest = season.loaded_walks.longest_min(walk.day - rule["window_days"], walk.day)
        heaviest = max(
            heaviest_before(season, season.loaded_runs, walk.day), season.loaded_walks.heaviest_kg(walk.day)
        )
        longer = longest > 0 and not minutes_within(walk.minutes, longest)
        heavier = heaviest > 0 and not mass_within(walk.pack_kg, heaviest)
        if walk.planned and longer and heavier:
            yield broken(
                "R-64b",
                walk.day,
                f"{kg(walk.pack_kg)} and {found_min(walk.minutes)} are both more than on the walks before; "
                "raise the mass or the time, not both.",
                limit=longest,
                measured=walk.minutes,
            )


def _is_first(season: Season, walk: DatedSession) -> bool:
    """Whether no loaded walk is known of before it; a load that was never run with was walked with."""
    walked = season.anchors.loaded_min > 0 and not season.anchors.pack_kg
    return not walked and walk is season.loaded_walks.sessions[0]
