"""Field work of June: partners, some 25 visits of three officers, most done, one put off, one cancelled."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.application.appointments import MoveAppointment, PlanVisits
from kmcase.cli.sample.people import AREA
from kmcase.cli.sample.story import Year
from kmcase.domain.appointments import VisitPurpose
from kmcase.domain.partners import PartnerKind, PartnerValues
from kmcase.domain.surveys import ReminderMethod
from kmcase.thai.areas import area

_PARTNERS = (
    (PartnerKind.HEALTH_VOLUNTEER, "นางแก้ว ใจบุญ", "รพ.สต.เชียงพิณ", "000-000-0101", 0),
    (PartnerKind.VILLAGE_HEAD, "นายสิงห์ ผู้นำดี", "บ้านเชียงพิณ หมู่ 3", "000-000-0102", 0),
    (PartnerKind.VOLUNTEER, "นางสาวฟ้า อาสาจริง", "ศปง.อพม. อำเภอเมือง", "000-000-0103", 1),
    (PartnerKind.SUBDISTRICT_HEAD, "นายเขต ดูแลตำบล", "ที่ทำการกำนัน", "000-000-0104", 1),
    (PartnerKind.HEALTH_VOLUNTEER, "นางบัว เยี่ยมทุกบ้าน", "รพ.สต.บ้านขาว", "000-000-0105", 2),
    (PartnerKind.OTHER, "พระครูสุนทร", "วัดโนนสวรรค์", "", 2),
)
_LEFT = "นายเก่า ย้ายไปแล้ว"
# Officer, first day of June, visits, visits a day, time: the first officer has the greatest load.
_PLANS = (
    ("officer1", 4, 4, 2, "9.00"),
    ("officer1", 12, 3, 2, "9.30"),
    ("officer1", 17, 4, 2, "9.00"),
    ("officer2", 6, 3, 2, "10.00"),
    ("officer2", 19, 2, 2, "13.30"),
    ("officer3", 13, 3, 2, "9.30"),
    ("officer1", 19, 4, 3, "9.00"),
    ("officer1", 24, 4, 3, "9.00"),
)
_FORGOTTEN, _CANCELLED = 9, 15
_TODAY = 19


def plan_field_work(year: Year) -> None:
    """What is planned at the beginning of June, and what became of it."""
    year.plan(date(2024, 6, 3), 9, partial(_plan, year))
    year.plan(date(2024, 6, 14), 9, partial(_remind, year))


def _plan(year: Year) -> None:
    partners = _list_partners(year)
    people = iter(year.people[40 + 3 * number] for number in range(40))
    number = 0
    for officer, day, count, per_day, at_time in _PLANS:
        services = year.of(officer)
        command = PlanVisits(
            person_ids=tuple(next(people) for _ in range(count)),
            officer_id=services.actor.staff_id,
            first_day=date(2024, 6, day),
            per_day=per_day,
            at_time=at_time,
            purpose=(VisitPurpose.FACT_FINDING, VisitPurpose.SURVEY, VisitPurpose.FOLLOW_UP)[day % 3],
            place="ศาลากลางหมู่บ้าน" if day % 2 else "",
            partners=(partners[day % len(partners)], partners[(day + 1) % len(partners)])[: 1 + count % 2],
        )
        for appointment_id in services.appointments.plan(command).value:
            _note_what_came(year, officer, appointment_id, number)
            number += 1
    year.plan(date(2024, 6, 11), 15, partial(_put_off, year))


def _list_partners(year: Year) -> list[str]:
    service = year.of("officer1").partners
    listed = [
        service.enter(
            PartnerValues(kind=kind, name=name, agency=agency, phone=phone, subdistrict_code=AREA[place])
        ).value
        for kind, name, agency, phone, place in _PARTNERS
    ]
    for code in AREA[:4]:
        place = area(code)
        name = f"อบต.{place.subdistrict}" if place else code
        service.enter(PartnerValues(kind=PartnerKind.LOCAL_GOVERNMENT, name=name, subdistrict_code=code))
    service.enter(PartnerValues(kind=PartnerKind.VILLAGE_HEAD, name=_LEFT, subdistrict_code=AREA[3], active=False))
    return listed


def _note_what_came(year: Year, officer: str, appointment_id: str, number: int) -> None:
    service = year.of(officer).appointments
    day = service.page(appointment_id).item.day
    if number == _CANCELLED:
        year.plan(date(2024, 6, 13), 16, lambda: service.cancel(appointment_id, "ครอบครัวย้ายไปอยู่กับบุตรที่จังหวัดอื่น"))
    elif day.day < _TODAY and number != _FORGOTTEN:
        year.plan(day, 16, partial(_visit, year, officer, appointment_id, day))


def _visit(year: Year, officer: str, appointment_id: str, day: date) -> None:
    """Unless it was put off meanwhile."""
    service = year.of(officer).appointments
    if service.page(appointment_id).item.day == day:
        service.done(appointment_id, day)


def _put_off(year: Year) -> None:
    service = year.of("officer1").appointments
    coming = [one for one in service.month(date(2024, 6, 11)).items if one.day == date(2024, 6, 12)]
    move = MoveAppointment(
        appointment_id=coming[0].appointment_id, day=date(2024, 6, 20), at_time="13.00", reason="ฝนตกหนัก ทางเข้าหมู่บ้านขาด"
    )
    service.move(move)


def _remind(year: Year) -> None:
    imports = year.of("officer1").imports
    late = [one for one in imports.surveys() if one.received_on is None]
    for number, survey in enumerate(late[:2]):
        imports.remind(survey.survey_id, date(2024, 6, 10), ReminderMethod.PHONE, "คุยกับปลัด อบต. จะส่งให้ภายในสัปดาห์")
        if number == 0:
            imports.remind(survey.survey_id, date(2024, 6, 14), ReminderMethod.LETTER)
