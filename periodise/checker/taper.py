"""The last weeks: R-50's shape, R-51 and R-53. Its length stands in `calendar`, its pack in `pack_taper`."""

from collections.abc import Iterator
from math import floor
from statistics import median

from periodise.checker.after_illness import rests_after_fever
from periodise.checker.dated import OFF_FEET, DatedSession
from periodise.checker.microcycle import Microcycle
from periodise.checker.reading import Reading
from periodise.checker.rest import leaves_rest
from periodise.checker.season import Season
from periodise.checker.taper_row import taper_shares
from periodise.checker.verdict import allowed_min, broken, count, found_min, missed, percent
from periodise.domain.finding import Finding
from periodise.domain.session import SessionKind
from periodise.domain.tolerance import minutes_within


def check_decrease(season: Season) -> Iterator[Finding]:
    """R-51: each block is lighter than the one before, the first lighter than the highest load week."""
    for block, reading in zip(_falling(season), decrease_readings(season), strict=True):
        if reading.measured >= reading.limit and _to_come(block):
            yield broken(
                "R-51",
                block.first,
                f"this taper block counts {found_min(reading.measured)} of load and the one before it "
                f"{allowed_min(reading.limit)}; each must be lighter than the last.",
                limit=reading.limit,
                measured=reading.measured,
            )


def decrease_readings(season: Season) -> Iterator[Reading]:
    """Each block's load against the last block before it that nothing cut short.

    A block with days away, a race or a trip holds less than it wants, so it is not what the next
    one is measured by; that one answers to the block before, or to the highest load week.
    """
    reference = season.peak_load_efm
    for block in _falling(season):
        yield Reading(block.first, block.load_efm, reference)
        if not _cut_short(season, block):
            reference = block.load_efm


def _falling(season: Season) -> tuple[Microcycle, ...]:
    """Blocks that hold anything; an empty one is as light as can be."""
    return tuple(block for block in season.taper_blocks if block.load_efm > 0)


def _to_come(block: Microcycle) -> tuple[DatedSession, ...]:
    """Training still to come in a block; what was done was done, and R-52 asks for its test all the same."""
    return tuple(one for one in block.sessions if one.planned and one.training and not one.test_of_kit)


def _cut_short(season: Season, block: Microcycle) -> bool:
    on_the_way = any(one.unit is not None for one in block.sessions)
    return on_the_way or any(day in season.days_away for day in range(block.first, block.end))


def check_run_count(season: Season) -> Iterator[Finding]:
    """R-51: the taper keeps four fifths of the runs, the race counted, as far as days are free.

    A block that counts too much as it is has no room for more.
    """
    full = {one.day for one in decrease_readings(season) if one.measured >= one.limit}
    for block, reading in zip(season.taper_blocks, run_count_readings(season), strict=True):
        if reading.measured < reading.limit and block.planned and block.first not in full:
            yield broken(
                "R-51",
                block.first,
                f"{count(int(reading.measured), 'run')} in this taper block; keep {reading.limit:.0f}, "
                "four fifths of those in a load week, and make each shorter instead.",
                limit=reading.limit,
                measured=reading.measured,
            )


def run_count_readings(season: Season) -> Iterator[Reading]:
    """Runs of each block, days of trips and other races too, the race with the last, against what is kept.

    No more is asked than the block's load makes runs worth going out for; what was missed is dropped
    (R-80), and the day after a fever is one of rest (R-82).
    """
    kept = floor(season.rule("R-51")["sessions_share"] * _usual_outings(season))
    for block in season.taper_blocks:
        race = int(block.end == season.race_day)
        worth = _runs_worth_it(season, block)
        past = max((day + 1 for day in season.days_missed if day < block.end), default=block.first)
        open_days = range(max(block.first, past), block.end)
        room = block.outings + sum(could_run(season, day) for day in open_days)
        lost = sum(one.kind not in OFF_FEET for one in season.missed_between(block.first, block.end))
        lost += sum(rests_after_fever(season, day) for day in range(block.first, block.end))
        on_the_way = len({one.day for one in block.sessions if one.unit is not None})
        asked = max(0, min(kept - lost, min(room, worth) + race))
        yield Reading(block.first, block.outings + race + on_the_way, asked)


def _runs_worth_it(season: Season, block: Microcycle) -> int:
    """Runs that were done or tests, and as many more as the load to come fills."""
    to_come = _to_come(block)
    load = sum(one.session.load_efm for one in to_come)
    return block.outings - len(to_come) + floor(load / season.rule("R-51")["shortest_run_min"])


def could_run(season: Season, day: int) -> bool:
    """Whether a free day without a session can hold a run and leave the rest that R-48 asks for."""
    if season.sessions.between(day, day + 1) or rests_after_fever(season, day):
        return False
    return season.available_min(day) > 0 and leaves_rest(season, day)


def _usual_outings(season: Season) -> float:
    """Runs, hikes and walks of a load week: the middle of the last four, or history without any."""
    recent = season.load_weeks[-season.rule("R-43")["window_load_weeks"] :]
    if not recent:
        return float(season.inputs.history.runs_per_week)
    return median(week.outings for week in recent)


def check_last_long_runs(season: Season) -> Iterator[Finding]:
    """R-51: the last run of 90 minutes a week out, the last of two and a half hours two or three."""
    rule = season.rule("R-51")
    long_taper = season.race_day - season.taper_start >= rule["very_long_days_far"]
    far = season.inputs.race.distance_km > rule["very_long_far_above_km"]
    for run in season.runs.between(season.race_day - rule["very_long_days_far"] + 1, season.race_day):
        out = season.race_day - run.day
        if not run.planned:
            continue
        if run.minutes >= rule["last_long_min"] and out < rule["last_long_days"]:
            yield _too_late(run.day, run.minutes, out=out, least=rule["last_long_days"])
        elif not minutes_within(run.minutes, rule["very_long_min"]):
            if out < rule["very_long_days"]:
                yield _too_late(run.day, run.minutes, out=out, least=rule["very_long_days"])
            elif far:
                least = rule["very_long_days_far"]
                yield _too_late(run.day, run.minutes, out=out, least=least, hard=long_taper)


def _too_late(day: int, minutes: float, *, out: int, least: int, hard: bool = True) -> Finding:
    verdict = broken if hard else missed
    return verdict(
        "R-51",
        day,
        f"a run of {found_min(minutes)} {count(out, 'day')} before the race; "
        f"one this long lies {least} days out or more.",
        limit=least,
        measured=out,
    )


def check_touch(season: Season) -> Iterator[Finding]:
    """R-51, soft: a short touch of speed in race week for whoever trained with speed."""
    rule = season.rule("R-51")
    fast = [one.day for one in season.training if one.fast]
    first = season.race_day - rule["touch_soft_earliest_days"]
    end = season.race_day - rule["touch_soft_latest_days"] + 1
    trained = any(day < season.taper_start for day in fast)
    if not trained or not season.taper_blocks or any(first <= day < end for day in fast):
        return
    if season.free_days(max(first, season.start), end):
        yield missed(
            "R-51",
            max(first, season.start),
            f"no touch of speed {rule['touch_latest_days']} to {rule['touch_earliest_days']} days before "
            "the race; a few fast minutes keep the legs awake.",
        )


def check_depth(season: Season) -> Iterator[Finding]:
    """R-50, soft: a block keeps no more of the highest load week than its share."""
    shares = taper_shares(season)
    for block, share in zip(season.taper_blocks, shares, strict=False):
        limit = share * season.peak_load_efm
        if block.planned and not minutes_within(block.load_efm, limit):
            yield missed(
                "R-50",
                block.first,
                f"this taper block counts {found_min(block.load_efm)} of load; {allowed_min(limit)} "
                f"is {percent(share)} of the highest week.",
                limit=limit,
                measured=block.load_efm,
            )


def check_last_strength(season: Season) -> Iterator[Finding]:
    """R-53, soft: no strength work in the last days."""
    latest = season.rule("R-53")["all_strength_stop_latest_days"]
    for one in season.sessions.between(season.race_day - latest + 1, season.race_day):
        if one.kind is SessionKind.STRENGTH and one.planned:
            yield missed(
                "R-53",
                one.day,
                f"strength work {count(season.race_day - one.day, 'day')} before the race; "
                f"the last is {latest} days out or more.",
                limit=latest,
                measured=season.race_day - one.day,
            )
