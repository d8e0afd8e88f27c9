"""Where clients are passed on to and how cases end: agencies, referrals both ways, a closing and a look afterwards."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.application.cases import DecideClosing, MakeReferral, ProposeClosing, TakeStep
from kmcase.cli.sample.cases import case_of
from kmcase.cli.sample.story import Year
from kmcase.domain.agencies import AgencyKind, AgencyValues
from kmcase.domain.cases.closing import GoalOutcome
from kmcase.domain.cases.referrals import (
    Consent,
    ConsentBasis,
    ConsentWay,
    Direction,
    ReferralPaper,
    ReferralValues,
    Referrer,
    ReferrerKind,
    Step,
)

_AGENCIES = (
    AgencyValues(
        name="โรงพยาบาลศูนย์อุดรธานี",
        kind=AgencyKind.HOSPITAL,
        offers=("health",),
        services="ตรวจรักษาทุกแผนก คลินิกจิตเวชวันอังคารและวันพฤหัสบดี งานสังคมสงเคราะห์ช่วยเรื่องสิทธิการรักษา",
        place="ถนนเพาะนิยม อ.เมืองอุดรธานี",
        open_when="ทุกวัน คลินิกจันทร์ถึงศุกร์ 8.30-16.30 น.",
        phone="042 000 101",
        ask_for="งานสังคมสงเคราะห์",
    ),
    AgencyValues(
        name="ศูนย์พัฒนาอาชีพชุมชนเชียงพิณ",
        kind=AgencyKind.COMMUNITY,
        offers=("education", "income"),
        services="ฝึกทอผ้า ทำขนม ซ่อมเครื่องยนต์เล็ก มีเงินทุนเริ่มต้น",
        place="บ้านเชียงพิณ",
        open_when="จันทร์ถึงเสาร์ 9.00-15.00 น.",
        phone="042 000 102",
        ask_for="ประธานกลุ่ม",
    ),
    AgencyValues(
        name="องค์การบริหารส่วนตำบลนาทราย",
        kind=AgencyKind.LOCAL_GOVERNMENT,
        offers=("housing", "access", "rights"),
        services="ซ่อมบ้าน เบี้ยยังชีพ งานทะเบียนราษฎร",
        place="บ้านนาทราย",
        open_when="วันราชการ",
        phone="042 000 103",
        ask_for="กองสวัสดิการสังคม",
    ),
    AgencyValues(
        name="วัดโพธิ์ศรี",
        kind=AgencyKind.TEMPLE,
        offers=("housing",),
        services="ที่พักชั่วคราวไม่เกิน 7 คืน อาหารเช้า",
        place="บ้านโนนสวรรค์",
        open_when="ทุกวัน ก่อน 18.00 น.",
        phone="042 000 104",
        ask_for="เจ้าอาวาส",
    ),
    AgencyValues(
        name="สำนักงานยุติธรรมจังหวัดอุดรธานี",
        kind=AgencyKind.JUSTICE,
        offers=("justice", "rights"),
        services="กองทุนยุติธรรม ทนายความ ไกล่เกลี่ยหนี้",
        place="อ.เมืองอุดรธานี",
        open_when="วันราชการ",
        phone="042 000 105",
        ask_for="กลุ่มอำนวยความยุติธรรม",
    ),
)
_FIRST, _SECOND, _THIRD = "สมหวัง", "ลำดวน", "ลุงหน้าตลาด"
_VOLUNTEER = Referrer(kind=ReferrerKind.VOLUNTEER, name="นางบุญมี ใจดี", phone="081 000 0201")


def end_cases(year: Year) -> None:
    """Let the social worker pass clients on and close a case, the director approve."""
    year.plan(date(2024, 4, 23), 9, partial(_list_agencies, year))
    year.plan(date(2024, 5, 8), 10, partial(_refer_out, year))
    year.plan(date(2024, 6, 3), 10, partial(_refer_for_service, year))
    year.plan(date(2024, 6, 4), 10, partial(_come_in, year))
    year.plan(date(2024, 6, 5), 10, partial(_close, year))
    year.plan(date(2024, 6, 12), 10, partial(_propose, year))


def _list_agencies(year: Year) -> None:
    for values in _AGENCIES:
        year.of("social1").agencies.enter(values)


def _refer_out(year: Year) -> None:
    """The hospital takes the first client, and the volunteer who found him is to be told what came of it."""
    services, case_id = year.of("social1"), case_of(year, _FIRST)
    hospital = next(one for one in services.agencies.list() if one.values.kind is AgencyKind.HOSPITAL)
    values = ReferralValues(
        direction=Direction.OUT,
        on=date(2024, 5, 8),
        agency_id=hospital.agency_id,
        to_whom="ผู้อำนวยการโรงพยาบาลศูนย์อุดรธานี",
        number="อด 0012/58",
        dimensions=("health", "rights"),
        reason="มีอาการหูแว่วและนอนไม่หลับ ไม่ได้รับการรักษามาประมาณ 2 ปี",
        asked="ตรวจประเมินทางจิตเวช ให้การรักษา และตรวจสอบสิทธิการรักษาพยาบาล",
        consent=Consent(
            basis=ConsentBasis.CLIENT,
            on=date(2024, 5, 8),
            given_by="นายสมหวัง รอดพ้น",
            way=ConsentWay.SIGNED,
        ),
        papers=(ReferralPaper(title="แบบประเมินแรกรับ จำนวน 1 ฉบับ"), ReferralPaper(title="สำเนาหนังสือยินยอม จำนวน 1 ฉบับ")),
        referrer=_VOLUNTEER,
    )  # fmt: skip
    referral_id = services.referrals.make(MakeReferral(case_id=case_id, values=values)).value
    steps = (
        (date(2024, 5, 9), Step.SENT, "", ""),
        (date(2024, 5, 14), Step.ACCEPTED, "นัดคลินิกจิตเวช 16 พ.ค. 67", "นักสังคมสงเคราะห์โรงพยาบาล"),
        (date(2024, 6, 10), Step.RESULT, "รับยาต่อเนื่อง อาการหูแว่วลดลง นัดทุกเดือน", "คลินิกจิตเวช"),
    )
    for day, step, note, by_whom in steps:
        command = TakeStep(
            case_id=case_id, referral_id=referral_id, step=step, on=day, note=note, by_whom=by_whom
        )  # fmt: skip
        year.plan(day, 16, partial(services.referrals.take, command))


def _refer_for_service(year: Year) -> None:
    """The local government is asked for the allowance that the plan promises, and has not answered."""
    services, case_id = year.of("social1"), case_of(year, _FIRST)
    local = next(one for one in services.agencies.list() if one.values.kind is AgencyKind.LOCAL_GOVERNMENT)
    service = next(one for one in services.referrals.services(case_id) if one.agency == "เทศบาล")
    values = ReferralValues(
        direction=Direction.OUT,
        on=date(2024, 6, 3),
        agency_id=local.agency_id,
        to_whom="นายกองค์การบริหารส่วนตำบลนาทราย",
        number="อด 0012/71",
        dimensions=(service.dimension,),
        reason=service.need,
        asked=service.text,
        consent=Consent(
            basis=ConsentBasis.CLIENT, on=date(2024, 6, 3), given_by="นายสมหวัง รอดพ้น", way=ConsentWay.SIGNED
        ),
        papers=(ReferralPaper(title="สำเนาบัตรประจำตัวประชาชน จำนวน 1 ฉบับ"),),
        service_id=service.service_id,
    )
    referral_id = services.referrals.make(MakeReferral(case_id=case_id, values=values)).value
    sent = TakeStep(case_id=case_id, referral_id=referral_id, step=Step.SENT, on=date(2024, 6, 4))
    year.plan(date(2024, 6, 4), 16, partial(services.referrals.take, sent))


def _come_in(year: Year) -> None:
    services = year.of("social1")
    values = ReferralValues(
        direction=Direction.IN,
        on=date(2024, 6, 3),
        dimensions=("housing",),
        reason="นอนที่แผงขายของหน้าตลาดมาหลายคืน ไม่ยอมบอกชื่อ",
        asked="ช่วยหาที่พักชั่วคราวและตรวจร่างกาย",
        referrer=_VOLUNTEER,
    )
    services.referrals.make(MakeReferral(case_id=case_of(year, _THIRD), values=values))


def _close(year: Year) -> None:
    case_id = case_of(year, _SECOND)
    command = ProposeClosing(
        case_id=case_id,
        on=date(2024, 6, 5),
        reason="family",
        summary="ลูกสาวกลับมาอยู่บ้านและดูแลได้ ได้รับเบี้ยยังชีพแล้ว บ้านซ่อมเสร็จ",
        outcomes=(
            GoalOutcome(goal="สุขภาพ", dimension="health", outcome="reached", note="ไปตามนัดแพทย์ทุกครั้ง"),
            GoalOutcome(goal="ที่อยู่อาศัย", dimension="housing", outcome="reached", note="ซ่อมหลังคาแล้ว"),
            GoalOutcome(goal="รายได้", dimension="income", outcome="partly", note="ยังไม่มีอาชีพเสริม"),
        ),
    )
    closing_id = year.of("social1").closings.propose(command).value
    approval = DecideClosing(case_id=case_id, closing_id=closing_id, approved=True)
    year.plan(date(2024, 6, 7), 11, partial(year.of("director").closings.decide, approval))


def _propose(year: Year) -> None:
    command = ProposeClosing(
        case_id=case_of(year, _FIRST),
        on=date(2024, 6, 12),
        reason="independent",
        summary="รักษาต่อเนื่อง มีห้องเช่า ทำงานที่ร้านซ่อมรถสัปดาห์ละสี่วัน",
        outcomes=(
            GoalOutcome(goal="สุขภาพ", dimension="health", outcome="partly", note="อาการดีขึ้น ยังต้องกินยา"),
            GoalOutcome(goal="รายได้", dimension="income", outcome="reached", note="มีรายได้วันละ 300 บาท"),
        ),
    )
    year.of("social1").closings.propose(command)
