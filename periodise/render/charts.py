"""A chart as SVG without script, address or date: drawn by pygal, coloured by whoever shows it.

pygal writes a script, comments with the time of day, and styles by fixed colours. All of that is taken
out; what stays are shapes with pygal's classes: `color-0`, `color-1`, `guide`, `axis`, `legend`.
"""

import re
import sys
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pygal
from pygal.style import Style

from periodise.views.page import Chart

# pygal leaves an importer for its maps behind, of a kind that Python warns about at every later import.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]

WIDTH, HEIGHT = 640, 300
LABELS_AT_MOST = 7
SVG = "{http://www.w3.org/2000/svg}"
DROPPED = frozenset({"style", "script", "desc", "title", "defs"})
KEPT_ATTRIBUTES = frozenset(
    {"class", "d", "x", "y", "width", "height", "transform", "rx", "ry", "cx", "cy", "r", "viewBox"}
)
LONG_FRACTION = re.compile(r"(\d+\.\d)\d+")
SCRIPTED = re.compile(r" ?\b(?:reactive|tooltip-trigger|activate-serie|always_show)\b")
"""Classes that only pygal's script would use."""
STYLE = Style(label_font_size=15, major_label_font_size=15, legend_font_size=13)
"""What pygal makes room for; the colours are the style sheet's."""


def chart_svg(chart: Chart, *, style: str = "") -> str:
    """The chart as one `<svg>`; `style` is a style sheet for readers without one of their own."""
    root = ET.fromstring(_drawn(chart))
    _tidy(root)
    _name(root, chart, style)
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    return ET.tostring(root, encoding="unicode")


def _drawn(chart: Chart) -> str:
    every = max(1, -(-len(chart.labels) // LABELS_AT_MOST))
    bars = pygal.StackedBar if _never_together(chart) else pygal.Bar
    plot = bars(
        width=WIDTH,
        height=HEIGHT,
        js=(),
        css=(),
        disable_xml_declaration=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=len(chart.series),
        margin=6,
        x_labels=chart.labels,
        x_labels_major_every=every,
        show_minor_x_labels=False,
        truncate_label=-1,
        truncate_legend=-1,
        print_values=False,
        max_scale=6,
        spacing=6,
        style=STYLE,
    )
    plot.uuid = chart.key
    for series in chart.series:
        plot.add(series.name, list(map(_bar, series.values, series.pale)))
    drawn: str = plot.render(is_unicode=True)
    return drawn


def _bar(value: float | None, pale: bool) -> dict[str, object] | None:
    return None if value is None else {"value": value, "node": {"class": "pale" if pale else "bar"}}


def _never_together(chart: Chart) -> bool:
    """Whether each label has one bar at the most, which then takes the whole width."""
    return all(sum(value is not None for value in at) <= 1 for at in _by_label(chart))


def _by_label(chart: Chart) -> Iterator[tuple[float | None, ...]]:
    return zip(*(series.values for series in chart.series), strict=True)


def _tidy(element: ET.Element) -> None:
    """Take out everything but shapes, words and places, and figures finer than a tenth."""
    for child in list(element):
        name = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
        if not name or name in DROPPED or "overlay" in child.get("class", ""):
            element.remove(child)
        else:
            _tidy(child)
    for key in list(element.attrib):
        if key in KEPT_ATTRIBUTES:
            element.set(key, SCRIPTED.sub("", LONG_FRACTION.sub(r"\1", element.attrib[key])).strip())
        else:
            del element.attrib[key]


def _name(root: ET.Element, chart: Chart, style: str) -> None:
    """Say in words what is to be seen."""
    title, described = ET.Element(f"{SVG}title"), ET.Element(f"{SVG}desc")
    title.text, described.text = chart.title, chart.description
    root.attrib.update({"role": "img", "id": f"chart-{chart.key}", "class": "chart"})
    title.set("id", f"chart-{chart.key}-title")
    described.set("id", f"chart-{chart.key}-text")
    root.set("aria-labelledby", f"chart-{chart.key}-title chart-{chart.key}-text")
    root[:0] = [title, described]
    if style:
        sheet = ET.Element(f"{SVG}style")
        sheet.text = style
        root.insert(2, sheet)
