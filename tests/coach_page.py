"""Pictures and texts of docs/coach.md, made by the program from one example and one edited table."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from periodise.cli.commands import periodise
from periodise.exports import coach_page
from periodise.render.charts import chart_svg
from periodise.render.pdf import first_page_png
from tests.coach import season

PROJECT = Path(__file__).parent.parent
PAGE = PROJECT / "docs" / "coach.md"
EXAMPLE, TODAY = "lakeland-50", "2027-02-01"
PICTURE_PPI = 96
STYLE = """
svg { background: #ffffff; }
text { font-family: system-ui, sans-serif; fill: #1b1f1d; font-size: 13px; }
.background { fill: none; } .axis path { stroke: #d5dad6; fill: none; } .axis.x path { stroke: none; }
.axis.y text { text-anchor: end; } .axis.x text { text-anchor: middle; }
.color-0 { fill: #2a7f62; } .color-1 { fill: #c26a1a; } .pale { fill-opacity: 0.5; }
@media (prefers-color-scheme: dark) {
svg { background: #121614; } text { fill: #e9eeea; } .axis path { stroke: #36403a; }
.color-0 { fill: #4fb894; } .color-1 { fill: #eb9a4f; }
}
"""
CHANGES = {
    ("2027-03-02", "pack_run"): {"pack_mass_kg": "3.5"},
    ("2027-03-04", "easy_run"): {"duration_min": "40", "note": "Legs first, watch later."},
    ("2027-03-06", "long_run"): {"date": "2027-03-07"},
}
"""What the coach of the page does: by day and kind."""


def coach_guide() -> str:
    """docs/coach.md with what `merge` prints taken anew."""
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(
        r"(?ms)^(```text merge\n).*?(^```$)", lambda block: block[1] + merge_text() + block[2], text
    )


@cache
def merge_text() -> str:
    """What a runner sees of those changes."""
    content = season.sent(EXAMPLE, "csv")
    for row in season.rows_of(content):
        content = season.edited_csv(content, row["uid"], CHANGES.get((row["date"], row["kind"]), {}))
    with TemporaryDirectory() as folder:
        from periodise.store.plan_file import write_plan_file

        plan, coach = Path(folder, "season.plan.json"), Path(folder, "coach.csv")
        write_plan_file(plan, season.planned(EXAMPLE))
        coach.write_bytes(content)
        arguments = ["merge", str(plan), str(coach), "--dry-run", "--today", TODAY]
        ended = CliRunner().invoke(periodise, arguments)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def load_picture() -> str:
    return chart_svg(coach_page(season.planned(EXAMPLE)).load_chart, style=STYLE) + "\n"


def pack_picture() -> str:
    return chart_svg(coach_page(season.planned(EXAMPLE)).pack_chart, style=STYLE) + "\n"


def paper_picture() -> bytes:
    """The first page of the PDF."""
    record = season.planned(EXAMPLE)
    return first_page_png(coach_page(record), as_of=record.as_of, ppi=PICTURE_PPI)
