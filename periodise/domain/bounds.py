"""What a plan of record may say: from nothing to more than anybody could do, so that it can always be shown.

A plan file can come from anywhere. Whether a plan is wise is the judge's business and not looked at here.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from periodise.domain.limits import FIRST_PLAN_DATE, LAST_PLAN_DATE

PlanDate = Annotated[date, Field(ge=FIRST_PLAN_DATE, le=LAST_PLAN_DATE)]
ClockText = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day as HH:MM."""
Minutes = Annotated[float, Field(ge=0, le=60_000)]
Kilometres = Annotated[float, Field(ge=0, le=5000)]
Metres = Annotated[float, Field(ge=0, le=100_000)]
Kilograms = Annotated[float, Field(ge=0, le=100)]
KilogramKilometres = Annotated[float, Field(ge=0, le=500_000)]
Efm = Annotated[float, Field(ge=0, le=1_000_000)]
"""Equivalent easy flat minutes."""
