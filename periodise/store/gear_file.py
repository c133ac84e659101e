"""The catalogue of packs as it is shipped: one TOML file an article, quantities as a person writes them."""

import tomllib
from functools import cache
from importlib.resources import files

from periodise.domain.gear import Catalogue
from periodise.domain.refusal import TYPED_BY_A_PERSON


@cache
def load_catalogues() -> tuple[Catalogue, ...]:
    """Every catalogue in the package, by file name."""
    paths = sorted(files("periodise.gear").iterdir(), key=lambda path: path.name)
    return tuple(_catalogue(path.read_text("utf-8")) for path in paths if path.name.endswith(".toml"))


def _catalogue(text: str) -> Catalogue:
    context = {TYPED_BY_A_PERSON: True}
    return Catalogue.model_validate(tomllib.loads(text), by_alias=True, by_name=False, context=context)
