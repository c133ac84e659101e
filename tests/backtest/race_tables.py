"""The seasons of one class of races side by side, as tables of Markdown."""

from collections.abc import Iterator, Sequence

from tests.backtest.causes import weeks_without
from tests.backtest.published import MEASURES, Published, Weeks

UNKNOWN = "–"
SHARES = ("deload depth", "last two weeks")


def ours_for(plan: Published) -> Weeks:
    """Our season, no rule lifted."""
    return weeks_without(plan.name, frozenset())


def race_section(race: str, plans: Sequence[Published]) -> str:
    sources = "\n".join(
        f"- {letter}**{plan.name}** ({plan.author}): <{plan.source}>" for letter, plan in _lettered(plans)
    )
    return f"## {race}\n\n{sources}\n\n{_week_table(plans)}\n*e* is an easy week.\n\n{_measure_table(plans)}"


def _lettered(plans: Sequence[Published]) -> list[tuple[str, Published]]:
    """Plans with the letter that stands for them in a table of several."""
    several = len(plans) > 1
    return [(f"{letter}: " if several else "", plan) for letter, plan in zip("ABCDEF", plans, strict=False)]


def _week_table(plans: Sequence[Published]) -> str:
    """Weeks counted back from race week, plans side by side."""
    heads = ["weeks to race"]
    for letter, plan in _lettered(plans):
        heads += [f"{letter}{plan.unit}, theirs", "ours", "ratio", "longest, theirs", "ours"]
    most = max(len(plan.weeks.total) for plan in plans)
    rows = [
        [str(back), *(cell for plan in plans for cell in _week_cells(plan, back))]
        for back in reversed(range(most))
    ]
    return _table(heads, rows)


def _week_cells(plan: Published, back: int) -> Iterator[str]:
    number, ours = len(plan.weeks.total) - 1 - back, ours_for(plan)
    if number < 0:
        yield from [""] * 5
        return
    their, our = plan.weeks.total[number], ours.total[number]
    yield _known(their) + (" e" if number + 1 in plan.weeks.easy else "")
    yield _known(our) + (" e" if number + 1 in ours.easy else "")
    yield f"{our / their:.2f}" if their else UNKNOWN
    yield _known(plan.weeks.longest[number])
    yield _known(ours.longest[number])


def _measure_table(plans: Sequence[Published]) -> str:
    heads = ["figure"]
    for letter, _ in _lettered(plans):
        heads += [f"{letter}theirs", "ours"]
    rows = [
        [
            name,
            *(figure_cell(name, measure(weeks)) for plan in plans for weeks in (plan.weeks, ours_for(plan))),
        ]
        for name, measure in MEASURES.items()
    ]
    return _table(heads, rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _known(figure: float) -> str:
    return f"{figure:.1f}" if figure else UNKNOWN


def figure_cell(measure: str, figure: float) -> str:
    if not figure:
        return UNKNOWN
    if measure == "taper weeks":
        return f"{figure:.0f}"
    return f"{figure:.2f}" if measure in SHARES else f"{figure:.1f}"
