"""The load model at work: one run step by step, a few sessions side by side, one race."""

from typing import NamedTuple

from periodise.domain.athlete import Athlete
from periodise.domain.race import Terrain
from periodise.domain.rulebook import Rulebook
from periodise.metrics.cost import minetti2002_run
from periodise.metrics.load import Costing, Moved
from periodise.metrics.race_time import band, km_effort, km_effort_per_hour, predicted_time_min, row_for
from periodise.metrics.route import profile
from periodise.views.load_curves import example_costing, pace_text


class ExampleRun(NamedTuple):
    """The run that the page works through."""

    distance_km: float = 8.0
    ascent_m: float = 150.0
    pack_mass_kg: float = 4.0
    terrain: Terrain = Terrain.MODERATE


class ExampleRace(NamedTuple):
    """The race whose time the page works out."""

    distance_km: float = 100.0
    ascent_m: float = 5600.0
    pack_mass_kg: float = 6.0
    terrain: Terrain = Terrain.MODERATE


WORKED = """\
## One run, step by step

A runner of {body:g} kg with an easy pace of {pace} runs {km:g} km with {ascent:g} m up and as much
down, on {terrain} trail, with {pack:g} kg.

1. **Pack.** {pack:g} kg / {body:g} kg = {share:.1f} % of body mass; from {loaded:g} % on the run is
   loaded (R-12).
2. **Reference.** {level_cost:g} J/kg/m × {speed:.3f} m/s = {reference:.2f} W/kg above rest is this
   runner's *r* = 1 (R-10).
3. **Pace on the level.** {pace} × {ground:g} for the ground (R-03) / (1 − {loss:g} × {share_ratio:.4f})
   for the pack (R-04) = {slowed}.
4. **Route.** Climbs are costed at {grade:g} %: {climb_km:g} km up, {descent_km:g} km down, {level_km:g}
   km level.
5. **Climb.** A metre at +{grade:g} % costs {climb_cost:.2f} J/kg, {uphill:.3f} times a level one; a
   metre down takes {downhill:g} times a level one's time. Together as long as {flat_km:.2f} level km.
6. **Time.** {flat_km:.2f} km × {slowed} = **{minutes:.1f} min**, shown as {low:.0f} to {high:.0f}
   (R-05).
7. **Load.** *r* = {effort:g}, so {minutes:.1f} min × {effort:g} = **{load:.1f} EFM**.
8. **Beside it** (R-14). {pack:g} kg × {km:g} km = {kg_km:g} kg·km, {descent:g} m of descent.

Had the runner held {pace} on the level in spite of the pack, each level minute would have had *r* = 1 +
{k:g} × {share_ratio:.4f} = {held:.3f} and counted {held_efm:.3f}.
"""

SESSIONS = """\
## Sessions in one unit

The same runner. Minutes are moving minutes.

| Session | km | climb, m | min | mean *r* | EFM |
|---|---:|---:|---:|---:|---:|
{rows}
"""

RACE = """\
## How long a race takes

Kilometres and a hundredth of the climb make km-efforts. The athlete's easy flat speed over the ground's
factor stands for km-efforts an hour, faded by distance and slowed by the pack; stops are added (R-33).
The same runner, {km:g} km with {ascent:g} m on {terrain} trail with {pack:g} kg:

{km_effort:g} km-efforts / ({speed:.2f} an hour × {fade:g}) / (1 − {share:.4f}) + {stops:g} min =
**{time}**, shown as {low} to {high}. A stage race is the sum of its days.
"""


def worked_example(rulebook: Rulebook) -> str:
    """One run from kilograms and metres to minutes and EFM."""
    run, costing = ExampleRun(), example_costing(rulebook)
    return WORKED.format(
        **_given(run, costing), **_worked_out(run, costing), **_shown(run, costing, rulebook)
    )


def _given(run: ExampleRun, costing: Costing) -> dict[str, object]:
    """What stands at the start of the example."""
    numbers, share = costing.numbers, costing.pack_share(run.pack_mass_kg)
    return {
        "body": costing.body_mass_kg,
        "pace": pace_text(costing.easy_pace_s_per_km),
        "km": run.distance_km,
        "ascent": run.ascent_m,
        "terrain": run.terrain.value,
        "pack": run.pack_mass_kg,
        "share": 100 * share,
        "share_ratio": share,
        "loaded": 100 * numbers.loaded_share,
        "ground": numbers.running_factor[run.terrain],
        "loss": numbers.speed_loss_per_pack_share,
        "k": numbers.k_pack,
    }


def _worked_out(run: ExampleRun, costing: Costing) -> dict[str, object]:
    """The steps between, each by the function that costs real sessions."""
    ascent_m_per_km = run.ascent_m / run.distance_km
    route = profile(ascent_m_per_km, ascent_m_per_km, numbers=costing.numbers)
    level = costing.run_distance(1, terrain=run.terrain, pack_mass_kg=run.pack_mass_kg)
    whole = example_run(run, costing)
    return {
        "level_cost": minetti2002_run(0),
        "speed": costing.easy_speed_m_per_s,
        "reference": costing.reference_w_per_kg,
        "slowed": pace_text(60 * level.duration_min),
        "grade": 100 * route.grade_ratio,
        "climb_km": route.climb_km * run.distance_km,
        "descent_km": route.descent_km * run.distance_km,
        "level_km": route.level_km * run.distance_km,
        "climb_cost": minetti2002_run(route.grade_ratio),
        "uphill": minetti2002_run(route.grade_ratio) / minetti2002_run(0),
        "downhill": 1 / costing.numbers.downhill_speed_max_ratio,
        "flat_km": whole.duration_min / level.duration_min,
    }


def _shown(run: ExampleRun, costing: Costing, rulebook: Rulebook) -> dict[str, object]:
    """What comes out."""
    moved, spread = example_run(run, costing), rulebook["R-05"]["band_ratio"]
    held = costing.run_effort_ratio(costing.easy_speed_m_per_s, pack_mass_kg=run.pack_mass_kg)
    return {
        "minutes": moved.duration_min,
        "low": moved.duration_min * (1 - spread),
        "high": moved.duration_min * (1 + spread),
        "effort": moved.effort_ratio,
        "load": moved.load_efm,
        "kg_km": run.pack_mass_kg * moved.distance_km,
        "descent": moved.descent_m,
        "held": held,
        "held_efm": costing.efm(1, held),
    }


def example_run(run: ExampleRun, costing: Costing) -> Moved:
    """The worked run as a plan would cost it."""
    return costing.run_distance(
        run.distance_km, ascent_m=run.ascent_m, terrain=run.terrain, pack_mass_kg=run.pack_mass_kg
    )


def sessions_in_one_unit(rulebook: Rulebook) -> str:
    """A table of unlike sessions."""
    rows = "\n".join(_row(name, moved) for name, moved in _sessions(rulebook))
    return SESSIONS.format(rows=rows)


def _sessions(rulebook: Rulebook) -> tuple[tuple[str, Moved], ...]:
    costing, tempo = example_costing(rulebook), rulebook["R-10"]["tempo_effort_ratio"]
    strength_min = 20.0
    strength = Moved(strength_min, 0, 0, 0, costing.strength(strength_min), 0)
    trail = Terrain.MODERATE
    return (
        ("an easy hour, flat road", costing.run(60)),
        ("an easy hour with 6 kg", costing.run(60, pack_mass_kg=6)),
        ("an easy hour in hills", costing.run(60, ascent_m_per_km=40, terrain=trail)),
        ("40 min easy, 20 min tempo", costing.tempo(40, 20, tempo)),
        ("a long run in hills", costing.run(240, ascent_m_per_km=30, terrain=trail)),
        ("an hour's flat walk", costing.walk(60)),
        ("an hour's flat walk with 10 kg", costing.walk(60, pack_mass_kg=10)),
        ("a pass with 14 kg", costing.walk_distance(20, ascent_m=1000, terrain=trail, pack_mass_kg=14)),
        ("strength", strength),
    )


def _row(name: str, moved: Moved) -> str:
    numbers = (
        f"{moved.distance_km:.1f}" if moved.distance_km else "",
        f"{moved.ascent_m:.0f}" if moved.distance_km else "",
        f"{moved.duration_min:.0f}",
        f"{moved.effort_ratio:.2f}" if moved.effort_ratio else "",
        f"{moved.load_efm:.0f}",
    )
    return f"| {name} | {' | '.join(numbers)} |"


def example_race(rulebook: Rulebook) -> str:
    """One race time with its band."""
    race, costing = ExampleRace(), example_costing(rulebook)
    athlete = Athlete(
        name="Example",
        body_mass_kg=costing.body_mass_kg,
        easy_pace_s_per_km=costing.easy_pace_s_per_km,
    )
    minutes = predicted_time_min(**race._asdict(), athlete=athlete, rulebook=rulebook)
    row, around = row_for(rulebook["R-33"]["fade"], race.distance_km), band(minutes, rulebook)
    return RACE.format(
        km=race.distance_km,
        ascent=race.ascent_m,
        terrain=race.terrain.value,
        pack=race.pack_mass_kg,
        km_effort=km_effort(race.distance_km, race.ascent_m),
        speed=km_effort_per_hour(athlete, race.terrain, rulebook),
        fade=row["ratio"],
        share=costing.pack_share(race.pack_mass_kg),
        stops=row["stops_min"],
        time=_hours(minutes),
        low=_hours(around.low_min),
        high=_hours(around.high_min),
    )


def _hours(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02} min"
