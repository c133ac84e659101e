"""Every hard rule in force has tests of its own; what may never be printed is looked for here."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from periodise.cli.commands import periodise
from periodise.domain.session import Carrier
from periodise.store.rulebook_file import load_explained_rulebook
from tests.readme_page import EXAMPLE, EXAMPLE_TODAY, PROJECT

HARD_IN_FORCE = [
    rule.id
    for rule in load_explained_rulebook().rules.values()
    if rule.force.startswith("hard") and rule.status.startswith("in force")
]
CASES = PROJECT / "tests" / "rules"
ELSEWHERE = {
    "A0": "tests/unit/metrics/test_pack_class.py",
    "R-01": "tests/unit/metrics/test_costing.py",
    "R-02": "tests/unit/metrics/test_cost_vectors.py",
    "R-14": "tests/unit/metrics/test_ledgers.py",
    "R-23": "tests/architecture/test_every_hard_rule_is_tested.py",
    "R-74": "tests/architecture/test_every_hard_rule_is_tested.py",
    "R-94": "tests/architecture/test_every_hard_rule_is_tested.py",
}
"""Rules that no plan can break, because they say how to count or what not to say."""
NEVER_PRINTED = {
    "R-23": r"acwr|acute|chronic load|risk of injury|chance of injury",
    "R-74": r"(ankle|wrist|hand) weights?",
    "R-94": r"\bbones?\b|calorie|kcal|burn",
}


@pytest.mark.parametrize("rule", HARD_IN_FORCE)
def test_a_hard_rule_in_force_has_its_tests(rule: str) -> None:
    assert (CASES / f"{rule}.toml").is_file() or (PROJECT / ELSEWHERE[rule]).is_file()


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_no_rule_is_tested_elsewhere_that_has_plans_of_its_own(rule: str) -> None:
    assert rule in HARD_IN_FORCE
    assert not (CASES / f"{rule}.toml").exists()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that a runner is given of a season with packs: summary, tables, calendar, JSON."""
    plan = tmp_path_factory.mktemp("season") / "season.plan.json"
    calendar = plan.with_name("season.ics")
    made = ["plan", str(PROJECT / EXAMPLE), "-o", str(plan), "--ics", str(calendar), "--today", EXAMPLE_TODAY]
    shown = ["show", str(plan)]
    exports = [["export", str(plan), "--to", form] for form in ("json", "csv")]
    printed = [CliRunner().invoke(periodise, arguments).stdout for arguments in (made, shown, *exports)]
    return "\n".join([*printed, _unfolded(calendar)])


def _unfolded(calendar: Path) -> str:
    return calendar.read_bytes().replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize("rule", NEVER_PRINTED)
def test_what_a_rule_forbids_to_say_is_not_said(rule: str, outputs: str) -> None:
    assert "Pack run" in outputs
    assert re.findall(NEVER_PRINTED[rule], outputs, re.IGNORECASE) == []


def test_weight_is_worn_on_the_trunk() -> None:
    assert set(Carrier) == {"none", "vest", "pack"}
