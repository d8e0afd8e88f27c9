"""What a finding blocks (peers.md §9.1): the office itself refuses each attempt, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from kmcase.application.requests import OpenRequest
from kmcase.application.visits import AskForAid
from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import Proxy
from kmcase.domain.people import Address
from tests.builders import CHIANG_PHIN, TestOffice, allot, register
from tests.control_builders import ask
from tests.money_builders import (
    approve_a_fourth,
    approved,
    blocked,
    drawn_batch,
    next_day,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    stored,
    thirds_of_the_year,
    voucher_ids,
)
from tests.request_builders import content, diagnose, open_request, opening, requests, settle_all
from tests.state import state_of
from tests.visit_builders import submitted_visit, visits

Attempt = tuple[str, Callable[[], object]]
"""The code it is refused with, and the step itself after everything that leads to it."""


def a_frozen_round(office: TestOffice) -> Attempt:
    """F1: a payee told that the money went to the leader, and the payer goes on."""
    first, second = voucher_ids(office, prepared_run(office, 2))
    pay(office, first)
    ask(office, first, put_together=True, given_to="หัวหน้ากลุ่ม")
    return "controls.round_frozen", lambda: pay(office, second)


def one_who_receives_without_authority(office: TestOffice) -> Attempt:
    """F1: the leader takes the money of another, with nothing signed."""
    return "payments.authority_missing", _by_proxy(office, "นายหัวหมู่ ชวนคน", sha256="")


def an_officer_who_receives(office: TestOffice) -> Attempt:
    """F1: an officer takes the money of a payee, authority or not."""
    return "payments.proxy_is_officer", _by_proxy(office, "นางสาวจันทร์ เยี่ยมบ้าน")


def _by_proxy(office: TestOffice, name: str, **changes: object) -> Callable[[], object]:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    authority = replace(stored(EvidenceKind.PROXY_AUTHORITY), **changes)  # type: ignore[arg-type]
    return lambda: pay(office, voucher_id, proxy=Proxy(name=name, relation="เพื่อนบ้าน", authority=authority))


def a_run_with_somebody_unpaid(office: TestOffice) -> Attempt:
    """F2: half of a run is paid, and it is closed."""
    run_id = prepared_run(office, 2)
    pay(office, voucher_ids(office, run_id)[0])
    return "payments.run_open_vouchers", lambda: receipts(office).close(run_id)


def cash_that_did_not_come_back(office: TestOffice) -> Attempt:
    """F2: the other half is not paid, and its money stays out."""
    run_id = prepared_run(office, 2)
    one, other = voucher_ids(office, run_id)
    pay(office, one)
    payments(office).not_paid(other, "ย้ายออก", ends_approval=True)
    return "payments.run_drawn_differs", lambda: receipts(office).close(run_id)


def a_fourth_request(office: TestOffice) -> Attempt:
    """F3: somebody who was helped three times asks again."""
    allot(office, 300_000)
    person_id = register(office)
    for number in range(3):
        office.budgets().enter_opening(opening(person_id, voucher_number=f"เดิม {number}"))
    return "limits.times_person", lambda: open_request(office, person_id)


def a_fourth_payment(office: TestOffice) -> Attempt:
    """F3: the limit was kept at the request and the approval, and is passed at the table."""
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    (voucher_id,) = voucher_ids(office, run_id)
    return "limits.times_person", lambda: pay(office, voucher_id)


def a_name_registered_anew(office: TestOffice) -> Attempt:
    """F3: the same name, its parts turned round, without an id."""
    allot(office, 300_000)
    office.budgets().enter_opening(opening(register(office)))
    again = register(office, first_name="ศรีสุข", last_name="บุญมี")
    order = OpenRequest(person_id=again, content=content())
    return "limits.helped_namesake", lambda: requests(office).open(order)


def a_day_to_come(office: TestOffice) -> Attempt:
    """F4: a receipt of tomorrow."""
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    return "payments.paid_in_future", lambda: pay(office, voucher_id, paid_on=next_day())


def a_day_before_its_number(office: TestOffice) -> Attempt:
    """F4: a receipt of a day on which its number was not given yet."""
    request_ids = approved(office)
    batch_id = drawn_batch(office, request_ids)
    office.clock.advance(days=5)
    (voucher_id,) = voucher_ids(office, payments(office).prepare(run_order(batch_id, request_ids)).value)
    late = {"late_reason": "ไฟดับ", "late_second_person": "finance2"}
    return "payments.paid_before_numbered", lambda: pay(office, voucher_id, **late)


def a_day_long_past_that_nobody_explains(office: TestOffice) -> Attempt:
    """F4: entered nine days late, with neither reason nor second person."""
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    office.clock.advance(days=9)
    return "payments.late_unexplained", lambda: pay(office, voucher_id)


def no_finished_fact_finding(office: TestOffice) -> Attempt:
    """F5: a request without report goes before the panel."""
    allot(office, 300_000)
    request_id = open_request(office, register(office), report={})
    settle_all(office, request_id)
    requests(office).submit(request_id)
    diagnose(office, request_id)
    return "requests.report_missing", lambda: requests(office, "director").find_ready(request_id)


def a_visit_that_differs_from_the_register(office: TestOffice) -> Attempt:
    """F5: the visitor saw another house than the register knows, and nobody says why."""
    allot(office, 300_000)
    elsewhere = Address(house_no="99", moo=3, subdistrict_code=CHIANG_PHIN)
    visit_id = submitted_visit(office, register(office, address=elsewhere))
    request_id = str(visits(office).ask_for_aid(AskForAid(visit_id=visit_id)).value)
    requests(office).submit(request_id)
    diagnose(office, request_id)
    return "requests.contradictions_open", lambda: requests(office, "director").find_ready(request_id)


def a_minor_without_proxy(office: TestOffice) -> Attempt:
    """F5: somebody who is no adult asks alone."""
    allot(office, 300_000)
    request_id = open_request(office, register(office, birth=PartialDate(2010, 1, 1)))
    settle_all(office, request_id)
    return "requests.minor_without_proxy", lambda: requests(office).submit(request_id)


def less_than_the_receipt(office: TestOffice) -> Attempt:
    """F6: two thirds are counted out."""
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    return "payments.count_differs", lambda: pay(office, voucher_id, counted=Baht.of(2000))


ATTEMPTS = (
    a_frozen_round,
    one_who_receives_without_authority,
    an_officer_who_receives,
    a_run_with_somebody_unpaid,
    cash_that_did_not_come_back,
    a_fourth_request,
    a_fourth_payment,
    a_name_registered_anew,
    a_day_to_come,
    a_day_before_its_number,
    a_day_long_past_that_nobody_explains,
    no_finished_fact_finding,
    a_visit_that_differs_from_the_register,
    a_minor_without_proxy,
    less_than_the_receipt,
)


@pytest.mark.parametrize("lead_to", ATTEMPTS, ids=lambda attempt: attempt.__name__)
def test_an_attempt_is_refused_and_changes_nothing(
    office: TestOffice, lead_to: Callable[[TestOffice], Attempt]
) -> None:
    code, attempt = lead_to(office)
    before = state_of(office.engine), _entries(office)
    with blocked(code):
        attempt()
    assert (state_of(office.engine), _entries(office)) == before


def _entries(office: TestOffice) -> int:
    with office.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM entry")).scalar_one())
