"""What other units paid: who is certain counts for the limits, who only bears the name is looked at by a person."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.application.access import Silent
from kmcase.application.other_payments import OtherPaymentService, OtherSheet, TakeOtherPayments
from kmcase.application.other_payments.reading import read_sheet
from kmcase.application.people import RegisterHousehold
from kmcase.domain.findings import Severity
from kmcase.domain.imports.workbook import Row, Sheet, Workbook
from kmcase.domain.money import Baht
from kmcase.domain.other_payments import MatchState, OtherPayment
from kmcase.files.submissions import read_list
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice, allot, register
from tests.money_builders import a_national_id, blocked, pay, prepared_run, voucher_ids
from tests.request_builders import TODAY, content, open_request, opening, refused, requests
from tests.state import state_of

HEAD: Row = ("ลำดับ", "ชื่อ-สกุล", "เลขประจำตัวประชาชน", "วันที่จ่าย", "จำนวนเงิน (บาท)", "สถานที่จ่าย")
NUMBER = a_national_id(5)


def workbook(*rows: Row, sha256: str = "a" * 64) -> Workbook:
    """A list as another unit sends it."""
    return Workbook(file_name="พมจ.xlsx", sha256=sha256, sheets=(Sheet(name="1", rows=(HEAD, *rows)),))


def a_row(name: str = "นางบุญมี ศรีสุข", number: str = "", baht: object = 3000, day: object = "15/11/2566") -> Row:
    return (1, name, number or None, day, baht, "ศาลากลางจังหวัด")  # type: ignore[return-value]


def other(office: TestOffice, login: str = "officer") -> OtherPaymentService:
    return OtherPaymentService(office.work(login), read_list)


def sheet(*rows: Row, sha256: str = "a" * 64) -> OtherSheet:
    return read_sheet(workbook(*rows, sha256=sha256), TODAY)


def take(office: TestOffice, *rows: Row, aid_kind: str = "low_income", sha256: str = "a" * 64) -> None:
    order = TakeOtherPayments(unit_name="พมจ. อุดรธานี", programme="เงินอุดหนุนฯ", aid_kind=aid_kind, received_on=TODAY)
    other(office).take(sheet(*rows, sha256=sha256), order)


def lines(office: TestOffice) -> dict[str, OtherPayment]:
    return {item.line.name: item for item in other(office, "auditor").list()}


def found(office: TestOffice, person_id: str) -> dict[str, Severity]:
    told = requests(office).judge(person_id, content())
    return {each.code: each.severity for each in told if each.code.startswith(("other", "limits.times"))}


def test_a_row_tells_name_day_and_amount_or_is_left_out_by_its_number() -> None:
    read = sheet(
        a_row(day=date(2023, 11, 15), baht="3,000.50"),
        a_row(day="วันนั้น"),
        a_row(baht="ไม่ทราบ"),
        a_row(day=date(2030, 1, 1)),
        a_row(name="นางคำปุน ดวงดี", number=NUMBER, day="พ.ศ. 2566"),
        a_row(baht=0),
    )
    [row] = read.rows
    assert (row.row, row.paid_on, row.amount, row.place) == (2, date(2023, 11, 15), Baht(300_050), "ศาลากลางจังหวัด")
    assert (row.person.first_name, row.person.last_name) == ("บุญมี", "ศรีสุข")
    assert read.left_out == (3, 4, 5, 6, 7)
    assert read.total == Baht(300_050)


def test_a_file_without_the_columns_has_no_readable_row() -> None:
    bare = Workbook(file_name="x", sha256="b" * 64, sheets=(Sheet(name="1", rows=(("ชื่อ", "นามสกุล"), ("บุญมี", "ศรีสุข"))),))
    assert read_sheet(bare, TODAY).rows == ()


def test_who_is_certain_counts_for_the_year_and_a_name_alone_only_warns(office: TestOffice) -> None:
    allot(office, 300_000)
    certain = register(office, national_id=NUMBER, no_id_reason=None)
    named = register(office, first_name="คำปุน", last_name="ดวงดี")
    for number in ("เดิม 1", "เดิม 2"):
        office.budgets().enter_opening(opening(certain, voucher_number=number))
        office.budgets().enter_opening(opening(named, voucher_number=f"{number} ข"))
    take(office, a_row(number=NUMBER), a_row(name="ดวงดี คำปุน"), a_row(name="นายไม่มี ในทะเบียน"))
    assert {name: item.state for name, item in lines(office).items()} == {
        "บุญมี ศรีสุข": MatchState.CERTAIN,
        "ดวงดี คำปุน": MatchState.PERHAPS,
        "ไม่มี ในทะเบียน": MatchState.UNKNOWN,
    }
    assert found(office, certain) == {"limits.times_person": Severity.BLOCK}
    assert found(office, named) == {"other_payments.perhaps": Severity.WARN}
    with blocked("limits.times_person"):
        open_request(office, certain)
    item = lines(office)["ดวงดี คำปุน"]
    assert [person.person_id for person in other(office).suggestions(item.payment_id)] == [named]
    other(office).match(item.payment_id, named, "โทรถาม พมจ. แล้ว")
    assert found(office, named) == {"limits.times_person": Severity.BLOCK}
    other(office).match(item.payment_id, None, "เป็นคนละคน เลขบัตรต่างกัน")
    assert found(office, named) == {}
    assert lines(office)["ดวงดี คำปุน"].state is MatchState.NOBODY


def test_what_counts_for_no_kind_counts_for_no_limit(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office, national_id=NUMBER, no_id_reason=None)
    for number in ("เดิม 1", "เดิม 2"):
        office.budgets().enter_opening(opening(person_id, voucher_number=number))
    take(office, a_row(number=NUMBER), aid_kind="")
    assert found(office, person_id) == {}


@pytest.mark.parametrize("name", ["นางสาวอื่น คนละสกุล", "นางบุญมี เปลี่ยนสกุล"], ids=["other names", "other surname"])
def test_a_number_is_certain_only_with_one_of_the_names(office: TestOffice, name: str) -> None:
    register(office, national_id=NUMBER, no_id_reason=None)
    take(office, a_row(name=name, number=NUMBER))
    [item] = lines(office).values()
    assert item.state is (MatchState.PERHAPS if "อื่น" in name else MatchState.CERTAIN)


def test_a_list_is_taken_once_and_says_what_is_missing(office: TestOffice) -> None:
    register(office)
    take(office, a_row())
    with refused("other_payments.file_known"):
        take(office, a_row())
    order = TakeOtherPayments(unit_name=" ", programme="", aid_kind="", received_on=TODAY)
    with refused("other_payments.unit_missing"):
        other(office).take(sheet(a_row(), sha256="c" * 64), order)
    late = TakeOtherPayments(unit_name="พมจ.", programme="", aid_kind="", received_on=date(2030, 1, 1))
    with refused("other_payments.day_in_future"):
        other(office).take(sheet(a_row(), sha256="c" * 64), late)
    with refused("other_payments.nothing"):
        take(office, a_row(baht=0), sha256="c" * 64)
    [item] = lines(office).values()
    with refused("other_payments.reason_missing"):
        other(office).match(item.payment_id, None, " ")
    with refused("other_payments.unknown"):
        other(office).match("nobody", None, "ไม่มี")


def test_a_line_is_said_to_be_one_person_once(office: TestOffice) -> None:
    person_id = register(office)
    take(office, a_row())
    [item] = lines(office).values()
    other(office).match(item.payment_id, person_id, "ดูบัตรแล้ว")
    with refused("other_payments.matched_already"):
        other(office).match(item.payment_id, person_id, "อีกครั้ง")
    [item] = lines(office).values()
    assert (item.person_name, item.reason, item.decided_by) == ("นางบุญมี ศรีสุข", "ดูบัตรแล้ว", "officer")
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_the_control_of_double_help_hears_of_certain_lines_alone(office: TestOffice) -> None:
    [voucher_id] = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    take(office, a_row(name="นางบุญมี ศรีสุข", number=a_national_id(0)), a_row(name="นางใคร คนไหน"))
    with office.work("auditor").read("controls.read") as reading:
        facts = reading.controls.facts(TODAY, Silent())
    [paid] = facts.other_payments
    assert (paid.unit, paid.amount, paid.fiscal_year) == ("พมจ. อุดรธานี", 300_000, 2567)
    assert paid.person_id == facts.payments[0].person_id


def test_who_had_a_part_in_the_persons_request_does_not_unsay_a_payment_of_another_unit(office: TestOffice) -> None:
    certain = register(office, national_id=NUMBER, no_id_reason=None)
    open_request(office, certain, fact_finder="social")
    take(office, a_row(number=NUMBER))
    [item] = lines(office).values()
    with refused("other_payments.own_work"):
        other(office, "social").match(item.payment_id, None, "x")
    other(office, "director").match(item.payment_id, None, "เลขบัตรในรายชื่อผิด ดูต้นฉบับแล้ว")


def test_what_another_unit_paid_to_a_member_counts_for_family_and_household(office: TestOffice) -> None:
    wife = register(office, national_id=NUMBER, no_id_reason=None)
    husband = register(office, first_name="คำปุน", last_name="ดวงดี")
    people = office.people()
    [(family_id, _, _)] = people.household(people.register_household(RegisterHousehold()).value).families
    for person_id in (wife, husband):
        people.join_family(person_id, family_id)
    take(office, *(a_row(number=NUMBER, day=date(2023, 11, day)) for day in (15, 16, 17)))
    told = found(office, husband)
    assert told == {"limits.times_family": Severity.WARN, "limits.times_household": Severity.WARN}
