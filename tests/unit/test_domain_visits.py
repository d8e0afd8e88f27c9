"""Answers as separate facts, and the state of a visit told by sets."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.answers import changes, flat, is_repeat, question_of, whole
from kmcase.domain.visits import Visit, VisitState, state_of

_NAMES = st.sampled_from(("rent", "members", "debts", "problem"))
_LEAF = st.integers(0, 9) | st.sampled_from(("ก", "ข")) | st.lists(st.sampled_from(("x", "y")), min_size=1)
_ROW = st.dictionaries(st.sampled_from(("name", "age")), _LEAF, max_size=2)
_ROWS = st.dictionaries(st.sampled_from(("m1", "m2", "m3")), _ROW, min_size=1, max_size=3).map(
    lambda rows: [{"_id": row_id, **rows[row_id]} for row_id in sorted(rows)]
)
_ANSWERS = st.dictionaries(_NAMES, _LEAF | _ROWS, max_size=4)


@given(_ANSWERS)
def test_answers_come_back_from_their_facts(answers: dict[str, Any]) -> None:
    assert whole(flat(answers)) == answers


@given(_ANSWERS, _ANSWERS)
def test_the_changes_between_two_sets_of_answers_make_the_second(before: dict[str, Any], after: dict[str, Any]) -> None:
    standing = flat(before)
    given_all = {name: after.get(name) for name in {*before, *after}}
    assert whole({**standing, **changes(standing, given_all, standing)}) == after


def test_what_is_not_named_is_not_touched() -> None:
    assert changes({"rent": 5, "problem": "ก"}, {"rent": 6}, ()) == {"rent": 6}


@pytest.mark.parametrize("empty", ["", None, [], {}])
def test_an_empty_answer_takes_the_answer_away(empty: object) -> None:
    assert changes({"rent": 5}, {"rent": empty}, ("rent",)) == {"rent": None}
    assert whole({"rent": None}) == {}


def test_a_row_that_the_writer_never_saw_stays_and_one_seen_is_taken_away() -> None:
    standing = {"members/m1": True, "members/m1/name": "ก", "members/m2": True}
    assert changes(standing, {"members": []}, ("members/m1",)) == {"members/m1": None}
    assert whole({**standing, "members/m1": None}) == {"members": [{"_id": "m2"}]}


def test_a_row_already_away_is_not_taken_away_again() -> None:
    assert changes({"members/m1": None}, {"members": []}, ("members/m1",)) == {}


def test_a_fact_knows_its_question() -> None:
    assert question_of("members/m1/name") == "members"
    assert question_of("rent") == "rent"
    assert is_repeat([{"_id": "m1"}])
    assert not is_repeat(["x"])
    assert not is_repeat([])


@pytest.mark.parametrize(
    ("submissions", "returned", "reviewed", "abandoned", "state"),
    [
        ((), (), (), False, VisitState.DRAFT),
        ((), (), (), True, VisitState.ABANDONED),
        (("s1",), (), (), False, VisitState.SUBMITTED),
        (("s1",), (), (), True, VisitState.SUBMITTED),
        (("s1",), ("s1",), (), False, VisitState.RETURNED),
        (("s1", "s2"), ("s1",), (), False, VisitState.SUBMITTED),
        (("s1", "s2"), ("s1",), ("s2",), False, VisitState.REVIEWED),
        (("s1",), ("s1",), ("s1",), False, VisitState.RETURNED),
        (("s1", "s2"), ("s1", "s2"), ("s2",), False, VisitState.RETURNED),
        (("s1", "s2"), (), ("s1",), False, VisitState.SUBMITTED),
    ],
)
def test_the_state_is_told_by_what_was_sent_and_judged_in_any_order(
    submissions: tuple[str, ...],
    returned: tuple[str, ...],
    reviewed: tuple[str, ...],
    abandoned: bool,
    state: VisitState,
) -> None:
    for sent in permutations(submissions):
        assert state_of(sent, returned, reviewed, abandoned=abandoned) is state


def test_a_visit_without_a_sitting_does_not_go_on() -> None:
    visit = Visit(
        visit_id="v",
        person_id="p",
        household_id=None,
        form_id="visit",
        form_version="1",
        appointment_id=None,
        officer="officer",
        state=VisitState.DRAFT,
        visited_on=date(2024, 6, 10),
    )
    assert visit.open_sitting is None
