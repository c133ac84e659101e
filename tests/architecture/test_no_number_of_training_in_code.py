"""Numbers of training live in the rulebook; planner and checker only count and convert."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import periodise

PACKAGE = Path(periodise.__file__).parent
MODULES = [path for layer in ("planner", "checker") for path in sorted((PACKAGE / layer).glob("*.py"))]
ORDINARY = {0, 0.5, 1, 2, 7, 8, 10, 24, 60, 100, 1000, 1e-9}
"""Nothing, one, both, days of a week, bits, tens of metres, hours, minutes, unit prefixes, a hair."""
OF_THEIR_OWN = {
    "planner/nearest_goal": {4},
    "planner/place_sessions": {3, 4, 5, 6, 0b111111},
    "checker/structure": {0.11},
    "checker/verdict": {120},
}
"""Strides and masks of a search, and slack of printed sums, from where minutes are told as hours."""


def numbers(path: Path) -> Iterator[tuple[int, float]]:
    """Literals that take part in arithmetic, a comparison or a constant; digits of a rounding do not."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        operands: list[ast.expr] = []
        if isinstance(node, ast.BinOp):
            operands = [node.left, node.right]
        elif isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            operands = [node.value]
        for operand in operands:
            if isinstance(operand, ast.Constant) and type(operand.value) in (int, float):
                yield operand.lineno, operand.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_module_holds_no_number_of_training(path: Path) -> None:
    allowed = ORDINARY | OF_THEIR_OWN.get(f"{path.parent.name}/{path.stem}", set())
    assert not [(line, number) for line, number in numbers(path) if number not in allowed]
