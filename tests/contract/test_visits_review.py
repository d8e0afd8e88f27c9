"""A visit that was sent: closed, commented, sent back, passed, given up or corrected by another, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from kmcase.application.visits import BeginVisit, SubmitVisit
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.visits import Partner, VisitState
from tests.builders import TestOffice, register
from tests.request_builders import attachment, piece, refused
from tests.visit_builders import (
    answers,
    begun_visit,
    signed,
    submitted_visit,
    visits,
    whole_visit,
    written,
)


def page(office: TestOffice, visit_id: str) -> Any:
    return visits(office).page(visit_id)


def codes(office: TestOffice, visit_id: str) -> set[str]:
    return {finding.code.removeprefix("visits.") for finding in page(office, visit_id).findings}


def test_a_sent_visit_is_closed_until_it_comes_back(office: TestOffice) -> None:
    visit_id = submitted_visit(office, register(office))
    service = visits(office)
    closed: tuple[Callable[[], object], ...] = (
        lambda: written(office, visit_id, problem="แก้"),
        lambda: service.pause(visit_id, "พัก"),
        lambda: service.resume(visit_id),
        lambda: signed(office, visit_id),
        lambda: service.add_partner(visit_id, Partner(partner_id="", name="นายก")),
        lambda: service.add_evidence(visit_id, attachment(EvidenceKind.OTHER)),
        lambda: service.settle_evidence(visit_id, piece(EvidenceKind.OTHER)),
        lambda: service.settle(visit_id, "problem", "x:1"),
        lambda: service.submit(SubmitVisit(visit_id=visit_id)),
    )
    for use_case in closed:
        with refused("visits.not_writable"):
            use_case()


def test_a_learners_visit_is_commented_sent_back_mended_and_passed(office: TestOffice) -> None:
    visit_id = submitted_visit(office, register(office))
    reviewer, learner = visits(office, "social"), visits(office)
    with refused("visits.comment_empty"):
        reviewer.comment(visit_id, "income", " ")
    comment_id = reviewer.comment(visit_id, "income", "รายได้ของลูกชายหายไปไหน").value
    with refused("visits.reason_missing"):
        reviewer.send_back(visit_id, "")
    with refused("visits.comments_open"):
        reviewer.find_in_order(visit_id)
    reviewer.send_back(visit_id, "ดูความเห็น")
    assert learner.list(states=frozenset({VisitState.RETURNED}))[0].open_comments == 1
    with refused("visits.not_submitted"):
        reviewer.find_in_order(visit_id)
    written(office, visit_id, income_children=50_000)
    with refused("visits.answer_empty"):
        learner.answer(visit_id, comment_id, "")
    learner.answer(visit_id, comment_id, "เพิ่มแล้ว")
    with refused("visits.comment_answered"):
        learner.answer(visit_id, comment_id, "อีกครั้ง")
    with refused("visits.unknown_comment"):
        learner.answer(visit_id, "nothing", "อะไร")
    learner.submit(SubmitVisit(visit_id=visit_id))
    reviewer.find_in_order(visit_id)
    found = page(office, visit_id)
    assert [version.verdict for version in found.versions] == ["reviewed", "returned"]
    assert [version.changed for version in found.versions] == [("income_children",), ()]
    assert "income_children" not in found.versions[1].answers
    assert found.comments[0].answer == "เพิ่มแล้ว"


def test_what_is_missing_stops_the_review_and_not_the_sending(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    outcome = visits(office).submit(SubmitVisit(visit_id=visit_id))
    said = {finding.code for finding in outcome.findings}
    assert {"visits.answers_missing", "visits.evidence_missing", "visits.informant_missing"} <= said
    with refused("visits.answers_missing"):
        visits(office, "director").find_in_order(visit_id)


def test_nobody_passes_their_own_visit(office: TestOffice) -> None:
    visit_id = submitted_visit(office, register(office), login="social")
    with refused("visits.reviewed_by_visitor"):
        visits(office, "social").find_in_order(visit_id)
    visits(office, "director").find_in_order(visit_id)


def test_a_visit_of_a_day_that_is_to_come_is_not_sent(office: TestOffice) -> None:
    visit_id = whole_visit(office, register(office))
    with refused("visits.visited_in_future"):
        visits(office).submit(SubmitVisit(visit_id=visit_id, visited_on=date(2024, 6, 11)))
    visits(office).submit(SubmitVisit(visit_id=visit_id, visited_on=date(2024, 6, 8)))
    assert visits(office).list()[0].visited_on == date(2024, 6, 8)
    assert "visited_on_another_day" in codes(office, visit_id)


def test_a_visit_is_given_up_with_a_reason_while_it_was_never_sent(office: TestOffice) -> None:
    visit_id, sent = (register(office, first_name=name) for name in ("หนึ่ง", "สอง"))
    visit_id, sent = begun_visit(office, visit_id), submitted_visit(office, sent)
    with refused("visits.reason_missing"):
        visits(office).abandon(visit_id, "")
    visits(office).abandon(visit_id, "ย้ายออกไปแล้ว")
    assert page(office, visit_id).visit.state is VisitState.ABANDONED
    with refused("visits.not_writable"):
        written(office, visit_id, problem="ก")
    with refused("visits.abandoned"):
        visits(office, "social").comment(visit_id, "person", "ไปไหน")
    with refused("visits.not_abandonable"):
        visits(office).abandon(sent, "เปลี่ยนใจ")


def test_a_reviewed_visit_is_corrected_by_another_beside_it(office: TestOffice) -> None:
    person_id = register(office)
    first = submitted_visit(office, person_id)
    with refused("visits.corrects_unreviewed"):
        visits(office).begin(BeginVisit(person_id=person_id, corrects=first))
    visits(office, "social").find_in_order(first)
    with refused("visits.corrects_another_person"):
        visits(office).begin(BeginVisit(person_id=register(office, first_name="สอง"), corrects=first))
    second = visits(office).begin(BeginVisit(person_id=person_id, corrects=first)).value
    assert page(office, second).answers == answers()
    assert page(office, first).corrected_by == second
