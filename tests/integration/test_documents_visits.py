"""The report that is printed from a visit: signatures, hashes of the photographs, differences from the survey."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kmcase.application.visits import AskForAid, SignAsInformant, SubmitVisit
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.payments import Finger, Hand, ThumbMark, Witness
from kmcase.domain.visits import Partner
from tests.builders import JUNE, TestOffice, new_office, register
from tests.contract.test_visits_differences import surveyed
from tests.paper import printing, says
from tests.request_builders import attachment
from tests.visit_builders import SIGNATURE, begun_visit, visits, whole_visit, written


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office."""
    return new_office(tmp_path)


def test_the_report_of_a_visit_says_what_was_found_and_by_what(office: TestOffice, tmp_path: Path) -> None:
    person_id = register(office)
    surveyed(office, person_id, house_no="99", household_size="5", problem="ผู้สูงอายุ")
    visit_id = whole_visit(office, person_id)
    kind = EvidenceKind.PHOTO_PERSON
    photo = replace(attachment(kind), taken_at=JUNE, latitude="17.41", longitude="102.79")
    visits(office).settle_evidence(visit_id, EvidenceItem(kind=kind, attachments=(photo,)))
    partner = Partner(partner_id="", name="นายก ใจกว้าง", role="village_head", agency="บ้านเชียงพิณ", signature=SIGNATURE)
    visits(office).add_partner(visit_id, partner)
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    visits(office).explain(visit_id, "house_no", "ย้ายบ้านเมื่อต้นปี")
    visits(office).explain(visit_id, "members", "ลูกสามคนไปทำงานต่างจังหวัด")
    visits(office).explain(visit_id, "problem_kinds", "บันทึกผิดคน")
    visits(office, "director").confirm_differences(visit_id)
    pdf = printing(office, tmp_path).visit(visit_id)
    missing = says(
        pdf,
        "ยังไม่ได้ยื่นคำขอ",
        "สามีถึงแก่กรรมเมื่อเดือนพฤษภาคม 2567",
        "เห็นควรช่วยเหลือ",
        "ย้ายบ้านเมื่อต้นปี",
        "(รับรองโดย นายศุกร์ ปกครอง)",
        "ลูกสามคนไปทำงานต่างจังหวัด",
        "นายก ใจกว้าง",
        "กำนันหรือผู้ใหญ่บ้าน บ้านเชียงพิณ",
        "นางบุญมี ศรีสุข",
        photo.sha256,
        "17.41, 102.79",
        "10 มิ.ย. 67 09:00",
    )
    assert missing == []
    assert says(pdf, "คำวินิจฉัย") == ["คำวินิจฉัย"]
    visits(office).ask_for_aid(AskForAid(visit_id=visit_id))
    assert says(printing(office, tmp_path).visit(visit_id), "1/2567") == []


def test_a_thumbprint_is_printed_with_its_witnesses(office: TestOffice, tmp_path: Path) -> None:
    visit_id = begun_visit(office, register(office))
    thumb = ThumbMark(
        image=attachment(EvidenceKind.THUMBPRINT),
        finger=Finger.THUMB,
        hand=Hand.RIGHT,
        witnesses=(Witness(name="นายหนึ่ง ใจดี"), Witness(name="นายสอง ใจงาม")),
    )
    visits(office).sign(SignAsInformant(visit_id=visit_id, name="นางบุญมี ศรีสุข", thumbprint=thumb))
    assert says(printing(office, tmp_path).visit(visit_id), "นิ้วหัวแม่มือ มือขวา พยาน นายหนึ่ง ใจดี, นายสอง ใจงาม") == []


def test_a_visit_just_begun_is_printed_too_and_in_english(office: TestOffice, tmp_path: Path) -> None:
    visit_id = begun_visit(office, register(office))
    written(office, visit_id, person_income=100_000)
    assert says(printing(office, tmp_path).visit(visit_id, "en"), "No request yet", "Informant") == []
