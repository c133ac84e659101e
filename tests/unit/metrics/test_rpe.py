"""What was felt corrects what was computed, within limits, and replaces nothing."""

import pytest

from periodise.metrics.rpe import LoadDone, load_done, reference_shift
from periodise.store.rulebook_file import load_rulebook

RULEBOOK = load_rulebook()


def done(*, rpe: float, duration_min: float = 60, equation_efm: float = 60) -> LoadDone:
    return load_done(duration_min=duration_min, rpe=rpe, equation_efm=equation_efm, rulebook=RULEBOOK)


def test_an_easy_hour_that_felt_easy_is_an_hour() -> None:
    assert done(rpe=3) == (60, 60)


def test_a_harder_feeling_counts_more() -> None:
    assert done(rpe=4).felt_efm == pytest.approx(80)


@pytest.mark.parametrize(("rpe", "felt_efm"), [(10, 96), (1, 42)])
def test_a_feeling_moves_the_load_only_so_far(rpe: float, felt_efm: float) -> None:
    assert done(rpe=rpe).felt_efm == pytest.approx(felt_efm)


def test_both_figures_are_kept() -> None:
    assert done(rpe=10).equation_efm == 60


@pytest.mark.parametrize(
    ("ratios", "shift"), [((1.0, 1.3, 1.1), 1.0), ((1.3, 1.4, 1.0), 1.3), ((0.8, 0.7, 0.9), 0.8), ((), 1.0)]
)
def test_weeks_that_felt_otherwise_move_the_reference(ratios: tuple[float, ...], shift: float) -> None:
    assert reference_shift([LoadDone(60, 60 * ratio) for ratio in ratios], RULEBOOK) == pytest.approx(shift)
