"""Entries that may be one person: told, stopped at the paying table, linked or told apart by a named person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kmcase.application.access import Silent
from kmcase.application.duplicates import DecideDuplicate, Decision, DuplicateService
from kmcase.application.payments import RecordTransfer
from kmcase.application.people import ChangePerson, RegisterHousehold
from kmcase.application.read.clusters import ClusterState
from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method
from kmcase.domain.people import PersonRegistered
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice, allot, person_values, register
from tests.field_money import Field, checkouts
from tests.money_builders import (
    AGAIN,
    a_national_id,
    approve,
    blocked,
    drawn_batch,
    pay,
    payments,
    run_order,
    voucher_ids,
)
from tests.request_builders import TODAY, content, open_request, opening, ready_request, refused, requests
from tests.state import state_of

BORN = PartialDate.from_date(date(1957, 3, 14))
TYPED_AGAIN = {"last_name": "ศรีศุข", "birth": BORN, "phone": "0812345678"}
"""The same woman once more, her family name spelt as it sounds."""


def duplicates(office: TestOffice, login: str = "social") -> DuplicateService:
    return DuplicateService(office.work(login))


def twice(office: TestOffice) -> tuple[str, str]:
    """A woman who was entered twice."""
    return register(office, birth=BORN, phone="0812345678"), register(office, **TYPED_AGAIN)


def decide(
    office: TestOffice, persons: tuple[str, ...], decision: Decision, login: str = "social", reason: str = "ดูบัตรแล้ว"
) -> None:
    duplicates(office, login).decide(DecideDuplicate(person_ids=persons, decision=decision, reason=reason))


def history(office: TestOffice, person_id: str, number: str) -> None:
    """Paid this year before the program came."""
    office.budgets().enter_opening(opening(person_id, voucher_number=number))


def waiting(office: TestOffice, person_id: str, **content: object) -> str:
    """A number that waits at the paying table; gives the voucher's id."""
    request_id = ready_request(office, person_id, **content)
    approve(office, request_id)
    batch_id = drawn_batch(office, (request_id,))
    return voucher_ids(office, payments(office).prepare(run_order(batch_id, (request_id,))).value)[0]


def states(office: TestOffice) -> list[ClusterState]:
    return [item.state for item in duplicates(office).list()]


def codes(office: TestOffice, person_id: str) -> dict[str, Severity]:
    found = requests(office).judge(person_id, content())
    return {finding.code: finding.severity for finding in found if finding.code.startswith(("dup", "limits.times"))}


def test_who_is_typed_again_is_shown_with_reasons_and_stops_nothing(office: TestOffice) -> None:
    first = register(office, birth=BORN, phone="0812345678")
    [alike] = duplicates(office, "officer").alike(person_values(**TYPED_AGAIN))
    assert (alike.person_id, alike.name, alike.stops, alike.same_id) == (first, "นางบุญมี ศรีสุข", True, False)
    assert alike.reasons
    assert duplicates(office, "officer").alike(person_values(first_name="ทองใบ", last_name="ดวงดี", phone="0899")) == ()


def test_an_open_duplicate_is_told_at_the_request_and_stops_the_payment(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = twice(office)
    assert codes(office, first) == {"duplicates.open": Severity.WARN}
    voucher_id = waiting(office, first)
    with blocked("duplicates.open") as stopped:
        pay(office, voucher_id)
    assert stopped.value.params["name"] == "นางบุญมี ศรีศุข"
    decide(office, (first, second), Decision.UNDECIDED, reason="รอสำเนาทะเบียนบ้าน")
    with blocked("duplicates.open"):
        pay(office, voucher_id)
    decide(office, (first, second), Decision.DIFFERENT)
    pay(office, voucher_id)


def test_one_national_id_stops_the_payment_whatever_else_differs(office: TestOffice) -> None:
    allot(office, 300_000)
    number = {"national_id": a_national_id(7), "no_id_reason": None}
    first = register(office, **number)
    voucher_id = waiting(office, first)
    with office.work().begin("people.register") as unit:
        other = person_values(first_name="ทองใบ", last_name="ดวงดี", **number)
        unit.record(PersonRegistered(person_id=unit.ids.new(), values=other, source="laptop"))
        unit.commit(None)
    with blocked("duplicates.same_id"):
        pay(office, voucher_id)


def test_a_transfer_is_stopped_before_it_goes_and_a_laptop_before_it_leaves(office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    first, _ = twice(office)
    request_id = ready_request(office, first)
    approve(office, request_id)
    order = run_order(drawn_batch(office, (request_id,)), (request_id,))
    with blocked("duplicates.open"):
        payments(office).prepare(
            run_order(order.batch_id, (request_id,), method=Method.TRANSFER, accounts={request_id: "1234567890"})
        )
    [told] = [f for f in payments(office).judge_run(order) if f.code.startswith("duplicates.")]
    assert told.severity is Severity.WARN
    run_id = payments(office).prepare(order).value
    field = Field(office, tmp_path)
    with blocked("duplicates.open"):
        checkouts(office).check_out(run_id, field.enrol().laptop_id, Baht.of(3000))


def test_times_of_a_year_count_all_entries_of_one_person(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = twice(office)
    for person_id, number in ((first, "เดิม 1"), (second, "เดิม 2"), (second, "เดิม 3")):
        history(office, person_id, number)
    assert "limits.times_person" not in codes(office, first)
    decide(office, (first, second), Decision.SAME)
    assert codes(office, first) == codes(office, second) == {"limits.times_person": Severity.BLOCK}
    with blocked("limits.times_person") as stopped:
        open_request(office, first)
    assert stopped.value.params["times"] == 3
    with blocked("limits.times_person"):
        history(office, second, "เดิม 4")
    [link] = duplicates(office).page((first,)).links
    duplicates(office).unlink(link.link_id, "ดูบัตรแล้วเป็นคนละคน")
    assert codes(office, first) == {"duplicates.open": Severity.WARN}


def test_a_linked_person_takes_the_next_free_time_of_the_year(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = twice(office)
    history(office, first, "เดิม 1")
    history(office, second, "เดิม 2")
    decide(office, (first, second), Decision.SAME)
    voucher_id = waiting(office, first, repeat_reason=AGAIN)
    pay(office, voucher_id)
    run = payments(office).run(payments(office).runs()[0].run_id)
    assert [voucher.occurrence for voucher in run.vouchers] == [3]


def test_families_and_households_of_one_person_count_together(office: TestOffice) -> None:
    allot(office, 300_000)
    people = office.people()
    homes = [people.register_household(RegisterHousehold()).value for _ in range(2)]
    first, second = twice(office)
    for person_id, home in zip((first, second), homes, strict=True):
        [(family_id, _, _)] = people.household(home).families
        people.join_family(person_id, family_id)
    for number in ("เดิม 1", "เดิม 2", "เดิม 3"):
        history(office, second, number)
    assert "limits.times_household" not in codes(office, first)
    decide(office, (first, second), Decision.SAME)
    found = codes(office, first)
    assert found["limits.times_household"] is found["limits.times_family"] is Severity.WARN


def test_a_pair_that_was_told_apart_returns_when_a_compared_field_changes(office: TestOffice) -> None:
    first, second = twice(office)
    assert states(office) == [ClusterState.STOPS]
    decide(office, (first, second), Decision.DIFFERENT, reason="ฝาแฝด ดูทะเบียนบ้านแล้ว")
    assert states(office) == [ClusterState.APART]
    assert duplicates(office).alike(person_values(birth=BORN, phone="0812345678"), first) == ()
    office.people().change(ChangePerson(person_id=second, values={"remark": "ย้ายกลับมา"}, seen={}))
    assert states(office) == [ClusterState.APART], "a remark is not compared"
    office.people().change(ChangePerson(person_id=second, values={"phone": "0812345679"}, seen={}))
    assert states(office) == [ClusterState.STOPS]
    [pair] = duplicates(office).page((first, second)).pairs
    assert pair.returned and pair.judgement is not None and pair.judgement.reason == "ฝาแฝด ดูทะเบียนบ้านแล้ว"


def test_a_namesake_who_was_told_apart_or_linked_is_no_namesake_any_more(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = register(office), register(office)
    history(office, first, "เดิม 1")
    with blocked("limits.helped_namesake"):
        open_request(office, second)
    decide(office, (first, second), Decision.DIFFERENT)
    assert open_request(office, second)


def test_a_cluster_grows_over_its_links_and_shows_what_each_was_paid(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = twice(office)
    third = register(office, birth=BORN, phone="0812345678")
    history(office, third, "เดิม 1")
    assert states(office) == [ClusterState.STOPS]
    [item] = duplicates(office).list()
    assert len(item.names) == 3
    decide(office, (first, second), Decision.SAME)
    decide(office, (second, third), Decision.SAME, reason="ลูกสาวยืนยัน")
    assert states(office) == [ClusterState.LINKED]
    page = duplicates(office, "auditor").page((first,))
    assert {entry.person_id for entry in page.entries} == {first, second, third}
    assert {entry.person_id: entry.total for entry in page.entries}[third] == Baht.of(2000)
    assert all(pair.linked and not pair.stops for pair in page.pairs)
    assert {link.reason for link in page.links} == {"ลูกสาวยืนยัน", "ดูบัตรแล้ว"}
    assert page.names["social"] == "นางอังคาร วินิจฉัย"


def test_who_paid_one_of_them_does_not_decide(office: TestOffice) -> None:
    allot(office, 300_000)
    first = register(office, birth=BORN, phone="0812345678")
    request_id = ready_request(office, first)
    approve(office, request_id)
    batch_id = drawn_batch(office, (request_id,))
    run_id = (
        payments(office)
        .prepare(run_order(batch_id, (request_id,), payer="finance", committee=("officer2", "finance2")))
        .value
    )
    [voucher_id] = voucher_ids(office, run_id)
    pay(office, voucher_id, committee=("officer2", "finance2"))
    second = register(office, **TYPED_AGAIN)
    with refused("shell.not_permitted"):
        decide(office, (first, second), Decision.SAME, "finance")
    assert not duplicates(office, "social").page((first,)).mine
    assert duplicates(office, "finance").page((first,)).mine


def test_who_found_the_facts_for_one_of_them_does_not_decide(office: TestOffice) -> None:
    first = register(office, birth=BORN, phone="0812345678")
    open_request(office, first, fact_finder="social")
    second = register(office, **TYPED_AGAIN)
    assert duplicates(office, "social").page((first,)).mine
    with refused("duplicates.own_work"):
        decide(office, (first, second), Decision.DIFFERENT, "social")
    decide(office, (first, second), Decision.DIFFERENT, "director")


def test_what_was_decided_otherwise_is_undone_first(office: TestOffice) -> None:
    first, second = twice(office)
    third = register(office, birth=BORN, phone="0812345678")
    with refused("duplicates.two_needed"):
        decide(office, (first, first), Decision.SAME)
    with refused("duplicates.reason_missing"):
        decide(office, (first, second), Decision.SAME, reason=" ")
    decide(office, (first, second), Decision.SAME)
    for decision in Decision:
        with refused("duplicates.linked_already"):
            decide(office, (first, second), decision)
    decide(office, (second, third), Decision.DIFFERENT)
    with refused("duplicates.told_apart_already"):
        decide(office, (first, third), Decision.SAME)
    [link] = duplicates(office).page((first,)).links
    duplicates(office).unlink(link.link_id, "ผิดคน")
    with refused("duplicates.not_linked"):
        duplicates(office).unlink(link.link_id, "อีกครั้ง")


def test_decisions_come_back_from_the_journal(office: TestOffice) -> None:
    first, second = twice(office)
    decide(office, (first, second), Decision.DIFFERENT)
    decide(office, (first, second), Decision.SAME)
    assert not duplicates(office).page((first,)).pairs[0].apart
    [link] = duplicates(office).page((first,)).links
    duplicates(office).unlink(link.link_id, "ผิดคน")
    assert states(office) == [ClusterState.STOPS], "what a link overtook does not come back"
    decide(office, (first, second), Decision.UNDECIDED)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_controls_count_all_entries_of_one_person_as_one(office: TestOffice) -> None:
    first, second = twice(office)
    decide(office, (first, second), Decision.SAME)
    with office.work("auditor").read("controls.read") as reading:
        facts = reading.controls.facts(reading.today, Silent())
    assert facts.cluster(first) == facts.cluster(second) == min(first, second)


def test_what_the_bank_has_paid_is_recorded_and_the_duplicate_told_beside_it(office: TestOffice) -> None:
    allot(office, 300_000)
    first = register(office, birth=BORN, phone="0812345678")
    request_id = ready_request(office, first)
    approve(office, request_id)
    order = run_order(
        drawn_batch(office, (request_id,)), (request_id,), method=Method.TRANSFER, accounts={request_id: "1234567890"}
    )
    [voucher_id] = voucher_ids(office, payments(office).prepare(order).value)
    register(office, **TYPED_AGAIN)
    result = RecordTransfer(voucher_id=voucher_id, reference="KTB1", result=BankResult.PAID, paid_on=TODAY)
    done = payments(office).record_transfer(result)
    [told] = [finding for finding in done.findings if finding.code.startswith("duplicates.")]
    assert told.severity is Severity.WARN


def test_the_register_says_how_often_all_entries_of_one_person_were_helped(office: TestOffice) -> None:
    allot(office, 300_000)
    first, second = twice(office)
    history(office, first, "เดิม 1")
    history(office, second, "เดิม 2")
    assert office.people().page(first).help[0].left == 2
    decide(office, (first, second), Decision.SAME)
    year = office.people().page(first).help[0]
    assert (year.times, year.amount, year.left) == (2, Baht.of(4000), 1)
