"""Requests from the first draft to the panel and away, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kmcase.application.budgets import OpeningPayment
from kmcase.application.people import ChangePerson, RegisterHousehold
from kmcase.application.read.requests import Light, NextAction
from kmcase.application.requests import LIFTABLE, OpenRequest, WriteRequest
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.findings import Severity
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdValues
from kmcase.domain.requests import RequestStatus
from tests.builders import CHIANG_PHIN, TestOffice, allot, lifting, register
from tests.request_builders import (
    attachment,
    content,
    days_later,
    diagnose,
    open_request,
    piece,
    refused,
    requests,
    rewrite,
    settle_all,
)

SECOND_PERSON = Override(
    codes=("requests.too_soon", "requests.too_many_active", "limits.times_person"),
    reason="บ้านไฟไหม้อีกครั้ง",
    document="บันทึก 9/2567",
    second_person="director",
)


def test_a_request_takes_the_next_number_and_the_address_of_the_register(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = (open_request(office, register(office, first_name=name)) for name in ("บุญมี", "คำปอน"))
    pages = [requests(office).page(request_id) for request_id in (first, second)]
    assert [page.request.number for page in pages] == ["1/2567", "2/2567"]
    assert pages[0].request.address == Address(house_no="12", moo=3, subdistrict_code=CHIANG_PHIN)
    assert pages[0].request.officer == "officer"
    assert pages[0].next_action is NextAction.FINISH_DRAFT


def test_a_request_keeps_its_address_when_the_register_changes(office: TestOffice) -> None:
    person_id = register(office)
    request_id = open_request(office, person_id)
    seen = office.people().page(person_id).seen
    moved = Address(house_no="99", subdistrict_code="410101")
    office.people().change(ChangePerson(person_id=person_id, values={"address": moved}, seen=seen))
    assert requests(office).page(request_id).request.address.house_no == "12"


def test_the_household_of_the_family_goes_with_the_request(office: TestOffice) -> None:

    home = office.people().register_household(RegisterHousehold(values=HouseholdValues())).value
    family = office.people().household(home).families[0][0]
    request = requests(office).page(open_request(office, register(office, family_id=family))).request
    assert (request.family_id, request.household_id) == (family, home)


def test_an_address_outside_the_area_is_refused_at_the_request(office: TestOffice) -> None:
    stranger = register(office, address=Address(house_no="1", subdistrict_code="400101"))
    with refused("limits.outside_province"):
        open_request(office, stranger)
    assert requests(office).list() == ()


def test_more_than_the_amount_a_time_is_kept_as_a_draft_with_its_finding_and_refused_when_sent(
    office: TestOffice,
) -> None:
    command = OpenRequest(person_id=register(office), content=content(proposed=Baht.of(3001)))
    opened = requests(office).open(command)
    settle_all(office, opened.value)
    assert [finding.code for finding in opened.findings if finding.severity is Severity.BLOCK] == ["limits.over_amount"]
    with refused("limits.over_amount"):
        requests(office).submit(opened.value)
    assert requests(office).page(opened.value).request.status is RequestStatus.DRAFT


def test_a_second_open_request_is_refused_unless_a_second_person_lifts_it(office: TestOffice) -> None:
    person_id = register(office)
    open_request(office, person_id)
    days_later(office, 31)
    with refused("requests.too_many_active"):
        open_request(office, person_id, received_on=date(2024, 7, 11))
    opened = requests(office).open(
        OpenRequest(person_id=person_id, content=content(received_on=date(2024, 7, 11)), **lifting(SECOND_PERSON))
    )
    assert [finding.code for finding in opened.findings if finding.severity is Severity.BLOCK] == [
        "requests.too_many_active"
    ]
    settle_all(office, opened.value)
    requests(office).submit(opened.value)
    kept = requests(office).page(opened.value).request.override
    assert kept is not None
    assert (kept.codes, kept.second_person) == (("requests.too_many_active",), SECOND_PERSON.second_person)


def test_a_request_let_in_beside_another_does_not_stop_the_first(office: TestOffice) -> None:
    person_id = register(office)
    first = open_request(office, person_id)
    second = requests(office).open(OpenRequest(person_id=person_id, content=content(), **lifting(SECOND_PERSON)))
    for request_id in (first, second.value):
        requests(office).submit(request_id)
        assert requests(office).page(request_id).request.status is RequestStatus.IN_REVIEW


def test_an_override_of_what_does_not_block_is_not_kept_and_lifts_nothing_later(office: TestOffice) -> None:
    allot(office, 300_000)
    everything = replace(SECOND_PERSON, codes=tuple(sorted(LIFTABLE)))
    command = OpenRequest(person_id=register(office), content=content(), **lifting(everything))
    request_id = requests(office).open(command).value
    settle_all(office, request_id)
    requests(office).submit(request_id, **lifting(everything))
    assert requests(office).page(request_id).request.override is None
    with refused("limits.over_amount"):
        diagnose(office, request_id, 9000)


def test_an_amount_lifted_once_is_not_lifted_higher(office: TestOffice) -> None:
    allot(office, 300_000)
    lifted = replace(SECOND_PERSON, codes=("limits.over_amount",))
    command = OpenRequest(person_id=register(office), content=content(proposed=Baht.of(4000)), **lifting(lifted))
    request_id = requests(office).open(command).value
    settle_all(office, request_id)
    requests(office).submit(request_id)
    with refused("limits.over_amount"):
        diagnose(office, request_id, 9000)
    diagnose(office, request_id, 4000)


def test_nobody_lifts_a_block_for_themselves(office: TestOffice) -> None:
    person_id = register(office)
    open_request(office, person_id)
    with refused("duties.second_is_first"):
        requests(office).open(
            OpenRequest(
                person_id=person_id, content=content(), **lifting(replace(SECOND_PERSON, second_person="officer"))
            )
        )


def test_thirty_days_are_counted_from_requests_that_were_not_withdrawn(office: TestOffice) -> None:
    person_id = register(office)
    requests(office).withdraw(open_request(office, person_id), "เขียนผิดคน")
    again = open_request(office, person_id)
    requests(office).forward(again, "โรงพยาบาล", "เป็นเรื่องการรักษา")
    with refused("requests.too_soon"):
        open_request(office, person_id)


def test_a_draft_without_money_in_the_budget_waits_and_is_not_refused(office: TestOffice) -> None:
    opened = requests(office).open(OpenRequest(person_id=register(office), content=content()))
    assert [(finding.code, finding.severity) for finding in opened.findings] == [("limits.no_budget", Severity.WARN)]


def test_what_is_written_twice_apart_is_refused_and_both_versions_stay(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    before = requests(office).page(request_id).request
    rewrite(office, request_id, purpose="ทุนประกอบอาชีพ")
    with refused("requests.written_meanwhile"):
        requests(office, "officer2").write(
            WriteRequest(request_id=request_id, content=content(purpose="อื่น"), seen_version=before.version)
        )
    versions = requests(office).page(request_id).versions
    assert [(version.changed, version.content.purpose) for version in versions] == [
        (("purpose",), "ทุนประกอบอาชีพ"),
        ((), "ค่าครองชีพ"),
    ]


def test_writing_the_same_again_makes_no_version(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    rewrite(office, request_id)
    assert len(requests(office).page(request_id).versions) == 1


def test_the_checklist_shows_what_is_asked_and_what_is_there(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    requests(office).settle_evidence(request_id, piece(EvidenceKind.DEATH_CERTIFICATE))
    requests(office).settle_evidence(request_id, piece(EvidenceKind.SURVEY_FORM))
    reason = EvidenceItem(kind=EvidenceKind.PHOTO_FAMILY, none_reason="อยู่คนเดียว")
    requests(office).settle_evidence(request_id, reason)
    lines = {line.kind: line for line in requests(office).page(request_id).evidence}
    death = lines[EvidenceKind.DEATH_CERTIFICATE]
    assert (death.asked, death.causes, death.attachments) == (
        True,
        ("died",),
        (attachment(EvidenceKind.DEATH_CERTIFICATE),),
    )
    assert not lines[EvidenceKind.SURVEY_FORM].asked
    assert lines[EvidenceKind.PHOTO_FAMILY].none_reason == "อยู่คนเดียว"
    assert not lines[EvidenceKind.ID_CARD].settled


def test_a_piece_of_evidence_is_a_file_of_its_kind_or_a_reason(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    with refused("requests.evidence_empty"):
        requests(office).settle_evidence(request_id, EvidenceItem(kind=EvidenceKind.ID_CARD, none_reason=" "))
    mixed = EvidenceItem(kind=EvidenceKind.ID_CARD, attachments=(attachment(EvidenceKind.BANK_BOOK),))
    with refused("requests.evidence_mixed"):
        requests(office).settle_evidence(request_id, mixed)


def test_pages_of_a_piece_add_up_and_the_same_page_counts_once(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    for page in (1, 2, 1):
        requests(office).add_evidence(request_id, attachment(EvidenceKind.HOUSE_REGISTRATION, page))
    lines = {line.kind: line for line in requests(office).page(request_id).evidence}
    assert lines[EvidenceKind.HOUSE_REGISTRATION].attachments == (
        attachment(EvidenceKind.HOUSE_REGISTRATION, 1),
        attachment(EvidenceKind.HOUSE_REGISTRATION, 2),
    )


def test_the_days_go_on_until_the_request_ends(office: TestOffice) -> None:
    request_id = open_request(office, register(office))
    days_later(office, 16)
    assert requests(office).list()[0].waiting.light is Light.RED
    assert requests(office).sla(2567).lights[Light.RED] == 1
    requests(office).withdraw(request_id, "ไม่ประสงค์รับ")
    days_later(office, 30)
    assert requests(office).list()[0].waiting.days == 16
    assert requests(office).sla(2567).lights[Light.RED] == 0


def test_lists_are_by_status_person_officer_and_place(office: TestOffice) -> None:
    first = register(office)
    second = register(office, first_name="คำปอน", address=Address(house_no="5", subdistrict_code="410101"))
    one, two = (open_request(office, person_id) for person_id in (first, second))
    service = requests(office)
    service.submit(two)
    assert [item.request_id for item in service.list()] == [one, two]
    assert [item.request_id for item in service.list(person_id=first)] == [one]
    assert [item.request_id for item in service.list(subdistrict_code="410101")] == [two]
    assert [item.request_id for item in service.list(statuses=frozenset({RequestStatus.IN_REVIEW}))] == [two]
    assert service.list(officer="officer2") == ()
    assert len(service.list(fiscal_year=2567)) == 2
    assert service.counts()[RequestStatus.DRAFT] == 1


def test_the_rules_speak_beside_the_form_and_store_nothing(office: TestOffice) -> None:
    person_id = register(office)
    service = requests(office)
    codes = {finding.code for finding in service.judge(person_id, content(proposed=Baht.of(9000)))}
    assert {"limits.over_amount", "requests.evidence_missing", "requests.proposed_over_needed"} <= codes
    assert service.list() == ()
    request_id = open_request(office, person_id)
    beside = {finding.code for finding in service.judge(person_id, content(cause_fact=""), request_id)}
    assert "requests.cause_fact_missing" in beside
    assert "requests.too_many_active" not in beside
    settle_all(office, request_id)
    assert [finding.code for finding in service.page(request_id).findings] == ["limits.no_budget"]


def test_a_fourth_time_in_a_year_is_refused_at_the_request(office: TestOffice) -> None:

    allot(office, 300_000)
    person_id = register(office)
    for number in (1, 2, 3):
        office.budgets().enter_opening(
            OpeningPayment(
                person_id=person_id,
                aid_kind="low_income",
                amount=Baht.of(1000),
                paid_on=date(2024, 4, number),
                voucher_number=f"เดิม {number}",
                document="ทะเบียนคุมเดิม",
            )
        )
    with refused("limits.times_person"):
        open_request(office, person_id)
    requests(office).open(OpenRequest(person_id=person_id, content=content(), **lifting(SECOND_PERSON)))


def test_an_unknown_request_is_said_so(office: TestOffice) -> None:
    for ask in (requests(office).page, requests(office).submit):
        with refused("requests.unknown"):
            ask("ไม่มี")
