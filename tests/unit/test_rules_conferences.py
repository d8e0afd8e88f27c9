"""Which cases need a conference: what has been so for long enough, and what came up since the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kmcase.domain.cases.conferences import PUT_OFF, DecisionKind, DecisionState, decision_state
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.casework import NeedCode, NeedKind
from kmcase.domain.conferences import ConferenceCalled, ConferenceValues
from kmcase.rules.casework import shipped_casework
from kmcase.rules.conferences import Circumstance, grew_worse, needs_of
from kmcase.thai.names import initials

TODAY = date(2024, 6, 10)
CASEWORK = shipped_casework()


def codes(*found: Circumstance, heard_on: date | None = None) -> list[str]:
    return [need.code for need in needs_of(CASEWORK, found, heard_on, TODAY)]


def since(code: str, days: int, what: str = "") -> Circumstance:
    return Circumstance(code=code, since=TODAY - timedelta(days=days), what=what)


def test_the_four_kinds_of_the_list_have_their_numbers() -> None:
    assert {need.kind for need in CASEWORK.conference_needs} == set(NeedKind)
    assert {need.code for need in CASEWORK.conference_needs} == set(NeedCode)


@pytest.mark.parametrize(("code", "days"), [(need.code, need.days) for need in CASEWORK.conference_needs])
def test_a_reason_counts_from_its_day_on(code: str, days: int) -> None:
    assert codes(since(code, days)) == [code]
    assert codes(since(code, days - 1)) == []


def test_a_conference_lets_a_reason_rest_and_something_new_does_not_wait() -> None:
    old = since("service_due", 40)
    assert codes(old, heard_on=TODAY - timedelta(days=29)) == []
    assert codes(old, heard_on=TODAY - timedelta(days=30)) == ["service_due"]
    assert codes(old, since("watch", 2), heard_on=TODAY - timedelta(days=3)) == ["watch"]
    assert codes(since("watch", 3), heard_on=TODAY - timedelta(days=3)) == [], "it was known on the day"


def test_what_was_put_off_comes_first_and_the_rest_in_the_order_of_the_file() -> None:
    found = (since("watch", 1), since("no_plan", 30), since(PUT_OFF, 3, "รอผลตรวจ"), since("watch", 9))
    needs = needs_of(CASEWORK, found, TODAY, TODAY)
    assert [(need.code, need.what) for need in needs] == [(PUT_OFF, "รอผลตรวจ")]
    assert codes(*found) == [PUT_OFF, "no_plan", "watch", "watch"]


def test_of_one_reason_what_has_been_so_longest_comes_first_of_one_day_by_its_words() -> None:
    found = (since("watch", 1, "a"), since("watch", 9, "c"), since("watch", 9, "b"))
    assert [need.what for need in needs_of(CASEWORK, found, None, TODAY)] == ["b", "c", "a"]


def test_a_casework_without_reasons_asks_for_no_conference() -> None:
    assert needs_of(replace(CASEWORK, conference_needs=()), [since("no_plan", 99)], None, TODAY) == ()


def test_an_assessment_is_worse_by_what_both_scored() -> None:
    assert grew_worse([{"health": 90}, {"health": 60, "work": 20}, {"health": 50, "housing": 100}])
    assert not grew_worse([{"health": 60}, {"health": 60, "work": 0}])
    assert not grew_worse([{"health": 90}, {"health": 50}, {"health": 60}]), "worse once, and better since"
    assert not grew_worse([{"health": 60}])


@pytest.mark.parametrize(
    ("kind", "become", "state"),
    [
        (DecisionKind.NO_CHANGE, {}, DecisionState.DONE),
        (DecisionKind.NO_CHANGE, {"withdrawn": True}, DecisionState.WITHDRAWN),
        (DecisionKind.TASK, {}, DecisionState.OPEN),
        (DecisionKind.TASK, {"task": TaskState.GIVEN_UP}, DecisionState.GIVEN_UP),
        (DecisionKind.TASK, {"task": TaskState.DONE}, DecisionState.DONE),
        (DecisionKind.PLAN, {}, DecisionState.OPEN),
        (DecisionKind.PLAN, {"written": True}, DecisionState.BEGUN),
        (DecisionKind.PLAN, {"written": True, "in_force": True}, DecisionState.DONE),
    ],
)
def test_a_decision_is_as_far_as_what_became_of_it(
    kind: DecisionKind, become: dict[str, object], state: DecisionState
) -> None:
    assert decision_state(kind, **{"withdrawn": False, **become}) is state  # type: ignore[arg-type]


def test_a_laptop_numbers_conferences_under_its_own_name() -> None:
    called = ConferenceCalled(
        conference_id="c", prefix="แท็บเล็ต 1", serial=3, fiscal_year=2567, values=ConferenceValues(on=TODAY)
    )
    assert called.number == "แท็บเล็ต 1 3/2567"
    assert replace(called, prefix="").number == "3/2567"


def test_initials_leave_out_vowels_that_are_written_first() -> None:
    assert initials("เสนอ", "ใจดี") == "ส. จ."
    assert initials("ลุงดำ", "") == "ล."
    assert initials("", "") == ""
