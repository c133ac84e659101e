"""The calls that docs/ARCHITECTURE.md lists are there, with these parameters."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
SEAMS = re.findall(r"(?m)^\| `(\w+)\((.*)\)` \| `([\w/]+\.py)` \|", PAGE)


def parameters_of(function: ast.FunctionDef) -> str:
    """`a, *, b, c=()`: the parameters without their types."""
    bare = function.args
    for argument in (*bare.args, *bare.kwonlyargs):
        argument.annotation = None
    return ast.unparse(bare)


def functions_in(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_there_are_seams() -> None:
    assert len(SEAMS) > 20


@pytest.mark.parametrize(("name", "parameters", "where"), SEAMS, ids=[seam[0] for seam in SEAMS])
def test_a_seam_is_as_it_is_written_down(name: str, parameters: str, where: str) -> None:
    assert parameters_of(functions_in(PROJECT / "periodise" / where)[name]) == parameters
