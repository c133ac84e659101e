"""Which rule makes our season differ from a published one: lift it, plan again, and look.

A rule is lifted by a number that no longer binds or, where a rule is a shape and not a limit (R-32,
R-49, R-50), by the published plan's own number in place of ours. The rule that brings our figure
closest is the first cause; if a gap is left, the next is sought with the first one lifted.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from periodise.domain.rulebook import Rulebook
from periodise.store.rulebook_file import load_rulebook
from tests.backtest.our_season import our_weeks
from tests.backtest.published import (
    MEASURES,
    Published,
    Weeks,
    deload_depth,
    longest,
    peak,
    published_plans,
    week_out,
)

GAP_RATIO = 0.25
"""So far may ours be from theirs before it has to be explained."""
WORTH_RATIO = 0.02
"""A rule that moves a gap by less did not cause it."""
SAME_RATIO = 0.005
MOST_CAUSES = 3
FREE_RATIO, FREE_MIN = 10, 24 * 60
WEEKEND_DAYS, DAYS_PER_WEEK = 2, 7
TAPER_ROWS = ("short", "middle", "long", "trek", "stage_race")

Lift = Callable[[Published, Rulebook], Mapping[str, Any]]
"""A rule's numbers as they are when it is lifted."""


class Cause(NamedTuple):
    rule: str
    figure: float
    """Ours with this rule lifted, and the causes before it."""
    equals: tuple[str, ...] = ()
    """Rules that would do as much in its place."""


class Gap(NamedTuple):
    """A figure that differs by more than `GAP_RATIO`."""

    measure: str
    ours: float
    theirs: float
    causes: tuple[Cause, ...]
    """The heaviest first."""

    @property
    def left_ratio(self) -> float:
        """What is left of it with all its causes lifted."""
        last = self.causes[-1].figure if self.causes else self.ours
        return distance(last, self.theirs)


def distance(ours: float, theirs: float) -> float:
    return abs(ours - theirs) / theirs


def _their_peak(plan: Published, rulebook: Rulebook) -> Mapping[str, Any]:
    """R-32 aims at the published peak week and longest run."""
    rule = rulebook["R-32"]
    run = longest(plan.weeks) / plan.race_km
    asked = peak(plan.weeks) / plan.race_km
    return {
        "peak_ke": tuple({**row, "ratio": asked, "high_ratio": asked} for row in rule["peak_ke"]),
        "longest_share": tuple(
            {**row, "low_ratio": run or row["low_ratio"], "high_ratio": run or row["high_ratio"]}
            for row in rule["longest_share"]
        ),
        "stage_race_peak": {"ratio": FREE_RATIO},
    }


def _their_deload(plan: Published, rulebook: Rulebook) -> Mapping[str, Any]:
    """As deep as the published easy weeks; none where there are none."""
    depth = deload_depth(plan.weeks) or 1.0
    return {"deload_ratio": depth, "novice_deload_ratio": depth, "deload_max_ratio": max(depth, 0.75)}


def _their_taper(plan: Published, rulebook: Rulebook) -> Mapping[str, Any]:
    """As many weeks as the published taper, and its shares of the fullest week."""
    count = plan.weeks.taper_count
    weeks = [week_out(plan.weeks, back) for back in range(count, -1, -1)]
    shares = tuple(_block_share(*pair) for pair in pairwise(weeks))
    row = {"days": DAYS_PER_WEEK * count, "shares": shares, "long_variant": None}
    return {name: {**rulebook["R-50"][name], **row} for name in TAPER_ROWS}


def _block_share(week_before: float, week: float) -> float:
    """A block before a Saturday: the weekend of one week and the five days of the next."""
    weekend = WEEKEND_DAYS / DAYS_PER_WEEK
    return weekend * week_before + (1 - weekend) * week


def _with(**numbers: Any) -> Lift:
    return lambda plan, rulebook: numbers


def _uncapped(plan: Published, rulebook: Rulebook) -> Mapping[str, Any]:
    levels = rulebook["R-45"]["short"]
    rows = {name: dict.fromkeys(levels, FREE_MIN) for name in ("short", "middle", "long")}
    return {**rows, "hike_max_min": FREE_MIN}


LIFTS: Mapping[str, Lift] = {
    "R-32": _their_peak,
    "R-40": _with(growth_ratio=FREE_RATIO),
    "R-42": _with(ramp_soft_ratio=FREE_RATIO, ramp_hard_ratio=FREE_RATIO),
    "R-43": _with(volume_ratio=FREE_RATIO, longest_ratio=FREE_RATIO),
    "R-44": _with(peak_share=1.0, planned_max_share=1.0),
    "R-45": _uncapped,
    "R-46": _with(first_training_week=FREE_MIN),
    "R-49": _their_deload,
    "R-50": _their_taper,
    "R-51": _with(last_long_min=FREE_MIN, very_long_min=FREE_MIN, block_fall_ratio=1.0),
    "R-64b": _with(growth_ratio=FREE_RATIO, first_max_min=FREE_MIN),
    "R-66": _with(heavy_gap_days=1),
    "R-68": _with(step_share=1.0, step_kg=100, step_window_days=1, none_before_week=1),
    "R-73": _with(base_max_min=FREE_MIN, base_gap_low_days=7, peak_gap_low_days=7),
    "R-76": _with(easy_run_max_min=FREE_MIN),
}
"""The rules that can hold a season back or push it, and what lifting each means."""
PACK_RULES = frozenset({"R-64b", "R-66", "R-68", "R-73"})
"""Without a pack they have nothing to say."""


@cache
def weeks_without(name: str, rules: frozenset[str]) -> Weeks:
    """Our season for a published plan, by its name, with these rules lifted."""
    plan = next(plan for plan in published_plans() if plan.name == name)
    rulebook = load_rulebook()
    changed = {rule: MappingProxyType({**rulebook[rule], **LIFTS[rule](plan, rulebook)}) for rule in rules}
    values = MappingProxyType({**rulebook.values, **changed})
    return our_weeks(plan, Rulebook(version=rulebook.version, values=values))


def gaps(plan: Published) -> tuple[Gap, ...]:
    """Every figure of the plan that ours misses by more than a quarter, with the rules that do it."""
    ours = weeks_without(plan.name, frozenset())
    known = {name: (measure(ours), measure(plan.weeks)) for name, measure in MEASURES.items()}
    return tuple(
        Gap(name, ours=our, theirs=their, causes=_causes(plan, name, (), distance(our, their)))
        for name, (our, their) in known.items()
        if their and distance(our, their) > GAP_RATIO
    )


def _causes(plan: Published, measure: str, found: tuple[Cause, ...], gap: float) -> tuple[Cause, ...]:
    """The next rule that closes most of what is left, until a quarter is left or nothing closes more."""
    if gap <= GAP_RATIO or len(found) == MOST_CAUSES:
        return found
    theirs, already = MEASURES[measure](plan.weeks), frozenset(cause.rule for cause in found)
    tried = [
        Cause(rule, MEASURES[measure](weeks_without(plan.name, already | {rule})))
        for rule in LIFTS
        if rule not in already and (plan.carries_a_pack or rule not in PACK_RULES)
    ]
    best = min(tried, key=lambda cause: distance(cause.figure, theirs))
    left = distance(best.figure, theirs)
    if left > gap - WORTH_RATIO:
        return found
    equals = tuple(
        cause.rule
        for cause in tried
        if cause is not best and abs(cause.figure - best.figure) <= SAME_RATIO * theirs
    )
    return _causes(plan, measure, (*found, best._replace(equals=equals)), left)
