"""Days away and missed days, joined to stretches, and what comes after them."""

from datetime import date

from periodise.checker.references import longest_before, week_reference
from tests.unit.checker.seasons import a_season

MISSED_BUT_FOR_REST_DAYS = """
2027-01-19 easy_run 60 min missed
2027-01-21 easy_run 60 min missed
2027-01-23 long_run 120 min missed
2027-01-24 easy_run 60 min dropped
"""


def _on(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def test_rest_days_between_missed_ones_belong_to_the_absence() -> None:
    (absence,) = a_season(days=MISSED_BUT_FOR_REST_DAYS).absences
    assert (absence.first, absence.end) == (_on("2027-01-19"), _on("2027-01-25"))


def test_a_session_that_is_held_parts_two_absences() -> None:
    days = MISSED_BUT_FOR_REST_DAYS.replace("2027-01-21 easy_run 60 min missed", "2027-01-21 easy_run 60 min")
    assert [one.days_lost for one in a_season(days=days).absences] == [1, 2]


def test_time_away_that_touches_another_is_one_absence() -> None:
    away = [
        {"start": date(2027, 1, 18), "end": date(2027, 1, 20)},
        {"start": "2027-01-21", "end": "2027-01-24"},
    ]
    season = a_season(inputs={"away": away})
    assert [one.days_lost for one in season.absences] == [7]
    assert len(season.comebacks) == 1


def test_five_days_away_ask_for_no_return_block() -> None:
    away = [{"start": date(2027, 1, 18), "end": date(2027, 1, 22)}]
    assert a_season(inputs={"away": away}).comebacks == ()


def test_the_longest_run_counts_half_when_the_return_block_begins() -> None:
    season = a_season(inputs={"away": [{"start": date(2027, 1, 18), "end": date(2027, 1, 24)}]})
    longest = longest_before(season, season.runs, day=_on("2027-01-25"), window_days=30, history_min=120)
    assert longest == 120 * (1 - 0.003 * 2) * 0.5


def test_after_the_block_only_the_lost_fitness_counts_and_later_nothing_does() -> None:
    season = a_season(inputs={"away": [{"start": date(2027, 1, 18), "end": date(2027, 1, 24)}]})
    after = longest_before(season, season.runs, day=_on("2027-02-01"), window_days=30, history_min=120)
    assert after == 120 * (1 - 0.003 * 2)
    assert season.comeback_on(_on("2027-02-08")) is None


def test_history_counts_for_thirty_days_from_the_eve_of_the_plan() -> None:
    season = a_season(days="\n".join(f"2027-01-{day:02d} rest" for day in range(4, 32)))
    inside = longest_before(season, season.runs, day=_on("2027-02-02"), window_days=30, history_min=120)
    outside = longest_before(season, season.runs, day=_on("2027-02-03"), window_days=30, history_min=120)
    assert (inside, outside) == (120, 60)


def test_a_level_of_six_load_weeks_ago_counts_after_a_gap() -> None:
    away = [{"start": date(2027, 2, 1), "end": date(2027, 2, 6)}]
    long_first = "2027-01-09 long_run 132 min"
    gapped = a_season(days=long_first, inputs={"away": away})
    steady = a_season(days=long_first)
    assert week_reference(gapped, gapped.weeks[6]).longest_min == 132
    assert week_reference(steady, steady.weeks[6]).longest_min == 120
