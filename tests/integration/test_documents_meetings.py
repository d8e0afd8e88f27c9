"""Papers of budget and meeting: what the panel signed and what the manager reports can be read back from the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kmcase.application.duties import DutyService, GrantException
from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.domain.meetings import MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.rules.duties import Duty
from tests.builders import SECOND_HALF, TestOffice, allot, lifting, new_office, register
from tests.paper import page_count, printing, says, unlike
from tests.request_builders import TODAY, opening, ready_request

PANEL = (
    PanelMember(name="นายประธาน ที่ประชุม", agency="พมจ. อุดรธานี", position="พมจ."),
    PanelMember(name="นางกรรมการ เข้มแข็ง", agency="บ้านพักเด็กและครอบครัว"),
)
VALUES = MeetingValues(number="1/2567", held_on=TODAY, place="ศาลากลางจังหวัด", panel=PANEL)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office with money."""
    found = new_office(tmp_path)
    allot(found, 300_000)
    return found


def planned(office: TestOffice, *names: str) -> tuple[MeetingService, str, list[str]]:
    """A meeting with requests of these first names."""
    found = [ready_request(office, register(office, first_name=name)) for name in names]
    service = MeetingService(office.work("director"))
    meeting_id = service.plan(VALUES).value
    service.set_agenda(meeting_id, tuple(found))
    return service, meeting_id, found


def record(meeting_id: str, request_id: str, outcome: Outcome, **changes: object) -> RecordDecision:
    """A decision with its reason."""
    whole = RecordDecision(
        meeting_id=meeting_id,
        request_id=request_id,
        resolution_number="1/2567 ข้อ 1",
        outcome=outcome,
        amount=Baht.of(2500) if outcome is Outcome.APPROVED else None,
        reason="" if outcome is Outcome.APPROVED else "รายได้เพียงพอ มีบุตรอุปการะ",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_the_agenda_names_panel_and_requests_before_anything_is_decided(office: TestOffice, tmp_path: Path) -> None:
    _, meeting_id, _ = planned(office, "บุญมี", "คำปอน")
    pdf = printing(office, tmp_path).meeting(meeting_id)
    assert says(pdf, "ระเบียบวาระการประชุม", "นายประธาน ที่ประชุม", "นางคำปอน ศรีสุข", "ต.เชียงพิณ", "5,000.00") == []
    assert says(pdf, "มติที่ประชุม") == ["มติที่ประชุม"]


def test_the_resolutions_say_outcome_amount_and_reason(office: TestOffice, tmp_path: Path) -> None:
    service, meeting_id, (one, two) = planned(office, "บุญมี", "คำปอน")
    service.decide(record(meeting_id, one, Outcome.APPROVED))
    service.decide(record(meeting_id, two, Outcome.REJECTED, resolution_number="1/2567 ข้อ 2"))
    pdf = printing(office, tmp_path).meeting(meeting_id)
    wanted = ("มติที่ประชุม", "2,500.00", "มติที่ 1/2567 ข้อ 2", "ไม่อนุมัติ", "รายได้เพียงพอ มีบุตรอุปการะ")
    assert says(pdf, *wanted, "อนุมัติ 1 ไม่อนุมัติ 1 รอ 0", "ผู้บันทึกมติ", "นายศุกร์ ปกครอง") == []


def test_a_lifted_block_and_an_exception_of_duties_are_printed(office: TestOffice, tmp_path: Path) -> None:
    service, meeting_id, (one,) = planned(office, "บุญมี")
    DutyService(office.work("director")).grant(
        GrantException(
            request_id=one, duties=(Duty.RECORDER, Duty.FACT_FINDER), staff_id="officer", reason="มีเจ้าหน้าที่คนเดียว"
        )
    )
    override = Override(
        codes=("limits.over_amount",), reason="ไฟไหม้บ้าน", document="คำสั่ง 9/2567", second_person="social"
    )
    service.decide(record(meeting_id, one, Outcome.APPROVED, amount=Baht.of(5000), **lifting(override)))
    pdf = printing(office, tmp_path).meeting(meeting_id)
    assert says(pdf, "เพราะ ไฟไหม้บ้าน ตามเอกสาร คำสั่ง 9/2567 ผู้รับรอง นางอังคาร วินิจฉัย", "มีเจ้าหน้าที่คนเดียว") == []


def test_a_long_agenda_goes_on_over_pages_with_every_request(office: TestOffice, tmp_path: Path) -> None:
    names = [f"บุญ{letter}" for letter in "กขคงจฉชซญ"]
    _, meeting_id, _ = planned(office, *names)
    pdf = printing(office, tmp_path).meeting(meeting_id)
    assert says(pdf, *(f"นาง{name} ศรีสุข" for name in names)) == []
    assert page_count(pdf) > 1


def test_the_budget_report_says_months_and_the_gap(office: TestOffice, tmp_path: Path) -> None:
    service, meeting_id, (one,) = planned(office, "บุญมี")
    service.decide(record(meeting_id, one, Outcome.APPROVED))
    office.budgets().set_plan(SECOND_HALF, {"2024-04": Baht.of(50_000)})
    office.budgets().enter_opening(opening(register(office, first_name="คำปอน")))
    pdf = printing(office, tmp_path).budget_report(SECOND_HALF)
    wanted = ("รายงานงบประมาณรายเดือน", "6 เดือนหลัง ปีงบประมาณ 2567", "เม.ย. 67", "50,000.00", "-48,000.00", "295,500.00")
    assert says(pdf, *wanted, "อนุมัติได้ร้อยละ 50.0 ของที่จำเป็น ส่วนที่ขาด 2,500.00 บาท") == []


def test_a_half_without_anything_is_reported_as_well(office: TestOffice, tmp_path: Path) -> None:
    pdf = printing(office, tmp_path).budget_report(SECOND_HALF)
    assert says(pdf, "300,000.00", "ยังไม่มีคำขอที่อนุมัติในครึ่งปีนี้") == []


def test_the_workbook_holds_the_months_as_numbers(office: TestOffice, tmp_path: Path) -> None:
    office.budgets().set_plan(SECOND_HALF, {"2024-04": Baht.of(50_000)})
    office.budgets().enter_opening(opening(register(office)))
    sheet = load_workbook(BytesIO(printing(office, tmp_path).budget_workbook(SECOND_HALF))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[3][:5] == ("เม.ย. 67", 50_000, 2_000, -48_000, 1)
    assert rows[-1][:3] == ("รวม", 50_000, 2_000)


def test_resolutions_and_budget_report_look_as_they_were_looked_at(office: TestOffice, tmp_path: Path) -> None:
    service, meeting_id, (one, two) = planned(office, "บุญมี", "คำปอน")
    office.budgets().set_plan(SECOND_HALF, {"2024-04": Baht.of(50_000)})
    service.decide(record(meeting_id, one, Outcome.APPROVED))
    service.decide(record(meeting_id, two, Outcome.REJECTED, resolution_number="1/2567 ข้อ 2"))
    papers = printing(office, tmp_path)
    assert unlike(papers.meeting(meeting_id), "resolutions") == []
    assert unlike(papers.budget_report(SECOND_HALF), "budget-report") == []
