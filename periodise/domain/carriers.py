"""What bears the weight in training, and why some things never do (R-74)."""

from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from periodise.domain.refusal import refusal, shown, typed_by_a_person
from periodise.domain.session import Carrier

NEVER_PRESCRIBED = {
    "ankle weights": "they drag on the joints, muscles and tendons of the lower leg, where injuries come "
    "easily, and the slower pace can cost what the weight was to gain",
    "hand weights": "they round the shoulders, which a pack does already, and upset the stride",
}
"""By name, and why, in words that follow "because"."""

_LIMBS = {
    "ankle weights": ("ankle", "foot", "feet", "leg", "shoe"),
    "hand weights": ("hand", "wrist", "arm", "dumbbell"),
}
_MEANT = {
    Carrier.VEST: ("vest", "waistcoat", "gilet"),
    Carrier.PACK: ("pack", "ruck", "bag"),
}
_ALLOWED = '"pack", or "vest" for a light load'
_WEIGHT_ON_THE_TRUNK = 'write carrier = "pack" if the race makes you carry one, else "vest"'
_LONGEST = 40


def _carrier(value: object, info: ValidationInfo) -> object:
    """A carrier that a person typed: pack or vest; anything else is told why not, or what is meant."""
    if not typed_by_a_person(info) or value in (Carrier.PACK.value, Carrier.VEST.value):
        return value
    typed = value.lower()[:_LONGEST] if isinstance(value, str) else ""
    if limb := next((name for name, words in _LIMBS.items() if any(word in typed for word in words)), None):
        found = f"{shown(value)} will not do, {limb} are never prescribed (R-74), because"
        raise refusal(f"{found} {NEVER_PRESCRIBED[limb]}", allowed=_ALLOWED, do=_WEIGHT_ON_THE_TRUNK)
    raise refusal(f"{shown(value)} is not one of the choices", allowed=_ALLOWED, do=_advice(typed))


def _advice(typed: str) -> str:
    if typed == Carrier.NONE.value:
        return 'leave the line out, and write race.pack_mass = "0 kg" if the race asks for no pack'
    meant = next((kind for kind, words in _MEANT.items() if any(word in typed for word in words)), None)
    return f'write carrier = "{meant}"' if meant else "write one of them"


TrainingCarrier = Annotated[
    Carrier,
    BeforeValidator(_carrier),
    WithJsonSchema({"type": "string", "enum": [Carrier.PACK.value, Carrier.VEST.value]}),
]
"""What loaded sessions are carried in."""
