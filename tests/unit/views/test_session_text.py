"""What a session says to a runner."""

from datetime import date, timedelta
from typing import Any

import pytest

from periodise.domain.finding import Finding, Severity
from periodise.domain.inputs import Inputs
from periodise.domain.plan import PhaseKind, Plan, Week, WeekKind
from periodise.domain.record import PlanRecord
from periodise.domain.session import Carrier, Day, Intensity, Session, SessionKind, SessionStatus
from periodise.store.rulebook_file import load_rulebook
from periodise.views import session_words
from periodise.views.form_card import FORM, PACK_FIT, STOP_RULE, cue_of
from periodise.views.session_text import (
    DESCRIPTION_BYTES,
    SEARCH_WORD,
    TITLE_CHARACTERS,
    description,
    heart_rates,
    neutral_title,
    purpose,
    title,
)

TUESDAY = date(2027, 2, 2)
FILE: dict[str, dict[str, Any]] = {
    "athlete": {"name": "Sam Example", "body_mass": "70 kg"},
    "history": {
        "weekly_distance": "45 km",
        "runs_per_week": 4,
        "weeks_consistent": 16,
        "longest_run": "22 km",
    },
    "race": {
        "name": "Example 100",
        "date": date(2027, 6, 19),
        "kind": "ultra",
        "distance": "100 km",
        "ascent": "5600 m",
        "pack_mass": "6 kg",
    },
    "week": {"timezone": "Europe/London"},
}
PACK_RUN = Session(
    kind=SessionKind.PACK_RUN,
    duration_min=62,
    distance_km=8,
    ascent_m=120,
    descent_m=120,
    carrier=Carrier.PACK,
    pack_mass_kg=4,
    rpe=3,
    rules=("R-63", "R-65"),
)
EASY = Session(kind=SessionKind.EASY_RUN, duration_min=50, distance_km=7.7, rpe=3)
LONG = Session(kind=SessionKind.LONG_RUN, duration_min=156, distance_km=24, rpe=3)
STRENGTH = Session(kind=SessionKind.STRENGTH, duration_min=20, rpe=5)
REST = Session(kind=SessionKind.REST, intensity=Intensity.REST)


def inputs(**changes: Any) -> Inputs:
    """The athlete file with `changes` laid over its tables."""
    tables = {name: values | changes.get(name, {}) for name, values in FILE.items()}
    return Inputs.model_validate({**changes, **tables})


IMPERIAL = inputs(plan={"units": "imperial"})


def week(kind: WeekKind = WeekKind.LOAD) -> Week:
    start = date(2027, 2, 1)
    return Week(
        start=start, end=start + timedelta(days=7), kind=kind, weeks_to_race=19, phase=PhaseKind.BUILD
    )


def says(session: Session, *, day: date = TUESDAY, findings: tuple[Finding, ...] = (), **changes: Any) -> str:
    """The description of `session` on `day`."""
    plan = Plan(phases=(), weeks=(week(),), days=(Day(date=day, sessions=(session,)),), findings=findings)
    record = PlanRecord(
        plan_id="8f0c1c9e-5b7d-4c1e-9a2f-6d8e0b4c7a15",
        as_of=day,
        rulebook_version="1",
        inputs=inputs(**changes),
        inputs_sha256="0" * 64,
        plan=plan,
    )
    return description(session, day=day, week=week(), record=record, rulebook=load_rulebook())


@pytest.mark.parametrize(
    ("session", "told"),
    [
        (PACK_RUN, "Pack run 8 km · 4 kg"),
        (LONG, "Long run 24 km · 2 h 36 min"),
        (EASY, "Easy run 7.7 km · 50 min"),
        (Session(kind=SessionKind.EASY_RUN, duration_min=50), "Easy run 50 min"),
        (STRENGTH, "Strength 20 min"),
        (REST, "Rest"),
        (Session(kind=SessionKind.RACE, distance_km=100), "Race 100 km · Example 100"),
        (LONG.model_copy(update={"status": SessionStatus.DONE}), "Long run 24 km · 2 h 36 min · done"),
    ],
)
def test_a_title_tells_kind_and_distance_first(session: Session, told: str) -> None:
    assert title(session, inputs=inputs()) == told


def test_a_title_in_miles_and_pounds() -> None:
    assert title(PACK_RUN, inputs=IMPERIAL) == "Pack run 5 mi · 8.8 lb"
    assert title(LONG, inputs=IMPERIAL) == "Long run 15 mi · 2 h 36 min"


@pytest.mark.parametrize("kind", [kind for kind in SessionKind if kind is not SessionKind.REST])
def test_fourteen_characters_are_enough_for_kind_and_distance(kind: SessionKind) -> None:
    session = Session(kind=kind, distance_km=24.4, duration_min=300, pack_mass_kg=4, carrier=Carrier.PACK)
    assert title(session, inputs=inputs())[:14].startswith(f"{session_words.NAMES[kind]} 24")


def test_a_long_race_name_is_shortened_and_the_rest_of_the_title_is_not() -> None:
    told = title(
        Session(kind=SessionKind.RACE, distance_km=100, status=SessionStatus.DONE),
        inputs=inputs(race={"name": "The Very Long and Winding Mountain Ultra"}),
    )
    assert told == "Race 100 km · The Very Long and… · done"
    assert len(told) <= TITLE_CHARACTERS


def test_stages_are_called_stages() -> None:
    stages = {"distance": "38 km", "stage": [{"distance": "38 km", "ascent": "1100 m"}], "kind": "stage-race"}
    assert title(Session(kind=SessionKind.RACE, distance_km=38), inputs=inputs(race=stages)).startswith(
        "Stage 38 km"
    )


def test_other_races_and_trips_are_called_by_their_names() -> None:
    wednesday = TUESDAY + timedelta(days=1)
    walk = {"start": wednesday, "end": wednesday, "distance_per_day": "24 km", "pack_mass": "11 kg"}
    named = inputs(
        other_race=[{"name": "Spring 50", "date": TUESDAY, "distance": "50 km", "priority": "B"}],
        trip=[{"name": "Cairngorm round", **walk}],
    )
    race = Session(kind=SessionKind.OTHER_RACE, distance_km=50)
    trip = Session(kind=SessionKind.TRIP_DAY, distance_km=24)
    assert title(race, inputs=named, day=TUESDAY) == "Race 50 km · Spring 50"
    assert title(trip, inputs=named, day=wednesday) == "Trip day 24 km · Cairngorm round"
    assert title(race, inputs=named) == "Race 50 km"


def test_a_title_and_a_reason_that_somebody_wrote_win() -> None:
    coached = PACK_RUN.model_copy(update={"title": "With Kim\r\n on the moor", "purpose": "Have fun."})
    assert title(coached, inputs=inputs()) == "With Kim  on the moor"
    assert purpose(coached, week=week(), inputs=inputs()) == "Have fun."


def test_a_neutral_title_tells_the_time_only() -> None:
    assert neutral_title(PACK_RUN) == "Training 1 h 2 min"
    assert neutral_title(REST) == "Rest"


@pytest.mark.parametrize("kind", SessionKind)
@pytest.mark.parametrize("week_kind", WeekKind)
def test_every_session_in_every_week_has_a_reason_in_one_sentence(
    kind: SessionKind, week_kind: WeekKind
) -> None:
    told = purpose(Session(kind=kind), week=week(week_kind), inputs=inputs())
    assert told[0].isupper()
    assert told.endswith(".")
    assert ". " not in told
    assert "{" not in told


def test_a_deload_says_so() -> None:
    assert "this week lets the last ones sink in" in purpose(
        LONG, week=week(WeekKind.DELOAD), inputs=inputs()
    )
    assert "this week lets" not in purpose(LONG, week=week(), inputs=inputs())


def test_a_step_in_pack_mass_says_so() -> None:
    told = purpose(PACK_RUN, week=week(), inputs=inputs())
    assert told == (
        "Back, shoulders and legs get used to carrying, for the 6 kg of race day; "
        "the pack is heavier than before, so the run is shorter."
    )


def test_strength_is_the_same_in_an_easy_week_and_says_nothing_else() -> None:
    assert "this week lets" not in purpose(STRENGTH, week=week(WeekKind.DELOAD), inputs=inputs())


def test_rest_before_and_after_the_race_has_a_reason_of_its_own() -> None:
    kinds = (WeekKind.LOAD, WeekKind.TAPER, WeekKind.RECOVERY)
    assert len({purpose(REST, week=week(kind), inputs=inputs()) for kind in kinds}) == 3


def test_a_run_after_the_race_is_small_because_of_the_race_behind() -> None:
    after = EASY.model_copy(update={"rules": ("R-55",)})
    told = purpose(after, week=week(WeekKind.RECOVERY), inputs=inputs())
    assert "the race still sits in your legs" in told
    assert "a race close by" not in told
    assert "a race close by" in purpose(after, week=week(), inputs=inputs())


def test_a_day_away_says_so_and_a_private_one_not_why() -> None:
    away = [{"start": TUESDAY, "end": TUESDAY, "reason": "hospital"}]
    named = inputs(away=away)
    assert title(REST, inputs=named, day=TUESDAY) == "Rest · away"
    assert title(REST, inputs=named, day=TUESDAY + timedelta(days=1)) == "Rest"
    assert says(REST, away=away).startswith("Away (hospital): nothing is planned.\nWhy: You cannot")
    assert "hospital" not in says(REST, away=away, calendar={"private": True})


def test_a_race_longer_than_a_day_goes_on_where_a_rest_day_would_stand() -> None:
    racing = REST.model_copy(update={"rules": ("R-28",)})
    assert title(racing, inputs=inputs()) == "Race goes on"
    assert says(racing).startswith("The race goes on today.")


def test_race_day_tells_start_and_limit_for_calendars_that_show_no_time() -> None:
    race = Session(kind=SessionKind.RACE, duration_min=2000, distance_km=100, rpe=8)
    hours = {"start": "05:00", "timezone": "Europe/Rome", "cutoff": "26h45m"}
    assert "\nStart: 05:00, Europe/Rome. Time limit: 26 h 45 min.\n" in says(race, race=hours)
    assert "Start:" not in says(race)


def test_a_hard_effort_belongs_to_the_climbs() -> None:
    hills = Session(kind=SessionKind.HILL_RUN, duration_min=50, rpe=7, intensity=Intensity.HARD)
    assert "RPE 7 of 10 on the climbs, hard" in says(hills)


def test_a_race_on_the_way_that_the_plan_does_not_hold_is_told_on_its_day() -> None:
    other = [{"name": "Spring 50", "date": TUESDAY, "distance": "50 km", "priority": "B"}]
    assert "Also today: Spring 50. It counts instead" in says(EASY, other_race=other)
    held = Session(kind=SessionKind.OTHER_RACE, distance_km=50)
    assert "Also today" not in says(held, other_race=other)


def test_a_rule_that_says_more_than_the_kind_is_told() -> None:
    after = EASY.model_copy(update={"rules": ("R-72",)})
    assert "the loaded day next to it" in purpose(after, week=week(), inputs=inputs())
    loaded = Session(kind=SessionKind.BACKPACKING_DAY, rules=("R-72",))
    assert "the loaded day next to it" not in purpose(loaded, week=week(), inputs=inputs())


def test_a_pack_run_says_all_that_is_needed_to_do_it() -> None:
    assert says(PACK_RUN, athlete={"max_heart_rate": 186}).splitlines() == [
        "Run 8 km in about 1 h 2 min at an easy effort, with a pack of 4 kg.",
        "Climb: 120 m up, 120 m down.",
        "Time: expect 53 min to 1 h 11 min (± 15 %).",
        "Pack: 4 kg with water and food, 5.7 % of body mass; chest strap and hip belt closed.",
        "Effort: RPE 3 of 10, easy, whole sentences come without effort. Heart rate 121 to 140.",
        f"Form today: {cue_of(TUESDAY, Carrier.PACK)}.",
        f"Stop rule: {STOP_RULE}",
        f"Why: {purpose(PACK_RUN, week=week(), inputs=inputs())} (R-63, R-65)",
        SEARCH_WORD,
    ]


def test_the_form_cue_changes_from_day_to_day_and_the_stop_rule_stays() -> None:
    days = [TUESDAY + timedelta(days=n) for n in range(len(PACK_FIT) + len(FORM))]
    texts = [says(PACK_RUN, day=day) for day in days]
    assert len({text.split("Form today: ")[1].split("\n")[0] for text in texts}) == len(days)
    assert all(STOP_RULE in text for text in texts)


@pytest.mark.parametrize("session", [EASY, STRENGTH, REST], ids=lambda session: session.kind.value)
def test_without_a_pack_there_is_no_talk_of_one(session: Session) -> None:
    told = says(session)
    assert "Stop rule" not in told
    assert "Pack:" not in told
    assert "{" not in told


def test_on_race_day_nobody_is_told_to_go_home() -> None:
    race = Session(
        kind=SessionKind.RACE, duration_min=840, distance_km=100, pack_mass_kg=6, carrier=Carrier.PACK, rpe=8
    )
    told = says(race)
    assert "Stop rule" not in told
    assert "± 20 %" in told


def test_a_light_vest_needs_no_belt() -> None:
    vest = LONG.model_copy(update={"carrier": Carrier.VEST, "pack_mass_kg": 2})
    assert "2 kg in a vest" in says(vest)
    assert session_words.LIGHT_VEST in says(vest)
    assert "Stop rule" not in says(vest)


def test_a_heart_rate_is_given_only_when_the_highest_is_known_and_the_effort_fits() -> None:
    known, rulebook = inputs(athlete={"max_heart_rate": 200}), load_rulebook()
    moderate = EASY.model_copy(update={"intensity": Intensity.MODERATE})
    hard = EASY.model_copy(update={"intensity": Intensity.HARD})
    assert heart_rates(EASY, inputs=known, rulebook=rulebook) == (130, 150)
    assert heart_rates(moderate, inputs=known, rulebook=rulebook) == (160, 174)
    assert heart_rates(hard, inputs=known, rulebook=rulebook) is None
    assert heart_rates(STRENGTH, inputs=known, rulebook=rulebook) is None
    assert heart_rates(EASY, inputs=inputs(), rulebook=rulebook) is None


def test_imperial_text_holds_no_metric_unit() -> None:
    told = says(PACK_RUN, plan={"units": "imperial"})
    assert "5 mi" in told
    assert "8.8 lb" in told
    assert "390 ft" in told
    assert not any(unit in told for unit in (" km", " kg", " m "))


def test_a_private_text_holds_no_body_figure_and_no_reason() -> None:
    told = says(PACK_RUN, athlete={"max_heart_rate": 186}, calendar={"private": True})
    assert "Pack: 4 kg" in told
    for word in ("body mass", "Heart rate", "Why", "R-63", "Stop rule"):
        assert word not in told


def test_a_rule_that_acted_twice_is_named_once() -> None:
    assert "(R-32, R-40)" in says(LONG.model_copy(update={"rules": ("R-32", "R-40", "R-32")}))


def test_a_bent_rule_is_told_on_its_day() -> None:
    bent = Finding(rule="R-48", severity=Severity.HARD, where=TUESDAY, message="-", waived="coach's lock")
    other = bent.model_copy(update={"where": TUESDAY + timedelta(days=1)})
    assert "Bent here: R-48, coach's lock" in says(EASY, findings=(bent,))
    assert "Bent here" not in says(EASY, findings=(other,))


def test_however_long_a_coach_writes_the_text_stays_short_and_can_be_searched() -> None:
    told = says(PACK_RUN.model_copy(update={"purpose": "é" * 5000}))
    assert len(told.encode()) <= DESCRIPTION_BYTES
    assert told.splitlines()[-1] == SEARCH_WORD


def test_every_kind_and_effort_has_its_words() -> None:
    for table in (session_words.NAMES, session_words.INSTRUCTIONS, session_words.PURPOSES):
        assert set(table) == set(SessionKind)
    assert set(session_words.EFFORTS) == set(Intensity)
    assert set(session_words.CARRIED) == set(Carrier)
