"""Pages that the program writes about itself are current."""

import pytest

from tests.regenerate import PAGES, PROJECT, made


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str):
    assert (PROJECT / name).read_bytes() == made(PAGES[name]), "stale: run `python -m tests.regenerate`"
