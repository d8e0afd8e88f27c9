"""What reception wrote of the sample's cases: facts, belongings, photographs, papers, a complaint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from kmcase.application.cases import (
    AddPhotograph,
    ListBelongings,
    OpenCase,
    ReceiveClient,
    RecordIntake,
    RefusePaper,
    ReturnBelongings,
    SignPaper,
    WriteComplaint,
)
from kmcase.cli.sample import pictures
from kmcase.cli.sample.cases import case_of
from kmcase.cli.sample.story import Year
from kmcase.domain.cases.heads import CaseKind, ClientValues
from kmcase.domain.cases.intake import Belonging, Checked, IntakeValues
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.cases.signing import Signed
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.payments import SignatureMark
from kmcase.domain.people import NoIdReason, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found of a client, known by the name that the list shows; on which day."""

    name: str
    day: date
    source: str
    agency: str = ""
    by: str = ""
    at: str = ""
    story: str = ""
    condition: str = ""
    risk: str = ""
    flags: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("food", "bed")
    things: tuple[str, ...] = ()


_FOUND = (
    _Found(
        name="นายสมหวัง รอดพ้น",
        day=date(2024, 4, 22),
        source="volunteer",
        by="อพม. บ้านดงเจริญ",
        at="ศาลาพักริมทางหมู่ 4",
        story="ออกจากบ้านหลังภรรยาเสียชีวิต รับจ้างทั่วไป ไม่มีที่พักมาสองเดือน มีน้องสาวที่จังหวัดศรีสะเกษแต่ไม่ได้ติดต่อกัน",
        condition="well",
        risk="watch",
        body=("medicines",),
        things=("กระเป๋าเสื้อผ้า", "โทรศัพท์มือถือ", "เงินสด 240 บาท"),
    ),
    _Found(
        name="นางลำดวน ใจเย็น",
        day=date(2024, 5, 13),
        source="agency",
        agency="โรงพยาบาลส่งเสริมสุขภาพตำบล",
        story="อยู่ลำพัง บ้านทรุดโทรม เดินไม่สะดวก ลูกสองคนทำงานกรุงเทพฯ ส่งเงินมาไม่แน่นอน",
        condition="weak",
        risk="watch",
        body=("medicines", "disability"),
        needs=("doctor", "family"),
    ),
    _Found(
        name="ลุงหน้าตลาด",
        day=date(2024, 6, 3),
        source="citizen",
        by="แม่ค้าในตลาด",
        at="หน้าตลาดสดเทศบาล",
        condition="confused",
        risk="watch",
        body=("wounds", "skin", "mind"),
        needs=("food", "clothes", "doctor", "identity"),
        things=("ถุงผ้าใบหนึ่งใบ", "ร่ม"),
    ),
    _Found(
        name="นางสาวอรุณี แสงทอง",
        day=date(2024, 6, 11),
        source="alone",
        story="มาขอความช่วยเหลือพร้อมลูกเล็กหนึ่งคน ไม่ต้องการให้ครอบครัวทราบที่อยู่",
        condition="well",
        risk="high",
        flags=("violence",),
        body=("wounds",),
        needs=("safety", "doctor"),
    ),
)


def record_intakes(year: Year) -> None:
    """Let the social worker write them on their days, after the cases were opened, and receive one client in one."""
    for number, found in enumerate(_FOUND):
        year.plan(found.day, 11, partial(_record, year, found, number))
    year.plan(date(2024, 6, 17), 14, partial(_receive, year))


def _record(year: Year, found: _Found, number: int) -> None:
    services = year.of("social1")
    case_id = case_of(year, found.name)
    values = IntakeValues(
        received_at=year.clock.now() - timedelta(hours=1),
        received_by=services.actor.staff_id,
        source=found.source,
        source_agency=found.agency,
        source_name=found.by,
        found_at=found.at,
        flags=found.flags,
        interviewed=bool(found.story),
        story=found.story,
        condition=found.condition,
        risk=found.risk,
        checked=_checked(found),
    )
    services.case_intake.record(RecordIntake(case_id=case_id, values=values))
    photo = year.keep(
        pictures.photograph("photo_person", 900 + number), EvidenceKind.PHOTO_PERSON, "client.jpg", "image/jpeg"
    )
    services.case_intake.photograph(AddPhotograph(case_id=case_id, photo=photo))
    if found.things:
        _list(year, case_id, found)
    _papers(year, case_id, found, number)


def _checked(found: _Found) -> tuple[Checked, ...]:
    return (
        Checked(checklist="body", found=found.body, done=True),
        Checked(checklist="documents", found=("photograph",), done=bool(found.story)),
        Checked(checklist="needs", found=found.needs, done=True),
    )


def _list(year: Year, case_id: str, found: _Found) -> None:
    intake = year.of("social1").case_intake
    signed = _signed(found.name, 70) if found.story else None
    items = tuple(Belonging(item_id="", name=name) for name in found.things)
    intake.list_belongings(ListBelongings(case_id=case_id, items=items, on=found.day, place="ตู้ 2", signed=signed))
    if signed is not None:
        money = intake.page(case_id).kept[-1].item_id
        returning = ReturnBelongings(
            case_id=case_id, item_ids=(money,), on=found.day + timedelta(days=6), signed=_signed(found.name, 71)
        )
        year.plan(returning.on, 15, partial(intake.give_back, returning))


def _papers(year: Year, case_id: str, found: _Found, number: int) -> None:
    papers = year.of("social1").case_papers
    if number == 0:
        signing = SignPaper(
            case_id=case_id,
            paper="agreement",
            on=found.day,
            items=("occupation", "work", "rules"),
            signed=_signed(found.name, 72),
        )
        papers.sign(signing)
        complaint = ComplaintValues(on=found.day + timedelta(days=9), by=found.name, about="ห้องน้ำชำรุด ใช้ไม่ได้สองวัน")
        year.plan(complaint.on, 10, partial(_complain, year, case_id, complaint))
    elif number == 1:
        refusing = RefusePaper(
            case_id=case_id,
            paper="agreement",
            on=found.day,
            reason="ต้องการอยู่บ้านของตน",
            follows="ดูแลที่บ้าน เยี่ยมเดือนละสองครั้ง และประสานปรับปรุงบ้าน",
        )
        papers.refuse(refusing)


def _complain(year: Year, case_id: str, values: ComplaintValues) -> None:
    papers = year.of("social1").case_papers
    complaint_id = papers.complain(WriteComplaint(case_id=case_id, values=values)).value
    seen = tuple(one.version_id for one in papers.page(case_id).complaints[0].standing)
    answered = replace(values, done="ช่างซ่อมแล้ว", answer="แจ้งผู้ร้องเรียนด้วยวาจา", answered_on=values.on)
    papers.complain(WriteComplaint(case_id=case_id, values=answered, complaint_id=complaint_id, seen=seen))


def _signed(name: str, seed: int) -> Signed:
    return Signed(name=name, signature=SignatureMark(strokes=pictures.signature(seed)))


def _receive(year: Year) -> None:
    """Somebody whom nobody knows and who cannot tell yet."""
    services = year.of("social1")
    now = year.clock.now()
    services.case_intake.receive(
        ReceiveClient(
            opening=OpenCase(
                kind=CaseKind.SETTLEMENT,
                legal_basis="homeless_act",
                client_group="homeless",
                client=ClientValues(
                    called="ป้าสถานีรถไฟ",
                    sex=Sex.FEMALE,
                    no_id_reason=NoIdReason.NOT_KNOWN,
                    language="ไม่ทราบ",
                    interpreter=True,
                ),
                opened_at=now,
            ),
            intake=IntakeValues(
                received_at=now,
                received_by=services.actor.staff_id,
                source="agency",
                source_agency="สถานีตำรวจภูธร",
                found_at="สถานีรถไฟ",
                interviewed=False,
                condition="weak",
                risk="watch",
                checked=(Checked(checklist="body", found=("wounds", "fever"), remark="ไข้ 38.5", done=False),),
            ),
            belongings=(Belonging(item_id="", name="ถุงผ้า"), Belonging(item_id="", name="ขวดยาไม่มีฉลาก", count=2)),
            place="ตู้ 3",
        )
    )
