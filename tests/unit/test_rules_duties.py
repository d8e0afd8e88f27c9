"""Duties that exclude each other, and who may witness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.domain.findings import Severity
from kmcase.domain.payments import Witness
from kmcase.rules.duties import Duty, DutyException, Relative, check_duties, check_payee, check_witnesses

KIN = Relative(name="นายญาติ สนิท", national_id="1101700230705", staff_id="officer", staff_name="นายอาทิตย์ ลงพื้นที่")

PAYERS = {"finance": "นายพุธ จ่ายเงิน", "finance2": "นางพฤหัส ตรวจเงิน"}


def one(**holders: str) -> dict[Duty, frozenset[str]]:
    return {duty: frozenset(filter(None, [holders.get(duty.value)])) for duty in Duty}


def witnessed(*witnesses: Witness, payee_id: str | None = None, kin: tuple[Relative, ...] = ()) -> list[str]:
    found = check_witnesses(
        witnesses,
        payers=PAYERS,
        committee={"director": "นายศุกร์ ปกครอง"},
        payee_name="นางบุญมี ศรีสุข",
        payee_national_id=payee_id,
        relatives=kin,
    )
    assert all(finding.severity is Severity.BLOCK for finding in found)
    return [finding.code.removeprefix("duties.") for finding in found]


def test_five_persons_for_five_duties_meet_nothing() -> None:
    assert check_duties(one(fact_finder="a", panel="b", recorder="c", payer="d", verifier="e"), {}) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("fact_finder", "panel"),
        ("fact_finder", "recorder"),
        ("fact_finder", "payer"),
        ("fact_finder", "verifier"),
        ("panel", "payer"),
        ("panel", "verifier"),
        ("recorder", "payer"),
        ("recorder", "verifier"),
        ("payer", "verifier"),
    ],
)
def test_two_duties_do_not_fall_to_one_person(first: str, second: str) -> None:
    (found,) = check_duties(one(**{first: "a", second: "a"}), {"a": "นายพุธ จ่ายเงิน"})
    assert (found.code, found.severity) == ("duties.coincide", Severity.BLOCK)
    assert found.params["name"] == "นายพุธ จ่ายเงิน"
    assert {found.params["one"].key, found.params["other"].key} == {f"duties.duty.{first}", f"duties.duty.{second}"}


def test_the_recorder_may_sit_on_the_panel() -> None:
    assert check_duties(one(panel="a", recorder="a"), {}) == ()


def test_a_granted_exception_is_told_and_holds_for_these_duties_and_this_person_alone() -> None:
    exception = DutyException(
        duties=frozenset({Duty.FACT_FINDER, Duty.PAYER}), staff_id="a", reason="สำนักงานเล็ก", granted_by="director"
    )
    (found,) = check_duties(one(fact_finder="a", payer="a"), {}, (exception,))
    assert (found.code, found.severity) == ("duties.excused", Severity.INFORM)
    (other,) = check_duties(one(fact_finder="b", payer="b"), {}, (exception,))
    assert other.code == "duties.coincide"
    (third,) = check_duties(one(fact_finder="a", verifier="a"), {}, (exception,))
    assert third.code == "duties.coincide"


def test_a_stranger_may_witness() -> None:
    assert witnessed(Witness(name="นายใหญ่ บ้านนา"), Witness(name="นางแดง สวนสวย")) == []


def test_the_payer_does_not_witness() -> None:
    assert witnessed(Witness(name="นายพุธ จ่ายเงิน", staff_id="finance")) == ["witness_is_payer"]


@pytest.mark.parametrize("name", ["จ่ายเงิน พุธ", "พฤหัส ตรวจเงิน"])
def test_neither_payer_nor_recorder_witnesses_under_the_bare_name(name: str) -> None:
    assert witnessed(Witness(name=name)) == ["witness_is_payer"]


def test_no_member_of_the_committee_witnesses() -> None:
    assert witnessed(Witness(name="ศุกร์ ปกครอง")) == ["witness_in_committee"]
    assert witnessed(Witness(name="นายใหญ่ บ้านนา", staff_id="director")) == ["witness_in_committee"]


def test_the_payee_does_not_witness_by_name_or_by_id() -> None:
    assert witnessed(Witness(name="นางบุญมี ศรีสุข")) == ["witness_is_payee"]
    assert witnessed(Witness(name="บุญมี", national_id="3"), payee_id="3") == ["witness_is_payee"]


def test_two_persons_of_one_name_are_told_apart_by_their_ids() -> None:
    assert witnessed(Witness(name="นางบุญมี ศรีสุข", national_id="4"), payee_id="3") == []


@pytest.mark.parametrize("again", ["นายใหญ่  บ้านนา", "ใหญ่ บ้านนา", "บ้านนา ใหญ่"])
def test_one_witness_is_not_two(again: str) -> None:
    assert witnessed(Witness(name="นายใหญ่ บ้านนา"), Witness(name=again)) == ["witness_twice"]


def test_one_man_with_and_without_his_id_is_not_two_witnesses() -> None:
    known = Witness(name="นายใหญ่ บ้านนา", national_id="5")
    assert witnessed(known, Witness(name="ใหญ่ บ้านนา")) == ["witness_twice"]
    assert witnessed(known, Witness(name="นายอื่น ไกลตัว", national_id="5")) == ["witness_twice"]
    assert witnessed(known, replace(known, national_id="6")) == []


@pytest.mark.parametrize("name", ["บุญมี ศรีสุข", "ศรีสุข บุญมี", "นางสาวบุญมี ศรีสุข"])
def test_a_left_out_title_hides_neither_payee_nor_relative(name: str) -> None:
    assert witnessed(Witness(name=name)) == ["witness_is_payee"]
    aunt = replace(KIN, name="นางแดง สวนสวย", national_id=None)
    assert witnessed(Witness(name="สวนสวย แดง"), kin=(aunt,)) == ["witness_is_relative"]


def test_no_declared_relative_of_an_officer_witnesses() -> None:
    assert witnessed(Witness(name="นายญาติ สนิท"), kin=(KIN,)) == ["witness_is_relative"]
    assert witnessed(Witness(name="นายใหญ่ บ้านนา"), kin=(KIN,)) == []


def met_of_payee(name: str, *kin: Relative, payee_id: str | None = None) -> list[tuple[str, Severity]]:
    found = check_payee(name, payee_id, payers=PAYERS, relatives=kin)
    return [(finding.code.removeprefix("duties."), finding.severity) for finding in found]


def test_nobody_pays_or_records_a_payment_to_himself() -> None:
    assert met_of_payee("จ่ายเงิน พุธ") == [("payee_is_payer", Severity.BLOCK)]
    assert met_of_payee("นางสาวพฤหัส ตรวจเงิน") == [("payee_is_payer", Severity.BLOCK)]
    assert met_of_payee("นางบุญมี ศรีสุข") == []


def test_nobody_pays_a_relative_of_his_own_and_those_of_others_are_remarked_upon() -> None:
    mine = replace(KIN, staff_id="finance", staff_name="นายพุธ จ่ายเงิน")
    assert met_of_payee("ญาติ สนิท", mine) == [("payee_is_payers_relative", Severity.BLOCK)]
    assert met_of_payee("ชื่ออื่น", mine, payee_id=KIN.national_id) == [("payee_is_payers_relative", Severity.BLOCK)]
    assert met_of_payee("ญาติ สนิท", KIN) == [("payee_is_relative", Severity.WARN)]
    assert met_of_payee("นางบุญมี ศรีสุข", mine, KIN) == []
