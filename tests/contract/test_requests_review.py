"""Requests in review, before the panel, and away again, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kmcase.application.budgets import OpeningPayment
from kmcase.application.judging import Blocked
from kmcase.application.people import RegisterHousehold
from kmcase.application.read.requests import NextAction
from kmcase.application.requests import GiveDiagnosis, TakeDocuments
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.findings import Severity
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.schema import rebuild
from tests.builders import SECOND_HALF, TestOffice, allot, register
from tests.request_builders import (
    TODAY,
    days_later,
    decide,
    diagnose,
    open_request,
    piece,
    ready_request,
    refused,
    requests,
    rewrite,
    submitted_request,
)
from tests.state import state_of


def test_a_request_in_review_is_not_written(office: TestOffice) -> None:
    request_id = submitted_request(office, register(office))
    with refused("requests.not_editable"):
        rewrite(office, request_id, purpose="อื่น")


def test_an_incomplete_draft_goes_to_review_and_not_to_the_panel(office: TestOffice) -> None:
    request_id = open_request(office, register(office), hardship_cause="", report={}, needed=None)
    sent = requests(office).submit(request_id)
    assert {"requests.cause_missing", "requests.report_missing", "requests.evidence_missing"} <= {
        finding.code for finding in sent.findings
    }
    with pytest.raises(Blocked) as stopped:
        requests(office, "director").find_ready(request_id)
    blocking = {finding.code for finding in stopped.value.findings if finding.severity is Severity.BLOCK}
    assert {"requests.cause_missing", "requests.diagnosis_missing", "requests.needed_missing"} <= blocking
    assert requests(office).page(request_id).request.status is RequestStatus.IN_REVIEW


def test_a_review_goes_back_and_forth_until_every_comment_is_answered(office: TestOffice) -> None:
    request_id = submitted_request(office, register(office))
    social = requests(office, "social")
    comment_id = social.comment(request_id, "report.problem", "เขียนให้เห็นภาพ").value
    social.send_back(request_id, RequestStatus.NEEDS_CORRECTION, "รายงานยังสั้น")
    page = requests(office).page(request_id)
    assert (page.reason, page.next_action) == ("รายงานยังสั้น", NextAction.CORRECT)
    rewrite(office, request_id, purpose="ซ่อมหลังคา")
    requests(office).submit(request_id)
    with refused("requests.comments_open"):
        social.find_ready(request_id)
    requests(office).answer(request_id, comment_id, "เพิ่มแล้ว")
    with refused("requests.comment_answered"):
        requests(office).answer(request_id, comment_id, "อีกครั้ง")
    social.find_ready(request_id)
    page = requests(office).page(request_id)
    assert page.request.status is RequestStatus.READY
    assert [(line.section, line.answer, line.answered_by) for line in page.comments] == [
        ("report.problem", "เพิ่มแล้ว", "นายอาทิตย์ ลงพื้นที่")
    ]
    assert [step.what for step in page.steps] == [
        "opened",
        "submitted",
        "diagnosed",
        "returned",
        "submitted",
        "found_ready",
    ]


def test_words_are_wanted_where_words_decide(office: TestOffice) -> None:
    request_id = submitted_request(office, register(office))
    social = requests(office, "social")
    with refused("requests.comment_empty"):
        social.comment(request_id, "report", " ")
    with refused("requests.reason_missing"):
        social.send_back(request_id, RequestStatus.NEEDS_INFORMATION, "")
    with refused("requests.wrong_state"):
        social.send_back(request_id, RequestStatus.READY, "ข้ามขั้น")
    with refused("requests.opinion_missing"):
        social.diagnose(GiveDiagnosis(request_id=request_id, text="", proposed=Baht.of(1)))
    with refused("requests.proposed_missing"):
        social.diagnose(GiveDiagnosis(request_id=request_id, text="ควรช่วย", proposed=Baht.zero()))
    with refused("requests.unknown_comment"):
        requests(office).answer(request_id, "ไม่มี", "ตอบ")
    comment_id = social.comment(request_id, "report", "ขยายความ").value
    with refused("requests.answer_empty"):
        requests(office).answer(request_id, comment_id, " ")


def test_the_newest_opinion_stands_and_earlier_ones_are_kept(office: TestOffice) -> None:
    request_id = submitted_request(office, register(office))
    days_later(office, 1)
    diagnose(office, request_id, 2500)
    page = requests(office).page(request_id)
    assert page.request.proposed == Baht.of(2500)
    assert page.request.content.proposed == Baht.of(3000)
    assert [line.diagnosis.proposed for line in page.diagnoses] == [Baht.of(2500), Baht.of(3000)]
    assert page.diagnoses[0].given_by == "นางอังคาร วินิจฉัย"
    with refused("limits.over_amount"):
        diagnose(office, request_id, 3500)


def test_an_officer_gives_no_opinion_and_finds_nothing_ready(office: TestOffice) -> None:
    request_id = submitted_request(office, register(office))
    with refused("shell.not_permitted"):
        requests(office).find_ready(request_id)
    with refused("shell.not_permitted"):
        requests(office).diagnose(GiveDiagnosis(request_id=request_id, text="ควรช่วย", proposed=Baht.of(1)))


def test_after_the_panel_has_it_nothing_is_added(office: TestOffice) -> None:
    allot(office, 300_000)
    request_id = ready_request(office, register(office))
    decide(office, request_id, Outcome.APPROVED)
    with refused("requests.not_open_to_papers"):
        requests(office).settle_evidence(request_id, piece(EvidenceKind.SURVEY_FORM))
    with refused("requests.not_open_to_comments"):
        requests(office, "social").comment(request_id, "report", "สายไป")
    with refused("requests.not_open_to_diagnosis"):
        diagnose(office, request_id)


def test_withdrawing_an_approved_request_frees_its_money_and_its_claim(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office)
    request_id = ready_request(office, person_id)
    decide(office, request_id, Outcome.APPROVED)
    assert office.budgets().page(SECOND_HALF).budget.reserved == Baht.of(3000)
    assert office.people().page(person_id).help[0].times == 1
    with refused("requests.reason_missing"):
        requests(office).withdraw(request_id, " ")
    changes = requests(office).withdraw(request_id, "ย้ายออกนอกพื้นที่").changes
    assert changes.of("budget") == {"2567/2"}
    assert office.budgets().page(SECOND_HALF).budget.reserved == Baht.zero()
    assert office.people().page(person_id).help[0].times == 0
    page = requests(office).page(request_id)
    assert (page.request.status, page.reason, page.next_action) == (
        RequestStatus.WITHDRAWN,
        "ย้ายออกนอกพื้นที่",
        NextAction.NOTHING,
    )
    assert [decision.amount for decision in page.decisions] == [Baht.of(3000)]
    with refused("requests.wrong_state"):
        requests(office).withdraw(request_id, "อีกครั้ง")


def test_a_deferred_request_comes_before_the_panel_again(office: TestOffice) -> None:
    allot(office, 300_000)
    request_id = ready_request(office, register(office))
    decide(office, request_id, Outcome.DEFERRED)
    assert [item.request_id for item in requests(office).ready()] == [request_id]
    assert requests(office).page(request_id).steps[-1].what == "decided_deferred"
    decide(office, request_id, Outcome.APPROVED, "2/2567")
    item = requests(office).list(statuses=frozenset({RequestStatus.APPROVED}))[0]
    assert (item.needed, item.proposed, item.approved) == (Baht.of(5000), Baht.of(3000), Baht.of(3000))


def test_forwarding_names_agency_and_reason(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    with refused("requests.agency_missing"):
        requests(office).forward(request_id, "", "เหตุผล")
    with refused("requests.reason_missing"):
        requests(office).forward(request_id, "โรงพยาบาล", "")
    requests(office).forward(request_id, "โรงพยาบาล", "ต้องรักษาก่อน")
    assert requests(office).page(request_id).next_action is NextAction.NOTIFY


def test_papers_are_taken_by_a_numbered_slip_and_given_back_once(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    service = requests(office)

    def slip(**changes: object) -> TakeDocuments:
        whole = TakeDocuments(request_id=request_id, items=("ทะเบียนบ้าน ", ""), taken_from="นางบุญมี", on=TODAY)
        return replace(whole, **changes)  # type: ignore[arg-type]

    for changes, code in (
        ({"items": (" ",)}, "requests.items_missing"),
        ({"taken_from": ""}, "requests.taken_from_missing"),
        ({"on": date(2024, 6, 11)}, "requests.day_in_future"),
    ):
        with refused(code):
            service.take_documents(slip(**changes))
    first, second = (service.take_documents(slip()).value for _ in range(2))
    slips = service.page(request_id).slips
    assert [(found.number, found.items, found.given_back_on) for found in slips] == [
        ("1/2567", ("ทะเบียนบ้าน",), None),
        ("2/2567", ("ทะเบียนบ้าน",), None),
    ]
    for day, code in (
        (date(2024, 6, 9), "requests.given_back_before_taken"),
        (date(2024, 6, 11), "requests.day_in_future"),
    ):
        with refused(code):
            service.give_back(first, day)
    service.give_back(first, TODAY)
    with refused("requests.given_back_already"):
        service.give_back(first, TODAY)
    with refused("requests.unknown_slip"):
        service.give_back("ไม่มี", TODAY)
    assert [found.given_back_on for found in service.page(request_id).slips if found.slip_id != second] == [TODAY]


def test_the_family_is_told_the_result_by_a_numbered_notice(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    service = requests(office)
    with refused("requests.no_result_yet"):
        service.notify(request_id, "phone", TODAY)
    service.forward(request_id, "โรงพยาบาล", "ต้องรักษาก่อน")
    with refused("requests.method_unknown"):
        service.notify(request_id, "pigeon", TODAY)
    with refused("requests.day_in_future"):
        service.notify(request_id, "phone", date(2024, 6, 11))
    assert service.notify(request_id, "phone", TODAY).value == "1/2567"
    page = service.page(request_id)
    assert [(notice.number, notice.method, notice.told_by) for notice in page.notices] == [
        ("1/2567", "phone", "นายอาทิตย์ ลงพื้นที่")
    ]
    assert page.next_action is NextAction.NOTHING


def test_a_family_helped_to_the_limit_needs_a_written_reason_for_review(office: TestOffice) -> None:

    allot(office, 300_000)
    home = office.people().register_household(RegisterHousehold()).value
    family = office.people().household(home).families[0][0]
    for number, name in enumerate(("ก้าน", "แก้ว", "กิ่ง"), 1):
        member = register(office, first_name=name, family_id=family)
        office.budgets().enter_opening(
            OpeningPayment(
                person_id=member,
                aid_kind="low_income",
                amount=Baht.of(2000),
                paid_on=date(2024, 5, number),
                voucher_number=f"เดิม {number}",
                document="ทะเบียนคุมเดิม",
            )
        )
    request_id = open_request(office, register(office, first_name="เกศ", family_id=family))
    with refused("limits.repeat_reason_missing"):
        requests(office).submit(request_id)
    rewrite(office, request_id, repeat_reason="สมาชิกแต่ละคนเดือดร้อนคนละเหตุ")
    requests(office).submit(request_id)


def test_the_tables_of_requests_are_what_the_journal_adds_up_to(office: TestOffice) -> None:
    allot(office, 300_000)
    people = [register(office, first_name=name) for name in ("บุญมี", "คำปอน", "แก้วตา")]
    approved = ready_request(office, people[0])
    decide(office, approved, Outcome.APPROVED)
    requests(office).withdraw(approved, "ย้ายออก")
    deferred = ready_request(office, people[1])
    decide(office, deferred, Outcome.DEFERRED, "2/2567")
    draft = open_request(office, people[2])
    slip = requests(office).take_documents(
        TakeDocuments(request_id=draft, items=("บัตร",), taken_from="นางแก้วตา", on=TODAY)
    )
    requests(office).give_back(slip.value, TODAY)
    requests(office).forward(draft, "โรงพยาบาล", "ต้องรักษาก่อน")
    requests(office).notify(draft, "letter", TODAY)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
