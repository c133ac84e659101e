"""The SHAPE of a rulebook. The numbers themselves are data in `periodise/rulebook/*.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """One rule: what it says, how binding it is, its numbers and where they come from."""

    id: str
    """R-01 to R-94; R-64b stands beside R-64, and A0 holds the definitions."""
    title: str
    statement: str
    """What it asks, in our own words, the settled form included."""
    force: str
    """"hard", "soft", or "hard and soft" when parts differ."""
    confidence: str
    """A read in peer review, B second-hand, C coaches, D engineering choice; several joined by "/"."""
    section: str
    applies_to: tuple[str, ...]
    """Which parts use it: load, gate, calendar, volume, pack, taper, placement, replan, display, text."""
    source: tuple[str, ...]
    """Papers with what they found, articles S0 to S4, coaches, or "engineering choice"."""
    status: str
    """"in force", perhaps for a part, or "later: …" with what is still to come."""
    values: Mapping[str, Any] = MappingProxyType({})
    """Numbers by name, each name ending in its unit; tables are tuples of mappings."""
    units: Mapping[str, str] = MappingProxyType({})
    """Unit in words where the name does not end in one, by the same names."""
    amended: str | None = None
    """What was settled after trying the rule on whole seasons."""


class Conflict(NamedTuple):
    """Sources that disagree, and the rules that settle it."""

    id: str
    """C1 to C19."""
    question: str
    answer: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The numbers of all rules by id, with a version that goes into every plan."""

    version: str
    values: Mapping[str, Mapping[str, Any]]
    """Every rule by id, those without numbers with an empty table."""

    def __getitem__(self, rule_id: str) -> Mapping[str, Any]:
        """The values of a rule: `rulebook["R-42"]["ramp_soft_ratio"]`."""
        return self.values[rule_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRulebook(Rulebook):
    """A rulebook for readers: the words and sources of every rule beside its numbers."""

    rules: Mapping[str, Rule]
    """The same rules by id, in the order they are read."""
