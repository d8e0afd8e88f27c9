"""The form of a service plan: goals with their services and results, the client's mark, who approved, which version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kmcase.application.cases import ReportProgress
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Agreement
from kmcase.domain.cases.signing import Signed
from kmcase.domain.casework import ServiceKind
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.payments import Finger, Hand, SignatureMark, ThumbMark, Witness
from kmcase.persistence.picture_uses import SqlPictureQueries
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.pictures import drawn_signature
from kmcase.persistence.statements import Rows
from tests.builders import STAFF, TestOffice, new_office
from tests.case_builders import a_case
from tests.case_plan_builders import agreed, approved, plans, rewrite, service, write
from tests.paper import text_of


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return new_office(tmp_path)


def printed(office: TestOffice, case_id: str, version: int = 0) -> str:
    return " ".join(text_of(plans(office).paper(case_id, version)).split())


def test_a_plan_in_force_says_what_by_whom_when_and_what_came_of_it(office: TestOffice) -> None:
    case_id = approved(office)
    line_id = plans(office).plan_of(case_id).plan.content.services[0].line_id
    told = ReportProgress(
        case_id=case_id, service_id=line_id, progress=Progress.DONE, on=date(2024, 6, 10), result="ได้ยา"
    )
    plans(office).progress(told)
    words = printed(office, case_id)
    for part in (
        "แผนการจัดบริการรายบุคคล",
        "นายสมหวัง รอดพ้น",
        "ได้รับการรักษาต่อเนื่อง",
        "ไปตามนัดครบ",
        "พาไปพบแพทย์",
        STAFF["social"][0],
        "ได้ยา",
        f"({STAFF['director'][0]})",
        "ฉบับที่ 1",
    ):
        assert part in words, part


def test_a_draft_says_that_it_is_one_and_an_old_version_is_printed_as_it_was(office: TestOffice) -> None:
    case_id = approved(office)
    page = plans(office).plan_of(case_id)
    rewrite(office, page, service={"text": "พาไปทุกสองสัปดาห์"}, reason="ขอพบแพทย์ถี่ขึ้น")
    draft = printed(office, case_id)
    assert "ร่าง ยังไม่อนุมัติ" in draft and "พาไปทุกสองสัปดาห์" in draft and "ขอพบแพทย์ถี่ขึ้น" in draft
    assert STAFF["director"][0] not in draft
    assert "พาไปทุกสองสัปดาห์" not in printed(office, case_id, 1)
    with pytest.raises(DomainError, check=lambda error: error.code == "case_plans.unknown_version"):
        printed(office, case_id, 2)


def test_a_plan_without_a_signature_says_why_and_one_of_nothing_says_so(office: TestOffice) -> None:
    case_id = a_case(office)
    assert "ยังไม่มีเป้าหมายหรือบริการ" in printed(office, case_id)
    write(office, case_id, services=(service(), service("+s2", goal_id="", kind=ServiceKind.RIGHTS, text="ทำบัตร")))
    plans(office).agree(case_id, Agreement(why_not="นอนโรงพยาบาล"))
    words = printed(office, case_id)
    assert "เพราะ นอนโรงพยาบาล" in words
    assert "บริการที่ยังไม่อยู่ในเป้าหมายใด" in words and "พิทักษ์สิทธิ" in words


def test_a_thumbprint_stands_with_its_witnesses_and_a_paper_is_told_of(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    scan = Attachment(
        sha256="a" * 64, stored_sha256="a" * 64, kind=EvidenceKind.OTHER, media_type="application/pdf", size=3
    )
    plans(office).agree(case_id, Agreement(signed=Signed(name="สมหญิง", relation="บุตร", paper=scan)))
    words = printed(office, case_id)
    assert "(สมหญิง)" in words and "เกี่ยวข้องเป็น บุตร" in words and "สแกนเก็บไว้แล้ว" in words
    thumb = ThumbMark(
        image=scan, finger=Finger.THUMB, hand=Hand.RIGHT, witnesses=(Witness(name="พยานหนึ่ง"), Witness(name="พยานสอง"))
    )
    plans(office).agree(case_id, Agreement(signed=Signed(name="สมหวัง", thumbprint=thumb)))
    assert "พยาน พยานหนึ่ง / พยานสอง" in printed(office, case_id)


def test_a_signature_that_cannot_be_read_is_told_of(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    agreed(office, case_id)
    assert "อ่านไม่ได้" not in printed(office, case_id)
    broken = Signed(name="สมหวัง", signature=SignatureMark(strokes="{"))
    plans(office).agree(case_id, Agreement(signed=broken))
    assert "อ่านไม่ได้" in printed(office, case_id)


def test_the_mark_under_a_plan_is_none_of_the_pictures_that_are_compared(office: TestOffice) -> None:
    approved(office)
    with office.engine.connect() as connection:
        rows = Rows(connection)
        assert (rows.all(drawn_signature), rows.all(attachment)) == ([], [])
        assert SqlPictureQueries(connection).alike() == ()
