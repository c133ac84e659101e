"""The coach's page in a real browser: from a command to what stands on a phone, a desk and paper."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import command, environment
from tests.coach.lived import replanned
from tests.coach.season import planned

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if BROWSER is None and not os.environ.get("CI"):
    pytest.skip("there is no Chromium here: tests/browser/install", allow_module_level=True)
if not os.environ.get("CI"):
    pytest.importorskip("playwright", reason="pip install the group e2e")

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AA_CONTRAST = 4.5
AA_LARGE_CONTRAST = 3.0
SHAPE_CONTRAST = 3.0
LOW_CONTRAST = """
(limits) => {
  const parsed = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const rgb = parsed(getComputedStyle(one).backgroundColor);
      if (rgb.length < 4 || rgb[3] > 0) return rgb;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest("title, desc, style")) continue;
    const style = getComputedStyle(element);
    const ink = light(parsed(element.closest("svg") ? style.fill : style.color));
    const paper = light(behind(element));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? limits[1] : limits[0])) poor.push([walker.currentNode.textContent.trim(), ratio]);
  }
  return poor;
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


SEASONS = {"fresh": planned, "lived": replanned}


@pytest.fixture(scope="module", params=SEASONS)
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `periodise export --to html` writes for a season, new and after six weeks of it."""
    from periodise.store.plan_file import write_plan_file

    folder = tmp_path_factory.mktemp("page")
    write_plan_file(folder / "season.plan.json", SEASONS[request.param]())
    exported = command("export", "season.plan.json", "--to", "html", "-o", "coach.html")
    subprocess.run(exported, cwd=folder, env=environment(), capture_output=True, check=True)
    return folder / "coach.html"


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Any]:
    """Opens the page; at the end nothing was asked of a network and nothing complained."""
    asked: list[str] = []
    complaints: list[str] = []
    contexts = []

    def at(size: dict[str, int], scheme: str = "light") -> Any:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(page_file.as_uri())
        return page

    yield at
    for context in contexts:
        context.close()
    assert set(asked) == {page_file.as_uri()}
    assert complaints == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_and_everything_can_be_read(
    opened: Any, size: dict[str, int], scheme: str
) -> None:
    page = opened(size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert page.evaluate(LOW_CONTRAST, [AA_CONTRAST, AA_LARGE_CONTRAST]) == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark is (scheme == "dark")


def test_words_of_a_day_stay_inside_their_box_on_a_phone(opened: Any) -> None:
    page = opened(PHONE)
    wide = (
        "[...document.querySelectorAll('.session *')].filter(one => one.getBoundingClientRect().right > 391)"
    )
    assert page.evaluate(f"{wide}.length") == 0


def test_a_reader_who_sees_nothing_hears_headings_tables_and_pictures(opened: Any) -> None:
    page = opened(DESK)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation").count() == 1
    assert page.get_by_role("img").count() == 2
    for chart in page.get_by_role("img").all():
        assert "week by week" in (chart.locator("title").text_content() or "")
    assert page.evaluate("[...document.querySelectorAll('table')].every(one => one.caption && one.tHead)")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_keyboard_alone_leads_to_every_part(opened: Any) -> None:
    page = opened(DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the plan"
    parts = ["#season", "#pack", "#days", "#rules", "#sources"]
    parts = ["#changes", *parts] if page.locator("#changes").count() else parts
    targets = []
    for _ in parts:
        page.keyboard.press("Tab")
        targets.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert targets == parts
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#sources"
    assert page.evaluate("document.querySelectorAll(location.hash).length") == 1


def test_a_long_list_of_changes_is_opened_with_the_keyboard_and_printed_whole(opened: Any) -> None:
    page = opened(PHONE)
    if not page.locator("#changes").count():
        return
    assert not page.locator("details li").first.is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("details li").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert page.locator("details li").last.bounding_box()["height"] > 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_both_papers_in_light_colours(opened: Any, paper: str) -> None:
    page = opened(DESK, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    printed = page.pdf(format=paper)
    assert printed.startswith(b"%PDF-")
    assert 5 <= printed.count(b"/Type /Page\n") <= 20


def test_the_words_that_are_seen_are_the_plans(opened: Any) -> None:
    page = opened(PHONE)
    assert page.get_by_role("heading", level=1).inner_text() == "Lakeland 50"
    assert page.locator("article.week").count() == len(planned().plan.weeks)
    assert page.locator("li.day").count() == len(planned().plan.days)
    assert page.get_by_text("Keeps every hard rule").is_visible()
