"""Every known result of the cost equations, measured, printed or computed, against our functions."""

import json
from collections.abc import Callable
from functools import partial
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from periodise.domain.session import Carrier
from periodise.errors import OutOfRange
from periodise.metrics import cost
from periodise.metrics.load import Costing
from periodise.store.rulebook_file import load_rulebook

KNOWN = json.loads(Path(__file__).with_name("cost_vectors.json").read_text(encoding="utf-8"))
Vector = dict[str, Any]
W_PER_KCAL_PER_H = KNOWN["constants"]["kcal_J"] / 3600
KM_PER_H = 3.6


def pandolf_w(inputs: Vector, form: Callable[..., float] = cost.pandolf1977, **changes: float) -> float:
    given = {**inputs, **changes}
    return form(
        body_mass_kg=given["W"],
        pack_mass_kg=given["L"],
        speed_m_per_s=given["V"],
        grade_percent=given["G"],
        terrain_factor=given["eta"],
    )


def speed_at(power_w: float, power_of: Callable[[float], float], *, fastest_m_per_s: float = 2.0) -> float:
    """The speed that asks for a power, by bisection: the power of every equation here rises with speed."""
    slow, fast = 0.0, fastest_m_per_s
    for _ in range(60):
        middle = (slow + fast) / 2
        slow, fast = (middle, fast) if power_of(middle) < power_w else (slow, middle)
    return slow


def cheapest(cost_of: Callable[[float], float], candidates: range, *, step: float) -> float:
    """Where a cost is least among evenly spaced candidates."""
    return min((index * step for index in candidates), key=cost_of)


def agrees(vector: Vector, found: float) -> None:
    assert abs(found - vector["output"]["value"]) <= vector["tolerance"]


def pandolf(vector: Vector) -> None:
    agrees(vector, pandolf_w(vector["inputs"]))


def pandolf_in_kcal(vector: Vector) -> None:
    agrees(vector, pandolf_w(vector["inputs"]) / W_PER_KCAL_PER_H)


def pandolf_speed(vector: Vector) -> None:
    inputs = vector["inputs"]
    agrees(vector, KM_PER_H * speed_at(inputs["M"], lambda speed: pandolf_w(inputs, V=speed)))


def pandolf_beyond_walking(vector: Vector) -> None:
    """The expression gives the printed 9 km/h; the equation, which is for walking, refuses to."""
    inputs = vector["inputs"]
    form = partial(pandolf_w, inputs, cost.pandolf_form)
    speed = speed_at(inputs["M"], lambda speed: form(V=speed), fastest_m_per_s=4.0)
    agrees(vector, KM_PER_H * speed)
    with pytest.raises(OutOfRange, match="walking speed, m/s"):
        pandolf_w(inputs, V=speed)


def pandolf_slowed(vector: Vector) -> None:
    """With the light pack the source's power asks for a little more than a walking speed."""
    inputs = vector["inputs"]
    form = partial(pandolf_w, inputs, cost.pandolf_form)
    light, full = (
        speed_at(inputs["M"], lambda speed, load=load: form(L=load, V=speed), fastest_m_per_s=4.0)
        for load in (inputs["L_from"], inputs["L_to"])
    )
    agrees(vector, full / light)


def pandolf_percent_more(vector: Vector) -> None:
    inputs = vector["inputs"]
    agrees(vector, 100 * (pandolf_w(inputs) / pandolf_w(inputs, L=inputs["relative_to_L"]) - 1))


def santee(vector: Vector) -> None:
    """What we do NOT use: Pandolf less Santee's correction, as it circulates. Descents are refused."""
    given = vector["inputs"]
    body, speed, grade, eta = given["W"], given["V"], given["G"], given["eta"]
    total = body + given["L"]
    level = pandolf_w({**given, "G": 0})
    signed = level + eta * total * 0.35 * speed * grade
    correction = eta * (grade * total * speed / 3.5 - total * (grade + 6) ** 2 / body + 25 - speed**2)
    agrees(vector, signed - correction)
    with pytest.raises(OutOfRange, match="grade, percent"):
        pandolf_w(given)


def santee_cheapest_descent(vector: Vector) -> None:
    """Measured near −8 %; our walking equation's minimum is shallow and lies a little steeper."""
    speed_m_per_s = 1.34
    found = cheapest(lambda grade: cost.lcda_graded2019(speed_m_per_s, grade), range(-400, 1), step=0.1)
    least, measured = (cost.lcda_graded2019(speed_m_per_s, grade) for grade in (found, -8))
    assert abs(found - vector["output"]["value"]) <= 2 * vector["tolerance"]
    assert measured - least < 0.1


def lcda_walking(vector: Vector) -> None:
    agrees(vector, cost.lcda_walking2019(vector["inputs"]["S"]))


def lcda_most_economical(vector: Vector) -> None:
    agrees(
        vector,
        cheapest(lambda speed: cost.lcda_walking2019(speed) / speed, range(500, 1970), step=0.001),
    )


def lcda_graded(vector: Vector) -> None:
    agrees(vector, cost.lcda_graded2019(vector["inputs"]["S"], vector["inputs"]["G"]))


def lcda_graded_not_as_printed(vector: Vector) -> None:
    """A blog worked with 1.11 for 1.1: we must miss its figure and hit the right one."""
    lcda_graded(vector)
    found = cost.lcda_graded2019(vector["inputs"]["S"], vector["inputs"]["G"])
    assert abs(found - vector["printed_with_wrong_constant"]) > 0.04


def lcda_graded_extra(vector: Vector) -> None:
    inputs = vector["inputs"]
    level = cost.lcda_graded2019(inputs["S"], inputs["relative_to_G"])
    agrees(vector, cost.lcda_graded2019(inputs["S"], inputs["G"]) / level - 1)


def backpacking(vector: Vector) -> None:
    given = vector["inputs"]
    found = cost.lcda_backpacking2022(given["S"], given["g"], given["l"], given["eta"], given["M_rest"])
    agrees(vector, found)


def backpacking_per_kg_of_pack(vector: Vector) -> None:
    """Measured slope of 7.6 W per kg of pack; the equation's is half of it: why a band is shown (R-05)."""
    body_kg, speed = 70.0, vector["inputs"]["S"]
    packs_kg = (0.1 * body_kg, 0.4 * body_kg)
    bare = cost.lcda_backpacking2022(speed, 0, 0, 1, 1.05)
    slopes = [
        body_kg * (cost.lcda_backpacking2022(speed, 0, pack / body_kg, 1, 1.05) - bare) / pack
        for pack in packs_kg
    ]
    assert 2 < slopes[0] < slopes[1] < vector["output"]["value"]


def minetti_walk(vector: Vector) -> None:
    agrees(vector, cost.minetti2002_walk(vector["inputs"]["i"]))


def minetti_run(vector: Vector) -> None:
    agrees(vector, cost.minetti2002_run(vector["inputs"]["i"]))


def minetti_near_measured(equation: Callable[[float], float], vector: Vector) -> None:
    found = equation(vector["inputs"]["i"])
    assert isclose(found, vector["polynomial"], abs_tol=0.001)
    assert abs(found - vector["output"]["value"]) <= max(2 * vector["sd"], 1.0)


def epstein(vector: Vector) -> None:
    inputs = vector["inputs"]
    found = pandolf_w(inputs, cost.epstein1987_run)
    agrees(vector, found)
    ratio = found / pandolf_w(inputs, cost.epstein1987_run, L=0)
    assert isclose(ratio, vector["ratio_to_unloaded"], abs_tol=0.0001)


def pack_cost_ratio(share: float, k: float) -> float:
    return cost.run_with_pack(0, share, k) / cost.minetti2002_run(0)


def small_pack_unseen(vector: Vector) -> None:
    """At 7 % nothing was seen; our 8 % would drown in the spread between runners (0.7 of 4.0 J/kg/m)."""
    assert pack_cost_ratio(vector["inputs"]["l"], load_rulebook()["R-04"]["k_pack"]) - 1 < 0.7 / 4.0


def middling_pack_measured_high(vector: Vector) -> None:
    share, measured = vector["inputs"]["l"], vector["output"]["value"]
    assert pack_cost_ratio(share, load_rulebook()["R-04"]["k_pack"]) < measured
    assert isclose(pack_cost_ratio(share, 2.0), measured)


def pack_takes_pace(vector: Vector) -> None:
    costing = Costing.of(body_mass_kg=70, easy_pace_s_per_km=360, rulebook=load_rulebook())
    share = vector["inputs"]["l"]
    loaded, bare = (costing.run(60, pack_mass_kg=pack).distance_km for pack in (share * 70, 0.0))
    agrees(vector, (loaded / bare - 1) / share)


def no_ankle_weights(vector: Vector) -> None:
    """A kilogram on the foot costs 7 to 10 %: there is no such carrier."""
    assert vector["output"]["value"] == [7, 10]
    assert set(Carrier) == {"none", "vest", "pack"}


def acsm(equation: Callable[[float, float], float], vector: Vector) -> None:
    agrees(vector, equation(vector["inputs"]["S"], vector["inputs"]["G"]))


BY_ID: dict[str, Callable[[Vector], None]] = {
    "pandolf1977-01": pandolf_in_kcal,
    **{f"pandolf1977-0{number}": pandolf_speed for number in range(2, 8)},
    "pandolf1977-08": pandolf_beyond_walking,
    "pandolf1977-09": pandolf_slowed,
    "pandolf1977-10": pandolf_slowed,
    "pandolf1977-11": pandolf_slowed,
    "pandolf1977-12": pandolf_percent_more,
    "santee2001_downhill-06": santee_cheapest_descent,
    "lcda_walking2019-01": lcda_most_economical,
    "lcda_graded2019-01": lcda_graded_extra,
    **{f"lcda_graded2019-0{number}": lcda_graded_not_as_printed for number in (2, 3, 4)},
    "lcda_backpacking2022-13": backpacking_per_kg_of_pack,
    "run_load_linear-01": small_pack_unseen,
    "run_load_linear-02": middling_pack_measured_high,
    "run_load_linear-03": pack_takes_pace,
    "run_load_linear-04": no_ankle_weights,
}
BY_EQUATION: dict[tuple[str, str], Callable[[Vector], None]] = {
    ("pandolf1977", "computed"): pandolf,
    ("santee2001_downhill", "computed"): santee,
    ("lcda_walking2019", "computed"): lcda_walking,
    ("lcda_walking2019", "definition"): lcda_walking,
    ("lcda_graded2019", "computed"): lcda_graded,
    ("lcda_backpacking2022", "computed"): backpacking,
    ("minetti2002_walk", "measured"): partial(minetti_near_measured, cost.minetti2002_walk),
    ("minetti2002_walk", "computed"): minetti_walk,
    ("minetti2002_run", "measured"): partial(minetti_near_measured, cost.minetti2002_run),
    ("minetti2002_run", "computed"): minetti_run,
    ("epstein1987_run", "computed"): epstein,
    ("acsm_walk", "computed"): partial(acsm, cost.acsm_walk),
    ("acsm_run", "computed"): partial(acsm, cost.acsm_run),
}


@pytest.mark.parametrize("vector", KNOWN["vectors"], ids=lambda vector: f"{vector['id']} {vector['kind']}")
def test_an_equation_gives_its_known_result(vector: Vector) -> None:
    judge = BY_ID.get(vector["id"]) or BY_EQUATION[vector["equation"], vector["kind"]]
    judge(vector)


def test_every_vector_says_where_it_comes_from() -> None:
    kinds = KNOWN["provenance"]["kind"]
    assert all(vector["source"] and vector["kind"] in kinds for vector in KNOWN["vectors"])
    assert len({vector["id"] for vector in KNOWN["vectors"]}) == len(KNOWN["vectors"])


def test_the_walking_curve_is_not_the_running_curve() -> None:
    assert cost.minetti2002_walk(0) < cost.minetti2002_run(0)


@pytest.mark.parametrize("equation", [cost.minetti2002_walk, cost.minetti2002_run])
def test_minetti_is_clamped_at_45_percent(equation: Callable[[float], float]) -> None:
    assert equation(0.6) == equation(0.45)
    assert equation(-0.6) == equation(-0.45)


def test_resting_is_what_separates_gross_from_net_walking() -> None:
    gross = cost.lcda_backpacking2022(1.25, 0.05, 0.1, 1.1, 1.05)
    assert isclose(gross - 1.05, cost.backpacking_net(1.25, 0.05, 0.1, 1.1))


def test_terrain_factors_are_those_of_the_source() -> None:
    factors = load_rulebook()["R-03"]["ground_factors"]
    renamed = {"treadmill_blacktop": "road", "swamp_bog": "swamp"}
    for name, factor in KNOWN["terrain"]["factors"].items():
        ours = renamed.get(name, name.replace("cm", "_cm"))
        assert factors[ours] == factor


@pytest.mark.parametrize("depth_cm", [15, 25, 35])
def test_snow_costs_by_the_depth_of_the_footprint(depth_cm: int) -> None:
    rule = load_rulebook()["R-03"]
    factor = rule["snow_base_factor"] + rule["snow_factor_per_cm"] * depth_cm
    assert isclose(factor, KNOWN["terrain"]["factors"][f"soft_snow_{depth_cm}cm"])


NAN = float("nan")
OUT_OF_RANGE: list[tuple[Callable[[], float], str]] = [
    (lambda: cost.lcda_walking2019(1.98), "walking speed, m/s: 1.98 is outside 0 to 1.97"),
    (lambda: cost.lcda_walking2019(-0.1), "walking speed, m/s: -0.1 is outside 0 to 1.97"),
    (lambda: cost.lcda_walking2019(NAN), "walking speed, m/s: nan is outside 0 to 1.97"),
    (lambda: cost.lcda_graded2019(1.97, 0), "walking speed on a grade, m/s: 1.97 is outside 0 to 1.96"),
    (lambda: cost.lcda_graded2019(1, -41), "grade, percent: -41 is outside -40 to 45"),
    (lambda: cost.lcda_graded2019(1, 46), "grade, percent: 46 is outside -40 to 45"),
    (lambda: cost.backpacking_net(0.4, 0, 0, 1), "backpacking speed, m/s: 0.4 is outside 0.45 to 1.97"),
    (lambda: cost.backpacking_net(1, 0.5, 0, 1), "grade, percent: 50 is outside -40 to 45"),
    (lambda: cost.backpacking_net(1, 0, 0.7, 1), "walking: 0.7 is outside 0 to 0.66"),
    (lambda: cost.backpacking_net(1, 0, 0, 5), "terrain factor: 5 is outside 1 to 4.1"),
    (lambda: cost.lcda_backpacking2022(1, 0, 0, 1, 9), "resting rate, W/kg: 9 is outside 0.5 to 2.5"),
    (lambda: cost.run_with_pack(0, 0.31, 1.1), "running: 0.31 is outside 0 to 0.3"),
    (lambda: cost.minetti2002_run(NAN), "grade, fraction: nan is outside -0.45 to 0.45"),
    (lambda: cost.acsm_walk(49, 0), "walking speed, m/min: 49 is outside 50 to 100"),
    (lambda: cost.acsm_walk(60, -0.1), "grade, fraction: -0.1 is outside 0 to 1"),
    (lambda: cost.acsm_run(79, 0), "running speed, m/min: 79 is outside 80 to 500"),
    (
        lambda: cost.epstein1987_run(body_mass_kg=70, pack_mass_kg=31, speed_m_per_s=2.8),
        "pack mass, kg: 31 is outside 0 to 30",
    ),
    (
        lambda: cost.epstein1987_run(body_mass_kg=70, pack_mass_kg=7, speed_m_per_s=2.1),
        "running speed, m/s: 2.1 is outside 2.2 to 3.2",
    ),
    (
        lambda: cost.pandolf1977(body_mass_kg=10, pack_mass_kg=7, speed_m_per_s=1),
        "body mass, kg: 10 is outside 20 to 300",
    ),
]


@pytest.mark.parametrize(("asked", "message"), OUT_OF_RANGE, ids=[message for _, message in OUT_OF_RANGE])
def test_outside_its_range_an_equation_refuses_and_names_the_range(
    asked: Callable[[], float], message: str
) -> None:
    with pytest.raises(OutOfRange, match=message.replace(".", r"\.")) as refused:
        asked()
    assert isinstance(refused.value, ValueError)
