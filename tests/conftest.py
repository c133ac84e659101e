"""What every test stands on: settings of Hypothesis, comparison of whole files, models built early."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, Phase, settings

import periodise
from periodise.domain.noun import Noun

# Hypothesis takes constants of every loaded module for its examples: so that it finds the same ones on every
# machine and in every order of tests, all are loaded first.
for module in walk_packages(periodise.__path__, "periodise."):
    if not module.name.endswith("__main__"):
        import_module(module.name)


def _build(noun: type[Noun]) -> None:
    for kind in noun.__subclasses__():
        kind.model_rebuild()
        _build(kind)


# A pydantic model that is first built while freezegun holds the clock takes its false dates for its own.
_build(Noun)

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=100,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile("smallest", settings.get_profile("ci"), phases=[*Phase])
"""`--hypothesis-profile smallest` looks for the smallest example that fails, which can take an hour."""
settings.load_profile("ci")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program makes now over tests/golden; read the change before you commit it",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare whole outputs, byte for byte, with the file of that name in tests/golden."""

    def is_as_before(name: str, made: bytes) -> None:
        kept = GOLDEN / name
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(made)
        assert kept.is_file(), f"there is no {kept.name} yet: run pytest with --update-golden, then read it"
        assert made == kept.read_bytes(), f"{name} is not what it was: see --update-golden"

    return is_as_before
