"""Strength beside the running: R-75."""

from collections.abc import Iterator

from periodise.checker.season import Season
from periodise.checker.verdict import count, noted
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind


def check_strength(season: Season) -> Iterator[Finding]:
    """R-75: two sessions a week while training grows. Told once, by the first week that has fewer."""
    asked = season.rule("R-75")["sessions_per_week_count"]
    weeks = [week for week in season.load_weeks if week.planned]
    short = [week for week in weeks if sum(one.kind is SessionKind.STRENGTH for one in week.sessions) < asked]
    if short:
        yield noted(
            "R-75",
            short[0].first,
            f"{count(len(short), 'load week')} of {len(weeks)} hold fewer than {asked} strength sessions: "
            "where time is short, easy running goes first (R-76).",
            limit=asked,
            measured=len(weeks) - len(short),
        )
