"""Weeks after illness, injury and a few lost days: what R-80, R-82 and R-83 keep out of them."""

from datetime import date, timedelta

from periodise.domain.plan import PhaseKind, WeekKind
from periodise.domain.race import Away
from periodise.domain.session import Session, SessionKind, SessionStatus
from periodise.domain.tolerance import minutes_within
from periodise.domain.training_log import MissReason
from periodise.domain.week import WEEKDAYS
from periodise.planner.count_back import DAYS_PER_WEEK
from periodise.planner.past import SICK, Past, on_foot_efm
from periodise.planner.references import share_of_week
from periodise.planner.season import Season
from periodise.planner.trail import Trail
from periodise.planner.week_target import LoadedSession, Stressor, WeekTarget

ONE_DAY = timedelta(1)
ONE_WEEK = timedelta(weeks=1)
EASY_KINDS = frozenset({SessionKind.EASY_RUN, SessionKind.RECOVERY, SessionKind.STRENGTH, SessionKind.REST})


def eased(season: Season, trail: Trail, target: WeekTarget, past: Past) -> WeekTarget:
    """`target` without what must not come back yet."""
    target = _after_illness(season, target, past)
    target = _without_pack_before(target, _pack_from(season, trail, target, past))
    target = _without_heavy(season, target, past)
    return _repeated(season, trail, target, past)


def _after_illness(season: Season, target: WeekTarget, past: Past) -> WeekTarget:
    """R-82: an easy day for each sick one, half of what stood there at most; no pack, no long run."""
    easy = easy_days(season, past)
    here = easy & set(target.frame.dates)
    if not here:
        return target
    rule = season.rulebook["R-82"]
    most = rule["head_cold_max_share"]
    below_long = season.rulebook["A0"]["long_run_min"] - 1
    caps = {
        day: min(
            target.run_allowed_min.get(day, 0.0),
            below_long,
            max(most * _minutes(past, day), season.rulebook["R-76"]["easy_run_min_min"])
            if _minutes(past, day)
            else below_long,
        )
        for day in here
    }
    long_days = [day for day in here if WEEKDAYS[day.weekday()] == season.long_day]
    target = without_second(target)
    quiet = shorter(target, min((caps[day] for day in long_days), default=target.longest_min))
    quiet = quiet._replace(run_allowed_min={**target.run_allowed_min, **caps}, quality_min=0.0)
    return _without_pack_before(quiet, max(easy) + ONE_DAY)


def easy_days(season: Season, past: Past) -> frozenset[date]:
    """The days that R-82 keeps easy: as many as were spent ill, after the rest that a fever asks for."""
    per_day = season.rulebook["R-82"]["easy_days_per_sick_day"]
    days: set[date] = set()
    for first, last in past.spans_of(SICK):
        back = last + ONE_DAY * (2 if last + ONE_DAY in past.fever_rest else 1)
        days.update(back + timedelta(n) for n in range(per_day * ((last - first).days + 1)))
    return frozenset(day for day in days if day >= past.until)


def _minutes(past: Past, day: date) -> float:
    """Minutes on foot that the plan so far has on a day."""
    return sum(one.duration_min for one in past.held_on(day) if one.kind is not SessionKind.STRENGTH)


def _pack_from(season: Season, trail: Trail, target: WeekTarget, past: Past) -> date:
    """R-83: the first date with seven days since an injury and three quarters of the former volume."""
    spans = past.spans_of(frozenset({MissReason.INJURY}))
    if not spans:
        return date.min
    rule = season.rulebook["R-83"]
    first, last = spans[-1]
    free = last + timedelta(rule["pain_free_days"] + 1)
    former = former_unloaded_efm(season, trail, first)
    start, volume = last + ONE_DAY, 0.0
    while start + ONE_WEEK <= target.frame.start:
        volume = max(volume, _unloaded_efm(trail, start, start + ONE_WEEK))
        start += ONE_DAY
    back = minutes_within(rule["former_volume_share"] * former, volume)
    return free if back else max(free, target.frame.end)


def former_unloaded_efm(season: Season, trail: Trail, before: date) -> float:
    """Weekly unloaded load of the four weeks before a date; history where the plan is younger."""
    weeks = season.rulebook["A0"]["history_weeks"]
    first = before - timedelta(weeks=weeks)
    older = max(0, (season.start - first).days)
    known = _unloaded_efm(trail, max(first, season.start), before)
    share = min(older, DAYS_PER_WEEK * weeks) / DAYS_PER_WEEK
    return (known + season.weekly_load_efm * share) / weeks


def _unloaded_efm(trail: Trail, first: date, end: date) -> float:
    return sum(item.session.load_efm for item in trail.placed if first <= item.date < end and not item.loaded)


def _without_pack_before(target: WeekTarget, day: date) -> WeekTarget:
    """`target` with nothing carried before `day`."""
    if day <= target.frame.start:
        return target
    hike = target.hike
    return target._replace(
        pack_from=max(day, target.pack_from),
        pack=_not_before(target.pack, day, target),
        shakedown=_not_before(target.shakedown, day, target),
        hike=_not_before(hike, day, target) if hike and hike.mass_kg else hike,
    )


def _not_before(packed: LoadedSession | None, day: date, target: WeekTarget) -> LoadedSession | None:
    if packed is None or day >= target.frame.end or day > packed.latest:
        return None
    return packed._replace(earliest=max(packed.earliest, day))


def _without_heavy(season: Season, target: WeekTarget, past: Past) -> WeekTarget:
    """R-80: after three to five days lost in build nothing heavy and no back-to-back for a week."""
    hike = target.hike
    days = season.rulebook["R-80"]["no_heavy_days"]
    quiet = [span.end + timedelta(days + 1) for span in short_spans(season, past)]
    back = max(quiet, default=date.min)
    if back <= target.frame.start:
        return target
    quiet_week = without_second(target)
    return quiet_week._replace(hike=_not_before(hike, back, quiet_week))


def short_spans(season: Season, past: Past) -> tuple[Away, ...]:
    """Spans of three to five days lost in build."""
    rows = season.rulebook["R-80"]["rows"]
    least, most = rows[0]["max_days"] + 1, rows[1]["max_days"]
    return tuple(
        span
        for span in past.lost
        if least <= (span.end - span.start).days + 1 <= most and _in_build(past, span.start)
    )


def _in_build(past: Past, day: date) -> bool:
    return any(week.start <= day < week.end and week.phase is PhaseKind.BUILD for week in past.plan.weeks)


def _repeated(season: Season, trail: Trail, target: WeekTarget, past: Past) -> WeekTarget:
    """R-80: after two key sessions lost in build the next load week is the lost one again."""
    for span in short_spans(season, past):
        follows = span.end < target.frame.start <= span.end + ONE_WEEK
        if follows and target.kind is WeekKind.LOAD and _lost_keys(season, past, span):
            planned = planned_in(past, trail, span.start)
            longest = [one.duration_min for one in planned if one.kind is SessionKind.LONG_RUN]
            target = lighter(season, target, on_foot_efm(planned))
            target = shorter(target, min(longest, default=target.longest_min))
    return target


def shorter(target: WeekTarget, longest_min: float) -> WeekTarget:
    """`target` with its longest run at most so long, less the minutes that its growth alone allowed."""
    cut = max(0.0, target.longest_min - longest_min)
    if not cut:
        return target
    target = without_second(target)
    cut = max(0.0, target.longest_min - longest_min)
    grew = cut if target.stressor is Stressor.LONGEST else 0.0
    return target._replace(longest_min=target.longest_min - cut, load_efm=max(0.0, target.load_efm - grew))


def without_second(target: WeekTarget) -> WeekTarget:
    """`target` with a long run alone where two long days in a row were asked for (R-46)."""
    return target._replace(second_min=0.0, longest_min=target.alone_min) if target.second_min else target


def lighter(season: Season, target: WeekTarget, load_efm: float) -> WeekTarget:
    """`target` with at most so much load, its big session no larger a share of it than it may be (R-44)."""
    if load_efm >= target.load_efm:
        return target
    part = load_efm / target.load_efm
    most = share_of_week(season, target.frame, load_efm)
    hike = target.hike and target.hike._replace(duration_min=target.hike.duration_min * part)
    return shorter(without_second(target), most)._replace(load_efm=load_efm, hike=hike)


def _lost_keys(season: Season, past: Past, span: Away) -> bool:
    """Whether a lost span took as many key sessions as ask for the week again."""
    days = (day for day in past.plan.days if span.start <= day.date <= span.end)
    lost = (one for day in days for one in day.sessions if one.status is SessionStatus.MISSED)
    keys = sum(one.kind not in EASY_KINDS for one in lost)
    return bool(keys >= season.rulebook["R-80"]["repeat_week_missed_key_count"])


def planned_in(past: Past, trail: Trail, day: date) -> tuple[Session, ...]:
    """What the week of `day` held or still holds, with what was missed in it."""
    week = next(week for week in past.plan.weeks if week.start <= day < week.end)
    missed = (
        session
        for one in past.plan.days
        if week.start <= one.date < week.end
        for session in one.sessions
        if session.status is SessionStatus.MISSED and session.kind is not SessionKind.REST
    )
    return (*missed, *(item.session for item in trail.placed if week.start <= item.date < week.end))
