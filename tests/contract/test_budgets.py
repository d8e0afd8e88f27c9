"""Budgets: allotments, transfers, plans, late payments, history, and the figures that are shown of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kmcase.application.budgets import Transfer
from kmcase.application.printing.service import ledger_total
from kmcase.domain.budgets import BudgetHalf, PostingKind
from kmcase.domain.errors import DomainError
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.staff import StaffRemoved
from tests.builders import FIRST_HALF, SECOND_HALF, TestOffice, allot, late, password_of, register
from tests.money_builders import next_day, pay, prepared_run, receipts, voiding, voucher_ids
from tests.request_builders import TODAY, decide, opening, ready_request, refused

TRANSFER = Transfer(
    source=FIRST_HALF,
    target=SECOND_HALF,
    amount=Baht.of(20_000),
    on=TODAY,
    document="บันทึก 7/2567",
    reason="งวดแรกเหลือ",
    approved_by="director",
    second_password=password_of("director"),
)


def test_an_allotment_is_what_is_free(office: TestOffice) -> None:
    allot(office, 300_000)
    budget = office.budgets().page(SECOND_HALF).budget
    assert (budget.allotted, budget.available) == (Baht.of(300_000), Baht.of(300_000))
    assert office.budgets().halves() == (SECOND_HALF,)


def test_money_is_taken_back_only_as_far_as_it_is_free(office: TestOffice) -> None:
    allot(office, 5_000)
    decide(office, ready_request(office, register(office)), Outcome.APPROVED)
    with refused("budgets.below_used") as refusal:
        allot(office, -2_001)
    assert refusal.value.params["free"] == Baht.of(2000)
    allot(office, -2_000)
    assert office.budgets().page(SECOND_HALF).budget.available == Baht.zero()


@pytest.mark.parametrize(("amount", "document"), [(0, "หนังสือ 1"), (1000, " ")])
def test_an_allotment_without_amount_or_document_is_refused(office: TestOffice, amount: int, document: str) -> None:
    with pytest.raises(DomainError):
        office.budgets().allot(SECOND_HALF, Baht.of(amount), TODAY, document)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2024, 6, 11), "budgets.day_in_future"),
        (date(2999, 1, 1), "budgets.day_in_future"),
        (date(2023, 9, 30), "budgets.day_outside_year"),
    ],
)
def test_an_allotment_is_of_a_day_of_its_year(office: TestOffice, on: date, code: str) -> None:
    with refused(code) as refusal:
        office.budgets().allot(SECOND_HALF, Baht.of(1000), on, "หนังสือ 1")
    assert refusal.value.field == "on"
    office.budgets().allot(SECOND_HALF, Baht.of(1000), date(2023, 10, 1), "หนังสือ 1")


def test_a_transfer_moves_free_money_and_keeps_the_sum(office: TestOffice) -> None:
    allot(office, 500_000, FIRST_HALF)
    allot(office, 300_000)
    office.budgets("finance").transfer(TRANSFER)
    assert office.budgets().page(FIRST_HALF).budget.allotted == Baht.of(480_000)
    assert office.budgets().page(SECOND_HALF).budget.allotted == Baht.of(320_000)
    out, back = office.budgets().postings(FIRST_HALF)[-1], office.budgets().postings(SECOND_HALF)[-1]
    assert (out.amount, back.amount) == (Baht.of(-20_000), Baht.of(20_000))
    assert (back.approved_by, back.reason, back.document) == ("นายศุกร์ ปกครอง", "งวดแรกเหลือ", "บันทึก 7/2567")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"target": FIRST_HALF}, "budgets.same_half"),
        ({"amount": Baht.zero()}, "budgets.amount_missing"),
        ({"document": ""}, "budgets.document_missing"),
        ({"reason": " "}, "budgets.reason_missing"),
        ({"approved_by": ""}, "duties.second_missing"),
        ({"approved_by": "finance"}, "duties.second_is_first"),
        ({"amount": Baht.of(500_001)}, "budgets.not_free"),
        ({"on": date(2024, 6, 11)}, "budgets.day_in_future"),
    ],
)
def test_a_transfer_that_lacks_something_is_refused(office: TestOffice, changes: dict[str, object], code: str) -> None:
    allot(office, 500_000, FIRST_HALF)
    with refused(code):
        office.budgets("finance").transfer(replace(TRANSFER, **changes))  # type: ignore[arg-type]


def test_who_has_left_the_office_approves_nothing(office: TestOffice) -> None:
    allot(office, 500_000, FIRST_HALF)
    with office.work("admin").begin("staff.remove") as unit:
        unit.record(StaffRemoved(staff_id="director", reason="ย้าย"))
        unit.commit(None)
    with refused("duties.second_absent"):
        office.budgets("finance").transfer(TRANSFER)


def test_the_plan_stands_beside_what_was_paid(office: TestOffice) -> None:
    allot(office, 300_000)
    office.budgets().enter_opening(opening(register(office)))
    office.budgets("finance").set_plan(SECOND_HALF, {"2024-04": Baht.of(50_000), "2024-09": Baht.of(10_000)})
    months = office.budgets().page(SECOND_HALF).months
    assert [(month.month, month.plan, month.paid, month.families) for month in months if month.plan] == [
        (4, Baht.of(50_000), Baht.of(2000), 1),
        (9, Baht.of(10_000), Baht.zero(), 0),
    ]
    office.budgets("finance").set_plan(SECOND_HALF, {"2024-04": Baht.of(40_000)})
    assert office.budgets().page(SECOND_HALF).months[0].plan == Baht.of(40_000)


def test_what_comes_back_later_counts_in_the_month_of_its_payment_as_on_the_ledger(office: TestOffice) -> None:
    run_id = prepared_run(office, 2)
    for voucher_id in (first := voucher_ids(office, run_id)):
        pay(office, voucher_id)
    office.clock.advance(days=31)
    receipts(office).void(voiding(first[0], "director"))
    figures = {month.month: (month.paid, month.families) for month in office.budgets().page(SECOND_HALF).months}
    assert (figures[6], figures[7]) == ((Baht.of(3000), 1), (Baht.zero(), 0))
    with office.work().read("ledger.read") as reading:
        counted = ledger_total(reading.payments.ledger(SECOND_HALF))
    assert counted == figures[6][0]


def test_a_plan_for_a_month_outside_the_half_is_refused(office: TestOffice) -> None:
    with refused("budgets.month_outside"):
        office.budgets("finance").set_plan(SECOND_HALF, {"2024-03": Baht.of(1)})


def test_late_payment_needs_a_day_after_the_half_and_a_second_person(office: TestOffice) -> None:
    service = office.budgets("finance")
    with refused("budgets.not_late"):
        service.allow_late(late(FIRST_HALF, date(2024, 3, 31), "director"))
    with refused("duties.second_is_first"):
        service.allow_late(late(FIRST_HALF, date(2024, 4, 30), "finance"))
    with refused("budgets.too_late") as refusal:
        service.allow_late(late(FIRST_HALF, date(2025, 4, 1), "director"))
    assert (refusal.value.field, refusal.value.params["latest"]) == ("until", date(2025, 3, 31))
    service.allow_late(late(FIRST_HALF, date(2024, 4, 30), "director"))
    assert service.page(FIRST_HALF).late_until == date(2024, 4, 30)


def test_history_counts_as_paid_and_for_the_year(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office)
    office.budgets().enter_opening(opening(person_id))
    page = office.budgets().page(SECOND_HALF)
    assert (page.budget.paid, page.families_paid, page.mean) == (Baht.of(2000), 1, Baht.of(2000))
    assert office.people().page(person_id).help[0].times == 1
    found = office.budgets().openings()[0]
    assert (found.payee_name, found.occurrence, found.half) == ("นางบุญมี ศรีสุข", 1, SECOND_HALF)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Baht.zero()}, "budgets.amount_missing"),
        ({"amount": Baht.of(3001)}, "limits.over_amount"),
        ({"document": ""}, "budgets.document_missing"),
        ({"voucher_number": ""}, "budgets.voucher_missing"),
        ({"paid_on": date(2024, 6, 11)}, "budgets.paid_in_future"),
        ({"paid_on": date(2024, 1, 5)}, "budgets.not_free"),
        ({"voucher_number": " เดิม 1 "}, "budgets.voucher_known"),
    ],
)
def test_history_that_cannot_be_is_refused(office: TestOffice, changes: dict[str, object], code: str) -> None:
    allot(office, 300_000)
    person_id = register(office)
    office.budgets().enter_opening(opening(person_id))
    with refused(code):
        office.budgets().enter_opening(opening(person_id, **{"voucher_number": "เดิม 2", **changes}))


@pytest.mark.parametrize("number", ["0001/2567", "1/2567", "๐๐๐๑/๒๕๖๗"])
def test_history_takes_no_number_that_the_office_issued_itself(office: TestOffice, number: str) -> None:
    prepared_run(office, 1)
    person_id = register(office, first_name="คำปอน")
    with refused("budgets.voucher_own"):
        office.budgets().enter_opening(opening(person_id, voucher_number=number))
    office.budgets().enter_opening(opening(person_id, voucher_number="2/2567"))


def test_history_is_of_days_before_the_office_numbered_its_own_vouchers(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office, first_name="คำปอน")
    office.budgets().enter_opening(opening(person_id, paid_on=TODAY))
    prepared_run(office, 1)
    with refused("budgets.paid_in_own_time") as refusal:
        office.budgets().enter_opening(opening(person_id, paid_on=TODAY, voucher_number="เดิม 2"))
    assert (refusal.value.field, refusal.value.params["since"]) == ("paid_on", TODAY)
    office.budgets().enter_opening(opening(person_id, paid_on=next_day(-1), voucher_number="เดิม 2"))


def test_a_fourth_time_cannot_be_entered_as_history(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office)
    for number in (1, 2, 3):
        office.budgets().enter_opening(opening(person_id, voucher_number=f"เดิม {number}"))
    with refused("limits.times_person"):
        office.budgets().enter_opening(opening(person_id, voucher_number="เดิม 4"))


def test_every_posting_says_what_is_left_after_it(office: TestOffice) -> None:
    allot(office, 10_000)
    decide(office, ready_request(office, register(office)), Outcome.APPROVED)
    office.budgets().enter_opening(opening(register(office, first_name="คำปอน")))
    lines = [(item.kind, item.available_after) for item in office.budgets().postings(SECOND_HALF)]
    assert lines == [
        (PostingKind.ALLOT, Baht.of(10_000)),
        (PostingKind.RESERVE, Baht.of(7_000)),
        (PostingKind.PAY, Baht.of(5_000)),
    ]


def test_families_still_to_be_helped_are_what_is_free_over_the_mean(office: TestOffice) -> None:
    allot(office, 11_500)
    for number, name in enumerate(("บุญมี", "คำปอน"), 1):
        person_id = register(office, first_name=name)
        amount = Baht.of(1000 * number)
        office.budgets().enter_opening(opening(person_id, amount=amount, voucher_number=f"เดิม {number}"))
    page = office.budgets().page(SECOND_HALF)
    assert (page.mean, page.more_families) == (Baht.of(1500), 5)


def test_a_half_without_payments_takes_the_mean_of_its_year(office: TestOffice) -> None:
    allot(office, 500_000, FIRST_HALF)
    allot(office, 300_000)
    office.budgets().enter_opening(opening(register(office), paid_on=date(2024, 1, 5)))
    assert office.budgets().page(SECOND_HALF).mean == Baht.of(2000)
    assert office.budgets().page(SECOND_HALF).more_families == 150
    assert office.budgets().page(BudgetHalf(2566, 2)).more_families == 0


def test_the_gap_is_what_was_needed_against_what_was_approved(office: TestOffice) -> None:
    allot(office, 300_000)
    decide(office, ready_request(office, register(office)), Outcome.APPROVED)
    rejected = ready_request(office, register(office, first_name="คำปอน"), needed=Baht.of(90_000))
    decide(office, rejected, Outcome.REJECTED, "2/2567")
    page = office.budgets().page(SECOND_HALF)
    assert (page.needed, page.proposed, page.approved) == (Baht.of(5000), Baht.of(3000), Baht.of(3000))


@pytest.mark.parametrize("login", ["officer", "finance", "auditor"])
def test_only_the_director_allots(office: TestOffice, login: str) -> None:
    with refused("shell.not_permitted"):
        office.budgets(login).allot(SECOND_HALF, Baht.of(1), TODAY, "หนังสือ")
