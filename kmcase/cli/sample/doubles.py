"""Persons entered twice in the story: twins told apart, a mover linked, one who waits, and another unit's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kmcase.application.duplicates import DecideDuplicate, Decision
from kmcase.application.other_payments import TakeOtherPayments, read_sheet
from kmcase.application.people import RegisterPerson
from kmcase.cli.sample.story import Year
from kmcase.domain.dates import PartialDate
from kmcase.domain.imports.workbook import Row, Sheet, Workbook
from kmcase.domain.payments import VoucherState
from kmcase.domain.people import NoIdReason, PersonValues, Sex

_MOVED = 30
_UNCERTAIN = 45
_TWINS = (("พิมพ์ใจ", "0861234501"), ("พิมพ์จันทร์", "0861234502"))


def enter_twice(year: Year) -> None:
    """In the spring: twins are told apart, who moved within the area is linked, and of one pair nobody can tell."""
    social, people = year.of("social1").duplicates, year.of("officer2").people
    home = _values(year, year.people[_MOVED])
    twins = tuple(people.register(RegisterPerson(values=_twin(home, name, phone))).value for name, phone in _TWINS)
    reason = "ฝาแฝด ดูสำเนาทะเบียนบ้านและสูติบัตรทั้งสองคนแล้ว"
    social.decide(DecideDuplicate(person_ids=twins, decision=Decision.DIFFERENT, reason=reason))
    moved = _again(year, year.people[_MOVED], house_no="218/4", moo=7)
    reason = "ย้ายบ้านเมื่อเดือนมีนาคม เจ้าตัวยืนยัน ดูบัตรประชาชนและทะเบียนบ้านใหม่แล้ว"
    social.decide(DecideDuplicate(person_ids=(year.people[_MOVED], moved), decision=Decision.SAME, reason=reason))
    other = _again(year, year.people[_UNCERTAIN], house_no="9", moo=2)
    reason = "รอสำเนาทะเบียนบ้านจากอำเภอ"
    social.decide(
        DecideDuplicate(person_ids=(year.people[_UNCERTAIN], other), decision=Decision.UNDECIDED, reason=reason)
    )


def enter_payee_twice(year: Year) -> None:
    """Today: the last who waits at the paying table stands in the register once more, and nobody decided yet."""
    payments = year.of("finance1").payments
    waiting = [
        voucher.person_id
        for run in payments.runs()
        for voucher in payments.run(run.run_id).vouchers
        if run.here and voucher.state is VoucherState.ISSUED
    ]
    if waiting:
        _again(year, waiting[-1])


def receive_other_payments(year: Year, day: date) -> None:
    """The province's list of another programme: one line bears a national id of the register, one a name alone."""
    known = next(
        values for person_id in year.people[90:] if (values := _values(year, person_id)).national_id is not None
    )
    named = _values(year, year.people[61])
    rows: tuple[Row, ...] = (
        ("ลำดับ", "ชื่อ-สกุล", "เลขประจำตัวประชาชน", "วันที่จ่าย", "จำนวนเงิน (บาท)", "สถานที่จ่าย"),
        (1, known.full_name, known.national_id, date(2024, 1, 24), 3000, "ศาลากลางจังหวัดอุดรธานี"),
        (2, f"{named.first_name} {named.last_name}", None, date(2024, 1, 24), 2000, "ศาลากลางจังหวัดอุดรธานี"),
        (3, "นางสำรวย ดอนหัน", None, date(2024, 1, 24), 2000, "ศาลากลางจังหวัดอุดรธานี"),
        (4, "นายบัวลี ศรีเมือง", None, "มกราคม", 2000, "ศาลากลางจังหวัดอุดรธานี"),
    )
    sheets = (Sheet(name="รายชื่อ", rows=rows),)
    book = Workbook(file_name="เงินอุดหนุน พมจ. ม.ค. 67.xlsx", sha256="0" * 64, sheets=sheets)
    order = TakeOtherPayments(
        unit_name="พมจ. อุดรธานี", programme="เงินอุดหนุนสงเคราะห์ครอบครัว", aid_kind="low_income", received_on=day
    )
    year.of("officer2").other_payments.take(read_sheet(book, day), order)


def _values(year: Year, person_id: str) -> PersonValues:
    return year.of("officer2").people.page(person_id).values


def _again(year: Year, person_id: str, **house: object) -> str:
    """The same person typed by somebody else: without the card, and the family name as it sounds."""
    values = _values(year, person_id)
    again = replace(
        values,
        last_name=_as_it_sounds(values.last_name),
        birth=values.birth or PartialDate.from_date(date(1961, 5, 12)),
        national_id=None,
        no_id_reason=NoIdReason.CARD_LOST,
        address=replace(values.address, **house),  # type: ignore[arg-type]
        family_id=None,
        membership=None,
    )
    return year.of("officer3").people.register(RegisterPerson(values=again)).value


def _as_it_sounds(name: str) -> str:
    for one, other in (("ศ", "ส"), ("ณ", "น"), ("ธ", "ท"), ("ภ", "พ"), ("ี", "ิ"), ("ู", "ุ"), ("่", "")):
        if one in name:
            return name.replace(one, other, 1)
    return f"{name}์"


def _twin(home: PersonValues, name: str, phone: str) -> PersonValues:
    return PersonValues(
        title="นางสาว",
        first_name=name,
        last_name="แก้วมณี",
        birth=PartialDate.from_date(date(2001, 8, 19)),
        sex=Sex.FEMALE,
        no_id_reason=NoIdReason.CARD_LOST,
        phone=phone,
        address=replace(home.address, house_no="77"),
    )
