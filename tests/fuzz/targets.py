"""The readers as a fuzzer calls them: any bytes in, one of our own refusals or nothing out.

A reader of files is one more function here and one more line in `TARGETS`. What a fuzzer found stays in
`found/TARGET/` for ever.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from periodise.errors import InputRefused, PlanFileRefused
from periodise.store.athlete_example import EXAMPLE
from periodise.store.athlete_file import read_athlete_bytes
from periodise.store.plan_file import FORMAT, HEAD, plan_bytes, sealed_of
from tests.small_season import RECORD

FOUND = Path(__file__).parent / "found"
BODY = plan_bytes(RECORD)[len(HEAD) :].rpartition(b',\n"format"')[0]


def athlete(content: bytes) -> None:
    """An athlete file."""
    try:
        read_athlete_bytes(content, file="a.toml")
    except InputRefused as refused:
        _check_words(refused.problems)


def plan(content: bytes) -> None:
    """A plan file."""
    try:
        sealed_of(content, path=Path("a.plan.json"))
    except PlanFileRefused as refused:
        _check_words([str(refused)])


def sealed_plan(body: bytes) -> None:
    """A plan file with a right seal whatever its body is, as a forger or a bug of ours would make it."""
    unsealed = HEAD + body + f',\n"format": {FORMAT},\n"revision": 0,\n"sha256": "'.encode()
    plan(unsealed + hashlib.sha256(unsealed).hexdigest().encode() + b'"}\n')


def _check_words(problems: object) -> None:
    """A refusal says something, on one line each, in characters that no terminal acts on."""
    for problem in list(problems):  # type: ignore[call-overload]
        if not problem.isprintable() or len(problem) > 3000:
            raise AssertionError(f"not fit to be shown: {problem[:200]!r}")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "athlete": athlete,
    "plan": plan,
    "sealed_plan": sealed_plan,
}
SEEDS: Mapping[str, bytes] = {
    "athlete": EXAMPLE.encode(),
    "plan": plan_bytes(RECORD),
    "sealed_plan": BODY,
}
"""A good input of each, to start from."""
