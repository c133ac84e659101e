"""The rulebook as it is shipped: TOML files in the package, read once a process.

Numbers and words lie in files of the same name, because a plan needs only the numbers and reading the
words as well takes twice as long.
"""

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from periodise.domain.rulebook import Conflict, ExplainedRulebook, Rule, Rulebook

SECTION_FILES = (
    "definitions",
    "movement",
    "load",
    "fitness",
    "calendar",
    "progression",
    "taper",
    "pack",
    "missed",
    "safety",
)
"""In the order a reader meets them; within a file the rules stand in the order of their ids."""


@cache
def load_rulebook() -> Rulebook:
    """The numbers of all rules, and the rulebook's version."""
    values = {rule_id: table for name in SECTION_FILES for rule_id, table in _document(name).items()}
    return Rulebook(version=_document("version")["version"], values=_frozen(values))


@cache
def load_explained_rulebook() -> ExplainedRulebook:
    """All rules with their words and sources, for `rules`, `explain` and the page."""
    numbers = load_rulebook()
    rules = {rule.id: rule for name in SECTION_FILES for rule in _rules_of(name, numbers)}
    return ExplainedRulebook(version=numbers.version, values=numbers.values, rules=MappingProxyType(rules))


@cache
def load_conflicts() -> tuple[Conflict, ...]:
    """Where sources disagree and which rules settle it, C1 first."""
    conflicts = _document("text/conflicts")["conflicts"]
    return tuple(Conflict(id=conflict_id, **_frozen(record)) for conflict_id, record in conflicts.items())


def _document(name: str) -> dict[str, Any]:
    """One file of the rulebook, parsed."""
    resource = files("periodise.rulebook").joinpath(f"{name}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))


def _rules_of(name: str, numbers: Rulebook) -> list[Rule]:
    """The rules of one section in full."""
    section, *records = _document(f"text/{name}").items()
    return [
        Rule(id=rule_id, section=section[1], values=numbers[rule_id], **_worded(record))
        for rule_id, record in records
    ]


def _worded(record: dict[str, Any]) -> dict[str, Any]:
    """A rule's record with each text on one line, whatever lines it was written in."""
    texts = {key: " ".join(text.split()) for key, text in record.items() if isinstance(text, str)}
    return {**_frozen(record), **texts}


def _frozen(value: Any) -> Any:
    """A TOML value that nobody can change: tables read-only, lists as tuples."""
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value
