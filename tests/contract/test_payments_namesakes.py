"""Whoever was entered twice is helped as one, in whatever order the names stand; two namesakes are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.application.people import ChangePerson
from kmcase.application.requests import OpenRequest
from kmcase.domain.dates import PartialDate
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from tests.builders import SECOND_HALF, TestOffice, lifting, register
from tests.money_builders import a_national_id, approve, blocked, drawn_batch, pay, payments, run_order, voucher_ids
from tests.request_builders import TODAY, content, open_request, ready_request, requests

OTHER_ORDER = {"first_name": "ศรีสุข", "last_name": "บุญมี"}


def paid_once(office: TestOffice, **values: object) -> str:
    """A person who was paid today; gives the id."""
    office.budgets().allot(SECOND_HALF, Baht.of(300_000), TODAY, "หนังสือ 1")
    person_id = register(office, **values)
    request_id = ready_request(office, person_id)
    approve(office, request_id)
    batch_id = drawn_batch(office, (request_id,))
    run_id = payments(office).prepare(run_order(batch_id, (request_id,))).value
    pay(office, voucher_ids(office, run_id)[0])
    return person_id


@pytest.mark.parametrize(
    "names",
    [OTHER_ORDER, {}, {"first_name": "บุญมี ศรีสุข", "last_name": ""}],
    ids=["other order", "same order", "all in one field"],
)
def test_a_second_payment_under_another_name_order_is_refused(office: TestOffice, names: dict[str, object]) -> None:
    paid_once(office)
    again = register(office, **names)
    with blocked("limits.helped_namesake") as refused:
        open_request(office, again)
    assert refused.value.params["name"] == "นางบุญมี ศรีสุข"


def test_what_tells_two_namesakes_apart_lets_the_second_be_helped(office: TestOffice) -> None:
    paid_once(office, national_id=a_national_id(1), no_id_reason=None, birth=PartialDate(1957))
    other_id = register(office, **OTHER_ORDER, national_id=a_national_id(2), no_id_reason=None)
    other_year = register(office, **OTHER_ORDER, birth=PartialDate(1980))
    for person_id in (other_id, other_year):
        assert open_request(office, person_id)


def test_an_id_that_is_entered_afterwards_settles_it(office: TestOffice) -> None:
    paid_once(office, national_id=a_national_id(1), no_id_reason=None)
    again = register(office, **OTHER_ORDER)
    with blocked("limits.helped_namesake"):
        open_request(office, again)
    known = {"national_id": a_national_id(2), "no_id_reason": None}
    office.people().change(ChangePerson(person_id=again, values=known, seen={}))
    assert open_request(office, again)


def test_who_only_bears_the_name_and_was_not_helped_stops_nobody(office: TestOffice) -> None:
    register(office, **OTHER_ORDER)
    assert open_request(office, register(office))


def test_two_open_requests_of_one_name_are_not_both_approved(office: TestOffice) -> None:
    office.budgets().allot(SECOND_HALF, Baht.of(300_000), TODAY, "หนังสือ 1")
    one, two = (ready_request(office, register(office, **names)) for names in ({}, OTHER_ORDER))
    approve(office, one)
    with blocked("limits.helped_namesake"):
        approve(office, two, number="2/2567")


def test_emergency_aid_without_a_limit_counts_for_namesakes_and_says_which_time_it_is(office: TestOffice) -> None:
    office.budgets().allot(SECOND_HALF, Baht.of(300_000), TODAY, "หนังสือ 1")
    one, two = (ready_request(office, register(office, **names), aid_kind="emergency") for names in ({}, OTHER_ORDER))
    approve(office, one)
    with blocked("limits.helped_namesake"):
        approve(office, two, number="2/2567")
    run_id = payments(office).prepare(run_order(drawn_batch(office, (one,)), (one,))).value
    assert [voucher.occurrence for voucher in payments(office).run(run_id).vouchers] == [1]


def test_a_second_person_lifts_it_under_a_document(office: TestOffice) -> None:
    paid_once(office)
    lifted = Override(codes=("limits.helped_namesake",), reason="คนละคน", document="หนังสือรับรอง", second_person="social")
    command = OpenRequest(person_id=register(office, **OTHER_ORDER), content=content(), **lifting(lifted))
    with blocked("limits.helped_namesake"):
        requests(office).open(replace(command, override=None))
    assert requests(office).open(command).value
