"""The card for whoever runs with a pack: how it sits, how to move under it, when to stop (R-70).

An event of the calendar tells one line of it, by turns; `explain R-70` and a printed page tell all of it.
"""

from datetime import date
from typing import NamedTuple

from periodise.domain.session import Carrier


class FormCard(NamedTuple):
    """All of it, in the order in which one puts on a pack and sets off."""

    fit: tuple[str, ...]
    form: tuple[str, ...]
    stop: str


PACK_FIT = (
    "fasten the hip belt first, on the bony rim of your pelvis: snug, never squeezing the hips",
    "close the chest strap, so that the shoulder straps stay put when your arms swing",
    "heavy things high and close to your back, light ones low and outside",
    "tighten the straps until nothing bounces, then loosen them by a finger's width to breathe",
)
VEST_FIT = (
    "close the vest until nothing shifts, and see that you still breathe deep",
    "spread the weight evenly, as much in front as behind",
)
FORM = (
    "lean from the ankles, the whole body as one, never from the waist",
    "quick, short steps, and the same rhythm when the ground rises",
    "hold your rhythm and let the pace go: with a load it is slower, and should be",
    "drop your shoulders away from your ears, and now and then draw the blades together",
    "look a few metres ahead and keep your chest open, most of all on climbs",
    "elbows close, hands loose; the arms keep the beat when the legs get tired",
    "going down, bend your knees, land under your body and take it slower than without a pack",
)
STOP_SIGNS = (
    "leaning from the waist, a shrinking stride, slowing steps or hunched shoulders end the loaded part."
)
STOP_HOME = "Go home without the load."
STOP_RULE = f"{STOP_SIGNS} {STOP_HOME}"
"""R-70, on every pack day."""


def form_card(carrier: Carrier = Carrier.PACK) -> FormCard:
    """The card for a pack or a vest."""
    return FormCard(VEST_FIT if carrier is Carrier.VEST else PACK_FIT, FORM, STOP_RULE)


def cue_of(day: date, carrier: Carrier) -> str:
    """The line of a day: by its date alone, so that no other session's fate changes what an event says."""
    card = form_card(carrier)
    cues = (*card.fit, *card.form)
    return cues[day.toordinal() % len(cues)]
