"""Which keys an athlete file knows, read off the nouns; for messages and the JSON Schema."""

import types
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from periodise.domain.agreement import FieldPath
from periodise.domain.inputs import Inputs
from periodise.domain.noun import Noun
from periodise.domain.units import ConsumptionRate


def keys_of(path: FieldPath, *, required: bool = False) -> tuple[str, ...]:
    """Keys that the table at `path` may have, or must have."""
    noun = noun_at(path)
    fields = noun.model_fields if noun else {}
    return tuple(field.alias or name for name, field in fields.items() if field.is_required() or not required)


def range_of(path: FieldPath) -> str:
    """What a number at `path` may be, in words."""
    field = field_at(path)
    bounds = {type(bound).__name__: bound for bound in (field.metadata if field else ())}
    low, high = getattr(bounds.get("Ge"), "ge", None), getattr(bounds.get("Le"), "le", None)
    if low is not None and high is not None:
        return f"a whole number from {low} to {high}"
    return "what the example shows"


def tables_with(key: str) -> tuple[FieldPath, ...]:
    """Tables, in the order of the file, that know `key`."""
    return tuple(path for path in tables() if key in keys_of(path))


def tables(path: FieldPath = ()) -> tuple[FieldPath, ...]:
    """Every table there may be; a list of tables by its first entry."""
    found: tuple[FieldPath, ...] = (path,) if path else ()
    for key in keys_of(path):
        inner = (*path, key)
        field = field_at(inner)
        if field and noun_at(inner):
            found += tables((*inner, 0) if _is_list(field.annotation) else inner)
    return found


def field_at(path: FieldPath) -> FieldInfo | None:
    """The field that holds the value at `path`; None where no noun knows it."""
    names = [part for part in path if isinstance(part, str)]
    noun: type[Noun] | None = Inputs
    field: FieldInfo | None = None
    for name in names:
        field = _fields_by_key(noun).get(name) if noun else None
        noun = _noun_of(field.annotation) if field else None
    return field


def noun_at(path: FieldPath) -> type[Noun] | None:
    """The noun that the table at `path` becomes; None where it is no table."""
    field = field_at(path)
    return (_noun_of(field.annotation) if field else None) if path else Inputs


def _fields_by_key(noun: type[Noun]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in noun.model_fields.items()}


def _noun_of(annotation: Any) -> type[Noun] | None:
    """The noun inside `Noun`, `Noun | None` or `tuple[Noun, ...]`; a rate is text in the file."""
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return None if annotation is ConsumptionRate else annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next((noun for part in get_args(annotation) if (noun := _noun_of(part))), None)
    return None


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple
