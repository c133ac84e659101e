"""The fit and form card: a line a day by turns, the whole of it on demand."""

from datetime import date, timedelta

import pytest

from periodise.domain.session import Carrier
from periodise.store.rulebook_file import load_explained_rulebook
from periodise.views.explanation import rule_explanation
from periodise.views.form_card import cue_of, form_card
from tests.small_season import RECORD

MONDAY = date(2027, 3, 1)
CARD = form_card()
WORDS = " ".join((*CARD.fit, *CARD.form))


@pytest.mark.parametrize("every_days", [1, 2, 3, 4, 5, 7, 10, 14, 21])
def test_whoever_runs_with_a_pack_at_any_regular_interval_gets_to_read_the_whole_card(
    every_days: int,
) -> None:
    lines = {*CARD.fit, *CARD.form}
    days = [MONDAY + timedelta(days=every_days * number) for number in range(len(lines))]
    assert {cue_of(day, Carrier.PACK) for day in days} == lines


def test_a_day_always_tells_the_same_line() -> None:
    assert cue_of(MONDAY, Carrier.PACK) == cue_of(date(2027, 3, 1), Carrier.PACK)


@pytest.mark.parametrize(
    "said",
    ["hip belt", "chest strap", "rim of your pelvis", "high and close", "nothing bounces", "from the ankles",
     "quick, short steps", "shoulders away"],
)  # fmt: skip
def test_the_card_holds_what_the_rule_asks_for(said: str) -> None:
    assert said in WORDS


def test_the_card_ends_with_the_reasons_to_stop() -> None:
    for sign in ("leaning from the waist", "shrinking stride", "slowing steps", "hunched shoulders"):
        assert sign in CARD.stop


def test_a_vest_is_not_told_of_belts_and_straps() -> None:
    vest = form_card(Carrier.VEST)
    assert "belt" not in " ".join((*vest.fit, *vest.form))
    assert cue_of(MONDAY, Carrier.VEST) in (*vest.fit, *vest.form)


def test_explaining_the_rule_tells_the_whole_card() -> None:
    rulebook = load_explained_rulebook()
    told = " ".join(rule_explanation(RECORD, rulebook.rules["R-70"], rulebook=rulebook).split())
    assert all(line in told for line in (*CARD.fit, *CARD.form, CARD.stop))
    assert "3 sessions under a load" in told
