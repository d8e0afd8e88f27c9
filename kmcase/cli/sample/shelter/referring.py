"""Agencies of the sample shelter, and referrals out and in with what came of them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from kmcase.application.cases import MakeReferral, TakeStep
from kmcase.cli.sample.shelter.diary import ReferralTold
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.words import ACCEPTED, CAME_FOR, CAME_IN, REFERRED, REFERRERS, REFUSED, RESULT, TOLD
from kmcase.domain.agencies import AgencyKind, AgencyValues
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

_AGENCIES = {
    "hospital": AgencyValues(
        name="โรงพยาบาลศูนย์อุดรธานี",
        kind=AgencyKind.HOSPITAL,
        offers=("health",),
        services="ตรวจรักษาทุกแผนก คลินิกจิตเวชวันอังคารและวันพฤหัสบดี",
        place="ถนนเพาะนิยม อ.เมืองอุดรธานี",
        open_when="ทุกวัน คลินิกจันทร์ถึงศุกร์ 8.30-16.30 น.",
        phone="042 000 201",
        ask_for="งานสังคมสงเคราะห์",
    ),
    "district": AgencyValues(
        name="ที่ว่าการอำเภอเมืองอุดรธานี",
        kind=AgencyKind.LOCAL_GOVERNMENT,
        offers=("rights", "access"),
        services="ทะเบียนราษฎร บัตรประจำตัวประชาชน พิสูจน์ตัวบุคคล",
        place="อ.เมืองอุดรธานี",
        open_when="วันราชการ",
        phone="042 000 202",
        ask_for="ฝ่ายทะเบียนและบัตร",
    ),
    "work": AgencyValues(
        name="สำนักงานจัดหางานจังหวัดอุดรธานี",
        kind=AgencyKind.MINISTRY,
        offers=("income",),
        services="จับคู่งาน อบรมก่อนทำงาน เงินช่วยผู้ว่างงาน",
        place="อ.เมืองอุดรธานี",
        open_when="วันราชการ",
        phone="042 000 203",
        ask_for="ฝ่ายจัดหางาน",
    ),
    "justice": AgencyValues(
        name="สำนักงานยุติธรรมจังหวัดอุดรธานี",
        kind=AgencyKind.JUSTICE,
        offers=("justice", "rights"),
        services="กองทุนยุติธรรม ทนายความ ไกล่เกลี่ยหนี้",
        place="อ.เมืองอุดรธานี",
        open_when="วันราชการ",
        phone="042 000 204",
        ask_for="กลุ่มอำนวยความยุติธรรม",
    ),
    "home": AgencyValues(
        name="สถานคุ้มครองคนไร้ที่พึ่งภาคตะวันออกเฉียงเหนือ",
        kind=AgencyKind.SHELTER,
        offers=("housing", "health"),
        services="ที่พักระยะยาวและผู้ดูแล",
        place="จังหวัดในภาคตะวันออกเฉียงเหนือ",
        open_when="ทุกวัน",
        phone="042 000 205",
        ask_for="ฝ่ายรับเข้า",
    ),
}
_KINDS = tuple(_AGENCIES)


def list_agencies(house: House) -> None:
    """Enter the directory."""
    for key, values in _AGENCIES.items():
        house.pass_time()
        house.agencies[key] = house.of("social1").agencies.enter(values).value


def come_in(house: House, live: Live) -> None:
    """Who was passed on to the shelter has a referral in; the referrer is told."""
    rand = house.rand
    referrer = Referrer(
        kind=ReferrerKind.VOLUNTEER, name=rand.choice(REFERRERS), phone=f"081 000 0{rand.randint(100, 999)}"
    )
    if live.client.source_agency:
        referrer = Referrer(kind=ReferrerKind.AGENCY, name=live.client.source_agency)
    values = ReferralValues(
        direction=Direction.IN,
        on=house.today,
        agency_name=live.client.source_agency,
        dimensions=("housing",),
        reason=rand.choice(CAME_IN),
        asked=CAME_FOR,
        referrer=referrer,
    )
    referral_id = house.of(live.manager).referrals.make(MakeReferral(case_id=live.case_id, values=values)).value
    told = live.told.referrals[referral_id] = ReferralTold(direction=Direction.IN, on=house.today)
    steps = [(0, Step.ACCEPTED, "รับไว้แล้ว"), (rand.randint(1, 9), Step.TOLD, TOLD)]
    if live.client.number % 6:
        steps += [(rand.randint(25, 60), Step.RESULT, rand.choice(RESULT)), (rand.randint(61, 70), Step.TOLD, TOLD)]
    _plan_steps(house, live, referral_id, told, steps)


def pass_on(house: House, live: Live) -> None:
    """Pass a client on today to the agency that fits."""
    if live.ended:
        return
    rand, client = house.rand, live.client
    key = "hospital" if client.group == "roaming" else _KINDS[client.number % len(_KINDS)]
    reason, asked, dimensions = REFERRED[key]
    consent = Consent(basis=ConsentBasis.CLIENT, on=house.today, given_by=client.signs_as, way=ConsentWay.SIGNED)
    if not client.talks:
        law = "จำเป็นเพื่อป้องกันอันตรายต่อชีวิต ผู้ใช้บริการให้ความยินยอมไม่ได้ในขณะนั้น"
        consent = Consent(basis=ConsentBasis.LAW, on=house.today, lawful_reason=law)
    values = ReferralValues(
        direction=Direction.OUT,
        on=house.today,
        agency_id=house.agencies[key],
        to_whom=_AGENCIES[key].ask_for,
        number=f"อด 0031/{client.number + 100}",
        dimensions=dimensions,
        reason=reason,
        asked=asked,
        consent=consent,
        papers=(ReferralPaper(title="แบบประเมินแรกรับ จำนวน 1 ฉบับ"),),
    )
    referral_id = house.of(live.manager).referrals.make(MakeReferral(case_id=live.case_id, values=values)).value
    told = live.told.referrals[referral_id] = ReferralTold(direction=Direction.OUT, on=house.today)
    answered = rand.randint(3, 14)
    steps = [(1, Step.SENT, "")]
    fate = client.number % 12
    if fate == 0:
        steps.append((answered, Step.REFUSED, rand.choice(REFUSED)))
    elif fate == 1:
        steps.append((answered, Step.WITHDRAWN, "ผู้ใช้บริการเปลี่ยนใจ ไม่ไปรับบริการ"))
    elif fate > 2:
        steps.append((answered, Step.ACCEPTED, rand.choice(ACCEPTED)))
        if fate > 4:
            steps.append((answered + rand.randint(10, 45), Step.RESULT, rand.choice(RESULT)))
    _plan_steps(house, live, referral_id, told, steps)


def _plan_steps(
    house: House, live: Live, referral_id: str, told: ReferralTold, steps: list[tuple[int, Step, str]]
) -> None:
    for days, step, note in steps:
        when = house.today + timedelta(days=days)
        house.at(when, 14 + days % 3, partial(_step, house, live, referral_id, told, step, note))


def _step(house: House, live: Live, referral_id: str, told: ReferralTold, step: Step, note: str) -> None:
    command = TakeStep(case_id=live.case_id, referral_id=referral_id, step=step, on=house.today, note=note)
    house.of(live.manager).referrals.take(command)
    told.steps.append((house.today, step))
