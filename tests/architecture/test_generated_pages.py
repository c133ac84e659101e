"""Pages that the program writes about itself are current."""

import pytest

from tests.regenerate import PAGES, PROJECT


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str):
    written = (PROJECT / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "stale: run `python -m tests.regenerate`"
