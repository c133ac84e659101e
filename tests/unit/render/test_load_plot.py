"""The picture of the load model."""

from xml.etree import ElementTree as ET

import pytest

from periodise.render.load_plot import HEIGHT, WIDTH, load_plot
from periodise.store.rulebook_file import load_rulebook
from periodise.views.load_curves import GRADES_PERCENT, load_chart

SVG = "{http://www.w3.org/2000/svg}"
CHART = load_chart(load_rulebook())
DRAWN = load_plot(CHART)


def words() -> list[str]:
    return [text.text or "" for text in ET.fromstring(DRAWN).iter(f"{SVG}text")]


def test_the_picture_is_well_formed_and_has_a_name_for_those_who_cannot_see_it() -> None:
    root = ET.fromstring(DRAWN)
    assert root.tag == f"{SVG}svg"
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [CHART.title, CHART.description]


def test_both_axes_of_both_panels_are_labelled() -> None:
    assert words().count("EFM per hour") == 2
    assert words().count("pack mass, % of body mass") == 2


@pytest.mark.parametrize("slope", ["+20 %", "+10 %", "level", "−10 %"])
def test_each_slope_is_named_in_both_panels(slope: str) -> None:
    assert words().count(slope) == 2


def test_there_is_a_curve_for_every_gait_and_grade_inside_the_frame() -> None:
    lines = [line.attrib["points"] for line in ET.fromstring(DRAWN).iter(f"{SVG}polyline")]
    points = [tuple(map(float, point.split(","))) for line in lines for point in line.split()]
    assert len(lines) == 2 * len(GRADES_PERCENT)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


def test_it_is_readable_in_the_dark_and_without_colour() -> None:
    assert "prefers-color-scheme: dark" in DRAWN
    dashes = {line.get("stroke-dasharray") for line in ET.fromstring(DRAWN).iter(f"{SVG}polyline")}
    assert len(dashes) == len(GRADES_PERCENT)


def test_running_harder_slopes_lie_above_gentler_ones() -> None:
    for panel in CHART.panels:
        ends = [curve.points[-1][1] for curve in panel.curves]
        assert ends == sorted(ends, reverse=True)


def test_an_easy_flat_hour_without_a_pack_is_drawn_at_sixty() -> None:
    level = next(curve for curve in CHART.panels[0].curves if curve.grade_percent == 0)
    assert level.points[0] == (0, pytest.approx(60))
