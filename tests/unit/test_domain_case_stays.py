"""Stays and closings: a closed case holds no bed, whoever forgot to give it up."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.cases.stays import Closed, Move, closed_of, first_closed, stays_of, until_closed

FIRST = date(2024, 6, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def move(number: int, bed_id: str = "a", move_id: str = "m") -> Move:
    return Move(case_id="c", bed_id=bed_id, on=day(number), move_id=move_id)


CLOSED = (Closed(since=day(10), until=day(14)), Closed(since=day(20), until=None))


def test_a_case_is_closed_until_it_is_opened_again() -> None:
    steps = [(day(0), False), (day(10), True), (day(10), True), (day(14), False), (day(20), True)]
    assert closed_of(steps) == CLOSED
    assert closed_of(steps[:1]) == ()
    assert closed_of(()) == ()


def test_of_a_day_the_stage_counts_that_was_entered_last() -> None:
    assert closed_of([(day(10), True), (day(10), False)]) == ()
    assert closed_of([(day(12), False), (day(10), True)]) == (Closed(since=day(10), until=None),)


def test_the_first_closed_day_is_that_of_closing_or_the_day_itself() -> None:
    asked = (0, 10, 12, 14, 25)
    assert [first_closed(CLOSED, day(number)) for number in asked] == [day(10), day(10), day(12), day(20), day(25)]
    assert first_closed(CLOSED[:1], day(14)) is None


def test_what_lasts_is_over_by_the_closing_at_the_latest() -> None:
    assert until_closed(day(0), None, CLOSED) == day(10)
    assert until_closed(day(0), day(5), CLOSED) == day(5)
    assert until_closed(day(0), day(12), CLOSED) == day(10)
    assert until_closed(day(14), None, CLOSED[:1]) is None


def test_a_bed_that_nobody_gave_up_is_free_from_the_closing_on_and_not_taken_again_by_itself() -> None:
    [stay] = stays_of([move(5)], {"c": CLOSED})["c"]
    assert (stay.until, stay.closed) == (day(10), True)
    assert [stay.has_night_of(day(number)) for number in (4, 5, 9, 10, 14, 15)] == [
        False, True, True, False, False, False,
    ]  # fmt: skip


def test_a_bed_taken_while_the_case_was_closed_is_a_stay_of_no_night() -> None:
    during, again = stays_of([move(12), move(15, "b")], {"c": CLOSED})["c"]
    assert (during.since, during.until, during.closed) == (day(12), day(12), True)
    assert (again.bed_id, again.until, again.closed) == ("b", day(20), True)


def test_who_gave_the_bed_up_with_the_closing_left_by_himself() -> None:
    [stay] = stays_of([move(5), move(10, "")], {"c": CLOSED})["c"]
    assert (stay.until, stay.closed) == (day(10), False)
    [stay] = stays_of([move(5)], {})["c"]
    assert (stay.until, stay.closed, stay.has_night_of(day(90))) == (None, False, True)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=6),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["", "a", "b"])), max_size=5),
)
def test_no_night_of_a_stay_is_of_a_closed_case(stages: list[tuple[int, bool]], moves: list[tuple[int, str]]) -> None:
    steps = [(day(number), ends) for number, ends in stages]

    def is_closed(on: date) -> bool:
        return next((ends for reached, ends in reversed(steps) if reached <= on), False)

    found = stays_of(
        [move(number, bed) for number, bed in sorted(moves, key=lambda one: one[0])], {"c": closed_of(steps)}
    )
    for stay in found.get("c", ()):
        slept = [day(number) for number in range(12) if stay.has_night_of(day(number))]
        assert not any(is_closed(night) for night in slept)
        assert stay.until is None or is_closed(stay.until) or any(day(number) == stay.until for number, _ in moves)
