"""The proposal that evens out the load, and visits spread over working days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.work_plans import Booked, Bounds, Proposal, is_working_day, loads, propose, spread, week_of

FIRST, LAST = date(2024, 6, 1), date(2024, 6, 30)
MONDAY = date(2024, 6, 10)
OFFICERS = ("a", "b", "c")


def booked(number: int, officer: str, day: date, area: str = "410113", *, movable: bool = True) -> Booked:
    return Booked(appointment_id=f"v{number:02d}", officer_id=officer, day=day, subdistrict_code=area, movable=movable)


def bounds(per_day: int = 6, officers: tuple[str, ...] = OFFICERS, first: date = FIRST) -> Bounds:
    return Bounds(officers=officers, first=first, last=LAST, per_day=per_day)


_PLANS = st.lists(
    st.tuples(
        st.sampled_from((*OFFICERS, "gone")),
        st.integers(0, 29).map(lambda days: FIRST + timedelta(days=days)),
        st.sampled_from(("410113", "410101", "410103")),
        st.booleans(),
    ),
    max_size=24,
).map(lambda rows: [booked(n, officer, day, area, movable=free) for n, (officer, day, area, free) in enumerate(rows)])
_BOUNDS = st.builds(
    Bounds,
    officers=st.sampled_from((OFFICERS, ("a",), ())),
    first=st.sampled_from((FIRST, MONDAY)),
    last=st.just(LAST),
    per_day=st.integers(0, 6),
)


@given(_PLANS, _BOUNDS)
def test_a_proposal_loses_no_appointment_and_doubles_none(plan: list[Booked], within: Bounds) -> None:
    after = propose(plan, within).after
    assert [one.appointment_id for one in after] == [one.appointment_id for one in plan]
    assert [one.subdistrict_code for one in after] == [one.subdistrict_code for one in plan]


@given(_PLANS, _BOUNDS)
def test_a_proposal_never_raises_the_largest_load(plan: list[Booked], within: Bounds) -> None:
    before, after = propose(plan, within).largest
    assert after <= before


@given(_PLANS, _BOUNDS)
def test_no_day_is_filled_over_its_limit_and_no_day_over_it_grows(plan: list[Booked], within: Bounds) -> None:
    def by_day(rows: tuple[Booked, ...]) -> dict[tuple[str, date], int]:
        found: dict[tuple[str, date], int] = {}
        for one in rows:
            found[one.officer_id, one.day] = found.get((one.officer_id, one.day), 0) + 1
        return found

    proposal = propose(plan, within)
    before = by_day(proposal.before)
    for slot, count in by_day(proposal.after).items():
        assert count <= max(within.per_day, before.get(slot, 0))


@given(_PLANS, _BOUNDS)
def test_what_is_moved_is_movable_and_comes_to_an_officer_asked_for_on_a_working_day(
    plan: list[Booked], within: Bounds
) -> None:
    for move in propose(plan, within).moves:
        assert move.before.movable
        assert move.after.officer_id in within.officers
        assert is_working_day(move.after.day) and within.first <= move.after.day <= within.last
        assert move.other_day or move.other_officer


@given(_PLANS, _BOUNDS)
def test_a_second_proposal_finds_nothing_more_to_move(plan: list[Booked], within: Bounds) -> None:
    assert propose(propose(plan, within).after, within).moves == ()


def test_a_full_week_is_shared_with_a_colleague_who_has_none() -> None:
    plan = [booked(n, "a", MONDAY + timedelta(days=n)) for n in range(4)]
    one_week = Bounds(officers=("a", "b"), first=MONDAY, last=MONDAY + timedelta(days=4), per_day=6)
    proposal = propose(plan, one_week)
    assert sorted(loads(proposal.after).values()) == [2, 2]
    assert proposal.largest == (4, 2)
    assert not any(move.other_day for move in proposal.moves), "no family is told another day without need"


def test_a_day_over_the_limit_is_relieved() -> None:
    plan = [booked(n, "a", MONDAY) for n in range(5)]
    alone = Bounds(officers=("a",), first=MONDAY, last=MONDAY + timedelta(days=4), per_day=3)
    after = propose(plan, alone).after
    assert sum(one.day == MONDAY for one in after) == 3
    assert len({one.day for one in after}) == 2, "the two that move stay together"


def test_what_moves_goes_to_a_day_on_which_its_sub_district_is_visited_already() -> None:
    plan = [booked(n, "a", MONDAY) for n in range(3)]
    plan += [booked(8, "b", MONDAY, "410101"), booked(9, "b", MONDAY + timedelta(days=1), movable=False)]
    one_week = Bounds(officers=("a", "b"), first=MONDAY, last=MONDAY + timedelta(days=4), per_day=2)
    moves = propose(plan, one_week).moves
    assert [(move.after.officer_id, move.after.day) for move in moves] == [("b", MONDAY + timedelta(days=1))]


def test_where_nothing_can_be_moved_nothing_is_proposed() -> None:
    plan = [booked(n, "a", MONDAY, movable=False) for n in range(9)]
    assert propose(plan, bounds()) == Proposal(before=tuple(plan), after=tuple(plan))
    assert propose([], bounds()).largest == (0, 0)


def test_a_week_begins_on_monday_and_works_until_friday() -> None:
    assert week_of(date(2024, 6, 16)) == MONDAY
    assert [is_working_day(MONDAY + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2


def test_visits_of_many_are_spread_over_working_days_in_order() -> None:
    friday = date(2024, 6, 14)
    days = spread(5, friday, 2)
    assert [day.day for day in days] == [14, 14, 17, 17, 18]
    assert spread(0, friday, 2) == ()
    assert spread(2, date(2024, 6, 15), 1) == (date(2024, 6, 15), date(2024, 6, 17))
    assert len(set(spread(3, friday, 0))) == 3, "never more than asked for, and at least one a day"
