"""Tables on the terminal, 80 columns wide; plain text when it is no terminal."""

from io import StringIO
from typing import TYPE_CHECKING

from periodise.views.plain_text import cleaned_line
from periodise.views.table import Table

if TYPE_CHECKING:
    from rich.table import Table as RichTable

WIDTH = 80


def table_text(table: Table, *, colour: bool = False) -> str:
    """`table` drawn in lines of at most 80 characters. `colour` adds what only a terminal understands."""
    from rich.console import Console

    page = StringIO()
    console = Console(
        file=page,
        width=WIDTH,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(_drawn(table))
    if table.note:
        console.print(table.note)
    lines = [line.rstrip() for line in page.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _drawn(table: Table) -> "RichTable":
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    title = Text(cleaned_line(table.title)) if table.title else None
    drawn = RichTable(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=0)
    for column in table.columns:
        drawn.add_column(column.heading, justify="right" if column.is_number else "left")
    for row in table.rows:
        drawn.add_row(*[Text(cleaned_line(cell)) for cell in row])
    return drawn
