"""Changed copies of nouns, validated again (pydantic's `model_copy(update=…)` is not)."""

from typing import Any, TypeVar

from periodise.domain.noun import Noun

N = TypeVar("N", bound=Noun)


def replace(noun: N, **changes: Any) -> N:
    """`noun` with `changes` made, checked as if it were new."""
    values = {name: getattr(noun, name) for name in type(noun).model_fields}
    return type(noun).model_validate({**values, **changes})
