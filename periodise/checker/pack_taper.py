"""R-52: the pack in the last two weeks."""

from collections.abc import Iterator

from periodise.checker.after_illness import barred_from_pack
from periodise.checker.dated import DatedSession
from periodise.checker.pack_spacing import is_early, loaded_days, loaded_limit, trips_around
from periodise.checker.season import Season
from periodise.checker.taper import could_run
from periodise.checker.verdict import allowed_min, broken, count, fixed_by_file, found_min, kg, missed
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import mass_within, minutes_within


def check_shakedown_held(season: Season) -> Iterator[Finding]:
    """A shakedown is planned when the race pack is loaded, packs are carried and a day is free for it.

    Someone who never carried in the plan or before has no completed mass to test, so none is asked for.
    """
    rule = season.rule("R-52")
    first = season.race_day - rule["shakedown_earliest_days"]
    end = season.race_day - rule["shakedown_latest_days"] + 1
    # Days before a missed one are past: nothing can be put on them any more.
    still_open = max([first, *(day + 1 for day in season.days_missed if first <= day < end)])
    carries = season.anchors.pack_kg > 0 or any(not one.test_of_kit for one in season.loaded)
    if not (season.race_pack_loaded and season.may_carry and season.inputs.plan.straps and carries):
        return
    roomy = [
        day
        for day in season.free_days(max(still_open, season.open_from), end)
        if minutes_within(rule["shakedown_min_min"], season.available_min(day))
        and (season.sessions.between(day, day + 1) or could_run(season, day))
        and not _too_close(season, day)
        and not barred_from_pack(season, day)
        and not _is_taken(season, day)
    ]
    held = any(one.test_of_kit for one in season.sessions.between(first, end))
    if roomy and not held:
        yield broken(
            "R-52",
            roomy[0],
            f"no shakedown in full kit {rule['shakedown_latest_days']} to {rule['shakedown_earliest_days']} "
            f"days before the race, though {count(len(roomy), 'day')} of these can hold it.",
            limit=1,
            measured=0,
        )


def _is_taken(season: Season, day: int) -> bool:
    """Whether a race or trip on the way takes this date, trained through or not."""
    return any(one.first.toordinal() <= day <= one.last.toordinal() for one in season.occasions)


def _too_close(season: Season, day: int) -> bool:
    """Whether R-65 keeps a pack off this date: a day or, at first, a week apart, or too many trips."""
    rule = season.rule("R-65")
    gap = rule["window_days"] if is_early(season, day) else rule["gap_days"]
    near = any(not one.test_of_kit for one in season.loaded.between(day - gap + 1, day + gap))
    by_a_trip = any(
        trip.unit and trip.first - rule["gap_days"] < day < trip.last + rule["gap_days"]
        for trip in loaded_days(season)
    )
    return near or by_a_trip or trips_around(season, day) >= loaded_limit(season, day)


def check_shakedown(season: Season) -> Iterator[Finding]:
    """A shakedown keeps to its days, its minutes, its mass and its pace."""
    for one in season.sessions:
        if one.test_of_kit and one.planned:
            yield from _date(season, one)
            yield from _duration(season, one)
            yield from _mass(season, one)
            yield from _pace(season, one)


def _date(season: Season, one: DatedSession) -> Iterator[Finding]:
    rule = season.rule("R-52")
    out = season.race_day - one.day
    if not rule["shakedown_latest_days"] <= out <= rule["shakedown_earliest_days"]:
        yield broken(
            "R-52",
            one.day,
            f"the shakedown comes {count(out, 'day')} before the race; {rule['shakedown_latest_days']} to "
            f"{rule['shakedown_earliest_days']} are allowed.",
            limit=rule["shakedown_latest_days"],
            measured=out,
        )


def _duration(season: Season, one: DatedSession) -> Iterator[Finding]:
    rule = season.rule("R-52")
    long_enough = minutes_within(rule["shakedown_min_min"], one.minutes)
    if not long_enough or not minutes_within(one.minutes, rule["shakedown_max_min"]):
        yield broken(
            "R-52",
            one.day,
            f"the shakedown takes {found_min(one.minutes)}; {rule['shakedown_min_min']} to "
            f"{allowed_min(rule['shakedown_max_min'])} are allowed.",
            limit=rule["shakedown_max_min"],
            measured=one.minutes,
        )


def _mass(season: Season, one: DatedSession) -> Iterator[Finding]:
    highest = _completed_kg(season, one.day)
    limit = min(season.race_pack_kg, highest + season.rule("R-63")["step_max_kg"])
    if not mass_within(one.pack_kg, limit):
        yield broken(
            "R-52",
            one.day,
            f"the shakedown carries {kg(one.pack_kg)}; after {kg(highest)} and for a race pack of "
            f"{kg(season.race_pack_kg)} it may carry {kg(limit)}.",
            limit=limit,
            measured=one.pack_kg,
        )
    elif highest and not mass_within(limit, one.pack_kg):
        yield missed(
            "R-52",
            one.day,
            f"the shakedown carries {kg(one.pack_kg)}; {kg(limit)} would be nearer to the race.",
            limit=limit,
            measured=one.pack_kg,
        )


def _completed_kg(season: Season, day: int) -> float:
    """Heaviest pack carried before a date in training or before the plan."""
    carried = [other.pack_kg for other in season.loaded.between(0, day) if not other.test_of_kit]
    return max((season.anchors.pack_kg, *carried))


def _pace(season: Season, one: DatedSession) -> Iterator[Finding]:
    """Walked above 15 % of body mass or above the heaviest pack completed."""
    heaviest_run = max(season.anchors.pack_kg, _completed_kg(season, one.day))
    limit_kg = min(season.rule("R-52")["walked_above_share"] * season.body_mass_kg, heaviest_run)
    fastest = season.rule("R-77")["walk_max_m_per_s"]
    if not mass_within(one.pack_kg, limit_kg) and one.speed_m_per_s > fastest:
        yield broken(
            "R-52",
            one.day,
            f"the shakedown is run with {kg(one.pack_kg)}; above {kg(limit_kg)} it is walked.",
            limit=fastest,
            measured=one.speed_m_per_s,
        )


def check_last_packs(season: Season) -> Iterator[Finding]:
    """The last heavy session and the last loaded hour lie two weeks out; the last week carries nothing."""
    rule = season.rule("R-52")
    first = season.race_day - max(rule["last_heavy_days"], rule["last_loaded_long_days"])
    for one in season.loaded.between(first, season.race_day):
        if one.test_of_kit or not one.planned:
            continue
        out = season.race_day - one.day
        if one.heavy and out < rule["last_heavy_days"]:
            yield _too_near(one, out=out, least=rule["last_heavy_days"], what="heavy session")
        elif (
            not minutes_within(one.minutes, rule["last_loaded_long_min"])
            and out < rule["last_loaded_long_days"]
        ):
            yield _too_near(
                one, out=out, least=rule["last_loaded_long_days"], what="pack for more than an hour"
            )
        elif out <= rule["unloaded_last_days"]:
            yield _too_near(one, out=out, least=rule["unloaded_last_days"] + 1, what="pack")


def _too_near(one: DatedSession, *, out: int, least: int, what: str) -> Finding:
    allowed = "" if one.kind is not SessionKind.PACK_WALK else "; a short walk to check straps excepted"
    return broken(
        "R-52",
        one.day,
        f"a {what} ({kg(one.pack_kg)}, {found_min(one.minutes)}) {count(out, 'day')} before the race; "
        f"the last is {least} days out or more{allowed}.",
        limit=least,
        measured=out,
    )


def check_late_trips(season: Season) -> Iterator[Finding]:
    """A trip under a pack within the last two weeks was the athlete's choice; the plan says so."""
    rule = season.rule("R-52")
    for trip in season.units:
        out = season.race_day - trip.last
        carried = [one for one in season.sessions.between(trip.first, trip.last + 1) if one.unit is trip]
        if trip.kind is not SessionKind.TRIP_DAY or out >= rule["last_heavy_days"]:
            continue
        if any(one.loaded and one.planned for one in carried):
            yield fixed_by_file(
                broken(
                    "R-52",
                    trip.last,
                    f"{trip.name} ends {count(out, 'day')} before the race, with "
                    f"{kg(max(one.pack_kg for one in carried))}; the last heavy or long pack is "
                    f"{rule['last_heavy_days']} days out or more. Carry little and walk short days.",
                    limit=rule["last_heavy_days"],
                    measured=out,
                )
            )
