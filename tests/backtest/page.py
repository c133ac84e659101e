"""docs/backtest.md: our plans beside published ones, for a coach, computed here and now."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from statistics import median

from periodise.store.rulebook_file import load_explained_rulebook, load_rulebook
from tests.backtest.causes import GAP_RATIO, Cause, Gap, gaps
from tests.backtest.our_season import BODY_MASS_KG, ROOM_MIN, gates_closed
from tests.backtest.published import (
    MEASURES,
    LeftOut,
    Published,
    left_out,
    long_steps,
    published_plans,
    ratios,
)
from tests.backtest.race_tables import UNKNOWN, figure_cell, ours_for, race_section

Found = Mapping[str, tuple[Gap, ...]]
"""Gaps by the name of their plan."""
ROUNDING_RATIO = 0.01
"""Published kilometres are whole miles or rounded to 0.1."""

OPENING = """\
# Our plans beside published ones

This page is written by `python -m tests.regenerate` from the program itself, and a test compares it.

Coaches and athletes have published training plans with the kilometres or hours of every week. For each of
them `periodise` plans the same race for a runner who starts where that plan starts: the same first week,
the same longest run, the same number of weeks to the race. What is compared is the shape of the season:
how high it goes, how long the longest session gets, how light the easy weeks are, and how it tapers.

What a published plan does not say about its runner is assumed: {body:g} kg, flat roads, {days} free days
a week with {room:g} hours between them, so that time is not what limits our plan, and a level and an easy
pace that fit the plan's first week. `tests/backtest/published_plans.toml` has them, and every figure. A
race is on the Saturday of the last week, and its own distance is in no total. Published plans are habits
of coaches, not proof: where ours differs, the question is why.
"""

SUMMARY = """\
## The whole comparison

Ratios are ours over theirs, so 1 is the same and 0.9 a tenth less. *Gate*: the rules by which `plan`
refuses the goal until the runner accepts the risk.

| Plan | weeks | weekly totals, median | all weeks together | longest sessions, median | gate |
|---|---:|---:|---:|---:|---|
{rows}
"""

GAPS = """\
## Every gap above {gap:.0%}

How a rule is found: lift it, plan the season again, and look. Lifting a rule that limits takes the
limit away; lifting one that gives the season its shape (R-32, R-49, R-50) puts the published plan's own
numbers in the place of ours. The rule that brings our figure closest is named first. If more than a
quarter is still missing, the next is sought with the first one lifted.

| Plan | figure | theirs | ours | lifted one after another | left |
|---|---|---:|---:|---|---:|
{rows}

The rules that were lifted, and how ([what each says](rulebook.md)):

{rules}
"""

LIFTED: Mapping[str, str] = {
    "R-32": "the published peak week and longest session are what is aimed at",
    "R-40": "a run may be as much longer than the last ones as it likes",
    "R-42": "a week may hold as much more than the last ones as it likes",
    "R-43": "everything may rise in the same week",
    "R-44": "one session may take the whole week",
    "R-45": "a run may last all day",
    "R-46": "no back-to-backs",
    "R-49": "easy weeks are as deep as the published ones",
    "R-50": "the taper has the published weeks and shares",
    "R-51": "runs in the taper may be long",
    "R-64b": "a long walk may grow as it likes",
    "R-66": "heavy days may follow each other",
    "R-68": "the pack for walks may be the race's at once",
    "R-73": "a long walk every week, in base as long as in build",
    "R-76": "an easy run may last all day",
}

STEPS = """\
## How fast the longest run grows

R-40 lets a run be a tenth longer than the longest of the last 30 days, more only while runs are short.
In the published plans that state their longest runs, {theirs_above} of {theirs} steps beyond the
best of the four weeks before are larger than that, the largest {most:+.0%}; in ours for the
same runners {ours_above} of {ours}. Smaller steps add up as well: of the gaps above, R-40 is among
the causes of {r40_gaps}.
"""

CONCLUSION = """\
## What this says, and what it does not

- **Weekly totals.** Over all weeks that are known, the median of ours is {median_total:.2f} of
  theirs; by plan it lies between {low_total:.2f} and {high_total:.2f}.
- **Where ours is lower or higher.** Of {count} gaps, ours is lower in {lower} and higher in {higher}. The
  rule that is the first cause of most of them is {most}, with {most_count}.
- **Easy weeks.** Ours keep {our_deload:.2f} of the load weeks before them (median of plans), theirs
  {their_deload:.2f}, and they agree little: a plan's median is anything from {low_deload:.2f} to
  {high_deload:.2f}.
- **Taper.** The last two weeks together hold {our_taper:.2f} of a peak week in ours, {their_taper:.2f}
  in theirs.
{open_gaps}
These {plans} plans are not a sample, and no trial set one against another. More is not better by itself;
R-32 treats volume as a soft aim for that reason. The comparison shows where ours goes further or
less far than people do, and which number of which rule to argue about.
"""

ALL_CLOSED = "- **Every gap** closes to a quarter or less when its rules are lifted.\n"
STILL_OPEN = """\
- **What stays open.** With the rules named above lifted, more than a quarter is still missing in:
  {names}. Several rules hold ours down together there, and
  it asks for much less than people who prepare others for such a goal.
"""


def backtest_page() -> str:
    """The whole page."""
    plans = published_plans()
    found = {plan.name: gaps(plan) for plan in plans}
    parts = (
        OPENING.format(body=BODY_MASS_KG, days=len(ROOM_MIN), room=sum(ROOM_MIN.values()) / 60),
        SUMMARY.format(rows="\n".join(_summary_row(plan) for plan in plans)),
        *(race_section(race, list(group)) for race, group in groupby(plans, lambda plan: plan.race)),
        _gaps_section(found),
        _steps_section(plans, found),
        _conclusion(plans, found),
        _left_out_section(left_out()),
    )
    return "\n".join(parts)


def total_ratios(plan: Published) -> list[float]:
    return ratios(ours_for(plan).total, plan.weeks.total)


def season_ratio(plan: Published) -> float:
    """All known weeks together, ours over theirs."""
    known = [our for our, their in zip(ours_for(plan).total, plan.weeks.total, strict=True) if their]
    return sum(known) / sum(plan.weeks.total)


def _summary_row(plan: Published) -> str:
    long_ratios = ratios(ours_for(plan).longest, plan.weeks.longest)
    cells = (
        plan.name,
        str(len(plan.weeks.total)),
        f"{median(total_ratios(plan)):.2f}",
        f"{season_ratio(plan):.2f}",
        f"{median(long_ratios):.2f}" if long_ratios else UNKNOWN,
        ", ".join(gates_closed(plan, load_rulebook())) or "open",
    )
    return f"| {' | '.join(cells)} |"


def _gaps_section(found: Found) -> str:
    rows = [_gap_row(name, gap) for name, each in found.items() for gap in each]
    lifted = {rule for gap in _every(found) for cause in gap.causes for rule in (cause.rule, *cause.equals)}
    rules = load_explained_rulebook().rules
    named = "\n".join(
        f"- **{rule}**, {rules[rule].title.lower()}: {LIFTED[rule]}" for rule in LIFTED if rule in lifted
    )
    return GAPS.format(gap=GAP_RATIO, rows="\n".join(rows), rules=named)


def _every(found: Found) -> list[Gap]:
    return [gap for each in found.values() for gap in each]


def _gap_row(name: str, gap: Gap) -> str:
    steps = ", then ".join(_cause(gap, cause) for cause in gap.causes)
    theirs, ours = (figure_cell(gap.measure, figure) for figure in (gap.theirs, gap.ours))
    return f"| {name} | {gap.measure} | {theirs} | {ours} | {steps or 'no rule'} | {gap.left_ratio:.0%} |"


def _cause(gap: Gap, cause: Cause) -> str:
    return f"{' or '.join((cause.rule, *cause.equals))}: {figure_cell(gap.measure, cause.figure)}"


def _steps_section(plans: Sequence[Published], found: Found) -> str:
    stated = [plan for plan in plans if any(plan.weeks.longest) and plan.unit == "km"]
    theirs = [step for plan in stated for step in long_steps(plan.weeks) if step > 1]
    ours = [step for plan in stated for step in long_steps(ours_for(plan)) if step > 1]
    return STEPS.format(
        theirs=len(theirs),
        theirs_above=_above(theirs),
        most=max(theirs) - 1,
        ours=len(ours),
        ours_above=_above(ours) or "none",
        r40_gaps=sum(cause.rule == "R-40" for gap in _every(found) for cause in gap.causes) or "none",
    )


def _above(steps: Sequence[float]) -> int:
    """How many go beyond R-40, the rounding of kilometres left aside."""
    most = load_rulebook()["R-40"]["growth_ratio"] + ROUNDING_RATIO
    return sum(step > most for step in steps)


def _conclusion(plans: Sequence[Published], found: Found) -> str:
    every, medians = _every(found), [median(total_ratios(plan)) for plan in plans]
    first = [gap.causes[0].rule for gap in every if gap.causes]
    most = max(sorted(set(first)), key=first.count)
    their_deloads, our_deloads = _both(plans, "deload depth")
    their_tapers, our_tapers = _both(plans, "last two weeks")
    return CONCLUSION.format(
        median_total=median(ratio for plan in plans for ratio in total_ratios(plan)),
        low_total=min(medians),
        high_total=max(medians),
        count=len(every),
        lower=sum(gap.ours < gap.theirs for gap in every),
        higher=sum(gap.ours > gap.theirs for gap in every),
        most=most,
        most_count=first.count(most),
        our_deload=median(our_deloads),
        their_deload=median(their_deloads),
        low_deload=min(their_deloads),
        high_deload=max(their_deloads),
        our_taper=median(our_tapers),
        their_taper=median(their_tapers),
        open_gaps=_open_gaps(found),
        plans=len(plans),
    )


def _both(plans: Sequence[Published], name: str) -> tuple[list[float], list[float]]:
    """A figure of the published plans that state it, and of ours for the same runners."""
    measure = MEASURES[name]
    known = [plan for plan in plans if measure(plan.weeks)]
    return [measure(plan.weeks) for plan in known], [measure(ours_for(plan)) for plan in known]


def _open_gaps(found: Found) -> str:
    left = [
        f"{gap.measure} of {name}"
        for name, each in found.items()
        for gap in each
        if gap.left_ratio > GAP_RATIO
    ]
    return STILL_OPEN.format(names="; ".join(left)) if left else ALL_CLOSED


def _left_out_section(plans: Sequence[LeftOut]) -> str:
    rows = "\n".join(f"- **{plan.name}**: {plan.reason}. <{plan.source}>" for plan in plans)
    return f"## Not compared\n\n{rows}\n"
