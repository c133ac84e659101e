"""A session that finds no day is told with the rules that kept it out."""

from periodise.planner.left_out import rules_against
from periodise.planner.place_sessions import Carry, Choice, Item, WeekProblem

REST = Choice(Item.REST, 0.0)
EASY = Choice(Item.EASY, 0.0)
PACK = Choice(Item.PACK, 0.0, loaded=True)
LONG = Choice(Item.BIG, 0.0, demanding=True, bars_demanding_days=1)


def a_week(*days: tuple[Choice, ...], carry: Carry | None = None, easy: int = 0) -> WeekProblem:
    return WeekProblem(
        choices=tuple((REST, *day) for day in days),
        wanted={Item.EASY: easy, Item.BIG: 1, Item.PACK: 1, Item.QUALITY: 0, Item.SECOND: 0},
        dropped_cost={
            Item.EASY: 60.0,
            Item.BIG: 1000.0,
            Item.PACK: 300.0,
            Item.QUALITY: 40.0,
            Item.SECOND: 30.0,
        },
        rest_days=1,
        loaded_per_week=2,
        pack_after_long_cost=120.0,
        pack_before_long_cost=60.0,
        carry=carry or Carry(),
    )


def test_no_rule_is_blamed_where_no_day_has_room() -> None:
    assert rules_against(a_week((EASY,), (LONG,), (EASY,)), Item.PACK) == ()


def test_two_packs_in_the_days_before_leave_no_third() -> None:
    carried = Carry(rest_mask=0b1, loaded_mask=0b101010)
    assert rules_against(a_week((PACK,), carry=carried), Item.PACK) == ("R-65",)


def test_a_hard_day_before_keeps_the_long_run_away() -> None:
    assert rules_against(a_week((LONG,), carry=Carry(barred_days=1)), Item.BIG) == ("R-48", "R-72")


def test_days_without_rest_before_keep_everything_away() -> None:
    assert rules_against(a_week((LONG,), carry=Carry(rest_mask=0)), Item.BIG) == ("R-48",)


def test_what_could_stand_and_goes_last_is_told_by_the_order_of_sessions() -> None:
    assert rules_against(a_week((PACK, LONG)), Item.PACK) == ("R-76",)
