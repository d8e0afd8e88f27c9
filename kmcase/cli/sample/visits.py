"""Visits of the sample office in every state: reviewed with its request, waiting, sent back, cut short, begun today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kmcase.application.visits import AskForAid, BeginVisit, FoundFamily, SignAsInformant, SubmitVisit, WriteVisit
from kmcase.bootstrap import Services
from kmcase.cli.sample import pictures
from kmcase.cli.sample.people import AREA
from kmcase.cli.sample.story import Year
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import Finger, Hand, SignatureMark, ThumbMark, Witness
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues, NoIdReason, PersonValues, Sex
from kmcase.domain.visits import Partner, Position, Wish

_HOME = Position(latitude="17.4012", longitude="102.7118", accuracy="9")
_A_YEAR = timedelta(days=366)


def plan_visits(year: Year, today: date) -> None:
    """Enter the visits of the last days among what is planned."""
    year.plan(today - timedelta(days=7), 10, lambda: _reviewed(year))
    year.plan(today - timedelta(days=5), 10, lambda: _waiting(year))
    year.plan(today - timedelta(days=3), 10, lambda: _sent_back(year))
    year.plan(today - timedelta(days=2), 14, lambda: _cut_short(year))
    year.plan(today - timedelta(days=1), 14, lambda: _found_today(year))


def _somebody(year: Year, officer: Services) -> str:
    """The first of the register who neither asked for help nor was visited."""
    busy = {item.person_id for item in officer.requests.list()} | {item.person_id for item in officer.visits.list()}
    return next(person_id for person_id in year.people if person_id not in busy)


def _begun(year: Year, officer: Services) -> str:
    person_id = _somebody(year, officer)
    visit_id = officer.visits.begin(BeginVisit(person_id=person_id, position=_HOME)).value
    _write(officer, visit_id, **_answers(officer, person_id))
    return visit_id


def _write(officer: Services, visit_id: str, **answers: Any) -> None:
    seen = officer.visits.page(visit_id).visit.seen
    officer.visits.write(WriteVisit(visit_id=visit_id, answers=answers, seen=seen))


def _answers(officer: Services, person_id: str) -> dict[str, Any]:
    """What is found at the home: as the register has it, and more."""
    values = officer.people.page(person_id).values
    return {
        "title": values.title,
        "first_name": values.first_name,
        "last_name": values.last_name,
        "national_id": values.national_id or "",
        "no_id_reason": values.no_id_reason.value if values.no_id_reason else "",
        "house_no": values.address.house_no,
        "moo": values.address.moo,
        "subdistrict_code": values.address.subdistrict_code,
        "place": {"latitude": _HOME.latitude, "longitude": _HOME.longitude, "accuracy": _HOME.accuracy},
        "informant": values.full_name,
        "informant_relation": "ตนเอง",
        "background": "อยู่ในพื้นที่นิคมมานานกว่ายี่สิบปี เดิมรับจ้างทั่วไป ผู้หารายได้หลักเสียชีวิตเมื่อปลายเดือนเมษายน",
        "housing_kind": "own_dilapidated",
        "electricity": "yes",
        "water": "yes",
        "toilet": "no",
        "housing": "บ้านไม้ชั้นเดียว หลังคาสังกะสีรั่วหลายจุด ฝาบ้านผุ ไม่มีห้องน้ำ",
        "members": [
            {"_id": "1", "member_name": "เด็กชายภูมิ", "member_relation": "grandchild", "member_condition": "normal"},
            {"_id": "2", "member_name": "นางคำ", "member_relation": "parent", "member_condition": "chronic_illness"},
        ],
        "occupation": values.occupation,
        "person_income": 350_000,
        "income_occupation": 250_000,
        "income_welfare": 100_000,
        "debt_fund": 1_500_000,
        "debt_for": "ลงทุนเลี้ยงไก่",
        "income_debts": "รับจ้างรายวัน เดือนละประมาณ 2,500 บาท กับเบี้ยยังชีพของมารดา มีหนี้กองทุนหมู่บ้าน 15,000 บาท",
        "condition": "normal",
        "self_care": "yes",
        "dependants_children": 1,
        "dependants_elderly": 1,
        "helped_before": "no",
        "problem_kinds": sorted(values.problem_kinds | {"low_income"}),
        "problem": "ขาดรายได้หลังผู้หารายได้หลักเสียชีวิต ค่าใช้จ่ายในบ้านและค่าเดินทางพามารดาไปโรงพยาบาลไม่พอ",
        "hardship_cause": "died",
        "cause_fact": "ผู้หารายได้หลักเสียชีวิต ไม่มีผู้หารายได้เลี้ยงครอบครัว",
        "cause_document": "ใบมรณบัตร ฉบับที่ 118/2567",
        "needed_forms": ["money"],
        "needed": 500_000,
        "purpose": "ทุนเลี้ยงไก่พันธุ์พื้นเมืองและค่าครองชีพระยะแรก",
        "officer_opinion": "เดือดร้อนจริงตามระเบียบ เห็นควรช่วยเหลือ 3,000 บาท และติดตามการเลี้ยงไก่ภายในสามเดือน",
        "aid_kind": "low_income",
        "proposed": 300_000,
    }


def _picture(year: Year, kind: EvidenceKind, number: int, ago: timedelta) -> Attachment:
    content = pictures.photograph(kind.value, 5000 + number)
    kept = year.keep(content, kind, f"IMG_{1200 + number}.jpg", "image/jpeg")
    taken = year.clock.now() - ago
    return replace(kept, taken_at=taken, latitude=_HOME.latitude, longitude=_HOME.longitude)


def _with_evidence(
    year: Year, officer: Services, visit_id: str, number: int, ago: timedelta = timedelta(minutes=10)
) -> None:
    for line in officer.visits.page(visit_id).evidence:
        pages = 2 if line.kind is EvidenceKind.HOUSE_REGISTRATION else 1
        held = tuple(_picture(year, line.kind, number * 20 + page, ago) for page in range(pages))
        item = EvidenceItem(kind=line.kind, attachments=held)
        if line.kind is EvidenceKind.PHOTO_HOUSE_INSIDE:
            item = EvidenceItem(kind=line.kind, none_reason="เจ้าของบ้านไม่สะดวกให้ถ่ายภาพภายใน")
        officer.visits.settle_evidence(visit_id, item)


def _signed(year: Year, officer: Services, visit_id: str, number: int, *, thumb: bool = False) -> None:
    page = officer.visits.page(visit_id)
    volunteer = Partner(
        partner_id="",
        name="นางสาวอาสา ช่วยงาน",
        role="volunteer",
        agency="ตำบลเชียงพิณ",
        signature=SignatureMark(strokes=pictures.signature(700 + number)),
    )
    officer.visits.add_partner(visit_id, volunteer)
    if not thumb:
        mark = SignatureMark(strokes=pictures.signature(800 + number))
        officer.visits.sign(SignAsInformant(visit_id=visit_id, name=page.person_name, signature=mark))
        return
    image = year.keep(pictures.thumbprint(number), EvidenceKind.THUMBPRINT, "thumb.png", "image/png")
    witnesses = (Witness(name="นายคำดี ใกล้บ้าน"), Witness(name="นางสายใจ ใกล้เรือน"))
    pressed = ThumbMark(image=image, finger=Finger.THUMB, hand=Hand.RIGHT, witnesses=witnesses)
    officer.visits.sign(SignAsInformant(visit_id=visit_id, name=page.person_name, thumbprint=pressed))


def _reviewed(year: Year) -> None:
    """In order, its differences explained and confirmed, and a request made of it."""
    officer = year.of("officer2")
    visit_id = _begun(year, officer)
    _with_evidence(year, officer, visit_id, 1)
    _signed(year, officer, visit_id, 1, thumb=True)
    officer.visits.submit(SubmitVisit(visit_id=visit_id))
    for difference in officer.visits.page(visit_id).differences:
        if difference.significant:
            reason = "ย้ายกลับมาอยู่บ้านเดิมหลังผู้หารายได้หลักเสียชีวิต ตรวจสอบกับผู้ใหญ่บ้านแล้ว"
            officer.visits.explain(visit_id, difference.contradiction.question, reason)
    if any(not difference.settled for difference in officer.visits.page(visit_id).differences):
        year.of("director").visits.confirm_differences(visit_id)
    year.of("social1").visits.find_in_order(visit_id)
    officer.visits.ask_for_aid(AskForAid(visit_id=visit_id, wish=Wish(proposed=Baht.of(3000))))


def _waiting(year: Year) -> None:
    """Sent by an officer whose camera was a year off."""
    officer = year.of("officer3")
    visit_id = _begun(year, officer)
    _with_evidence(year, officer, visit_id, 2, ago=_A_YEAR)
    _signed(year, officer, visit_id, 2)
    officer.visits.submit(SubmitVisit(visit_id=visit_id))


def _sent_back(year: Year) -> None:
    """A learner's visit with the reviewer's comments."""
    officer, reviewer = year.of("officer4"), year.of("social2")
    visit_id = _begun(year, officer)
    _with_evidence(year, officer, visit_id, 3)
    officer.visits.submit(SubmitVisit(visit_id=visit_id))
    reviewer.visits.comment(visit_id, "income", "รายได้ของบุตรที่ทำงานกรุงเทพฯ ส่งกลับมาเดือนละเท่าใด ขอให้ถามเพิ่ม")
    reviewer.visits.comment(visit_id, "opinion", "แยกความเห็นออกจากข้อเท็จจริง และอ้างข้อของระเบียบ")
    reviewer.visits.send_back(visit_id, "ข้อเท็จจริงเรื่องรายได้ยังไม่ครบ และผู้ให้ข้อมูลยังไม่ได้ลงชื่อ")


def _cut_short(year: Year) -> None:
    """Begun, written on two devices, and stopped by the rain."""
    officer = year.of("officer1")
    visit_id = _begun(year, officer)
    for told in ("มารดาป่วยติดเตียงมาสองเดือน", "มารดาลุกเดินได้ช้า ๆ ต้องมีคนพยุง"):
        officer.visits.write(WriteVisit(visit_id=visit_id, answers={"health": told}, seen={}))
    officer.visits.pause(visit_id, "ฝนตกหนัก ถนนเข้าหมู่บ้านขาด นัดไปต่อวันศุกร์")


def _found_today(year: Year) -> None:
    """A family met on the road, on no list."""
    address = Address(house_no="218/3", moo=7, village="ดงเจริญ", subdistrict_code=AREA[0])
    grandchild = HouseholdMember(member_id="", household_id="", name="เด็กหญิงใบข้าว", relation="grandchild")
    officer = year.of("officer1")
    officer.visits.begin_with_family(
        FoundFamily(
            person=PersonValues(
                title="นาง",
                first_name="สายหยุด",
                last_name="เพียรดี",
                no_id_reason=NoIdReason.CARD_LOST,
                sex=Sex.FEMALE,
                address=address,
                can_write=False,
            ),
            household=HouseholdValues(address=address, housing="on_others_land"),
            members=(grandchild,),
            position=_HOME,
        )
    )
