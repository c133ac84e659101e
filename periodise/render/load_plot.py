"""A picture of the load model as SVG, drawn without a plotting library."""

from collections.abc import Iterator
from itertools import count, takewhile
from xml.etree import ElementTree as ET

from periodise.views.load_curves import Curve, LoadChart, Panel

WIDTH, HEIGHT = 900, 420
PANEL_WIDTH, PANEL_HEIGHT = 330, 270
PANEL_LEFTS = (70, 500)
PANEL_TOP = 90
SHARE_STEP_PERCENT = 5
LARGEST_SHARE_PERCENT = 30
MOST_LINES = 8
GRID_STEPS_EFM = (10, 20, 50, 100)
DASHES = ("", "9 4", "2 4", "12 4 2 4")
"""So that slopes are told apart without colour."""
STYLE = """
svg { font-family: system-ui, sans-serif; font-size: 13px; }
.paper { fill: #ffffff; } text { fill: #1f2328; } .grid { stroke: #d1d9e0; } .axis { stroke: #59636e; }
.curve { fill: none; stroke-width: 2.2; }
.c0 { stroke: #b3261e; } .c1 { stroke: #9a6700; } .c2 { stroke: #0969da; } .c3 { stroke: #1a7f37; }
.title { font-size: 17px; font-weight: 600; } .panel { font-weight: 600; } .tick, .note { font-size: 12px; }
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117; } text { fill: #e6edf3; } .grid { stroke: #30363d; } .axis { stroke: #9198a1; }
.c0 { stroke: #ff8f87; } .c1 { stroke: #e3b341; } .c2 { stroke: #6cb6ff; } .c3 { stroke: #56d364; }
}
"""


def load_plot(chart: LoadChart) -> str:
    """The picture, readable in light and dark: panels side by side, each with its own scale."""
    svg = ET.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=f"{WIDTH}",
        height=f"{HEIGHT}",
        role="img",
    )
    ET.SubElement(svg, "title").text = chart.title
    ET.SubElement(svg, "desc").text = chart.description
    ET.SubElement(svg, "style").text = STYLE
    ET.SubElement(svg, "rect", {"class": "paper", "width": f"{WIDTH}", "height": f"{HEIGHT}", "rx": "6"})
    _text(svg, chart.title, x=20, y=28, style="title")
    _text(svg, chart.description, x=20, y=50, style="note")
    for left, panel in zip(PANEL_LEFTS, chart.panels, strict=True):
        _draw_panel(svg, panel, left=left)
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _draw_panel(svg: ET.Element, panel: Panel, *, left: float) -> None:
    """Axes with their labels, a curve for each slope, and its name at its end."""
    most = max(efm for curve in panel.curves for _, efm in curve.points)
    step = next((step for step in GRID_STEPS_EFM if most / step <= MOST_LINES), GRID_STEPS_EFM[-1])
    top_efm = next(line for line in count(0, step) if line >= most)
    _text(svg, panel.title, x=left, y=PANEL_TOP - 14, style="panel")
    _draw_axes(svg, left=left, lines_efm=tuple(range(0, top_efm + 1, step)))
    names_y = _spread([_y(curve.points[-1][1], top_efm) for curve in panel.curves])
    for index, (curve, name_y) in enumerate(zip(panel.curves, names_y, strict=True)):
        _draw_curve(svg, curve, index=index, left=left, top_efm=top_efm)
        end = _x(curve.points[-1][0], left)
        _text(svg, _slope(curve.grade_percent), x=end + 6, y=name_y + 4, style="tick")
    _text(svg, panel.note, x=left + PANEL_WIDTH, y=PANEL_TOP - 14, style="note", anchor="end")


def _draw_axes(svg: ET.Element, *, left: float, lines_efm: tuple[int, ...]) -> None:
    bottom, right = PANEL_TOP + PANEL_HEIGHT, left + PANEL_WIDTH
    for line_efm in lines_efm:
        y = _y(line_efm, lines_efm[-1])
        _line(svg, (left, y), (right, y), style="grid" if line_efm else "axis")
        _text(svg, f"{line_efm}", x=left - 6, y=y + 4, style="tick", anchor="end")
    _line(svg, (left, PANEL_TOP), (left, bottom), style="axis")
    for share in takewhile(lambda share: share <= LARGEST_SHARE_PERCENT, count(0, SHARE_STEP_PERCENT)):
        x = _x(share, left)
        _line(svg, (x, bottom), (x, bottom + 5), style="axis")
        _text(svg, f"{share}", x=x, y=bottom + 19, style="tick", anchor="middle")
    middle = left + PANEL_WIDTH / 2
    _text(svg, "pack mass, % of body mass", x=middle, y=bottom + 40, style="tick", anchor="middle")
    label = _text(svg, "EFM per hour", x=0, y=0, style="tick", anchor="middle")
    label.set("transform", f"translate({left - 44:g} {PANEL_TOP + PANEL_HEIGHT / 2:g}) rotate(-90)")


def _draw_curve(svg: ET.Element, curve: Curve, *, index: int, left: float, top_efm: float) -> None:
    points = " ".join(f"{_x(share, left):.1f},{_y(efm, top_efm):.1f}" for share, efm in curve.points)
    line = ET.SubElement(svg, "polyline", {"class": f"curve c{index}", "points": points})
    if DASHES[index]:
        line.set("stroke-dasharray", DASHES[index])


def _slope(grade_percent: int) -> str:
    return f"{grade_percent:+d} %".replace("-", "−") if grade_percent else "level"


def _spread(heights: list[float], *, apart: float = 15) -> Iterator[float]:
    """Heights from the top down, each moved so that names do not lie on each other."""
    last = float("-inf")
    for height in heights:
        last = max(height, last + apart)
        yield last


def _x(share_percent: float, left: float) -> float:
    return left + share_percent / LARGEST_SHARE_PERCENT * PANEL_WIDTH


def _y(efm: float, top_efm: float) -> float:
    return PANEL_TOP + PANEL_HEIGHT * (1 - efm / top_efm)


def _line(svg: ET.Element, start: tuple[float, float], end: tuple[float, float], *, style: str) -> None:
    (x1, y1), (x2, y2) = start, end
    ET.SubElement(
        svg, "line", {"class": style, "x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}"}
    )


def _text(
    svg: ET.Element, words: str, *, x: float, y: float, style: str, anchor: str = "start"
) -> ET.Element:
    place = {"class": style, "x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor}
    text = ET.SubElement(svg, "text", place)
    text.text = words
    return text
