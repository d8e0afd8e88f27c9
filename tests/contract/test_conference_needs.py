"""Which cases need a conference, and why, on both engines."""

from __future__ import annotations

from datetime import timedelta

from kmcase.application.cases import ReportProgress
from kmcase.domain.cases.conferences import DecisionKind
from kmcase.domain.cases.notes import WatchSaid
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.casework import NeedKind
from tests.builders import JUNE, TestOffice
from tests.case_assessment_builders import an_assessment, scores
from tests.case_builders import a_case
from tests.case_ending_builders import a_closed_case
from tests.case_plan_builders import agreed, plans, rewrite, write
from tests.case_plan_builders import service as planned
from tests.conference_builders import TODAY, a_conference, decide, needs
from tests.contract.test_case_notes import VIOLENCE, note, notes
from tests.contract.test_cases import refused

LONG_AGO = JUNE - timedelta(days=40)


def why(office: TestOffice, case_id: str) -> set[NeedKind | None]:
    found = needs(office).get(case_id)
    return {line.kind for line in found.needs} if found else set()


def test_a_new_case_without_an_agreed_plan_needs_a_conference_after_some_days(office: TestOffice) -> None:
    fresh, old = a_case(office), a_case(office, opened_at=LONG_AGO)
    assert why(office, fresh) == set()
    assert NeedKind.NEW in why(office, old)
    write(office, old)
    agreed(office, old)
    assert NeedKind.NEW not in why(office, old)


def test_what_is_behind_the_plan_or_was_given_up_needs_one(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id, services=(planned(due=TODAY - timedelta(days=20)),))
    assert why(office, case_id) == {NeedKind.OVERDUE}
    page = plans(office).plan_of(case_id)
    rewrite(office, page, goal={"due": TODAY - timedelta(days=2)})
    assert why(office, case_id) == {NeedKind.OVERDUE, NeedKind.OFF_PLAN}
    [service] = page.plan.content.services
    told = ReportProgress(
        case_id=case_id, service_id=service.line_id, progress=Progress.GIVEN_UP, on=TODAY, result="ไม่ยอมไป"
    )
    plans(office).progress(told)
    [line] = needs(office)[case_id].needs
    assert (line.kind, line.what, line.since) == (NeedKind.OFF_PLAN, "พาไปพบแพทย์", TODAY)


def test_a_goal_past_its_day_without_any_service_is_behind(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id, services=())
    rewrite(office, plans(office).plan_of(case_id), goal={"due": TODAY - timedelta(days=2)})
    [line] = needs(office)[case_id].needs
    assert (line.kind, line.what) == (NeedKind.OFF_PLAN, "ได้รับการรักษาต่อเนื่อง")


def test_a_client_who_is_worse_off_than_at_the_assessment_before_needs_one(office: TestOffice) -> None:
    case_id = a_case(office, opened_at=JUNE - timedelta(days=4))
    for days, score in ((4, 3), (1, 1)):
        assert why(office, case_id) == set()
        given = scores(health__body=score)
        an_assessment(office, case_id, assessed_on=TODAY - timedelta(days=days), scores=given)
    assert why(office, case_id) == {NeedKind.OFF_PLAN}


def test_a_watched_risk_and_a_deadline_need_one(office: TestOffice) -> None:
    case_id = a_case(office)
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=TODAY)))
    assert why(office, case_id) == {NeedKind.RISK}
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE)))
    assert why(office, case_id) == set()
    late = a_case(office, opened_at=JUNE - timedelta(days=6))
    assert why(office, late) == {NeedKind.RISK}


def test_a_plan_that_nobody_reviewed_for_months_needs_one_and_a_conference_lets_it_rest(office: TestOffice) -> None:
    case_id = a_case(office, opened_at=JUNE - timedelta(days=100))
    assert NeedKind.OVERDUE in why(office, case_id)
    conference_id = a_conference(office, case_id)
    assert needs(office)[case_id].coming is not None
    decide(office, conference_id, case_id, DecisionKind.NO_CHANGE)
    assert case_id not in needs(office)
    office.clock.advance(days=31)
    found = needs(office)[case_id]
    assert (found.heard_on, found.coming) == (TODAY, None)
    assert {line.kind for line in found.needs} == {NeedKind.NEW, NeedKind.RISK}


def test_an_approval_and_an_assessment_are_looks_at_a_plan(office: TestOffice) -> None:
    opened = JUNE - timedelta(days=100)
    left, looked, planned_anew = (a_case(office, opened_at=opened) for _ in range(3))
    an_assessment(office, looked, assessed_on=TODAY)
    write(office, planned_anew)
    agreed(office, planned_anew)
    plans(office, "director").approve(planned_anew)
    found = {case_id: NeedKind.OVERDUE in why(office, case_id) for case_id in (left, looked, planned_anew)}
    assert found == {left: True, looked: False, planned_anew: False}


def test_what_has_been_so_longest_stands_first(office: TestOffice) -> None:
    old, new = a_case(office, opened_at=JUNE - timedelta(days=20)), a_case(office)
    write(office, new, services=(planned(due=TODAY - timedelta(days=30)),))
    assert list(needs(office)) == [new, old]


def test_a_case_was_heard_on_the_last_day_of_a_conference_whichever_was_called_first(office: TestOffice) -> None:
    case_id = a_case(office)
    for days in (1, 2):
        conference_id = a_conference(office, case_id, on=TODAY - timedelta(days=days))
        decide(office, conference_id, case_id, DecisionKind.NO_CHANGE)
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=TODAY)))
    assert needs(office)[case_id].heard_on == TODAY - timedelta(days=1)


def test_a_closed_case_needs_none(office: TestOffice) -> None:
    case_id = a_case(office, opened_at=LONG_AGO)
    a_closed_case(office, case_id)
    assert case_id not in needs(office)
    with refused("cases.is_closed"):
        a_conference(office, case_id)
