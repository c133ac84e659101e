"""What vobject, which Radicale reads calendars with, understands of an .ics file: JSON on standard output."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import vobject


def shown(value: Any) -> str:
    """A date as it is, a time in UTC; a time without a zone is an error."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise ValueError(f"{value} has no zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seen(event: Any) -> dict[str, Any]:
    """One event."""
    words = {name: event.contents[name][0].value for name in ("uid", "summary", "status")}
    description = event.contents.get("description", [None])[0]
    return {
        **words,
        "start": shown(event.dtstart.value),
        "end": shown(event.dtend.value),
        "description": description.value if description else "",
        "sequence": int(event.sequence.value),
    }


calendar = vobject.readOne(Path(sys.argv[1]).read_bytes().decode())
calendar.validate(raiseException=True)
print(json.dumps([seen(event) for event in calendar.contents.get("vevent", [])]))
