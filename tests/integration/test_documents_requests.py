"""The papers of a request: every sentence of form, report, notice and slip can be read back from the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.duties import DutyService, GrantException
from kmcase.application.people import RegisterHousehold
from kmcase.application.requests import TakeDocuments
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues
from kmcase.domain.requests import REPORT_HEADINGS
from kmcase.messages import Catalogue
from kmcase.rules.duties import Duty
from tests.builders import CHIANG_PHIN, TestOffice, allot, new_office, register
from tests.paper import page_count, printing, says, text_of, unlike
from tests.request_builders import TODAY, decide, open_request, ready_request, requests, submitted_request

NARRATIVE = {
    heading: f"ข้อความข้อที่ {number} น้ำท่วมบ้านถึงเอว กู้เงินนอกระบบ ๒๐,๐๐๐ บาท ปู่ป่วยเรื้อรัง ญาติฝั่งโน้นไม่ช่วย"
    for number, heading in enumerate(REPORT_HEADINGS, 1)
}


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office with money."""
    found = new_office(tmp_path)
    allot(found, 300_000)
    return found


def family(office: TestOffice) -> str:
    """A person of a household with one other member; gives the person's id."""
    home = office.people().register_household(
        RegisterHousehold(
            values=HouseholdValues(
                address=Address(house_no="12", moo=3, subdistrict_code=CHIANG_PHIN),
                monthly_income=Baht.of(4000),
                monthly_expenses=Baht.of(6500),
                income_sources=frozenset({"welfare"}),
                landmark="ใกล้ศาลากลางบ้าน",
            )
        )
    )
    family_id = office.people().form_family(home.value, "ครอบครัวศรีสุข").value
    office.people().list_member(
        HouseholdMember(
            member_id="",
            household_id=home.value,
            name="เด็กหญิงกัญญา ศรีสุข",
            birth=PartialDate(2015),
            relation="grandchild",
            condition="chronic_illness",
            self_care=False,
        )
    )
    return register(office, family_id=family_id, marital_status="widowed", birth=PartialDate(1957))


def test_the_form_says_who_asks_for_what_and_lists_the_household(office: TestOffice, tmp_path: Path) -> None:
    request_id = submitted_request(office, family(office), report=NARRATIVE)
    pdf = printing(office, tmp_path).request_form(request_id)
    missing = says(
        pdf,
        "แบบคำขอรับความช่วยเหลือผู้ประสบปัญหาทางสังคม",
        "นางบุญมี ศรีสุข",
        "12 หมู่ที่ 3",
        "ใกล้ศาลากลางบ้าน",
        "หม้าย",
        NARRATIVE["problem"],
        "5,000.00",
        "เห็นควรให้ความช่วยเหลือเป็นเงิน 3,000.00 บาท (สามพันบาทถ้วน)",
        "สำเนาทะเบียนบ้าน (2 แผ่น)",
        "รายละเอียดสมาชิกในครัวเรือน",
        "เด็กหญิงกัญญา ศรีสุข",
        "ป่วยเรื้อรัง",
        "สมาชิก 1 คน",
    )
    assert missing == []


def test_help_given_before_does_not_count_the_request_itself(office: TestOffice, tmp_path: Path) -> None:
    request_id = ready_request(office, register(office))
    decide(office, request_id, Outcome.APPROVED)
    pdf = printing(office, tmp_path).request_form(request_id)
    assert says(pdf, "ปีงบประมาณ 2567 ได้รับแล้ว 0 ครั้ง เป็นเงิน 0.00 บาท") == []


def test_a_paper_that_is_not_there_is_printed_with_its_reason(office: TestOffice, tmp_path: Path) -> None:
    request_id = open_request(office, register(office))
    absent = EvidenceItem(kind=EvidenceKind.ID_CARD, none_reason="บัตรหายในไฟไหม้")
    requests(office).settle_evidence(request_id, absent)
    pdf = printing(office, tmp_path).request_form(request_id)
    assert says(pdf, "สำเนาบัตรประจำตัวประชาชน – ไม่มี เพราะ บัตรหายในไฟไหม้", "ยังไม่ได้แนบ") == []


def test_the_report_has_every_heading_with_its_text_and_all_who_were_there(office: TestOffice, tmp_path: Path) -> None:
    request_id = submitted_request(
        office, register(office), report=NARRATIVE, joint_fact_finders=("นางสาวอาสา ช่วยงาน", "นายกำนัน ร่วมดู")
    )
    pdf = printing(office, tmp_path).fact_finding(request_id)
    headings = [Catalogue().text(f"requests.heading.{heading}") for heading in REPORT_HEADINGS]
    people = ("นายอาทิตย์ ลงพื้นที่", "นางสาวอาสา ช่วยงาน", "นายกำนัน ร่วมดู", "นางอังคาร วินิจฉัย")
    assert says(pdf, *headings, *NARRATIVE.values(), *people, "ภาพถ่ายนอกบ้าน", "ครอบครัวเดือดร้อนจริง") == []
    assert page_count(pdf) == 3


def test_an_exception_of_duties_is_printed_on_the_report(office: TestOffice, tmp_path: Path) -> None:
    request_id = submitted_request(office, register(office))
    DutyService(office.work("director")).grant(
        GrantException(
            request_id=request_id,
            duties=(Duty.FACT_FINDER, Duty.RECORDER),
            staff_id="officer",
            reason="เจ้าหน้าที่มีสองคน",
        )
    )
    pdf = printing(office, tmp_path).fact_finding(request_id)
    exception = "นายอาทิตย์ ลงพื้นที่ ทำหน้าที่ผู้สอบข้อเท็จจริงและผู้บันทึกมติในเรื่องเดียวกัน เพราะ เจ้าหน้าที่มีสองคน"
    assert says(pdf, exception, "นายศุกร์ ปกครอง") == []


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.APPROVED, "อนุมัติให้ความช่วยเหลือแก่ท่านเป็นเงิน 3,000.00 บาท (สามพันบาทถ้วน)"),
        (Outcome.REJECTED, "ไม่อนุมัติคำขอของท่าน"),
        (Outcome.DEFERRED, "ให้รอการพิจารณาคำขอของท่านไว้ก่อน"),
    ],
)
def test_the_notice_says_result_and_reason(office: TestOffice, tmp_path: Path, outcome: Outcome, sentence: str) -> None:
    request_id = ready_request(office, register(office))
    decide(office, request_id, outcome)
    pdf = printing(office, tmp_path).result_notice(request_id)
    reason = [] if outcome is Outcome.APPROVED else ["เหตุผลของผลการพิจารณา คือ รอเงินงวดหน้า"]
    assert says(pdf, "เรียน นางบุญมี ศรีสุข", "10 มิถุนายน 2567", sentence, *reason) == []
    assert page_count(pdf) == 1


def test_a_request_without_a_result_has_no_notice(office: TestOffice, tmp_path: Path) -> None:
    request_id = open_request(office, register(office))
    with pytest.raises(DomainError) as refused:
        printing(office, tmp_path).result_notice(request_id)
    assert refused.value.code == "requests.no_result_yet"


def test_the_slip_is_printed_for_the_family_and_for_the_office(office: TestOffice, tmp_path: Path) -> None:
    request_id = open_request(office, register(office))
    take = TakeDocuments(request_id=request_id, items=("บัตรประจำตัวประชาชนฉบับจริง",), taken_from="นางบุญมี ศรีสุข", on=TODAY)
    slip_id = requests(office).take_documents(take).value
    service = printing(office, tmp_path)
    text = text_of(service.document_slip(slip_id))
    assert text.count("บัตรประจำตัวประชาชนฉบับจริง") == 2
    assert text.count("นายอาทิตย์ ลงพื้นที่") == 2
    requests(office).give_back(slip_id, TODAY)
    assert says(service.document_slip(slip_id), "คืนเอกสารครบถ้วนแล้วเมื่อวันที่ 10 มิถุนายน 2567") == []


def test_the_same_request_gives_the_same_bytes(office: TestOffice, tmp_path: Path) -> None:
    request_id = submitted_request(office, family(office))
    service = printing(office, tmp_path)
    assert service.request_form(request_id) == service.request_form(request_id)


def test_forms_are_printed_in_english_as_well(office: TestOffice, tmp_path: Path) -> None:
    request_id = submitted_request(office, family(office))
    service = printing(office, tmp_path)
    assert says(service.request_form(request_id, "en"), "Members of the household", "Widowed") == []
    assert says(service.fact_finding(request_id, "en"), "Fact-finding report") == []


def test_the_papers_of_a_request_look_as_they_were_looked_at(office: TestOffice, tmp_path: Path) -> None:
    request_id = submitted_request(office, family(office), report=NARRATIVE)
    decided = ready_request(office, register(office, first_name="คำปอน"))
    decide(office, decided, Outcome.REJECTED)
    papers = printing(office, tmp_path)
    assert unlike(papers.request_form(request_id), "request-form") == []
    assert unlike(papers.fact_finding(request_id), "fact-finding", page=1) == []
    assert unlike(papers.fact_finding(request_id), "fact-finding-photographs", page=3) == []
    assert unlike(papers.result_notice(decided), "result-notice") == []
