"""The worked example of docs/load.md, done again by hand from the published equations."""

import re

import pytest

from periodise.metrics.cost import backpacking_net, lcda_graded2019
from periodise.store.rulebook_file import load_rulebook
from periodise.views.load_page import load_page

PAGE = load_page(load_rulebook())
BODY_KG, PACK_KG, KM, ASCENT_M = 70, 4, 8, 150
EASY_PACE_S, MODERATE = 390, 1.12
CLIMB_COST = 155.4 * 0.1**5 - 30.4 * 0.1**4 - 43.3 * 0.1**3 + 46.3 * 0.1**2 + 19.5 * 0.1 + 3.6
LEVEL_PACE_S = EASY_PACE_S * MODERATE / (1 - PACK_KG / BODY_KG)
LEVEL_KM = 5.0 + 1.5 * CLIMB_COST / 3.6 + 1.5
MINUTES = LEVEL_KM * LEVEL_PACE_S / 60
HELD = 1 + 1.1 * PACK_KG / BODY_KG


def clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


@pytest.mark.parametrize(
    "step",
    [
        f"{PACK_KG} kg / {BODY_KG} kg = {100 * PACK_KG / BODY_KG:.1f} % of body mass",
        f"3.6 J/kg/m × {1000 / EASY_PACE_S:.3f} m/s = {3600 / EASY_PACE_S:.2f} W/kg above rest",
        "6:30 /km × 1.12 for the ground (R-03) / (1 − 1 × 0.0571)",
        f"for the pack (R-04) = {clock(LEVEL_PACE_S)} /km",
        f"{ASCENT_M / 100:g} km up, {ASCENT_M / 100:g} km down, {KM - 2 * ASCENT_M / 100:g} km level",
        f"costs {CLIMB_COST:.2f} J/kg, {CLIMB_COST / 3.6:.3f} times a level one",
        f"{LEVEL_KM:.2f} km × {clock(LEVEL_PACE_S)} /km = **{MINUTES:.1f} min**",
        f"shown as {0.85 * MINUTES:.0f} to {1.15 * MINUTES:.0f}",
        f"{MINUTES:.1f} min × 1 = **{MINUTES:.1f} EFM**",
        f"{PACK_KG} kg × {KM} km = {PACK_KG * KM} kg·km, {ASCENT_M} m of descent",
        f"= {HELD:.3f} and counted {HELD**2:.3f}",
    ],
)
def test_a_step_of_the_worked_run_comes_out_by_hand(step: str) -> None:
    assert step in " ".join(PAGE.split())


def test_the_race_of_the_page_comes_out_by_hand() -> None:
    hours = (100 + 56) / (3600 / EASY_PACE_S / MODERATE * 0.87) / (1 - 6 / BODY_KG) + 35 / 60
    whole, minutes = divmod(round(60 * hours), 60)
    assert f"**{whole} h {minutes:02} min**" in PAGE


def test_a_row_of_the_table_comes_out_by_hand() -> None:
    assert f"| 40 min easy, 20 min tempo | 9.8 | 0 | 60 | 1.07 | {40 + 20 * 1.2**2:.0f} |" in PAGE


def test_the_reason_for_one_walking_equation_is_true() -> None:
    """At a marching pace an unloaded walk by the one costs more than a lightly loaded one by the other."""
    speed_m_per_s, rest = 1.34, load_rulebook()["R-01"]["rest_w_per_kg"]
    assert lcda_graded2019(speed_m_per_s, 0) > rest + backpacking_net(speed_m_per_s, 0, 0.05, 1.0)


def test_every_blank_of_the_page_is_filled() -> None:
    assert not re.search(r"[{}]|nan|None", PAGE)


def test_the_page_shows_the_picture() -> None:
    assert "](pictures/load.svg)" in PAGE
