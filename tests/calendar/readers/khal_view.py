"""What khal, a calendar application, holds after it imported an .ics file: JSON on standard output."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

CONFIGURATION = """
[calendars]
[[plan]]
path = {folder}/plan
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""
FIELDS = ("uid", "start-long-full", "end-long-full", "all-day", "title", "status", "description")


def khal(folder: Path, *arguments: str) -> str:
    """What khal says; its refusal ends this program."""
    program = Path(sys.executable).with_name("khal")
    command = [str(program), "-c", str(folder / "config"), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if answer.returncode or "critical" in answer.stderr.lower():
        sys.exit(f"khal {arguments[0]}: {answer.stderr}")
    return answer.stdout


def seen(line: str) -> dict[str, object]:
    """One event. khal gives the last day of an all-day event, not the day after."""
    uid, start, end, all_day, title, status, description = line.split("\x1f")
    if all_day == "True":
        start, end = start[:10], str(date.fromisoformat(end[:10]) + timedelta(days=1))
    else:
        start, end = (f"{at.strip().replace(' ', 'T')}:00Z" for at in (start, end))
    return {
        "uid": uid.strip(),
        "start": start,
        "end": end,
        "summary": title,
        "status": status.strip(),
        "description": description,
    }


with TemporaryDirectory() as name:
    home = Path(name)
    (home / "plan").mkdir()
    (home / "config").write_text(CONFIGURATION.format(folder=home), encoding="utf-8")
    khal(home, "import", "--batch", "-a", "plan", sys.argv[1])
    form = "\x1f".join(f"{{{field}}}" for field in FIELDS) + "\x1e"
    span = ("--once", "--notstarted", "1990-01-01", "2100-01-01")
    listed = khal(home, "list", *span, "--day-format", "", "--format", form).split("\x1e")
    events = {event["uid"]: event for event in (seen(line) for line in listed if "\x1f" in line)}
    print(json.dumps(list(events.values())))
