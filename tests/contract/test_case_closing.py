"""Closing on both engines: proposed, approved by another, looked after, opened again with all that was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import DecideClosing, LookAfter, MoveCase, ReopenCase
from kmcase.domain.cases.closing import ClosingState, GoalOutcome, ReachedBy
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases
from tests.case_ending_builders import OUTCOME, TODAY, a_closed_case, a_proposal, a_referral, closings
from tests.case_plan_builders import approved
from tests.state import state_of


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def decide(office: TestOffice, case_id: str, closing_id: str, *, approved: bool, comment: str = "") -> None:
    command = DecideClosing(case_id=case_id, closing_id=closing_id, approved=approved, comment=comment)
    closings(office, "director").decide(command)


def look(case_id: str, closing_id: str, **changes: Any) -> LookAfter:
    values: dict[str, Any] = {
        "case_id": case_id,
        "closing_id": closing_id,
        "months": 1,
        "on": TODAY,
        "reached": ReachedBy.PHONE,
        "how_they_are": "สบายดี",
    }
    return LookAfter(**{**values, **changes})


def stages(office: TestOffice, case_id: str) -> list[str]:
    return [step.stage.code for step in reversed(cases(office).steps(case_id))]


def test_a_case_is_closed_when_a_supervisor_approves_and_looked_after_from_then(office: TestOffice) -> None:
    case_id = a_case(office)
    closing_id = a_proposal(office, case_id)
    assert cases(office).page(case_id).head.closed_on is None
    decide(office, case_id, closing_id, approved=True)
    assert cases(office).page(case_id).head.closed_on == TODAY
    assert stages(office, case_id) == ["aware", "close", "after"]
    [closing] = closings(office).page(case_id).closings
    assert (closing.state, closing.decided_by, closing.outcomes) == (ClosingState.APPROVED, "director", (OUTCOME,))
    assert [one.due for one in closings(office).page(case_id).looks[closing_id]] == [
        date(2024, 7, 10), date(2024, 9, 10), date(2024, 12, 10), date(2025, 6, 10),
    ]  # fmt: skip


def test_who_died_is_not_looked_after(office: TestOffice) -> None:
    case_id = a_case(office)
    closing_id = a_closed_case(office, case_id, reason="died")
    assert stages(office, case_id) == ["aware", "close"]
    with refused("case_closing.no_such_look", "months"):
        closings(office).look(look(case_id, closing_id))


def test_a_closing_is_sent_back_with_a_comment_and_proposed_again(office: TestOffice) -> None:
    case_id = a_case(office)
    first = a_proposal(office, case_id)
    with refused("case_closing.already_proposed"):
        a_proposal(office, case_id)
    with refused("case_closing.comment_missing", "comment"):
        decide(office, case_id, first, approved=False)
    decide(office, case_id, first, approved=False, comment="ยังไม่ได้คุยกับพี่สาว")
    second = a_proposal(office, case_id)
    with refused("case_closing.already_decided"):
        decide(office, case_id, first, approved=True)
    found = closings(office).page(case_id).closings
    assert {(one.closing_id, one.state) for one in found} == {
        (first, ClosingState.RETURNED),
        (second, ClosingState.PROPOSED),
    }
    assert next(one.comment for one in found if one.closing_id == first) == "ยังไม่ได้คุยกับพี่สาว"


def test_nobody_approves_his_own_closing(office: TestOffice) -> None:
    case_id = a_case(office)
    closing_id = a_proposal(office, case_id)
    with refused("case_closing.own_proposal"):
        closings(office).decide(DecideClosing(case_id=case_id, closing_id=closing_id, approved=True))
    with refused("case_closing.unknown"):
        decide(office, case_id, "none", approved=True)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"reason": "tired"}, "cases.unknown_closing_reason", None),
        ({"on": TODAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"on": TODAY - timedelta(days=1)}, "cases.before_opening", "on"),
        ({"summary": " "}, "case_closing.summary_missing", "summary"),
        ({"outcomes": ()}, "case_closing.outcomes_missing", "outcomes"),
        ({"outcomes": (GoalOutcome(goal="ก", dimension="health", outcome="?"),)}, "case_closing.outcome_missing",
         "outcomes"),
        ({"outcomes": (GoalOutcome(goal="ก", dimension="?", outcome="reached"),)}, "cases.unknown_dimension", None),
    ],
)  # fmt: skip
def test_a_closing_says_what_came_of_it(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    case_id = a_case(office)
    with refused(code, field):
        a_proposal(office, case_id, **wrong)
    assert closings(office).page(case_id).closings == ()


def test_a_closed_case_is_not_closed_again(office: TestOffice) -> None:
    case_id = a_case(office)
    a_closed_case(office, case_id)
    with refused("cases.is_closed"):
        a_proposal(office, case_id)


def test_a_closed_case_comes_to_no_other_stage_until_it_is_opened_again(office: TestOffice) -> None:
    case_id = a_case(office)
    a_closed_case(office, case_id)
    with refused("cases.is_closed"):
        cases(office).move(MoveCase(case_id=case_id, stage="assess", on=TODAY))
    assert cases(office).page(case_id).head.closed_on == TODAY


def test_looks_are_owed_until_they_are_made(office: TestOffice) -> None:
    case_id = a_case(office)
    closing_id = a_closed_case(office, case_id)
    assert closings(office).looks_owed() == ()
    office.clock.at = JUNE + timedelta(days=40)
    [owed] = closings(office).looks_owed()
    assert (owed.case_id, owed.case_number, owed.client, owed.look.months) == (case_id, "1/2567", "นายสมหวัง รอดพ้น", 1)
    day = TODAY + timedelta(days=40)
    closings(office).look(look(case_id, closing_id, on=day, needs_reopening=True))
    assert closings(office).looks_owed() == ()
    made = closings(office).page(case_id).closings[0].looks
    assert [(one.months, one.on, one.needs_reopening, one.looked_by) for one in made] == [(1, day, True, "social")]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"months": 2}, "case_closing.no_such_look", "months"),
        ({"on": TODAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"on": TODAY - timedelta(days=1)}, "case_closing.before_closing", "on"),
        ({"how_they_are": " "}, "case_closing.how_missing", "how_they_are"),
        ({"closing_id": "none"}, "case_closing.unknown", None),
    ],
)
def test_a_look_that_cannot_be_is_refused(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    case_id = a_case(office)
    closing_id = a_closed_case(office, case_id)
    with refused(code, field):
        closings(office).look(look(case_id, **{"closing_id": closing_id, **wrong}))


def test_a_case_is_opened_again_and_what_was_stays(office: TestOffice) -> None:
    case_id = a_case(office)
    closing_id = a_closed_case(office, case_id)
    again = ReopenCase(case_id=case_id, on=TODAY, stage="assess", reason="พี่สาวดูแลไม่ไหว")
    closings(office).reopen(again)
    assert cases(office).page(case_id).head.closed_on is None
    assert stages(office, case_id) == ["aware", "close", "after", "assess"]
    [closing] = closings(office).page(case_id).closings
    assert (closing.state, closing.reopening_reason, closing.reopened_by) == (
        ClosingState.REOPENED,
        "พี่สาวดูแลไม่ไหว",
        "social",
    )
    with refused("case_closing.not_closed"):
        closings(office).reopen(again)
    cases(office).move(MoveCase(case_id=case_id, stage="plan", on=TODAY))
    second = a_closed_case(office, case_id)
    assert {one.closing_id for one in closings(office).page(case_id).closings} == {closing_id, second}


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"stage": "close"}, "cases.close_instead", "stage"),
        ({"reason": " "}, "cases.reason_missing", "reason"),
        ({"on": TODAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"on": TODAY - timedelta(days=1)}, "case_closing.before_closing", "on"),
    ],
)
def test_a_reopening_that_cannot_be_is_refused(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str
) -> None:
    case_id = a_case(office)
    a_closed_case(office, case_id)
    with refused(code, field):
        closings(office).reopen(
            ReopenCase(**{"case_id": case_id, "on": TODAY, "stage": "plan", "reason": "กลับมา", **wrong})
        )


def test_closings_of_a_sealed_case_are_unknown_to_outsiders(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    closing_id = a_proposal(office, case_id)
    with refused("cases.unknown"):
        decide(office, case_id, closing_id, approved=True)
    with refused("cases.unknown"):
        closings(office, "director").page(case_id)
    with office.work("director").read("cases.read") as reading:
        assert reading.case_closings.proposed() == ()
    with office.work("social").read("cases.read") as reading:
        assert [one.closing_id for one in reading.case_closings.proposed()] == [closing_id]


def test_the_goals_of_the_plan_in_force_are_judged_and_open_referrals_counted(office: TestOffice) -> None:
    case_id = approved(office)
    [found] = closings(office).page(case_id).goals
    assert (found.goal_id, found.wording) != ("", "")
    assert closings(office).page(case_id).open_referrals == 0
    a_referral(office, case_id)
    assert closings(office).page(case_id).open_referrals == 1
    assert closings(office).page(a_case(office)).goals == ()


def test_the_journal_gives_the_same_closings_again(office: TestOffice) -> None:
    case_id = a_case(office)
    closing_id = a_closed_case(office, case_id)
    closings(office).look(look(case_id, closing_id))
    closings(office).reopen(ReopenCase(case_id=case_id, on=TODAY, stage="plan", reason="กลับมา"))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
