"""Words of the trade that a text uses, each told once at its end."""

import re

from periodise.views.page import Fact
from periodise.views.wording import paragraph

WORDS = {
    r"\bEFM\b": "EFM: equivalent easy flat minutes; sixty are an hour of easy running on the flat.",
    r"\bform (?:on|falls)\b": "Form: fitness less fatigue, both in EFM a day; the higher, the fresher.",
    r"\bmonotony\b": "Monotony: how alike the days of a week are.",
}
"""By what stands in the text."""


def told_words(text: str) -> tuple[Fact, ...]:
    """Every word of the trade in `text` with what it means."""
    told = [words.partition(": ") for pattern, words in WORDS.items() if re.search(pattern, text)]
    return tuple(Fact(word, meaning) for word, _, meaning in told)


def glosses(text: str) -> list[str]:
    """A paragraph with every word of the trade in `text`; none without one."""
    told = [words for pattern, words in WORDS.items() if re.search(pattern, text)]
    return [paragraph(" ".join(told))] if told else []
