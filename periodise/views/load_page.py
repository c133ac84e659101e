"""docs/load.md: how training load is counted, for a coach, with every number computed here and now."""

from periodise.domain.rulebook import Rulebook
from periodise.views.load_curves import GRADES_PERCENT, example_costing, run_hour_efm
from periodise.views.load_equations import equations
from periodise.views.load_examples import example_race, sessions_in_one_unit, worked_example

PICTURE = "pictures/load.svg"

OPENING = """\
# How training load is counted

This page is written by `python -m tests.regenerate` from the program itself: its numbers are what the
program computes, and a test compares them.

A pack run, a backpacking day over a pass and an easy hour on the flat stress the same body, but neither
kilometres nor hours compare them. `periodise` counts all three in **EFM, equivalent easy flat
minutes**. An easy hour on the flat without a pack is {hour_efm:g} EFM; whatever asks as much of the
runner counts as much.
"""

EFFORT = """\
## From effort to load

The effort *r* of a stretch is the power above rest that it asks for, divided by the power of the
athlete's own easy, flat, unloaded running (R-10). A minute counts *r* up to *r* = 1 and *r* to the
power of {exponent:g} above, because hard minutes cost more recovery than they last.

- A **run** is asked for by effort. *Easy* is *r* = 1: the pack, the climb and the ground take pace and
  leave the load of an hour alone. Tempo is run at {tempo:g}, hills at {hills:g}.
- A **walk** goes at {walk_km_per_h:.1f} km/h on a level road, slower on rough ground, and uphill no
  harder than *r* = {walk_limit:g}, which can be held all day.
- **Floors** (R-12): with a pack of {loaded:g} % of body mass, or down a slope steeper than {steep:g} %,
  a moving minute counts at least {floor:g}; an unloaded hike at least {unloaded:g}. The lungs hardly
  notice a descent; the thighs do.
- **Strength** counts {strength:.2f} EFM a minute.
"""

PICTURE_SECTION = """\
## Pack and slope in one picture

![EFM per hour against pack mass, running and walking, at four grades]({picture})

One pace held whatever the slope. The easy flat pace held up {grade:g} % would count {steep_efm:.0f} EFM
an hour without any pack: nobody's easy run, and the reason why a plan asks for effort. On the level and
downhill a walker has breath to spare, and there the floor decides.
"""

HONESTY = """\
## How far to trust it

Times and energies are shown with at least ±{band:g} % (R-05): studies disagree with these equations by
that much and more. A pack also strains what breathing does not show, so four ledgers stand beside the
load, each with its own cap (R-14): the longest run, kilograms × kilometres, metres of descent, and the
number of heavy sessions.

Once a session is done, how it felt corrects it: minutes × session RPE / {easy_rpe:g}, kept between
{low:g} and {high:g} times what the equations say of it. Both figures are kept (R-11). Fitness and
fatigue are running means of the daily load over {ctl:g} and {atl:g} days (R-20). They show a shape. No
ratio of the two decides anything, and none is a chance of injury (R-23).
"""


def load_page(rulebook: Rulebook) -> str:
    """The whole page."""
    parts = (
        _opening(rulebook),
        _effort(rulebook),
        worked_example(rulebook),
        sessions_in_one_unit(rulebook),
        _picture(rulebook),
        equations(rulebook),
        example_race(rulebook),
        _honesty(rulebook),
    )
    return "\n".join(parts)


def _opening(rulebook: Rulebook) -> str:
    return OPENING.format(hour_efm=example_costing(rulebook).run(60).load_efm)


def _effort(rulebook: Rulebook) -> str:
    rule, floors, numbers = rulebook["R-10"], rulebook["R-12"], example_costing(rulebook).numbers
    return EFFORT.format(
        exponent=rule["above_easy_exponent"],
        tempo=rule["tempo_effort_ratio"],
        hills=rule["hill_effort_ratio"],
        walk_km_per_h=3.6 * rule["walk_speed_flat_m_per_s"],
        walk_limit=rule["walk_effort_max_ratio"],
        loaded=100 * floors["loaded_share"],
        steep=-100 * floors["steep_descent_grade_ratio"],
        floor=floors["floor_loaded_ratio"],
        unloaded=floors["floor_unloaded_ratio"],
        strength=numbers.strength_efm_per_min,
    )


def _picture(rulebook: Rulebook) -> str:
    steepest = GRADES_PERCENT[0]
    steep_efm = run_hour_efm(example_costing(rulebook), steepest, 0)
    return PICTURE_SECTION.format(picture=PICTURE, grade=steepest, steep_efm=steep_efm)


def _honesty(rulebook: Rulebook) -> str:
    felt, means = rulebook["R-11"], rulebook["R-20"]
    return HONESTY.format(
        band=100 * rulebook["R-05"]["band_ratio"],
        easy_rpe=felt["easy_rpe"],
        low=felt["clamp_low_ratio"],
        high=felt["clamp_high_ratio"],
        ctl=means["ctl_tau_days"],
        atl=means["atl_tau_days"],
    )
