"""R-80's table row by row, with R-82 and R-83, on real seasons planned on by the real `replan`.

The figures stand here as the rule has them, typed in once more, so that a slip in the rulebook's file shows.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from periodise.domain.history import bare
from periodise.domain.lost import LOST
from periodise.domain.plan import PhaseKind, Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import PACK_KINDS, RUNS, Session, SessionKind
from periodise.domain.training_log import MissReason
from periodise.errors import NoSafePlan
from periodise.metrics.marks import FAST
from periodise.recording import PlanHandle
from periodise.replanning import Asks, Missed, Proposal, ReplanRequest, proposed
from periodise.store.athlete_file import read_athlete_file
from periodise.store.rulebook_file import load_rulebook
from periodise.views.change_list import change_list, raised_lines
from periodise.views.verdict import safety_words
from periodise.workflows import PlanRequest, hard_findings, make_plan
from tests.nothing_made_up import weeks_made_up
from tests.readme_page import PROJECT

BASE, BUILD, TAPER = PhaseKind.BASE, PhaseKind.BUILD, PhaseKind.TAPER
LIFE, FEVER, ILLNESS, INJURY = MissReason.LIFE, MissReason.FEVER, MissReason.ILLNESS, MissReason.INJURY
ON_FOOT = frozenset(SessionKind) - {SessionKind.REST, SessionKind.STRENGTH}
OPEN = ("R-85c", "R-85d", "R-85e", "R-85f")
"""Gates that are opened where a row is looked at, and not the gate."""
ASKS = Asks(unrecorded=lambda _: False, agree=lambda _: True)
DAY = timedelta(1)
WEEK = timedelta(weeks=1)


def silent(_: str) -> None:
    """Nobody is told of waiting."""


@cache
def first_plan(example: str) -> PlanRecord:
    """The season of an example as `plan` writes it."""
    path = PROJECT / "examples" / f"{example}.toml"
    start = read_athlete_file(path)[0].plan.start
    assert start is not None
    with TemporaryDirectory() as folder:
        plan_path, calendar_path = Path(folder) / "season.plan.json", Path(folder) / "season.ics"
        return make_plan(PlanRequest(path, plan_path, calendar_path, start), warn=silent)


class Gap:
    """So many days of a season missed from `first` on, and planned on the day after."""

    def __init__(
        self, example: str, first: date, days: int, reason: MissReason, accepted: tuple[str, ...]
    ) -> None:
        self.record = first_plan(example)
        self.first, self.days, self.back = first, days, first + timedelta(days)
        missed = Missed(first, self.back - DAY, reason)
        nowhere = Path("nowhere")
        request = ReplanRequest(
            PlanHandle(nowhere, self.back), nowhere, nowhere, missed=missed, accepted=accepted
        )
        self.proposal: Proposal = proposed(self.record, request, ASKS, rulebook=load_rulebook())

    @property
    def before(self) -> Plan:
        return self.record.plan

    @property
    def plan(self) -> Plan:
        return self.proposal.new.plan

    @property
    def words(self) -> str:
        told = safety_words(self.proposal.new, rulebook=load_rulebook(), today=self.back)
        return " ".join(told.split())

    @property
    def block(self) -> list[float]:
        """The share of load on each day of the return block: rows of R-80, typed in."""
        if self.days <= 5:
            return []
        if self.days > 56:
            return [share for share in (0.33, 0.50, 0.70, 0.85, 1.00) for _ in range(21)]
        parts = (0.50, 0.75) if self.days <= 28 else (0.33, 0.50, 0.75)
        ends = [ceil(self.days * (n + 1) / len(parts)) for n in range(len(parts))]
        return [
            next(part for part, end in zip(parts, ends, strict=True) if at < end) for at in range(self.days)
        ]

    @property
    def kept(self) -> float:
        """FVDOT: 1 - 0.003 a day after the fifth, 0.80 at the least."""
        return max(0.80, 1 - 0.003 * max(0, self.days - 5))

    def share_on(self, day: date) -> float:
        at = (day - self.back).days
        return self.block[at] if 0 <= at < len(self.block) else 1.0

    @property
    def block_end(self) -> date:
        return self.back + timedelta(len(self.block))

    @property
    def raises_told(self) -> tuple[str, ...]:
        """Sentences that name the rule for weeks that hold more than they did."""
        return tuple(raised_lines(change_list(self.proposal.old, self.proposal.new)))

    def load_before(self) -> float:
        """The best load week of the last four before the days off; history before a young plan."""
        weeks = [one for one in self.before.weeks if one.kind is WeekKind.LOAD and one.end <= self.first]
        return max(week_efm(self.before, one.start, one.end) for one in weeks[-4:])

    def weeks(self) -> list[Week]:
        """Full weeks of training that begin before the block is over and end after the first day back."""
        kinds = (WeekKind.LOAD, WeekKind.DELOAD, WeekKind.RETURN)
        return [
            week
            for week in self.plan.weeks
            if week.kind in kinds and week.end > self.back and week.start < self.block_end
        ]


@cache
def lost(
    example: str, first: date, days: int, reason: MissReason = LIFE, accepted: tuple[str, ...] = OPEN
) -> Gap:
    return Gap(example, first, days, reason, accepted)


def days_of(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((end - first).days))


def held(plan: Plan, first: date, end: date) -> list[tuple[date, Session]]:
    """Sessions on foot from `first` on and before `end`, what was missed left out."""
    return [
        (day.date, one)
        for day in plan.days
        if first <= day.date < end
        for one in day.sessions
        if one.kind in ON_FOOT and one.status not in LOST
    ]


def week_efm(plan: Plan, first: date, end: date) -> float:
    return sum(one.load_efm for _, one in held(plan, first, end))


def longest(plan: Plan, first: date, end: date) -> float:
    return max((one.duration_min for _, one in held(plan, first, end) if one.kind in RUNS), default=0.0)


def packs(plan: Plan, first: date, end: date, kinds: frozenset[SessionKind] = PACK_KINDS) -> list[float]:
    return [one.pack_mass_kg for _, one in held(plan, first, end) if one.kind in kinds]


PACK_RUNS = frozenset({SessionKind.PACK_RUN})
FOREVER = date.max


def phase_start(example: str, kind: PhaseKind) -> date:
    return next(phase.start for phase in first_plan(example).plan.phases if phase.kind is kind)


def into(example: str, kind: PhaseKind, weeks: int) -> date:
    """The first Monday of a phase and so many weeks."""
    start = phase_start(example, kind)
    return start + timedelta(-start.weekday() % 7 + 7 * weeks)


FEW = [
    ("lakeland-50", BASE, 4),
    ("ccc", BASE, 4),
    ("lakeland-50", BUILD, 2),
    ("ccc", BUILD, 1),
    ("marathon-des-sables", BUILD, 1),
]


@pytest.mark.parametrize("days", [1, 2])
@pytest.mark.parametrize(("example", "phase", "weeks"), FEW)
def test_one_or_two_days_are_dropped_and_the_weeks_go_on(
    example: str, phase: PhaseKind, weeks: int, days: int
) -> None:
    gap = lost(example, into(example, phase, weeks) + DAY, days)
    for now, then in zip(gap.plan.weeks, gap.before.weeks, strict=True):
        assert now.kind is then.kind
        if now.start >= gap.back:  # no more than a missed session less in what look back on
            assert 0.75 * then.load_efm <= now.load_efm <= then.load_efm + 0.05


@pytest.mark.parametrize("days", [3, 5])
@pytest.mark.parametrize(("example", "weeks"), [("lakeland-50", 4), ("ccc", 4), ("marathon-des-sables", 9)])
def test_three_to_five_days_in_base_go_on_at_full_load_and_are_not_made_up(
    example: str, weeks: int, days: int
) -> None:
    gap = lost(example, into(example, BASE, weeks), days)
    assert WeekKind.RETURN not in [week.kind for week in gap.plan.weeks if week.start >= gap.first - WEEK]
    after = [week for week in gap.plan.weeks if week.start >= gap.back]
    then = {week.start: week.load_efm for week in gap.before.weeks}
    assert after[0].load_efm >= 0.85 * then[after[0].start]
    assert not [
        week for week in weeks_made_up(gap.before, gap.plan, since=gap.back) if week.end <= after[0].end
    ]


@pytest.mark.parametrize(("example", "weeks"), [("lakeland-50", 2), ("ccc", 2), ("winter-spine-sprint", 2)])
def test_three_to_five_days_in_build_bring_a_quiet_week_and_the_lost_one_again(
    example: str, weeks: int
) -> None:
    first = into(example, BUILD, weeks) + DAY
    gap = lost(example, first, 5)
    quiet = held(gap.plan, gap.back, gap.back + WEEK)
    assert [one for _, one in quiet if one.heavy or "R-46" in one.rules] == []
    left = next(week for week in gap.before.weeks if week.start <= first < week.end)
    again = next(week for week in gap.plan.weeks if week.start == left.end)
    planned = week_efm(gap.before, left.start, left.end)
    assert again.kind is not WeekKind.RETURN
    assert week_efm(gap.plan, again.start, again.end) <= planned + 0.5


@pytest.mark.parametrize("days", [1, 2, 3, 5])
@pytest.mark.parametrize("example", ["lakeland-50", "ccc", "javelina-jundred"])
def test_a_few_days_in_the_taper_are_dropped_and_the_touch_stays(example: str, days: int) -> None:
    gap = lost(example, phase_start(example, TAPER) + DAY, days)
    before, now = (
        [bare(day) for day in plan.days if day.date >= gap.back] for plan in (gap.before, gap.plan)
    )
    assert now == before
    race = gap.record.inputs.race.date
    touch = [out for on, one in held(gap.plan, race - WEEK, race) if one.kind in FAST for out in [race - on]]
    assert all(timedelta(2) <= out <= timedelta(6) for out in touch)


ROWS = [
    ("lakeland-50", BASE, 5),
    ("ccc", BASE, 5),
    ("marathon-des-sables", BASE, 6),
    ("lakeland-50", BUILD, 0),
    ("ccc", BUILD, 0),
    ("winter-spine-sprint", BUILD, 0),
    ("bataan-memorial-death-march", BUILD, 0),
]


ALL_ROWS = (6, 9, 13, 14, 28, 29, 40, 56, 57)
BORDERS = (6, 13, 28, 40)
LENGTHS = [
    *((*row, days) for row in ROWS[:2] for days in ALL_ROWS),
    *((*row, days) for row in ROWS[2:] for days in BORDERS),
]


@pytest.mark.parametrize(("example", "phase", "weeks", "days"), LENGTHS)
def test_load_and_long_runs_come_back_in_the_shares_of_their_row(
    example: str, phase: PhaseKind, weeks: int, days: int
) -> None:
    first = into(example, phase, weeks)
    gap = lost(example, first, days)
    reference = gap.load_before() * gap.kept
    assert gap.weeks()
    for week in gap.weeks():
        assert week.kind is WeekKind.RETURN
        here = [day for day in days_of(week.start, week.end) if day >= gap.back]
        share = sum(map(gap.share_on, here)) / len(here)
        assert week_efm(gap.plan, max(week.start, gap.back), week.end) <= reference * share + 0.5
    assert gap.raises_told or not weeks_made_up(gap.before, gap.plan, since=gap.back)
    assert [day for day in gap.plan.days if day.date < gap.first] == [
        day for day in gap.before.days if day.date < gap.first
    ]
    assert gap.plan.phases == gap.before.phases
    before = longest(gap.before, gap.first - timedelta(30), gap.first)
    for day, one in held(gap.plan, gap.back, gap.block_end + timedelta(min(days, 28))):
        if one.kind in RUNS:
            reached = max(longest(gap.plan, gap.back, day), before * gap.kept * gap.share_on(day))
            assert one.duration_min <= max(30, reached + 10, 1.10 * reached) + 0.5


SET_BACK = [
    ("lakeland-50", BASE, 5, 9, 0),
    ("marathon-des-sables", BASE, 6, 13, 0),
    ("lakeland-50", BUILD, 0, 6, 1),
    ("winter-spine-sprint", BUILD, 0, 9, 1),
    ("winter-spine-sprint", BUILD, 2, 13, 1),
    ("marathon-des-sables", BUILD, 2, 9, 1),
    ("winter-spine-sprint", BUILD, 0, 14, 2),
    ("winter-spine-sprint", BUILD, 2, 14, 2),
    ("marathon-des-sables", BUILD, 0, 20, 2),
    ("lakeland-50", BUILD, 0, 20, 2),
]


@pytest.mark.parametrize(("example", "phase", "weeks", "days", "steps"), SET_BACK)
def test_the_running_pack_goes_back_by_the_steps_of_its_row(
    example: str, phase: PhaseKind, weeks: int, days: int, steps: int
) -> None:
    gap = lost(example, into(example, phase, weeks), days)
    athlete, history = gap.record.inputs.athlete, gap.record.inputs.history
    carried = max(history.pack_mass_kg, *packs(gap.before, gap.before.start, gap.first, PACK_RUNS))
    step = min(1.0, 0.015 * athlete.body_mass_kg // 0.5 * 0.5)
    least = 0.05 * athlete.body_mass_kg // 0.5 * 0.5
    after = packs(gap.plan, gap.back, FOREVER, PACK_RUNS)
    assert after[0] <= max(least, carried - steps * step) + 0.05
    assert all(now <= max(after[: n + 1]) + step + 0.05 for n, now in enumerate(after[1:]))
    assert packs(gap.plan, gap.back, gap.block_end) == []


@pytest.mark.parametrize("days", [28, 40])
@pytest.mark.parametrize(
    ("example", "weeks"),
    [("lakeland-50", 3), ("marathon-des-sables", 5), ("winter-spine-sprint", 3)],
)
def test_after_four_weeks_the_pack_is_five_per_cent_again_and_climbs_as_at_first(
    example: str, weeks: int, days: int
) -> None:
    gap = lost(example, into(example, BASE, weeks), days)
    least = 0.05 * gap.record.inputs.athlete.body_mass_kg // 0.5 * 0.5
    loaded = [
        (on, one.pack_mass_kg) for on, one in held(gap.plan, gap.back, FOREVER) if one.kind in PACK_RUNS
    ]
    assert loaded[0][1] == least
    steps = [now for before, now in pairwise(loaded) if now[1] > before[1]]
    assert steps
    assert steps[0][0] >= loaded[0][0] + timedelta(14)


@pytest.mark.parametrize(("days", "most_kg"), [(14, 4.0), (28, 4.0), (9, 8.5)])
def test_a_walked_pack_goes_back_too(days: int, most_kg: float) -> None:
    """A ruck by somebody of 81.6 kg: 8.5 kg walked in base; a step is 3 kg (R-68), the first pack 4 kg."""
    example = "bataan-memorial-death-march"
    gap = lost(example, into(example, BASE, 4), days)
    assert packs(gap.before, gap.before.start, gap.first)[-1] == 8.5
    after = [
        (on, one.pack_mass_kg) for on, one in held(gap.plan, gap.back, FOREVER) if one.kind in PACK_KINDS
    ]
    assert after[0][1] <= most_kg
    for on, mass in after[1:]:
        earned = [kg for day, kg in after if day <= on - timedelta(14)]
        assert mass <= max([most_kg, *(kg for day, kg in after if day < on), *(kg + 3 for kg in earned)])


@pytest.mark.parametrize("days", [6, 9, 13])
@pytest.mark.parametrize("example", ["lakeland-50", "ccc", "western-states-100"])
def test_lost_in_the_taper_it_goes_on_at_half_to_three_quarters_of_its_own(example: str, days: int) -> None:
    gap = lost(example, phase_start(example, TAPER) + DAY, days, accepted=())
    peak = max(week_efm(gap.before, week.start, week.end) for week in gap.before.weeks if week.kind == "load")
    own = {week.start: week_efm(gap.before, week.start, week.end) for week in gap.before.weeks}
    for week in gap.plan.weeks:
        if week.kind is WeekKind.TAPER and week.start >= gap.back:
            here = list(days_of(week.start, week.end))
            share = sum(map(gap.share_on, here)) / len(here)
            now = week_efm(gap.plan, week.start, week.end)
            assert now <= min(own[week.start], share * peak) + 0.5
            assert 0.5 <= share <= 1
    assert "finish only" not in gap.words


WORDS = [
    (BASE, 5, 14, LIFE, "still safe", "advises"),
    (BASE, 5, 40, LIFE, "", "advises"),
    (BASE, 5, 60, LIFE, "", "advises against"),
    (BUILD, 0, 28, LIFE, "", "wiser goal"),
    (BUILD, 0, 29, LIFE, "After 29 days off in build a shorter race, or one 5 weeks later", "advises"),
    (TAPER, -1, 6, ILLNESS, "Race only without symptoms (R-80).", "finish only"),
    (TAPER, -1, 6, LIFE, "still safe", "symptoms"),
    (TAPER, -1, 13, ILLNESS, "Chest pain, palpitations or breathlessness: see a doctor first", "finish only"),
    (TAPER, -1, 14, LIFE, "finish only", "advises"),
    (TAPER, -1, 21, FEVER, "Do not race within 7 days of a fever", "advises"),
    (TAPER, -3, 28, LIFE, "finish only", "advises"),
    (TAPER, -3, 29, LIFE, "After 29 days off the rule advises against the full distance", "racing"),
    (TAPER, -6, 56, LIFE, "advises against the full distance", "racing this time"),
    (TAPER, -6, 57, INJURY, "After 57 days off the rule advises against racing this time", "wiser"),
]


@pytest.mark.parametrize(("phase", "weeks", "days", "reason", "told", "not_told"), WORDS)
def test_what_is_said_of_the_race_follows_the_row_and_the_phase(
    phase: PhaseKind, weeks: int, days: int, reason: MissReason, told: str, not_told: str
) -> None:
    first = into("lakeland-50", phase, weeks)
    try:
        gap = lost("lakeland-50", first, days, reason, accepted=())
    except NoSafePlan:
        gap = lost("lakeland-50", first, days, reason)
    assert told in gap.words
    assert not_told not in gap.words


def test_a_goal_out_of_reach_is_refused_with_the_nearest_that_is_not() -> None:
    with pytest.raises(NoSafePlan) as refused:
        lost("ccc", into("ccc", BASE, 4), 35, accepted=())
    assert [gate.gate for gate in refused.value.gates] == ["R-85c"]
    assert any(goal.race_date for goal in refused.value.goals)
    assert any(goal.distance_km for goal in refused.value.goals)


@pytest.mark.parametrize("days", [1, 3, 5])
@pytest.mark.parametrize("reason", [ILLNESS, FEVER])
@pytest.mark.parametrize("example", ["lakeland-50", "ccc"])
def test_after_illness_come_as_many_easy_days_and_after_a_fever_a_day_of_rest_first(
    example: str, reason: MissReason, days: int
) -> None:
    gap = lost(example, into(example, BUILD, 2) + DAY, days, reason)
    easy = held(gap.plan, gap.back, gap.back + timedelta(days + (reason is FEVER)))
    assert all(not one.pack_mass_kg and one.kind not in FAST and not one.demanding for _, one in easy)
    if reason is FEVER:
        assert [one for on, one in easy if on == gap.back] == []


@pytest.mark.parametrize("example", ["lakeland-50", "winter-spine-sprint", "marathon-des-sables"])
def test_after_an_injury_seven_days_and_three_quarters_of_the_running_come_before_a_pack(
    example: str,
) -> None:
    gap = lost(example, into(example, BUILD, 1), 4, INJURY)
    first = min(on for on, one in held(gap.plan, gap.back, FOREVER) if one.kind in PACK_KINDS)
    assert first >= gap.back + timedelta(7)

    def unloaded(plan: Plan, start: date) -> float:
        return sum(one.load_efm for _, one in held(plan, start, start + WEEK) if not one.pack_mass_kg)

    former = sum(unloaded(gap.before, gap.first - n * WEEK) for n in range(1, 5)) / 4
    best = max(unloaded(gap.plan, day) for day in days_of(gap.back, first - 6 * DAY))
    assert best >= 0.75 * former - 0.5


def test_travel_asks_for_no_more_than_life() -> None:
    plans = []
    for reason in (MissReason.TRAVEL, LIFE):
        plans.append(lost("ccc", into("ccc", BUILD, 1), 8, reason).plan)
    assert plans[0] == plans[1]


@pytest.mark.parametrize("phase", [BASE, BUILD, TAPER])
@pytest.mark.parametrize("days", [2, 9, 20])
def test_no_row_breaks_a_rule_from_the_first_day_back(phase: PhaseKind, days: int) -> None:
    gap = lost("winter-spine-sprint", into("winter-spine-sprint", phase, 0), days)
    assert [one for one in hard_findings(gap.plan.findings) if one.where >= gap.back] == []


def test_a_pack_that_was_set_back_names_the_rule() -> None:
    example = "winter-spine-sprint"
    gap = lost(example, into(example, BUILD, 2), 14)
    first = next(one for _, one in held(gap.plan, gap.back, FOREVER) if one.kind in PACK_RUNS)
    assert first.rules[0] == "R-80"
