"""How a judge speaks: findings by severity, and figures in words a runner uses."""

from datetime import date
from math import ceil, floor

from periodise.domain.finding import Finding, Severity
from periodise.domain.replace import replace
from periodise.domain.week import WEEKDAYS

FIXED = "The athlete file or what was done fixed both, and no plan can move either."
MIN_PER_HOUR = 60
LONG_FROM_MIN = 120
"""From here minutes are told as hours and minutes."""


def broken(
    rule: str, day: int, message: str, *, limit: float | None = None, measured: float | None = None
) -> Finding:
    """A rule that must hold and does not; `day` as `date.toordinal()`."""
    return _finding(Severity.HARD, rule, day, message, limit, measured)


def missed(
    rule: str, day: int, message: str, *, limit: float | None = None, measured: float | None = None
) -> Finding:
    """A rule to aim for that is missed."""
    return _finding(Severity.WARNING, rule, day, message, limit, measured)


def noted(
    rule: str, day: int, message: str, *, limit: float | None = None, measured: float | None = None
) -> Finding:
    """Worth knowing, nothing is missed."""
    return _finding(Severity.NOTE, rule, day, message, limit, measured)


def fixed_by_file(finding: Finding) -> Finding:
    """A hard finding of two things that the athlete announced: no plan can part them, so it is a warning."""
    return replace(finding, severity=Severity.WARNING, waived=FIXED)


def _finding(
    severity: Severity, rule: str, day: int, message: str, limit: float | None, measured: float | None
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        where=date.fromordinal(day),
        message=f"{day_text(day)}: {message}",
        limit=None if limit is None else round(limit, 4),
        measured=None if measured is None else round(measured, 4),
    )


def day_text(day: int) -> str:
    """`Saturday 2027-01-09`."""
    on = date.fromordinal(day)
    return f"{WEEKDAYS[on.weekday()].capitalize()} {on.isoformat()}"


def found_min(minutes: float) -> str:
    """Minutes that were found, a started minute counted whole."""
    return _clock(ceil(round(minutes, 3)))


def allowed_min(minutes: float) -> str:
    """Minutes that are allowed, a started minute left out, so that the figure can be planned."""
    return _clock(floor(round(minutes, 3)))


def _clock(minutes: int) -> str:
    if minutes < LONG_FROM_MIN:
        return f"{minutes} min"
    hours, left = divmod(minutes, MIN_PER_HOUR)
    return f"{hours} h {left:02d} min" if left else f"{hours} h"


def kg(mass_kg: float) -> str:
    """`3.5 kg`, `6 kg`."""
    return f"{round(mass_kg, 2):g} kg"


def percent(share: float) -> str:
    """`12.5 %`, `15 %`."""
    return f"{round(share * 100, 1):g} %"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 day`, `3 days`, `no days`."""
    many = many or f"{one}s"
    return f"no {many}" if number == 0 else f"{number} {one if number == 1 else many}"
