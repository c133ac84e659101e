"""A coach's page as one HTML file: no script, nothing loaded from anywhere, readable on a phone and on paper.

Text is escaped by the template engine wherever it stands, and the page forbids itself everything but its own
style sheet.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from periodise.render.charts import chart_svg
from periodise.views.page import Chart, SeasonPage

TEMPLATE = "season.html"


def html_bytes(page: SeasonPage) -> bytes:
    """The page in UTF-8; the same page gives the same bytes."""
    return _template().render(page=page, chart=_chart).encode()


@cache
def _template() -> Template:
    loader = PackageLoader("periodise.render", "templates")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(TEMPLATE)


def _chart(chart: Chart) -> Markup:
    # Safe as it is: an XML writer escaped every word in it.
    return Markup(chart_svg(chart))
