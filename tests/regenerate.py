"""Writes the pages that are made from the program itself: `python -m tests.regenerate`.

A new page is one line in `PAGES`; `tests/architecture/test_generated_pages.py` says when one is stale.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from periodise.render.load_plot import load_plot
from periodise.store.rulebook_file import load_conflicts, load_explained_rulebook, load_rulebook
from periodise.views.load_curves import load_chart
from periodise.views.load_page import load_page
from periodise.views.rulebook_page import rulebook_page
from tests.backtest.page import backtest_page
from tests.cli_page import cli_page
from tests.coach_page import coach_guide, load_picture, pack_picture, paper_picture
from tests.faults_page import faults_page, promises_page
from tests.readme_page import readme_page

PROJECT = Path(__file__).parent.parent

PAGES: Mapping[str, Callable[[], str | bytes]] = {
    "README.md": readme_page,
    "docs/backtest.md": backtest_page,
    "docs/cli.md": cli_page,
    "docs/faults.md": faults_page,
    "docs/coach.md": coach_guide,
    "docs/pictures/coach-load.svg": load_picture,
    "docs/pictures/coach-pack.svg": pack_picture,
    "docs/pictures/coach-page.png": paper_picture,
    "docs/load.md": lambda: load_page(load_rulebook()),
    "docs/pictures/load.svg": lambda: load_plot(load_chart(load_rulebook())),
    "docs/promises.md": promises_page,
    "docs/rulebook.md": lambda: rulebook_page(load_explained_rulebook(), load_conflicts()),
}
"""Path from the project's root, and what makes the page."""


def made(page: Callable[[], str | bytes]) -> bytes:
    """A page as it lies in the repository."""
    content = page()
    return content.encode() if isinstance(content, str) else content


def main() -> None:
    for name, page in PAGES.items():
        (PROJECT / name).write_bytes(made(page))


if __name__ == "__main__":
    main()
