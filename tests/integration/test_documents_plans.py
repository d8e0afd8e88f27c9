"""Papers of field work: the plan to be signed, the slips that families take, the letter to an agency that is late."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kmcase.application.appointments import MoveAppointment
from kmcase.application.imports import AskForList
from kmcase.application.printing.work_plans import PlanOrder
from kmcase.domain.partners import PartnerKind
from kmcase.domain.surveys import ReminderMethod
from tests.builders import CHIANG_PHIN, TestOffice, new_office
from tests.field_builders import TODAY, a_partner, a_person, an_appointment, appointments
from tests.paper import page_count, printing, says, text_of, unlike
from tests.request_builders import refused
from tests.submissions import imports_of

JUNE = PlanOrder(month=TODAY)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office without money."""
    return new_office(tmp_path)


def a_month(office: TestOffice) -> list[str]:
    """Five visits of two officers; one was put off, one cancelled."""
    volunteer = a_partner(office)
    head = a_partner(office, "นายสิงห์ ผู้นำดี", kind=PartnerKind.VILLAGE_HEAD)
    made = [
        an_appointment(
            office, TODAY + timedelta(days=number // 2), ("officer", "officer2")[number % 2], at_time="9.30",
            place="บ้านของครอบครัว", partners=(volunteer, head)[: 1 + number % 2],
            person_id=a_person(office, f"คนที่{number}"),
        )
        for number in range(5)
    ]  # fmt: skip
    appointments(office).move(
        MoveAppointment(appointment_id=made[0], day=date(2024, 6, 20), at_time="13:00", reason="ฝนตก ทางขาด")
    )
    appointments(office).cancel(made[1], "ย้ายที่อยู่")
    return made


def test_the_plan_of_a_month_tells_day_officer_family_place_and_partners(office: TestOffice, tmp_path: Path) -> None:
    a_month(office)
    pdf = printing(office, tmp_path).work_plan(JUNE)
    assert not says(
        pdf,
        "แผนการลงพื้นที่ประจำเดือนมิถุนายน 2567", "อ. 11 มิ.ย. 67", "พฤ. 20 มิ.ย. 67", "13:00", "นางคนที่0 ศรีสุข",
        "นายอาทิตย์ ลงพื้นที่", "นางแก้ว ใจบุญ (อสม.)", "บ้านของครอบครัว", "รวม 4 ครอบครัว ใน 3 วัน เจ้าหน้าที่ 2 คน",
        "ผู้จัดทำแผน", "นายศุกร์ ปกครอง", "เลื่อนนัด", "หน้า 1",
    )  # fmt: skip
    assert says(pdf, "นางคนที่1 ศรีสุข"), "what was cancelled is not on the plan"
    assert not unlike(pdf, "work-plan")


def test_the_plan_of_one_officer_bears_his_name(office: TestOffice, tmp_path: Path) -> None:
    a_month(office)
    pdf = printing(office, tmp_path).work_plan(PlanOrder(month=TODAY, officer_id="officer2"))
    assert not says(pdf, "นางสาวจันทร์ เยี่ยมบ้าน", "นางคนที่3 ศรีสุข")
    assert says(pdf, "นางคนที่0 ศรีสุข", "นายอาทิตย์ ลงพื้นที่") == ["นางคนที่0 ศรีสุข", "นายอาทิตย์ ลงพื้นที่"]


def test_no_whole_national_id_stands_on_any_paper_of_field_work(office: TestOffice, tmp_path: Path) -> None:
    made = a_month(office)
    whole = {item.national_id for item in appointments(office).month(TODAY).items}
    print_ = printing(office, tmp_path)
    for pdf in (print_.work_plan(JUNE), print_.visit_slips(made)):
        assert not [number for number in whole if number and number in text_of(pdf).replace("-", "")]
    book = load_workbook(BytesIO(print_.work_plan_workbook(JUNE)))
    cells = {str(cell.value).replace("-", "") for row in book.worksheets[0] for cell in row}
    assert not cells & whole


def test_a_long_month_goes_on_with_its_head_on_every_page(office: TestOffice, tmp_path: Path) -> None:
    for number in range(30):
        an_appointment(office, TODAY + timedelta(days=number % 15), person_id=a_person(office, f"คนที่{number}"))
    pdf = printing(office, tmp_path).work_plan(JUNE)
    with_visits = [page for page in text_of(pdf).split("\f") if "ศรีสุข" in page]
    assert len(with_visits) > 1
    assert all("ผู้ร่วมลงพื้นที่" in page for page in with_visits)


def test_a_month_without_visits_says_so(office: TestOffice, tmp_path: Path) -> None:
    assert not says(printing(office, tmp_path).work_plan(JUNE), "เดือนนี้ยังไม่มีนัดลงพื้นที่")


def test_a_workbook_has_a_row_for_each_visit(office: TestOffice, tmp_path: Path) -> None:
    a_month(office)
    sheet = load_workbook(BytesIO(printing(office, tmp_path).work_plan_workbook(JUNE))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert len(rows) == 4
    assert [row[3] for row in rows] == ["นางคนที่3 ศรีสุข", "นางคนที่2 ศรีสุข", "นางคนที่4 ศรีสุข", "นางคนที่0 ศรีสุข"]
    assert rows[-1][0].date() == date(2024, 6, 20) and rows[-1][-1] == "ฝนตก ทางขาด"  # type: ignore[union-attr]


def test_slips_tell_the_family_what_it_needs_three_on_a_page(office: TestOffice, tmp_path: Path) -> None:
    made = a_month(office)
    appointments(office).done(made[2], TODAY)
    pdf = printing(office, tmp_path).visit_slips(made)
    assert not says(
        pdf, "บัตรนัดลงพื้นที่", "นางคนที่0 ศรีสุข", "วันพฤหัสบดีที่ 20 มิถุนายน 2567", "13:00", "นายอาทิตย์ ลงพื้นที่",
        "บัตรประจำตัวประชาชน", "ไม่มีค่าใช้จ่าย",
    )  # fmt: skip
    assert says(pdf, "นางคนที่1 ศรีสุข", "นางคนที่2 ศรีสุข") == ["นางคนที่1 ศรีสุข", "นางคนที่2 ศรีสุข"]
    assert page_count(pdf) == 1
    assert not unlike(pdf, "visit-slips")
    made.append(an_appointment(office))
    assert page_count(printing(office, tmp_path).visit_slips(made)) == 2
    assert not says(printing(office, tmp_path).visit_slips(()), "ไม่มีนัดที่ยังมาไม่ถึง")


def test_an_agency_that_is_late_gets_a_letter(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    ask = AskForList(
        agency="อบต.เชียงพิณ", subdistrict_code=CHIANG_PHIN, asked_on=date(2024, 5, 7), due_on=date(2024, 6, 6)
    )
    survey_id = imports.ask(ask).value
    print_ = printing(office, tmp_path)
    assert not says(
        print_.survey_reminder(survey_id), "เรียน อบต.เชียงพิณ", "ตำบลเชียงพิณ", "7 พฤษภาคม 2567", "เลยกำหนดมาแล้ว 4 วัน",
        "นายศุกร์ ปกครอง",
    )  # fmt: skip
    imports.remind(survey_id, TODAY, ReminderMethod.PHONE)
    assert not says(print_.survey_reminder(survey_id), "ประสานเตือนไปแล้ว 1 ครั้ง")
    soon = imports.ask(AskForList(agency="อพม.", subdistrict_code="", asked_on=TODAY, due_on=TODAY)).value
    assert not says(print_.survey_reminder(soon), "ใกล้ครบกำหนดแล้ว")
    with refused("survey_lists.unknown_survey"):
        print_.survey_reminder("nothing")
