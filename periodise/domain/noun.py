"""The base every noun of training stands on: frozen, strict about keys, cheap to import."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value that never changes; build another with `domain.replace.replace`.

    `defer_build` keeps the cost of defining a model until its first use, so that `--help` and
    `show` do not pay for nouns they never touch.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        allow_inf_nan=False,
    )
